"""The record from the command line: signed, exported, verified, and every change found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from netralitas.casework.log import SigningKey
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, NAME, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

AUDITOR = ("--as", "auditor-1", "--role", "auditor")
ADMINISTRATOR = ("--as", "sistem", "--role", "administrator")
HELD = ("--checkpoint", "titik-periksa.txt")


def change(office: Path, statement: str) -> None:
    """Change the database behind the program's back."""
    database = sqlite3.connect(office / "perkara.db")
    with database:
        database.execute(statement)
    database.close()


# What is sound


def test_the_record_of_a_database_verifies(run: Run) -> None:
    ended = run("log", "verify", *HELD, *AUDITOR)
    assert ended.code == 0, ended.out
    assert "TIDAK ADA TEMUAN" in ended.out
    assert "2 peristiwa pertama sama" in ended.out
    assert "Batas" in ended.out


def test_an_export_verifies_without_a_database_or_settings(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRALITAS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.delenv("NETRALITAS_OFFICE")
    words = ("log", "verify", "catatan.jsonl", *HELD, "--key", "catatan.pub")
    assert run(*words).code == 0
    told = json.loads(run(*words, "--format", "json").out)
    assert (told["clean"], told["events"], told["proven"], told["origin"]) == (True, 2, 2, NAME)
    assert run("log", "verify", "catatan.jsonl", *HELD).code == 6, "without a key nothing is proven"


def test_an_export_may_come_from_standard_input(run: Run, office: Path) -> None:
    content = (office / "catatan.jsonl").read_bytes()
    words = ("log", "verify", "-", *HELD, "--key", "catatan.pub")
    assert run(*words, stdin=content).code == 0
    assert run(*words, stdin=content[:-1]).code == 6


def test_the_checkpoint_grows_with_the_record(run: Run) -> None:
    run("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    told = json.loads(run("log", "checkpoint", *ADMINISTRATOR, "--format", "json").out)
    assert (told["origin"], told["size"]) == (NAME, 3)
    assert told["checkpoint"].startswith(f"{NAME}\n3\n")
    assert run("log", "verify", *HELD, *AUDITOR).code == 0


def test_the_export_holds_no_reporter_and_both_forms_hold_the_same(run: Run) -> None:
    lines = run("log", "export", *AUDITOR).out
    listed = json.loads(run("log", "export", *AUDITOR, "--format", "json").out)
    assert [json.loads(line) for line in lines.splitlines()] == listed
    assert REPORTER not in lines
    assert "lurah-1" not in lines


def test_a_key_can_be_made_with_the_checkpoint(run: Run, office: Path) -> None:
    words = ("log", "checkpoint", "--key", "baru.key", *ADMINISTRATOR)
    assert run(*words).code == 2
    settings = office / "kantor" / "office.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  verifiers:", "  # verifiers:"), "utf-8")
    change(office, "DELETE FROM netralitas_checkpoints")
    ended = run(*words, "--make-key", NAME)
    assert ended.code == 0, ended.err
    assert f"kunci umum: {NAME}+" in ended.err
    assert (office / "baru.key").stat().st_mode & 0o077 == 0
    assert run(*words, "--make-key", NAME).code == 2


# What was changed

EDITED = (
    "UPDATE netralitas_events SET content = "
    "CAST(replace(CAST(content AS TEXT), '{}', '{}') AS BLOB)"
)
TAMPERED: list[tuple[str, str, str]] = [
    ("an event is edited", EDITED.format("penelaah-1", "penelaah-9"), "event 0"),
    ("an event is deleted", "DELETE FROM netralitas_events WHERE version = 2", "event 1"),
    ("the order is changed", "UPDATE netralitas_events SET leaf = 5 - leaf", "event"),
    ("a hash is changed", "UPDATE netralitas_events SET digest = zeroblob(32)", "event 0"),
    ("the state is changed", "UPDATE netralitas_cases SET state = CAST(replace(CAST(state AS TEXT),"
     " '\"held\":false', '\"held\":true') AS BLOB)", f"case {CASE}"),
]  # fmt: skip


TAMPERED += [
    ("an event has no form", "UPDATE netralitas_events SET content = x'78' WHERE leaf = 1",
     "event 1"),
    ("the edge is another", "UPDATE netralitas_edge SET frontier = zeroblob(8)", "event 0"),
    ("the edge has no form", "UPDATE netralitas_edge SET frontier = x'78'", "the stored edge"),
    ("a date is gone", "DELETE FROM netralitas_deadlines WHERE id LIKE 'pidana%'", "the dates"),
    ("a date is moved", "UPDATE netralitas_deadlines SET content = CAST(replace(CAST(content AS "
     "TEXT), '2024-10-09T17', '2034-10-09T17') AS BLOB)", "the dates"),
    ("a checkpoint has no form", "UPDATE netralitas_checkpoints SET note = 'x'", "signed note"),
]  # fmt: skip


