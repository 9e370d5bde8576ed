"""Who embeds the store keeps tables of his own, and has both written together or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import namedtuple_row, tuple_row
from sqlalchemy import Engine, create_engine, text

from netralitas.casework import Conflict, Query, Unavailable, UnknownCase
from netralitas.casework.conformance import AT, a_case, a_deadline, a_step, firing
from netralitas.casework.migrations import upgrade
from netralitas.casework.record import Record, open_record


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        found: str = request.getfixturevalue("postgres")
        return found
    return f"sqlite:///{tmp_path / 'kasus.db'}"


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    upgrade(address)
    record = open_record(address)
    yield record
    record.close()


@pytest.fixture
def theirs(address: str) -> Iterator[Engine]:
    """An engine as an embedder makes it, with its own table beside those of the store."""
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE letters (id INTEGER)"))
    yield engine
    engine.dispose()


def letters(theirs: Engine) -> int:
    with theirs.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM letters")).scalar_one()
        return found


def test_both_are_there_once_the_embedder_commits(record: Record, theirs: Engine) -> None:
    with theirs.begin() as connection:
        connection.execute(text("INSERT INTO letters VALUES (1)"))
        record.within(connection).append([a_case()])
        assert record.within(connection).case("A-1").version == 1
        with pytest.raises(UnknownCase):
            record.case("A-1")
    assert record.case("A-1").version == 1
    assert letters(theirs) == 1


def test_neither_is_there_when_the_embedder_takes_it_back(record: Record, theirs: Engine) -> None:
    with theirs.connect() as connection:
        connection.execute(text("INSERT INTO letters VALUES (1)"))
        record.within(connection).append([a_case()])
        connection.rollback()
    assert record.size() == letters(theirs) == 0


def test_what_is_refused_leaves_the_rest_of_the_transaction(record: Record, theirs: Engine) -> None:
    with theirs.begin() as connection:
        connection.execute(text("INSERT INTO letters VALUES (1)"))
        within = record.within(connection)
        within.append([a_case()])
        with pytest.raises(Conflict):
            within.append([a_case("B-1"), a_step(a_step(a_case("C-1").state).state)])
    assert [line.id for line in record.list(Query())] == ["A-1"]
    assert letters(theirs) == 1


def test_deadlines_fire_within_it_too(record: Record, theirs: Engine) -> None:
    record.append([a_case(sets=(a_deadline(),))])
    with theirs.connect() as connection:
        assert len(record.within(connection).fire(AT, 10, firing)) == 1
        connection.rollback()
    assert len(record.due(AT)) == 1
    with theirs.begin() as connection:
        assert len(record.within(connection).fire(AT, 10, firing)) == 1
    assert list(record.due(AT)) == []


def test_a_connection_that_could_lose_what_it_commits_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    record = open_record(file)
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = NORMAL")
        with pytest.raises(Unavailable, match="synchronous = FULL"):
            record.within(connection).append([a_case()])
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        record.within(connection).append([a_case()])
        connection.commit()
    engine.dispose()
    assert record.size() == 1
    record.close()


@pytest.fixture(params=["plain", "rows with names"])
def driver(address: str, theirs: Engine, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A connection of the driver's own, as an embedder without SQLAlchemy has it."""
    named = request.param == "rows with names"
    if address.startswith("sqlite"):
        found: Any = sqlite3.connect(address.removeprefix("sqlite:///"))
        found.row_factory = sqlite3.Row if named else None
    else:
        found = psycopg.connect(address, row_factory=namedtuple_row if named else tuple_row)
    yield found
    found.close()


def test_a_connection_of_the_driver_itself_will_do(
    record: Record, theirs: Engine, driver: Any
) -> None:
    driver.execute("INSERT INTO letters VALUES (1)")
    within = record.within(driver)
    within.append([a_case(sets=(a_deadline(),))])
    with pytest.raises(Conflict):
        within.append([a_step(a_step(within.case("A-1")).state)])
    driver.rollback()
    assert record.size() == letters(theirs) == 0
    driver.execute("INSERT INTO letters VALUES (1)")
    within.append([a_case(sets=(a_deadline(),))])
    assert len(within.fire(AT, 10, firing)) == 1
    within.close()
    assert record.size() == letters(theirs) == 0
    driver.commit()
    assert record.size() == 2
    assert letters(theirs) == 1


def test_a_connection_that_commits_by_itself_is_refused(
    record: Record, address: str, theirs: Engine
) -> None:
    if address.startswith("sqlite"):
        driver: Any = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    else:
        driver = psycopg.connect(address, autocommit=True)
    with pytest.raises(Unavailable, match="no transaction"):
        record.within(driver).append([a_case()])
    assert record.size() == 0
    driver.close()
