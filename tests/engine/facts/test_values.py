"""This file holds the values of a case to their promises: immutable, equal by content, in words."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import (
    GRAVITY,
    LEADING_ORDER,
    CaseError,
    Citation,
    Confidence,
    Days,
    Facts,
    InputError,
    Language,
    NetralitasError,
    NotInstalled,
    Outcome,
    Place,
    PolicyError,
    Refused,
    Text,
    Tier,
    Track,
    Validity,
    Value,
    nearest,
)

FACTS = st.dictionaries(
    st.text(max_size=4), st.text(max_size=4) | st.booleans() | st.integers(), max_size=5
)


@given(FACTS)
def test_facts_are_equal_and_hash_alike_whatever_order_they_came_in(
    items: dict[str, Value],
) -> None:
    backwards = Facts(dict(reversed(items.items())))
    assert Facts(items) == backwards == items
    assert hash(Facts(items)) == hash(backwards)
    assert list(backwards) == sorted(items)


@given(FACTS)
def test_facts_survive_a_pickle(items: dict[str, Value]) -> None:
    assert pickle.loads(pickle.dumps(Facts(items))) == Facts(items)


def test_facts_do_not_change() -> None:
    given_ = {"active": True}
    facts = Facts(given_)
    given_["active"] = False
    assert facts["active"] is True
    with pytest.raises(TypeError):
        facts["active"] = False  # type: ignore[index]
    assert repr(facts) == "Facts({'active': True})"
    assert len(Facts()) == 0


DATES = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@given(DATES)
def test_a_month_holds_its_days_and_no_other(day: date) -> None:
    month = Days.month(day.year, day.month)
    assert month.first <= day <= month.last
    assert (month.first - timedelta(days=1)).month != day.month
    assert (month.last + timedelta(days=1)).month != day.month
    assert not month.certain


def test_days_are_shown_as_a_day_or_as_a_span() -> None:
    assert str(Days.of(date(2024, 10, 2))) == "2024-10-02"
    assert str(Days.month(2024, 2)) == "2024-02-01..2024-02-29"
    assert Days.of(date(2024, 10, 2)).certain
    with pytest.raises(ValueError, match="month"):
        Days.month(2024, 13)


VALIDITY = st.builds(
    lambda days: Validity(since=days[0], until=days[1]),
    st.tuples(st.none() | DATES, st.none() | DATES).filter(
        lambda days: days[0] is None or days[1] is None or days[0] < days[1]
    ),
)


@given(VALIDITY, VALIDITY)
def test_two_validities_overlap_exactly_when_a_day_lies_in_both(
    one: Validity, other: Validity
) -> None:
    edges = [day for v in (one, other) for day in (v.since, v.until) if day is not None]
    days = {day + timedelta(days=step) for day in [*edges, date(2020, 1, 1)] for step in (-1, 0, 1)}
    assert one.overlaps(other) == any(one.covers(day) and other.covers(day) for day in days)
    assert one.overlaps(other) == other.overlaps(one)


def test_the_last_day_of_a_validity_is_the_one_before_until() -> None:
    validity = Validity(since=date(2021, 8, 31), until=date(2022, 9, 22))
    assert [
        validity.covers(date(*day))
        for day in [(2021, 8, 30), (2021, 8, 31), (2022, 9, 21), (2022, 9, 22)]
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_a_citation_is_printed_in_the_parts_a_lawyer_cites() -> None:
    cite = Citation(instrument="pp-94-2021", pasal="5", ayat="1", huruf="n", angka="5")
    assert str(cite) == "pp-94-2021 ps 5 ayat (1) huruf n angka 5"
    assert cite.named("PP 94/2021") == "PP 94/2021 ps 5 ayat (1) huruf n angka 5"
    assert str(Citation(instrument="skb-2022")) == "skb-2022"


def test_only_the_mark_d_does_not_decide() -> None:
    assert [mark.verified for mark in Confidence] == [True, True, True, False]


def test_the_tiers_stand_in_their_order() -> None:
    assert sorted(Tier, key=lambda tier: tier.weight) == [
        Tier.MORAL,
        Tier.RINGAN,
        Tier.SEDANG,
        Tier.BERAT,
    ]


def test_the_gravest_outcome_weighs_most() -> None:
    assert max(Outcome, key=GRAVITY.__getitem__) is Outcome.VIOLATION
    assert min(Outcome, key=GRAVITY.__getitem__) is Outcome.NO_VIOLATION
    assert len(set(GRAVITY.values())) == len(Outcome)


def test_the_criminal_track_never_leads() -> None:
    assert set(LEADING_ORDER) == set(Track) - {Track.PIDANA}
    assert LEADING_ORDER[0] is Track.KEPEGAWAIAN


def test_a_text_is_shown_in_one_language_or_in_both() -> None:
    text = Text(id="kosong", en="empty")
    assert (text.in_(Language.ID), text.in_(Language.EN), str(text)) == (
        "kosong",
        "empty",
        "kosong / empty",
    )
    assert str(Text(id="1", en="1")) == "1"


def test_an_error_says_where_what_and_how_to_go_on() -> None:
    error = CaseError(
        Text(id="salah", en="wrong"),
        at=Place("c.yaml", 3, "charges[0]"),
        hint=Text(id="begini", en="like this"),
    )
    assert error.message(Language.EN) == "c.yaml:3: charges[0]: wrong (like this)"
    assert error.message(Language.ID) == "c.yaml:3: charges[0]: salah (begini)"
    assert str(error) == "c.yaml:3: charges[0]: salah / wrong (begini / like this)"
    assert str(Place("c.yaml")) == "c.yaml"
    assert str(Place("c.yaml", 3)) == "c.yaml:3"
    assert isinstance(error, InputError)
    assert not isinstance(error, PolicyError)


def test_a_refusal_says_the_article_that_refuses() -> None:
    refused = Refused(
        Text(id="tidak", en="no"), cites=Citation(instrument="pp-94-2021", pasal="27")
    )
    assert refused.message(Language.EN) == "no (pp-94-2021 ps 27)"
    assert refused.message(Language.ID) == "tidak (pp-94-2021 ps 27)"


def test_a_region_that_is_not_there_is_told_from_those_that_are() -> None:
    error = NotInstalled("lumajang", installed=["nasional", "lebong"])
    assert (
        error.message(Language.EN)
        == "region 'lumajang' is not installed; installed: nasional, lebong"
    )
    assert error.installed == ("nasional", "lebong")
    assert isinstance(error, NetralitasError)


def test_an_unknown_name_is_answered_with_the_nearest_else_with_all() -> None:
    assert nearest("pengawass", ["pengawas", "pelaksana"]).en == "did you mean 'pengawas'?"
    assert nearest("xyz", ["pengawas", "pelaksana"]).en == "known here: pelaksana, pengawas"
    assert nearest("pengawass", ["pengawas"]).id == "maksudnya 'pengawas'?"
