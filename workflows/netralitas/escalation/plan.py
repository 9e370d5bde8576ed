"""This file plans the stages through which one case is expected to go, and who acts at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netralitas.escalation.deciding import STAGES, Bench
from netralitas.facts import Authority, Official, Outcome, Stage
from netralitas.policy import Chain

CLOSINGS: tuple[tuple[Outcome, Stage], ...] = (
    (Outcome.INSUFFICIENT_EVIDENCE, Stage.CLOSED_NOT_PROVEN),
    (Outcome.NO_VIOLATION, Stage.CLOSED_NO_VIOLATION),
    (Outcome.OUT_OF_SCOPE, Stage.CLOSED_OUT_OF_SCOPE),
)
"""Where a case without any open track is closed."""


class Stop(NamedTuple):
    """A stage of the expected walk and the official who acts there, where one can be named."""

    stage: Stage
    official: Official | None = None


def plan(
    authority: Authority, chains: Sequence[tuple[Chain | None, Bench]], remedy: Stage | None
) -> tuple[Stop, ...]:
    """Return the stages of a track from the report to the execution.

    A stage at which the chain has no official is left out, and so is one whose officials are all
    skipped; at the atasan langsung the next official who can act examines instead. Where several
    chains are possible, an official is named only where all of them name the same.
    """
    reach = _reach(authority)
    plans = [dict(_acting(authority, reach, chain, on)) for chain, on in chains]
    middle = []
    for stage in STAGES:
        officials = {one[stage] for one in plans if stage in one}
        if officials:
            middle.append(Stop(stage, officials.pop() if len(officials) == 1 else None))
    return (
        Stop(Stage.REPORT),
        Stop(Stage.EVIDENCE_REVIEW),
        *(middle or (Stop(reach),)),
        Stop(Stage.DECIDED, authority.official),
        Stop(Stage.DELIVERED),
        *((Stop(remedy),) if remedy else ()),
        Stop(Stage.FINAL),
        Stop(Stage.EXECUTED),
    )


def closing(outcome: Outcome) -> tuple[Stop, ...]:
    """Return the stages of a case in which no track opens, as far as they can be said."""
    ends = [stage for one, stage in CLOSINGS if one is outcome]
    return (Stop(Stage.REPORT), Stop(Stage.EVIDENCE_REVIEW), *map(Stop, ends))


def _reach(authority: Authority) -> Stage:
    """Return the highest stage to be reached: that of the decider, or of who might decide."""
    if authority.stage is not None:
        return authority.stage
    stages = [reading.stage for reading in authority.readings if reading.stage is not None]
    return max(stages, key=STAGES.index, default=Stage.KEPALA_DAERAH)


def _acting(
    authority: Authority, reach: Stage, chain: Chain | None, on: Bench
) -> Iterable[tuple[Stage, Official | None]]:
    """Yield the stages of one chain up to the one that decides, each with who acts there."""
    for stage in STAGES[: STAGES.index(reach) + 1]:
        seats = [seat.official for seat in on.seats if seat.stage is stage]
        free = [official for official in seats if on.free(official)]
        named = chain is not None and stage not in chain.open_stages
        if stage is reach:
            yield stage, authority.official
        elif stage is Stage.ATASAN_LANGSUNG and seats:
            yield stage, (free[0] if free else _superior(on, reach)) if named else None
        elif free:
            yield stage, free[-1] if named else None


def _superior(on: Bench, reach: Stage) -> Official | None:
    """Return who examines in place of an atasan langsung who cannot: the next above who can."""
    for seat in on.seats:
        if STAGES.index(seat.stage) > STAGES.index(
            min(reach, Stage.KEPALA_DAERAH, key=STAGES.index)
        ):
            return None
        if on.free(seat.official):
            return seat.official
    return None
