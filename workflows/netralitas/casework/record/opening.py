"""This file finds out from an address which database is meant, and how to reach it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from netralitas.casework.record.database import Database
from netralitas.casework.record.failures import missing_driver
from netralitas.casework.record.postgres import Postgres
from netralitas.casework.record.sqlite import Sqlite
from netralitas.facts import InputError, Place, Text, nearest

WAIT: Final = 10.0
"""Seconds that a writer waits for another one before he is told that the store is busy."""

_KNOWN: Final = ("sqlite", "postgresql")


class Found(NamedTuple):
    """A database that was asked for, an engine on it, and the file it is, if it is one."""

    database: Database
    engine: Engine
    file: Path | None


def find(address: str | os.PathLike[str], *, wait: float = WAIT) -> Found:
    """Return what an address means: a path, `sqlite:///path` or `postgresql://user@host/name`.

    Nothing is opened yet. InputError for another one; Unavailable where a driver is missing.
    """
    if isinstance(address, os.PathLike) or "://" not in address:
        return _file(os.fspath(address), wait)
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _file(url.database or "", wait)
    try:
        postgres = Postgres(wait=wait)
    except ImportError:
        raise missing_driver() from None
    return Found(postgres, postgres.engine(url.set(drivername="postgresql+psycopg")), None)


def _file(path: str, wait: float) -> Found:
    if path in ("", ":memory:"):
        raise InputError(
            Text(
                id="penyimpanan tanpa berkas tidak menyimpan apa pun",
                en="a store without a file keeps nothing",
            ),
            at=Place("store"),
            hint=Text(id="misalnya sqlite:///kasus.db", en="for example sqlite:///kasus.db"),
        )
    sqlite = Sqlite()
    return Found(sqlite, sqlite.engine(path, wait=wait), Path(path))


def _url(address: str) -> URL:
    scheme = address.partition("://")[0].partition("+")[0]
    scheme = "postgresql" if scheme == "postgres" else scheme
    if scheme not in _KNOWN:
        raise InputError(
            Text(id=f"tidak mengenal basis data {scheme!r}", en=f"there is no database {scheme!r}"),
            at=Place("store"),
            hint=nearest(scheme, _KNOWN),
        )
    try:
        return make_url(f"{scheme}://{address.partition('://')[2]}")
    except (ArgumentError, ValueError):
        # The address is not repeated here: it may hold a password.
        raise InputError(
            Text(id="alamat basis data tidak terbaca", en="the database's address is unreadable"),
            at=Place("store"),
            hint=Text(
                id="misalnya postgresql://nama@localhost/kasus",
                en="for example postgresql://name@localhost/cases",
            ),
        ) from None
