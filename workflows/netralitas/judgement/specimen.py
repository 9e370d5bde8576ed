"""This file writes a ready-to-run case that stands in a cell of the tables, and shortens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from netralitas.facts import (
    CASE_SCHEMA,
    Case,
    CaseError,
    Charge,
    Contest,
    Days,
    Evidence,
    EvidenceKind,
    Facts,
    Prior,
    Subject,
    Value,
)
from netralitas.judgement.refinement import DayPair
from netralitas.rules import Law

_STATES: Mapping[str, Mapping[Value, tuple[str, Value]]] = {
    "kept_private": {True: ("public", False)},
    "openly_active": {False: ("public", False)},
    "intent_state": {"yes": ("intent", True), "no": ("intent", False)},
}
"""The fact of a charge behind each value of a derived field."""


def specimen(
    law: Law,
    act: str,
    values: Mapping[str, Value],
    *,
    id: str,
    election: str,
    contest: str,
    day: date,
) -> Case:
    """Return a case of one proven charge in which the fields have the values given.

    A derived field is stated by the fact behind it; what no case can state is left out. The contest
    is named where the election holds several.
    """
    charge_fields = {field.name for field in law.policy.fields if field.scope == "charge"}
    facts: dict[str, Value] = {}
    person: dict[str, Any] = {}
    priors: tuple[Prior, ...] = ()
    for name, value in values.items():
        if name in charge_fields:
            facts[name] = value
        elif name in Subject.__struct_fields__:
            person[name] = value
        elif name in _STATES:
            facts.update([_STATES[name][value]] if value in _STATES[name] else [])
        elif name == "in_service" and value is False:
            person["until"] = day - timedelta(days=1)
        elif name == "named_official" and value != "unknown":
            person["heads_unit"] = value == "yes"
        elif name == "punished_before" and value is True:
            priors = (Prior(),)
    several = [
        one.contests for one in law.policy.elections if one.id == election and one.contests[1:]
    ]
    case = Case(
        schema=CASE_SCHEMA,
        id=id,
        election=election,
        contest=Contest(contest) if several else None,
        subject=msgspec.convert(person, Subject),
        charges=(Charge(act=act, at=Days.of(day), facts=Facts(facts)),),
        evidence=(Evidence(kind=EvidenceKind.DOKUMEN, verified=True),),
        priors=priors,
    )
    if "subordinate_rank" in values:
        return _with_subordinate(law, case, values["subordinate_rank"])
    return case


def case_at(law: Law, act: str, pair: DayPair, values: Mapping[str, Value]) -> Case:
    """Return the case of one charge on the day of a pair, with the values given."""
    return specimen(
        law,
        act,
        values,
        id="batas-" + act.replace("_", "-"),
        election=pair.election,
        contest=pair.contest,
        day=pair.day,
    )


def _with_subordinate(law: Law, case: Case, rank: Value) -> Case:
    """Return the case with a sanction of the subordinate's that stands in that place."""
    for sanction in law.policy.sanctions:
        tried = with_fact(case, "subordinate_sanction", sanction.id)
        if allowed_of(law, tried).get("subordinate_rank") == frozenset({rank}):
            return tried
    return case


def stated_in(case: Case) -> int:
    """Return how many facts a case states of its only charge and of the person."""
    people = Subject.__struct_fields__
    known = sum(getattr(case.subject, name) is not None for name in people)
    return len(case.charges[0].facts) + known


def with_fact(case: Case, name: str, value: Value) -> Case:
    """Return the case with one more fact in its only charge."""
    [charge] = case.charges
    facts = Facts({**charge.facts, name: value})
    return msgspec.structs.replace(case, charges=(msgspec.structs.replace(charge, facts=facts),))


def allowed_of(law: Law, case: Case) -> Mapping[str, frozenset[Value]]:
    """Return what each field of a case's only charge may be; nothing where the case cannot be."""
    [charge] = case.charges
    assert charge.at is not None
    try:
        return law.admission.admit(case, charge.at.last).charges[0].allowed
    except CaseError:
        return {}


def shortened(case: Case, still: Callable[[Case], bool]) -> Case:
    """Return the case without whatever it can do without: facts, the person's, priors, contest.

    `still` says whether a shorter case shows the same; afterwards nothing more can be dropped.
    """
    shorter = next((one for one in without_one(case) if still(one)), None)
    return case if shorter is None else shortened(shorter, still)


def without_one(case: Case) -> Iterator[Case]:
    """Yield the case less each single thing that it states beside act, day and election."""
    [charge] = case.charges
    for name in charge.facts:
        facts = Facts({other: value for other, value in charge.facts.items() if other != name})
        less = msgspec.structs.replace(charge, facts=facts)
        yield msgspec.structs.replace(case, charges=(less,))
    for name in Subject.__struct_fields__:
        if getattr(case.subject, name) is not None:
            subject = msgspec.structs.replace(case.subject, **{name: None})
            yield msgspec.structs.replace(case, subject=subject)
    if case.priors:
        yield msgspec.structs.replace(case, priors=())
    if case.contest is not None:
        yield msgspec.structs.replace(case, contest=None)
