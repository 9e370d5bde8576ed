"""This file finds, for a group of combinations, the ready-to-run case with the fewest facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from netralitas.facts import Case, CaseError, Outcome, Value
from netralitas.judgement.differing.groups import Group, Part, opening_of, outcome_key
from netralitas.judgement.differing.side_by_side import SideBySide
from netralitas.judgement.hearing import heard, lawful, opening
from netralitas.judgement.refinement import Answer, DayPair, day_pair, outcomes, values_of
from netralitas.judgement.smallest import Unstated, fewest
from netralitas.judgement.specimen import (
    allowed_of,
    shortened,
    specimen,
    stated_in,
    with_fact,
)
from netralitas.rules import ActTable, Law, find

TRIES = 16
"""How many cells of a group's part are spelt out where no case can state the first of them."""

CRIMINAL_TRIES = 400
"""How many combinations of derived facts are spelt out in search of a case."""

MANY = 1_000
"""More facts than any case states."""

_PARTISAN = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.OUT_OF_SCOPE)


_MEANS: Mapping[str, Mapping[Value, Mapping[str, Value]]] = {
    "openly_active": {
        True: {"public": True, "active": True, "kept_private": False},
        False: {"public": False, "kept_private": True},
    },
    "intent_state": {"yes": {"intent": True}, "no": {"intent": False}},
}
"""What the facts of an act are where a fact derived of them for the criminal rows has a value."""


