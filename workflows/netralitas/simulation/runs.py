"""This file runs over all pieces of some files: here, in processes beside us, or on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import msgspec

from netralitas.simulation.digest import Digest
from netralitas.simulation.errands import Errand, Found, Task, tasks_of
from netralitas.simulation.parts import Part
from netralitas.simulation.pieces import Piece
from netralitas.simulation.pool import pooled
from netralitas.simulation.summary import Summary

Watch = Callable[[int, float | None], None]
"""Told after every chunk: how many rows are done, and what share of all where that is known."""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts of a run came to; `a + b` is what both came to, in any order."""

    rows: int = 0
    judged: int = 0
    alone: int = 0
    outcomes: Mapping[str, int] = {}
    faulty: Mapping[str, int] = {}
    digest: Digest = Digest()
    summary: Summary = Summary()

    @classmethod
    def of(cls, part: Part) -> Totals:
        """Return what one part came to."""
        return cls(**{name: getattr(part, name) for name in cls.__struct_fields__})

    def __add__(self, other: Totals) -> Totals:
        if not isinstance(other, Totals):
            return NotImplemented
        return Totals(
            rows=self.rows + other.rows,
            judged=self.judged + other.judged,
            alone=self.alone + other.alone,
            outcomes=_merged(self.outcomes, other.outcomes),
            faulty=_merged(self.faulty, other.faulty),
            digest=self.digest + other.digest,
            summary=self.summary + other.summary,
        )


@contextmanager
def running(
    pieces: Sequence[Piece], errand: Errand[Found], *, jobs: int = 1, watch: Watch | None = None
) -> Iterator[Iterator[Found]]:
    """Yield the results of a run on this machine, one for each chunk, in the order of chunks.

    With one job, or one piece, all is done in this process. Raises what reading a file raises, and
    RunFailure when workers are lost again and again. However it is left, no process remains.
    """
    tasks = tasks_of(pieces)
    if min(jobs, len(tasks)) < 2:
        yield watched(_serially(tasks, errand), len(tasks), watch)
        return
    with pooled(tasks, errand, jobs=jobs) as results:
        yield watched(results, len(tasks), watch)


def watched(results: Iterator[Found], pieces: int, watch: Watch | None) -> Iterator[Found]:
    """Yield the results, and tell after each how far the run has come.

    The share of the whole is that of the pieces, which are about as large as each other.
    """
    rows = 0
    for result in results:
        yield result
        rows += result.rows
        if watch is not None:
            watch(rows, (result.piece + 1) / pieces if pieces > 1 else None)


def _serially(tasks: Sequence[Task], errand: Errand[Found]) -> Iterator[Found]:
    for task in tasks:
        yield from errand.results(task)


def _merged(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))
