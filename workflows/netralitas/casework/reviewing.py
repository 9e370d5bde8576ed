"""This file is the review of a report: begin, ask for more, let it proceed, or close it."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.casework import bodies, commands
from netralitas.casework.case import Proceeding
from netralitas.casework.commands import Ending
from netralitas.casework.offices import STAGES, must_stand_before, reach, stands_at
from netralitas.casework.scene import Scene, Step, reasoned, refused, wrong
from netralitas.casework.wording import named
from netralitas.escalation import StepContext
from netralitas.facts import Official, Outcome, Stage, Track

ENDING_OF: Mapping[Outcome, Ending] = {
    Outcome.INSUFFICIENT_EVIDENCE: Ending.NOT_PROVEN,
    Outcome.NO_VIOLATION: Ending.NO_VIOLATION,
    Outcome.OUT_OF_SCOPE: Ending.OUT_OF_SCOPE,
}
"""The ending that follows from what the law says of the recorded facts, where one does."""


def begin_review(scene: Scene, command: commands.BeginReview) -> Step:
    """Return how a report is taken up for review."""
    scene.move(scene.case.stage, "review", _bare(scene))
    return Step(bodies.ReviewBegun())


def ask_more(scene: Scene, command: commands.AskMore) -> Step:
    """Return how more is asked for; only while the report is under review."""
    _must_be_reviewed(scene)
    if not any(one.strip() for one in command.questions):
        raise wrong("tidak ada yang ditanyakan", "nothing is asked", "questions")
    return Step(bodies.MoreAsked(questions=command.questions))


def proceed(scene: Scene, command: commands.Proceed) -> Step:
    """Return how tracks begin at their first offices, each checked by the machine of the path.

    Refused where the law finds no violation, or the evidence does not suffice; where it leaves the
    question to a human, the reviewer's written reasons decide.
    """
    _must_be_reviewed(scene)
    verdict = scene.argued().verdict
    there = {one.track for one in scene.case.proceedings}
    wanted = command.tracks or tuple(
        track
        for track, found in verdict.tracks.items()
        if found.outcome is Outcome.VIOLATION and track not in there
    )
    if not wanted:
        ask = verdict.unknown.ask
        raise refused(
            f"hukum belum menemukan pelanggaran ({named(verdict.outcome).id})"
            + (f": {ask.question.id}" if ask else ""),
            f"the law finds no violation ({named(verdict.outcome).en})"
            + (f": {ask.question.en}" if ask else ""),
        )
    first: dict[Track, Stage] = {}
    for track in dict.fromkeys(wanted):
        if track in there:
            raise refused(
                f"jalur {named(track).id} sudah berjalan",
                f"the track {named(track).en} is under way",
            )
        if scene.verdict(track).outcome is not Outcome.VIOLATION:
            reasoned(
                command.reasons,
                f"jalur {named(track).id} masih menunggu penilaian manusia",
                f"the track {named(track).en} is left to a human's judgement",
            )
        day = scene.local_day
        before = Proceeding(track=track, stage=Stage.EVIDENCE_REVIEW, since=day, touched=day)
        context = scene.context(before, at=scene.local_day)
        target = next(Stage(one) for one in context.stages if one in STAGES)
        first[track] = scene.move(Stage.EVIDENCE_REVIEW, f"forward_to_{target.value}", context)
    return Step(
        bodies.Proceeded(tracks=first, outcome=verdict.outcome.value, reasons=command.reasons)
    )


def close_report(scene: Scene, command: commands.CloseReport) -> Step:
    """Return how a report ends at the review; reasons are written where the law says otherwise.

    An ending out of scope names the forum. The criminal track goes on beside any of them.
    """
    _must_be_reviewed(scene)
    if scene.case.proceedings:
        raise refused(
            "laporan sudah diteruskan: tutup jalurnya",
            "the report has proceeded: close its tracks",
        )
    outcome = scene.argued().verdict.outcome
    reasons = _reasons(command.ending, outcome, command.reasons)
    if command.ending is Ending.OUT_OF_SCOPE and not (command.forum or "").strip():
        raise refused("kewenangan lain: sebutkan lembaganya", "another forum: name it")
    scene.move(Stage.EVIDENCE_REVIEW, command.ending.step, _bare(scene))
    return Step(
        bodies.Closed(
            track=None,
            ending=command.ending.stage,
            law=outcome.value,
            reasons=reasons,
            forum=command.forum,
        )
    )


def close_track(scene: Scene, command: commands.CloseTrack) -> Step:
    """Return how a track ends without a sanction, by the official before whom it stands.

    Where the law finds a violation, only the office that could punish may close, and with reasons:
    a lower one reports the results up (PP 94/2021 ps 27).
    """
    one = scene.proceeding(command.track)
    found = scene.argued(one.track).verdict.tracks.get(one.track)
    outcome = found.outcome if found else scene.argued(one.track).verdict.outcome
    if found is not None:
        by = must_stand_before(scene, one)
        if found.outcome is Outcome.VIOLATION:
            _must_be_able_to_punish(scene, one, by)
    reasons = _reasons(command.ending, outcome, command.reasons)
    context = StepContext(track=one.track, at=scene.local_day, by=scene.actor.official)
    scene.move(one.stage, command.ending.step, context)
    return Step(
        bodies.Closed(
            track=one.track, ending=command.ending.stage, law=outcome.value, reasons=reasons
        )
    )


def _must_be_able_to_punish(scene: Scene, one: Proceeding, by: Official) -> None:
    says = "hukum menemukan pelanggaran di atas kewenangan pejabat ini: "
    english = "the law finds a violation beyond this official's authority: "
    if not stands_at(one.stage, reach(scene, one)):
        raise refused(
            f"{says}laporkan hasilnya secara hierarki",
            f"{english}report the results up",
            scene.guard("next_in_chain"),
        )
    competent = scene.context(one, at=scene.local_day).competent
    if by not in competent:
        offices = [named(official) for official in sorted(competent)]
        raise refused(
            f"{says}yang berwenang {', '.join(office.id for office in offices) or '-'}",
            f"{english}competent is {', '.join(office.en for office in offices) or '-'}",
            scene.guard("decided_by_competent"),
        )


def _reasons(ending: Ending, outcome: Outcome, reasons: str | None) -> str | None:
    if ENDING_OF.get(outcome) is ending:
        return reasons
    end, answer = named(ending.stage), named(outcome)
    return reasoned(
        reasons,
        f"{end.id} menyimpang dari jawaban hukum ({answer.id})",
        f"{end.en} departs from what the law answers ({answer.en})",
    )


def _must_be_reviewed(scene: Scene) -> None:
    if scene.case.stage is not Stage.EVIDENCE_REVIEW:
        raise refused(
            f"laporan tidak sedang ditelaah: {named(scene.case.stage).id}",
            f"the report is not under review: {named(scene.case.stage).en}",
        )


def _bare(scene: Scene) -> StepContext:
    """Return the context of a step before any track: its guards ask for nothing."""
    return StepContext(track=Track.DISIPLIN, at=scene.local_day)
