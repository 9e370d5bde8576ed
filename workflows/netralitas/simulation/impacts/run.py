"""This file compares two policies piece by piece, wherever that happens to be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from netralitas.facts import Language, Text
from netralitas.simulation.errands import Task
from netralitas.simulation.impacts.comparing import Comparing, Unjudged
from netralitas.simulation.impacts.drilling import Drilled, Wanted, drilled, picked, with_provisions
from netralitas.simulation.impacts.impact import Impact
from netralitas.simulation.judges import Laws
from netralitas.simulation.reading import chunks_of
from netralitas.simulation.sifting import Chunk


class Job(NamedTuple):
    """What is done with every piece: both sides, which rows are picked, how many are shown.

    `sheet`: every row picked is wanted, and not only the first ones.
    """

    comparing: Comparing
    wanted: tuple[Wanted, ...] = ()
    show: int = 0
    sheet: bool = False

    @property
    def laws(self) -> tuple[Laws, Laws]:
        """Where the laws of the old and of the new side come from."""
        return self.comparing.pairing.sides

    def under(self, *laws: Laws) -> Job:
        """Return the same job with the laws of both sides taken from somewhere else."""
        old, new = laws
        return self._replace(comparing=Comparing(old, new, asked=self.comparing.asked))

    def results(self, task: Task, *, skip: int = 0) -> Iterator[ChunkImpact]:
        """Yield what each chunk of a piece comes to, leaving out the first `skip` chunks.

        Raises what reading the file raises.
        """
        pick = picked(self.wanted)
        for number, chunk in enumerate(chunks_of(task.piece, self.comparing.words)):
            if number >= skip:
                yield self._compared(task, chunk, pick)

    def _compared(self, task: Task, chunk: Chunk, pick: pl.Expr) -> ChunkImpact:
        invalid = len({fault.at.line for fault in chunk.faults}) + chunk.untold
        read = ChunkImpact(
            piece=task.number,
            rows=chunk.frame.height + invalid,
            file=task.piece.name,
            faults=tuple(
                Text(id=fault.message(Language.ID), en=fault.message(Language.EN))
                for fault in chunk.faults
            ),
            invalid=invalid,
        )
        if not chunk.frame.height:  # of a file that is none there may be no columns either
            return read
        found = self.comparing.compare(chunk.frame, chunk.rows)
        flipped = found.laid.filter(pick)
        changed = self.comparing.changed
        every = frozenset[str]().union(*map(changed, flipped["region"].unique().to_list()))
        return read._replace(
            impact=Impact.of(found.laid),
            matched=flipped.height,
            picked=tuple(
                drilled(task.piece.name, chunk.frame, found.laid, pick, self.show, changed)
            ),
            sheet=with_provisions(flipped, every) if self.sheet else None,
            unjudged=found.unjudged,
        )


class ChunkImpact(NamedTuple):
    """What a chunk came to: counts, the first rows picked, what was not judged, what was not read.

    `rows` are all that were read, of the piece of that number; `matched` of them are those picked.
    `faults` are told one by one; `invalid` counts all rows that could not be read.
    """

    piece: int
    rows: int
    file: str
    faults: tuple[Text, ...]
    invalid: int
    impact: Impact = Impact()
    matched: int = 0
    picked: tuple[Drilled, ...] = ()
    sheet: pl.DataFrame | None = None
    unjudged: tuple[Unjudged, ...] = ()
