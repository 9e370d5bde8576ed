"""This file gives a case its dates: the statutory ones that run in it, and internal ones beside.

Every lane of a case that is under way has a date: where no clock of the law runs there, the case is
looked at again on an internal review date, which is the office's own and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from netralitas.casework.case import INTAKE, Case, Proceeding, judged_file
from netralitas.casework.criminal import criminal_clocks
from netralitas.casework.events import Deadline, Does, utc
from netralitas.casework.offices import STAGES, expected
from netralitas.casework.scene import Scene
from netralitas.escalation import BeyondCalendar
from netralitas.facts import CriminalStage, DueDate, Official, PathEntry, Stage, Text, Track
from netralitas.policy import Deadline as Clock

Running = Callable[[Case, Proceeding], bool]
"""Asks whether a clock that started with some event still runs on a track."""


def _hearing(missed: int) -> Running:
    def running(case: Case, one: Proceeding) -> bool:
        return one.stage in STAGES and not case.examined and case.missed == missed

    return running


def _remedy(case: Case, one: Proceeding) -> bool:
    return one.remedy is not None and one.remedy.outcome is None


RUNNING: Mapping[str, Running] = {
    "summoned": _hearing(0),
    "examination_missed": _hearing(1),
    "decided": lambda _case, one: one.stage is Stage.DECIDED,
    "delivery_missed": lambda _case, one: one.stage is Stage.DECIDED,
    "decision_received": lambda _case, one: one.stage is Stage.DELIVERED,
    "keberatan_received": _remedy,
    "banding_received": _remedy,
}
"""By the event a clock starts with: whether it still runs."""

_APPEALABLE = (Stage.DECIDED, Stage.DELIVERED, Stage.FINAL)

CRIMINAL_RUNNING: Mapping[str, tuple[CriminalStage, ...]] = {
    "violation_known": (CriminalStage.NONE,),
    "report_received_bawaslu": (CriminalStage.REFERRED, CriminalStage.BAWASLU_REVIEW),
    "first_review_ended": (CriminalStage.REFERRED, CriminalStage.BAWASLU_REVIEW),
    "report_received_polri": (CriminalStage.INVESTIGATION,),
    "file_returned": (CriminalStage.INVESTIGATION,),
    "file_received": (CriminalStage.PROSECUTION,),
    "file_complete": (CriminalStage.PROSECUTION,),
    "file_transferred": (CriminalStage.VERDICT,),
    "judgment_read": (CriminalStage.VERDICT,),
    "appeal_received": (CriminalStage.APPEAL,),
}
"""By the event a criminal clock starts with: the stages at which it runs."""

STOPPED_BY: Mapping[str, str] = {
    "file_received": "file_complete",
    "file_transferred": "judgment_read",
    "report_received_polri": "file_returned",
}
"""The day that ends a criminal clock before its stage does."""


def deadlines(scene: Scene) -> tuple[Deadline, ...]:
    """Return the deadlines that a case has as it stands; those that fired are not among them."""
    case = scene.case
    found = [one for one in _running(scene) if one.id not in case.fired]
    lanes = {one.lane for one in found if one.does != "remind"}
    found += [one for one in _reviews(scene) if one.lane not in lanes]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def _running(scene: Scene) -> Iterator[Deadline]:
    case = scene.case
    if case.intake:
        for deadline in _intake(scene):
            yield from _with_reminder(scene, deadline)
    for one in case.proceedings:
        if one.open:
            for deadline in (*_statutory(scene, one), *_answers(scene, one)):
                yield from _with_reminder(scene, deadline)
    if case.criminal_open:
        yield from _criminal(scene)


def _intake(scene: Scene) -> Iterator[Deadline]:
    """Yield the dates of those who verify a report before an office sees it.

    They run from the report on, so the case is asked as it is alleged: as if it were proven.
    """
    rows = _clocks(scene)
    seen: set[str] = set()
    alleged = msgspec.structs.replace(judged_file(scene.case), evidence=None)
    for path in scene.argue(alleged, scene.law, scene.local_day).walk.path.values():
        for entry in path:
            clock = entry.clock or ""
            if entry.stage == Stage.EVIDENCE_REVIEW and entry.due and clock not in seen:
                seen.add(clock)
                yield _of_entry(scene, INTAKE, entry, rows[clock], "escalate")


def _statutory(scene: Scene, one: Proceeding) -> Iterator[Deadline]:
    rows = _clocks(scene)
    for entry in scene.argued(one.track).walk.path.get(one.track, ()):
        if entry.clock is None or not entry.due:
            continue
        row = rows[entry.clock]
        running = RUNNING.get(row.starts)
        window = row.dismissal is not None
        if window and one.stage in _APPEALABLE and one.remedy is None:
            yield _of_entry(scene, one.track.value, entry, row, "close_window")
        elif running is not None and not window and running(scene.case, one):
            does: Does = "take_effect" if row.kind == "takes_effect" else "escalate"
            yield _of_entry(scene, one.track.value, entry, row, does)


def _answers(scene: Scene, one: Proceeding) -> Iterator[Deadline]:
    """Yield when recommendations are to be answered: the law sets no number, so the office does."""
    for advice in one.recommendations:
        if advice.answered or one.stage not in STAGES:
            continue
        due = advice.on + timedelta(days=scene.settings.answer_days)
        yield Deadline(
            kind=f"{one.track.value}/rekomendasi",
            serial=advice.number,
            lane=one.track.value,
            does="escalate",
            at=_end(scene.case, due),
            due=(due,),
            basis="internal",
            says=Text(
                id="rekomendasi dijawab (tenggat internal, bukan tenggat undang-undang)",
                en="the recommendation is answered (an internal date, not a statutory one)",
            ),
            starts=advice.on,
            official=advice.to,
        )


def _criminal(scene: Scene) -> Iterator[Deadline]:
    case, track = scene.case, scene.case.criminal
    ends: dict[str, date] = {}
    for row in criminal_clocks(case, scene.law.policy):
        start = ends.get(row.follows) if row.follows else _started(case, row)
        if start is None or row.n is None:
            continue
        if (row.since and start < row.since) or (row.until and start >= row.until):
            continue
        try:
            due = scene.law.escalation.clocks.counted(row.unit, row.n, start).due
        except BeyondCalendar:
            continue
        ends[row.id] = due[-1].at
        if track.stage not in CRIMINAL_RUNNING.get(row.starts, ()):
            continue
        if track.date(STOPPED_BY.get(row.starts, "")) is not None:
            continue
        does: Does = "escalate"
        if row.criminal_stage is CriminalStage.REFERRED:
            does = "lapse"
        elif row.starts == "judgment_read":
            does = "close_window"
        serial = max(1, track.times(row.starts), track.round)
        yield _dated(scene, Track.PIDANA.value, row, due, start, does, serial=serial)


def _started(case: Case, row: Clock) -> date | None:
    if row.starts == "violation_known":
        return case.criminal.known
    return case.criminal.date(row.starts)


def _reviews(scene: Scene) -> Iterator[Deadline]:
    """Yield the internal review date of every lane under way."""
    case = scene.case
    if case.intake:
        yield _review(scene, INTAKE, case.since, case.reviewed, case.reviews, None)
    for one in case.proceedings:
        if one.open:
            official = expected(scene, one) if one.stage in STAGES else None
            yield _review(scene, one.track.value, one.since, one.reviewed, one.reviews, official)
    if case.criminal_open:
        track = case.criminal
        since = track.since or case.since
        yield _review(scene, Track.PIDANA.value, since, track.reviewed, track.reviews, None)


def _review(
    scene: Scene,
    lane: str,
    since: date,
    reviewed: date | None,
    reviews: int,
    official: Official | None,
) -> Deadline:
    start = max(since, reviewed) if reviewed else since
    due = start + timedelta(days=scene.settings.review_days)
    return Deadline(
        kind=f"{lane}/tinjau",
        serial=reviews + 1,
        lane=lane,
        does="review",
        at=_start(scene.case, due),
        due=(due,),
        basis="internal",
        says=Text(
            id="ditinjau kembali (tanggal internal, bukan tenggat undang-undang)",
            en="looked at again (an internal date, not a statutory one)",
        ),
        starts=start,
        official=official,
    )


def _with_reminder(scene: Scene, deadline: Deadline) -> Iterator[Deadline]:
    """Yield a deadline, and its reminder where there is time for one, or one is set already."""
    yield deadline
    if deadline.does in ("take_effect", "lapse"):
        return
    due = deadline.due[0] - timedelta(days=scene.settings.remind_days)
    reminder = Deadline(
        kind=f"{deadline.kind}/ingat",
        serial=deadline.serial,
        lane=deadline.lane,
        does="remind",
        at=_start(scene.case, due),
        due=deadline.due,
        basis=deadline.basis,
        says=deadline.says,
        starts=deadline.starts,
        cites=deadline.cites,
        calendar=deadline.calendar,
        official=deadline.official,
    )
    there = {one.id for one in scene.case.deadlines}
    if reminder.at > utc(scene.at) or reminder.id in there:
        yield reminder


def _of_entry(scene: Scene, lane: str, entry: PathEntry, row: Clock, does: Does) -> Deadline:
    return _dated(
        scene, lane, row, entry.due, entry.starts, does, serial=1, official=entry.official
    )


def _dated(
    scene: Scene,
    lane: str,
    row: Clock,
    due: tuple[DueDate, ...],
    starts: date | None,
    does: Does,
    *,
    serial: int,
    official: Official | None = None,
) -> Deadline:
    """Return a statutory deadline; it fires when its last day has passed, an effect when it comes.

    Where the unit is not clear both days are kept, and nobody loses a right before the later one.
    """
    case = scene.case
    last = due[-1].at
    calendars = [one.calendar for one in due if one.calendar]
    return Deadline(
        kind=f"{lane}/{row.id}",
        serial=serial,
        lane=lane,
        does=does,
        at=_start(case, last) if does == "take_effect" else _end(case, last),
        due=tuple(one.at for one in due),
        basis="statutory",
        says=row.text,
        starts=starts,
        cites=row.cites,
        calendar=calendars[0] if calendars else None,
        official=official,
    )


def _clocks(scene: Scene) -> dict[str, Clock]:
    return {row.id: row for row in scene.law.policy.deadlines}


def _start(case: Case, day: date) -> datetime:
    return utc(datetime.combine(day, time(), tzinfo=case.timezone))


def _end(case: Case, day: date) -> datetime:
    return _start(case, day + timedelta(days=1))
