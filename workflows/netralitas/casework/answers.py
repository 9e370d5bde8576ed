"""This file is what the service answers with: to a command, a tick, a comparison, a reporter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.casework.case import Case
from netralitas.casework.events import Event
from netralitas.casework.judging import in_short
from netralitas.casework.store import Due
from netralitas.facts import NetralitasError, Verdict


class Answer(NamedTuple):
    """What a command came to: the case after it, the event, and whether it had been done before."""

    case: Case
    event: Event
    repeated: bool = False


class Left(NamedTuple):
    """A deadline that could not be fired, and why: it waits for the next tick."""

    due: Due
    because: NetralitasError


class Ticked(NamedTuple):
    """What a tick fired, and what it had to leave."""

    events: Sequence[Event]
    left: Sequence[Left]


class Progress(NamedTuple):
    """What a reporter may see of the case: where it stands, and when that last changed."""

    open: bool
    stages: Mapping[str, str]
    changed: date


class Rejudged(NamedTuple):
    """What two states of the law say of one case: the one pinned to it, and another."""

    pinned: Verdict
    other: Verdict

    @property
    def same(self) -> bool:
        """Whether they say the same of outcome, tracks, tiers, types and who decides."""
        return in_short(self.pinned) == in_short(self.other)


def progress(case: Case) -> Progress:
    """Return what may be shown of a case to its reporter, whoever holds his receipt."""
    return Progress(case.open, dict(case.stages()), case.day(case.changed))
