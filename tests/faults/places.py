"""This file makes stores for the faults: a file, or a server of their own that can be crashed."""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from netralitas.casework.migrations import upgrade
from netralitas.casework.record import Record, open_record
from tests.workflows.casework.store.postgres import Server, running

DATABASES = ("sqlite", "postgres")


class Place(NamedTuple):
    """Where a store is, and the server that keeps it, if one does."""

    address: str
    server: Server | None = None

    def open(self) -> Record:
        """Return the store, opened anew."""
        return open_record(self.address, wait=60)

    def crash(self) -> None:
        """Crash the server and start it again; a file has none, its writers are killed instead."""
        if self.server is not None:
            self.server.crash()
            self.server.start()


@contextmanager
def place(database: str) -> Iterator[Place]:
    """Make an empty store of a kind, and let go of it at the end of the block."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="netralitas-faults-") as folder:
            yield Place(str(Path(folder) / "kasus.db"))
    else:
        with running() as server:
            address = server.new()
            upgrade(address)
            yield Place(address, server)


class Child(NamedTuple):
    """A process that was forked off, and the end of the pipe on which it tells what it did."""

    pid: int
    pipe: int

    def is_dead(self) -> bool:
        """Whether the process has ended; it still has to be waited for."""
        state = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return state == "Z"

    def kill(self) -> list[str]:
        """Kill the process, if it still runs, and return the rest of what it told, line by line."""
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[str]:
        """Wait for the process to end, and return what it told; a line cut short is none."""
        told = bytearray()
        while part := os.read(self.pipe, 1 << 16):
            told += part
        os.close(self.pipe)
        os.waitpid(self.pid, 0)
        return told.decode().split("\n")[:-1]


def fork(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Run a piece of work in a process of its own; it is given what tells a line to this one.

    Whoever forks holds no store open: a connection to SQLite does not survive it.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    try:
        os.close(reading)
        work(lambda line: _write_whole(writing, f"{line}\n".encode()))
    except BaseException as fault:
        _write_whole(writing, f"fault {type(fault).__name__} {fault}\n".encode())
    finally:
        os._exit(0)


def databases(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for, with the databases that are meant: by default, both."""
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    asked.database = asked.database or list(DATABASES)
    return asked


def _write_whole(pipe: int, content: bytes) -> None:
    os.write(pipe, content)  # lines are short, and a pipe takes a short one whole
