"""This file runs a comparison over the pieces of files, here or in processes beside us."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from netralitas.facts import Language, RuleFailure, Text
from netralitas.simulation.impacts.comparing import Comparing, Unjudged
from netralitas.simulation.impacts.drilling import Drilled, Wanted, drilled, picked, with_provisions
from netralitas.simulation.impacts.impact import Impact
from netralitas.simulation.pieces import Piece
from netralitas.simulation.reading import chunks_of


class Job(NamedTuple):
    """What is done with every piece: both sides, which rows are picked, how many are shown.

    `sheet`: every row picked is wanted, and not only the first ones.
    """

    comparing: Comparing
    wanted: tuple[Wanted, ...] = ()
    show: int = 0
    sheet: bool = False


class ChunkImpact(NamedTuple):
    """What a chunk came to: counts, the first rows picked, what was not judged, what was not read.

    `faults` are told one by one; `invalid` counts all rows that could not be read.
    """

    file: str
    faults: tuple[Text, ...]
    invalid: int
    impact: Impact = Impact()
    matched: int = 0
    rows: tuple[Drilled, ...] = ()
    sheet: pl.DataFrame | None = None
    unjudged: tuple[Unjudged, ...] = ()


def impact_of_piece(piece: Piece, job: Job) -> Iterator[ChunkImpact]:
    """Yield what each chunk of a piece comes to; raises what reading the file raises."""
    pick = picked(job.wanted)
    for chunk in chunks_of(piece, job.comparing.words):
        read = ChunkImpact(
            file=piece.name,
            faults=tuple(
                Text(id=fault.message(Language.ID), en=fault.message(Language.EN))
                for fault in chunk.faults
            ),
            invalid=len({fault.at.line for fault in chunk.faults}) + chunk.untold,
        )
        if not chunk.frame.height:  # of a file that is none there may be no columns either
            yield read
            continue
        found = job.comparing.compare(chunk.frame, chunk.rows)
        rows = found.laid.filter(pick)
        changed = job.comparing.changed
        regions = rows["region"].unique().to_list()
        every = frozenset[str]().union(*map(changed, regions))
        yield read._replace(
            impact=Impact.of(found.laid),
            matched=rows.height,
            rows=tuple(drilled(piece.name, chunk.frame, found.laid, pick, job.show, changed)),
            sheet=with_provisions(rows, every) if job.sheet else None,
            unjudged=found.unjudged,
        )


@contextmanager
def comparing_pieces(
    pieces: Sequence[Piece], job: Job, *, jobs: int = 1
) -> Iterator[Iterator[ChunkImpact]]:
    """Yield what every chunk comes to, in the order of the files, whoever judged it.

    With one job, or one piece, all is done in this process. However it is left, no process remains;
    RuleFailure when one of them dies.
    """
    if min(jobs, len(pieces)) < 2:
        yield (found for piece in pieces for found in impact_of_piece(piece, job))
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(pieces)), context, initializer=_deaf)
    try:
        yield _pooled(pool, pieces, pickle.dumps(job), jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _pooled(
    pool: ProcessPoolExecutor, pieces: Sequence[Piece], job: bytes, jobs: int
) -> Iterator[ChunkImpact]:
    """Yield the chunks in order; no more than `jobs` pieces are begun beyond the one wanted."""
    left = iter(pieces)
    waiting: deque[Future[list[ChunkImpact]]] = deque()
    try:
        for piece in left:
            waiting.append(pool.submit(_in_worker, job, piece))
            if len(waiting) > jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise RuleFailure(
            Text(
                id="sebuah proses penilai mati; bila memori habis, kurangi --jobs",
                en="a judging process died; if memory ran out, lower --jobs",
            )
        ) from error


def _in_worker(job: bytes, piece: Piece) -> list[ChunkImpact]:
    return list(impact_of_piece(piece, _opened(job)))


@lru_cache(maxsize=1)
def _opened(job: bytes) -> Job:
    """Return a job as it was sent; the laws in it are compiled once a process."""
    opened: Job = pickle.loads(job)
    return opened


def _deaf() -> None:
    """Leave Ctrl-C to the host, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
