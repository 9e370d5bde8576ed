"""This file turns the rows of a policy into rules for the engine, one set an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from netralitas.facts import Confidence, Place, PolicyError, Text, Value
from netralitas.policy import Impossible, Policy, Provision
from netralitas.rules.conditions import (
    ALWAYS,
    Alternatives,
    ConditionError,
    Rule,
    Test,
    both,
    parse,
)

_PHASE_STATES: Mapping[str, frozenset[str]] = {
    "sebelum_penetapan": frozenset({"before"}),
    "sesudah_penetapan": frozenset({"determined", "campaign"}),
    "masa_kampanye": frozenset({"campaign"}),
    "pasca_pemungutan": frozenset({"voted"}),
}

_BEFORE = Test("after_determination", "is", False)
_AFTER = Test("after_determination", "is", True)
_NOT_VOTED = Test("voted", "is", False)
_VOTED = Test("voted", "is", True)
_CAMPAIGN = Test("in_campaign", "is", True)

# The unions of phases that rows use, in the fewest tests.
_PHASE_TESTS: Mapping[frozenset[str], Alternatives] = {
    frozenset({"before"}): ((_BEFORE,),),
    frozenset({"determined", "campaign"}): ((_AFTER, _NOT_VOTED),),
    frozenset({"campaign"}): ((_CAMPAIGN,),),
    frozenset({"voted"}): ((_VOTED,),),
    frozenset({"determined", "campaign", "voted"}): ((_AFTER,),),
    frozenset({"before", "determined", "campaign"}): ((_NOT_VOTED,),),
    frozenset({"before", "voted"}): ((_BEFORE,), (_VOTED,)),
    frozenset({"campaign", "voted"}): ((_CAMPAIGN,), (_VOTED,)),
    frozenset({"before", "campaign"}): ((_BEFORE,), (_CAMPAIGN,)),
    frozenset({"before", "campaign", "voted"}): ((_BEFORE,), (_CAMPAIGN,), (_VOTED,)),
    frozenset({"before", "determined", "campaign", "voted"}): ALWAYS,
}


CRIMINAL = "pidana/"
"""Before the act in the criminal rules' room: they read facts that the others produce."""


class Boundary(NamedTuple):
    """A day on which the law in force changes; unverified days blur the days around them."""

    day: date
    verified: bool


class RuleBase(NamedTuple):
    """All rules of a policy: `main` decides charges, `criminal` opens the criminal track.

    `eras` are the boundaries in order: era 0 lies before the first. `fields` gives each field's
    closed vocabulary, `impossible` the combinations that cannot occur.
    """

    policy: Policy
    rules: tuple[Rule, ...]
    main: Mapping[str, tuple[int, ...]]
    criminal: Mapping[str, tuple[int, ...]]
    eras: tuple[Boundary, ...]
    fields: Mapping[str, tuple[Value, ...]]
    impossible: tuple[tuple[Impossible, Alternatives], ...]

    def parse(self, when: Any, where: str) -> Alternatives:
        """Return the alternatives of a condition that stands outside the rows (a weight)."""
        return _parsed(when, self.fields, where)


def compile_rules(policy: Policy) -> RuleBase:
    """Return the rules of every row, act by act; raises PolicyError naming a row it cannot take."""
    eras = _eras(policy)
    days = [boundary.day for boundary in eras]
    fields = _vocabulary(policy, len(eras))
    rules: list[Rule] = []
    main: dict[str, list[int]] = {act.id: [] for act in policy.acts}
    criminal: dict[str, list[int]] = {act.id: [] for act in policy.acts}
    seen: dict[str, int] = {}
    for position, row in enumerate(policy.provisions):
        version = seen[row.id] = seen.get(row.id, 0) + 1
        name = row.id if version == 1 else f"{row.id}#{version}"
        for mode, alternatives in _modes(policy, row, fields, days):
            for act in row.acts:
                kept, room = (criminal, CRIMINAL + act) if row.effect.opens else (main, act)
                kept[act].append(len(rules))
                rules.append(Rule(f"{name}@{mode}@{room}", room, position, mode, alternatives))
    return RuleBase(
        policy=policy,
        rules=tuple(rules),
        main={act: tuple(found) for act, found in main.items()},
        criminal={act: tuple(found) for act, found in criminal.items()},
        eras=eras,
        fields=fields,
        impossible=tuple(
            (item, _parsed(item.when, fields, f"impossible[{place}]"))
            for place, item in enumerate(policy.impossible)
        ),
    )


