"""This file judges frames of cases, every column equal to that of the explained run.

Charges are looked up in the truth tables that durable-rules filled. Every later step depends on a
few codes of a case: for each combination of them that occurs the step is taken once, and its answer
is what all rows of that combination have. Rows for which that is not so are judged by the whole
explained run, one by one, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import NetralitasError
from netralitas.judgement import FLAT, Cell, CompiledPolicy, flat
from netralitas.simulation.adding import Adding
from netralitas.simulation.answers import Answers
from netralitas.simulation.asking import Asking
from netralitas.simulation.charges import Charges, Vocabulary
from netralitas.simulation.choosing import Choosing
from netralitas.simulation.coding import Coded
from netralitas.simulation.events import events_in
from netralitas.simulation.explained import Explained
from netralitas.simulation.joining import Joining
from netralitas.simulation.numbering import Codes
from netralitas.simulation.opening import CriminalOpening
from netralitas.simulation.people import AllowedSets, People
from netralitas.simulation.rows import Rows
from netralitas.simulation.seating import Seating
from netralitas.simulation.spans import NO_MOMENT, Whens
from netralitas.simulation.walking import Walking
from netralitas.simulation.weighing import Weighing

KINDS: Final[Mapping[str, Any]] = {
    "text": pl.String,
    "bool": pl.Boolean,
    "count": pl.Int64,
    "date": pl.Date,
}
SCHEMA: Final[Mapping[str, Any]] = {column.name: KINDS[column.kind] for column in FLAT}
"""The columns of verdicts and their types."""


class Decided(NamedTuple):
    """The verdicts of a frame: one row under `FLAT` for each row of the frame.

    `refused` are the rows that could not be judged, by their place in the frame, each with the
    reason; their verdicts are null. `alone` counts the rows that were judged one by one.
    """

    verdicts: pl.DataFrame
    refused: tuple[tuple[int, NetralitasError], ...]
    alone: int


class Stated(NamedTuple):
    """What was decided of the rows judged together, before it is written out.

    `codes` holds for each column a number for each row and the column of what the numbers mean;
    `columns` makes those that are values themselves. `alone` are the rows still to be judged by
    themselves.
    """

    rows: NDArray[np.int64]
    codes: Mapping[str, tuple[NDArray[np.int32], pl.Series]]
    columns: Mapping[str, Callable[[], pl.Series]]
    alone: NDArray[np.bool_]


class Columnar:
    """Judges frames of cases under one policy as of one day.

    What it worked out for one frame it knows for the next. It may not be used from two threads at
    once, and pickles as its policy and day.
    """

    def __init__(self, policy: CompiledPolicy, *, as_of: date) -> None:
        self.policy = policy
        self.as_of = as_of
        law = policy.law
        sets = AllowedSets(law)
        self._whens = Whens(law, _boundaries(policy))
        self._people = People(law, sets)
        self._words = Vocabulary(law, sets)
        self._weighing = Weighing(law, self._whens)
        self._walking = Walking(policy.escalation)
        self._evidence: dict[str, int] = {}
        self._listed: dict[tuple[Any, ...], int] = {}
        answers = Answers(law, sets, self._whens)
        self._joining = Joining(law, answers)
        self._choosing = Choosing(law, self._whens, self._people, self._joining, self._weighing)
        self._seating = Seating(
            policy, as_of, self._whens, self._people, self._joining, self._choosing, self._walking
        )
        self._opening = CriminalOpening(
            policy, as_of, self._whens, answers, self._people, self._walking
        )
        self._asking = Asking(law, answers, self._whens)
        self._adding = Adding(policy, self._people, self._joining)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.policy, self.as_of)

    def words(self, column: str) -> Sequence[str] | None:
        """Return the words that may stand in a column of cases; None where any text may."""
        return self._words.words(column)

    def decide(self, frame: pl.DataFrame) -> Decided:
        """Return the verdicts of the cases of a frame, in its order; RuleFailure if judging broke.

        The frame holds valid cases, a row each, under the dotted names of a case file.
        """
        explained = Explained(frame, self.policy, self.as_of)
        stated = self.state(frame, explained)
        columns = [_laid_out(name, stated, frame.height, self._constant(name)) for name in SCHEMA]
        verdicts = pl.DataFrame(columns)
        return self._with_alone(verdicts, stated.alone, explained)

    def state(self, frame: pl.DataFrame, explained: Explained | None = None) -> Stated:
        """Return what is decided of the rows that can be judged together, as numbers."""
        explained = explained or Explained(frame, self.policy, self.as_of)
        coded = Coded(frame, self._words.words)
        persons = self._people.of(coded)
        charges, alone = self._charges(coded, persons, explained)
        rows = Rows(coded, charges, explained, persons)
        joined = self._joining.of(rows)
        impossible = np.zeros(frame.height, dtype=np.bool_)
        impossible[rows.base[joined.impossible]] = True
        if impossible.any():
            alone |= impossible
            rows = Rows(coded, [one.among(~impossible) for one in charges], explained, rows.persons)
            joined = self._joining.of(rows)
        held = [
            self._weighing.of(
                {field: one.allowed(field) for field in self._weighing.fields},
                one.spans,
                one.charge,
            )
            for one in rows.charges
        ]
        events = events_in(coded)
        chosen = self._choosing.of(rows, joined, held)
        seated = self._seating.of(rows, joined, chosen, events)
        parts = (
            joined.columns,
            chosen.columns,
            seated.columns,
            self._opening.of(rows, joined, events),
            self._asking.of(rows, joined),
            self._adding.of(rows, joined, chosen, seated, held, events),
        )
        codes: dict[str, tuple[NDArray[np.int32], pl.Series]] = {}
        columns: dict[str, Callable[[], pl.Series]] = {}
        broken = np.zeros(len(rows.base), dtype=np.bool_)
        for part in parts:
            codes |= part.codes
            columns |= part.columns
            broken |= part.broken
        alone[rows.base[broken]] = True
        return Stated(rows.base, codes, columns, alone)

    def _charges(
        self, coded: Coded, persons: Codes, explained: Explained
    ) -> tuple[list[Charges], NDArray[np.bool_]]:
        """Return the charges of the rows that can be judged together, and which rows cannot."""
        pairs = self._whens.pairs(coded)
        evidence = self._evidence_of(coded)
        charges = [
            Charges(
                place,
                coded,
                self._words,
                self._whens,
                self._people,
                persons,
                pairs,
                evidence,
                explained,
            )
            for place in _places(coded)
        ]
        alone = _gapped(charges, coded.height)
        for one in charges:
            alone[one.rows[(one.moments == NO_MOMENT) | self._contradicted(one)]] = True
        alone |= self._joining.entangled(charges, persons, self._people, coded.height)
        if alone.any():
            charges = [one.among(~alone) for one in charges]
        return charges, alone

    def _contradicted(self, charges: Charges) -> NDArray[np.bool_]:
        """Return the charges whose stated facts contradict each other, which admission refuses."""
        found = np.zeros(len(charges.rows), dtype=np.bool_)
        base = self.policy.law.base
        for _, alternatives in base.impossible:
            for conjunction in alternatives:
                if not all(self._words.has(test.field) for test in conjunction):
                    continue
                places = np.arange(len(charges.rows))
                for test in conjunction:
                    holds = [False, *(test.holds(value) for value in base.fields[test.field])]
                    places = places[np.array(holds)[charges.fact(test.field)[places]]]
                found[places] = True
        return found

    def _evidence_of(self, coded: Coded) -> NDArray[np.int32]:
        """Return for each row the number of its evidence; what tells nothing apart is left out."""
        listed = [name for name in coded.named("evidence.") if not name.endswith(".sha256")]
        texts = coded.texts("evidence", self._evidence) * 2
        rows = coded.rows(listed, self._listed)
        return np.where(rows > 0, rows * 2 - 1, texts).astype(np.int32)

    def _constant(self, name: str) -> Cell:
        if name == "as_of":
            return self.as_of
        return self.policy.policy.digest if name == "policy" else None

    def _with_alone(
        self, verdicts: pl.DataFrame, alone: NDArray[np.bool_], explained: Explained
    ) -> Decided:
        """Return the verdicts with those rows put in that are judged one by one."""
        places = np.flatnonzero(alone)
        if not len(places):
            return Decided(verdicts, (), 0)
        rows: list[tuple[Cell, ...]] = []
        refused: list[tuple[int, NetralitasError]] = []
        for place in map(int, places):
            try:
                row = flat(explained.argued(place).verdict)
                rows.append((*row[:-2], self.as_of, self.policy.policy.digest))
            except NetralitasError as error:
                refused.append((place, error))
                rows.append((None,) * len(FLAT))
        one_by_one = pl.DataFrame(rows, schema=SCHEMA, orient="row")
        order = np.arange(verdicts.height)
        order[places] = verdicts.height + np.arange(len(places))
        return Decided(pl.concat([verdicts, one_by_one])[order], tuple(refused), len(places))


def _places(coded: Coded) -> list[int]:
    """Return the places of charges that occur, the first of them always."""
    further = {int(name.split(".")[1]) for name in coded.named("charges.")}
    return [0, *sorted(further)]


def _gapped(charges: Sequence[Charges], height: int) -> NDArray[np.bool_]:
    """Return the rows that leave out a place of a charge: in their cases others move up."""
    found = np.zeros(height, dtype=np.bool_)
    before = np.ones(height, dtype=np.bool_)
    for number, one in enumerate(charges):
        here = np.zeros(height, dtype=np.bool_)
        here[one.rows] = number == one.place
        found[one.rows] |= ~(before & here)[one.rows]
        before = here
    return found


def _boundaries(policy: CompiledPolicy) -> set[date]:
    """Return every day on which something turns that the later steps read."""
    return {day for row in _dated_rows(policy) for day in row if isinstance(day, date)}


def _dated_rows(policy: CompiledPolicy) -> Iterator[tuple[object, ...]]:
    law = policy.policy
    for ladder in law.ladders:
        yield ladder.since, ladder.until, ladder.decided_since, ladder.decided_until
    for rows in (law.weights, law.authority, law.deadlines):
        yield from ((row.since, row.until) for row in rows)


def _laid_out(name: str, stated: Stated, height: int, constant: Cell) -> pl.Series:
    """Return a column for all rows of the frame; null where a row is judged alone."""
    kind = SCHEMA[name]
    if name in stated.codes:
        numbers, meaning = stated.codes[name]
        column = meaning.gather(numbers)
    elif name in stated.columns:
        column = stated.columns[name]()
    else:
        column = pl.Series([constant], dtype=kind).new_from_index(0, len(stated.rows))
    if len(stated.rows) < height:
        place = np.full(height, len(stated.rows), dtype=np.int64)
        place[stated.rows] = np.arange(len(stated.rows))
        column = column.append(pl.Series([None], dtype=kind)).gather(place)
    return column.alias(name)


def _again(policy: CompiledPolicy, as_of: date) -> Columnar:
    return Columnar(policy, as_of=as_of)
