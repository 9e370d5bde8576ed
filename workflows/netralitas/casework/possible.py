"""This file says what can be done next in a case: each step that is not refused, and by whom.

Nothing is kept in a second list: each step is proposed to the same rules, with a specimen of what a
person would fill in, on behalf of somebody who stands in no relation to the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from netralitas.casework import commands as c
from netralitas.casework.case import INTAKE, Case, Proceeding
from netralitas.casework.commands import Command, action_of
from netralitas.casework.events import Judged
from netralitas.casework.offices import seats
from netralitas.casework.roles import OFFICIALS, TABLE, Actor, Role
from netralitas.facts import InputError, Official, Refused, Stage, Track
from netralitas.judgement import CompiledPolicy

SPECIMEN = "…"
"""What stands for the words and ids that a person would fill in."""

Try = Callable[[Command, Actor], Any]
"""Proposes a command on behalf of an actor; raises Refused or InputError where it may not be."""


class Possible(NamedTuple):
    """A step that would be taken now: the action, its lane, and as whom."""

    action: str
    lane: str
    role: Role
    official: Official | None
    specimen: Command


def possible(case: Case, law: CompiledPolicy, today: date, attempt: Try) -> Iterator[Possible]:
    """Yield the steps that lead a lane of a case on, with everyone who may take them.

    What can be done at any time (evidence, facts, people, advice, holds) is left out.
    """
    officials = [seat.official for seat in seats(law.policy, case.file.subject)]
    for lane, command in _specimens(case, law, today):
        action = action_of(command)
        for actor in _actors(case, action, officials):
            try:
                attempt(command, actor)
            except (Refused, InputError):
                continue
            yield Possible(action, lane, actor.role, actor.official, command)


def _actors(case: Case, action: str, officials: Iterable[Official]) -> Iterator[Actor]:
    named = dict.fromkeys((*officials, *(one.settled for one in case.proceedings), *Official))
    for role, actions in TABLE.items():
        if action not in actions:
            continue
        if role in OFFICIALS:
            for official in named:
                if official is not None:
                    yield Actor(id=SPECIMEN, role=role, official=official)
        elif role is Role.TIM_PEMERIKSA:
            for member in dict.fromkeys(case.team.values()):
                yield Actor(id=member, role=role)
        else:
            yield Actor(id=SPECIMEN, role=role)


def _specimens(case: Case, law: CompiledPolicy, today: date) -> Iterator[tuple[str, Command]]:
    if case.stage is Stage.REPORT:
        yield INTAKE, c.BeginReview()
    if case.stage is Stage.EVIDENCE_REVIEW:
        yield INTAKE, c.Proceed()
        if case.judged:
            for track in case.judged.tracks:
                yield INTAKE, c.Proceed(tracks=(track,), reasons=SPECIMEN)
        for ending in c.Ending:
            yield INTAKE, c.CloseReport(ending=ending, reasons=SPECIMEN, forum=SPECIMEN)
    for one in case.proceedings:
        if one.open:
            for command in _of_track(case, one, law, today):
                yield one.track.value, command
    for command in _of_criminal():
        yield Track.PIDANA.value, command


def _of_track(case: Case, one: Proceeding, law: CompiledPolicy, today: date) -> Iterator[Command]:
    track = one.track
    yield c.Summon(day=today + timedelta(days=1))
    yield c.RecordAbsence()
    yield c.Examine()
    yield c.FormTeam(members=dict.fromkeys(_elements(law), SPECIMEN))
    yield c.HearCouncil(track=track)
    for reason in _REASONS:
        yield c.Forward(reason=reason, track=track, reasons=SPECIMEN)
    for official in Official:
        yield c.SettleAuthority(official=official, document=SPECIMEN, reasons=SPECIMEN, track=track)
    for sanction in _sanctions(case.judged, track, law):
        yield c.Decide(sanction=sanction, track=track, reasons=SPECIMEN)
    for ending in (c.Ending.NOT_PROVEN, c.Ending.NO_VIOLATION):
        yield c.CloseTrack(ending=ending, track=track, reasons=SPECIMEN)
    yield c.HandOver(track=track)
    yield c.SendDecision(track=track)
    yield c.RecordReceipt(track=track)
    yield c.FileRemedy(kind="keberatan", track=track)
    yield c.FileRemedy(kind="banding_administratif", track=track)
    yield c.DecideRemedy(outcome="uphold", reasons=SPECIMEN, track=track)
    yield c.RecordRemedy(outcome="uphold", reasons=SPECIMEN, track=track)
    yield c.TakeEffect(track=track)
    yield c.Execute(track=track)
    yield c.ReleaseFromDuties(track=track)
    yield c.EndRelease(track=track)


_REASONS: tuple[c.Reason, ...] = (
    "competence", "implicated", "vacant", "did_not_act", "regional_policy",
)  # fmt: skip


def _of_criminal() -> Iterator[Command]:
    yield c.Refer(reasons=SPECIMEN)
    for step in _STEPS:
        yield c.MoveCriminal(step=step)
    yield c.ReturnFinding(reasons=SPECIMEN)


_STEPS: tuple[
    Literal[
        "review",
        "investigate",
        "prosecute",
        "return_file",
        "bring_to_court",
        "appeal",
        "become_final",
        "drop",
    ],
    ...,
] = (
    "review",
    "investigate",
    "prosecute",
    "return_file",
    "bring_to_court",
    "appeal",
    "become_final",
    "drop",
)


def _sanctions(judged: Judged | None, track: Track, law: CompiledPolicy) -> Iterator[str]:
    """Yield the types that the law names on a track; where it leaves them open, all it has."""
    found = judged.tracks.get(track) if judged else None
    if found and found.lawful:
        yield from found.lawful
    else:
        yield from (row.id for row in law.policy.sanctions if row.track is track)


def _elements(law: CompiledPolicy) -> Iterator[str]:
    for panel in law.policy.panels:
        yield from panel.members
