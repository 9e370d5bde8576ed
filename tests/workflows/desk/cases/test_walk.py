"""The page about real cases: every command on it is run as it stands, and ends as it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from netralitas.desk.cases.groups import case, deadlines
from netralitas.desk.cli import main
from netralitas.desk.record.groups import log
from tests.workflows.desk.case_running import kept_law

__all__ = ["kept_law"]

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs" / "casework.md"


class Line(NamedTuple):
    """One line of the page: its words, and the code that it says to end with."""

    words: list[str]
    code: int


def lines(page: str) -> Iterator[Line]:
    for block in re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            command, _, note = line.partition("  # ends with ")
            yield Line(shlex.split(command), int(note or 0))


def walked(page: str, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """Run the page in a folder; return the commands that ended otherwise than it says."""
    patch.chdir(folder)
    (folder / "examples").symlink_to(ROOT / "examples")
    faults = []
    for words, code in lines(page):
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            patch.setenv(name, value)
            continue
        assert words[0] == "netralitas", words
        if (ended := main(words[1:])) != code:
            faults.append(f"{shlex.join(words)}: {ended}")
    return faults


@pytest.fixture
def alone(kept_law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(kept_law))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("OFFICE", "DATABASE_URL", "ACTOR", "ROLE", "LANG", "SETTINGS", "PACKS_DIR"):
        monkeypatch.delenv(f"NETRALITAS_{name}", raising=False)
    return monkeypatch


def test_every_command_on_the_page_ends_as_it_says(
    tmp_path: Path, alone: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kerja"
    folder.mkdir()
    assert walked(PAGE.read_text("utf-8"), folder, alone) == []
    said = capsys.readouterr()
    assert "mulai berlaku" in said.out
    assert "pp-94-2021 ps 26" in said.err
    assert said.out.rstrip().endswith("reporter.1: warga-1")
    made = [file for file in folder.rglob("*") if file.is_file() and "examples" not in file.parts]
    assert {"perkara.db", "catatan.jsonl", "riwayat.html"} <= {file.name for file in made}
    seen = [file.name for file in made if b"warga-1" in file.read_bytes()]
    assert seen == [], "the reporter's id stands in the open"


def test_a_page_that_says_otherwise_is_noticed(tmp_path: Path, alone: pytest.MonkeyPatch) -> None:
    """The control: a refusal that is not announced, and a mistyped step."""
    page = PAGE.read_text("utf-8").split("## ")[1].split("Two lanes are open now")[0]
    wrong = page.replace("  # ends with 7", "").replace("begin_review", "begin_revue")
    folder = tmp_path / "kerja"
    folder.mkdir()
    assert [fault.rpartition(" ")[2] for fault in walked(wrong, folder, alone)] == ["2", "7", "7"]


def test_the_page_names_every_command_of_real_cases() -> None:
    page = PAGE.read_text("utf-8")
    named = [
        f"netralitas {group.name} {name}"
        for group in (case, deadlines, log)
        for name in group.entries
        if f"netralitas {group.name} {name}" not in page
    ]
    assert named == []
