"""What stands beside the events is compared while others write: only dishonest changes are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from netralitas.casework import Actor, Due, Role, command_from
from netralitas.desk.cases.wiring import Desk, desk_of
from netralitas.desk.record.state import unlike
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language
from tests.workflows.desk.case_running import kept_law, office, seeded
from tests.workflows.desk.seeded_office import CASE

__all__ = ["kept_law", "office", "seeded"]

TERMINAL = Terminal(language=Language.EN)


class Busy:
    """A store to which somebody writes as soon as its dates are asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk.store, name)

    def due(self, *asked: Any, **named: Any) -> Sequence[Due]:
        """Write first, once; then answer."""
        if self._desk.store.case(CASE).version == 2:
            reviewer = Actor(id="penelaah-1", role=Role.REVIEWER)
            command = command_from("begin_review", {})
            self._desk.service(CASE).act(CASE, command, reviewer, at=self._desk.at, key="k")
        return self._desk.store.due(*asked, **named)


@pytest.fixture
def cached(office: Path, kept_law: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(kept_law))
    return office


def test_a_writer_meanwhile_is_no_finding(cached: Path) -> None:
    with desk_of(TERMINAL, {}) as desk:
        edge = desk.store.frontier()
        busy: Any = Busy(desk)
        assert list(unlike(busy, edge.size, edge.root, edge.root, TERMINAL)) == []
        assert desk.store.case(CASE).version == 3, "the control: somebody did write"


def test_another_edge_than_that_of_the_events_is_told(cached: Path) -> None:
    with desk_of(TERMINAL, {}) as desk:
        edge = desk.store.frontier()
        [told] = unlike(desk.store, edge.size, edge.root, bytes(32), TERMINAL)
        assert "edge of the tree" in told.en


def test_an_event_beyond_the_edge_is_told(cached: Path) -> None:
    database = sqlite3.connect(cached / "perkara.db")
    with database:
        database.execute(
            "INSERT INTO netralitas_events SELECT case_id, 3, 2, content, digest, zeroblob(32), "
            "command FROM netralitas_events WHERE leaf = 1"
        )
    database.close()
    with desk_of(TERMINAL, {}) as desk:
        edge = desk.store.frontier()
        told = [one.en for one in unlike(desk.store, edge.size, edge.root, edge.root, TERMINAL)]
    assert any("event 2" in one for one in told)