class Cases:
    """Finds the cases that show how two policies differ."""

    def __init__(self, beside: SideBySide) -> None:
        self._beside = beside
        self._unstated: dict[str, Unstated] = {}
        self._whole: dict[str, ActTable] = {}

    def outcome(self, group: Group) -> Case | None:
        """Return the case with the fewest facts that stands in a group; None where none can."""
        best: Case | None = None
        below = MANY
        for part in group.parts:
            found = self._in_part(group, part, below)
            if found is not None:
                best, below = found, stated_in(found)
        return best

    def criminal(self, group: Group) -> Case | None:
        """Return a short case that meets the other criminal rows; None where none was found."""
        for case in islice(self._criminal(group), CRIMINAL_TRIES):
            if self._shows_opening(group, case):
                return shortened(case, lambda one: self._shows_opening(group, one))
        return None

    def law(self, act: str) -> Law:
        """Return a law that knows an act: the old one, if it does."""
        return self._beside.laws[0 if self._beside.knows(0, act) else 1]

    def case_at(self, act: str, day: DayPair, values: Mapping[str, Value]) -> Case:
        """Return the case of one charge on the day of a pair, with the values given."""
        return specimen(
            self.law(act),
            act,
            values,
            id="beda-" + act.replace("_", "-"),
            election=day.election,
            contest=day.contest,
            day=day.day,
        )

    def _in_part(self, group: Group, part: Part, below: int) -> Case | None:
        compared, wanted = part.compared, part.cells
        day = compared.days[0]
        for _ in range(TRIES):
            table = compared.national if wanted & compared.national.feasible else compared.regional
            few = fewest(table, wanted, part.alike, self._unstated_of(group.act, day), below)
            if few is None:
                return None
            stated = values_of(table, few.cell)
            case = self.case_at(group.act, day, {field: stated[field] for field in few.fields})
            for one in self._spelt(case, group):
                if self._shows(group, one):
                    return shortened(one, lambda shorter: self._shows(group, shorter))
            wanted &= ~(1 << few.cell)
        return None

    def _shows(self, group: Group, case: Case) -> bool:
        """Whether both laws are certain of a case, and of it say what they say of the group."""
        old, new = (self._said(side, case) for side in (0, 1))
        if old is None or new is None:
            return False
        if (old.answer is None, new.answer is None) != (group.old is None, group.new is None):
            return False
        if outcome_key(old.answer, new.answer) != outcome_key(group.old, group.new):
            return False
        if not _turns_on(group, old.rows, new.rows):
            return False
        if old.answer and new.answer and old.answer.result == new.answer.result:
            types = [lawful(law, case) for law in self._beside.laws]
            return types[0] != types[1]  # another measure may leave the same types
        return True

    def _said(self, side: int, case: Case) -> _Said | None:
        """Return what a law says of a case; None where it leaves the outcome open."""
        law = self._beside.laws[side]
        [charge] = case.charges
        if not self._beside.knows(side, charge.act):
            return _REFUSED
        found = heard(law, case)
        if found is not None:
            return _Said(found.answer, frozenset(row.id for row in found.rows))
        assert charge.at is not None
        try:
            find(case, law, as_of=charge.at.last)
        except CaseError:
            return _REFUSED
        return None

    def _spelt(self, case: Case, group: Group) -> Iterator[Case]:
        """Yield the case and, where only a measure differs, with each type to measure by."""
        yield case
        old, new = group.old, group.new
        if isinstance(old, Answer) and isinstance(new, Answer) and old.result == new.result:
            for sanction in self.law(group.act).policy.sanctions:
                yield with_fact(case, "subordinate_sanction", sanction.id)

    def _unstated_of(self, act: str, day: DayPair) -> Unstated:
        """Return what an act's fields are in a case that states none of them."""
        known = self._unstated.get(act)
        if known is None:
            allowed = allowed_of(self.law(act), self.case_at(act, day, {}))
            known = self._unstated[act] = {
                field: next(iter(values)) if len(values) == 1 else None
                for field, values in allowed.items()
            }
        return known

    def _shows_opening(self, group: Group, case: Case) -> bool:
        """Whether both laws answer a case, and the criminal rows as they do the group."""
        for side, answer in enumerate((group.old, group.new)):
            if answer is None:
                return False
            found = opening(self._beside.laws[side], case)
            opens, rows = opening_of(answer)
            if found is None or found.opens != opens or set(found.rows) != set(rows):
                return False
        return True

    def _criminal(self, group: Group) -> Iterator[Case]:
        """Yield cases that may stand in a group: partisan acts of its people on its days."""
        for part in group.parts:
            cells = part.cells
            while cells:
                table = part.compared.national
                values = values_of(table, (cells & -cells).bit_length() - 1)
                cells &= cells - 1
                for day in self._days(part):
                    facts = self._partisan(group.act, day, values)
                    if facts is not None:
                        yield self.case_at(group.act, day, {**facts, **values})

    def _days(self, part: Part) -> Iterator[DayPair]:
        """Yield a day of the part, and days of its elections' calendars that are like its days."""
        first = part.compared.days[0]
        yield first
        alike = {(day.national, day.regional) for day in part.compared.days}
        for election in self._beside.laws[0].policy.elections:
            if election.id != first.election:
                continue
            for day in dict.fromkeys(milestone.first for milestone in election.milestones):
                there = day_pair(*self._beside.laws, first.election, first.contest, day)
                if day != first.day and (there.national, there.regional) in alike:
                    yield there

    def _partisan(
        self, act: str, day: DayPair, values: Mapping[str, Value]
    ) -> dict[str, Value] | None:
        """Return facts with which the same person's act meets a row of law, if the values say
        that it does."""
        if not values.get("meets_row", True):
            return {}
        law = self.law(act)
        if act not in self._whole:
            self._whole[act] = law.matcher.whole_table(act)
        table = self._whole[act]
        wanted = dict(values)
        for derived, means in _MEANS.items():
            wanted |= means.get(values.get(derived, ""), {})
        same = table.feasible
        for axis in table.axes:
            if axis.field in wanted:
                same &= table.axis_mask(axis.field, wanted[axis.field])
        moment = day.national if law is self._beside.laws[0] else day.regional
        for answer, cells in outcomes(law, table, moment).items():
            if isinstance(answer, Answer) and answer.result.outcome in _PARTISAN and cells & same:
                met = cells & same
                return values_of(table, (met & -met).bit_length() - 1)
        return None


def _turns_on(group: Group, old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether the rows met are those that make the difference; a moved date makes it by itself."""
    turning = group.turning
    return turning.dates or (
        old.issuperset((*turning.old, *turning.changed))
        and new.issuperset((*turning.new, *turning.changed))
    )


class _Said(NamedTuple):
    """What a law says of a case: the answer, None where it cannot be, and the rows it met."""

    answer: Answer | None
    rows: frozenset[str]


_REFUSED = _Said(None, frozenset())
