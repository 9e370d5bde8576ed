"""This file reads a whole store and finds what is wrong with it, whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netralitas.casework.events import Event, digest
from netralitas.casework.evolving import folded
from netralitas.casework.log import Frontier, leaf_hash
from netralitas.casework.record import Leaf, Record
from netralitas.casework.store import Query, UnknownCase


def all_leaves(record: Record) -> Iterator[Leaf]:
    """Yield every event of a store, in the order of the log."""
    start = 0
    while found := record.leaves(start=start, limit=5000):
        yield from found
        start = found[-1].place + 1


def wrong(record: Record) -> list[str]:
    """Return what is wrong: gaps, doubles, broken chains, a state or root that does not follow."""
    faults = []
    last: dict[str, tuple[int, str]] = {}
    edge = Frontier()
    for expected, leaf in enumerate(all_leaves(record)):
        if leaf.place != expected or leaf_hash(leaf.content) != leaf.digest:
            faults.append(f"leaf {leaf.place} where {expected} was expected, or another hash")
        edge = edge.append(leaf.digest)
    if record.frontier() != edge:
        faults.append(f"the edge says {record.frontier().size} leaves, there are {edge.size}")
    for entry_case in all_cases(record):
        events = record.events(entry_case)
        for event in events:
            if (event.version - 1, event.previous) != last.get(entry_case, (0, "")):
                faults.append(f"{entry_case} {event.version} does not follow")
            last[entry_case] = (event.version, digest(event))
        if record.case(entry_case) != folded(events):
            faults.append(f"{entry_case}: the state is not what its events come to")
    return faults


def all_cases(record: Record) -> Iterator[str]:
    """Yield the id of every case of a store."""
    after = ""
    while found := record.list(Query(after=after, limit=1000)):
        yield from (line.id for line in found)
        after = found[-1].id


def missing(record: Record, acknowledged: Mapping[tuple[str, int], str]) -> list[str]:
    """Return which of the acknowledged events, by case and version, are not there as they were."""
    there: dict[tuple[str, int], Event] = {}
    for case in sorted({case for case, _ in acknowledged}):
        try:
            events = record.events(case)
        except UnknownCase:
            continue
        there.update({(case, event.version): event for event in events})
    return [
        f"{case} {version}"
        for (case, version), told in acknowledged.items()
        if (case, version) not in there or digest(there[case, version]) != told
    ]
