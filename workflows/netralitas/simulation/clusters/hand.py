"""This file is a hand of a cluster: it judges the pieces that reach a worker, and nothing else.

It knows nothing of how they reach it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from netralitas.simulation.clusters.failures import other_file, unlike, unseen
from netralitas.simulation.clusters.sameness import Stamp, fingerprint, stamp_of
from netralitas.simulation.errands import Task
from netralitas.simulation.parts import Part, Work, parts_of
from netralitas.simulation.sealed import LawWanted, SentLaws, sendable
from netralitas.simulation.worker import LawAsked


class Order(NamedTuple):
    """A task for a cluster, and how its file must look there."""

    task: Task
    stamp: Stamp


Answer = tuple[Part, ...] | LawAsked | BaseException
"""What a hand says of an order: its parts; or what it needs first, or why it cannot."""


class Hand:
    """The work of a run, and the laws that were sent for it; threads may share it.

    `made_by` is the fingerprint of the program that sends the work.
    """

    def __init__(self, made_by: str, work: bytes) -> None:
        self._made_by = made_by
        self._work = work
        self._idle: list[Work] = []
        self._other = False

    def check_program(self, worker: str) -> None:
        """Raise RunFailure, now and for every order, where another netralitas sent the work."""
        self._other = fingerprint() != self._made_by
        if self._other:
            raise unlike(worker)

    def answer(self, order: Order, worker: str, find: Callable[[str | None], bytes]) -> Answer:
        """Return what the chunks of a piece came to, or what kept us from them.

        `find` gives the sealed law of a region, or raises LawWanted.
        """
        try:
            if self._other:
                raise unlike(worker)
            self._check_file(order, worker)
            try:
                work = self._idle.pop()  # a law is compiled once for each thread, not for a piece
            except IndexError:
                work = pickle.loads(self._work).under(SentLaws(find))
            parts = tuple(parts_of(order.task, work))
            self._idle.append(work)
        except LawWanted as wanted:
            return LawAsked(wanted.region)
        except (Exception, pl.exceptions.PanicException) as error:
            return sendable(error)
        return parts

    def _check_file(self, order: Order, worker: str) -> None:
        file = order.task.piece.file
        try:
            stamp = stamp_of(file)
        except OSError as error:
            raise unseen(file, worker, error.strerror or type(error).__name__) from None
        if stamp != order.stamp:
            raise other_file(file, worker)
