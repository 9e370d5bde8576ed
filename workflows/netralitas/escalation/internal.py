"""This file runs a region's internal clocks beside the statutory ones, and never beyond them.

Local holidays count here and nowhere else. Where they carry an internal date past the statutory one
it was to shorten, the internal clock is refused in that case and the statutory date stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from netralitas.escalation.calendar import BeyondCalendar, Calendar
from netralitas.escalation.deadlines import events_of
from netralitas.facts import (
    Case,
    Citation,
    Confidence,
    Days,
    DueDate,
    Facts,
    PathEntry,
    RegionItem,
    RegionRefusal,
    Text,
)
from netralitas.policy import Holidays, InternalClock, Pack, Policy, digest, first, question

TERM = "internal_clocks"


class InternalWalk(NamedTuple):
    """The internal clocks of a case, the local holidays they used, and what was refused."""

    clocks: tuple[PathEntry, ...] = ()
    holidays: tuple[RegionItem, ...] = ()
    refused: tuple[RegionRefusal, ...] = ()


class InternalClocks:
    """The internal clocks of one pack on the national calendar with its local holidays."""

    def __init__(self, policy: Policy, pack: Pack) -> None:
        self._pack = pack
        self._ranks = {one.id: one.rank for one in policy.instruments}
        self._names = {one.id: one.short for one in policy.instruments}
        self._statutory = {row.id: row.cites[:1] for row in policy.deadlines}
        self._holidays = tuple(_with_local(policy.holidays, pack))
        self._calendar = Calendar(self._holidays)
        self._digest = digest(self._holidays)

    def walk(
        self, case: Case, days: Sequence[Days], paths: Iterable[tuple[PathEntry, ...]]
    ) -> InternalWalk:
        """Return the internal clocks of a case whose acts were done within the days given.

        `paths` are the statutory walks: only their stages are clocked, and a statutory date is the
        limit of the clock that shortens it.
        """
        events = events_of(case)
        entries = [entry for path in paths for entry in path]
        stages = {entry.stage for entry in entries}
        # A clock that shortens another has nothing to shorten where that one does not run.
        running = {None, *(entry.clock for entry in entries)}
        limits = {entry.clock: entry.due[0].at for entry in entries if entry.clock and entry.due}
        clocks: list[PathEntry] = []
        refused: list[RegionRefusal] = []
        used: set[date] = set()
        for clock in self._running(days):
            if clock.stage.value not in stages or clock.shortens not in running:
                continue
            entry = self._entry(clock, events)
            limit = limits.get(clock.shortens or "")
            if entry.due and limit is not None and entry.due[0].at > limit:
                refused.append(self._too_late(clock, entry.due[0].at, limit))
                continue
            clocks.append(entry)
            if entry.starts and entry.due and clock.unit == "working_days":
                used |= set(_between(self._local(), entry.starts, entry.due[0].at))
        return InternalWalk(tuple(clocks), tuple(self._told(used)), tuple(refused))

    def _running(self, days: Sequence[Days]) -> list[InternalClock]:
        """Return the clocks in force, one for each question: the one that goes first."""
        by_question: dict[tuple[str, ...], list[InternalClock]] = {}
        for clock in self._pack.fills.internal_clocks:
            if any(clock.may_hold(span) for span in days):
                by_question.setdefault(question(clock), []).append(clock)
        chosen = (first(clocks, self._ranks) for clocks in by_question.values())
        return [clock for clock in chosen if clock is not None]

    def _entry(self, clock: InternalClock, events: Mapping[str, date]) -> PathEntry:
        cited = clock.cites[0]
        entry = PathEntry(
            stage=clock.stage.value,
            clock=clock.id,
            after=clock.starts,
            days=clock.n,
            unit=clock.unit,
            basis=cited.named(self._names.get(cited.instrument, cited.instrument)),
            confidence=clock.marks.content,
        )
        start = events.get(clock.starts)
        if start is None:
            return entry
        working = clock.unit == "working_days"
        add = self._calendar.add_working_days if working else self._calendar.add_calendar_days
        try:
            at = add(start, clock.n)
        except BeyondCalendar:
            return msgspec.structs.replace(entry, starts=start)
        calendar = self._digest if working else None
        mark = clock.marks.content
        return msgspec.structs.replace(
            entry,
            starts=start,
            due=(DueDate(at=at, unit=clock.unit, calendar=calendar),),
            calendar=calendar,
            confidence=max(mark, self._calendar.confidence(start, at)) if working else mark,
        )

    def _too_late(self, clock: InternalClock, at: date, limit: date) -> RegionRefusal:
        cites: tuple[Citation, ...] = self._statutory.get(clock.shortens or "", ())
        return RegionRefusal(
            term=TERM,
            id=clock.id,
            text=Text(
                id=f"tenggat internal {at} jatuh sesudah tenggat undang-undang {limit}: "
                "yang berlaku tenggat undang-undang",
                en=f"the internal date {at} falls after the statutory {limit}: "
                "the statutory one stands",
            ),
            cites=cites,
            about=Facts({"internal": str(at), "statutory": str(limit)}),
        )

    def _local(self) -> dict[date, str]:
        return {
            day: name for one in self._pack.fills.local_holidays for day, name in one.days.items()
        }

    def _told(self, used: set[date]) -> Iterable[RegionItem]:
        for item in self._pack.fills.local_holidays:
            for day in sorted(used & item.days.keys()):
                name = item.days[day]
                yield RegionItem(
                    term="local_holidays",
                    id=item.id,
                    text=Text(id=name, en=name),
                    cites=item.cites,
                    confidence=item.marks.content,
                    about=Facts({"day": str(day)}),
                )


def _with_local(years: Iterable[Holidays], pack: Pack) -> Iterable[Holidays]:
    """Yield the frozen years with the pack's own days off among them."""
    for year in years:
        local = {
            day: name
            for item in pack.fills.local_holidays
            for day, name in item.days.items()
            if day.year == year.year
        }
        marks = [
            item.marks.content for item in pack.fills.local_holidays
            if any(day.year == year.year for day in item.days)
        ]  # fmt: skip
        yield msgspec.structs.replace(
            year,
            national=dict(sorted({**year.national, **local}.items())),
            confidence=max([year.confidence, *marks], default=Confidence.D),
        )


def _between(days: Iterable[date], start: date, end: date) -> Iterable[date]:
    return (day for day in days if start < day <= end)
