"""This file finds for each row the lawful types, who may impose them, and the dated path there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import Channel
from netralitas.judgement import CompiledPolicy, flat, joined
from netralitas.simulation.coding import NO_DAY, Days, day_number
from netralitas.simulation.earlier import Earlier
from netralitas.simulation.joining import FLAT_PLACE, Joined, Joining
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.spans import Whens
from netralitas.simulation.stages import Stage
from netralitas.simulation.walking import Walking
from netralitas.simulation.weighing import Weighing

_SIDES: Final = ("aggravating", "mitigating")
_TYPES: Final = ("sanctions", "recommended")
_SEATS: Final = (
    "authority_outcome",
    "authority_stage",
    "authority_official",
    "tim_pemeriksa",
    "path",
    "path_length",
)
_SILENT: Final = (".because", ".approval", ".kind")
"""The ends of columns about officials on which no column of a verdict depends."""
_TOGETHER: Final = 1 << 16
"""Above it the numbers of the weights of several charges together."""


class Chosen(NamedTuple):
    """What was decided: numbers of the types of all tracks and of the seats, and the columns."""

    types: Codes
    seats: Codes
    columns: Columns


class Deciding:
    """The choice of types, the authority and the path, under one policy."""

    def __init__(
        self,
        policy: CompiledPolicy,
        whens: Whens,
        people: People,
        joining: Joining,
        weighing: Weighing,
        walking: Walking,
    ) -> None:
        self._whens = whens
        self._people = people
        self._joining = joining
        self._weighing = weighing
        self._walking = walking
        self._sides = Stage(_SIDES, 3)
        self._days = Numbering(2)
        self._held = Numbering(2)
        self._several = Numbering(2)
        self._moving: list[int] = []
        self._types = Stage((*_TYPES, "choice"), 8)
        self._choices: dict[Any, int] = {}
        self._rank: list[int] = []
        self._rank_of: dict[Any, int] = {}
        self._spared = {
            level
            for ladder in policy.policy.ladders
            for step in ladder.types
            for level in step.not_for
        }
        self._seats = Stage((*_SEATS, "program"), 10)
        self._earlier = Earlier()
        self._measures: dict[tuple[Any, ...], int] = {}
        self._officials: dict[tuple[Any, ...], int] = {}
        law = policy.policy
        panels = {office for panel in law.panels for office in panel.offices}
        self._offices = _telling([office.id for office in law.offices], panels)
        channels = {channel for row in law.deadlines for channel in row.channels}
        self._channels = _telling([channel.value for channel in Channel], channels)

    def of(
        self, rows: Rows, found: Joined, held: Sequence[Codes], events: Mapping[str, Days]
    ) -> Chosen:
        """Return what may be imposed in each row, by whom, and by when."""
        held_too = rows.sequence(self._held, held[1:])
        weighed = found.carrying > 0
        sides = self._sides.of(
            found.carrying,
            held[0] * weighed,
            held_too * weighed,
            ask=lambda place: self._weighed(rows, found, held, place),
        )
        # Where no track opens the rest of a case is of no consequence: such rows are all alike.
        opens = found.opens
        days = (
            rows.charges[0].days * opens,
            rows.sequence(self._days, [one.days for one in rows.charges[1:]]) * opens,
        )
        standing = self._people.standings()[rows.taken(rows.persons)] * opens
        # And where none comes to a violation no type is chosen.
        chooses = found.violates
        types = self._types.of(
            (found.scene + 1) * chooses,
            self._ranks()[rows.taken(rows.persons)] * chooses,
            *(codes * chooses for codes in days),
            self._decided(rows) * chooses,
            self._earlier.of(rows, chooses),
            self._subordinate(rows) * chooses,
            self._weights(held[0], held_too) * chooses,
            ask=lambda place: self._typed(rows, place),
            first=rows.explained_first,
        )
        choice = self._types.codes("choice")[types]
        seats = self._seats.of(
            found.stance,
            choice,
            standing,
            *(codes * opens for codes in self._where(rows)),
            *days,
            self._known(rows, opens),
            rows.charges[0].pairs * opens,
            self._channel(rows) * opens,
            ask=lambda place: self._seated(rows, place),
            first=rows.explained_first,
        )
        texts = {name: (sides, self._sides.column(name, pl.String)) for name in _SIDES}
        texts |= {name: (types, self._types.column(name, pl.String)) for name in _TYPES}
        for name in _SEATS:
            kind = pl.Int64 if name == "path_length" else pl.String
            texts[name] = (seats, self._seats.column(name, kind))
        dated = self._walking.dated(
            self._seats.codes("program")[seats],
            {name: rows.taken(one) for name, one in events.items()},
        )
        stages = pl.Series([None, *self._walking.stages()], dtype=pl.String)
        texts["next_due_stage"] = (dated.stage, stages)
        columns = {"next_due": lambda: date_column(dated.first), "due": dated.texts}
        broken = self._types.broken(types) | self._seats.broken(seats)
        return Chosen(choice, seats, Columns(texts, columns, broken))

    def _weighed(
        self, rows: Rows, found: Joined, held: Sequence[Codes], place: int
    ) -> tuple[str | None, ...]:
        together: set[int] = set()
        for charge in self._joining.carriers(int(found.carrying[place])):
            at = place if charge == 0 else rows.place_of(charge, place)
            together |= self._weighing.held(int(held[charge][at]))
        return tuple(joined(self._weighing.ids(frozenset(together), side)) for side in _SIDES)

    def _typed(self, rows: Rows, place: int) -> tuple[Any, ...]:
        argued = rows.explained.argued(rows.row(place))
        told = flat(argued.verdict)
        choice = tuple(
            (one.track, one.sanctions.lawful, one.sanctions.recommended, one.sanctions.ladder)
            for one in argued.finding.tracks
        )
        number = self._choices.setdefault(choice, len(self._choices))
        return (*(told[FLAT_PLACE[name]] for name in _TYPES), number)

    def _seated(self, rows: Rows, place: int) -> tuple[Any, ...]:
        verdict = rows.explained.argued(rows.row(place)).verdict
        told = flat(verdict)
        leading = verdict.tracks[verdict.leading].path if verdict.leading else verdict.closing
        seats = (told[FLAT_PLACE[name]] for name in _SEATS)
        return (*seats, self._walking.program(leading))

    def _decided(self, rows: Rows) -> Codes:
        """Return for each row the era of the day of decision."""
        decided = rows.taken(rows.coded.days("process.decided_at"))
        as_of = day_number(rows.explained.as_of)
        return self._whens.eras(np.where(decided == NO_DAY, as_of, decided))

    def _ranks(self) -> Codes:
        """Return for each kind of person a number for what ladders tell apart of it."""
        for categories, levels in self._people.kinds()[len(self._rank) :]:
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

    def _weights(self, held: Codes, held_too: Codes | int) -> Codes:
        """Return a number for what moves the recommended type: the weights of all charges.

        Of one charge only how many verified facts aggravate, and whether one mitigates.
        """
        for number in range(len(self._moving), int(held.max(initial=-1)) + 1):
            heavy, light = self._weighing.moving(self._weighing.held(number))
            self._moving.append(2 * heavy + light)
        moving = np.array(self._moving, dtype=np.int32)[held]
        if isinstance(held_too, np.ndarray):
            several = np.flatnonzero(held_too)
            numbered = self._several.of(held[several], held_too[several])
            moving[several] = _TOGETHER + numbered.numbers
        return moving

    def _where(self, rows: Rows) -> tuple[Codes, Codes]:
        """Return the government and the office of each row, as far as panels tell them apart."""
        government = rows.coded.choice("subject.government")
        office = rows.coded.choice("subject.office")
        return rows.taken(government), self._offices[rows.taken(office)]

    def _known(self, rows: Rows, opens: NDArray[np.bool_]) -> Codes:
        """Return for each row a number of what is known of officials, of remedies and sanctions."""
        coded = rows.coded
        names = [name for name in coded.named("officials.") if not name.endswith(_SILENT)]
        names += [name for name in coded.named("process.imposed.") if name.endswith(".sanction")]
        names += coded.named("process.appeal.kind")
        return rows.taken(coded.rows(names, self._officials, rows.frame_rows(opens)))

    def _channel(self, rows: Rows) -> Codes:
        """Return the channel of each report, as far as clocks tell channels apart."""
        codes: Codes = self._channels[rows.taken(rows.coded.choice("report.channel"))]
        return codes


def _telling(words: Sequence[str], apart: Collection[str]) -> Codes:
    """Return for the code of each word the code itself if it is told apart, else 0."""
    codes = (place if word in apart else 0 for place, word in enumerate(words, 1))
    return np.array([0, *codes], dtype=np.int32)


def date_column(days: Days) -> pl.Series:
    """Return days as a column of dates; null where there is none."""
    return pl.Series(days).cast(pl.Date).set(pl.Series(days == NO_DAY), None)
