"""Cut the power under SQLite, in thought: what was acknowledged must be there, all of it.

    python -m tests.faults.power_cut [--seeds 100] [--events 150] [--synchronous FULL|NORMAL|OFF]

A writer appends, with a library between it and the disk that writes down every write and every
sync. A seed then draws a moment, and makes the files as they could be after a cut then: whatever
was synced is there, and of the rest each sector of 512 bytes may be there or not. The store is
opened on them, must be sound, and must hold all that the writer had told before that moment.
Controls: `--synchronous NORMAL` and `OFF`, which must lose. One line of JSON; ends with 1 where
anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import event

from netralitas.casework.conformance import a_case, a_deadline, a_step
from netralitas.casework.events import digest
from netralitas.casework.record import Record, open_record
from netralitas.casework.record.opening import find
from netralitas.casework.record.transactions import Own
from tests.faults.power import built, under
from tests.faults.soundness import missing, wrong

SECTOR = 512
HEAD = struct.Struct("<IIqQ")
OPENED, WRITTEN, SYNCED, CUT, REMOVED = range(1, 6)
TOLD = "told"
MOVED_OVER_EACH = 60  # pages of the write-ahead log: so that there are some such moments


class Step(NamedTuple):
    """What the writer did to a file: which way, which file, where, what."""

    what: int
    name: str
    at: int
    data: bytes


def write(folder: Path, events: int, synchronous: str) -> None:
    """Append so many events to a new store, and tell each in a file once it is taken."""
    address = folder / "kasus.db"
    open_record(address).close()
    database, engine, _ = find(address)

    def weaken(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA synchronous = {synchronous}").close()
        connection.execute(f"PRAGMA wal_autocheckpoint = {MOVED_OVER_EACH}").close()

    event.listen(engine, "connect", weaken)
    record = Record(database, Own(engine, database))
    told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    change = a_case(sets=(a_deadline(),))
    chance = Random(events)
    while change.event.version <= events:
        changes = [change]
        for _ in range(chance.choice([0, 0, 3])):
            changes.append(a_step(changes[-1].state))
        record.append(changes)
        lines = [f"{one.event.case} {one.event.version} {digest(one.event)}\n" for one in changes]
        os.write(told, "".join(lines).encode())
        change = a_step(changes[-1].state)
    record.close()


def steps_of(journal: bytes) -> Iterator[Step]:
    """Yield what was written down, in order."""
    at = 0
    while at < len(journal):
        what, name, place, size = HEAD.unpack_from(journal, at)
        at += HEAD.size
        yield Step(what, journal[at : at + name].decode(), place, journal[at + name :][:size])
        at += name + size


def after_cut(steps: Sequence[Step], chance: Random) -> dict[str, bytearray]:
    """Return the files, by their paths, as they could be after the power was cut here."""
    synced = {one.name: number for number, one in enumerate(steps) if one.what == SYNCED}
    kept = chance.choice([0.0, 0.5, 0.9])  # of the sectors that were not synced
    files: dict[str, bytearray] = {}
    for number, one in enumerate(steps):
        sure = number < synced.get(one.name, -1)
        if one.what == REMOVED:
            files.pop(one.name, None)
            continue
        content = files.setdefault(one.name, bytearray())
        if one.what == CUT and (sure or chance.random() < kept):
            del content[one.at :]
            content.extend(bytes(one.at - len(content)))
        elif one.what == WRITTEN:
            for start in range(0, len(one.data), SECTOR):
                if sure or chance.random() < kept:
                    _put(content, one.at + start, one.data[start : start + SECTOR])
    return files


def _put(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def told_before(steps: Sequence[Step]) -> dict[tuple[str, int], str]:
    """Return what the writer had told by then: who heard it does not forget it."""
    told = b"".join(one.data for one in steps if one.what == WRITTEN and _is_told(one))
    lines = (line.split(" ") for line in told.decode().splitlines())
    return {(case, int(version)): digest_ for case, version, digest_ in lines}


def _is_told(step: Step) -> bool:
    return Path(step.name).name == TOLD


def found_after(steps: Sequence[Step], chance: Random, folder: Path) -> tuple[int, str]:
    """Return how many of the told events are missing after a cut, and what else is wrong."""
    for name, content in after_cut(steps, chance).items():
        (folder / Path(name).name).write_bytes(content)
    told = told_before(steps)
    try:
        record = open_record(folder / "kasus.db")
        try:
            return len(missing(record, told)), "; ".join(wrong(record)[:2])
        finally:
            record.close()
    except Exception as fault:  # files that the controls left damaged may say anything
        return len(told), type(fault).__name__


def run(seeds: int, events: int, seed: int, synchronous: str) -> dict[str, Any]:
    """Cut the power so many times, and return what came of it."""
    lost = unsound = 0
    first = ""
    with tempfile.TemporaryDirectory(prefix="netralitas-power-") as made:
        folder = Path(made) / "written"
        folder.mkdir()
        words = ("--write", str(folder), "--events", str(events), "--synchronous", synchronous)
        journal = Path(made) / "journal"
        under(built(Path(made)), folder, "tests.faults.power_cut", words, journal=journal)
        steps = list(steps_of(journal.read_bytes()))
        for number in range(seed, seed + seeds):
            chance = Random(number)
            cut = chance.randrange(1, len(steps) + 1)
            with tempfile.TemporaryDirectory(dir=made) as after:
                gone, why = found_after(steps[:cut], chance, Path(after))
            lost += bool(gone)
            unsound += bool(why)
            first = first or (f"seed {number}: {gone} lost; {why}" if gone or why else "")
    return {
        "seeds": seeds,
        "synchronous": synchronous,
        "steps": len(steps),
        "syncs": sum(one.what == SYNCED for one in steps),
        "told": len(told_before(steps)),
        "cuts_that_lost": lost,
        "cuts_that_broke": unsound,
        "first": first,
    }


def main(arguments: Sequence[str]) -> int:
    """Cut the power, print the figure, and return 0 when no cut lost or broke anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.power_cut")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--events", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL", "OFF"], default="FULL")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.write is not None:
        write(asked.write, asked.events, asked.synchronous)
        return 0
    found = run(asked.seeds, asked.events, asked.seed, asked.synchronous)
    print(json.dumps(found))
    return int(bool(found["cuts_that_lost"] or found["cuts_that_broke"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
