"""This file is how a track goes up: forwarding with its reason, settling who decides, advising."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from netralitas.casework import bodies, commands
from netralitas.casework.case import Proceeding
from netralitas.casework.evolving import with_official
from netralitas.casework.offices import (
    STAGES,
    expected,
    must_stand_before,
    reach,
    remedy_deciders,
    seats,
    stands_at,
)
from netralitas.casework.roles import OFFICIALS, NotYours, Role
from netralitas.casework.scene import Scene, Step, first, reasoned, refused, wrong
from netralitas.casework.wording import named
from netralitas.facts import (
    Citation,
    Official,
    OfficialCondition,
    OfficialState,
    Stage,
    Text,
    nearest,
)

_STATES: Mapping[str, OfficialCondition] = {
    "implicated": OfficialCondition.IMPLICATED,
    "vacant": OfficialCondition.VACANT,
    "did_not_act": OfficialCondition.DID_NOT_ACT,
}
_ROLES: Mapping[str, str] = {
    "implicated": "implication",
    "vacant": "vacancy",
    "did_not_act": "superior_inactive",
}
"""The role of procedure under which the policy says what follows from each state."""


def forward(scene: Scene, command: commands.Forward) -> Step:
    """Return how a track goes to the next official, for one of five reasons.

    For competence, and where a regional policy asks for it, the official passes it on himself: to
    the next office of the walk, and never past it. Where he cannot act or did not, it is taken from
    him: to whoever acts in his place at the same stage, else to the next office. That he did not
    act may be said only once a date for it has passed.
    """
    one = scene.proceeding(command.track)
    if one.stage not in STAGES:
        raise refused(
            f"jalur {named(one.track).id} tidak di hadapan pejabat: {named(one.stage).id}",
            f"the track {named(one.track).en} stands before no official: {named(one.stage).en}",
            scene.guard("next_in_chain"),
        )
    if command.reason in _STATES:
        return _taken_on(scene, one, command)
    must_stand_before(scene, one)
    if command.reason == "regional_policy":
        reasoned(command.reasons, "kebijakan daerah yang mana", "which regional policy")
        if scene.law.pack is None:
            raise refused(
                "perkara ini dinilai menurut hukum nasional saja: tidak ada kebijakan daerah",
                "this case is judged by national law alone: there is no regional policy",
            )
    elif stands_at(one.stage, reach(scene, one)):
        raise refused(
            "pejabat di tahap ini berwenang sendiri: ia wajib memutus",
            "the official at this stage is competent himself: he must decide",
            scene.guard("next_in_chain"),
        )
    return _onward(scene, one, command, None)


def settle_authority(scene: Scene, command: commands.SettleAuthority) -> Step:
    """Return how a human determines who decides; Refused where the law itself says who.

    Where the law's data has readings, it is one of those; the document that says so is named. Of a
    keberatan it is determined where everyone who could decide it is passed over.
    """
    one = scene.proceeding(command.track)
    authority = scene.verdict(one.track).authority
    if one.stage is Stage.KEBERATAN and not remedy_deciders(scene, one):
        return _settled(one, command, scene.guard("remedy_decided"))
    if authority.outcome == "decided":
        raise refused(
            f"hukum menunjuk {authority.official.value if authority.official else '-'}",
            f"the law names {authority.official.value if authority.official else '-'}",
            authority.cites,
        )
    if one.stage not in STAGES:
        raise refused("jalur ini sudah diputus", "this track was decided", authority.cites)
    readings = {reading.official for reading in authority.readings if reading.official}
    if readings and command.official not in readings:
        named = ", ".join(sorted(readings))
        raise refused(f"menurut bacaan yang ada: {named}", f"by the readings there are: {named}")
    return _settled(one, command, authority.cites)


def _settled(
    one: Proceeding, command: commands.SettleAuthority, cites: tuple[Citation, ...]
) -> Step:
    reasoned(command.document, "dokumen penunjukannya", "the document that determines it")
    reasoned(command.reasons, "mengapa pejabat ini", "why this official")
    return Step(
        bodies.AuthoritySettled(
            track=one.track,
            official=command.official,
            document=command.document,
            reasons=command.reasons,
        ),
        cites,
    )


def recommend(scene: Scene, command: commands.Recommend) -> Step:
    """Return how the official before whom a track stands is advised; he then owes an answer."""
    one = scene.proceeding(command.track)
    if one.stage not in STAGES:
        raise refused(
            "rekomendasi diberikan sebelum keputusan", "advice is given before the decision"
        )
    reasoned(command.reasons, "rekomendasi", "the recommendation")
    if command.sanction is not None:
        must_be_of(scene, one, command.sanction)
    return Step(
        bodies.Recommended(
            track=one.track,
            number=len(one.recommendations) + 1,
            on=scene.day(command.on, since=scene.case.file.report.at),
            sanction=command.sanction,
            to=expected(scene, one),
            reasons=command.reasons,
        )
    )


def must_be_of(scene: Scene, one: Proceeding, sanction: str) -> None:
    """Return where a sanction is known and belongs to a track; InputError or Refused otherwise."""
    known = {row.id: row for row in scene.law.policy.sanctions}
    if sanction not in known:
        hint = nearest(sanction, tuple(known))
        raise wrong(
            f"sanksi tidak dikenal: {sanction!r}; {hint.id}",
            f"unknown sanction {sanction!r}; {hint.en}",
            "sanction",
        )
    if known[sanction].track is not one.track:
        raise refused(
            f"{sanction} adalah sanksi jalur {named(known[sanction].track).id}, "
            f"bukan {named(one.track).id}",
            f"{sanction} is a sanction of the track {named(known[sanction].track).en}, "
            f"not {named(one.track).en}",
            known[sanction].cites,
        )


def _taken_on(scene: Scene, one: Proceeding, command: commands.Forward) -> Step:
    """Return how a track is taken from an official who cannot act, or did not."""
    passed = expected(scene, one)
    _must_be_able_to_take(scene, one, passed)
    if command.reason == "did_not_act" and not one.overdue:
        raise refused(
            "belum ada tenggat yang lewat di tahap ini", "no date has passed at this stage"
        )
    if command.reason == "implicated":
        reasoned(command.reasons, "mengapa ia terlibat", "why he is implicated")
    path = scene.argued(one.track).walk.path.get(one.track, ())
    if one.stage not in {entry.stage for entry in path}:
        return _onward(scene, one, command, None)  # recorded before: the walk passes him over
    if passed is None:
        # Who sits there depends on the unit: a state named by the stage would reach others too.
        return _step(scene, one, one.stage, command, None)
    state = OfficialState(state=_STATES[command.reason], official=passed)
    file = with_official(scene.case.file, state)
    after = scene._replace(case=msgspec.structs.replace(scene.case, file=file))
    left = after.argued(one.track).walk.path.get(one.track, ())
    if one.stage in {entry.stage for entry in left}:
        return _step(after, one, one.stage, command, state)
    return _onward(after, one, command, state)


def _onward(
    scene: Scene, one: Proceeding, command: commands.Forward, state: OfficialState | None
) -> Step:
    """Return the step to the next office of the walk; the machine refuses any other."""
    context = scene.context(one, at=scene.local_day, by=scene.actor.official)
    above = [
        Stage(stage)
        for stage in context.stages
        if stage in STAGES and STAGES.index(Stage(stage)) > STAGES.index(one.stage)
    ]
    if not above:
        raise refused(
            "tidak ada pejabat di atasnya dalam jalur ini",
            "there is no official above on this track",
            scene.guard("next_in_chain"),
        )
    target = scene.move(one.stage, f"forward_to_{above[0].value}", context)
    return _step(scene, one, target, command, state)


def _step(
    scene: Scene,
    one: Proceeding,
    target: Stage,
    command: commands.Forward,
    state: OfficialState | None,
) -> Step:
    there = msgspec.structs.replace(one, stage=target)
    role = _ROLES.get(command.reason)
    return Step(
        bodies.Forwarded(
            track=one.track,
            source=one.stage,
            target=target,
            official=expected(scene, there),
            reason=command.reason,
            reasons=command.reasons,
            state=state,
        ),
        scene.role(role) if role else scene.cites(one, f"forward_to_{target.value}"),
    )


def _must_be_able_to_take(scene: Scene, one: Proceeding, passed: Official | None) -> None:
    """Return where the actor may take a track from an official: an office above, or the staff."""
    if scene.actor.role not in OFFICIALS:
        if scene.actor.role in (Role.REVIEWER, Role.BKPSDM):
            return
    official = scene.actor.official
    above = seats(scene.law.policy, scene.case.file.subject)
    places = [place for place, seat in enumerate(above) if seat.official is official]
    bound = [
        place
        for place, seat in enumerate(above)
        if (seat.official is passed if passed else seat.stage is one.stage)
    ]
    if not places or (bound and max(places) < min(bound)):
        raise NotYours(
            Text(
                id="hanya pejabat itu sendiri, atasannya, atau penelaah yang dapat mengalihkan",
                en="only the official, one above him, or the reviewer can take it from him",
            ),
            cites=first(scene.guard("next_in_chain")),
        )
