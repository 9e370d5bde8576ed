"""This file finds the rows that no case can meet, on any day and with any facts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from netralitas.facts import Days, Outcome, Text, Value
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.policy_words import act_words, said
from netralitas.judgement.checking.survey import Stretch
from netralitas.judgement.checking.witness import Target
from netralitas.judgement.refinement import DayPair, day_pair, day_pairs
from netralitas.rules import FIRST_DAY, LAST_DAY, ActTable, Law, Reading, Rule

_NEVER = Text(
    id="tidak ada perkara yang dapat memenuhi baris ini ({mode})",
    en="no case can meet this row ({mode})",
)
_NOT_BY = Text(
    id="tidak ada perkara yang dapat memenuhi baris ini ({mode}) dengan perbuatan ini: {act}",
    en="no case can meet this row ({mode}) by this act: {act}",
)
_PARTISAN = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.OUT_OF_SCOPE)
_CLOSED: Mapping[str, Value] = {"public": False, "active": False, "kept_private": True}
"""What each fact says of an act that is not openly done."""

_WINDOW = "replacement_window"
_PERSON = ("category", "in_service", "by_subject", "completed")
"""What criminal rules read as the other rules do."""


def unreachable(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield every row that can never be met, and every act of a row by which it never can."""
    met = main_rules_met(stretches) | criminal_targets(law, stretches).keys()
    ways: dict[tuple[int, str], list[int]] = {}
    for place, rule in enumerate(law.rules):
        ways.setdefault((rule.row, rule.mode), []).append(place)
    for (row, mode), places in ways.items():
        dead = [place for place in places if place not in met]
        everywhere = len(dead) == len(places)
        for place in dead[:1] if everywhere else dead:
            act = act_of(law.rules[place])
            yield PolicyFinding(
                kind="unreachable",
                rows=(law.policy.provisions[row].id,),
                text=said(_NEVER if everywhere else _NOT_BY, mode=mode, act=act_words(law, act)),
                declared=False,
                act=None if everywhere else act,
            )


def act_of(rule: Rule) -> str:
    """Return the act of a rule, also of one that opens the criminal track."""
    return rule.act.rpartition("/")[2]


def main_rules_met(stretches: Sequence[Stretch]) -> set[int]:
    """Return the rules that decide on charges and are met in some combination."""
    return {place for one in stretches for meeting in one.meetings for place in meeting.met}


def criminal_targets(law: Law, stretches: Sequence[Stretch]) -> dict[int, Target]:
    """Return the criminal rules that some case meets, each asked of the engine, and where it does.

    They read what the other rules come to: whether a charge meets a row stands in the survey.
    """
    of_act: dict[str, dict[object, Stretch]] = {act: {} for act in law.base.main}
    for stretch in stretches:
        of_act[stretch.act][stretch.table.sides(stretch.day.national)] = stretch
    days = sorted(_days(law), key=lambda one: (-len(one[0].national), one[0].day), reverse=True)
    found: dict[int, Target] = {}
    for act, places in law.base.criminal.items():
        table = law.matcher.whole_table(act)
        scenes: dict[tuple[Reading, bool, object], DayPair] = {}
        for day, window in days:
            for reading in day.national:
                scenes.setdefault((reading, window, table.sides(day.national)), day)
        partisan = {side: _partisan(stretch) for side, stretch in of_act[act].items()}
        for place in places:
            for (reading, window, side), day in scenes.items():
                met = _met(law, place, table, reading, window, partisan[side])
                if met is not None:
                    found[place] = Target(table, day, met[1], beside=met[0])
                    break
    return found


def _days(law: Law) -> Iterator[tuple[DayPair, bool]]:
    """Yield every moment on a day inside the months before determination, and on one outside."""
    windows = {
        election.id: (ban.first, determination.first)
        for election in law.policy.elections
        for ban in election.milestones
        for determination in election.milestones
        if ban.id == "mutasi_ban" and determination.id == "penetapan"
    }
    days = list(day_pairs(law, law))
    turns = law.calendars.turns(Days(first=FIRST_DAY, last=LAST_DAY))
    for election, contest in law.calendars.contests(None, None):
        if election in windows:
            first, after = windows[election]
            inside = (first, *(day for day in turns if first < day < after))
            days += [day_pair(law, law, election, contest, day) for day in inside]
    for day in days:
        first, after = windows.get(day.election, (date.max, date.max))
        yield day, first <= day.day < after


def _partisan(stretch: Stretch) -> int:
    """Return the cells of which the criminal rules read that they meet a row."""
    cells = 0
    for meeting in stretch.meetings:
        if meeting.settled.result.outcome in _PARTISAN:
            cells |= meeting.cells
    return cells


def _met(
    law: Law, place: int, table: ActTable, reading: Reading, window: bool, partisan: int
) -> tuple[dict[str, Value], int] | None:
    """Return facts that meet a criminal rule on a day, with the combinations they go with."""
    rules = law.tables.rules
    if not law.rules[place].alternatives:
        return None
    classes = rules.classes(place)
    own = {
        field: tuple(dict.fromkeys(of.values()))
        for field, of in classes.items()
        if field not in Reading._fields
    }
    if _WINDOW in own:
        own[_WINDOW] = (classes[_WINDOW][window],)
    for values in itertools.product(*own.values()):
        fact = dict(zip(own, values, strict=True))
        if rules.met(place, {**fact, **reading.fact()}):
            cells = _possible(table, partisan, fact)
            if cells:
                return fact, cells
    return None


def _possible(table: ActTable, partisan: int, fact: Mapping[str, Value]) -> int:
    """Return the combinations of a charge's own facts that lead to what a criminal rule reads."""
    cells = table.feasible
    for field in _PERSON:
        if field in fact:
            cells &= table.axis_mask(field, fact[field])
    if "meets_row" in fact:
        cells &= partisan if fact["meets_row"] else ~partisan
    known = {axis.field for axis in table.axes}
    closed = 0
    for field, value in _CLOSED.items():
        if field in known:
            closed |= table.axis_mask(field, value)
    if fact.get("openly_active") is True:
        cells &= ~closed
    elif "openly_active" in fact and known & {"public", "kept_private"}:
        cells &= closed  # elsewhere it can be stated beside any combination
    return cells
