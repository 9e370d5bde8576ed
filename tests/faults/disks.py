"""This file breaks the disk under a store, and mends it again: no room, or I/O errors."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from random import Random
from typing import NamedTuple

from netralitas.casework.migrations import upgrade
from tests.faults.places import Place
from tests.faults.power import between, built
from tests.workflows.casework.store.postgres import (
    Server,
    Setup,
    folder_for_a_server,
    running_in,
)

SMALL = 48  # megabytes of a file system that is filled up
SMALL_FOR_A_SERVER = 128  # of which half are its own catalogues

SPARING = ("quota", "tmpfs")
"""Ways that leave alone what was written before, and can be written again."""

FRUGAL = Setup(
    # The write-ahead log comes in small pieces, and none is kept for another time: it needs room.
    settings=("min_wal_size=2MB", "max_wal_size=4MB", "wal_recycle=off"),
    initially=("--wal-segsize=1",),
)


class Disk(NamedTuple):
    """How to break the disk of a store, and to mend it; the argument is the number of the round."""

    breaks: Callable[[int], None]
    mends: Callable[[], None]


def by_library(switch: Path, way: str, seed: int, *, calls: int = 40) -> Disk:
    """Return a disk that fails from one of so many calls of an append on, as the library is told.

    Ways are those of power.c: "full", "quota" and "io".
    """
    chance = Random(seed)

    def breaks(_: int) -> None:
        switch.write_text(f"{way} {chance.randrange(calls)}", "utf-8")
        switch.chmod(0o644)

    return Disk(breaks, lambda: switch.unlink(missing_ok=True))


def by_limit(folder: Path) -> Disk:
    """Return a disk on which this process may let no file grow for a while."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)

    def breaks(_: int) -> None:
        largest = max(file.stat().st_size for file in folder.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, unlimited[1]))

    return Disk(breaks, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, unlimited))


def by_filling(folder: Path) -> Disk:
    """Return a disk that other files fill up to the last byte."""
    filler = folder / "filler"

    def breaks(_: int) -> None:
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    return Disk(breaks, lambda: filler.unlink(missing_ok=True))


@contextmanager
def small_disk(folder: Path, size: int = SMALL) -> Iterator[bool]:
    """Mount a file system of so many megabytes on a folder, and say whether it could be done."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def below_a_server(way: str, seed: int) -> Iterator[tuple[Place, Disk] | None]:
    """Run a server on a disk of its own that can be broken in a way; None where that cannot be.

    Mended, the server is up again: it was waited for, or started where it had ended.
    """
    with folder_for_a_server() as around:
        folder = around / "disk"
        folder.mkdir()
        folder.chmod(0o755)
        setup = FRUGAL
        if way != "tmpfs":
            switch = around / "switch"
            setup = FRUGAL._replace(environment=between(built(around), folder, switch=switch))
            disk = by_library(switch, way, seed, calls=4 if way == "quota" else 16)
            there: AbstractContextManager[bool] = nullcontext(True)
        else:
            disk = by_filling(folder)
            there = small_disk(folder, SMALL_FOR_A_SERVER)
        with there as is_there:
            if not is_there:
                yield None
                return
            with running_in(folder / "server", setup) as server:
                address = server.new()
                upgrade(address)
                yield Place(address, server), _below(server, disk, spares=way in SPARING)


def _below(server: Server, disk: Disk, *, spares: bool) -> Disk:
    def breaks(number: int) -> None:
        disk.breaks(number)
        if spares and number % 2:
            # Tables need more room before the log does, which has some left in its last piece.
            # Without that the server itself goes down, and not only what was asked of it.
            server.does("SELECT pg_switch_wal()")

    def mends() -> None:
        disk.mends()
        server.mend()

    return Disk(breaks, mends)
