"""Judge many cases serially, in processes and on a Dask cluster, and kill workers all the while.

    python tests/faults/killed_workers.py [--cases 1000000] [--jobs 2] [--kills 3] [--rows 20000]

All three must come to the same counts, the same summary and the same digest. The controls must not:
without a second try the run is refused, and one chunk left out or taken twice shows in the digest.
One line of JSON on stdout; what it is doing on stderr; ends with 1 where any of this is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "plugins", "workflows")
sys.path[:0] = [str(ROOT), *(str(ROOT / room) for room in ROOMS)]

import polars as pl  # noqa: E402
from distributed import Client  # noqa: E402

from netralitas.simulation import pool  # noqa: E402
from netralitas.simulation.clusters import clustered  # noqa: E402
from netralitas.simulation.faults import RunFailure  # noqa: E402
from netralitas.simulation.parts import Part, Work  # noqa: E402
from netralitas.simulation.pieces import Piece  # noqa: E402
from netralitas.simulation.reading import chunks_of, pieces_of  # noqa: E402
from netralitas.simulation.runs import Totals, Watch, running  # noqa: E402
from tests.workflows.simulation.few_cases import NOWHERE, frame, work  # noqa: E402
from tests.workflows.simulation.local_cluster import local  # noqa: E402

DIFFERENT = 2_100
"""Cases after which those of the tests repeat themselves, but for their ids."""

Running = Callable[[Watch], AbstractContextManager[Iterable[Part]]]


def main() -> int:
    """Run all of it and print what came of it."""
    parser = argparse.ArgumentParser(description="the same answer, whoever is killed")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--rows", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        say(f"writing {asked.cases} cases")
        pieces = written(folder, asked.cases, asked.rows)
        what = work(chunks_of)
        say("serially")
        parts, seconds = timed(lambda watch: running(pieces, what, watch=watch), lambda _: None)
        expected = total(parts)
        found: dict[str, Any] = {
            "cases": expected.rows,
            "digest": str(expected.digest),
            "serial_rows_per_second": round(expected.rows / seconds),
            "one_chunk_left_out_shows": total(parts[1:]).digest != expected.digest,
            "one_chunk_twice_shows": total([*parts, parts[0]]).digest != expected.digest,
            "without_a_second_try_refused": refused_without_a_second_try(pieces, what, asked.jobs),
        }
        say(f"in {asked.jobs} processes")
        killer = Killer(asked.kills, children)
        parts, seconds = timed(
            lambda watch: running(pieces, what, jobs=asked.jobs, watch=watch), killer.at
        )
        found |= {
            "pool_killed": killer.killed,
            "pool_rows_per_second": round(expected.rows / seconds),
            "pool_agrees": total(parts) == expected,
        }
        say(f"on a cluster of {asked.jobs} workers")
        with local(folder, asked.jobs) as cluster, Client(cluster.address) as client:
            client.wait_for_workers(asked.jobs)
            killer = Killer(asked.kills, lambda: list(client.run(os.getpid).values()))
            parts, seconds = timed(
                lambda watch: clustered(pieces, what, cluster.address, within=60, watch=watch),
                killer.at,
            )
        found |= {
            "dask_killed": killer.killed,
            "dask_rows_per_second": round(expected.rows / seconds),
            "dask_agrees": total(parts) == expected,
        }
    print(json.dumps(found))
    killed = found["pool_killed"] == found["dask_killed"] == asked.kills
    return 0 if killed and all(value is not False for value in found.values()) else 1


def written(folder: Path, cases: int, rows: int) -> Sequence[Piece]:
    """Write the cases to a file, each with an id of its own, and return its pieces."""
    some = frame(0, DIFFERENT).filter(pl.col("region").ne_missing(NOWHERE))
    repeated = pl.concat([some] * -(-cases // some.height))[:cases]
    ids = pl.int_range(cases, eager=True).cast(pl.String).str.zfill(8)
    file = folder / "kasus.parquet"
    repeated.with_columns(id="kasus-" + ids).write_parquet(file, row_group_size=rows)
    return pieces_of(str(file), rows=rows)


def timed(run: Running, watch: Callable[[float], None]) -> tuple[list[Part], float]:
    """Return the parts of a run, and how many seconds it took; `watch` hears how far it is."""
    start = time.perf_counter()
    with run(lambda _, share: watch(share or 0.0)) as parts:
        found = list(parts)
    return found, time.perf_counter() - start


def total(parts: Iterable[Part]) -> Totals:
    """Return what all parts come to."""
    return reduce(add, map(Totals.of, parts), Totals())


class Killer:
    """Kills one worker each time another equal share of the run is done."""

    def __init__(self, kills: int, workers: Callable[[], list[int]]) -> None:
        self._kills = kills
        self._workers = workers
        self.killed = 0

    def at(self, share: float) -> None:
        """Hear how far the run is, and kill a worker where it is time to."""
        if self.killed < self._kills and share > (self.killed + 1) / (self._kills + 2):
            workers = self._workers()
            if not workers:  # the last one is just being replaced
                return
            os.kill(workers[self.killed % len(workers)], signal.SIGKILL)
            self.killed += 1
            say(f"  at {share:.0%}: killed one of {len(workers)} workers")


def children() -> list[int]:
    """Return the processes that this one started and that still run."""
    found: set[str] = set()
    for thread in Path("/proc/self/task").iterdir():
        found |= set((thread / "children").read_text("ascii").split())
    return sorted(map(int, found))


def refused_without_a_second_try(pieces: Sequence[Piece], what: Work, jobs: int) -> bool:
    """Return whether a run is refused that loses a worker and may not try again."""
    say("without a second try")
    tries, pool.TRIES = pool.TRIES, 1
    try:
        timed(lambda watch: running(pieces, what, jobs=jobs, watch=watch), Killer(1, children).at)
    except RunFailure:
        return True
    finally:
        pool.TRIES = tries
    return False


def say(text: str) -> None:
    """Tell on stderr what is being done."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