@pytest.mark.parametrize("statement, place", [one[1:] for one in TAMPERED], ids=[
    one[0] for one in TAMPERED
])  # fmt: skip
def test_a_change_in_the_database_is_found_and_its_place_named(
    run: Run, office: Path, statement: str, place: str
) -> None:
    change(office, statement)
    ended = run("log", "verify", *HELD, *AUDITOR, "--lang", "en")
    assert ended.code == 6
    assert place in ended.out
    assert not json.loads(run("log", "verify", *HELD, *AUDITOR, "--format", "json").out)["clean"]


def test_what_was_changed_is_not_signed(run: Run, office: Path) -> None:
    run("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    change(office, TAMPERED[0][1])
    ended = run("log", "checkpoint", *ADMINISTRATOR)
    assert (ended.code, ended.out) == (6, "")
    assert "tidak ditandatangani" in ended.err


Edit = Callable[[list[bytes]], list[bytes]]
EXPORTS: list[tuple[str, Edit]] = [
    ("edited", lambda lines: [line.replace(b"penelaah-1", b"penelaah-9") for line in lines]),
    ("cut", lambda lines: [*lines[:2], *lines[3:]]),
    ("swapped", lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    ("doubled", lambda lines: [*lines[:2], lines[1], *lines[2:]]),
    ("without its end", lambda lines: lines[:-1]),
    ("empty", lambda lines: []),
]


@pytest.mark.parametrize("edit", [one[1] for one in EXPORTS], ids=[one[0] for one in EXPORTS])
def test_a_change_in_an_export_is_found(run: Run, office: Path, edit: Edit) -> None:
    file = office / "catatan.jsonl"
    file.write_bytes(b"".join(edit(file.read_bytes().splitlines(keepends=True))))
    assert run("log", "verify", "catatan.jsonl", *HELD, "--key", "catatan.pub").code == 6


def test_history_written_anew_is_found_behind_a_held_checkpoint(run: Run, office: Path) -> None:
    """Who has the key, the database and every checkpoint but the one kept elsewhere."""
    (office / "perkara.db").unlink()
    for file in office.glob("perkara.db-*"):
        file.unlink()
    examples = Path(__file__).parents[4] / "examples"
    opened = ("case", "open", str(examples / "lurah-komentar.yaml"), "--at", "2024-10-05")
    assert run(*opened, *REVIEWER).code == 0
    run("case", "act", CASE, "begin_review", "--at", "2024-10-06", *REVIEWER)
    assert run("log", "export", "--out", "baru.jsonl", *AUDITOR).code == 0
    assert run("log", "verify", "baru.jsonl").code == 0, "the control: by itself it looks sound"
    ended = run("log", "verify", "baru.jsonl", *HELD, "--lang", "en")
    assert ended.code == 6
    assert "rewritten the log" in " ".join(ended.out.split())


# Who, and with which key


def test_who_may_verify_may_not_always_read(run: Run) -> None:
    assert run("log", "verify", *HELD, *ADMINISTRATOR).code == 0
    assert run("log", "export", *ADMINISTRATOR).code == 7
    for words in (("verify",), ("export",), ("checkpoint",)):
        assert run("log", *words, *REVIEWER).code == 7


@pytest.mark.parametrize("words", [
    ("verify", "tidak-ada.jsonl"), ("verify", "."),
    ("verify", "catatan.jsonl", "--key", "catatan.jsonl"),
    ("verify", "catatan.jsonl", "--checkpoint", "tidak-ada.txt"),
    ("export", "--key", "catatan.pub", *AUDITOR),
    ("checkpoint", "--make-key", "dua kata", "--key", "k", *ADMINISTRATOR),
], ids=" ".join)  # fmt: skip
def test_a_file_or_key_that_cannot_be_read_is_a_fault_of_usage(
    run: Run, words: tuple[str, ...]
) -> None:
    assert run("log", *words).code == 2


def test_a_log_without_a_name_is_not_exported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NETRALITAS_OFFICE")
    ended = run("log", "export", *AUDITOR)
    assert ended.code == 2
    assert "log.origin" in ended.err


def test_another_key_is_not_the_logs(run: Run, office: Path) -> None:
    other = SigningKey(NAME, bytes([8]) * 32).verifier
    words = ("log", "verify", "catatan.jsonl", *HELD, "--key", str(other))
    assert run(*words).code == 6


def test_no_secret_key_is_ever_shown(run: Run, office: Path) -> None:
    secret = (office / "kantor" / "log.key").read_text("utf-8").strip()
    shown = [run("log", "checkpoint", *ADMINISTRATOR), run("log", "export", *AUDITOR)]
    assert all(secret not in ended.out + ended.err for ended in shown)
