"""A case system on FastAPI that keeps its own tables beside the record, in one transaction.

    pip install 'netralitas[store]' fastapi uvicorn
    CASES=kasus.db uvicorn --app-dir examples/embedding --factory web:from_environment

Its own table says who works on a case and what he wrote beside it. A step and the note about it
are committed together or not at all: the service is handed a store that writes inside the
transaction of the request. Who is asking comes from two headers here; put your own authentication
in their place.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any

import sqlalchemy as sql
from fastapi import Body, Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from netralitas.casework import (
    Actor,
    AlreadyDone,
    Conflict,
    KeyReused,
    Open,
    Role,
    Service,
    Settings,
    Store,
    UnknownCase,
    command_from,
)
from netralitas.casework.record import Record, open_record
from netralitas.facts import Case, InputError, NetralitasError, Refused
from netralitas.policy import encode, read_cases
from netralitas.regions import policy_for

law_of = cache(policy_for)
"""The law of a region, compiled once."""

METADATA = sql.MetaData()
NOTES = sql.Table(
    "work_note",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("case_id", sql.String, nullable=False, index=True),
    sql.Column("by", sql.String, nullable=False),
    sql.Column("at", sql.String, nullable=False),
    sql.Column("text", sql.String, nullable=False),
)
STATUS: dict[type[NetralitasError], int] = {
    UnknownCase: 404,
    Conflict: 409,
    AlreadyDone: 409,
    KeyReused: 409,
    Refused: 422,
    InputError: 400,
}
"""What the web says of each failure; the first that fits."""


def asking(
    who: Annotated[str, Header(alias="X-Actor")], role: Annotated[str, Header(alias="X-Role")]
) -> Actor:
    """Return who is asking; 400 for a role that there is not."""
    try:
        return Actor(id=who, role=Role(role))
    except ValueError:
        raise HTTPException(400, f"there is no role {role!r}") from None


Asking = Annotated[Actor, Depends(asking)]


def from_environment() -> FastAPI:
    """Return the application on the database that CASES names."""
    address = os.environ.get("CASES", "kasus.db")
    engine = sql.create_engine(address if "://" in address else f"sqlite:///{address}")
    return application(engine, open_record(address), lambda: datetime.now(UTC))


def application(engine: sql.Engine, record: Record, now: Callable[[], datetime]) -> FastAPI:
    """Return the application; `engine` and `record` are of one database."""
    METADATA.create_all(engine)
    app = FastAPI(title="netralitas")

    @contextmanager
    def transaction() -> Iterator[tuple[sql.Connection, Service]]:
        with engine.begin() as connection:
            yield connection, service_on(record.within(connection))

    @app.post("/cases", status_code=201)
    def open_case(
        stated: Annotated[dict[str, Any], Body()],
        by: Asking,
        key: Annotated[str, Header(alias="Idempotency-Key")],
    ) -> Response:
        content = json.dumps(stated).encode()
        file = next(iter(read_cases(content, "request.json", law_of(None).policy)))
        if not isinstance(file, Case):
            raise file
        with transaction() as (connection, service):
            came = service.open(Open(file=file), by, at=now(), key=key)
            if not came.repeated:
                note(connection, file.id, by, now(), "opened")
        return Response(encode(came.event), 201, media_type="application/json")

    @app.post("/cases/{case}/steps/{action}")
    def act(
        case: str,
        action: str,
        by: Asking,
        key: Annotated[str, Header(alias="Idempotency-Key")],
        fields: Annotated[dict[str, Any] | None, Body()] = None,
        text: Annotated[str, Header(alias="X-Note")] = "",
    ) -> Response:
        with transaction() as (connection, service):
            command = command_from(action, fields or {})
            came = service.act(case, command, by, at=now(), key=key)
            if text and not came.repeated:
                note(connection, case, by, now(), text)
        return Response(encode(came.event), media_type="application/json")

    @app.get("/cases/{case}")
    def show(case: str, by: Asking) -> dict[str, Any]:
        with transaction() as (connection, service):
            there = service.show(case, by)
            rows = connection.execute(
                sql.select(NOTES.c.by, NOTES.c.at, NOTES.c.text)
                .where(NOTES.c.case_id == case)
                .order_by(NOTES.c.number)
            )
            notes = [dict(row._mapping) for row in rows]
        following = there.next_date
        return {
            "case": there.id,
            "version": there.version,
            "stages": dict(there.stages()),
            "next": following and {"at": following.at.isoformat(), "says": following.says.id},
            "notes": notes,
        }

    @app.exception_handler(NetralitasError)
    def failed(_: Request, error: NetralitasError) -> JSONResponse:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
        return JSONResponse({"id": error.says.id, "en": str(error)}, status)

    return app


def service_on(store: Store) -> Service:
    """Return the service on a store: that of one transaction."""
    return Service(
        store,
        lambda region, digest: law_of(region),
        Settings(),
        lambda: secrets.token_bytes(16),
    )


def note(connection: sql.Connection, case: str, by: Actor, at: datetime, text: str) -> None:
    """Write down a note about a case, in the transaction of a request."""
    values = {"case_id": case, "by": by.id, "at": at.isoformat(), "text": text}
    connection.execute(sql.insert(NOTES), values)
