"""This file says what happens when a deadline comes: what the clock does, by itself and to whom."""

from __future__ import annotations

from netralitas.casework import bodies
from netralitas.casework.criminal import criminal_step
from netralitas.casework.events import Deadline
from netralitas.casework.scene import Scene, Step
from netralitas.facts import Stage, Track


def fired(scene: Scene, deadline: Deadline) -> Step:
    """Return what a deadline does that has come.

    A lapse ends the criminal track alone, an effect moves its own track; the rest changes no stage.
    Inaction names the official who did not act: he is reportable himself (PP 94/2021 ps 28), once a
    date passed that is his, and not for a mere review.
    """
    stage: str | None = None
    cites = deadline.cites
    reportable = None
    if deadline.does == "lapse":
        stage = criminal_step(scene.case, scene.law, "lapse", scene.local_day).value
    elif deadline.does == "take_effect":
        one = scene.case.proceeding(Track(deadline.lane))
        if one is not None:
            context = scene.context(one, at=scene.local_day)
            stage = scene.move(Stage.DELIVERED, "take_effect", context).value
    elif deadline.does == "escalate" and deadline.official is not None:
        reportable = deadline.official
        cites = (*cites, *scene.role("superior_inactive"))
    return Step(
        bodies.Fired(
            kind=deadline.kind,
            serial=deadline.serial,
            lane=deadline.lane,
            does=deadline.does,
            due=deadline.due,
            basis=deadline.basis,
            official=deadline.official,
            reportable=reportable,
            stage=stage,
        ),
        cites,
    )
