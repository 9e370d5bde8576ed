"""This file is what follows a decision: the remedies against it, its effect, its execution."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.casework import bodies, commands
from netralitas.casework.case import Proceeding, Remedy, judged_file
from netralitas.casework.forwarding import must_be_of
from netralitas.casework.offices import remedy_deciders
from netralitas.casework.roles import NotYours
from netralitas.casework.scene import Scene, Step, reasoned, refused, wrong
from netralitas.casework.wording import named
from netralitas.facts import Official, Stage, Text
from netralitas.judgement import lint

_STEPS: Mapping[str, str] = {
    "keberatan": "file_keberatan",
    "banding_administratif": "file_banding_administratif",
}


def file_remedy(scene: Scene, command: commands.FileRemedy) -> Step:
    """Return how a remedy is filed; Refused the wrong kind for the sanction, and one too late."""
    one = scene.proceeding(command.track)
    if one.decision is None:
        raise refused("belum ada keputusan", "there is no decision yet")
    on = scene.day(command.on, since=one.decision.on)
    step = _STEPS[command.kind]
    scene.move(one.stage, step, scene.context(one, at=on, sanction=one.decision.sanction))
    return Step(
        bodies.RemedyFiled(track=one.track, kind=command.kind, on=on), scene.cites(one, step)
    )


def decide_remedy(scene: Scene, command: commands.DecideRemedy) -> Step:
    """Return how a keberatan is decided: by the head on his own decision, else by one above.

    A changed sanction must be lawful; BPASN decides a banding administratif, not this command.
    """
    one, filed = _pending(scene, Stage.KEBERATAN, command)
    by = _competent(scene, one)
    sanction = _sanction(scene, one, command)
    if command.outcome in ("lighten", "aggravate", "change") and sanction is not None:
        checked = lint(judged_file(scene.case), scene.law, (sanction,), as_of=scene.local_day)
        if checked.answer == "unlawful":
            point = checked.because[0]
            raise refused(point.text.id, point.text.en, point.cites)
    return _answered(scene, one, filed, command, sanction, by)


def record_remedy(scene: Scene, command: commands.RecordRemedy) -> Step:
    """Return how what BPASN decided on a banding administratif is recorded."""
    one, filed = _pending(scene, Stage.BANDING_ADMINISTRATIF, command)
    return _answered(scene, one, filed, command, _sanction(scene, one, command), None)


def take_effect(scene: Scene, command: commands.TakeEffect) -> Step:
    """Return how a decision comes into effect; the guards of the path say from which day."""
    one = scene.proceeding(command.track)
    on = scene.day(command.on, since=one.decision.on if one.decision else None)
    scene.move(one.stage, "take_effect", scene.context(one, at=on))
    return Step(bodies.TookEffect(track=one.track, on=on), scene.cites(one, "take_effect"))


def execute(scene: Scene, command: commands.Execute) -> Step:
    """Return how the execution is recorded; the track is then at its end."""
    one = scene.proceeding(command.track)
    on = scene.day(command.on, since=one.decision.on if one.decision else None)
    scene.move(one.stage, "execute", scene.context(one, at=on))
    return Step(bodies.Executed(track=one.track, on=on, document=command.document))


_Answer = commands.DecideRemedy | commands.RecordRemedy


def _pending(scene: Scene, stage: Stage, command: _Answer) -> tuple[Proceeding, Remedy]:
    one = scene.proceeding(command.track)
    if one.stage is not stage or one.remedy is None or one.remedy.outcome is not None:
        raise refused(
            f"tidak ada {named(stage).id} yang menunggu putusan",
            f"no {named(stage).en} waits for a decision",
        )
    reasoned(command.reasons, "putusan upaya administratif", "the decision on the remedy")
    return one, one.remedy


def _sanction(scene: Scene, one: Proceeding, command: _Answer) -> str | None:
    """Return the sanction that stands now; InputError where the outcome and it do not agree."""
    before = one.decision.sanction if one.decision else None
    if command.outcome == "cancel" or command.outcome == "uphold":
        stands = None if command.outcome == "cancel" else before
        if command.sanction not in (None, stands):
            raise wrong(
                f"{command.outcome} tidak menjatuhkan sanksi lain",
                f"{command.outcome} imposes no other sanction",
                "sanction",
            )
        return stands
    if command.sanction is None or command.sanction == before:
        raise wrong(
            f"{command.outcome} menyebut sanksi yang lain dari {before}",
            f"{command.outcome} names a sanction other than {before}",
            "sanction",
        )
    must_be_of(scene, one, command.sanction)
    return command.sanction


def _answered(
    scene: Scene,
    one: Proceeding,
    filed: Remedy,
    command: _Answer,
    sanction: str | None,
    by: Official | None,
) -> Step:
    return Step(
        bodies.RemedyDecided(
            track=one.track,
            outcome=command.outcome,
            sanction=sanction,
            by=by,
            on=scene.day(command.on, since=filed.filed),
            reasons=command.reasons,
        ),
        scene.guard("remedy_decided"),
    )


def _competent(scene: Scene, one: Proceeding) -> Official:
    """Return the actor's office where it decides a keberatan on this decision (PP 79/2021)."""
    decided = one.decision.by if one.decision else None
    able = remedy_deciders(scene, one) or {one.settled}
    official = scene.actor.official
    if official is None or official not in able:
        named = ", ".join(sorted(one for one in able if one)) or "-"
        raise NotYours(
            Text(
                id=f"keberatan atas keputusan {decided} diputus oleh {named}",
                en=f"a keberatan against a decision of {decided} is decided by {named}",
            )
        )
    return official
