"""This file asks the tables which cases, and which deadlines, somebody wants to see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, Select, literal, select, tuple_

from netralitas.casework.record.database import Database
from netralitas.casework.record.tables import cases, deadlines, instant, micros
from netralitas.casework.record.writing import stages_of
from netralitas.casework.store import Query, Summary


def listed(query: Query, database: Database) -> Select[Any]:
    """Return what asks for the lines of the cases that a query means, in the order of their ids."""
    asked: list[ColumnElement[bool]] = []
    if query.after:
        asked.append(cases.c.id > query.after)
    if query.region is not None:
        asked.append(cases.c.region == query.region)
    if query.open is not None:
        asked.append(cases.c.open.is_(query.open))
    if query.due_by is not None:
        asked.append(cases.c.next_date <= micros(query.due_by))
    if part := _part(query):
        asked.append(database.place(cases.c.stages, part) > 0)
    lines = select(*(one for one in cases.c if one.name != "state"))
    return lines.where(*asked).order_by(cases.c.id).limit(query.limit)


def line_from(row: Row[Any]) -> Summary:
    """Return the line of a case that was found."""
    return Summary(
        id=row.id,
        version=row.version,
        region=row.region,
        open=row.open,
        stages=stages_of(row.stages),
        opened=instant(row.opened),
        changed=instant(row.changed),
        next_date=None if row.next_date is None else instant(row.next_date),
    )


def due_after(until: datetime, limit: int, after: tuple[datetime, str, str] | None) -> Select[Any]:
    """Return what asks for the deadlines up to an instant, those after a place alone."""
    order = (deadlines.c.fires, deadlines.c.case_id, deadlines.c.id)
    found = select(deadlines.c.case_id, deadlines.c.content)
    found = found.where(deadlines.c.fires <= micros(until)).order_by(*order).limit(limit)
    if after is None:
        return found
    at, case, id = after
    return found.where(tuple_(*order) > tuple_(literal(micros(at)), literal(case), literal(id)))


def _part(query: Query) -> str:
    """Return what the stages of the cases meant contain, in the one way that they are written.

    A quotation mark within a name is written with a backslash, so that no name looks like a part.
    """
    lane = "" if query.lane is None else f"{_quoted(query.lane)}:"
    stage = "" if query.stage is None else _quoted(query.stage)
    return f"{lane}{stage}" if lane else f":{stage}" if stage else ""


def _quoted(name: str) -> str:
    return msgspec.json.encode(name).decode()
