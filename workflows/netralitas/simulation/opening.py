"""This file says for each row whether the criminal track opens, under which rows, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from netralitas.facts import Value
from netralitas.judgement import CompiledPolicy, flat_provisions
from netralitas.rules import CriminalQuestion, Opening
from netralitas.simulation.answers import Answers
from netralitas.simulation.charges import Charges
from netralitas.simulation.coding import Days, day_number
from netralitas.simulation.joining import Joined
from netralitas.simulation.numbering import Codes, KeyNumbering, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.spans import KINDS, Whens
from netralitas.simulation.stages import Stage
from netralitas.simulation.walking import Walking

_TEXTS: Final = ("criminal", "criminal_provisions")
_MOMENTS: Final = 31
"""Bits for the number of a set of moments."""
_ALLOWED: Final = ("category", "in_service", "by_subject", "completed")
"""The fields of which they go through every value that is possible."""


class CriminalOpening:
    """The criminal rows of one law, and the path that opens beside the main one."""

    def __init__(
        self,
        policy: CompiledPolicy,
        as_of: date,
        whens: Whens,
        answers: Answers,
        people: People,
        walking: Walking,
    ) -> None:
        law = self._law = policy.law
        self._escalation = policy.escalation
        self._as_of = as_of
        self._whens = whens
        self._answers = answers
        self._people = people
        self._walking = walking
        self._elections = tuple(election.id for election in law.policy.elections)
        self._charge = Stage(("opening",), 7 + len(_ALLOWED))
        self._openings: dict[Any, int] = {}
        self._heard: list[Opening] = []
        self._sequence = Numbering(2)
        self._case = Stage((*_TEXTS, "program"), 3)
        self._partisan: list[bool] = []
        self._acts = tuple(act.id for act in law.policy.acts)
        self._pairs = KeyNumbering()
        self._sides: list[int] = []
        self._read_by: dict[str, Codes] = {}
        self._fields = {field: Numbering(2) for field in _ALLOWED}
        self._class_of: dict[str, list[int]] = {field: [] for field in _ALLOWED}
        self._known: dict[frozenset[tuple[Value, ...]], int] = {}

    def of(self, rows: Rows, found: Joined, events: Mapping[str, Days]) -> Columns:
        """Return the columns of the criminal track."""
        openings = [self._opened(rows, place, found) for place in range(len(rows.charges))]
        kinds = self._whens.kinds()[rows.charges[0].pairs]
        numbers = self._case.of(
            openings[0],
            rows.sequence(self._sequence, openings[1:]),
            kinds,
            ask=lambda place: self._told(rows, openings, int(kinds[place]), place),
        )
        dated = self._walking.dated(
            self._case.codes("program")[numbers],
            {name: rows.taken(one) for name, one in events.items()},
        )
        texts = {name: (numbers, self._case.column(name, pl.String)) for name in _TEXTS}
        return Columns(texts, {"criminal_due": dated.texts}, self._case.broken(numbers))

    def _opened(self, rows: Rows, place: int, found: Joined) -> Codes:
        """Return for each charge the number of how the criminal rows answer it."""
        one = rows.charges[place]
        persons = one.taken(rows.persons)
        intent, windows = one.fact("intent"), self._in_window(rows, one)
        active = (one.fact("public") != 1) & (one.fact("active") != 1)
        partisan = self._partisans()[found.answers[place]]

        def ask(at: int) -> tuple[int]:
            open_fields = {
                field: one.vocabulary.sets.of(field)[one.allowed(field)[at]] for field in _ALLOWED
            }
            asked = CriminalQuestion(
                act=self._acts[one.acts[at] - 1],
                readings=self._whens.moments_of(int(one.moments[at])),
                named_official=self._people.named_as[persons[at]],
                intent=("unknown", "no", "yes")[intent[at]],
                openly_active=bool(active[at]),
                meets_row=bool(partisan[at]),
                replacement_window=bool(windows[at]),
                day_certain=bool(one.spans.certain[at]),
                **open_fields,
            )
            return (self._number(self._law.criminal.opening(asked)),)

        numbers = self._charge.of(
            one.acts,
            self._told_apart(one),
            intent * self._reads(one, "intent_state"),
            active * self._reads(one, "openly_active"),
            partisan * self._reads(one, "meets_row"),
            windows * self._reads(one, "replacement_window"),
            *(self._classes(one, field) for field in _ALLOWED),
            self._people.named()[persons] * self._reads(one, "named_official"),
            ask=ask,
        )
        return self._charge.codes("opening")[numbers]

    def _number(self, opening: Opening) -> int:
        key = (opening.opens, opening.rules)
        if key not in self._openings:
            self._openings[key] = len(self._heard)
            self._heard.append(opening)
        return self._openings[key]

    def _reads(self, one: Charges, field: str) -> Codes:
        """Return 1 for each charge whose act has criminal rows that read a field, else 0."""
        found = self._read_by.get(field)
        if found is None:
            base = self._law.base
            reads = (
                any(field in base.rules[position].fields for position in base.criminal[act])
                for act in self._acts
            )
            found = self._read_by[field] = np.array([0, *reads], dtype=np.int32)
        codes: Codes = found[one.acts]
        return codes

    def _classes(self, one: Charges, field: str) -> Codes:
        """Return a number for what the criminal rows of each charge's act tell apart of a field."""
        allowed = one.allowed(field)
        numbered = self._fields[field].of(one.acts, allowed)
        for place in numbered.first_rows:
            act = self._acts[one.acts[place] - 1]
            values = one.vocabulary.sets.of(field)[allowed[place]]
            tables = [
                self._law.tables.rules.classes(position)[field]
                for position in self._law.base.criminal[act]
                if field in self._law.base.rules[position].fields
            ]
            told = frozenset(tuple(of[value] for of in tables) for value in values)
            self._class_of[field].append(self._known.setdefault(told, len(self._known)))
        codes: Codes = np.array(self._class_of[field], dtype=np.int32)[numbered.numbers]
        return codes

    def _told_apart(self, one: Charges) -> Codes:
        """Return a number for what criminal rows tell apart of each charge's days."""
        keys = one.acts.astype(np.int64) << _MOMENTS | one.moments
        numbered = self._pairs.of(keys)
        for place in numbered.first_rows:
            act = self._acts[one.acts[place] - 1]
            told = frozenset(
                tuple(
                    of[getattr(reading, field)]
                    for position in self._law.base.criminal[act]
                    for field, of in self._law.tables.rules.moment(position)
                )
                for moment in self._whens.set_of(int(one.moments[place]))
                for reading in moment
            )
            self._sides.append(self._known.setdefault(told, len(self._known)))
        codes: Codes = np.array(self._sides, dtype=np.int32)[numbered.numbers]
        return codes

    def _partisans(self) -> Codes:
        """Return for each answer whether it may be partisan in the sense of the criminal rows."""
        for ways in self._answers.after(len(self._partisan)):
            self._partisan.append(self._law.criminal.meets_row(ways))
        return np.array(self._partisan, dtype=np.int32)

    def _in_window(self, rows: Rows, one: Charges) -> Codes:
        """Return whether a charge may lie in the window in which officials are not replaced."""
        election = one.taken(rows.coded.choice("election"))
        first = np.full(len(self._elections) + 1, np.iinfo(np.int32).max, dtype=np.int32)
        last = np.full(len(self._elections) + 1, np.iinfo(np.int32).min, dtype=np.int32)
        for name, (ban, determination) in self._law.criminal.windows.items():
            place = self._elections.index(name) + 1
            first[place], last[place] = day_number(ban), day_number(determination)
        inside = (one.spans.first < last[election]) & (one.spans.last >= first[election])
        codes: Codes = inside.astype(np.int32)
        return codes

    def _told(
        self, rows: Rows, openings: Sequence[Codes], kinds: int, place: int
    ) -> tuple[Any, ...]:
        heard = [self._heard[openings[one][at]] for one, at in rows.charges_at(place)]
        criminal = self._law.criminal.together(heard)
        lines = self._escalation.criminal_lines(criminal.opens, KINDS[kinds], self._as_of)
        program = self._walking.program((line.entry.stage, line.clock) for line in lines)
        return criminal.opens, flat_provisions(criminal.provisions), program
