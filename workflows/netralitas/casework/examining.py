"""This file is the examination: summonses and absence, the hearing, the team and the council."""

from __future__ import annotations

from datetime import date

from netralitas.casework import bodies, commands
from netralitas.casework.case import Proceeding
from netralitas.casework.offices import STAGES, must_stand_before
from netralitas.casework.roles import NotYours, Role
from netralitas.casework.scene import Scene, Step, first, refused, wrong
from netralitas.casework.wording import named
from netralitas.escalation import BeyondCalendar
from netralitas.facts import Citation, Text, Track
from netralitas.policy import Deadline


def summon(scene: Scene, command: commands.Summon) -> Step:
    """Return how a summons is sent; Refused a third, and a day later than the law allows.

    The day is at most seven working days after the letter, that of a second one as many after the
    day that was missed (PP 94/2021 ps 26), for acts under that regulation.
    """
    _must_be_before_an_office(scene)
    case = scene.case
    if case.examined:
        raise refused("sudah diperiksa", "the examination was held", scene.clock("summoned"))
    if any(one.attended is None for one in case.summonses):
        raise refused(
            "panggilan sebelumnya belum terjawab: catat kehadiran atau ketidakhadirannya",
            "the summons before is open: record whether it was followed",
            scene.clock("summoned"),
        )
    if case.missed >= 2:
        raise refused(
            "sudah dua kali dipanggil dan tidak hadir: putuskan berdasarkan bukti yang ada",
            "two summonses were missed: decide on the evidence there is",
            scene.clock("summoned"),
        )
    earlier = case.summonses[-1].on if case.summonses else None
    sent = scene.day(command.on, since=earlier or case.file.report.at)
    if command.day < sent:
        raise wrong(
            f"tanggal pemeriksaan {command.day} mendahului surat panggilan {sent}",
            f"the day of examination {command.day} comes before the summons of {sent}",
            "day",
        )
    latest, cites = _latest(scene, sent, earlier)
    if latest is not None and command.day > latest:
        raise refused(
            f"pemeriksaan paling lambat {latest}, bukan {command.day}",
            f"the examination is due by {latest}, not {command.day}",
            cites,
        )
    return Step(
        bodies.Summoned(number=len(case.summonses) + 1, sent=sent, on=command.day, latest=latest),
        cites,
    )


def record_absence(scene: Scene, command: commands.RecordAbsence) -> Step:
    """Return how absence is recorded, on the day of the summons or after it."""
    _must_be_before_an_office(scene)
    last = _open_summons(scene)
    if last.on > scene.local_day:
        raise refused(
            f"hari pemeriksaan {last.on} belum tiba",
            f"the day of examination {last.on} has not come",
            scene.clock("summoned"),
        )
    return Step(bodies.AbsenceRecorded(number=last.number), scene.clock("summoned"))


def examine(scene: Scene, command: commands.Examine) -> Step:
    """Return how the examination is recorded; it follows a summons."""
    _must_be_before_an_office(scene)
    last = _open_summons(scene)
    on = scene.day(command.on, since=last.sent)
    by = scene.actor.official.value if scene.actor.official else scene.actor.role.value
    return Step(
        bodies.Examined(number=last.number, on=on, by=by, signed=command.signed),
        scene.guard("examined_or_two_missed_summonses"),
    )


