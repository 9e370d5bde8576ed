"""This file fires deadlines: claims those that have come, and writes what becomes of each, at once.

A claim is the lock on the case, held until the transaction ends. Who dies with it has claimed
nothing, and whoever finds a case locked goes past it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, Connection, Integer, Text, bindparam, select, tuple_

from netralitas.casework.case import Case, thaw
from netralitas.casework.events import Deadline, Event
from netralitas.casework.record.database import Database
from netralitas.casework.record.statements import Line
from netralitas.casework.record.tables import cases, deadlines, micros
from netralitas.casework.record.writing import deadline_from, write
from netralitas.casework.store import Change, Due, Make

_AT_ONCE: Final = 200  # cases looked at, and locked, in one go


def fire(
    database: Database, connection: Connection, now: datetime, limit: int, make: Make
) -> Sequence[Event]:
    """Return the events of the deadlines that have come, in a transaction that writes.

    Everything is written at the end, together; until then only the cases are held.
    """
    round_ = _Round(make)
    for due in _claimed(connection, now, limit):
        round_.meet(connection, due)
        if len(round_.changes) == limit:
            break
    write(database, Line.of(connection), round_.changes)
    return tuple(change.event for change in round_.changes)


class _Round:
    """What a call made so far: the changes, the cases after them, the deadlines they touched."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._cases: dict[str, Case] = {}
        self._touched: dict[tuple[str, str], Deadline | None] = {}
        self.changes: list[Change] = []

    def meet(self, connection: Connection, due: Due) -> None:
        """Make of a deadline what firing it does, unless an earlier one cleared or moved it."""
        place = (due.case, due.deadline.id)
        if self._touched.get(place, due.deadline) != due.deadline:
            return
        if due.case not in self._cases:
            self._cases[due.case] = thaw(
                connection.execute(_STATE, {"case": due.case}).scalar_one()
            )
        change = self._make(self._cases[due.case], due.deadline)
        if change is None:
            return
        self.changes.append(change)
        event = change.event
        self._cases[event.case] = change.state
        self._touched.update({(event.case, one.id): one for one in event.sets})
        self._touched.update(dict.fromkeys(((event.case, id) for id in event.clears), None))


def _claimed(connection: Connection, now: datetime, limit: int) -> Iterator[Due]:
    """Yield the deadlines that have come, of cases that nobody else holds, in their order."""
    asked = {"now": micros(now), **_BEFORE_ALL, "size": min(limit, _AT_ONCE)}
    while limit > 0 and (found := connection.execute(_CLAIM, asked).all()):
        fires, case, id = found[-1]
        last = {"last_fires": fires, "last_case": case, "last_id": id}
        held = sorted({one.case_id for one in found})
        # Read again now that the cases are held: what was seen before may be gone by now.
        rows = connection.execute(_OF_CASES, {**asked, **last, "held": held}).all()
        yield from (Due(one.case_id, deadline_from(one.content)) for one in rows)
        asked |= {"fires": fires, "case": case, "id": id}


_BEFORE_ALL: Final[Mapping[str, int | str]] = {"fires": -(2**63), "case": "", "id": ""}
_STATE: Final = select(cases.c.state).where(cases.c.id == bindparam("case"))
_PLACE: Final = tuple_(deadlines.c.fires, deadlines.c.case_id, deadlines.c.id)
_AFTER: Final = tuple_(
    bindparam("fires", type_=BigInteger), bindparam("case", type_=Text), bindparam("id", type_=Text)
)
_UP_TO: Final = tuple_(
    bindparam("last_fires", type_=BigInteger),
    bindparam("last_case", type_=Text),
    bindparam("last_id", type_=Text),
)
_IN_ORDER: Final = (deadlines.c.fires, deadlines.c.case_id, deadlines.c.id)
_CLAIM: Final = (
    select(*_IN_ORDER)
    .join(cases, cases.c.id == deadlines.c.case_id)
    .where(deadlines.c.fires <= bindparam("now"), _PLACE > _AFTER)
    .order_by(*_IN_ORDER)
    .limit(bindparam("size", type_=Integer))
    .with_for_update(of=cases, skip_locked=True)
)
_OF_CASES: Final = (
    select(deadlines.c.case_id, deadlines.c.content)
    .where(
        deadlines.c.case_id.in_(bindparam("held", expanding=True)),
        deadlines.c.fires <= bindparam("now"),
        _PLACE > _AFTER,
        _PLACE <= _UP_TO,
    )
    .order_by(*_IN_ORDER)
)
