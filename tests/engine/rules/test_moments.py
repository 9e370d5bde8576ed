"""Days, phases and regimes: the lines the law draws through time, and the days they blur."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netralitas.facts import Contest, Days
from netralitas.rules import Law
from netralitas.rules.moments import Moment


def moment(law: Law, election: str, day: date, contest: Contest | None = None) -> Moment:
    (found,) = law.calendars.moments(election, contest, Days.of(day))
    return found


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2024, 9, 21), "sebelum_penetapan"),
        (date(2024, 9, 22), "sesudah_penetapan"),
        (date(2024, 9, 24), "sesudah_penetapan"),
        (date(2024, 9, 25), "masa_kampanye"),
        (date(2024, 11, 23), "masa_kampanye"),
        (date(2024, 11, 24), "sesudah_penetapan"),
        (date(2024, 11, 27), "sesudah_penetapan"),
        (date(2024, 11, 28), "pasca_pemungutan"),
    ],
)
def test_each_day_of_pilkada_2024_stands_on_its_side(law: Law, day: date, phase: str) -> None:
    (reading,) = moment(law, "pilkada_2024", day)
    assert reading.phase == phase


@pytest.mark.parametrize("days", [0, 1, 59, 60])
def test_near_an_unverified_date_a_day_has_two_readings(law: Law, days: int) -> None:
    day = date(2023, 11, 3) - timedelta(days=days)
    found = moment(law, "pemilu_2024", day, Contest.LEGISLATIVE)
    assert {reading.after_determination for reading in found} == {False, True}


def test_beyond_sixty_days_an_unverified_date_is_a_note_only(law: Law) -> None:
    early = moment(law, "pemilu_2024", date(2023, 11, 3) - timedelta(days=61), Contest.LEGISLATIVE)
    late = moment(law, "pemilu_2024", date(2023, 11, 3) + timedelta(days=61), Contest.LEGISLATIVE)
    assert [r.after_determination for r in early] == [False]
    assert [r.after_determination for r in late] == [True]


def test_a_verified_date_blurs_nothing(law: Law) -> None:
    """The control: the presidential determination of the same year is verified."""
    assert len(moment(law, "pemilu_2024", date(2023, 11, 12), Contest.PRESIDENTIAL)) == 1


def test_no_reading_has_a_campaign_before_determination_or_after_the_vote(law: Law) -> None:
    for reading in law.calendars.all_readings():
        assert not (reading.in_campaign and not reading.after_determination)
        assert not (reading.in_campaign and reading.voted)


def test_a_range_has_one_moment_for_each_stretch_it_touches(law: Law) -> None:
    span = Days(first=date(2024, 9, 20), last=date(2024, 9, 30))
    found = law.calendars.moments("pilkada_2024", None, span)
    phases = [m[0].phase for m in found]
    assert phases == ["sebelum_penetapan", "sesudah_penetapan", "masa_kampanye"]


def test_without_an_election_every_one_counts(law: Law) -> None:
    one_day = Days.of(date(2023, 12, 1))
    assert len(law.calendars.moments(None, None, one_day)) > len(
        law.calendars.moments("pilkada_2024", None, one_day)
    )


@pytest.mark.parametrize("boundary", [date(2021, 8, 31), date(2022, 9, 22), date(2023, 1, 3)])
def test_a_new_instrument_starts_a_new_era(law: Law, boundary: date) -> None:
    before = moment(law, "pilkada_2018", boundary - timedelta(days=1))
    after = moment(law, "pilkada_2018", boundary)
    assert after[0].era > before[0].era
