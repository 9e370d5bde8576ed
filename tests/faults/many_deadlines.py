"""Fire many deadlines by workers that are killed all the while: each must fire exactly once.

    python -m tests.faults.many_deadlines [--deadlines 10000] [--kills 50] [--crashes 2]
                                          [--database sqlite|postgres] [--apart]

Three workers at a time claim and fire what has come; now and then one is killed and another takes
its place, and the PostgreSQL server is crashed (SQLite has no server: its writers are what can
crash, and all of them are killed at once instead). Control: `--apart` claims in one transaction and
fires in the next, and must leave some unfired. One line of JSON for each database; ends with 1
where a deadline fired twice or not at all.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any

from netralitas.casework.bodies import HoldPlaced
from netralitas.casework.conformance import AT, a_case, a_deadline, a_step, firing
from netralitas.casework.events import event_from
from netralitas.casework.record import Record
from netralitas.casework.store import AlreadyDone, Conflict, Due, Unavailable
from tests.faults.places import Child, Place, databases, fork, place
from tests.faults.soundness import all_leaves, wrong

WORKERS = 3
A_CASE = 4  # deadlines in each case
AT_ONCE = 20  # that a worker asks for
BATCH = 250

Tell = Callable[[str], None]


def work(where: Place, tell: Tell) -> None:
    """Fire what has come until nothing is left, and begin anew after a crash."""
    while True:
        try:
            record = where.open()
            while record.due(AT, limit=1):
                record.fire(AT, AT_ONCE, firing)
            return
        except Unavailable:
            time.sleep(0.05)  # the server was crashed, and comes again


def work_apart(where: Place, tell: Tell) -> None:
    """Do it in two transactions: the claim ends the deadline, and the event comes after it."""
    while True:
        try:
            record = where.open()
            while due := record.due(AT, limit=AT_ONCE):
                for one in due:
                    _fire_apart(record, one)
            return
        except Unavailable:
            time.sleep(0.05)


def _fire_apart(record: Record, due: Due) -> None:
    state = record.case(due.case)
    body = HoldPlaced(reasons="klaim")
    claim = a_step(state, body=body, clears=(due.deadline.id,))
    try:
        record.append([claim])
    except (AlreadyDone, Conflict):
        return  # another one claimed it, or something else of the case
    time.sleep(0.002)  # whoever dies between the two has claimed what he will not fire
    record.append([firing(claim.state, due.deadline)])


def run(
    where: Place, deadlines: int, kills: int, crashes: int, seed: int, apart: bool
) -> dict[str, Any]:
    """Fire so many deadlines under so many kills and crashes, and return what came of it."""
    chance = Random(seed)
    record = where.open()
    _fill(record, deadlines)
    record.close()
    job = partial(work_apart if apart else work, where)
    workers = [fork(job) for _ in range(WORKERS)]
    told: list[str] = []
    start, killed, crashed = time.monotonic(), 0, 0
    while (done := _done(where, deadlines)) is not None and not all(map(Child.is_dead, workers)):
        # Spread over the run: the next one comes when its share of the deadlines is done.
        if done >= (killed + crashed + 1) / (kills + crashes + 1) * deadlines:
            if crashed < crashes and killed >= (crashed + 1) * kills / (crashes + 1):
                workers = _crash(where, workers, job, told)
                crashed += 1
            elif killed < kills:
                at = chance.randrange(WORKERS)
                told += workers[at].kill()
                workers[at] = fork(job)
                killed += 1
        time.sleep(0.002)
    seconds = time.monotonic() - start
    for worker in workers:
        told += worker.ended()
    record = where.open()
    found = {
        "deadlines": deadlines,
        "kills": killed,
        "crashes": crashed,
        **_fired(record, deadlines),
        "per_second": round(deadlines / seconds),
        "not_sound": [*told, *wrong(record)][:5],
    }
    record.close()
    return found


def _fill(record: Record, deadlines: int) -> None:
    cases = [
        a_case(
            f"perkara-{number:06}",
            sets=tuple(
                a_deadline(serial=serial + 1, day=-serial)
                for serial in range(min(A_CASE, deadlines - number * A_CASE))
            ),
        )
        for number in range(-(-deadlines // A_CASE))
    ]
    for start in range(0, len(cases), BATCH):
        record.append(cases[start : start + BATCH])


def _crash(
    where: Place, workers: Sequence[Child], job: Callable[[Tell], None], told: list[str]
) -> list[Child]:
    """Crash the server under the workers, or kill all of them at once."""
    if where.server is not None:
        where.crash()
        return list(workers)
    for worker in workers:
        told += worker.kill()
    return [fork(job) for _ in workers]


def _done(where: Place, deadlines: int) -> int | None:
    """Return how many deadlines have fired so far; None once none is left.

    The store is open for no longer than that, since this process forks.
    """
    record = where.open()
    try:
        events = record.size() - -(-deadlines // A_CASE)
        return events if record.due(AT, limit=1) else None
    finally:
        record.close()


def _fired(record: Record, deadlines: int) -> dict[str, int]:
    """Return how many deadlines fired, and how many of them not at all, or more than once."""
    times = Counter(
        (event.case, event.body["kind"], event.body["serial"])
        for event in (event_from(leaf.content) for leaf in all_leaves(record))
        if event.kind == "fired"
    )
    return {
        "fired": times.total(),
        "missed": deadlines - len(times),
        "doubled": sum(count - 1 for count in times.values()),
    }


def main(arguments: Sequence[str]) -> int:
    """Fire the deadlines on each database, print the figures, and return 0 when all fired once."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.many_deadlines")
    parser.add_argument("--deadlines", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--crashes", type=int, default=2)
    parser.add_argument("--apart", action="store_true")
    asked = databases(parser, arguments)
    broken = False
    for database in asked.database:
        with place(database) as where:
            found = run(where, asked.deadlines, asked.kills, asked.crashes, asked.seed, asked.apart)
        print(json.dumps({"database": database, "apart": asked.apart, **found}), flush=True)
        broken |= bool(found["missed"] or found["doubled"] or found["not_sound"])
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
