"""This file counts working days and calendar days on the frozen days off of a policy.

The start day is never counted. The week has five days; national holidays, cuti bersama and election
days are off. Nothing is said about days that the frozen years do not hold.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from netralitas.facts import Confidence, InputError, Place, PolicyError, Text
from netralitas.policy import Holidays

OffKind = Literal["weekend", "national", "cuti_bersama", "election"]


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A day that was not counted, and why; a weekend day that is also a holiday is a weekend."""

    at: date
    kind: OffKind
    name: Text


class BeyondCalendar(InputError):
    """A date was asked for that the frozen days off do not reach."""

    def __init__(self, day: date | None, first: date, last: date) -> None:
        asked = f" {day.isoformat()}" if day else ""
        super().__init__(
            Text(
                id=f"tanggal{asked} di luar data hari libur",
                en=f"the date{asked} lies outside the data on days off",
            ),
            at=Place("calendar"),
            hint=Text(
                id=f"data mencakup {first.isoformat()} sampai {last.isoformat()}",
                en=f"the data runs from {first.isoformat()} to {last.isoformat()}",
            ),
        )
        self.day = day


class Calendar:
    """The working days of the frozen years, ready for counting.

    Refuses, as PolicyError, years that are not consecutive or named twice, and days that stand
    under another year than their own. Source of the counting: PerBKN 6/2022 ps 50(1) and examples.
    """

    __slots__ = ("_names", "_ordinals", "_years", "first", "last")

    def __init__(self, holidays: Iterable[Holidays]) -> None:
        years = sorted(holidays, key=lambda year: year.year)
        if not years:
            raise _wrong("tidak ada data hari libur", "there is no data on days off")
        if [year.year for year in years] != list(range(years[0].year, years[0].year + len(years))):
            raise _wrong(
                "tahun data hari libur tidak berurutan", "the years of days off do not follow on"
            )
        names: dict[int, tuple[OffKind, str]] = {}
        for year in years:
            kinds: tuple[tuple[OffKind, dict[date, str]], ...] = (
                ("cuti_bersama", year.cuti_bersama),
                ("election", year.election),
                ("national", year.national),
            )
            for kind, days in kinds:
                for day, name in days.items():
                    if day.year != year.year:
                        raise _wrong(
                            f"{day.isoformat()} tercatat pada tahun {year.year}",
                            f"{day.isoformat()} stands under the year {year.year}",
                        )
                    names[day.toordinal()] = (kind, name)
        self.first = date(years[0].year, 1, 1)
        self.last = date(years[-1].year, 12, 31)
        self._years = {year.year: year for year in years}
        self._names = names
        self._ordinals: Sequence[int] = tuple(
            day
            for day in range(self.first.toordinal(), self.last.toordinal() + 1)
            if (day - 1) % 7 < 5 and day not in names
        )

    def add_working_days(self, start: date, n: int) -> date:
        """Return the n-th working day after a day; from a weekend, Monday is the first.

        Refuses n below 1, and days before or beyond the data (BeyondCalendar).
        """
        _positive(n)
        if start < self.first or start > self.last:
            raise BeyondCalendar(start, self.first, self.last)
        place = bisect_right(self._ordinals, start.toordinal()) + n - 1
        if place >= len(self._ordinals):
            raise BeyondCalendar(None, self.first, self.last)
        return date.fromordinal(self._ordinals[place])

    def add_calendar_days(self, start: date, n: int) -> date:
        """Return the n-th day after a day, whatever it is; refuses the same as for working days."""
        _positive(n)
        if start < self.first or start > self.last:
            raise BeyondCalendar(start, self.first, self.last)
        if (self.last - start).days < n:
            raise BeyondCalendar(None, self.first, self.last)
        return start + timedelta(days=n)

    def is_working_day(self, day: date) -> bool:
        """Whether a day counts; refuses days outside the data."""
        if day < self.first or day > self.last:
            raise BeyondCalendar(day, self.first, self.last)
        return day.weekday() < 5 and day.toordinal() not in self._names

    def days_off(self, start: date, end: date) -> tuple[DayOff, ...]:
        """Return the days off after `start` up to `end`, each with what it is."""
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return tuple(off for day in days if (off := self._off(day)) is not None)

    def confidence(self, start: date, end: date) -> Confidence:
        """Return the weakest mark of the years that lie between two days."""
        return max(self._years[year].confidence for year in range(start.year, end.year + 1))

    def estimated(self, start: date, end: date) -> bool:
        """Whether a year between two days had not been decreed when it was frozen."""
        return any(self._years[year].estimate for year in range(start.year, end.year + 1))

    def _off(self, ordinal: int) -> DayOff | None:
        day = date.fromordinal(ordinal)
        if day.weekday() > 4:
            words = _WEEKEND[day.weekday() - 5]
            return DayOff(at=day, kind="weekend", name=words)
        if ordinal not in self._names:
            return None
        kind, name = self._names[ordinal]
        # The names of the days are proper names: the same in both languages.
        return DayOff(at=day, kind=kind, name=Text(id=name, en=name))


_WEEKEND: tuple[Text, Text] = (Text(id="Sabtu", en="Saturday"), Text(id="Minggu", en="Sunday"))


def _positive(n: int) -> None:
    if n < 1:
        raise InputError(
            Text(id=f"jumlah hari {n}", en=f"number of days {n}"),
            at=Place("calendar"),
            hint=Text(id="paling sedikit 1", en="at least 1"),
        )


def _wrong(says: str, english: str) -> PolicyError:
    return PolicyError(Text(id=says, en=english), at=Place("holidays"))
