"""Measure the record beside the raw drivers, and whole cases through the service.

    python -m benchmarks.casework [--events 1000] [--batches 60] [--cases 20]

In turns, commit by commit, in one run and on one disk: one event per commit and batches of a
hundred, through the record and through `sqlite3` or `psycopg` alone. The raw driver comes twice on
SQLite: writing the canonical bytes and nothing else into one table, and writing all the rows that
the record writes (state, hash, edge of the log, deadlines). Cases have ten events each; batches in
which every event opens a case are measured beside. Told is what the median commit comes to. One
line of JSON; ends with 1 where a figure misses its aim.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from netralitas.casework import Change
from netralitas.casework.case import freeze
from netralitas.casework.conformance import a_case, a_deadline, a_step
from netralitas.casework.events import canonical
from netralitas.casework.log import Frontier, leaf_hash
from netralitas.casework.migrations import upgrade
from netralitas.casework.record import open_record
from netralitas.facts import Case as CaseFile
from netralitas.facts import CaseError
from netralitas.policy import read_yaml
from tests.workflows.casework.office import Office, case_file, national_law
from tests.workflows.casework.store.postgres import Missing, Server, running

BATCH = 100
IN_A_CASE = 10  # events, in what is written one by one and in batches
HALF = 0.5  # of what the raw driver does, one event per commit
EVENTS_A_SECOND = 20_000  # in batches
CASE_MILLISECONDS = 50

FILES = Path(__file__).parents[1] / "tests/workflows/casework/files/cases.yaml"

WORDS = {
    "atasan": "atasan_langsung administrator",
    "kepala_dinas": "kepala_perangkat_daerah jpt_pratama",
    "bupati": "kepala_daerah bupati_wali_kota",
}
TEAM = {"atasan_langsung": "a", "unsur_pengawasan": "b", "unsur_kepegawaian": "c"}

STEPS: Sequence[tuple[str, str, str, dict[str, Any]]] = (
    ("reviewer", "begin_review", "2024-10-04", {}),
    ("reviewer", "verify_evidence", "2024-10-04", {"number": 1}),
    ("reviewer", "proceed", "2024-10-04", {}),
    (WORDS["atasan"], "summon", "2024-10-07", {"day": "2024-10-16"}),
    (WORDS["atasan"], "examine", "2024-10-16", {}),
    (WORDS["atasan"], "forward", "2024-10-17", {"reason": "competence"}),
    (WORDS["kepala_dinas"], "forward", "2024-10-18", {"reason": "competence"}),
    (WORDS["bupati"], "form_team", "2024-10-21", {"members": TEAM}),
    (WORDS["bupati"], "decide", "2024-10-25", {"sanction": "berat_a"}),
    ("bkpsdm", "hand_over", "2024-10-28", {}),
    ("bkpsdm", "file_remedy", "2024-10-30", {"kind": "keberatan"}),
    (WORDS["bupati"], "decide_remedy", "2024-11-20", {"outcome": "uphold", "reasons": "tetap"}),
    ("bkpsdm", "take_effect", "2024-11-20", {}),
    ("bkpsdm", "execute", "2024-11-21", {}),
)
"""What follows the opening in a case of fifteen steps."""

Append = Callable[[Sequence[Change]], None]
Rates = dict[str, float]


class RawSqlite:
    """The driver alone: WAL, FULL, and one table of canonical bytes, or all rows of the record."""

    def __init__(self, file: Path, *, whole: bool) -> None:
        if whole:
            upgrade(file)
        self._whole = whole
        self._edge = Frontier()
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if not whole:
            self._connection.execute(
                "CREATE TABLE netralitas_events "
                "(case_id TEXT, version INTEGER, content BLOB, PRIMARY KEY (case_id, version))"
            )

    def append(self, changes: Sequence[Change]) -> None:
        """Write events in one commit, and look at nothing."""
        run = self._connection.executemany
        self._connection.execute("BEGIN IMMEDIATE")
        if self._whole:
            tables, self._edge = rows(changes, self._edge)
            for table, values in tables.items():
                marks = ", ".join("?" for _ in values[0])
                run(f"INSERT OR REPLACE INTO netralitas_{table} VALUES ({marks})", values)
        else:
            run("INSERT INTO netralitas_events VALUES (?, ?, ?)", plain(changes))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class RawPostgres:
    """The driver alone: one table of canonical bytes, by COPY where there are many."""

    def __init__(self, address: str) -> None:
        self._connection = psycopg.connect(address)
        self._connection.execute(
            "CREATE TABLE raw (case_id TEXT, version INTEGER, content BYTEA, "
            "PRIMARY KEY (case_id, version))"
        )
        self._connection.commit()

    def append(self, changes: Sequence[Change]) -> None:
        """Write events in one commit, and look at nothing."""
        with self._connection.cursor() as cursor:
            with cursor.copy("COPY raw (case_id, version, content) FROM STDIN") as copy:
                for row in plain(changes):
                    copy.write_row(row)
        self._connection.commit()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def plain(changes: Sequence[Change]) -> list[tuple[str, int, bytes]]:
    """Return case, version and canonical bytes of each event."""
    return [(one.event.case, one.event.version, canonical(one.event)) for one in changes]


def rows(
    changes: Sequence[Change], edge: Frontier
) -> tuple[dict[str, list[tuple[Any, ...]]], Frontier]:
    """Return the rows that the record writes of changes, by their tables, and the edge after."""
    tables: dict[str, list[tuple[Any, ...]]] = {"cases": [], "events": []}
    for change in changes:
        event, state, content = change.event, freeze(change.state), canonical(change.event)
        leaf = leaf_hash(content)
        line = (event.case, event.version, state, None, True, "{}", 1, 1, 1)
        tables["cases"].append(line)
        tables["events"].append(
            (event.case, event.version, edge.size, content, leaf, event.key, change.command)
        )
        edge = edge.append(leaf)
        for one in event.sets:
            told = (event.case, one.id, 1, msgspec.json.encode(one))
            tables.setdefault("deadlines", []).append(told)
    tables["edge"] = [(1, edge.to_bytes())]
    return tables, edge


def whole(count: int, events: int) -> list[Change]:
    """Return so many changes: cases of so many events each, one case after the other."""
    changes: list[Change] = []
    while len(changes) < count:
        if len(changes) % events:
            changes.append(a_step(changes[-1].state))
        else:
            changes.append(a_case(f"perkara-{len(changes):06}", sets=(a_deadline(),)))
    return changes


def rates(contenders: Mapping[str, Append], changes: Sequence[Change], size: int) -> Rates:
    """Return how many events a second each appends, so many in each commit: the median commit.

    They take turns, commit by commit, so that whatever else the machine does is the same for all.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for at in range(0, len(changes), size):
        some = changes[at : at + size]
        for name, append in contenders.items():
            start = time.perf_counter()
            append(some)
            seconds[name].append(time.perf_counter() - start)
    return {name: size / statistics.median(taken) for name, taken in seconds.items()}


