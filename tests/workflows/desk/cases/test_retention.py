"""Personal data is erased when the office's own period is over, and the log still verifies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

ADMINISTRATOR = ("--as", "sistem", "--role", "administrator")
ERASE = ("case", "act", CASE, "erase", "--reasons", "masa simpan habis", *ADMINISTRATOR)


@pytest.fixture
def closed(run: Run, office: Path) -> Run:
    """The case is closed on 18 October 2024; reporters are kept for a year."""
    settings = office / "kantor" / "office.yaml"
    text = settings.read_text("utf-8")
    periods = "retention: [{name: reporter, years: 1}, {name: subject, years: 1}]"
    settings.write_text(text.replace("retention: []", periods), "utf-8")
    for words in (
        ("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER),
        ("case", "act", CASE, "close_report", "--ending", "closed_not_proven", "--at",
         "2024-10-08", *REVIEWER),
        ("deadlines", "run", "--now", "2024-10-18"),
    ):  # fmt: skip
        ended = run(*words)
        assert ended.code == 0, ended.err
    return run


def test_before_the_period_is_over_it_is_refused_as_the_offices_own(closed: Run) -> None:
    ended = closed(*ERASE, "--at", "2025-10-18")
    assert ended.code == 7
    assert "setelan pengelola, bukan jangka dari undang-undang" in ended.err


def test_after_it_the_data_is_gone_and_the_log_verifies(closed: Run, office: Path) -> None:
    assert closed(*ERASE, "--at", "2025-10-19").code == 0
    words = ("case", "unseal", CASE, "--reason", "x", "--identity", "kantor/identity.key")
    assert closed(*words, *REVIEWER).code == 7
    checked = closed("log", "verify", "--checkpoint", "titik-periksa.txt", *ADMINISTRATOR)
    assert checked.code == 0, checked.out


def test_a_relation_without_a_period_is_kept(closed: Run, office: Path) -> None:
    settings = office / "kantor" / "office.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace(", {name: subject, years: 1}", ""), "utf-8")
    ended = closed(*ERASE, "--at", "2030-01-01")
    assert ended.code == 7
    assert "tidak ada jangka" in ended.err
    assert closed(*ERASE, "--names", "reporter.1", "--at", "2030-01-01").code == 0


def test_a_hold_comes_before_any_period(closed: Run) -> None:
    hold = ("case", "act", CASE, "hold", "--reasons", "audit", "--as", "a", "--role", "auditor")
    assert closed(*hold, "--at", "2024-12-01").code == 0
    assert closed(*ERASE, "--at", "2030-01-01").code == 7


def test_nothing_is_erased_while_the_case_goes_on(run: Run) -> None:
    assert run(*ERASE, "--at", "2030-01-01").code == 7


def keys(office: Path) -> list[Path]:
    return sorted((office / "data" / "netralitas" / "data-keys").glob("*.key"))


def open_backup(run: Run, office: Path) -> tuple[int, str]:
    """Ask for the reporter of the database as it was before the erasure."""
    words = ("case", "unseal", CASE, "--reason", "x", "--identity", "kantor/identity.key")
    ended = run(*words, *REVIEWER, "--db", f"sqlite:///{office / 'salinan.db'}")
    return ended.code, ended.out + ended.err


def test_a_backup_older_than_the_erasure_cannot_be_read_by_a_recipient_either(
    closed: Run, office: Path
) -> None:
    with (
        closing(sqlite3.connect(office / "perkara.db")) as there,
        closing(sqlite3.connect(office / "salinan.db")) as copy,
    ):
        there.backup(copy)
    before = {file: file.read_bytes() for file in keys(office)}
    assert len(before) == 2
    assert open_backup(closed, office) == (0, f"reporter.1: {REPORTER}\n")
    assert closed(*ERASE, "--names", "reporter.1", "--at", "2025-10-19").code == 0
    assert len(keys(office)) == 1
    code, said = open_backup(closed, office)
    assert code == 1
    assert "sudah dihapus" in said
    assert REPORTER not in said
    # The control: where the keys lie in the backup too, what was erased comes back with it.
    for file, content in before.items():
        file.write_bytes(content)
    assert open_backup(closed, office)[0] == 0


def test_what_was_refused_shreds_no_key(closed: Run, office: Path) -> None:
    assert closed(*ERASE, "--at", "2025-10-18").code == 7
    assert len(keys(office)) == 2
