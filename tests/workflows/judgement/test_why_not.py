"""Why not something else: all minimal ways, against an exhaustive search over complete cases."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from benchmarks.reachable import BruteForce, compare_ways, exhaustive_ways
from netralitas.facts import (
    Case,
    Category,
    Charge,
    Contest,
    Days,
    Evidence,
    EvidenceKind,
    Facts,
    Level,
    Outcome,
    Subject,
    Tier,
)
from netralitas.judgement.why_not import why_not
from netralitas.rules import Law
from tests.laws import national_policy

AS_OF = date(2024, 12, 31)


@pytest.fixture(scope="module")
def law() -> Law:
    return Law(national_policy())


def case(*charges: Charge, category: Category = Category.PNS, verified: bool = True) -> Case:
    return Case(
        schema="netralitas/case/v1",
        id="contoh",
        election="pilkada_2024",
        contest=Contest.REGIONAL_HEAD,
        subject=Subject(category=category, level=Level.PELAKSANA),
        charges=charges,
        evidence=(Evidence(kind=EvidenceKind.FOTO, verified=verified),),
    )


PASSIVE = {
    "party_attribute": True,
    "active": False,
    "mobilised_staff": False,
    "state_facility": False,
    "service_attribute": False,
    "hears_vision_only": False,
}
CAMPAIGN = Charge(act="join_campaign", at=Days.of(date(2024, 10, 10)), facts=Facts(PASSIVE))
LIKE = Charge(act="react_online", at=Days.of(date(2024, 10, 2)), facts=Facts({"reaction": "like"}))


def facts_of(ways: object) -> set[frozenset[str]]:
    return {frozenset(change.fact for change in way.changes) for way in ways}  # type: ignore[attr-defined]


def test_random_ways_are_those_of_an_exhaustive_search(law: Law) -> None:
    compared, different = compare_ways(law, BruteForce(law), Random(21), 60)
    assert (compared, different) == (60, 0)


def test_a_missing_way_would_be_noticed(law: Law) -> None:
    """The control: the exhaustive search finds ways, so that finding none would differ."""
    charge = law.admission.admit(case(CAMPAIGN), AS_OF).charges[0]
    ways = exhaustive_ways(law, BruteForce(law), case(CAMPAIGN), charge, Tier.BERAT)
    assert frozenset({"active"}) in ways


def test_each_aggravating_fact_alone_makes_sedang_berat(law: Law) -> None:
    answer = why_not(case(CAMPAIGN), law, Tier.BERAT, as_of=AS_OF)
    assert {
        frozenset({"active"}),
        frozenset({"mobilised_staff"}),
        frozenset({"state_facility"}),
    } <= facts_of(answer.ways)
    assert not answer.holds and not answer.possible


def test_the_day_is_what_makes_a_like_moral(law: Law) -> None:
    answer = why_not(case(LIKE), law, Tier.MORAL, as_of=AS_OF)
    assert [(c.group, c.fact) for c in answer.ways[0].changes] == [("day", "at")]
    assert all(word.startswith("sebelum_penetapan") for word in answer.ways[0].changes[0].to)


def test_no_change_makes_a_like_sedang(law: Law) -> None:
    assert why_not(case(LIKE), law, Tier.SEDANG, as_of=AS_OF).ways == ()


def test_what_holds_needs_no_way(law: Law) -> None:
    answer = why_not(case(LIKE), law, Tier.BERAT, as_of=AS_OF)
    assert answer.holds and answer.ways == ()


def test_the_act_itself_is_never_changed(law: Law) -> None:
    answer = why_not(case(LIKE), law, Outcome.NO_VIOLATION, as_of=AS_OF)
    assert answer.ways
    assert all(change.fact != "act" for way in answer.ways for change in way.changes)


def test_what_is_unknown_has_first_to_be_answered(law: Law) -> None:
    unknown = Charge(act="attend_declaration", at=Days.of(date(2024, 10, 5)))
    answer = why_not(case(unknown), law, Tier.BERAT, as_of=AS_OF)
    assert answer.possible and answer.ways == ()
    assert ("active", 1) in {(fact.fact, fact.charge) for fact in answer.answer_first}


def test_verified_evidence_is_a_way_to_a_violation(law: Law) -> None:
    answer = why_not(case(LIKE, verified=False), law, Tier.BERAT, as_of=AS_OF)
    assert facts_of(answer.ways) == {frozenset({"evidence"})}


def test_with_two_charges_both_must_change(law: Law) -> None:
    answer = why_not(case(CAMPAIGN, LIKE), law, Tier.SEDANG, as_of=AS_OF)
    # the like is berat after determination, whatever else: it must be undone, by another's hand
    # or day
    assert answer.ways
    assert all(any(change.charge == 2 for change in way.changes) for way in answer.ways)


def test_another_person_is_a_change_of_the_person(law: Law) -> None:
    answer = why_not(case(LIKE), law, Outcome.OUT_OF_SCOPE, as_of=AS_OF)
    (way,) = answer.ways
    assert [(change.group, change.charge) for change in way.changes] == [("person", 0)]
    assert "tni_polri" in way.changes[0].to


def test_a_derived_fact_is_shown_as_the_fact_behind_it(law: Law) -> None:
    posted = Charge(
        act="gesture",
        at=Days.of(date(2024, 9, 1)),
        facts=Facts({"posted_by_subject": True, "with": "candidate"}),
    )
    answer = why_not(case(posted), law, Outcome.NO_VIOLATION, as_of=AS_OF)
    hidden = [way.changes[0] for way in answer.ways if way.changes[0].fact == "public"]
    assert [(change.now, change.to) for change in hidden] == [("true", ("false",))]
