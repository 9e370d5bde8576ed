"""`netralitas sample` on the command line: every form, whole files, and what it refuses."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.casefile import write_csv
from netralitas.desk.samples import sample
from netralitas.desk.samples.columns import DAYS, SPANS, Column, day_code, month_of
from netralitas.desk.samples.sampling import Sampler
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language
from tests.workflows.desk.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a drawn table without what is empty, cells as a CSV writes them."""
    import polars as pl

    if file.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        headings, *lines = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
        rows = [dict(zip(map(str, headings), line, strict=True)) for line in lines]
    else:
        csv = file.suffix == ".csv"
        frame = pl.read_csv(file, infer_schema=False) if csv else pl.read_parquet(file)
        rows = frame.to_dicts()
    return [
        {name: _cell(cell) for name, cell in row.items() if cell not in (None, "")} for row in rows
    ]


def _cell(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "csv", "parquet", "xlsx"])
def test_the_form_follows_the_suffix_and_the_same_seed_gives_the_same_cases(
    run: Run, tmp_path: Path, form: str
) -> None:
    if form in ("parquet", "xlsx"):
        pytest.importorskip("polars")
    files = [tmp_path / f"{place}.{form}" for place in range(2)]
    for file in files:
        assert run("sample", "-n", "30", "--seed", "5", "--out", str(file)) == (0, "", "")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_tables_of_every_kind_hold_the_same(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("polars")
    files = [tmp_path / name for name in ("a.csv", "a.parquet", "a.xlsx")]
    for file in files:
        run("sample", "-n", "5000", "--seed", "3", "--complete", "--out", str(file))
    table, parquet, sheet = map(rows_of, files)
    assert len(table) == 5000
    assert table == parquet
    assert table == sheet


def test_parquet_knows_days_and_truth_by_their_kind(run: Run, tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")

    def kinds(*asked: str) -> dict[str, Any]:
        file = tmp_path / "a.parquet"
        run("sample", "-n", "50", "--out", str(file), *asked)
        return dict(pl.read_parquet_schema(file))

    vague, exact = kinds(), kinds("--complete")
    assert vague["at"] == exact["at"] == pl.String, "a day may be a month in any later chunk"
    for found in (vague, exact):
        assert found["report.at"] == found["process.decided_at"] == pl.Date
        assert found["facts.public"] == found["process.examination.signed"] == pl.Boolean
        assert found["id"] == found["charges.1.act"] == pl.String


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_no_case_at_all_leaves_the_headings(run: Run, tmp_path: Path, form: str) -> None:
    pl = pytest.importorskip("polars")
    file = tmp_path / f"a.{form}"
    assert run("sample", "-n", "0", "--out", str(file)).code == 0
    assert rows_of(file) == []
    if form == "parquet":
        assert "charges.1.act" in pl.read_parquet_schema(file)


def test_the_first_cases_do_not_depend_on_how_many_are_asked_for(run: Run) -> None:
    few = run("sample", "-n", "20", "--format", "jsonl").out
    assert run("sample", "-n", "5000", "--format", "jsonl").out.startswith(few)


def test_a_region_is_named_in_every_case_and_its_words_are_used(run: Run) -> None:
    ended = run("sample", "-n", "900", "--region", "lumajang", "--format", "jsonl")
    cases = [json.loads(line) for line in ended.out.splitlines()]
    assert {case["region"] for case in cases} == {"lumajang"}
    assert "tkb" in {case["subject"].get("office") for case in cases}
    plain = run("sample", "-n", "3", "--format", "jsonl").out
    assert "region" not in json.loads(plain.splitlines()[0])


def test_the_shares_can_be_chosen(run: Run) -> None:
    asked = ("sample", "-n", "300", "--format", "jsonl", "--second-charge", "100", "--decided")
    for decided, some in (("0", False), ("100", True)):
        cases = [json.loads(line) for line in run(*asked, decided).out.splitlines()]
        assert all(len(case["charges"]) == 2 for case in cases)
        assert any("decided_at" in case.get("process", {}) for case in cases) is some


def test_what_is_drawn_can_be_simulated(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    run("sample", "-n", "40", "--out", str(file))
    ended = run("simulate", str(file), "--as-of", "2026-11-22", "--format", "csv")
    assert ended.code in (0, 5)
    assert ended.out.count("\n") == 41


def test_what_cannot_be_drawn_is_refused(run: Run, tmp_path: Path) -> None:
    for asked in (
        ("--election", "pilkada_2042"),
        ("-n", "-1"),
        ("--unknown", "101"),
        ("--region", "tidak_ada"),
        ("-n", "1048576", "--out", str(tmp_path / "a.xlsx")),
    ):
        ended = run("sample", *asked)
        assert (ended.code, ended.out) == (2, ""), asked
        assert ended.err
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_not_written_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netralitas.desk.terminal._is_terminal", lambda stream: True)
    ended = run("sample", "--format", "parquet")
    assert ended.code == 2
    assert "--out" in ended.err


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "csv", "parquet", "xlsx"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_what_is_broken_off_leaves_the_old_file_and_no_half_one(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    fault: type[BaseException],
) -> None:
    if form in ("parquet", "xlsx"):
        pytest.importorskip("polars")
    whole = Sampler.chunks

    def broken(self: Sampler, n: int) -> Iterator[Any]:
        chunks = whole(self, n)
        yield next(chunks)
        raise fault

    file = tmp_path / f"a.{form}"
    file.write_bytes(b"old")
    monkeypatch.setattr(Sampler, "chunks", broken)
    assert run("sample", "-n", "9000", "--out", str(file)).code in (1, 130)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_long_drawing_is_shown_on_a_watched_terminal_and_nowhere_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "SHOWN_FROM", 3)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    chunk = [Column("id", "text", (None, "a", "b"), [1, 2])]
    for watched, n, shown in ((True, 6, True), (True, 2, False), (False, 6, False)):
        terminal = Terminal(Language.EN, watched=watched)
        assert list(sample.watched(iter([chunk] * 3), n, terminal)) == [chunk] * 3
        assert ("cases made" in capsys.readouterr().err) is shown


def test_without_the_extra_the_message_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("netralitas.simulation")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    ended = run("sample", "-n", "3", "--out", str(tmp_path / "a.parquet"))
    assert ended.code == 2
    assert "netralitas[simulation]" in ended.err
    assert list(tmp_path.iterdir()) == []
    assert run("sample", "-n", "3", "--out", str(tmp_path / "a.csv")).code == 0


def test_a_cell_is_quoted_where_it_must_be_and_never_a_formula() -> None:
    words = (None, "=1+1", "a,b", 'say "x"', "plain")
    columns = [
        Column("id", "text", words, [1, 2, 3, 4]),
        Column("a", "bool", (None, True, False), [0, 1, 2, 1], [1, 2, 3]),
        Column("b", "count", (None, 7), [0, 1, 0, 0], [1, 2, 3]),
    ]
    out = io.StringIO()
    write_csv([columns], out)
    assert out.getvalue() == ('id,a,b\n\'=1+1,,\n"a,b",true,7\n"say ""x""",false,\nplain,true,\n')


def test_a_day_out_of_every_calendar_has_no_code() -> None:
    day = day_code(date(2024, 10, 2))
    assert DAYS[day] == SPANS[day] == "2024-10-02"
    assert SPANS[month_of(day)] == "2024-10"
    assert (DAYS[1], DAYS[-1]) == ("2010-01-01", "2035-12-31")
