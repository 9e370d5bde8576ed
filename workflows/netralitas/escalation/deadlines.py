"""This file turns statutory clocks into dates: which run in a case, from which day, until when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import msgspec

from netralitas.escalation.calendar import Calendar, DayOff
from netralitas.facts import (
    Case,
    Channel,
    Confidence,
    Contest,
    DueDate,
    InputError,
    PathEntry,
    Place,
    Text,
    Track,
    nearest,
)
from netralitas.policy import Deadline, Policy, Unit

Kind = Literal["pilkada", "pemilu"]
CALENDARS: tuple[str, ...] = ("nasional",)
"""The calendars a date may be counted on by name."""


class DueAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A statutory date: every date in question, what was not counted, and what it rests on.

    `estimated` says that a year between the days had not been decreed when it was frozen.
    """

    start: date
    n: int
    unit: Unit
    due: tuple[DueDate, ...]
    skipped: tuple[DayOff, ...]
    confidence: Confidence
    estimated: bool
    calendar: str


class Terms(NamedTuple):
    """What limits the clocks of a case: its track, day, election, channel, sanction and remedy.

    `dismissals` holds what the sanctions that may follow are: dismissals (true), others (false).
    `act` is the last possible day of the act; None counts as under the law now in force.
    """

    track: Track | None
    kinds: tuple[Kind, ...]
    channel: Channel | None
    dismissals: frozenset[bool]
    remedy: bool
    act: date | None
    day: date


class Counted(NamedTuple):
    """The dates n days after a day, and what is to be said of the days off they rest on."""

    due: tuple[DueDate, ...]
    confidence: Confidence | None
    estimated: bool


NOTHING_COUNTED = Counted((), None, False)


class Clocks:
    """The clocks of a policy on its calendar."""

    __slots__ = ("_calendar", "_deadlines", "_digest", "_due", "turns")

    def __init__(self, policy: Policy, calendar: Calendar) -> None:
        self._calendar = calendar
        self._digest = policy.calendar_digest
        self._deadlines = policy.deadlines
        days = {day for row in policy.deadlines for day in (row.since, row.until) if day}
        self.turns: tuple[date, ...] = tuple(sorted(days))
        self._due = lru_cache(maxsize=8192)(self.counted)

    def reduced(self, terms: Terms) -> Terms:
        """Return terms with days on which the same clocks are in force, so that fewer differ."""
        act = None if terms.act is None else self._era(terms.act)
        return terms._replace(act=act, day=self._era(terms.day))

    def _era(self, day: date) -> date:
        place = bisect_right(self.turns, day)
        return self.turns[place - 1] if place else date.min

    def running(
        self, path: Literal["main", "criminal"], stage: str, terms: Terms
    ) -> tuple[Deadline, ...]:
        """Return the clocks that may run at a stage of a path, in the order of the policy."""
        return tuple(
            row
            for row in self._deadlines
            if row.path == path
            and stage in (row.stage, row.criminal_stage)
            and (not row.tracks or terms.track in row.tracks)
            and any(kind in row.elections for kind in terms.kinds)
            and (not row.channels or terms.channel in row.channels)
            and (row.dismissal is None or row.dismissal in terms.dismissals)
            and (row.remedy is None or row.remedy is terms.remedy)
            and _valid(row, terms.act if row.valid_by == "act" else terms.day)
        )

    def due(self, row: Deadline, start: date) -> Counted:
        """Return the date on which a clock is due: both readings of an unclear unit, or none.

        Raises BeyondCalendar for days that the frozen days off do not hold.
        """
        if row.n is None or (row.valid_by == "event" and not _valid(row, start)):
            return NOTHING_COUNTED
        return self._due(row.unit, row.n, start)

    def entry(self, row: Deadline, shown: PathEntry, start: date, counted: Counted) -> PathEntry:
        """Return the entry of a clock whose starting day is known, with its due dates.

        Its mark is the weaker of the clock's own and of the days off that were used.
        """
        weaker = counted.confidence
        return PathEntry(
            stage=shown.stage,
            official=shown.official,
            clock=shown.clock,
            after=shown.after,
            starts=start,
            days=shown.days,
            unit=shown.unit,
            due=counted.due,
            basis=shown.basis,
            calendar=self._digest if weaker else None,
            confidence=max(row.confidence, weaker) if weaker else row.confidence,
        )

    def counted(self, unit: Unit, n: int, start: date) -> Counted:
        """Return the n-th day after a day in every reading of a unit, the earliest first."""
        found, confidence, estimated = [], None, False
        if unit in ("working_days", "unclear"):
            at = self._calendar.add_working_days(start, n)
            found.append(DueDate(at=at, unit="working_days", calendar=self._digest))
            confidence = self._calendar.confidence(start, at)
            estimated = self._calendar.estimated(start, at)
        if unit in ("calendar_days", "unclear"):
            at = self._calendar.add_calendar_days(start, n)
            found.append(DueDate(at=at, unit="calendar_days", calendar=None))
        return Counted(tuple(sorted(found, key=lambda one: one.at)), confidence, estimated)


