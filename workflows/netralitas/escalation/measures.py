"""This file lists what may be done beside a sanction: measures, which are no sanctions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from netralitas.escalation.cells import in_force
from netralitas.facts import Case, Finding, MeasureAdvice, Outcome
from netralitas.policy import MeasureRule

OPEN = (Outcome.VIOLATION, Outcome.OUT_OF_SCOPE)
"""The outcomes of a charge beside which a measure may stand: proven here, or for another forum."""


def advise(
    rules: Sequence[MeasureRule], finding: Finding, kinds: Sequence[str], day: date
) -> tuple[MeasureAdvice, ...]:
    """Return the measures open in a case; those of a track only where it came to a violation."""
    tracks = {(one.track, one.tier) for one in finding.tracks if one.outcome is Outcome.VIOLATION}
    case = finding.case
    return tuple(
        MeasureAdvice(id=rule.id, text=rule.text, cites=rule.cites, confidence=rule.confidence)
        for rule in rules
        if in_force(rule.since, rule.until, day)
        and (
            not (rule.tracks or rule.tiers)
            or any(
                (not rule.tracks or track in rule.tracks) and (not rule.tiers or tier in rule.tiers)
                for track, tier in tracks
            )
        )
        and (not rule.categories or all(one in rule.categories for one in finding.categories))
        and (not rule.elections or all(kind in rule.elections for kind in kinds))
        and (not (rule.acts or rule.facts) or _charged(rule, case, finding))
    )


def _charged(rule: MeasureRule, case: Case, finding: Finding) -> bool:
    """Whether a charge that stands is of one of the acts and states every fact."""
    return any(
        verdict.outcome in OPEN
        and (not rule.acts or charge.act in rule.acts)
        and all(charge.facts.get(name) == value for name, value in rule.facts.items())
        for charge, verdict in zip(case.charges, finding.charges, strict=False)
    )
