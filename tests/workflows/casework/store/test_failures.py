"""What a database fails at is told in words that say what to do, in both languages, and no SQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from netralitas.casework import Personal, Unavailable
from netralitas.casework.conformance import AT, a_case, a_step
from netralitas.casework.migrations import upgrade
from netralitas.casework.record import Record, open_record
from netralitas.casework.record.opening import find
from netralitas.casework.record.transactions import OneWriter
from netralitas.facts import InputError
from tests.workflows.casework.store.postgres import Missing, running


def refused(attempt: Callable[[], Any]) -> str:
    """Return both messages of the refusal of an attempt, of which neither shows any SQL."""
    with pytest.raises(Unavailable) as found:
        attempt()
    says = found.value.says
    assert found.value.__cause__ is None
    for word in ("SELECT", "INSERT", "netralitas_", "sqlalche.me", "psycopg", "Traceback"):
        assert word not in f"{says.id} {says.en}"
    assert says.id != says.en
    return f"{says.id} / {says.en}"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "surat.txt"
    file.write_bytes(b"bukan basis data " * 1000)
    assert "SQLITE_NOTADB" in refused(lambda: open_record(file))
    assert file.read_bytes().startswith(b"bukan")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "folder" in refused(lambda: open_record(tmp_path / "tidak-ada" / "kasus.db"))


def test_a_store_that_loses_a_table(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    record = open_record(file)
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE netralitas_deadlines")
    connection.close()
    assert "netralitas db upgrade" in refused(lambda: record.due(AT))
    record.close()


def test_a_store_that_loses_the_edge_of_its_log_takes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    record = open_record(file)
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM netralitas_edge")
    connection.commit()
    connection.close()
    for attempt in (record.size, lambda: record.append([a_case()])):
        assert "rusak" in refused(attempt)
    record.close()


def test_another_writer_that_does_not_end(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    record = open_record(file, wait=0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "SQLITE_BUSY" in refused(lambda: record.append([a_case()]))
    assert record.size() == 0
    other.execute("ROLLBACK")
    record.append([a_case()])
    assert record.size() == 1
    other.close()
    record.close()


def test_another_thread_that_does_not_end(tmp_path: Path) -> None:
    """Threads of one process wait for each other, as long as for another process and no longer."""
    file = tmp_path / "kasus.db"
    open_record(file).close()
    database, engine, _ = find(file, wait=0.05)
    transactions = OneWriter(engine, database, wait=0.05)
    record = Record(database, transactions)
    with pytest.raises(ZeroDivisionError), transactions.appending():
        assert "ditulisi pihak lain" in refused(lambda: record.append([a_case()]))
        raise ZeroDivisionError
    record.append([a_case()])
    assert record.size() == 1
    record.close()


def test_another_writer_that_does_not_end_on_a_server(postgres: str) -> None:
    upgrade(postgres)
    record = open_record(postgres, wait=0.05)
    engine = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        record.within(connection).append([a_case("B-1")])
        assert "55P03" in refused(lambda: record.append([a_case()]))
        connection.rollback()
    record.append([a_case()])
    assert record.size() == 1
    engine.dispose()
    record.close()


def test_a_server_that_crashes_and_comes_again(server: object) -> None:
    try:
        with running() as own:
            address = own.new()
            upgrade(address)
            record = open_record(address)
            change = a_case()
            record.append([change])
            own.crash()
            assert "[08]" in refused(lambda: record.append([a_step(change.state)]))
            own.start()
            record.append([a_step(change.state)])
            assert record.size() == 2
            record.close()
    except Missing as missing:
        pytest.fail(f"a server ran before: {missing}")


@pytest.mark.parametrize(
    "address, word",
    [
        ("mysql://localhost/kasus", "sqlite"),
        ("postgresql://nama:rahasia@host:x/kasus", "postgresql://name@localhost/cases"),
        ("sqlite://", "sqlite:///kasus.db"),
    ],
)
def test_an_address_that_means_no_store(address: str, word: str) -> None:
    with pytest.raises(InputError) as found:
        open_record(address)
    assert word in str(found.value)
    assert "rahasia" not in str(found.value)


def test_names_that_not_every_database_can_hold_are_refused_by_both(
    tmp_path: Path, postgres: str
) -> None:
    upgrade(postgres)
    for record in (open_record(tmp_path / "kasus.db"), open_record(postgres)):
        for id in ("A\0B", "A" * 301):
            with pytest.raises(InputError, match="300"):
                record.append([a_case(id)])
        opened = a_case("α" * 300, key="buka")
        longest = a_step(opened.state, key="k\0" + "x" * 5000, command="c")
        record.append([opened, longest])
        done = record.done("k\0" + "x" * 5000)
        assert done is not None
        assert done.event == longest.event
        record.close()


def test_what_was_erased_is_in_no_file_of_the_store(tmp_path: Path) -> None:
    secret = Personal(name="reporter.1", salt=b"garam-16-bita-ku", data=b"warga-rahasia" * 3)
    file = tmp_path / "kasus.db"
    record = open_record(file)
    opened = a_case(keeps=(secret,))
    record.append([opened])

    def found() -> bool:
        return any(secret.data in one.read_bytes() for one in tmp_path.iterdir())

    assert found()
    record.append([a_step(opened.state, erases=(secret.name,))])
    assert not found()
    record.close()


def test_a_store_is_used_by_more_threads_than_it_has_connections(tmp_path: Path) -> None:
    record = open_record(tmp_path / "kasus.db")
    threads = [threading.Thread(target=_fill, args=(record, f"A-{number}")) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.size() == 24 * 5
    record.close()


def _fill(record: Record, case: str) -> None:
    change = a_case(case)
    record.append([change])
    for _ in range(4):
        change = a_step(change.state)
        record.append([change])
