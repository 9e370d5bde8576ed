"""Fill the disk and break it under SQLite: a clean refusal, nothing lost, and it works again after.

    python -m tests.faults.full_disk [--rounds 40] [--heedless]

Four ways: a library between the program and its files says "no space left" or fails writing and
syncing, from some call of an append on; the process may write no larger files (RLIMIT_FSIZE); and,
where this may mount one, a small file system is filled up. In each round appends must be
refused as Unavailable and no other way, and once there is room again the same command must pass
under the same key. Control: `--heedless` tells what it wrote whatever the store says, and must
lose. One line of JSON for each way; ends with 1 where anything was lost or oddly refused.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from netralitas.casework.conformance import a_case, a_step
from netralitas.casework.events import digest
from netralitas.casework.record import Record, open_record
from netralitas.casework.store import AlreadyDone, Change, Unavailable
from tests.faults.power import built, under
from tests.faults.soundness import missing, wrong

BROKEN_FOR = 8  # appends in each round
WAYS = ("full", "io", "limit", "tmpfs")


class Disk(NamedTuple):
    """How to break the disk of a store, and to mend it; the argument is the number of the round."""

    breaks: Callable[[int], None]
    mends: Callable[[], None]


class Told:
    """What the store was asked, what it said, and what is then told to the world."""

    def __init__(self, record: Record, heedless: bool) -> None:
        self._record = record
        self._heedless = heedless
        self.acknowledged: dict[tuple[str, int], str] = {}
        self.refusals: Counter[str] = Counter()
        self.last = a_case()
        self.append(self.last)

    def append(self, change: Change) -> bool:
        """Append a change, and return whether it may be told as taken."""
        try:
            self._record.append([change])
        except AlreadyDone:
            pass  # it was taken although it was refused before: asked again, the store knows it
        except Exception as refusal:
            self.refusals[type(refusal).__name__] += 1
            if not self._heedless:
                return False
        event = change.event
        self.acknowledged[event.case, event.version] = digest(event)
        self.last = change
        return True


def write(folder: Path, disk: Disk, rounds: int, heedless: bool) -> dict[str, Any]:
    """Break the disk in each round and mend it again, and return what came of it."""
    record = open_record(folder / "kasus.db")
    told = Told(record, heedless)
    works_again = 0
    for number in range(rounds):
        disk.breaks(number)
        for _ in range(BROKEN_FOR):
            change = a_step(told.last.state)
            if not told.append(change):
                break
        disk.mends()
        # The same command under the same key, and one more.
        if told.append(change) or change is told.last:
            works_again += told.append(a_step(told.last.state))
    record.close()
    record = open_record(folder / "kasus.db")
    found = {
        "rounds": rounds,
        "told": len(told.acknowledged),
        "lost": len(missing(record, told.acknowledged)),
        "refusals": dict(told.refusals),
        "worked_again": works_again,
        "not_sound": wrong(record)[:3],
    }
    record.close()
    return found


def by_library(folder: Path, way: str, seed: int) -> Disk:
    """Return a disk that fails from some call of an append on, as the library is told to."""
    switch = folder.parent / "switch"
    chance = Random(seed)
    return Disk(
        breaks=lambda _: _write(switch, f"{way} {chance.randrange(40)}"),
        mends=lambda: switch.unlink(missing_ok=True),
    )


def by_limit(folder: Path) -> Disk:
    """Return a disk on which no file may grow for a while."""
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
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small file system on a folder, and say whether it could be done."""
    words = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def run(way: str, rounds: int, seed: int, heedless: bool) -> dict[str, Any] | None:
    """Return what came of one way; None where it cannot be gone here."""
    with tempfile.TemporaryDirectory(prefix="netralitas-disk-") as made:
        folder = Path(made) / "disk"
        folder.mkdir()
        words = ["--rounds", str(rounds), "--seed", str(seed), "--way", way]
        words += ["--write", str(folder)]
        if heedless:
            words.append("--heedless")
        if way == "tmpfs":
            with small_disk(folder) as mounted:
                return write(folder, by_filling(folder), rounds, heedless) if mounted else None
        module = "tests.faults.full_disk"
        library = built(Path(made))
        done = under(library, folder, module, words, switch=Path(made) / "switch")
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def _write(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Go every way, print the figures, and return 0 when nothing was lost or oddly refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.full_disk")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heedless", action="store_true")
    parser.add_argument("--way", choices=WAYS, action="append")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    ways: list[str] = asked.way or list(WAYS)
    if asked.write is not None:
        [way] = ways
        folder: Path = asked.write
        disk = by_limit(folder) if way == "limit" else by_library(folder, way, asked.seed)
        print(json.dumps(write(folder, disk, asked.rounds, asked.heedless)))
        return 0
    broken = False
    for way in ways:
        found = run(way, asked.rounds, asked.seed, asked.heedless)
        print(json.dumps({"way": way, **(found or {"skipped": "no right to mount"})}), flush=True)
        broken |= found is not None and not _is_clean(found)
    return int(broken)


def _is_clean(found: dict[str, Any]) -> bool:
    refusals = set(found["refusals"])
    again = found["worked_again"] == found["rounds"]
    return (
        not found["lost"]
        and refusals == {Unavailable.__name__}
        and again
        and not found["not_sound"]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
