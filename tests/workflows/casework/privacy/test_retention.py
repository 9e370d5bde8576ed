"""Nothing is erased before its period is over, while its case goes on, or under a hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework.privacy import (
    GROUND,
    Answer,
    Kept,
    LegalHold,
    PrivacyError,
    Rule,
    Why,
    erasable,
    schedule,
)
from netralitas.facts import Citation

RULES = schedule([Rule(name="identitas_pelapor", years=2), Rule(name="alamat", months=6)])
SINCE = date(2024, 1, 31)


def kept(data_class: str = "alamat", since: date | None = SINCE) -> Kept:
    return Kept(id="data-1", case="perkara-1", data_class=data_class, since=since)


def asked(one: Kept, on: date, *holds: LegalHold) -> Answer:
    (answer,) = erasable([one], RULES, holds, on)
    return answer


def test_the_last_day_of_the_period_still_keeps() -> None:
    assert asked(kept(), date(2024, 7, 31)).why is Why.RUNNING
    assert asked(kept(), date(2024, 8, 1)).may_be_erased
    assert asked(kept("identitas_pelapor"), date(2026, 1, 31)).why is Why.RUNNING
    assert asked(kept("identitas_pelapor"), date(2026, 2, 1)).may_be_erased


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    assert Rule(name="a", months=1).kept_through(date(2024, 1, 31)) == date(2024, 2, 29)
    assert Rule(name="a", months=13).kept_through(date(2024, 1, 31)) == date(2025, 2, 28)
    assert Rule(name="a", years=1).kept_through(date(2024, 2, 29)) == date(2025, 2, 28)
    assert Rule(name="a", months=11).kept_through(date(2024, 1, 31)) == date(2024, 12, 31)


def test_a_period_beyond_all_dates_never_ends() -> None:
    assert Rule(name="a", years=1000).kept_through(date(9000, 1, 1)) == date.max


def test_an_open_case_and_an_unknown_class_are_kept() -> None:
    assert asked(kept(since=None), date.max).why is Why.OPEN
    assert asked(kept("lain"), date.max).why is Why.NO_PERIOD


def test_a_hold_comes_before_all_else_and_ends() -> None:
    hold = LegalHold(
        case="perkara-1", reason="perintah 7", since=date(2024, 9, 1), until=date(2024, 9, 30)
    )
    assert asked(kept(), date(2024, 8, 31), hold).may_be_erased
    assert asked(kept(), date(2024, 9, 1), hold).why is Why.HELD
    assert asked(kept(), date(2024, 9, 30), hold).why is Why.HELD
    assert asked(kept(), date(2024, 10, 1), hold).may_be_erased
    assert "held by an order: perintah 7" in asked(kept(), date(2024, 9, 1), hold).says.en


def test_a_hold_without_an_end_holds_and_another_case_is_free() -> None:
    hold = LegalHold(case="perkara-1", reason="perintah 7", since=date(2024, 9, 1))
    other = Kept(id="data-2", case="perkara-2", data_class="alamat", since=SINCE)
    answers = erasable([kept(), other], RULES, [hold], date.max)
    assert [answer.may_be_erased for answer in answers] == [False, True]


def test_the_operators_setting_is_labelled_as_such() -> None:
    answer = asked(kept(), date(2024, 7, 31))
    assert (
        answer.says.id
        == "belum lewat 2024-07-31 (setelan pengelola, bukan jangka dari undang-undang)"
    )
    assert "the operator's setting, not a period of the law" in answer.says.en
    law = Rule(name="a", years=1, cites=Citation(instrument="Contoh 1/2030", pasal="2"))
    assert law.label.id == "Contoh 1/2030 ps 2"


def test_the_law_is_named_as_the_ground_and_decides_nothing() -> None:
    assert str(GROUND) == "UU 27/2022"
    assert not GROUND.confidence.verified


@pytest.mark.parametrize(
    "rules", [[Rule(name="a")], [Rule(name="a", years=1), Rule(name="a", months=1)]]
)
def test_a_schedule_names_each_class_once_with_a_period(rules: list[Rule]) -> None:
    with pytest.raises(PrivacyError, match="'a' must be there once, with a period"):
        schedule(rules)


days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
periods = st.tuples(st.integers(0, 20), st.integers(0, 30))


@given(days, periods, periods)
def test_a_longer_period_never_ends_earlier(
    since: date, one: tuple[int, int], other: tuple[int, int]
) -> None:
    ends = [
        (years * 12 + months, Rule(name="a", years=years, months=months).kept_through(since))
        for years, months in (one, other)
    ]
    (shorter, first), (longer, second) = sorted(ends)
    assert first <= second
    assert (shorter == longer) == (first == second)


@given(days, days, st.integers(0, 400))
def test_what_may_be_erased_may_be_later_too(since: date, on: date, later: int) -> None:
    if asked(kept(since=since), on).may_be_erased:
        assert on > since
        assert asked(kept(since=since), on + timedelta(days=later)).may_be_erased
