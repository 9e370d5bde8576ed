"""Unsealing: the reason is recorded before anything is opened, and only a recipient opens it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from netralitas.casework.privacy import Secret, identity_from
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

UNSEAL = ("case", "unseal", CASE, "--reason", "perlindungan", *REVIEWER)
OWN = ("--identity", "kantor/identity.key")


def kinds(run: Run) -> list[str]:
    told = run("case", "timeline", CASE, "--as", "a", "--role", "auditor", "--format", "json")
    return [event["kind"] for event in json.loads(told.out)["events"]]


def test_a_recipient_opens_it_and_the_reason_stands_in_the_record(run: Run) -> None:
    ended = run(*UNSEAL, *OWN)
    assert (ended.code, ended.out) == (0, f"reporter.1: {REPORTER}\n")
    assert kinds(run)[-1] == "unsealed"
    told = run("case", "timeline", CASE, "--as", "a", "--role", "auditor").out
    assert "alasan: perlindungan" in told
    assert REPORTER not in told


def test_other_data_is_named(run: Run) -> None:
    named = ("--name", "subject.1", "--name", "reporter.1", "--format", "json")
    assert json.loads(run(*UNSEAL, *OWN, *named).out) == {
        "subject.1": "lurah-1",
        "reporter.1": REPORTER,
    }


def test_who_is_no_recipient_opens_nothing_and_the_asking_stands(run: Run, office: Path) -> None:
    other = identity_from(Secret(bytes([9]) * 32))
    (office / "lain.key").write_bytes(other.reveal())
    ended = run(*UNSEAL, "--identity", "lain.key")
    assert (ended.code, ended.out) == (1, "")
    assert "inspektorat.contoh" in ended.err
    assert kinds(run)[-1] == "unsealed"


def test_a_file_that_is_no_key_is_refused_before_anything_is_recorded(run: Run) -> None:
    before = kinds(run)
    assert run(*UNSEAL, "--identity", "kantor/office.yaml").code == 2
    assert kinds(run) == before


def test_data_that_is_not_there_and_no_reason_are_refused(run: Run) -> None:
    assert run(*UNSEAL, *OWN, "--name", "witness.1").code == 3
    words = ("case", "unseal", CASE, "--reason", " ", *OWN, *REVIEWER)
    assert run(*words).code == 7
    assert "unsealed" not in kinds(run)


def test_a_role_that_may_not_opens_nothing(run: Run) -> None:
    words = ("case", "unseal", CASE, "--reason", "ingin tahu", *OWN)
    assert run(*words, "--as", "bupati-1", "--role", "kepala_daerah").code == 7


def test_what_was_sealed_for_one_case_opens_for_no_other(run: Run, office: Path) -> None:
    """The row of one case moved to another by whoever has the database."""
    database = sqlite3.connect(office / "perkara.db")
    with database:
        database.execute(
            "UPDATE netralitas_personal SET data = "
            "(SELECT data FROM netralitas_personal WHERE name = 'subject.1') "
            "WHERE name = 'reporter.1'"
        )
    database.close()
    ended = run(*UNSEAL, *OWN)
    assert (ended.code, ended.out) == (1, "")
