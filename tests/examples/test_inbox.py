"""The inbox in plain sqlite3 does what its text says, and sends again what was lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.examples.example import ROOT, example

inbox = example("inbox")
REPORT = ROOT / "examples" / "lurah-komentar.yaml"
CASE = "LMJ-2024-001"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "kotak-masuk"
    assert inbox.main([str(folder), "receive", str(REPORT)]) == 0
    assert capsys.readouterr().out == f"{CASE}\n"
    assert inbox.main([str(folder), "assign", CASE, "penelaah-1"]) == 0
    return folder


def test_a_letter_becomes_a_case_with_a_reviewer_and_a_next_date(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert inbox.main([str(folder), "show"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{CASE}  penelaah-1  berkas: report, pidana: none  next 20")


def test_a_step_is_taken_and_one_that_the_law_forbids_ends_with_7(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert inbox.main([str(folder), "step", CASE, "begin_review"]) == 0
    assert capsys.readouterr().out == "2: review_begun\n"
    assert inbox.main([str(folder), "step", CASE, "proceed"]) == 7
    assert "insufficient evidence" in capsys.readouterr().err


def test_what_is_no_request_ends_with_2(folder: Path) -> None:
    assert inbox.main([]) == 2
    assert inbox.main([str(folder), "shwo"]) == 2


def test_a_request_that_was_written_down_but_not_answered_is_sent_again_and_happens_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = (CASE, "begin_review", "{}", datetime.now(UTC).isoformat())
    with closing(sqlite3.connect(folder / "inbox.db")) as own, own:
        own.execute(
            "insert into request (case_id, action, fields, asked) values (?, ?, ?, ?)", request
        )
    assert inbox.main([str(folder), "show"]) == 0
    assert "evidence_review" in capsys.readouterr().out
    # As if the program had died after the step, before it wrote that down: the key remembers.
    with closing(sqlite3.connect(folder / "inbox.db")) as own, own:
        own.execute("update request set answered = 0")
    assert inbox.main([str(folder), "show"]) == 0
    assert capsys.readouterr().err == ""
    with closing(sqlite3.connect(folder / "cases.db")) as cases:
        assert cases.execute("select count(*) from netralitas_events").fetchone() == (2,)
