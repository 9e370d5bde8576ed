"""Let eight processes write to one case at once: no version left out, none twice, no odd refusal.

    python -m tests.faults.many_writers [--writers 8] [--events 125] [--database sqlite|postgres]

Each writer reads the case, makes the next event and appends it, and begins anew where another was
first, until it has placed its events. What it is refused with is counted by its type. Control:
`--careless` writes to a table without a key, after looking which version is the last, and must
write one twice. One line of JSON for each database; ends with 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from netralitas.casework.conformance import a_case, a_step
from netralitas.casework.store import StoreError
from tests.faults.places import Place, databases, fork, place
from tests.faults.soundness import wrong

CASE = "perkara-bersama"

Tell = Callable[[str], None]


def write(where: Place, name: str, events: int, tell: Tell) -> None:
    """Place so many events in the case, and tell each refusal by its type."""
    record = where.open()
    placed = 0
    while placed < events:
        try:
            record.append([a_step(record.case(CASE), key=f"{name}/{placed}")])
        except StoreError as refusal:
            tell(f"refused {type(refusal).__name__}")
            continue
        placed += 1
        tell("placed")


def write_carelessly(file: str, events: int, tell: Tell) -> None:
    """Do the same without a store: look for the last version, and write the one after it."""
    connection = sqlite3.connect(file, timeout=60, isolation_level=None)
    for _ in range(events):
        [[last]] = connection.execute("SELECT max(version) FROM events")
        time.sleep(0.001)  # others have their turn meanwhile, on however few processors
        connection.execute("INSERT INTO events VALUES (?)", [last + 1])
        tell("placed")


def run(where: Place, writers: int, events: int) -> dict[str, Any]:
    """Let the writers write, and return what came of it."""
    record = where.open()
    record.append([a_case(CASE)])
    record.close()
    told = _all([partial(write, where, f"penulis-{number}", events) for number in range(writers)])
    record = where.open()
    versions = [event.version for event in record.events(CASE)]
    found = {
        "expected": writers * events,
        **_counted(told, versions),
        "not_sound": wrong(record),
    }
    record.close()
    return found


def run_carelessly(where: Place, writers: int, events: int) -> dict[str, Any]:
    """Let careless writers write, and return what came of it."""
    connection = sqlite3.connect(where.address)
    connection.execute("CREATE TABLE events (version INTEGER)")
    connection.execute("INSERT INTO events VALUES (1)")
    connection.commit()
    connection.close()
    told = _all([partial(write_carelessly, where.address, events) for _ in range(writers)])
    connection = sqlite3.connect(where.address)
    versions = [version for [version] in connection.execute("SELECT version FROM events")]
    connection.close()
    return {"expected": writers * events, **_counted(told, versions), "not_sound": []}


def _all(work: Sequence[Callable[[Tell], None]]) -> Counter[str]:
    children = [fork(one) for one in work]
    return Counter(line for child in children for line in child.ended())


def _counted(told: Counter[str], versions: Sequence[int]) -> dict[str, Any]:
    times = Counter(versions)
    return {
        "placed": told["placed"],
        "doubles": sum(count - 1 for count in times.values()),
        "gaps": max(times) - len(times),
        "refusals": {line: told[line] for line in sorted(told) if line.startswith("refused ")},
        "untyped": [line for line in told if line.startswith("fault ")][:5],
    }


def main(arguments: Sequence[str]) -> int:
    """Run the writers on each database, print the figures, and return 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.many_writers")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--events", type=int, default=125)
    parser.add_argument("--careless", action="store_true")
    asked = databases(parser, arguments)
    broken = False
    for database in ["sqlite"] if asked.careless else asked.database:
        with place(database) as where:
            running = run_carelessly if asked.careless else run
            found = running(where, asked.writers, asked.events)
        print(json.dumps({"database": database, "careless": asked.careless, **found}), flush=True)
        whole = found["placed"] == found["expected"]
        faults = found["doubles"] or found["gaps"] or found["untyped"] or found["not_sound"]
        broken |= bool(faults or not whole)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
