"""This file hears a law on one case: its answer, the criminal rows it meets, the lawful types."""

from __future__ import annotations

from typing import NamedTuple

from netralitas.facts import Case, CaseError, Category, Finding, Outcome, Track
from netralitas.judgement.refinement import Answer, answer_of
from netralitas.policy import Provision
from netralitas.rules import Law, find


class Heard(NamedTuple):
    """What a law says of a case, certainly: the answer, and the rows it met."""

    answer: Answer
    rows: tuple[Provision, ...]
    categories: tuple[Category, ...]


class Opening(NamedTuple):
    """Whether the criminal track opens for a case, and the rows met."""

    opens: str
    rows: tuple[str, ...]


def heard(law: Law, case: Case) -> Heard | None:
    """Return what a law says of a case of one charge; None where it leaves the outcome open."""
    [charge] = case.charges
    assert charge.at is not None
    try:
        admitted = law.admission.admit(case, charge.at.last)
        ways = law.matcher.ways(admitted.charges[0])
    except CaseError:
        return None
    all_settled = [way.settled for way in ways]
    answers = [answer_of(law, one.result, one.deciding, one.denying) for one in all_settled]
    if not answers or not all(answer.same(answers[0]) for answer in answers):
        return None
    denied = any(answer.denied for answer in answers)
    matched = sorted(frozenset().union(*(way.matched for way in ways)))
    rows = dict.fromkeys(law.rules[position].row for position in matched)
    return Heard(
        answers[0]._replace(denied=denied),
        tuple(law.policy.provisions[row] for row in rows),
        admitted.categories,
    )


def opening(law: Law, case: Case) -> Opening | None:
    """Return how the criminal rows answer a case; None where its outcome is open."""
    finding = _found(law, case)
    if finding is None or finding.outcome is Outcome.UNDETERMINED:
        return None
    criminal = finding.criminal
    return Opening(criminal.opens, tuple(dict.fromkeys(row.id for row in criminal.provisions)))


def lawful(law: Law, case: Case) -> dict[Track, tuple[str, ...]] | None:
    """Return the types that are lawful in a case, track by track; None where it is no violation."""
    finding = _found(law, case)
    if finding is None or finding.outcome is not Outcome.VIOLATION:
        return None
    return {
        found.track: tuple(name.id for name in found.sanctions.lawful) for found in finding.tracks
    }


def _found(law: Law, case: Case) -> Finding | None:
    """Return what a law finds on the day of the act; None for a case that cannot be."""
    [charge] = case.charges
    assert charge.at is not None
    try:
        return find(case, law, as_of=charge.at.last)
    except CaseError:
        return None
