"""This file makes the event of a step, with what the law says then and the dates that change."""

from __future__ import annotations

from datetime import datetime

import msgspec

from netralitas.casework import bodies
from netralitas.casework.case import Case, judged_file
from netralitas.casework.clocks import deadlines
from netralitas.casework.events import SYSTEM, Event
from netralitas.casework.evolving import evolve
from netralitas.casework.judging import Judging, in_short
from netralitas.casework.roles import Actor, Role
from netralitas.casework.scene import Scene, Settings, Step
from netralitas.judgement import CompiledPolicy
from netralitas.policy import check_case

CLOCK = Actor(id=SYSTEM, role=Role.ADMINISTRATOR)
"""On whose behalf dates are worked out and fired: it reads nothing and decides nothing."""


def event_of(
    there: Case | None, case: str, step: Step, *, who: str, role: str, at: datetime, key: str
) -> Event:
    """Return the event that a step leaves in a case, still without what follows from it."""
    return Event(
        case=case,
        version=there.version + 1 if there else 1,
        kind=bodies.kind_of(step.body),
        at=at,
        actor=who,
        role=role,
        body=bodies.plain(step.body),
        key=key,
        cites=step.cites,
        previous=there.last if there else "",
    )


def settled(
    there: Case | None, event: Event, law: CompiledPolicy, settings: Settings, judging: Judging
) -> tuple[Event, Case]:
    """Return an event with what the law says now and the dates that change, and the case then.

    CaseError where the file that comes of it is none that a case can be.
    """
    draft = evolve(there, event)
    check_case(judged_file(draft), law.policy)
    judged = in_short(judging(judged_file(draft), law, draft.day(event.at)).verdict)
    draft = msgspec.structs.replace(draft, judged=judged)
    before = {one.id: one for one in there.deadlines} if there else {}
    # What was set, due and not fired yet is known to the draft: evolving leaves it there.
    scene = Scene(draft, CLOCK, event.at, law, settings, judging)
    now = {one.id: one for one in deadlines(scene)}
    event = msgspec.structs.replace(
        event,
        judged=judged if there is None or there.judged != judged else None,
        sets=tuple(one for id, one in now.items() if before.get(id) != one),
        clears=tuple(id for id in before if id not in now),
    )
    return event, evolve(there, event)
