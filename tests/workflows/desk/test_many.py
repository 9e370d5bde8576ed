"""`simulate` on many cases: rows, summaries, bad rows, jobs, and nothing half written."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from netralitas.desk import main
from netralitas.desk.many_answer import writing
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language
from netralitas.simulation import Judges
from netralitas.simulation.writing import CsvForm

from .running import Ended, Run, runner

AS_OF = ("--as-of", "2024-12-31")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    """Return what runs a command line."""
    return runner(capsys, monkeypatch, kept)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the text of a table of some hundred cases."""
    file = tmp_path_factory.mktemp("kasus") / "kasus.csv"
    assert main(["sample", "-n", "300", "--seed", "3", "--out", str(file)]) == 0
    return file.read_text("utf-8")


@pytest.fixture
def file(drawn: str, tmp_path: Path) -> str:
    """Return a table of some hundred cases, for the test to do with as it likes."""
    file = tmp_path / "kasus.csv"
    file.write_text(drawn, "utf-8")
    return str(file)


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
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, env=environment
    )
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


def on_a_cluster(run: Run, file: str, out: Path) -> Ended:
    asked = ("--format", "csv", "--scheduler", "tcp://127.0.0.1:1", "--out", str(out))
    return run("--lang", "en", "simulate", file, *asked, *AS_OF)


def test_a_folder_with_anything_in_it_is_refused_before_any_cluster_is_sought(
    run: Run, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netralitas.desk.many.WITHIN", 0.2)
    out = tmp_path / "hasil"
    out.mkdir()
    control = on_a_cluster(run, file, out)
    assert control.code == 1 and "no scheduler within" in control.err
    assert list(out.iterdir()) == []
    (out / "part-000000-000000.csv").write_text("lama", "utf-8")
    refused = on_a_cluster(run, file, out)
    assert refused.code == 2
    assert f"{out}: the folder is not empty (part-000000-000000.csv, 1 in all)" in refused.err
    assert [one.name for one in out.iterdir()] == ["part-000000-000000.csv"]


KILLED = """
import os, signal, sys
import polars as pl
from netralitas.simulation import PartFiles
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
PartFiles(sys.argv[1], "csv")("part-000001-000000", pl.DataFrame({"id": ["A-1"]}))
"""


def test_what_a_killed_worker_was_writing_is_gone_when_the_run_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    request = request_of(Terminal(Language.EN), {"format": "csv", "out": str(tmp_path)})
    judges = Judges(request.law, region=None, as_of=request.as_of)
    with (
        pytest.raises(LookupError),
        writing(request, [], judges, rows=True, shared=True) as writer,
    ):
        assert writer is not None
        writer.keep("part-000000-000000", pl.DataFrame({"id": ["A-0"]}))
        subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False)
        left = sorted(path.name for path in tmp_path.iterdir())
        assert len(left) == 2 and left[0].startswith(".part-000001-000000.csv.")
        raise LookupError  # however the run ends
    assert [path.name for path in tmp_path.iterdir()] == ["part-000000-000000.csv"]
