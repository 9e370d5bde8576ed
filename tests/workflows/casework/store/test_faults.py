"""The faults, each for seconds: nothing is lost, and each control shows that it would be seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from netralitas.casework import Change, Personal, Unavailable
from netralitas.casework.conformance import a_case, a_deadline, a_step
from netralitas.casework.migrations import upgrade
from netralitas.casework.record import Record, open_record
from netralitas.casework.record.failures import BROKEN_DISK, DAMAGED, FULL, GONE, UNKNOWN
from netralitas.facts import Text
from tests.faults.full_disk import WAYS

ROOT = Path(__file__).parents[4]


def run(fault: str, *words: str) -> tuple[int, list[dict[str, Any]]]:
    """Return how a fault ended, and its figures."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{fault}", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def database(request: pytest.FixtureRequest) -> list[str]:
    """The words that name a database; a server is one that can be run here."""
    if request.param == "postgres":
        request.getfixturevalue("server")
    return ["--database", request.param]


SQLITE_AND_POSTGRES = pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)


@SQLITE_AND_POSTGRES
def test_no_acknowledged_event_is_lost_when_writers_are_killed(database: list[str]) -> None:
    ended, [found] = run("killed_writers", "--kills", "100", *database)
    assert (ended, found["lost"], found["not_sound"]) == (0, 0, [])
    assert found["acknowledged"] > 100


def test_what_is_told_before_the_store_answers_is_lost() -> None:
    ended, [found] = run("killed_writers", "--kills", "10", "--early", "--database", "sqlite")
    assert ended == 1
    assert found["lost"] > 0


def test_no_acknowledged_event_is_lost_when_the_power_is_cut() -> None:
    ended, [found] = run("power_cut")
    assert found["seeds"] == 100
    assert (ended, found["cuts_that_lost"], found["cuts_that_broke"]) == (0, 0, 0)
    assert found["syncs"] > 30


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_weaker_settings_lose_when_the_power_is_cut(synchronous: str) -> None:
    words = ("--seeds", "30", "--events", "60", "--synchronous", synchronous)
    ended, [found] = run("power_cut", *words)
    assert ended == 1
    assert found["cuts_that_lost"] > 0


@SQLITE_AND_POSTGRES
def test_each_deadline_fires_once_though_workers_are_killed(database: list[str]) -> None:
    words = ("--deadlines", "10000", "--kills", "50", "--crashes", "2")
    ended, [found] = run("many_deadlines", *words, *database)
    assert (ended, found["fired"], found["missed"], found["doubled"]) == (0, 10000, 0, 0)


def test_deadlines_that_are_claimed_apart_are_missed() -> None:
    words = ("--deadlines", "600", "--kills", "30", "--crashes", "1")
    ended, [found] = run("many_deadlines", *words, "--apart", "--database", "sqlite")
    assert ended == 1
    assert found["missed"] > 0


@SQLITE_AND_POSTGRES
def test_eight_writers_on_one_case_leave_no_gap_and_no_double(database: list[str]) -> None:
    ended, [found] = run("many_writers", "--events", "10", *database)
    assert (ended, found["placed"], found["doubles"], found["gaps"]) == (0, 80, 0, 0)
    assert set(found["refusals"]) <= {"refused Conflict"}


def test_writers_without_a_key_write_doubles() -> None:
    ended, [found] = run("many_writers", "--events", "20", "--careless")
    assert ended == 1
    assert found["doubles"] > 0


@SQLITE_AND_POSTGRES
def test_a_full_or_broken_disk_is_refused_cleanly_and_loses_nothing(
    database: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    ended, found = run("full_disk", "--rounds", "3", *database)
    assert ended == 0, found
    assert [one["way"] for one in found] == list(WAYS[database[-1]])
    assert capfd.readouterr().err == ""


@SQLITE_AND_POSTGRES
def test_who_does_not_listen_to_the_store_loses_on_a_full_disk(database: list[str]) -> None:
    words = ("--rounds", "2", "--heedless", "--way", "full", *database)
    ended, [found] = run("full_disk", *words)
    assert ended == 1
    assert found["lost"] > 0


def test_a_disk_that_never_failed_shows_nothing() -> None:
    words = ("--rounds", "0", "--way", "full", "--database", "sqlite")
    ended, [found] = run("full_disk", *words)
    assert (ended, found["told"], found["refusals"]) == (1, 1, {})


SECRET = Personal(name="reporter.1", salt=b"garam-16-bita-ku", data=b"warga-rahasia")


@contextmanager
def failing(address: str, table: str, does: str, *, late: bool = False) -> Iterator[None]:
    """Let a server do something at what is inserted into a table; `late` is at the commit."""
    kind = "CONSTRAINT TRIGGER fails AFTER" if late else "TRIGGER fails BEFORE"
    when = "DEFERRABLE INITIALLY DEFERRED" if late else ""
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(
            "CREATE OR REPLACE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {does}; RETURN NEW; END $$"
        )
        administrator.execute(
            f"CREATE {kind} INSERT ON netralitas_{table} {when} "
            "FOR EACH ROW EXECUTE FUNCTION fails()"
        )
        yield
        administrator.execute(f"DROP TRIGGER fails ON netralitas_{table}")


def why(record: Record, change: Change) -> str:
    """Return why a store does not take a change."""
    with pytest.raises(Unavailable) as found:
        record.append([change])
    return found.value.says.en


@pytest.mark.parametrize(
    "code, means",
    [
        ("53100", FULL),
        ("58030", BROKEN_DISK),
        ("57P02", GONE),
        # What no code was made for, such as an exceeded quota, or a file that is too large.
        ("XX000", UNKNOWN),
        ("XX001", DAMAGED),
        ("XX002", DAMAGED),
    ],
)
def test_what_a_server_fails_at_is_told_by_its_cause(
    postgres: str, code: str, means: Text, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade(postgres)
    record = open_record(postgres)
    opened = a_case()
    record.append([opened])
    step = a_step(opened.state, keeps=(SECRET,), sets=(a_deadline(),))
    does = f"RAISE 'row {SECRET.name}' USING ERRCODE = '{code}'"
    for table in ("events", "deadlines", "personal"):
        with failing(postgres, table, does, late=True):
            assert f"{means.en} [{code}]" in why(record, step)
        with failing(postgres, table, does), psycopg.connect(postgres) as connection:
            assert f"{means.en} [{code}]" in why(record, step)
            within = record.within(connection)
            assert f"{means.en} [{code}]" in why(within, step)
            assert within.size() == 1
    record.append([step])
    assert record.size() == 2
    assert caplog.records == []
    record.close()


def test_a_connection_that_breaks_is_told_to_who_asked_and_in_no_log(
    postgres: str, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade(postgres)
    record = open_record(postgres)
    opened = a_case()
    record.append([opened])
    step = a_step(opened.state)
    with failing(postgres, "events", "PERFORM pg_terminate_backend(pg_backend_pid())"):
        assert GONE.en in why(record, step)
        connection = psycopg.connect(postgres)
        assert GONE.en in why(record.within(connection), step)
        connection.close()
    record.append([step])
    # The driver would warn there, in words of its own and with the names of host and user.
    assert caplog.records == []
    record.close()
