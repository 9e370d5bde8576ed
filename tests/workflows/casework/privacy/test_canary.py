"""The search finds a canary wherever one is planted, and nothing where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faults import canary
from tests.faults.canary import Patterns, control, main, patterns_of, planted, search

CANARY = "Kenari Kuning-7/Ü+😀"


@pytest.mark.parametrize("text", [CANARY, "kenari-kuning", "3171234567890123"])
def test_the_control_finds_it_in_every_encoding_and_container(text: str) -> None:
    assert control(text) == []


@pytest.mark.parametrize("encoding", patterns_of(CANARY))
def test_without_an_encoding_the_control_misses_it(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fewer(text: str) -> Patterns:
        return {name: found for name, found in patterns_of(text).items() if name != encoding}

    monkeypatch.setattr(canary, "patterns_of", fewer)
    missed = control(CANARY)
    assert missed, f"{encoding} is needed for nothing"


def test_without_unpacking_and_tables_the_control_misses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(canary, "members", lambda whole, start: iter(()))
    assert {"in.gz", "in.bz2", "in.xz", "in.zip"} <= set(control(CANARY))
    monkeypatch.setattr(canary.Search, "database", lambda self, file: None)
    assert "spilled values" in control(CANARY)


@pytest.mark.parametrize("before", range(0, 700, 23))
def test_it_is_found_across_the_borders_of_chunks(before: int, tmp_path: Path) -> None:
    for name, content in planted(CANARY).items():
        if name.endswith(".bin") and name != "border.bin":
            (tmp_path / name).write_bytes(b"." * before + content)
    found = {Path(hit.file).name for hit in search([tmp_path], CANARY, chunk=1).hits}
    assert found == {file.name for file in tmp_path.iterdir()}


def test_a_hit_is_told_once_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"." * 1000 + CANARY.encode())
    (hit,) = search([tmp_path], CANARY, chunk=1).hits
    assert hit == (str(tmp_path / "a"), "", "utf-8", 1000)


def test_a_name_of_a_file_is_searched_too(tmp_path: Path) -> None:
    (tmp_path / "kenari-kuning.txt").touch()
    assert [hit.within for hit in search([tmp_path], "kenari-kuning").hits] == ["name"]


def test_what_stays_unseen_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1....")
    (tmp_path / "b.gz").write_bytes(b"\x1f\x8bdamaged")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04damaged")
    (tmp_path / "d.sqlite").write_bytes(b"SQLite format 3\0damaged")
    names = [f"{Path(told).name}" for told in search([tmp_path], CANARY).opaque]
    assert names == [
        "a.parquet (parquet)",
        "b.gz (damaged or locked)",
        "c.zip (damaged or locked)",
        "d.sqlite (unreadable database)",
    ]


def test_the_figure_is_nought_without_a_canary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_text("tidak ada")
    assert main([str(tmp_path), "--canary", CANARY]) == 0
    figure = json.loads(capsys.readouterr().out)
    assert (figure["files"], figure["hits"], figure["control_missed"]) == (1, [], [])
    (tmp_path / "b").write_text(f"ada: {CANARY}")
    assert main([str(tmp_path), "--canary", CANARY]) == 1
    assert main([str(tmp_path / "nowhere"), "--canary", CANARY]) == 2
