"""This file makes the case that a what-if speaks of: the same case with a few things otherwise."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from netralitas.facts import (
    Case,
    CaseError,
    Change,
    Charge,
    Days,
    Evidence,
    EvidenceKind,
    Facts,
    Outcome,
    Subject,
    Tier,
    Value,
    Verdict,
    Way,
)
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.verdict import judge
from netralitas.judgement.why_not import DAY, EVIDENCE
from netralitas.policy import check_case
from netralitas.rules import FIRST_DAY, Law

_A_DAY = timedelta(days=1)
TRIES = 64
"""How many combinations of the values that a way names are tried."""


def changed(
    case: Case, policy: CompiledPolicy, way: Way, target: Tier | Outcome, *, as_of: date
) -> Case | None:
    """Return a case changed so that it certainly reaches the target; None where it cannot be.

    It cannot where something else is unknown that the answer turns on. Days of a report that lie
    before the changed day of the act are left out: nobody reports what is still to come.
    """
    choices = [[(change, value) for value in change.to] for change in way.changes]
    for chosen in itertools.islice(itertools.product(*choices), TRIES):
        other = case
        for change, value in chosen:
            other = _with(other, policy.law, change, value)
        try:
            check_case(other, policy.policy)
            verdict = judge(other, policy, as_of=as_of)
        except CaseError:
            continue
        if _reaches(verdict, target):
            return other
    return None


def _reaches(verdict: Verdict, target: Tier | Outcome) -> bool:
    if isinstance(target, Tier):
        return verdict.outcome is Outcome.VIOLATION and verdict.tier is target
    return verdict.outcome is target


def _with(case: Case, law: Law, change: Change, value: str) -> Case:
    """Return a case with one thing otherwise, as a change words it."""
    number = max(change.charge, 1)
    charge = case.charges[number - 1]
    if change.fact == DAY:
        return _on_day(case, number, date.fromisoformat(value.split()[-1]))
    if change.fact == EVIDENCE:
        proven = Evidence(kind=EvidenceKind.DOKUMEN, verified=True)
        return replace(case, evidence=(*(case.evidence or ()), proven))
    if change.fact == "until":
        ended = None if value == "true" or charge.at is None else charge.at.first - _A_DAY
        return replace(case, subject=replace(case.subject, until=ended))
    if change.fact == "subordinate_sanction":
        return _with_rank(case, law, number, value)
    if change.group == "person":
        if change.fact not in Subject.__struct_fields__:
            return case
        stated = msgspec.convert({change.fact: _value(law, change.fact, value)}, Subject)
        told = {change.fact: getattr(stated, change.fact)}
        return replace(case, subject=replace(case.subject, **told))
    return _with_fact(case, number, change.fact, _value(law, change.fact, value))


def _on_day(case: Case, number: int, day: date) -> Case:
    charge = replace(case.charges[number - 1], at=Days.of(day))
    report = case.report
    for name in ("at", "known_at"):
        known = getattr(report, name)
        if known is not None and known < day:
            report = replace(report, **{name: None})
    return replace(_with_charge(case, number, charge), report=report)


def _with_rank(case: Case, law: Law, number: int, rank: str) -> Case:
    """Return a case with a sanction of the subordinate's that stands in that place."""
    for sanction in law.policy.sanctions:
        other = _with_fact(case, number, "subordinate_sanction", sanction.id)
        day = other.charges[number - 1].at
        last = FIRST_DAY if day is None else day.last
        try:
            admitted = law.admission.admit(other, last).charges[number - 1]
        except CaseError:
            continue
        if admitted.allowed.get("subordinate_rank") == frozenset[Value]({rank}):
            return other
    return case


def _with_fact(case: Case, number: int, name: str, value: Value) -> Case:
    charge = case.charges[number - 1]
    facts = Facts({**charge.facts, name: value})
    return _with_charge(case, number, replace(charge, facts=facts))


def _with_charge(case: Case, number: int, charge: Charge) -> Case:
    charges = (*case.charges[: number - 1], charge, *case.charges[number:])
    return replace(case, charges=charges)


def _value(law: Law, name: str, word: str) -> Value:
    """Return the value of a fact that a change words so."""
    known = law.base.fields[name]
    return next((value for value in known if str(value).lower() == word.lower()), word)