def events_of(case: Case) -> Mapping[str, date]:
    """Return the days on which clocks start, as far as the case file states them.

    A decision that was handed over was received on that day; an appeal counts as received on the
    day it was filed, which is the only day a case file has.
    """
    process, report = case.process, case.report
    found: dict[str, date] = {}
    if report.known_at:
        found["violation_known"] = report.known_at
    if report.at:
        found["report_received"] = report.at
    if report.at and report.channel is Channel.BAWASLU:
        found["report_received_bawaslu"] = report.at
    if report.at and report.channel is Channel.SBT:
        found["report_received_sbt"] = report.at
    for summons in process.summonses:
        if summons.at:
            found.setdefault("summoned", summons.at)
        if summons.on and summons.attended is False:
            found.setdefault("examination_missed", summons.on)
    imposed = [one.at for one in process.imposed if one.at]
    if decided := process.decided_at or (imposed[-1] if imposed else None):
        found["decided"] = decided
    delivery = process.delivery
    if delivery.on and delivery.attended is False:
        found["delivery_missed"] = delivery.on
    if received := delivery.received or (delivery.on if delivery.attended else None):
        found["decision_received"] = received
    if process.appeal.at and process.appeal.kind == "keberatan":
        found["keberatan_received"] = process.appeal.at
    if process.appeal.at and process.appeal.kind == "banding_administratif":
        found["banding_received"] = process.appeal.at
    return found


def kinds_of(case: Case, policy: Policy) -> tuple[Kind, ...]:
    """Return whether a case belongs to a pilkada or a pemilu; both where it does not say."""
    for election in policy.elections:
        if election.id == case.election:
            return (election.kind,)
    if case.contest is not None:
        return ("pilkada",) if case.contest is Contest.REGIONAL_HEAD else ("pemilu",)
    return ("pilkada", "pemilu")


def due_date(
    policy: Policy, start: date, n: int, unit: str, *, calendar: str = "nasional"
) -> DueAnswer:
    """Return the date n days after a day, and every weekend day and day off on the way.

    Unit `unclear` gives both readings. Refuses unknown units and calendars, n below 1
    (InputError), and dates beyond the frozen days off (BeyondCalendar). The start day is not
    counted; source of working days: PerBKN 6/2022 ps 50(1) and its examples.
    """
    if calendar not in CALENDARS:
        raise _unknown("kalender", "calendar", calendar, CALENDARS)
    units = tuple(one for one in get_args(Unit) if one != "unknown")
    if unit not in units:
        raise _unknown("satuan", "unit", unit, units)
    days = Calendar(policy.holidays)
    counted: Unit = units[units.index(unit)]
    found = Clocks(policy, days).counted(counted, n, start)
    end = max((one.at for one in found.due if one.calendar), default=start)
    return DueAnswer(
        start=start,
        n=n,
        unit=counted,
        due=found.due,
        skipped=days.days_off(start, end),
        confidence=days.confidence(start, end),
        estimated=days.estimated(start, end),
        calendar=policy.calendar_digest,
    )


def shown(row: Deadline, stage: str) -> PathEntry:
    """Return the entry of a clock whose starting day is not known."""
    return PathEntry(
        stage=stage,
        clock=row.id,
        after=row.starts,
        days=row.n,
        unit=row.unit,
        basis=row.basis,
        confidence=row.confidence,
    )


def _valid(row: Deadline, day: date | None) -> bool:
    if day is None:
        return row.until is None
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)


def _unknown(kind: str, english: str, name: str, known: tuple[str, ...]) -> InputError:
    return InputError(
        Text(id=f"{kind} {name!r} tidak dikenal", en=f"unknown {english} {name!r}"),
        at=Place("due"),
        hint=nearest(name, known),
    )
