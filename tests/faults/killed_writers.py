"""Kill writers with kill -9, again and again: what was acknowledged must be there, all of it.

    python -m tests.faults.killed_writers [--kills 100] [--database sqlite|postgres] [--early]

Two writers at a time append to cases of their own and to one of both; each tells what it wrote once
the store has said that it is taken. Both are killed at some moment, and the next two go on. Every
tenth time the PostgreSQL server is crashed as well. Control: `--early` tells before the store has
answered, and must lose. One line of JSON for each database; ends with 1 where anything was lost, or
the store is not sound.
"""

from __future__ import annotations

import argparse
import json
import select
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from netralitas.casework.case import Case
from netralitas.casework.conformance import a_case, a_deadline, a_step
from netralitas.casework.events import digest
from netralitas.casework.record import Record
from netralitas.casework.store import Change, Conflict, Unavailable, UnknownCase
from tests.faults.places import Child, Place, databases, fork, place
from tests.faults.soundness import missing, wrong

WRITERS = 2
SERVER_CRASHES_EACH = 10
SHARED = "perkara-bersama"

Tell = Callable[[str], None]
Acknowledged = dict[tuple[str, int], str]


def write(where: Place, name: str, seed: int, early: bool, tell: Tell) -> None:
    """Append for ever: single changes and batches, to a case of one's own and to the shared one."""
    try:
        _write(where.open(), name, seed, early, tell)
    except Unavailable:
        return  # the server was crashed


def _write(record: Record, name: str, seed: int, early: bool, tell: Tell) -> None:
    chance = Random(seed)
    states: dict[str, Case] = {}
    while True:
        case = chance.choice([name, name, SHARED])
        try:
            changes = _next(record, case, states.get(case), chance.choice([1, 1, 1, 5, 40]), seed)
            lines = [f"{case} {one.event.version} {digest(one.event)}" for one in changes]
            if early:
                tell("\n".join(lines))
            record.append(changes)
        except Conflict:
            states.pop(case, None)  # the other one was first, and told so to his own
            continue
        states[case] = changes[-1].state
        if not early:
            tell("\n".join(lines))


def _next(record: Record, case: str, state: Case | None, count: int, seed: int) -> list[Change]:
    """Return the next changes of a case, with deadlines set and cleared on the way.

    The keys tell them from what others write in their place, which would else be the same bytes.
    """
    try:
        state = state or record.case(case)
        changes = [a_step(state, key=f"{seed}/{case}/{state.version + 1}")]
    except UnknownCase:
        changes = [a_case(case, key=f"{seed}/{case}/1")]
    while len(changes) < count:
        state = changes[-1].state
        key = f"{seed}/{case}/{state.version + 1}"
        if state.deadlines:
            changes.append(a_step(state, key=key, clears=(state.deadlines[0].id,)))
        else:
            changes.append(a_step(state, key=key, sets=(a_deadline(serial=state.version),)))
    return changes


def run(where: Place, kills: int, seed: int, early: bool) -> dict[str, object]:
    """Kill so many writers, and return what came of it."""
    chance = Random(seed)
    acknowledged: Acknowledged = {}
    faults: list[str] = []
    killed = crashes = 0
    while killed < kills:
        writers = [
            fork(partial(write, where, f"perkara-{number}", chance.randrange(2**32), early))
            for number in range(WRITERS)
        ]
        select.select([writer.pipe for writer in writers], [], [], 30)
        time.sleep(chance.random() * 0.1)
        if where.server is not None and killed % SERVER_CRASHES_EACH >= SERVER_CRASHES_EACH - 2:
            where.crash()
            crashes += 1
        for writer in writers:
            _heard(writer, acknowledged, faults)
            killed += 1
    record = where.open()
    lost = missing(record, acknowledged)
    found = {
        "kills": killed,
        "server_crashes": crashes,
        "acknowledged": len(acknowledged),
        "lost": len(lost),
        "events": record.size(),
        "not_sound": [*faults, *wrong(record)][:5],
    }
    record.close()
    return found


def _heard(writer: Child, acknowledged: Acknowledged, faults: list[str]) -> None:
    for line in writer.kill():
        case, version, told = line.split(" ", 2)
        if case == "fault":
            faults.append(line)
        else:
            acknowledged[case, int(version)] = told


def main(arguments: Sequence[str]) -> int:
    """Run the kills on each database, print the figures, and return 0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.killed_writers")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--early", action="store_true")
    asked = databases(parser, arguments)
    broken = False
    for database in asked.database:
        with place(database) as where:
            found = run(where, asked.kills, asked.seed, asked.early)
        print(json.dumps({"database": database, "early": asked.early, **found}), flush=True)
        broken |= bool(found["lost"] or found["not_sound"] or not found["acknowledged"])
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
