"""Processes beside us come to what one process comes to, also when some of them are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from netralitas.simulation import pool
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.parts import Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.runs import running
from netralitas.simulation.worker import Channel, HungUp

from .few_cases import (
    InstalledLaws,
    pieces,
    read_and_die,
    read_and_die_once,
    read_and_tell,
    read_for_ever,
    read_what_is_gone,
    told,
    whole,
    work,
)
from .local_cluster import until

PATIENCE = 60
"""Seconds after which what should end is held to go on for ever; nothing waits for them to pass."""


def parts(found: tuple[Piece, ...], what: Work, jobs: int) -> list[tuple[object, ...]]:
    with running(found, what, jobs=jobs) as some:
        return [told(part) for part in some]


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_come_to_the_same_parts_in_the_same_order(jobs: int, tmp_path: Path) -> None:
    found = pieces(tmp_path, 5, of=20, rows=10)
    assert parts(found, work(keep=whole), jobs) == parts(found, work(keep=whole), 1)


def test_a_killed_process_changes_nothing(tmp_path: Path) -> None:
    found = pieces(tmp_path, 4, of=20, rows=5)
    dying = parts(found, work(read_and_die_once, keep=whole), 2)
    assert (tmp_path / "died").exists()
    assert dying == parts(found, work(keep=whole), 1)


def test_without_a_second_try_a_killed_process_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "TRIES", 1)
    with pytest.raises(RunFailure):
        parts(pieces(tmp_path, 4, of=20, rows=5), work(read_and_die_once), 2)


def test_a_chunk_that_kills_every_process_is_given_up_by_name(tmp_path: Path) -> None:
    with pytest.raises(RunFailure) as raised:
        parts(pieces(tmp_path, 4, of=20, rows=5), work(read_and_die), 2)
    said = str(raised.value)
    assert "kasus.csv: part-000002-000000: 3 proses berturut-turut mati (SIGKILL)" in said
    assert "--jobs" in said


def test_what_a_process_raises_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        parts(pieces(tmp_path, 2), work(read_what_is_gone), 2)
    assert raised.value.filename == "kasus.csv" and raised.value.strerror


def test_each_law_is_looked_up_once_for_all_processes(tmp_path: Path) -> None:
    what = work()
    parts(pieces(tmp_path, 4), what, 2)
    laws = what.judges.laws
    assert isinstance(laws, InstalledLaws)
    assert sorted(laws.asked, key=str) == sorted([None, "antah_berantah", "lumajang"], key=str)


def test_no_more_is_begun_than_the_reader_can_follow(tmp_path: Path) -> None:
    count, jobs = 12, 2
    (tmp_path / "taken").write_text("0", "utf-8")
    with running(pieces(tmp_path, count, of=2, rows=2), work(read_and_tell), jobs=jobs) as some:
        for taken, _ in enumerate(some, 1):
            (tmp_path / "part").write_text(str(taken), "utf-8")
            (tmp_path / "part").replace(tmp_path / "taken")
    ahead = [
        number - int((tmp_path / f"begun-{number * 2}").read_text("utf-8"))
        for number in range(count)
    ]
    # The piece whose part was just taken is still the one that is read.
    assert max(ahead) <= jobs + 1
    assert min(ahead) >= 0


def test_a_reader_that_leaves_leaves_no_process_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    with (
        pytest.raises(LookupError),
        running(pieces(tmp_path, 3), work(read_for_ever), jobs=2) as some,
    ):
        next(some)
        at_work = processes(tmp_path, 2)
        raise LookupError
    assert not any(map(alive, at_work))
    assert threading.active_count() == before


HOST = """
import signal
import sys
from pathlib import Path

signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where it is ignored
from netralitas.simulation.runs import running  # loads polars, which takes Ctrl-C over
from tests.workflows.simulation.few_cases import pieces, read_for_ever, work

if __name__ == "__main__":
    # Without the first piece: that one would have an end, and a law to be compiled for it.
    with running(pieces(Path(sys.argv[1]), 3)[1:], work(read_for_ever), jobs=2) as some:
        for part in some:
            pass
"""


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_however_the_host_is_ended_its_processes_end(how: str, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", HOST, str(tmp_path)], env=environment, stderr=subprocess.DEVNULL
    ) as host:
        try:
            at_work = processes(tmp_path, 2)
            assert all(map(alive, [host.pid, *at_work]))
            host.send_signal(signal.Signals[how])
            assert host.wait(PATIENCE) != 0
        finally:
            host.kill()
    until(lambda: not any(map(alive, at_work)))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pid", ".pid"]


def processes(folder: Path, count: int) -> list[int]:
    """Return the numbers of the processes that left their trace, once there are so many."""
    until(lambda: len(list(folder.glob("*.pid"))) >= count)
    return [int(path.stem) for path in folder.glob("*.pid")]


def alive(process: int) -> bool:
    """Return whether a process still runs; one that only waits to be reaped does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def test_frames_reach_the_other_side_as_they_were() -> None:
    incoming, outgoing = os.pipe()
    frame = pl.DataFrame(
        {
            "text": ["a", None, "", "é\0"],
            "nothing": [None] * 4,
            "day": [date(1, 1, 1), None, date(2024, 2, 29), date(9999, 12, 31)],
            "count": [0, None, -(2**63), 2**63 - 1],
            "yes": [True, False, None, True],
            "kind": pl.Series(["x", "y", None, "x"], dtype=pl.Enum(["x", "y"])),
            "word": pl.Series(["x", "y", None, "x"], dtype=pl.Categorical),
        }
    )
    with os.fdopen(incoming, "rb") as theirs, os.fdopen(outgoing, "wb") as ours:
        channel = Channel(theirs, ours)
        for sent in (frame, frame.clear(), pl.DataFrame()):
            channel.send({"frame": sent, "number": 7})
            received = channel.receive()
            assert received["number"] == 7
            assert_frame_equal(received["frame"], sent)


def test_a_message_that_was_cut_short_is_none() -> None:
    incoming, outgoing = os.pipe()
    with os.fdopen(incoming, "rb") as theirs, os.fdopen(outgoing, "wb") as ours:
        ours.write((100).to_bytes(8, "big") + b"half")
        ours.close()
        with pytest.raises(HungUp):
            Channel(theirs, ours).receive()