def _eras(policy: Policy) -> tuple[Boundary, ...]:
    instruments = {instrument.id: instrument for instrument in policy.instruments}
    verified: dict[date, bool] = {}
    for row in policy.provisions:
        source = instruments[row.cites[0].instrument]
        for day, inherited in (
            (row.since, row.since == source.since),
            (row.until, row.until == source.until),
        ):
            if day is None:
                continue
            mark = source.marks.date if inherited and row.marks.date is None else row.marks.date
            certain = mark is not Confidence.D
            verified[day] = verified.get(day, False) or certain
    return tuple(Boundary(day, verified[day]) for day in sorted(verified))


def _vocabulary(policy: Policy, eras: int) -> dict[str, tuple[Value, ...]]:
    fields: dict[str, tuple[Value, ...]] = {}
    for field in policy.fields:
        if field.kind == "bool":
            fields[field.name] = (False, True)
        elif field.kind == "choice":
            fields[field.name] = tuple(field.values)
    fields["era"] = tuple(range(eras + 1))
    fields["office"] = tuple(office.id for office in policy.offices)
    return fields


def _modes(
    policy: Policy, row: Provision, fields: Mapping[str, tuple[Value, ...]], days: list[date]
) -> list[tuple[Any, Alternatives]]:
    """Split a row into what it decides and what it reaches only by an unverified reading."""
    when = _parsed(row.when, fields, row.id)
    tested = {test.field for conjunction in when for test in conjunction}
    common = both(_presumed(policy, tested), both(_people(row), both(_contests(row), when)))
    common = both(common, _in_force(row, days))
    content_unverified = row.marks.content is Confidence.D
    decides: set[str] = set()
    asks: set[str] = set()
    if row.phases is None:
        everywhere = both(common, ALWAYS)
        mode = "asks" if content_unverified or row.marks.phase is Confidence.D else "decides"
        return [(mode, everywhere)]
    for phase, mark in row.phases.items():
        (asks if content_unverified or mark is Confidence.D else decides).update(
            _PHASE_STATES[phase]
        )
    asks -= decides
    found: list[tuple[Any, Alternatives]] = []
    for mode, states in (("decides", decides), ("asks", asks)):
        if states:
            found.append((mode, both(_phase_tests(states), common)))
    return found


def _phase_tests(states: set[str]) -> Alternatives:
    known = _PHASE_TESTS.get(frozenset(states))
    if known is not None:
        return known
    # `determined` alone, which no single flag names: determined, not yet campaign, not yet voted.
    outside = (_AFTER, Test("in_campaign", "is", False), _NOT_VOTED)
    rest = states - {"determined"}
    return (outside, *(_PHASE_TESTS[frozenset(rest)] if rest else ()))


def _presumed(policy: Policy, tested: set[str]) -> Alternatives:
    return (
        tuple(
            Test(field, "is", value)
            for field, value in policy.presumes.items()
            if field not in tested
        ),
    )


def _people(row: Provision) -> Alternatives:
    if row.subjects is None:
        return ALWAYS
    return tuple((Test("category", "is", category.value),) for category in row.subjects)


def _contests(row: Provision) -> Alternatives:
    if row.contests is None:
        return ALWAYS
    return tuple((Test("contest", "is", contest.value),) for contest in row.contests)


def _in_force(row: Provision, days: list[date]) -> Alternatives:
    tests: list[Test] = []
    if row.since is not None:
        tests.append(Test("era", "at_least", days.index(row.since) + 1))
    if row.until is not None:
        tests.append(Test("era", "below", days.index(row.until) + 1))
    return (tuple(tests),)


def _parsed(when: Any, fields: Mapping[str, tuple[Value, ...]], where: str) -> Alternatives:
    def check(field: str, value: Any, path: tuple[str | int, ...]) -> None:
        known = fields.get(field)
        if known is None:
            raise ConditionError(
                Text(id=f"bidang {field!r} tidak dikenal", en=f"unknown field {field!r}"), path
            )
        if not any(type(value) is type(item) and value == item for item in known):
            raise ConditionError(
                Text(
                    id=f"{field!r} tidak mengenal nilai {value!r}",
                    en=f"{field!r} has no value {value!r}",
                ),
                path,
                Text(id=f"yang dikenal: {known}", en=f"known: {known}"),
            )

    try:
        return parse(when, check)
    except ConditionError as error:
        path = ".".join(str(part) for part in (where, "when", *error.path))
        raise PolicyError(error.says, at=Place("policy", 0, path), hint=error.hint) from error
