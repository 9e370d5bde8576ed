"""The tables are made or brought up by one command, which says from where to where."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]


def test_a_store_that_is_there_is_left_as_it_is(run: Run) -> None:
    ended = run("db", "upgrade")
    assert (ended.code, ended.err) == (0, "")
    assert "sudah versi" in ended.out
    assert run("case", "show", CASE, *REVIEWER).code == 0


def test_a_new_store_is_made(run: Run, office: Path) -> None:
    told = json.loads(run("db", "upgrade", "--db", "baru.db", "--format", "json").out)
    assert told["from"] is None
    assert told["to"]
    assert run("case", "list", "--db", "baru.db", *REVIEWER).code == 0


def test_a_store_of_a_later_release_is_refused(run: Run, office: Path) -> None:
    database = sqlite3.connect(office / "perkara.db")
    with database:
        database.execute("UPDATE netralitas_schema SET version_num = '9999'")
    database.close()
    for words in (("db", "upgrade"), ("case", "list", *REVIEWER)):
        ended = run(*words)
        assert ended.code == 1
        assert "9999" in ended.err


@pytest.mark.parametrize("address", ["oracle://x/y", "sqlite://", "postgresql://"])
def test_an_address_that_means_no_database_is_refused_in_one_line(run: Run, address: str) -> None:
    ended = run("db", "upgrade", "--db", address)
    assert ended.code in (1, 3)
    assert len(ended.err.splitlines()) == 1


def test_the_default_is_one_file_in_the_users_data_folder(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NETRALITAS_DATABASE_URL")
    assert run("db", "upgrade").code == 0
    file = office / "data" / "netralitas" / "casework.db"
    assert file.is_file()
    assert file.parent.stat().st_mode & 0o077 == 0
