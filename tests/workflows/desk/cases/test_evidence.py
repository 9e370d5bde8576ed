"""Evidence is hashed where it lies: not opened, copied or named, and not bigger than allowed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

ADD = ("case", "evidence", CASE, "add")
VERIFY = ("case", "evidence", CASE, "verify")


def plain(run: Run, *words: str) -> dict[str, object]:
    ended = run(*words, *REVIEWER, "--format", "json")
    assert ended.code == 0, ended.err
    body: dict[str, object] = json.loads(ended.out)["event"]["body"]
    return body


def test_a_file_is_hashed_and_its_name_is_not_recorded(run: Run, office: Path) -> None:
    name = "foto-pak-fulan.jpg"
    content = b"\xff\xd8" + bytes(3 * 1024 * 1024)
    (office / name).write_bytes(content)
    evidence = plain(run, *ADD, name, "--kind", "foto", "--charge", "1")["evidence"]
    assert evidence == {
        "kind": "foto",
        "verified": False,
        "sha256": hashlib.sha256(content).hexdigest(),
        "charges": [1],
    }
    ended = run("log", "export", "--as", "a", "--role", "auditor")
    assert "fulan" not in ended.out
    assert b"fulan" not in (office / "perkara.db").read_bytes()


def test_what_is_no_file_has_no_hash(run: Run) -> None:
    evidence = plain(run, *ADD, "--kind", "saksi")["evidence"]
    assert evidence == {"kind": "saksi", "verified": False, "sha256": None, "charges": None}


def test_a_file_that_is_too_big_is_refused_before_it_is_read_to_its_end(
    run: Run, office: Path
) -> None:
    settings = office / "kantor" / "office.yaml"
    settings.write_text(settings.read_text("utf-8") + "evidence_mib: 1\n", "utf-8")
    (office / "rekaman").write_bytes(bytes(1024 * 1024 + 1))
    ended = run(*ADD, "rekaman", "--kind", "rekaman", *REVIEWER)
    assert ended.code == 2
    assert "1 MiB" in ended.err
    (office / "rekaman").write_bytes(bytes(1024 * 1024))
    assert run(*ADD, "rekaman", "--kind", "rekaman", *REVIEWER).code == 0


def test_only_the_file_that_was_handed_in_is_verified(run: Run, office: Path) -> None:
    (office / "a").write_bytes(b"satu")
    (office / "b").write_bytes(b"dua")
    assert run(*ADD, "a", "--kind", "dokumen", *REVIEWER).code == 0
    ended = run(*VERIFY, "2", "--file", "b", *REVIEWER)
    assert ended.code == 2
    assert "bukti 2" in ended.err
    assert plain(run, *VERIFY, "2", "--file", "a")["verified"] is True


def test_evidence_that_fails_needs_reasons(run: Run) -> None:
    assert run(*VERIFY, "1", "--rejected", *REVIEWER).code == 7
    body = plain(run, *VERIFY, "1", "--rejected", "--reasons", "bukan dari hari itu")
    assert (body["verified"], body["reasons"]) == (False, "bukan dari hari itu")


@pytest.mark.parametrize(
    "words", [(*ADD, "tidak-ada", "--kind", "foto"), (*ADD, "."), (*ADD, ".", "--kind", "foto"),
              (*VERIFY, "satu"), VERIFY], ids=lambda words: " ".join(words[3:]),
)  # fmt: skip
def test_what_cannot_be_meant_is_a_fault_of_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, *REVIEWER).code == 2


def test_there_is_no_ninth_piece(run: Run) -> None:
    assert run(*VERIFY, "9", *REVIEWER).code == 3
