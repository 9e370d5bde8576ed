"""This file starts Dask clusters on this machine, of processes that may be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class Local:
    """A cluster of this machine: its scheduler, and workers that are replaced when they die."""

    def __init__(self, folder: Path, workers: int, *, failures: int = 3) -> None:
        self._file = folder / "scheduler.json"
        self._environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures),
            "POLARS_MAX_THREADS": "1",
        }
        self.scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", "0")
        until(self._file.exists)
        self.address = str(json.loads(self._file.read_text("utf-8"))["address"])
        self._workers = []
        if workers:
            self._workers = [
                self._started("worker", "--nworkers", str(workers), "--nthreads", "1",
                              "--local-directory", str(folder))
            ]  # fmt: skip

    def end(self) -> None:
        """End the cluster at once; nannies would take their time."""
        for process in (*self._workers, self.scheduler):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _started(self, part: str, *more: str) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", f"distributed.cli.dask_{part}"]
        return subprocess.Popen(
            [*program, "--scheduler-file", str(self._file), "--no-dashboard", *more],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


@contextmanager
def local(folder: Path, workers: int, *, failures: int = 3) -> Iterator[Local]:
    started = Local(folder, workers, failures=failures)
    try:
        yield started
    finally:
        started.end()


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; TimeoutError when it does not seem to come."""
    waiting = threading.Event()
    for _ in range(1200):
        if holds():
            return
        waiting.wait(0.05)
    raise TimeoutError
