"""This file judges one piece of a run, chunk by chunk, wherever that happens to be done.

The same lines run in this process, in a worker beside it, and on another machine; what differs is
who hands out the pieces, and whence the laws come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from netralitas.facts import Place
from netralitas.policy import Policy
from netralitas.simulation.audit import Draw
from netralitas.simulation.columnar import Decided
from netralitas.simulation.digest import Digest
from netralitas.simulation.errands import Task, chunk_name
from netralitas.simulation.faults import Fault, fault_of
from netralitas.simulation.isolating import decided_each
from netralitas.simulation.judges import Judges, Laws
from netralitas.simulation.pieces import Piece
from netralitas.simulation.sifting import Chunk, Words
from netralitas.simulation.summary import Summary

TOLD_MAX = 100
"""Faults of a chunk that are told one by one; the others are only counted."""

Reading = Callable[[Piece, Words], Iterable[Chunk]]
"""How a piece is read, with the words of the regions; `chunks_of`, or what a test puts there."""

Keep = Callable[[str, pl.DataFrame], Any]
"""What becomes of a judged chunk in the worker, called with its name and its rows.

The rows are the input columns and then `verdict.*`. What it returns travels with the part; what it
writes to disk it may write again under the same name, when a worker is lost.
"""


class Work(NamedTuple):
    """What is done with every piece of a run; it goes to each worker once.

    `draw` says which rows to bring along for an audit. Without `keep` no rows are kept at all, and
    without `counted` no summary is made of them.
    """

    judges: Judges
    read: Reading
    keep: Keep | None = None
    draw: Draw | None = None
    counted: bool = True

    @property
    def laws(self) -> tuple[Laws]:
        """Where the law of each region comes from."""
        return (self.judges.laws,)

    def under(self, *laws: Laws) -> Work:
        """Return the same work with the laws taken from somewhere else."""
        (one,) = laws
        judges = Judges(one, region=self.judges.region, as_of=self.judges.as_of)
        return self._replace(judges=judges)

    def results(self, task: Task, *, skip: int = 0) -> Iterator[Part]:
        """Yield what each chunk of a piece came to, as `parts_of` does."""
        return parts_of(task, self, skip=skip)


class Part(NamedTuple):
    """What a chunk came to: counts, digest and summary, and never more rows than were asked for.

    `rows` are all that were read, `judged` those with a verdict, `alone` those of them that were
    judged one by one; `outcomes` counts the verdicts. `faulty` counts rows that were not judged, by
    the kind of their fault, of which `faults` tells the first `TOLD_MAX`.
    """

    piece: int
    chunk: int
    rows: int
    judged: int
    alone: int
    outcomes: Mapping[str, int]
    faulty: Mapping[str, int]
    faults: tuple[Fault, ...]
    digest: Digest
    summary: Summary
    drawn: pl.DataFrame | None
    kept: Any

    @property
    def name(self) -> str:
        """The name of the chunk: the same whoever judges it, and in the order of the file."""
        return chunk_name(self.piece, self.chunk)


def parts_of(task: Task, work: Work, *, skip: int = 0) -> Iterator[Part]:
    """Yield what each chunk of a piece came to, leaving out the first `skip` chunks.

    A row at which judging breaks is a fault of that row. Raises what reading the file raises, and
    RuleFailure when judging breaks at more than `FAILED_MAX` rows of a chunk.
    """

    def words(region: str | None) -> Policy:
        return work.judges.law(region).policy

    for number, chunk in enumerate(work.read(task.piece, words)):
        if number >= skip:
            yield _part(task, number, chunk, work)


def _part(task: Task, number: int, chunk: Chunk, work: Work) -> Part:
    cases = chunk.frame
    decided = decided_each(work.judges, cases)
    unread = tuple(fault_of(error, error.at) for error in chunk.faults)
    invalid = len({fault.at.line for fault in unread}) + chunk.untold
    unjudged = tuple(_unjudged(task.piece.name, chunk, decided))
    verdicts = decided.verdicts
    name = chunk_name(task.number, number)
    outcomes = verdicts["outcome"].drop_nulls().value_counts().rows()
    return Part(
        piece=task.number,
        chunk=number,
        rows=cases.height + invalid,
        judged=cases.height - len(decided.refused),
        alone=decided.alone,
        outcomes=dict(sorted(outcomes)),
        faulty=dict(
            sorted((Counter(one.kind for one in unjudged) + Counter(invalid=invalid)).items())
        ),
        faults=tuple(sorted((*unread, *unjudged), key=lambda one: one.at.line)[:TOLD_MAX]),
        digest=Digest.of(cases, verdicts),
        summary=Summary.of(cases, verdicts) if work.counted else Summary(),
        drawn=work.draw.of(task.file, chunk.rows, cases, decided) if work.draw else None,
        kept=work.keep(name, _joined(cases, verdicts)) if work.keep else None,
    )


def _joined(cases: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([cases, verdicts.rename("verdict.{}".format)], how="horizontal")


def _unjudged(file: str, chunk: Chunk, decided: Decided) -> Iterator[Fault]:
    for place, error in decided.refused:
        yield fault_of(error, Place(file, chunk.rows[place], _id(chunk.frame, place)))


def _id(frame: pl.DataFrame, place: int) -> str:
    return str(frame["id"][place] or "") if "id" in frame.columns else ""
