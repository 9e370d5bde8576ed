"""A log of a few hundred events of some cases, signed now and then, as tests need it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from netralitas.casework.log import Checkpoint, SigningKey, Tree, export, leaf_hash, sign_checkpoint

ORIGIN = "contoh.go.id/perkara"
KEY = SigningKey(ORIGIN, bytes(range(32)))
STRANGER = SigningKey(ORIGIN, bytes(range(1, 33)))
"""Another key under the same name, which nobody knows."""

Row = tuple[int, bytes, bytes]


class SmallLog(NamedTuple):
    """The events with their places and leaf hashes, and the signed checkpoints over them."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def lines(self) -> list[bytes]:
        return list(export(self.rows, self.notes, origin=ORIGIN))


def an_event(case: str, version: int, previous: str, says: object = None) -> bytes:
    """Return canonical bytes as a case's event has them."""
    event = {"body": {"says": says}, "case": case, "previous": previous, "version": version}
    return json.dumps(event, sort_keys=True, separators=(",", ":")).encode()


def chained(cases: Sequence[str], says: Sequence[object]) -> tuple[Row, ...]:
    """Return the events of these cases in this order, each following the one before in its case."""
    last: dict[str, tuple[int, str]] = {}
    rows = []
    for index, (case, said) in enumerate(zip(cases, says, strict=True)):
        version, previous = last.get(case, (0, ""))
        event = an_event(case, version + 1, previous, said)
        last[case] = (version + 1, leaf_hash(event).hex())
        rows.append((index, event, leaf_hash(event)))
    return tuple(rows)


def signed(rows: Sequence[Row], sizes: Sequence[int], key: SigningKey = KEY) -> tuple[str, ...]:
    """Return the checkpoints of a log at these sizes."""
    tree = Tree(leaf for _, _, leaf in rows)
    return tuple(
        sign_checkpoint(Checkpoint(ORIGIN, size, tree.root(size)), [key]) for size in sizes
    )


def a_log(count: int = 240, cases: int = 40, every: int = 60, seed: int = 1) -> SmallLog:
    """Return a log whose cases take turns by chance, signed after each `every` events."""
    chance = Random(seed)
    names = [f"perkara-{chance.randrange(cases)}" for _ in range(count)]
    rows = chained(names, [chance.randrange(1_000_000) for _ in names])
    return SmallLog(rows, signed(rows, range(every, count + 1, every)))
