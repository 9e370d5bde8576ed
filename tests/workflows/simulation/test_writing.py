"""Frames are written whole or not at all, and what is read back is what was written."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest

from netralitas.desk.outputs import answer_bytes
from netralitas.facts import CaseError, NetralitasError
from netralitas.policy import read_yaml
from netralitas.simulation import write_xlsx
from netralitas.simulation.pieces import TableFormat
from netralitas.simulation.writing import sink
from tests.workflows.simulation.reading_twice import chunks

FORMATS = get_args(TableFormat)
TABLES = ("csv", "xlsx", "parquet")

FRAME = pl.DataFrame(
    {
        "id": ["a", "b", "c"],
        "event": ['say "no"', "two\nlines, one", None],
        "subject.heads_unit": [True, False, None],
        "subject.tambahan_penghasilan": [5_000_000, None, 0],
        "act": ["gesture", "post_photo", "gesture"],
        "at": [date(2024, 10, 2), None, date(2024, 10, 3)],
        "report.at": [None, date(2024, 11, 2), date(2024, 11, 3)],
        "verdict.tier": ["berat", None, "=ringan"],
    }
)


def written(format: TableFormat, *frames: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    with sink(out, format) as made:
        for frame in frames:
            made.write(frame)
    return out.getvalue()


def rows_of(format: str, content: bytes) -> list[dict[str, Any]]:
    if format == "jsonl":
        return [json.loads(line) for line in content.splitlines()]
    if format == "json":
        return list(json.loads(content))
    return list(read_yaml(content, "t.yaml", error=CaseError).data)


@pytest.mark.parametrize("format", TABLES)
@pytest.mark.parametrize("cuts", [(3,), (1, 2, 3), (0, 3, 3)])
def test_a_table_comes_back_as_it_was_written(format: TableFormat, cuts: tuple[int, ...]) -> None:
    parts = [FRAME[first:last] for first, last in zip((0, *cuts), cuts, strict=False)]
    found = chunks(written(format, *parts), f".{format}")
    assert [error for chunk in found for error in chunk.faults] == []
    assert pl.concat([chunk.frame for chunk in found]).equals(FRAME.drop("verdict.tier"))


@pytest.mark.parametrize("format", ["json", "jsonl", "yaml"])
@pytest.mark.parametrize("cuts", [(3,), (1, 2, 3), (0, 3, 3)])
def test_mappings_hold_every_column(format: TableFormat, cuts: tuple[int, ...]) -> None:
    parts = [FRAME[first:last] for first, last in zip((0, *cuts), cuts, strict=False)]
    told = rows_of(format, written(format, *parts))
    assert [row["id"] for row in told] == ["a", "b", "c"]
    assert told[1] == {
        "id": "b",
        "event": "two\nlines, one",
        "subject.heads_unit": False,
        "subject.tambahan_penghasilan": None,
        "act": "post_photo",
        "at": None,
        "report.at": "2024-11-02",
        "verdict.tier": None,
    }


@pytest.mark.parametrize(
    ("format", "nothing"),
    [("csv", b""), ("json", b"[]\n"), ("jsonl", b""), ("yaml", b"[]\n")],
)
def test_nothing_is_written_of_no_rows(format: TableFormat, nothing: bytes) -> None:
    assert written(format) == nothing
    assert written(format, pl.DataFrame()) == nothing


def test_without_rows_there_is_still_a_workbook_and_a_parquet_file() -> None:
    assert zipfile.is_zipfile(io.BytesIO(written("xlsx")))
    assert pl.read_parquet(io.BytesIO(written("parquet"))).width == 0
    assert pl.read_parquet(io.BytesIO(written("parquet", FRAME.clear()))).columns == FRAME.columns


def test_a_frame_without_rows_says_nothing_of_the_columns() -> None:
    other = pl.DataFrame(schema={"verdict.tier": pl.String})
    assert written("csv", other, FRAME.clear(), FRAME) == written("csv", FRAME)
    assert written("csv", other, FRAME.clear(), other).decode() == ",".join(FRAME.columns) + "\n"


def test_the_days_of_acts_are_text_in_parquet_since_a_month_may_come_later() -> None:
    month = FRAME.with_columns(at=pl.Series(["2024-10", None, "2024-10-04"]))
    found = pl.read_parquet(io.BytesIO(written("parquet", FRAME, month)))
    assert found["at"].to_list() == [
        "2024-10-02",
        None,
        "2024-10-03",
        "2024-10",
        None,
        "2024-10-04",
    ]
    assert found.schema["report.at"] == pl.Date


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, None])
def test_text_that_a_spreadsheet_would_work_out_is_quoted(kind: Any) -> None:
    texts = ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "a=1", "'", " =1"]
    safe = ["'=1+1", "'+1", "'-1", "'@a", "'\tx", "'\rx", "a=1", "'", " =1"]
    frame = pl.DataFrame(
        {"id": texts, "n": [-1] * 9}, schema_overrides={"id": kind or pl.Enum(texts)}
    )
    assert pl.read_csv(written("csv", frame)).rows() == [(text, -1) for text in safe]
    sheet = pl.DataFrame(_cells(written("xlsx", frame)))
    assert sheet["id"].to_list() == safe
    assert b"<f>" not in _sheet(written("xlsx", frame))
    assert (
        pl.read_parquet(io.BytesIO(written("parquet", frame)))["id"].cast(pl.String).to_list()
        == texts
    )
    assert rows_of("jsonl", written("jsonl", frame))[0]["id"] == "=1+1"


def test_a_sheet_that_is_full_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_xlsx, "ROWS_MAX", 2)
    content = written("xlsx", FRAME, FRAME)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 3
    for name in ("Sheet1", "Sheet2", "Sheet3"):
        [chunk] = chunks(content, ".xlsx", sheet=name)
        assert chunk.frame.height == 2


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    frame = pl.DataFrame({"id": ["a" * 32_767]})
    assert written("xlsx", frame)
    with pytest.raises(NetralitasError, match="32768"):
        written("xlsx", pl.DataFrame({"id": ["a" * 32_768]}))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_rows_are_the_same_bytes(format: TableFormat) -> None:
    assert written(format, FRAME) == written(format, FRAME)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_the_same_bytes_as_memory(format: TableFormat, tmp_path: Path) -> None:
    target = tmp_path / f"jawaban.{format}"
    with answer_bytes(str(target)) as stream, sink(stream, format) as made:
        for _ in range(3):
            made.write(FRAME)
    assert target.read_bytes() == written(format, FRAME, FRAME, FRAME)


@contextmanager
def small_disk(bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as a full disk would."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are of POSIX")
@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_leaves_the_earlier_answer_in_place(
    format: TableFormat, tmp_path: Path
) -> None:
    target = tmp_path / f"jawaban.{format}"
    target.write_text("lama", "utf-8")
    wide = pl.DataFrame({"id": [os.urandom(24).hex() for _ in range(20_000)]})
    others = set(threading.enumerate())
    with pytest.raises(OSError) as refused, small_disk(50_000):
        with answer_bytes(str(target)) as stream, sink(stream, format) as made:
            for _ in range(5):
                made.write(wide)
    assert refused.value.errno == errno.EFBIG
    assert target.read_text("utf-8") == "lama"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert set(threading.enumerate()) <= others
    with answer_bytes(str(target)) as stream, sink(stream, format) as made:
        made.write(wide)
    assert target.stat().st_size > 50_000


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_leaves_no_half_file(
    format: TableFormat, stop: type[BaseException], tmp_path: Path
) -> None:
    target = tmp_path / f"jawaban.{format}"
    target.write_text("lama", "utf-8")
    others = set(threading.enumerate())
    with pytest.raises(stop):
        with answer_bytes(str(target)) as stream, sink(stream, format) as made:
            made.write(FRAME)
            raise stop
    assert target.read_text("utf-8") == "lama"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert set(threading.enumerate()) <= others


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_kept_meanwhile_is_removed(
    format: TableFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt), sink(io.BytesIO(), format) as made:
        made.write(FRAME)
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    written(format, FRAME)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_of_bytes_may_go_to_stdout() -> None:
    code = (
        "from netralitas.desk.outputs import answer_bytes\n"
        "with answer_bytes(None) as stream: stream.write(b'\\xff\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=_environment())
    assert (done.stdout, done.returncode) == (b"\xff\n", 0)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def _sheet(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml")


def _cells(content: bytes) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook

    names, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]
