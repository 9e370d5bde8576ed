"""This file is the criminal track's own steps: others take them, and they end nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from netralitas.casework import bodies, commands
from netralitas.casework.case import Case
from netralitas.casework.scene import Scene, Step, reasoned, refused
from netralitas.casework.wording import named
from netralitas.escalation import BeyondCalendar, StepContext
from netralitas.facts import Citation, Contest, CriminalStage, Track
from netralitas.judgement import CompiledPolicy
from netralitas.policy import Deadline, Policy

_DATED_AT: Mapping[str, CriminalStage] = {
    "report_received_polri": CriminalStage.INVESTIGATION,
    "file_received": CriminalStage.PROSECUTION,
    "file_complete": CriminalStage.PROSECUTION,
    "judgment_read": CriminalStage.VERDICT,
}


def refer(scene: Scene, command: commands.Refer) -> Step:
    """Return how the matter is reported to Bawaslu; Refused too late, with the article.

    Where the law sees no criminal row met, only with written reasons: it is never decided here.
    """
    if scene.argued().finding.criminal.opens == "no":
        reasoned(
            command.reasons,
            "menurut hukum jalur pidana tidak terbuka",
            "by the law the criminal track does not open",
        )
    on = scene.day(command.on, since=scene.case.criminal.known)
    return _moved(scene, "refer", on, command.reasons)


def move_criminal(scene: Scene, command: commands.MoveCriminal) -> Step:
    """Return how a step of Bawaslu, police, prosecutor or court is recorded."""
    dates = [one.on for one in scene.case.criminal.dates]
    on = scene.day(command.on, since=max(dates, default=None))
    return _moved(scene, command.step, on, command.reasons)


def date_criminal(scene: Scene, command: commands.DateCriminal) -> Step:
    """Return how a day is recorded from which a clock of the criminal track runs."""
    stage = scene.case.criminal.stage
    if stage is not _DATED_AT[command.what]:
        raise refused(
            f"{command.what} dicatat pada tahap {named(_DATED_AT[command.what]).id}, "
            f"bukan {named(stage).id}",
            f"{command.what} is recorded at the stage {named(_DATED_AT[command.what]).en}, "
            f"not {named(stage).en}",
        )
    return Step(bodies.CriminalDated(what=command.what, on=scene.day(command.on)))


def return_finding(scene: Scene, command: commands.ReturnFinding) -> Step:
    """Return how a report that came too late is taken up as a finding (temuan).

    Its material conditions are met: evidence is there, and the day of every act is known. The time
    for reporting runs anew from the day it was found.
    """
    case = scene.case
    track = case.criminal
    limit = report_limit(case, scene.law)
    late = limit is not None and scene.local_day > limit
    rows = reporting_clocks(case, scene.law.policy)
    cites = rows[0].cites if rows else ()
    if track.stage is not CriminalStage.LAPSED and not (track.stage is CriminalStage.NONE and late):
        raise refused(
            "hanya laporan yang lewat waktu yang dapat kembali sebagai temuan",
            "only a report that came too late can return as a finding",
            cites,
        )
    if not case.evidence or any(charge.at is None for charge in case.file.charges):
        raise refused(
            "syarat materiel belum terpenuhi: bukti, dan hari setiap perbuatan",
            "the material conditions are not met: evidence, and the day of every act",
            cites,
        )
    reasoned(command.reasons, "temuan", "the finding")
    on = scene.day(command.on, since=limit)
    body = bodies.FindingReturned(on=on, round=track.round + 1, reasons=command.reasons)
    return Step(body, cites)


def report_limit(case: Case, law: CompiledPolicy) -> date | None:
    """Return the last day for a report to Bawaslu in this round; None where it is not known."""
    if case.criminal.known is None:
        return None
    ends = []
    for row in reporting_clocks(case, law.policy):
        if row.n is None:
            continue
        try:
            counted = law.escalation.clocks.counted(row.unit, row.n, case.criminal.known)
        except BeyondCalendar:
            continue
        ends += [one.at for one in counted.due]
    return max(ends, default=None)


def reporting_clocks(case: Case, policy: Policy) -> tuple[Deadline, ...]:
    """Return the clocks for reporting to Bawaslu that may run in a case."""
    return tuple(
        row for row in criminal_clocks(case, policy)
        if row.criminal_stage is CriminalStage.REFERRED
    )  # fmt: skip


def criminal_clocks(case: Case, policy: Policy) -> tuple[Deadline, ...]:
    """Return the clocks of the criminal path for the election of a case; of both if it is open."""
    kinds = {one.kind for one in policy.elections if one.id == case.file.election}
    contest = case.file.contest
    if not kinds and contest is not None:
        kinds = {"pilkada" if contest is Contest.REGIONAL_HEAD else "pemilu"}
    return tuple(
        row
        for row in policy.deadlines
        if row.path == "criminal" and (not kinds or kinds & set(row.elections))
    )


def criminal_step(case: Case, law: CompiledPolicy, step: str, on: date) -> CriminalStage:
    """Return where a step of the criminal track leads on a day; Refused where it may not be."""
    context = StepContext(track=Track.PIDANA, at=on, report_until=report_limit(case, law))
    moved = law.escalation.criminal.step(case.criminal.stage.value, step, context)
    return CriminalStage(moved)


def _moved(scene: Scene, step: str, on: date, reasons: str | None) -> Step:
    source = scene.case.criminal.stage
    target = criminal_step(scene.case, scene.law, step, on)
    row = scene.law.escalation.criminal.path.steps.get((source.value, step))
    cites: tuple[Citation, ...] = row.cites if row else ()
    body = bodies.CriminalMoved(step=step, source=source, target=target, on=on, reasons=reasons)
    return Step(body, cites)
