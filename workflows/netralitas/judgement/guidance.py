"""This file finds the region's words that speak of the acts of a case."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.facts import Charge, RegionItem, Value
from netralitas.judgement.additions import ANY_DAY, Additions, Found
from netralitas.judgement.standing import Standing, standing_of
from netralitas.policy import Policy
from netralitas.rules import RuleBase


class Guidances:
    """The guidance of one pack under the policy it was laid over."""

    def __init__(self, additions: Additions, policy: Policy, base: RuleBase) -> None:
        self._additions = additions
        guidance = additions.pack.fills.guidance
        self._guidance = [(item, base.parse(item.when, item.id)) for item in guidance]
        self._defaults: dict[str, Value] = {
            field.name: field.default for field in policy.fields if field.default is not None
        }

    def of(self, finding: Found) -> Iterator[RegionItem]:
        """Yield the words that speak of a charge; what depends on an unknown fact says so."""
        charges = [
            (number, charge.act, charge.at or ANY_DAY, self._known(finding, charge))
            for number, charge in enumerate(finding.case.charges, 1)
        ]
        for item, alternatives in self._guidance:
            for number, act, day, known in charges:
                if (item.acts and act not in item.acts) or not item.may_hold(day):
                    continue
                standing = standing_of(alternatives, known)
                if standing is not Standing.FAILS:
                    certain = standing is Standing.HOLDS
                    about = {"charge": number} if item.acts else None
                    yield self._additions.item("guidance", item, (day,), about, certain=certain)
                if not item.acts and item.when is None:
                    break  # it speaks of no act: once is enough

    def _known(self, finding: Found, charge: Charge) -> dict[str, Value]:
        """Return the facts of a charge that are known, the person's among them."""
        subject = finding.case.subject
        known: dict[str, Value] = {**self._defaults, **charge.facts.plain()}
        for name in ("office", "heads_unit", "pakta_integritas", "deklarasi_netralitas"):
            value = getattr(subject, name)
            if value is not None:
                known[name] = value
        if len(finding.categories) == 1:
            known["category"] = finding.categories[0].value
        if len(finding.levels) == 1:
            known["level"] = finding.levels[0].value
        return known
