"""Counting days: what is off, where counting starts, and where the data ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.escalation import BeyondCalendar, Calendar, due_date
from netralitas.facts import InputError, Language, PolicyError
from netralitas.policy import Holidays, Policy

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def calendar(policy: Policy) -> Calendar:
    return Calendar(policy.holidays)


# The decree of three ministers for 2024, and the two election days.
NATIONAL = (
    "01-01 02-08 02-10 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17 "
    "09-16 12-25"
)
CUTI_BERSAMA = "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26"
ELECTION = "02-14 11-27"


def test_2024_is_frozen_as_decreed_with_its_kinds_told_apart(policy: Policy) -> None:
    (year,) = [one for one in policy.holidays if one.year == 2024]
    frozen = (year.national, year.cuti_bersama, year.election)
    for days, listed in zip(frozen, (NATIONAL, CUTI_BERSAMA, ELECTION), strict=True):
        assert set(days) == {date.fromisoformat(f"2024-{day}") for day in listed.split()}
    assert (year.confidence, year.estimate) == ("B", False)


def test_the_other_years_name_their_source_and_are_marked_c(policy: Policy) -> None:
    assert [year.year for year in policy.holidays] == list(range(2015, 2028))
    for year in policy.holidays:
        assert "holidays" in year.source.id
        assert year.confidence == ("B" if year.year == 2024 else "C")
        assert year.estimate is (year.year > 2026)
        assert len(year.national) > 12
        assert year.cuti_bersama


@pytest.mark.parametrize(
    "day, kind, name",
    [
        ("2024-10-05", "weekend", "Saturday"),
        ("2024-10-06", "weekend", "Sunday"),
        ("2024-09-16", "national", "Maulid Nabi Muhammad"),
        ("2024-12-26", "cuti_bersama", "Cuti Bersama Hari Raya Natal"),
        ("2024-11-27", "election", "Hari Pemilihan Kepala Daerah"),
        ("2020-12-09", "election", "Hari Pemilihan Kepala Daerah"),
        ("2019-04-17", "election", "Hari Pemilihan Umum"),
    ],
)
def test_a_day_off_is_named_and_of_one_kind(
    calendar: Calendar, day: str, kind: str, name: str
) -> None:
    at = date.fromisoformat(day)
    assert not calendar.is_working_day(at)
    (off,) = calendar.days_off(at - DAY, at)
    assert (off.at, off.kind, off.name.en) == (at, kind, name)


@pytest.mark.parametrize(
    "start, n, expected",
    [
        ("2024-10-07", 7, "2024-10-16"),  # Monday: no day off on the way
        ("2024-10-04", 1, "2024-10-07"),  # from a Friday, Monday is the first
        ("2024-10-05", 1, "2024-10-07"),  # from a Saturday as well
        ("2024-10-06", 1, "2024-10-07"),  # and from a Sunday
        ("2024-11-25", 3, "2024-11-29"),  # polling day, 27 November, is off
        ("2024-12-24", 1, "2024-12-27"),  # Christmas and the cuti bersama after it
        ("2024-12-30", 3, "2025-01-03"),  # across a year
        ("2024-12-11", 15, "2025-01-06"),  # the fifteenth working day
    ],
)
def test_working_days_are_counted_from_the_day_after(
    calendar: Calendar, start: str, n: int, expected: str
) -> None:
    assert calendar.add_working_days(date.fromisoformat(start), n) == date.fromisoformat(expected)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2027, 6, 30)), st.integers(1, 90))
def test_counting_agrees_with_walking_day_by_day(policy: Policy, start: date, n: int) -> None:
    calendar = Calendar(policy.holidays)
    assert calendar.add_working_days(start, n) == walked(policy.holidays, start, n)
    assert calendar.add_calendar_days(start, n) == start + n * DAY


def walked(holidays: tuple[Holidays, ...], start: date, n: int) -> date:
    off = {
        day
        for year in holidays
        for days in (year.national, year.cuti_bersama, year.election)
        for day in days
    }
    at = start
    while n:
        at += DAY
        n -= at.weekday() < 5 and at not in off
    return at


@pytest.mark.parametrize("kind", ["national", "cuti_bersama", "election"])
def test_every_kind_of_day_off_is_needed_for_the_right_date(policy: Policy, kind: str) -> None:
    """A control: leave one kind out, and some date of 2024 comes out otherwise."""
    without = [msgspec.structs.replace(year, **{kind: {}}) for year in policy.holidays]
    whole, poorer = Calendar(policy.holidays), Calendar(without)
    days = [date(2024, 1, 1) + place * DAY for place in range(360)]
    assert any(whole.add_working_days(day, 7) != poorer.add_working_days(day, 7) for day in days)


@pytest.mark.parametrize(
    "start, n", [("2014-12-31", 1), ("2028-01-01", 1), ("2027-12-31", 1), ("2027-12-01", 60)]
)
@pytest.mark.parametrize("unit", ["add_working_days", "add_calendar_days"])
def test_a_date_beyond_the_data_is_refused_in_both_languages(
    calendar: Calendar, start: str, n: int, unit: str
) -> None:
    with pytest.raises(BeyondCalendar) as refused:
        getattr(calendar, unit)(date.fromisoformat(start), n)
    assert "di luar data hari libur" in refused.value.message(Language.ID)
    assert "2015-01-01 sampai 2027-12-31" in refused.value.message(Language.ID)
    assert "outside the data on days off" in refused.value.message(Language.EN)


def test_whether_a_day_beyond_the_data_counts_is_not_said(calendar: Calendar) -> None:
    assert calendar.is_working_day(date(2024, 10, 7))
    with pytest.raises(BeyondCalendar):
        calendar.is_working_day(date(2028, 1, 3))


def test_the_last_day_of_the_data_is_still_inside(calendar: Calendar) -> None:
    assert calendar.add_working_days(date(2027, 12, 30), 1) == date(2027, 12, 31)


@pytest.mark.parametrize("n", [0, -3])
def test_fewer_days_than_one_are_refused(calendar: Calendar, n: int) -> None:
    with pytest.raises(InputError, match="at least 1"):
        calendar.add_working_days(date(2024, 10, 1), n)


def test_a_calendar_with_a_gap_a_double_or_a_misplaced_day_is_refused(policy: Policy) -> None:
    years = policy.holidays
    with pytest.raises(PolicyError, match="follow on"):
        Calendar((*years[:3], *years[4:]))
    with pytest.raises(PolicyError, match="follow on"):
        Calendar((*years, years[-1]))
    with pytest.raises(PolicyError, match="no data"):
        Calendar(())
    misplaced = msgspec.structs.replace(years[0], national={date(2016, 1, 1): "Tahun Baru"})
    with pytest.raises(PolicyError, match="2016-01-01 stands under the year 2015"):
        Calendar((misplaced, *years[1:]))


def test_a_due_date_tells_what_was_not_counted(policy: Policy) -> None:
    found = due_date(policy, date(2024, 11, 25), 5, "working_days")
    assert [one.at for one in found.due] == [date(2024, 12, 3)]
    assert [(off.at.day, off.kind) for off in found.skipped] == [
        (27, "election"),
        (30, "weekend"),
        (1, "weekend"),
    ]
    assert found.calendar == policy.calendar_digest
    assert (found.confidence, found.estimated) == ("B", False)


def test_an_unclear_unit_gives_both_dates(policy: Policy) -> None:
    found = due_date(policy, date(2024, 11, 25), 3, "unclear")
    assert [(one.at.isoformat(), one.unit, one.calendar) for one in found.due] == [
        ("2024-11-28", "calendar_days", None),
        ("2024-11-29", "working_days", policy.calendar_digest),
    ]


def test_calendar_days_skip_nothing(policy: Policy) -> None:
    found = due_date(policy, date(2024, 11, 25), 7, "calendar_days")
    assert [one.at for one in found.due] == [date(2024, 12, 2)]
    assert found.skipped == ()


def test_a_date_in_an_estimated_year_says_so(policy: Policy) -> None:
    assert due_date(policy, date(2026, 12, 28), 10, "working_days").estimated
    assert not due_date(policy, date(2026, 11, 2), 10, "working_days").estimated


@pytest.mark.parametrize(
    "unit, calendar, hint",
    [
        ("workingdays", "nasional", "did you mean 'working_days'"),
        ("unknown", "nasional", "known here"),
        ("working_days", "nasionl", "did you mean 'nasional'"),
    ],
)
def test_an_unknown_unit_or_calendar_is_refused_with_the_nearest(
    policy: Policy, unit: str, calendar: str, hint: str
) -> None:
    with pytest.raises(InputError, match=hint):
        due_date(policy, date(2024, 11, 25), 7, unit, calendar=calendar)


def test_the_frozen_years_are_those_of_the_package_they_name(policy: Policy) -> None:
    """Asks the package itself, where the one installed is the one that was frozen."""
    package = pytest.importorskip("holidays")
    from importlib.metadata import version

    if not policy.holidays[0].source.en.endswith(version("holidays")):
        pytest.skip("another version of the package is installed")
    for year in policy.holidays:
        there = package.country_holidays(
            "ID", years=year.year, categories=("public", "government"), language="id"
        )
        frozen = {*year.national, *year.cuti_bersama, *year.election}
        assert frozen == {day for day in there if day.year == year.year}


def test_one_more_day_off_is_noticed(policy: Policy, altered: Callable[..., Policy]) -> None:
    """A control: the digest of a due date follows the data, and so does the date."""
    years = list(policy.holidays)
    place = next(place for place, year in enumerate(years) if year.year == 2024)
    more = {**years[place].national, date(2024, 11, 28): "Libur daerah"}
    years[place] = msgspec.structs.replace(years[place], national=more)
    found = due_date(altered(holidays=tuple(years)), date(2024, 11, 25), 5, "working_days")
    assert [one.at for one in found.due] == [date(2024, 12, 4)]
