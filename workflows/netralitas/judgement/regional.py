"""This file says what a regional pack adds to one case, and what of it national law refuses there.

It looks at a finding and a walk that are already complete, and changes neither: money, channels,
reviewers, checklists, pledges, alternates and guidance stand beside the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.escalation import InternalClocks, Walk
from netralitas.facts import (
    Days,
    EvidenceKind,
    RegionItem,
    RegionRefusal,
    RegionReport,
    Text,
)
from netralitas.judgement.additions import ANY_DAY, Additions, Found
from netralitas.judgement.alternates import Alternates
from netralitas.judgement.guidance import Guidances
from netralitas.judgement.income import Income
from netralitas.policy import (
    Binding,
    Checklist,
    Pack,
    Policy,
)
from netralitas.rules import RuleBase

NATION_ALONE = RegionReport(pack=None, filled=(), refused=())


class Regional:
    """A pack made ready to be shown with verdicts under the policy it was laid over."""

    def __init__(self, pack: Pack, policy: Policy, base: RuleBase) -> None:
        self.pack = pack
        self._additions = Additions(pack)
        self._income = Income(self._additions, policy)
        self._alternates = Alternates(self._additions, policy)
        self._guidance = Guidances(self._additions, policy, base)
        self._clocks = InternalClocks(policy, pack)

    @property
    def reads_walks(self) -> bool:
        """Whether an item of the pack depends on who decides, or on the path and its dates."""
        fills = self.pack.fills
        return bool(fills.alternates or fills.internal_clocks or fills.local_holidays)

    def report(self, finding: Found, walk: Walk) -> RegionReport:
        """Return what the pack adds to a case; nothing but the reason outside its days."""
        days = tuple(charge.at or ANY_DAY for charge in finding.case.charges)
        if not any(self.pack.valid.may_hold(span) for span in days):
            return RegionReport(pack=self.pack.region, filled=(), refused=(self._not_in_force(),))
        internal = self._clocks.walk(finding.case, days, (*walk.path.values(), walk.closing))
        alternates = tuple(self._alternates.of(walk, days))
        filled: list[RegionItem] = [
            *self._bindings(finding, days),
            *self._rows(finding),
            *self._income.of(finding, days),
            *self._duties(finding, days),
            *self._plain("channels", days),
            *self._plain("reviewers", days),
            *self._checklists(finding, days),
            *self._weights(finding, days),
            *(one for one in alternates if isinstance(one, RegionItem)),
            *self._guidance.of(finding),
            *internal.holidays,
        ]
        return RegionReport(
            pack=self.pack.region,
            filled=tuple(filled),
            refused=(
                *(one for one in alternates if isinstance(one, RegionRefusal)),
                *internal.refused,
            ),
            clocks=internal.clocks,
        )

    def _not_in_force(self) -> RegionRefusal:
        valid = self.pack.valid
        last = f"{valid.last}" if valid.last else "..."
        return RegionRefusal(
            term="valid",
            id=self.pack.region,
            text=Text(
                id=f"paket tidak berlaku pada hari perbuatan: {valid.since} s.d. {last}",
                en=f"the pack is not in force on the day of the act: {valid.since} to {last}",
            ),
            cites=(),
        )

    def _plain(self, term: str, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        for item in self._additions.in_force(term, days):
            channel = getattr(item, "channel", None)
            yield self._additions.item(
                term, item, days, {"channel": channel.value} if channel else None
            )

    def _bindings(self, finding: Found, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        office = finding.case.subject.office
        for item in self._additions.in_force("bindings", days):
            assert isinstance(item, Binding)
            people = [one for one in finding.categories if one in item.categories]
            if not people or (item.offices and office not in (None, *item.offices)):
                continue
            certain = len(people) == len(finding.categories) and not (item.offices and not office)
            yield self._additions.item("bindings", item, days, certain=certain)

    def _rows(self, finding: Found) -> Iterator[RegionItem]:
        """Yield the contract rules that were met and the contract ladder that applies."""
        rules = {item.id: item for item in self.pack.fills.contract_rules}
        ladders = {item.id: item for item in self.pack.fills.contract_ladders}
        for track in finding.tracks:
            for provision in track.provisions:
                if provision.id in rules:
                    day = finding.case.charges[provision.charge - 1].at or ANY_DAY
                    yield self._additions.item(
                        "contract_rules",
                        rules[provision.id],
                        (day,),
                        {"charge": provision.charge},
                        certain=provision.certain,
                    )
            if track.sanctions.ladder in ladders:
                days = tuple(charge.at or ANY_DAY for charge in finding.case.charges)
                yield self._additions.item(
                    "contract_ladders", ladders[track.sanctions.ladder], days
                )

    def _duties(self, finding: Found, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        """Yield the duties that a charge says were omitted; all of them where it does not say."""
        for number, charge in enumerate(finding.case.charges, 1):
            if charge.act != "fail_to_act":
                continue
            omission = charge.facts.get("omission", "regional_duty")
            named = charge.facts.get("regional_duty")
            for item in self._additions.in_force("duties", days):
                if omission == "regional_duty" and named in (None, item.id):
                    certain = named is not None
                    yield self._additions.item(
                        "duties",
                        item,
                        (charge.at or ANY_DAY,),
                        {"charge": number},
                        certain=certain,
                    )

    def _checklists(self, finding: Found, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        for item in self._additions.in_force("checklists", days):
            assert isinstance(item, Checklist)
            about = {kind.value: _ticked(finding, kind) for kind in item.kinds}
            yield self._additions.item("checklists", item, days, about)

    def _weights(self, finding: Found, days: tuple[Days, ...]) -> Iterator[RegionItem]:
        own = {item.id: item for item in self.pack.fills.weights}
        for track in finding.tracks:
            for name in (*track.sanctions.aggravating, *track.sanctions.mitigating):
                if name in own:
                    about = {"track": track.track.value, "side": own[name].side}
                    yield self._additions.item("weights", own[name], days, about)


def _ticked(finding: Found, kind: EvidenceKind) -> str:
    """Return how a kind of evidence stands: verified, present, missing, or not assessed at all."""
    evidence = finding.case.evidence
    if evidence is None:
        return "not_assessed"
    there = [item for item in evidence if item.kind is kind]
    if any(item.verified for item in there):
        return "verified"
    return "present" if there else "missing"