def form_team(scene: Scene, command: commands.FormTeam) -> Step:
    """Return how the tim pemeriksa is formed, of every element that the law wants in it.

    It is formed by the head as Pejabat Pembina Kepegawaian, or by the one whom he delegated; nobody
    is formed into it who is the subject, reporter, witness or implicated (checked by the service).
    """
    one = _disciplinary(scene)
    panel = scene.verdict(one.track).authority.tim_pemeriksa
    if panel.need == "no":
        raise refused(
            "tim pemeriksa tidak dibentuk untuk tingkat ini",
            "no tim pemeriksa is formed for this tier",
            scene.guard("tim_pemeriksa_formed"),
        )
    official = scene.actor.official
    if scene.actor.role is Role.KEPALA_DAERAH and panel.formed_by not in (None, official):
        raise NotYours(
            Text(
                id=f"tim pemeriksa dibentuk oleh {panel.formed_by}",
                en=f"the tim pemeriksa is formed by {panel.formed_by}",
            ),
            cites=first(scene.guard("tim_pemeriksa_formed")),
        )
    if missing := [element for element in panel.members if not command.members.get(element)]:
        named = ", ".join(missing)
        raise refused(
            f"tim pemeriksa belum lengkap: {named}",
            f"the tim pemeriksa lacks {named}",
            scene.guard("tim_pemeriksa_formed"),
        )
    return Step(
        bodies.TeamFormed(members=command.members, on=scene.day(command.on)),
        scene.guard("tim_pemeriksa_formed"),
    )


def hear_council(scene: Scene, command: commands.HearCouncil) -> Step:
    """Return how the recommendation of the Majelis Kode Etik is recorded, on the etik track."""
    one = scene.proceeding(command.track or Track.ETIK)
    authority = scene.verdict(one.track).authority
    if authority.body != "majelis_kode_etik" or one.stage not in STAGES:
        raise refused(
            f"jalur {named(one.track).id} tidak sedang menunggu Majelis Kode Etik",
            f"the track {named(one.track).en} does not wait for the Majelis Kode Etik",
        )
    if one.council_heard is not None:
        raise refused(
            "Majelis Kode Etik sudah menyampaikan rekomendasi",
            "the Majelis Kode Etik has given its recommendation",
        )
    return Step(bodies.CouncilHeard(track=one.track, on=scene.day(command.on)), authority.cites)


def _must_be_before_an_office(scene: Scene) -> Proceeding:
    """Return a track before the actor's office; for a member of the team, any before an office."""
    there = [one for one in scene.case.proceedings if one.stage in STAGES]
    if not there:
        raise refused(
            "tidak ada jalur di hadapan pejabat",
            "no track stands before an official",
            scene.clock("summoned"),
        )
    if scene.actor.role is Role.TIM_PEMERIKSA:
        return there[0]
    for one in there[:-1]:
        try:
            must_stand_before(scene, one)
        except NotYours:
            continue
        return one
    must_stand_before(scene, there[-1])
    return there[-1]


def _open_summons(scene: Scene) -> bodies.Summoned:
    last = scene.case.summonses[-1] if scene.case.summonses else None
    if last is None or last.attended is not None or scene.case.examined:
        raise refused(
            "tidak ada panggilan tertulis yang masih terbuka",
            "no written summons is open",
            scene.clock("summoned"),
        )
    return bodies.Summoned(number=last.number, sent=last.sent, on=last.on, latest=None)


def _disciplinary(scene: Scene) -> Proceeding:
    one = scene.case.proceeding(Track.DISIPLIN)
    if one is None or one.stage not in STAGES:
        raise refused(
            "tim pemeriksa dibentuk sebelum hukuman disiplin diputus",
            "a tim pemeriksa is formed before discipline is decided",
            scene.guard("tim_pemeriksa_formed"),
        )
    return one


def _latest(
    scene: Scene, sent: date, missed: date | None
) -> tuple[date | None, tuple[Citation, ...]]:
    """Return the last day for the examination and the law that says so; None where none does."""
    starts = "examination_missed" if missed else "summoned"
    running = {
        entry.clock
        for one in scene.case.proceedings
        for entry in scene.argued(one.track).walk.path.get(one.track, ())
    }
    for row in scene.law.policy.deadlines:
        if row.starts == starts and row.id in running:
            return _counted(scene, row, missed or sent), row.cites
    return None, ()


def _counted(scene: Scene, row: Deadline, start: date) -> date | None:
    if row.n is None:
        return None
    try:
        counted = scene.law.escalation.clocks.counted(row.unit, row.n, start)
    except BeyondCalendar:
        return None
    return max((one.at for one in counted.due), default=None)
