"""This file asks the tables whether changes may be taken: the keys first, then the versions."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import bindparam, select

from netralitas.casework.events import event_from
from netralitas.casework.log.merkle import Frontier
from netralitas.casework.record.database import Database
from netralitas.casework.record.failures import DAMAGED
from netralitas.casework.record.statements import Line, Row, run
from netralitas.casework.record.tables import cases, edge, events
from netralitas.casework.store import AlreadyDone, Change, Conflict, Done, KeyReused, Unavailable
from netralitas.facts import InputError, Place, Text

MOST_LETTERS: Final = 300
"""How long the id of a case and the names within it may be, so that every database can index it."""


def known_as(key: str) -> str:
    """Return what a key is written as: itself, or its sha256 where no database could index it."""
    if len(key) <= MOST_LETTERS and "\0" not in key:
        return f"={key}"
    return f"#{sha256(key.encode()).hexdigest()}"


def done_by(database: Database, line: Line, key: str) -> Done | None:
    """Return what a key was used for; None where it was not."""
    for content, command in run(line, database.texts, _DONE, {"key": known_as(key)}):
        return Done(event_from(content), command)
    return None


def check_names(changes: Sequence[Change]) -> None:
    """Raise InputError for a name that not every database can hold, before one of them is asked."""
    for change in changes:
        event = change.event
        deadlines, kept = [one.id for one in event.sets], [one.name for one in change.keeps]
        for name in (event.case, change.command, *deadlines, *kept):
            if "\0" in name or len(name) > MOST_LETTERS:
                raise InputError(
                    Text(
                        id=f"nama lebih dari {MOST_LETTERS} huruf, atau dengan huruf nol",
                        en=f"a name of more than {MOST_LETTERS} letters, or with a zero in it",
                    ),
                    at=Place("case"),
                )


def checked(database: Database, line: Line, changes: Sequence[Change]) -> Frontier:
    """Return the edge of the log, once each change may be taken after those before it.

    AlreadyDone, KeyReused or Conflict for the first that may not.
    """
    frontier, done, versions = _there(database, line, changes)
    for change in changes:
        event = change.event
        key = known_as(event.key)
        before = done.get(key)
        if before is not None and before.command == change.command:
            raise AlreadyDone(before.event)
        if before is not None:
            raise KeyReused(event.key)
        found = versions.get(event.case, 0)
        if event.version != found + 1:
            raise Conflict(event.case, expected=event.version - 1, found=found)
        done[key] = Done(event, change.command)
        versions[event.case] = event.version
    return frontier


def frontier_of(rows: Sequence[Row]) -> Frontier:
    """Return the edge of the log from its one row; Unavailable where there is no such row."""
    if len(rows) != 1 or not isinstance(rows[0][0], bytes):
        raise Unavailable(DAMAGED)
    return Frontier.from_bytes(rows[0][0])


class _There(NamedTuple):
    """What there is before: the edge of the log, what keys did, the versions of cases."""

    frontier: Frontier
    done: dict[str, Done]
    versions: dict[str, int]


def _there(database: Database, line: Line, changes: Sequence[Change]) -> _There:
    if not changes[1:]:
        return _there_for_one(database, line, changes[0])
    frontier = frontier_of(run(line, database.texts, EDGE, {}))
    keys = [known_as(change.event.key) for change in changes]
    wanted = (events.c.key, events.c.content, events.c.command)
    done = {
        key: Done(event_from(content), command)
        for key, content, command in database.among(line, wanted, events.c.key, keys)
    }
    ids = sorted({change.event.case for change in changes})
    versions = {
        id: version
        for id, version in database.among(line, (cases.c.id, cases.c.version), cases.c.id, ids)
    }
    return _There(frontier, done, versions)


def _there_for_one(database: Database, line: Line, change: Change) -> _There:
    """Ask for all of it at once: with one change, the asking is what takes the time."""
    event, key = change.event, known_as(change.event.key)
    found = run(line, database.texts, _FOR_ONE, {"case": event.case, "key": key})
    frontier = frontier_of(found)
    _, version, content, command = found[0]
    done = {} if content is None else {key: Done(event_from(content), command)}
    return _There(frontier, done, {event.case: version or 0})


EDGE: Final = select(edge.c.frontier)
"""Asks for the edge of the log's tree."""

_BY_KEY: Final = events.c.key == bindparam("key")
_DONE: Final = select(events.c.content, events.c.command).where(_BY_KEY)
_FOR_ONE: Final = select(
    edge.c.frontier,
    select(cases.c.version).where(cases.c.id == bindparam("case")).scalar_subquery(),
    select(events.c.content).where(_BY_KEY).scalar_subquery(),
    select(events.c.command).where(_BY_KEY).scalar_subquery(),
)
