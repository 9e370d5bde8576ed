"""This file names who stands in for an implicated official, among those whom the nation allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netralitas.escalation import Walk
from netralitas.facts import (
    Authority,
    Days,
    Facts,
    Official,
    OfficialCondition,
    RegionItem,
    RegionRefusal,
    Text,
    Value,
)
from netralitas.judgement.additions import Additions
from netralitas.policy import Alternate, Policy, first

_SKIPPED: Final = (OfficialCondition.IMPLICATED.value, OfficialCondition.REPORTED.value)


class Alternates:
    """The alternates of one pack under the policy it was laid over."""

    def __init__(self, additions: Additions, policy: Policy) -> None:
        self._additions = additions
        self._ranks = {one.id: one.rank for one in policy.instruments}
        self._closed = {term.id: term for term in policy.closed_terms}

    def of(self, walk: Walk, days: tuple[Days, ...]) -> Iterator[RegionItem | RegionRefusal]:
        """Yield who stands in on each track, or that national law does not allow him there."""
        by_official: dict[Official, list[Alternate]] = {}
        for item in self._additions.in_force("alternates", days):
            assert isinstance(item, Alternate)
            by_official.setdefault(item.implicated, []).append(item)
        for implicated, items in by_official.items():
            chosen = first(items, self._ranks)
            assert chosen is not None
            for track, authority in walk.authority.items():
                if not any(
                    one.official is implicated and one.why in _SKIPPED for one in authority.skipped
                ):
                    continue
                about = {"official": chosen.official.value, "track": track.value}
                if chosen.official in _allowed(authority):
                    yield self._additions.item("alternates", chosen, days, about)
                else:
                    yield self._no_competence(chosen, about)

    def _no_competence(self, item: Alternate, about: Mapping[str, Value]) -> RegionRefusal:
        closed = self._closed.get("competence")
        return RegionRefusal(
            term="alternates",
            id=item.id,
            text=Text(
                id=f"dalam perkara ini hukum nasional tidak memberi {item.official} wewenang",
                en=f"in this case national law gives {item.official} no competence",
            ),
            cites=closed.cites if closed else (),
            about=Facts(about),
        )


def _allowed(authority: Authority) -> set[Official]:
    """Return the officials whom national law puts in question in a case."""
    found = {one.official for one in authority.readings} | set(authority.alternates)
    found |= {authority.official} | set(authority.by_sanction.values())
    return {official for official in found if official is not None}
