"""This file writes changes into the tables: cases, events, deadlines, people, and the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from netralitas.casework.case import freeze
from netralitas.casework.events import Deadline, canonical
from netralitas.casework.log.merkle import leaf_hash
from netralitas.casework.record.checking import check_names, checked, known_as
from netralitas.casework.record.database import Database
from netralitas.casework.record.statements import Line, Row
from netralitas.casework.record.tables import (
    THE_EDGE,
    cases,
    deadlines,
    edge,
    events,
    micros,
    personal,
)
from netralitas.casework.store import Change, Personal, summary

T = TypeVar("T")
_json = msgspec.json.Encoder()


def write(database: Database, line: Line, changes: Sequence[Change]) -> None:
    """Take all the changes, in their order; raises as `Store.append` before anything is written.

    In a transaction that writes, and that ends soon after: the edge of the log is held from here.
    """
    if not changes:
        return
    check_names(changes)
    database.hold(line, {change.event.case for change in changes})
    frontier = checked(database, line, changes)
    contents = [canonical(change.event) for change in changes]
    leaves = [leaf_hash(content) for content in contents]
    after = frontier.extend(leaves)
    last = {change.event.case: change for change in changes}
    database.put(line, cases, [_case(change) for change in last.values()], over=True)
    numbered = zip(range(frontier.size, after.size), changes, contents, leaves, strict=True)
    database.put(line, events, [_event(*one) for one in numbered])
    database.put(line, edge, [(THE_EDGE, after.to_bytes())], over=True)
    _write_deadlines(database, line, changes)
    _write_personal(database, line, changes)


def deadline_from(content: bytes) -> Deadline:
    """Return the deadline that was stored."""
    return msgspec.json.decode(content, type=Deadline)


def stages_of(stored: str) -> dict[str, str]:
    """Return the stages of a case by lane, as its row has them."""
    return msgspec.json.decode(stored, type=dict[str, str])


def _case(change: Change) -> Row:
    line = summary(change.state)
    return (
        line.id,
        line.version,
        freeze(change.state),
        line.region,
        line.open,
        _json.encode(line.stages).decode(),
        micros(line.opened),
        micros(line.changed),
        None if line.next_date is None else micros(line.next_date),
    )


def _event(number: int, change: Change, content: bytes, leaf: bytes) -> Row:
    event = change.event
    return event.case, event.version, number, content, leaf, known_as(event.key), change.command


def _write_deadlines(database: Database, line: Line, changes: Sequence[Change]) -> None:
    after: dict[tuple[str, str], Deadline | None] = {}
    for change in changes:
        case = change.event.case
        after.update({(case, one.id): one for one in change.event.sets})
        after.update({(case, id): None for id in change.event.clears})
    database.remove(line, deadlines, _gone(after))
    there = [(*key, micros(one.at), _json.encode(one)) for key, one in after.items() if one]
    database.put(line, deadlines, there, over=True)


def _write_personal(database: Database, line: Line, changes: Sequence[Change]) -> None:
    after: dict[tuple[str, str], Personal | None] = {}
    for change in changes:
        case = change.event.case
        after.update({(case, one.name): one for one in change.keeps})
        after.update({(case, name): None for name in change.erases})
    database.remove(line, personal, _gone(after))
    there = [(*key, one.salt, one.data) for key, one in after.items() if one]
    database.put(line, personal, there, over=True)


def _gone(after: dict[tuple[str, str], T | None]) -> list[tuple[str, str]]:
    return [key for key, one in after.items() if one is None]
