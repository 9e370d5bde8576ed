"""The faults, each for seconds: nothing is lost, and each control shows that it would be seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
    ended, [found] = run("killed_writers", "--kills", "10", *database)
    assert (ended, found["lost"], found["not_sound"]) == (0, 0, [])
    assert found["acknowledged"] > 0


def test_what_is_told_before_the_store_answers_is_lost() -> None:
    ended, [found] = run("killed_writers", "--kills", "10", "--early", "--database", "sqlite")
    assert ended == 1
    assert found["lost"] > 0


def test_no_acknowledged_event_is_lost_when_the_power_is_cut() -> None:
    ended, [found] = run("power_cut", "--seeds", "30", "--events", "60")
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
    words = ("--deadlines", "600", "--kills", "6", "--crashes", "1")
    ended, [found] = run("many_deadlines", *words, *database)
    assert (ended, found["fired"], found["missed"], found["doubled"]) == (0, 600, 0, 0)


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
    ended, [found] = run("many_writers", "--events", "100", "--careless")
    assert ended == 1
    assert found["doubles"] > 0


def test_a_full_or_broken_disk_is_refused_cleanly_and_loses_nothing() -> None:
    ended, found = run("full_disk", "--rounds", "8")
    assert ended == 0
    assert [one["way"] for one in found] == ["full", "io", "limit", "tmpfs"]


def test_who_does_not_listen_to_the_store_loses_on_a_full_disk() -> None:
    ended, [found] = run("full_disk", "--rounds", "2", "--heedless", "--way", "full")
    assert ended == 1
    assert found["lost"] > 0
