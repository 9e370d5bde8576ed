"""This file says before whom a track stands: which officials may act on it where it is now."""

from __future__ import annotations

from collections.abc import Iterable

from netralitas.casework.case import Proceeding
from netralitas.casework.roles import OFFICIALS, STAGES_OF, NotYours
from netralitas.casework.scene import Scene, first
from netralitas.casework.wording import named
from netralitas.facts import (
    Official,
    OfficialCondition,
    OfficialState,
    Stage,
    Subject,
    Text,
)
from netralitas.policy import Policy, Seat

STAGES: tuple[Stage, ...] = (
    Stage.ATASAN_LANGSUNG,
    Stage.PERANGKAT_DAERAH,
    Stage.KEPALA_DAERAH,
    Stage.ABOVE_KEPALA_DAERAH,
)
"""The stages at which officials act, from the lowest up."""


def seats(policy: Policy, subject: Subject) -> tuple[Seat, ...]:
    """Return those who may stand above a person, nearest first; all of them where it is open."""
    chains = [
        chain
        for chain in policy.chains
        if subject.government is None or subject.government in chain.governments
    ]
    own = [chain for chain in chains if chain.categories and subject.category in chain.categories]
    found = own or [
        chain
        for chain in chains
        if not chain.categories and (subject.level is None or subject.level in chain.levels)
    ]
    return tuple(dict.fromkeys(seat for chain in found for seat in chain.seats))


def acting(scene: Scene, one: Proceeding) -> frozenset[Official]:
    """Return the officials before whom a track stands; empty where none can be named.

    The walk names one. At a stage with several seats each of those who can act may; so may, where
    the law leaves open who decides, everyone whom a reading names and whom a human determined.
    """
    authority = scene.verdict(one.track).authority
    path = scene.argued(one.track).walk.path[one.track]
    named = [entry.official for entry in path if entry.stage == one.stage]
    if stands_at(one.stage, reach(scene, one)):
        named += [authority.official, *authority.alternates, *authority.by_sanction.values()]
        if authority.outcome != "decided":
            named += [*(reading.official for reading in authority.readings), one.settled]
    above = seats(scene.law.policy, scene.case.file.subject)
    named += [seat.official for seat in above if seat.stage is one.stage]
    return frozenset(
        official for official in named if official and not _passed_over(scene, official, above)
    )


def expected(scene: Scene, one: Proceeding) -> Official | None:
    """Return the one official whom the walk names where a track stands; None if it names none."""
    path = scene.argued(one.track).walk.path.get(one.track, ())
    return next((entry.official for entry in path if entry.stage == one.stage), None)


def reach(scene: Scene, one: Proceeding) -> Stage:
    """Return the stage at which a track is decided: the last office of its walk."""
    path = scene.argued(one.track).walk.path[one.track]
    stages = [Stage(entry.stage) for entry in path if entry.stage in STAGES]
    return max(stages, key=STAGES.index, default=Stage.KEPALA_DAERAH)


def remedy_deciders(scene: Scene, one: Proceeding) -> frozenset[Official]:
    """Return who decides a keberatan (PP 79/2021): the superior of the decider, the head his own.

    The superior is the nearest above who is not passed over. Where nobody is left the law is
    silent, and a human determines.
    """
    decided = one.decision.by if one.decision else None
    if decided is None:
        return frozenset()
    above = seats(scene.law.policy, scene.case.file.subject)
    places = [place for place, seat in enumerate(above) if seat.official is decided]
    head = any(seat.official is decided and seat.stage is Stage.KEPALA_DAERAH for seat in above)
    superiors = [seat.official for seat in above[places[-1] + 1 :]] if places and not head else []
    able = [one for one in superiors or [decided] if not _passed_over(scene, one, above)]
    return frozenset(able[:1])


def stands_at(stage: Stage, wanted: Stage) -> bool:
    """Whether a stage is that of an office, and at least as high as the one wanted."""
    return stage in STAGES and STAGES.index(stage) >= STAGES.index(wanted)


def must_stand_before(scene: Scene, one: Proceeding) -> Official:
    """Return the office of the actor, before whom the track stands; NotYours where it does not.

    Refused are an actor without an office, and one before whom the track does not stand.
    """
    official = scene.actor.official
    if one.stage not in STAGES:
        track, stage = named(one.track), named(one.stage)
        raise NotYours(
            Text(
                id=f"jalur {track.id} tidak sedang di hadapan pejabat: {stage.id}",
                en=f"the track {track.en} stands before no official: {stage.en}",
            )
        )
    able = acting(scene, one)
    if official is None or (able and official not in able):
        names = ", ".join(sorted(able))
        raise NotYours(
            Text(
                id=f"jalur {named(one.track).id} ada di hadapan {names or named(one.stage).id}, "
                f"bukan {official.value if official else 'pejabat tanpa jabatan'}",
                en=f"the track {named(one.track).en} stands before {names or named(one.stage).en}, "
                f"not {official.value if official else 'an official without an office'}",
            ),
            cites=first(scene.guard("next_in_chain")),
        )
    return official


def must_hold_the_role(scene: Scene) -> None:
    """Return where the actor's office goes with the role acted in; NotYours where it does not.

    A role is held by those whose seats stand at its stages, and by whom the walk names there: he
    acts for a lower one who cannot. Offices of no chain (a reading, one determined by a human) go
    with any of the roles; whether the track stands before them is asked apart.
    """
    official = scene.actor.official
    if scene.actor.role not in OFFICIALS:
        return
    above = seats(scene.law.policy, scene.case.file.subject)
    held = {seat.stage for seat in above if seat.official is official}
    held |= {
        one.stage
        for one in scene.case.proceedings
        if one.stage in STAGES and official is expected(scene, one)
    }
    if official is None or (held and not held & STAGES_OF[scene.actor.role]):
        named = official.value if official else "-"
        raise NotYours(
            Text(
                id=f"{named} tidak bertindak sebagai {scene.actor.role.value} di sini",
                en=f"{named} does not act as {scene.actor.role.value} here",
            ),
            cites=first(scene.guard("next_in_chain")),
        )


def must_not_be_passed_over(scene: Scene) -> None:
    """Return where nothing known keeps the actor's office from acting; NotYours otherwise."""
    official = scene.actor.official
    if official is None:
        return
    above = seats(scene.law.policy, scene.case.file.subject)
    for state in scene.case.file.officials:
        if state.state in _SKIPPED and _named(state, official, above):
            raise NotYours(
                Text(
                    id=f"{named(official).id} dilewati dalam perkara ini: {named(state.state).id}",
                    en=f"{named(official).en} is passed over in this case: {named(state.state).en}",
                ),
                cites=first(scene.role("implication")),
            )


_SKIPPED = (OfficialCondition.IMPLICATED, OfficialCondition.REPORTED)


def _passed_over(scene: Scene, official: Official, above: Iterable[Seat]) -> bool:
    states = [one for one in scene.case.file.officials if _named(one, official, above)]
    return any(one.state is not OfficialCondition.ACTING for one in states)


def _named(state: OfficialState, official: Official, above: Iterable[Seat]) -> bool:
    """Whether a state is that of an official: named by office, by level, or by the stage."""
    if state.official is not None and state.official is official:
        return True
    if state.level is not None and state.level.value == official.value:
        return True
    return any(seat.stage is state.stage and seat.official is official for seat in above)
