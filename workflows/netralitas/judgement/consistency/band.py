"""This file shows a proposed sanction beside all that was imposed in comparable cases before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

import msgspec

from netralitas.facts import (
    Case,
    CaseError,
    Lint,
    Note,
    Place,
    SanctionName,
    Text,
    Tier,
    Track,
    nearest,
)
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.consistency.comparable import STEPS, Likeness, likeness
from netralitas.judgement.consistency.comparison import Comparison, LeftOut
from netralitas.judgement.consistency.past_decisions import PastCase, past_decisions
from netralitas.judgement.consistency.spread import Group, Position, position_of
from netralitas.judgement.consistency.words import NOTES, SMALL
from netralitas.judgement.lint import lint
from netralitas.judgement.verdict import judge

CONSISTENCY_SCHEMA: Final = "netralitas/consistency/v1"


class WideningStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was tried; one that is not shown says nothing of how many it holds."""

    id: str
    text: Text
    shown: bool


class Consistency(msgspec.Struct, frozen=True, kw_only=True):
    """What was imposed in comparable cases, beside a sanction proposed in one.

    `outcome` is `shown`; `too_few` where no group may be shown; `nothing_to_compare` where the law
    settles no types for this case on that track. `lint` says first whether the proposal is lawful.
    """

    schema: Literal["netralitas/consistency/v1"]
    case: str
    sanction: SanctionName
    lint: Lint
    outcome: Literal["shown", "too_few", "nothing_to_compare"]
    track: Track
    tier: Tier | None
    steps: tuple[WideningStep, ...]
    group: Group | None
    position: Position | None
    asks_reason: bool
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]


def consistency(
    case: Case,
    policy: CompiledPolicy,
    sanction: str,
    past: Iterable[PastCase],
    *,
    as_of: date,
) -> Consistency:
    """Return what was imposed in cases comparable to this one, beside the sanction proposed.

    The order of the past cases does not matter. CaseError when the sanction is not in the policy.
    """
    proposed = next((one for one in policy.policy.sanctions if one.id == sanction), None)
    if proposed is None:
        raise CaseError(
            Text(id=f"sanksi tidak dikenal: {sanction!r}", en=f"unknown sanction {sanction!r}"),
            at=Place(case.id),
            hint=nearest(sanction, tuple(one.id for one in policy.policy.sanctions)),
        )
    lawful = lint(case, policy, [sanction], as_of=as_of)
    verdict = judge(case, policy, as_of=as_of)
    like = likeness(case, policy.policy, verdict, proposed.track)
    comparison = Comparison(past_decisions(past), case, policy.policy)
    step = None if like is None else comparison.step(like)
    group = None if like is None or step is None else comparison.group(like, step)
    position = None if group is None else position_of(group, sanction)
    opened = verdict.tracks.get(proposed.track)
    return Consistency(
        schema=CONSISTENCY_SCHEMA,
        case=case.id,
        sanction=SanctionName(id=proposed.id, name=proposed.name),
        lint=lawful,
        outcome=_outcome(like, group),
        track=proposed.track,
        tier=opened.tier if opened else None,
        steps=() if like is None else _tried(step),
        group=group,
        position=position,
        asks_reason=position is not None and position.where != "middle",
        left_out=comparison.left_out(proposed.track, like),
        notes=tuple(_notes(like, group)),
    )


def _outcome(
    like: Likeness | None, group: Group | None
) -> Literal["shown", "too_few", "nothing_to_compare"]:
    if like is None:
        return "nothing_to_compare"
    return "too_few" if group is None else "shown"


def _tried(step: int | None) -> tuple[WideningStep, ...]:
    last = len(STEPS) - 1 if step is None else step
    return tuple(
        WideningStep(id=one.id, text=one.text, shown=place == step)
        for place, one in enumerate(STEPS[: last + 1])
    )


def _notes(like: Likeness | None, group: Group | None) -> list[Note]:
    keys = ["no_law"]
    if group is not None:
        keys += ["no_score", "reason"]
        if group.n < SMALL:
            keys.append("small")
    if like is not None:
        keys += ["never_wider", "hidden"]
        if like.level is None:
            keys.append("level_unknown")
    return [Note(says=f"consistency.{key}", text=NOTES[key]) for key in keys]
