"""`simulate` on many cases: rows, summaries, bad rows, jobs, and nothing half written."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from netralitas.simulation.writing import CsvForm

from .running import Run, runner

AS_OF = ("--as-of", "2024-12-31")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs a command line."""
    return runner(capsys, monkeypatch, tmp_path / "cache")


@pytest.fixture
def file(run: Run, tmp_path: Path) -> str:
    """Return a table of some hundred cases."""
    name = str(tmp_path / "kasus.csv")
    assert run("sample", "-n", "300", "--seed", "3", "--out", name).code == 0
    return name


def digest(said: str) -> str:
    """Return the digest of a run from what it said."""
    found = re.search(r"digest (\S+)", said)
    assert found is not None, said
    return found.group(1)


def test_rows_keep_the_columns_of_the_input_and_add_those_of_the_verdict(
    run: Run, file: str, tmp_path: Path
) -> None:
    out = tmp_path / "hasil.parquet"
    ended = run("simulate", file, "--format", "parquet", "--out", str(out), *AS_OF)
    assert ended.code == 5  # some cases are undetermined
    cases, judged = pl.read_csv(file, infer_schema=False), pl.read_parquet(out)
    assert judged.height == cases.height
    assert judged.columns[: cases.width] == cases.columns
    assert {
        name for name in judged.columns[cases.width :] if not name.startswith("verdict.")
    } == set()
    assert judged["verdict.outcome"].null_count() == 0


def test_a_row_says_what_the_whole_verdict_of_its_case_says(
    run: Run, file: str, tmp_path: Path
) -> None:
    rows = list(csv.DictReader(io.StringIO(run("simulate", file, "--format", "csv", *AS_OF).out)))
    chosen = next(row for row in rows if row["verdict.tier"] == "berat")
    page = run("explain", file, "--case", chosen["id"], "--format", "json", *AS_OF).out
    assert f'"tier":"{chosen["verdict.tier"]}"' in page
    assert f'"recommended":"{chosen["verdict.recommended"]}"' in page


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_what_was_written_can_be_judged_again_with_the_same_digest(
    run: Run, file: str, tmp_path: Path, form: str
) -> None:
    out = str(tmp_path / f"hasil.{form}")
    first = run("simulate", file, "--format", form, "--rows", "--out", out, *AS_OF)
    again = run("simulate", out, "--format", "csv", *AS_OF)
    assert digest(again.err) == digest(first.err)


def test_two_processes_come_to_the_digest_of_one(run: Run, file: str) -> None:
    one = run("simulate", file, "--format", "csv", *AS_OF)
    two = run("simulate", file, file, "--format", "csv", "--jobs", "2", *AS_OF)
    both = run("simulate", file, file, "--format", "csv", *AS_OF)
    assert digest(two.err) == digest(both.err) != digest(one.err)


def test_bad_rows_are_named_and_the_others_judged(run: Run, file: str, tmp_path: Path) -> None:
    lines = Path(file).read_text("utf-8").splitlines()
    for place in (7, 90, 200):
        lines[place] = lines[place].replace("pilkada_2024", "pilkada_2042", 2)
    spoilt = tmp_path / "rusak.csv"
    spoilt.write_text("\n".join(lines), "utf-8")
    ended = run("--lang", "en", "simulate", str(spoilt), "--format", "csv", *AS_OF)
    assert ended.code == 3
    assert [int(line) for line in re.findall(r"rusak\.csv:(\d+)", ended.err)] == [8, 91, 201]
    assert ended.out.count("\n") == 1 + 300 - 3


def test_the_audit_finds_nothing_in_a_sound_run(run: Run, file: str) -> None:
    ended = run("simulate", file, "--format", "csv", "--audit", "40", *AS_OF)
    assert ended.code == 5, ended.err


def test_very_many_cases_give_a_summary(
    run: Run, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netralitas.desk.tables.MANY", 1000)
    ended = run("--lang", "en", "simulate", file, *AS_OF)
    assert "300 cases judged" in ended.out
    page = run("--lang", "en", "simulate", file, "--format", "html", *AS_OF).out
    assert page.count("<svg") >= 5
    assert "<script" not in page


def test_without_the_extra_rows_say_what_to_install(file: str) -> None:
    lines = (
        "import sys; sys.modules['polars'] = None; from netralitas.desk import main;"
        f"sys.exit(main(['--lang', 'en', 'simulate', {file!r}, '--format', 'csv']))"
    )
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True)
    assert ended.returncode == 2
    assert "pip install 'netralitas[simulation]'" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--rows",), "--rows: text"),
        (("--jobs", "2", "--format", "json"), "--jobs"),
        (("--format", "csv", "--scheduler", "tcp://127.0.0.1:1"), "--out must name a folder"),
    ],
)
def test_what_tables_cannot_do_is_refused_before_anything_is_read(
    run: Run, file: str, arguments: tuple[str, ...], says: str
) -> None:
    ended = run("--lang", "en", "simulate", file, *arguments)
    assert ended.code == 2
    assert says in ended.err


def test_a_run_that_cannot_be_written_leaves_the_old_answer(
    run: Run, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "hasil.csv"
    out.write_text("lama", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr(CsvForm, "write", full)
    ended = run("simulate", file, "--format", "csv", "--out", str(out), *AS_OF)
    assert ended.code == 1
    assert out.read_text("utf-8") == "lama"
    assert [path.name for path in tmp_path.glob("*hasil*")] == ["hasil.csv"]
