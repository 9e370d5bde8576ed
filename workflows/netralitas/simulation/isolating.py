"""This file finds the rows at which judging breaks, so that the others are judged all the same."""

from __future__ import annotations

import polars as pl

from netralitas.facts import NetralitasError, RuleFailure, Text
from netralitas.simulation.columnar import SCHEMA, Decided
from netralitas.simulation.judges import Judges

FAILED_MAX = 100
"""Rows of a chunk at which judging may break; beyond that it is no matter of single rows."""

_WORDS = 300
"""How many characters of an unforeseen failure are told."""


def decided_each(judges: Judges, frame: pl.DataFrame) -> Decided:
    """Return the verdicts of a frame; a row at which judging breaks is refused, with the reason.

    RuleFailure when it breaks at more than `FAILED_MAX` rows.
    """
    return _decided(judges, frame, []) if frame.height else Decided(_nothing(0), (), 0)


def _decided(judges: Judges, frame: pl.DataFrame, failed: list[str]) -> Decided:
    """Return the same, halving the frame where it breaks; `failed` takes what was said then."""
    try:
        return judges.decide(frame)
    except MemoryError:
        raise
    except (Exception, pl.exceptions.PanicException) as error:
        if frame.height > 1:
            half = frame.height // 2
            first = _decided(judges, frame[:half], failed)
            return _together(first, _decided(judges, frame[half:], failed), half)
        failed.append(_told(error))
        if len(failed) > FAILED_MAX:
            raise RuleFailure(
                Text(
                    id=f"penilaian gagal pada lebih dari {FAILED_MAX} baris sekaligus: {failed[0]}",
                    en=f"judging broke at more than {FAILED_MAX} rows at once: {failed[0]}",
                )
            ) from error
        return Decided(_nothing(1), ((0, _failure(error)),), 0)


def _together(first: Decided, second: Decided, height: int) -> Decided:
    moved = tuple((place + height, error) for place, error in second.refused)
    verdicts = pl.concat([first.verdicts, second.verdicts])
    return Decided(verdicts, (*first.refused, *moved), first.alone + second.alone)


def _nothing(height: int) -> pl.DataFrame:
    return pl.DataFrame(schema=SCHEMA).clear(height)


def _failure(error: BaseException) -> NetralitasError:
    if isinstance(error, NetralitasError):
        return error
    words = _told(error)
    return RuleFailure(
        Text(id=f"kegagalan tak terduga: {words}", en=f"unexpected failure: {words}")
    )


def _told(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:_WORDS]
