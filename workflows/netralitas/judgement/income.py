"""This file says which cut of additional income follows a tier or type, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netralitas.facts import Days, Outcome, RegionItem, TrackFinding, Value
from netralitas.judgement.additions import Additions, Found
from netralitas.policy import IncomeConsequence, Policy, first


class Income:
    """The income consequences of one pack under the policy it was laid over."""

    def __init__(self, additions: Additions, policy: Policy) -> None:
        self._additions = additions
        self._ranks = {one.id: one.rank for one in policy.instruments}
        self._tiers = {one.id: (one.track, one.tier) for one in policy.sanctions}

    def of(self, finding: Found, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        """Yield the cut that follows the types that were imposed or, before that, may follow."""
        imposed = [one.sanction for one in finding.case.process.imposed]
        in_force = tuple(self._additions.in_force("income_consequences", days))
        for track in finding.tracks:
            if track.outcome is not Outcome.VIOLATION:
                continue
            following: dict[str, list[str]] = {}
            items: dict[str, IncomeConsequence] = {}
            for sanction in imposed or [one.id for one in track.sanctions.lawful]:
                found = [
                    item
                    for item in in_force
                    if isinstance(item, IncomeConsequence)
                    and self._follows(item, sanction, track, finding)
                ]
                chosen = first(found, self._ranks)
                if chosen is not None:
                    items[chosen.id] = chosen
                    following.setdefault(chosen.id, []).append(sanction)
            for name, sanctions in following.items():
                yield self._cut(items[name], sanctions, finding, days)

    def _follows(
        self, item: IncomeConsequence, sanction: str, track: TrackFinding, finding: Found
    ) -> bool:
        of_track, tier = self._tiers.get(sanction, (None, None))
        if of_track is not track.track:
            return False
        if item.categories and not set(finding.categories) <= set(item.categories):
            return False
        if item.sanction is not None:
            return item.sanction == sanction
        return item.tier is not None and item.tier is tier

    def _cut(
        self,
        item: IncomeConsequence,
        sanctions: Sequence[str],
        finding: Found,
        days: tuple[Days, ...],
    ) -> RegionItem:
        about: dict[str, Value] = {
            "sanctions": ", ".join(sanctions),
            "basis_points": item.basis_points,
            "months": item.months,
        }
        monthly = finding.case.subject.tambahan_penghasilan
        if monthly is not None:
            # Whole rupiah, rounded down in favour of the person, month by month.
            each = monthly * item.basis_points // 10_000
            about |= {"rupiah_a_month": each, "rupiah": each * item.months}
        return self._additions.item("income_consequences", item, days, about)
