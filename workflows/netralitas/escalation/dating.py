"""This file puts the days that a case states into its walk, and notes where the calendar ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from netralitas.escalation.calendar import BeyondCalendar
from netralitas.escalation.deadlines import Clocks
from netralitas.facts import Confidence, Facts, Note, PathEntry, Text
from netralitas.policy import Deadline


class Line(NamedTuple):
    """One entry of a walk before its day is known, with the clock that runs there, if any."""

    entry: PathEntry
    clock: Deadline | None


ESTIMATED = Text(
    id="dihitung pada tahun yang hari liburnya masih perkiraan",
    en="counted in a year whose days off are still an estimate",
)


def dated(
    clocks: Clocks, lines: Sequence[Line], events: Mapping[str, date], notes: list[Note]
) -> tuple[PathEntry, ...]:
    """Return the entries of a walk, those clocks dated whose starting day is known."""
    entries: list[PathEntry] = []
    ends: dict[str, date] = {}
    for entry, row in lines:
        start = None
        if row is not None:
            start = ends.get(row.follows) if row.follows else events.get(row.starts)
        if row is None or start is None:
            entries.append(entry)
            continue
        try:
            counted = clocks.due(row, start)
        except BeyondCalendar as beyond:
            entries.append(msgspec.structs.replace(entry, starts=start))
            notes.append(
                Note(
                    says="walk.beyond_calendar",
                    text=beyond.says,
                    about=Facts({"clock": row.id}),
                )
            )
            continue
        entries.append(clocks.entry(row, entry, start, counted))
        if len(counted.due) == 1:
            ends[row.id] = counted.due[0].at
        if counted.estimated:
            notes.append(
                Note(
                    says="walk.estimated_calendar",
                    text=ESTIMATED,
                    confidence=Confidence.C,
                    about=Facts({"clock": row.id}),
                )
            )
    return tuple(entries)