def on_sqlite(changes: Sequence[Change], size: int) -> Rates:
    """Return the rates on SQLite: the driver's, the driver's with all rows, the record's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="netralitas-")))
        raw = stack.enter_context(closing(RawSqlite(folder / "raw.db", whole=False)))
        all_rows = stack.enter_context(closing(RawSqlite(folder / "rows.db", whole=True)))
        record = stack.enter_context(closing(open_record(folder / "kasus.db")))
        contenders = {
            "sqlite3": raw.append,
            "sqlite3_all_rows": all_rows.append,
            "sqlite": record.append,
        }
        return rates(contenders, changes, size)


def on_postgres(server: Server, changes: Sequence[Change], size: int) -> Rates:
    """Return the rates on PostgreSQL: the driver's and the record's."""
    address = server.new()
    upgrade(address)
    with closing(RawPostgres(server.new())) as raw, closing(open_record(address)) as record:
        return rates({"psycopg": raw.append, "postgres": record.append}, changes, size)


def measure(events: int, batches: int) -> Rates:
    """Return the rate of each contender, one event per commit and in batches."""
    kinds = (
        ("single", whole(events, IN_A_CASE), 1),
        ("batch", whole(batches * BATCH, IN_A_CASE), BATCH),
        ("batch_of_new_cases", whole(batches * BATCH, 1), BATCH),
    )
    found: Rates = {}
    for kind, changes, size in kinds:
        say(f"SQLite, {kind}")
        taken = on_sqlite(changes, size)
        found.update({f"{name}_{kind}": value for name, value in taken.items()})
    try:
        with running() as server:
            for kind, changes, size in kinds:
                say(f"PostgreSQL, {kind}")
                taken = on_postgres(server, changes, size)
                found.update({f"{name}_{kind}": value for name, value in taken.items()})
    except Missing as missing:
        say(f"without PostgreSQL: {missing}")
    return found


def whole_cases(count: int) -> float:
    """Return the median milliseconds of a case of fifteen steps, through the service, on SQLite."""
    law = national_law()
    file: CaseFile = case_file(
        law, read_yaml(FILES.read_bytes(), FILES.name, error=CaseError).data["lurah"]
    )
    seconds = []
    with tempfile.TemporaryDirectory(prefix="netralitas-benchmark-") as made:
        with closing(open_record(Path(made) / "kasus.db")) as record:
            office = Office(law, store=record)
            for number in range(count + 1):
                start = time.perf_counter()
                one = msgspec.structs.replace(file, id=f"perkara-{number}")
                office.open(one, "pelapor warga-1", "2024-10-03", subject="lurah-1")
                for who, action, day, values in STEPS:
                    office.act(who, action, day, **values)
                seconds.append(time.perf_counter() - start)
            if office.case.version != len(STEPS) + 1:
                raise AssertionError(f"{office.case.version} events")
    # The first one fills what is remembered of the law.
    return statistics.median(seconds[1:]) * 1000


def missed(found: dict[str, float]) -> list[str]:
    """Return which figures miss their aims."""
    aims = {
        "half of sqlite3, one event per commit": found["sqlite_single"]
        >= HALF * found["sqlite3_single"],
        "sqlite in batches": found["sqlite_batch"] >= EVENTS_A_SECOND,
        "postgres in batches": found.get("postgres_batch", EVENTS_A_SECOND) >= EVENTS_A_SECOND,
        "a case of 15 steps": found["case_milliseconds"] < CASE_MILLISECONDS,
    }
    return [name for name, reached in aims.items() if not reached]


def say(text: str) -> None:
    """Tell on stderr what is being done."""
    print(text, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Run all of it, print the figures, and return 0 when each reaches its aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.casework")
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--batches", type=int, default=60)
    parser.add_argument("--cases", type=int, default=20)
    asked = parser.parse_args(arguments)
    found = measure(asked.events, asked.batches)
    say("cases of fifteen steps")
    found["case_milliseconds"] = whole_cases(asked.cases)
    told = {name: round(value, 1) for name, value in found.items()}
    print(json.dumps({**told, "missed": missed(found)}))
    return int(bool(missed(found)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
