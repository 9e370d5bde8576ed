"""`netralitas impact` under Ctrl-C: it ends at once, alone, and leaves what was there before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds after which what should end is held to go on for ever; nothing waits for them to pass."""

COLUMNS = "id,election,subject.category,subject.level,subject.government,act,at,evidence"
ROW = "pilkada_2024,pns,pelaksana,kabupaten,react_online,2024-10-02,foto:verified"
CASES = 300_000
"""Far more than are compared before the interrupt: what ends early ends because of it."""

MAIN = """
import signal
import sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where it is ignored
from netralitas.desk import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of cases that take longer than anybody would watch."""
    file = tmp_path_factory.mktemp("banyak") / "kasus.csv"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(COLUMNS + "\n")
        stream.writelines(f"{number},{ROW}\n" for number in range(CASES))
    return file


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_and_its_processes_and_leaves_the_old_answer(
    jobs: str, many: Path, tmp_path: Path
) -> None:
    out = tmp_path / "berubah.csv"
    out.write_text("lama", "utf-8")
    arguments = ["impact", "nasional@2024-12-31", "nasional@2024-10-02", str(many)]
    arguments += ["--jobs", jobs, "--format", "csv", "--out", str(out)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "NETRALITAS_CACHE_DIR": str(tmp_path / "simpanan"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as host:
        try:
            at_work = begun(host, tmp_path, 2 if jobs == "2" else 0)
            host.send_signal(signal.SIGINT)
            said = host.communicate(timeout=PATIENCE)[1]
        finally:
            host.kill()
    assert host.returncode == 130
    assert said.split("\n") == ["", "galat: dihentikan", ""]
    assert out.read_text("utf-8") == "lama"
    assert [path.name for path in tmp_path.iterdir() if path.name != "simpanan"] == ["berubah.csv"]
    assert not any(Path(f"/proc/{process}").exists() for process in at_work)


def begun(host: subprocess.Popen[str], folder: Path, processes: int) -> list[str]:
    """Return the processes of a host, once it writes and has so many of them."""
    waiting = threading.Event()
    for _ in range(1200):
        found = children(host.pid)
        if list(folder.glob(".*.part")) and len(found) >= processes:
            return found
        assert host.poll() is None
        waiting.wait(0.05)
    raise TimeoutError


def children(process: int) -> list[str]:
    """Return the processes that a process has started."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [child for thread in threads for child in thread.read_text("utf-8").split()]
