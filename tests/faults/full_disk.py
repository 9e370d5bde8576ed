"""Fill the disk and break it under a store: a clean refusal, nothing lost, and it works again.

    python -m tests.faults.full_disk [--rounds 40] [--database sqlite|postgres] [--heedless]

A library between the database and its files says "no space left", or "quota exceeded" for what
needs more room, or fails writing and syncing, from some call of an append on. A process may write
no larger files (RLIMIT_FSIZE). And where this may mount one, a small file system is filled up.

In each round appends must be refused as Unavailable, which tells the cause, and no other way; and
once there is room again the same command must pass under the same key. A PostgreSQL server goes
down where it cannot write its log: it is started again where it does not come by itself. Before all
is counted it is crashed, so that what it has not written is gone.

Control: `--heedless` tells what it wrote whatever the store says, and must lose. One line of JSON
for each way; ends with 1 where anything was lost or oddly refused, or nothing was refused at all.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netralitas.casework.conformance import a_case, a_step
from netralitas.casework.events import digest
from netralitas.casework.record import Record
from netralitas.casework.record.failures import BROKEN_DISK, FULL, GONE, UNKNOWN
from netralitas.casework.store import AlreadyDone, Change, Unavailable
from netralitas.facts import Text
from tests.faults.disks import Disk, below_a_server, by_filling, by_library, by_limit, small_disk
from tests.faults.places import Place, databases
from tests.faults.power import built, under
from tests.faults.soundness import missing, wrong

BROKEN_FOR = 8  # appends in each round
WAYS = {
    "sqlite": {"full": FULL, "io": BROKEN_DISK, "limit": BROKEN_DISK, "tmpfs": FULL},
    "postgres": {"full": FULL, "quota": UNKNOWN, "io": BROKEN_DISK, "tmpfs": FULL},
}
"""What a store must say of each way; a server that went down on it may be gone as well."""


class Told:
    """What the store was asked, what it said, and what is then told to the world."""

    def __init__(self, record: Record, heedless: bool) -> None:
        self._record = record
        self._heedless = heedless
        self.acknowledged: dict[tuple[str, int], str] = {}
        self.refusals: Counter[str] = Counter()
        self.says: Counter[str] = Counter()
        self.known = 0
        self.last = a_case()
        self.append(self.last)

    def append(self, change: Change) -> bool:
        """Append a change, and return whether it may be told as taken."""
        event = change.event
        try:
            self._record.append([change])
        except AlreadyDone as done:
            # It was taken although it was refused before: asked again, the store knows it.
            self.known += 1
            if done.event != event:
                self.refusals["AlreadyDone with another event"] += 1
        except Exception as refusal:
            self.refusals[type(refusal).__name__] += 1
            if isinstance(refusal, Unavailable):
                self.says[refusal.says.en] += 1
            if not self._heedless:
                return False
        self.acknowledged[event.case, event.version] = digest(event)
        self.last = change
        return True

    def next(self) -> Change:
        """Return a change that follows what was taken last."""
        return a_step(self.last.state)


def write(place: Place, disk: Disk, rounds: int, heedless: bool) -> dict[str, Any]:
    """Break the disk in each round and mend it again, and return what came of it."""
    record = place.open()
    told = Told(record, heedless)
    refused = works_again = 0
    for number in range(rounds):
        before = told.refusals.total()
        change = told.next()
        disk.breaks(number)
        for _ in range(BROKEN_FOR):
            # Who is refused asks for the same again, under the same key, though it is still broken.
            if told.append(change):
                change = told.next()
        refused += told.refusals.total() > before
        disk.mends()
        works_again += told.append(change) and told.append(told.next())
    record.close()
    place.crash()
    record = place.open()
    found = {
        "rounds": rounds,
        "refused_in": refused,
        "told": len(told.acknowledged),
        "lost": len(missing(record, told.acknowledged)),
        "refusals": dict(told.refusals),
        "taken_though_refused": told.known,
        "worked_again": works_again,
        "not_sound": wrong(record)[:3],
        "says": dict(told.says),
    }
    record.close()
    return found


def run(database: str, way: str, asked: argparse.Namespace) -> dict[str, Any] | None:
    """Return what came of one way; None where it cannot be gone here."""
    if database == "postgres":
        with below_a_server(way, asked.seed) as there:
            return write(*there, asked.rounds, asked.heedless) if there else None
    with tempfile.TemporaryDirectory(prefix="netralitas-disk-") as made:
        folder = Path(made) / "disk"
        folder.mkdir()
        if way == "tmpfs":
            with small_disk(folder) as mounted:
                place = _in_file(folder)
                disk = by_filling(folder)
                return write(place, disk, asked.rounds, asked.heedless) if mounted else None
        words = ["--rounds", str(asked.rounds), "--seed", str(asked.seed), "--way", way]
        words += ["--write", str(folder)]
        if asked.heedless:
            words.append("--heedless")
        module = "tests.faults.full_disk"
        done = under(built(Path(made)), folder, module, words, switch=_switch(folder))
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def _in_file(folder: Path) -> Place:
    return Place(str(folder / "kasus.db"))


def _switch(folder: Path) -> Path:
    return folder.parent / "switch"


def main(arguments: Sequence[str]) -> int:
    """Go every way, print the figures, and return 0 when nothing was lost or oddly refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.full_disk")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--heedless", action="store_true")
    every = sorted({way for ways in WAYS.values() for way in ways})
    parser.add_argument("--way", choices=every, action="append")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = databases(parser, arguments)
    if asked.write is not None:
        [way] = asked.way
        disk = by_library(_switch(asked.write), way, asked.seed)
        if way == "limit":
            disk = by_limit(asked.write)
        print(json.dumps(write(_in_file(asked.write), disk, asked.rounds, asked.heedless)))
        return 0
    ends: list[bool] = []
    for database in asked.database:
        for way in WAYS[database]:
            if asked.way and way not in asked.way:
                continue
            found = run(database, way, asked)
            line = {"database": database, "way": way}
            print(json.dumps(line | (found or {"skipped": "no right to mount"})), flush=True)
            if found is not None:
                ends.append(_is_clean(found, WAYS[database][way]))
    return int(not ends or not all(ends))


def _is_clean(found: dict[str, Any], cause: Text) -> bool:
    told_why = [cause.en in said for said in found["says"]]
    return (
        not found["lost"]
        and set(found["refusals"]) == {Unavailable.__name__}
        and any(told_why)
        and all(why or GONE.en in said for why, said in zip(told_why, found["says"], strict=True))
        and found["worked_again"] == found["rounds"]
        and not found["not_sound"]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
