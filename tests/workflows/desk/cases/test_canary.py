"""A reporter stays unknown: no byte of anything that casework writes or says holds his id.

The page about real cases is walked with a canary for a reporter. What was said, and every file made
on the way, is then searched in all the encodings that tests/faults/canary.py knows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.canary import search
from tests.workflows.desk.case_running import kept_law
from tests.workflows.desk.cases.test_walk import PAGE, alone, walked

__all__ = ["alone", "kept_law"]

CANARY = "kenari-pelapor-9c41d7"


def walk(folder: Path, patch: pytest.MonkeyPatch, page: str) -> None:
    """Walk the page in a folder, and keep what is not read."""
    folder.mkdir()
    assert walked(page, folder, patch) == []
    (folder / "examples").unlink()


def test_no_file_and_no_message_holds_the_reporter(
    tmp_path: Path, alone: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    # Opening the seal says who it is, to whoever asked with the key: the page's last command.
    page = PAGE.read_text("utf-8").replace("warga-1", CANARY)
    page = "\n".join(line for line in page.splitlines() if "case unseal" not in line)
    folder = tmp_path / "kerja"
    walk(folder, alone, page)
    said = capfdbinary.readouterr()
    (tmp_path / "stdout").write_bytes(said.out)
    (tmp_path / "stderr").write_bytes(said.err)
    found = search([tmp_path], CANARY)
    assert found.files > 8
    assert found.hits == ()
    assert found.opaque == ()


def test_a_reporter_in_the_open_is_found(tmp_path: Path, alone: pytest.MonkeyPatch) -> None:
    """The control: the same walk, by an office that writes the reporter into a reason."""
    page = PAGE.read_text("utf-8").replace("belum pernah dihukum", f"kata {CANARY}")
    folder = tmp_path / "kerja"
    walk(folder, alone, page)
    hit = {Path(one.file).name for one in search([folder], CANARY).hits}
    assert {"perkara.db", "catatan.jsonl", "riwayat.html"} & hit
