"""This file finds for each row who may decide, and the dated path that leads there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.escalation import TrackAsked, closing
from netralitas.facts import Channel, Government, OfficialState
from netralitas.judgement import CompiledPolicy, joined
from netralitas.simulation.choosing import Choosing, Chosen
from netralitas.simulation.coding import NO_DAY, Days, day_of
from netralitas.simulation.eras import Eras
from netralitas.simulation.joining import Joined, Joining, Stance
from netralitas.simulation.numbering import Codes
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.spans import KINDS, Whens
from netralitas.simulation.stages import Stage
from netralitas.simulation.walking import Walking

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

_ENDS: Final = (frozenset[bool](), frozenset({False}), frozenset({True}), frozenset({False, True}))
"""Whether the sanctions imposed end the service, by the number of all they do."""

_APPEALS: Final[tuple[Literal["keberatan", "banding_administratif"] | None, ...]] = (
    None,
    "keberatan",
    "banding_administratif",
)
"""The remedies, in the order of their codes."""

_LATEST: Final = np.int32(2**31 - 1)


class Seated(NamedTuple):
    """Who may decide in each row: the number of all that decides it, and the columns."""

    seats: Codes
    columns: Columns


class _Seen(NamedTuple):
    """What is looked at of the rows: what was found, and of each row what its walk depends on.

    `first` and `last` are the first and last possible day of the acts that stand, NO_DAY where one
    is unknown; `officials`, `appeal` and `imposed` number what is known of officials, the remedy,
    and how the sanctions imposed already end.
    """

    found: Joined
    chosen: Chosen
    first: Days
    last: Days
    officials: Codes
    appeal: Codes
    imposed: Codes


class Seating:
    """The authority and the path, under one policy."""

    def __init__(
        self,
        policy: CompiledPolicy,
        as_of: date,
        whens: Whens,
        people: People,
        joining: Joining,
        choosing: Choosing,
        walking: Walking,
    ) -> None:
        self._escalation = policy.escalation
        self._as_of = as_of
        self._whens = whens
        self._people = people
        self._joining = joining
        self._choosing = choosing
        self._walking = walking
        self._seats = Stage((*_SEATS, "program"), 12)
        self._eras = Eras(whens, policy.escalation.turns)
        self._officials: dict[tuple[Any, ...], int] = {}
        self._states: dict[int, tuple[OfficialState, ...]] = {}
        self._sanctions: dict[str, int] = {}
        law = policy.policy
        self._dismissals = {one.id: one.dismissal for one in law.sanctions}
        panels = {office for panel in law.panels for office in panel.offices}
        self._office_ids = tuple(office.id for office in law.offices)
        self._offices = _telling(self._office_ids, panels)
        channels = {channel for row in law.deadlines for channel in row.channels}
        self._channels = _telling([channel.value for channel in Channel], channels)

    def of(self, rows: Rows, found: Joined, chosen: Chosen, events: Mapping[str, Days]) -> Seated:
        """Return who may decide in each row, on which path, and by when."""
        coded = rows.coded
        # Where no track opens the rest of a case is of no consequence: such rows are all alike.
        opens = found.opens
        first, last = _days(rows, found.stands)
        known = (first != NO_DAY) & opens
        officials = self._known(rows, opens)
        appeal = rows.taken(coded.choice("process.appeal.kind")) * opens
        imposed = self._imposed(rows) * opens
        seen = _Seen(found, chosen, first, last, officials, appeal, imposed)
        seats = self._seats.of(
            found.stance,
            chosen.choices,
            self._people.standings()[rows.taken(rows.persons)] * opens,
            rows.taken(coded.choice("subject.government")) * opens,
            self._offices[rows.taken(coded.choice("subject.office"))] * opens,
            (self._eras.of(first) + 1) * known,
            (self._eras.of(last) + 1) * known,
            officials,
            appeal,
            imposed,
            self._whens.kinds()[rows.charges[0].pairs] * opens,
            self._channels[rows.taken(coded.choice("report.channel"))] * opens,
            ask=lambda place: self._seated(rows, seen, place),
        )
        texts = {}
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
        return Seated(seats, Columns(texts, columns, self._seats.broken(seats)))

    def _seated(self, rows: Rows, seen: _Seen, place: int) -> tuple[Any, ...]:
        stance = self._joining.stance(int(seen.found.stance[place]))
        if stance.outcome is not None:
            stages = [stop.stage.value for stop in closing(stance.outcome)]
            program = self._walking.program((stage, None) for stage in stages)
            return None, None, None, None, joined(stages), len(stages), program
        planned = [
            self._escalation.planned(asked, self._as_of)
            for asked in self._asked(rows, seen, stance, place)
        ]
        authority, lines = planned[0]  # of the leading track
        stages = list(dict.fromkeys(line.entry.stage for line in lines))
        return (
            authority.outcome,
            authority.stage.value if authority.stage else None,
            authority.official.value if authority.official else None,
            authority.tim_pemeriksa.need,
            joined(stages),
            len(stages),
            self._walking.program((line.entry.stage, line.clock) for line in lines),
        )

    def _asked(self, rows: Rows, seen: _Seen, stance: Stance, place: int) -> Iterator[TrackAsked]:
        """Yield what is asked about each track of a row, the leading one first."""
        row, coded = rows.row(place), rows.coded
        categories, levels = self._people.kinds[rows.taken(rows.persons)[place]]
        government = int(coded.choice("subject.government")[row])
        office = int(coded.choice("subject.office")[row])
        channel = int(coded.choice("report.channel")[row])
        days = None
        if seen.first[place] != NO_DAY:
            days = (day_of(int(seen.first[place])), day_of(int(seen.last[place])))
        officials = int(seen.officials[place])
        if officials not in self._states:
            self._states[officials] = rows.explained.case(row).officials if officials else ()
        choices = self._choosing.choices(int(seen.chosen.choices[place]))
        by_track = {one.track: one for one in choices}
        for track, tiers in stance.tracks:
            choice = by_track.get(track)
            yield TrackAsked(
                track=track,
                tiers=tiers,
                categories=categories,
                levels=levels,
                government=list(Government)[government - 1] if government else None,
                office=self._office_ids[office - 1] if office else None,
                officials=self._states[officials],
                lawful=choice.lawful if choice else (),
                recommended=choice.recommended if choice else None,
                ends=_ENDS[seen.imposed[place]],
                days=days,
                kinds=KINDS[self._whens.kinds()[rows.charges[0].pairs[place]]],
                channel=list(Channel)[channel - 1] if channel else None,
                appeal=_APPEALS[seen.appeal[place]],
            )

    def _known(self, rows: Rows, opens: NDArray[np.bool_]) -> Codes:
        """Return for each row a number of what is known of officials."""
        coded = rows.coded
        names = [name for name in coded.named("officials.") if not name.endswith(_SILENT)]
        return rows.taken(coded.rows(names, self._officials, rows.frame_rows(opens)))

    def _imposed(self, rows: Rows) -> Codes:
        """Return for each row how the sanctions imposed end, as a place in _ENDS."""
        found = np.zeros(len(rows), dtype=np.int32)
        for name in rows.coded.named("process.imposed."):
            if not name.endswith(".sanction"):
                continue
            texts = rows.taken(rows.coded.texts(name, self._sanctions))
            ends = [0, *(1 + self._dismissals.get(one, False) for one in self._sanctions)]
            found |= np.array(ends, dtype=np.int32)[texts]
        return found


def _days(rows: Rows, stands: Codes) -> tuple[Days, Days]:
    """Return the first and last possible day of the acts that stand; NO_DAY if one is unknown."""
    first: Days = np.full(len(rows), _LATEST, dtype=np.int32)
    last: Days = np.full(len(rows), NO_DAY, dtype=np.int32)
    none_stands = np.ones(len(rows), dtype=np.bool_)
    told = np.ones(len(rows), dtype=np.bool_)
    places = (np.arange(len(rows)), *rows.further)
    for number, (one, at) in enumerate(zip(rows.charges, places, strict=True)):
        here = (stands[at] >> number & 1).astype(np.bool_)
        first[at] = np.where(here, np.minimum(first[at], one.spans.first), first[at])
        last[at] = np.where(here, np.maximum(last[at], one.spans.last), last[at])
        none_stands[at] &= ~here
        told[at] &= one.spans.stated | ~here
    nowhere = none_stands | ~told
    return np.where(nowhere, NO_DAY, first), np.where(nowhere, NO_DAY, last)


def _telling(words: Sequence[str], apart: Collection[str]) -> Codes:
    """Return for the code of each word the code itself if it is told apart, else 0."""
    codes = (place if word in apart else 0 for place, word in enumerate(words, 1))
    return np.array([0, *codes], dtype=np.int32)


def date_column(days: Days) -> pl.Series:
    """Return days as a column of dates; null where there is none."""
    return pl.Series(days).cast(pl.Date).set(pl.Series(days == NO_DAY), None)
