"""Dates are fired once, whoever asks and however often; what cannot fire is named and left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netralitas.casework import Event
from netralitas.desk.cases.wiring import desk_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language
from netralitas.regions import national_files
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE

__all__ = ["kept_law", "office", "run", "seeded"]

TICK = ("deadlines", "run", "--now", "2024-10-31")


def fired(run: Run, *words: str) -> list[str]:
    ended = run(*(words or TICK), "--format", "json")
    assert ended.code == 0, ended.err
    return [event["body"]["does"] for event in json.loads(ended.out)["events"]]


def test_what_has_come_is_fired_and_told_with_its_law(run: Run) -> None:
    ended = run("deadlines", "run", "--now", "2024-10-10")
    assert ended.code == 0
    assert ended.out == (
        f"{CASE} · pidana · lewat waktu: Laporan kepada Bawaslu · undang-undang · UU 10/2016 ps "
        "134\n"
    )
    assert ended.err == "1 tanggal dijalankan, 0 ditinggalkan\n"


def test_the_same_date_is_fired_once(run: Run) -> None:
    assert fired(run) == ["lapse", "review"]
    assert fired(run) == []


def test_a_clock_that_goes_back_changes_nothing(run: Run) -> None:
    assert fired(run) == ["lapse", "review"]
    assert fired(run, "deadlines", "run", "--now", "2024-10-10") == []
    assert fired(run, "deadlines", "run", "--now", "2024-01-01") == []


def test_before_its_day_nothing_is_fired(run: Run) -> None:
    assert fired(run, "deadlines", "run", "--now", "2024-10-09T23:59") == []
    assert fired(run, "deadlines", "run", "--now", "2024-10-10T00:00") == ["lapse"]


def test_no_more_than_the_limit_is_fired(run: Run) -> None:
    ended = run(*TICK, "--limit", "1")
    assert "--limit" in ended.err
    assert len(ended.out.splitlines()) == 1
    assert len(run(*TICK, "--limit", "1").out.splitlines()) == 1


def test_many_at_once_fire_each_date_once(office: Path, kept_law: Path) -> None:
    """Four clocks start together, each with a connection of its own."""

    def tick(_: int) -> Sequence[Event]:
        terminal = Terminal(language=Language.ID)
        with desk_of(terminal, {}) as desk:
            return desk.service().tick(desk.at, 100).events

    with ThreadPoolExecutor(4) as pool:
        found = [event.key for events in pool.map(tick, range(4)) for event in events]
    assert sorted(found) == sorted(set(found))
    assert len(found) >= 2


def test_what_cannot_fire_is_named_and_left_for_later(run: Run, office: Path) -> None:
    """The law that the case is pinned to is not at hand: another one judges nothing."""
    folder = office / "rancangan"
    folder.mkdir()
    for name, content in national_files().items():
        (folder / name).write_bytes(content + b"# lain\n")
    for file in (office / "data" / "netralitas" / "laws").glob("*"):
        file.unlink()
    ended = run(*TICK, "--policy", str(folder))
    assert ended.code == 7
    assert f"{CASE}: pidana/pilkada_lapor#1" in ended.err
    assert "0 tanggal dijalankan, 2 ditinggalkan" in ended.err
    assert fired(run) == ["lapse", "review"]


@pytest.mark.parametrize("language, said", [("id", "lewat waktu"), ("en", "lapsed")])
def test_it_speaks_both_languages(run: Run, language: str, said: str) -> None:
    assert said in run(*TICK, "--lang", language).out
