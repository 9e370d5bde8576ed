"""This file finds for each row the sanctions that may lawfully follow, and the one recommended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from netralitas.facts import Outcome, Track
from netralitas.judgement import joined
from netralitas.rules import Law, tracks_of
from netralitas.simulation.coding import NO_DAY, day_number
from netralitas.simulation.earlier import Earlier
from netralitas.simulation.eras import Eras
from netralitas.simulation.joining import Joined, Joining
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.spans import Whens
from netralitas.simulation.stages import Stage
from netralitas.simulation.weighing import Weighing

_SIDES: Final = ("aggravating", "mitigating")
_TYPES: Final = ("sanctions", "recommended")


class Choice(NamedTuple):
    """What may be imposed on one track: the lawful types, the one recommended, and their ladder."""

    track: Track
    lawful: tuple[str, ...]
    recommended: str | None
    ladder: str | None


class Chosen(NamedTuple):
    """What may be imposed in each row: the number of the choices on all its tracks."""

    choices: Codes
    columns: Columns


class Choosing:
    """The choice of types under one law."""

    def __init__(
        self, law: Law, whens: Whens, people: People, joining: Joining, weighing: Weighing
    ) -> None:
        self._law = law
        self._people = people
        self._joining = joining
        self._weighing = weighing
        self._sides = Stage(_SIDES, 3)
        self._days = Numbering(2)
        self._held = Numbering(2)
        self._moves = Stage(("moves",), 3)
        self._moving: dict[tuple[tuple[int, bool], ...], int] = {}
        self._types = Stage((*_TYPES, "choices"), 8)
        self._known: dict[tuple[Choice, ...], int] = {}
        self._choices: list[tuple[Choice, ...]] = []
        self._rank: list[int] = []
        self._rank_of: dict[Any, int] = {}
        ladders = law.policy.ladders
        self._spared = {level for one in ladders for step in one.types for level in step.not_for}
        self._acts = Eras(whens, (day for one in ladders for day in (one.since, one.until)))
        self._decisions = Eras(
            whens, (day for one in ladders for day in (one.decided_since, one.decided_until))
        )
        self._earlier = Earlier()
        self._measures: dict[tuple[Any, ...], int] = {}

    def choices(self, number: int) -> tuple[Choice, ...]:
        """Return the choices that a number stands for: one for each track with a violation."""
        return self._choices[number]

    def of(self, rows: Rows, found: Joined, held: Sequence[Codes]) -> Chosen:
        """Return what may be imposed in each row; `held` numbers the weights of each charge."""
        held_too = rows.sequence(self._held, held[1:])
        weighed = found.carrying > 0
        sides = self._sides.of(
            found.carrying,
            held[0] * weighed,
            held_too * weighed,
            ask=lambda place: self._weighed(rows, found, held, place),
        )
        # Where no track comes to a violation no type is chosen: such rows are all alike.
        chooses = found.violates
        days = [self._acts.of_acts(one.spans, one.pairs) for one in rows.charges]
        types = self._types.of(
            found.scene,
            self._ranks()[rows.taken(rows.persons)] * chooses,
            days[0] * chooses,
            rows.sequence(self._days, days[1:]) * chooses,
            self._decided(rows) * chooses,
            self._earlier.of(rows, chooses),
            self._subordinate(rows) * chooses,
            self._weights(rows, found, held, held_too),
            ask=lambda place: self._typed(rows, found, place),
            ahead=lambda places: rows.explained.ahead(rows.base[places[chooses[places]]]),
        )
        texts = {name: (sides, self._sides.column(name, pl.String)) for name in _SIDES}
        texts |= {name: (types, self._types.column(name, pl.String)) for name in _TYPES}
        columns = Columns(texts, {}, self._types.broken(types))
        return Chosen(self._types.codes("choices")[types], columns)

    def _weighed(
        self, rows: Rows, found: Joined, held: Sequence[Codes], place: int
    ) -> tuple[str | None, ...]:
        together: set[int] = set()
        for charge in self._joining.carriers(int(found.carrying[place])):
            at = place if charge == 0 else rows.place_of(charge, place)
            together |= self._weighing.held(int(held[charge][at]))
        return tuple(joined(self._weighing.ids(frozenset(together), side)) for side in _SIDES)

    def _typed(self, rows: Rows, found: Joined, place: int) -> tuple[Any, ...]:
        choices: tuple[Choice, ...] = ()
        sanctions = recommended = None
        if found.violates[place]:
            admitted = rows.explained.admitted(rows.row(place))
            tracks = tracks_of(self._law, admitted, *self._joining.concurred(rows, found, place))
            choices = tuple(
                Choice(
                    one.track,
                    tuple(step.id for step in one.sanctions.lawful),
                    one.sanctions.recommended,
                    one.sanctions.ladder,
                )
                for one in tracks
                if one.outcome is Outcome.VIOLATION
            )
            sanctions = joined(one.id for one in tracks[0].sanctions.lawful)
            recommended = tracks[0].sanctions.recommended
        if choices not in self._known:
            self._known[choices] = len(self._choices)
            self._choices.append(choices)
        return sanctions, recommended, self._known[choices]

    def _decided(self, rows: Rows) -> Codes:
        """Return for each row the era of the day of decision."""
        decided = rows.taken(rows.coded.days("process.decided_at"))
        as_of = day_number(rows.explained.as_of)
        return self._decisions.of(np.where(decided == NO_DAY, as_of, decided))

    def _ranks(self) -> Codes:
        """Return for each kind of person a number for what ladders tell apart of it."""
        for categories, levels in self._people.kinds[len(self._rank) :]:
            level = levels[0] if len(levels) == 1 and levels[0] in self._spared else None
            rank = (categories, level)
            self._rank.append(self._rank_of.setdefault(rank, len(self._rank_of)))
        return np.array(self._rank, dtype=np.int32)

    def _subordinate(self, rows: Rows) -> Codes:
        """Return for each row a number of the subordinates' sanctions by which it is measured."""
        names = [
            name
            for name in rows.coded.named("facts.", "charges.")
            if name.endswith("facts.subordinate_sanction")
        ]
        return rows.taken(rows.coded.rows(names, self._measures))

    def _weights(
        self, rows: Rows, found: Joined, held: Sequence[Codes], held_too: Codes | int
    ) -> Codes:
        """Return a number for what moves the recommended types: on each track with a violation how
        many verified facts aggravate, and whether one mitigates."""
        moves = self._moves.of(
            found.scene,
            held[0] * found.violates,
            held_too * found.violates,
            ask=lambda place: (self._moved(rows, found, held, place),),
        )
        return self._moves.codes("moves")[moves]

    def _moved(self, rows: Rows, found: Joined, held: Sequence[Codes], place: int) -> int:
        of_charge = [self._weighing.held(int(held[one][at])) for one, at in rows.charges_at(place)]
        moving = tuple(
            self._weighing.moving(frozenset().union(*(of_charge[one] for one in carrying)))
            for carrying in self._joining.carrying(int(found.scene[place]))
        )
        return self._moving.setdefault(moving, len(self._moving))
