"""This file finds for each row the lawful types, who may impose them, and the dated path there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from netralitas.facts import Channel
from netralitas.judgement import CompiledPolicy, flat, joined
from netralitas.simulation.coding import NO_DAY, Days, day_number
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
        self._policy = policy
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
        self._seats = Stage((*_SEATS, "program"), 10)
        self._priors: dict[tuple[Any, ...], int] = {}
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
        days = (
            rows.charges[0].days,
            rows.sequence(self._days, [one.days for one in rows.charges[1:]]),
        )
        held_too = rows.sequence(self._held, held[1:])
        standing = self._people.standings()[rows.taken(rows.persons)]
        sides = self._sides.of(
            found.carrying,
            held[0],
            held_too,
            ask=lambda place: self._weighed(rows, found, held, place),
        )
        types = self._types.of(
            found.scene,
            standing,
            *days,
            self._decided(rows),
            *self._before(rows, found),
            self._weights(held[0], held_too),
            ask=lambda place: self._typed(rows, place),
            first=rows.explained_first,
        )
        choice = self._types.codes("choice")[types]
        seats = self._seats.of(
            found.scene,
            choice,
            standing,
            *self._where(rows),
            *days,
            self._known(rows),
            rows.charges[0].pairs,
            self._channel(rows),
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

    def _before(self, rows: Rows, found: Joined) -> tuple[Codes, Codes]:
        """Return numbers of what was decided before, and of the acts it is compared with."""
        coded = rows.coded
        priors = [name for name in coded.named("priors.") if not name.endswith(".at")]
        if not coded.named("priors.1."):  # of one alone it does not matter which was the last
            priors = [name for name in priors if not name.endswith(".decided_at")]
        imposed = [name for name in coded.named("process.imposed.") if name.endswith(".sanction")]
        subordinate = [
            name
            for name in coded.named("facts.", "charges.")
            if name.endswith("facts.subordinate_sanction")
        ]
        numbers = rows.taken(coded.rows([*priors, *imposed, *subordinate], self._priors))
        return numbers, np.where(numbers > 0, found.joint + 1, 0)

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

    def _known(self, rows: Rows) -> Codes:
        """Return for each row a number of what is known of officials, of remedies and sanctions."""
        coded = rows.coded
        names = [name for name in coded.named("officials.") if not name.endswith(_SILENT)]
        names += [name for name in coded.named("process.imposed.") if name.endswith(".sanction")]
        names += coded.named("process.appeal.kind")
        return rows.taken(coded.rows(names, self._officials))

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
