"""Concurrence, exceptions, conflicts and questions: what a set of matched rows comes to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import Outcome, Tier, Track
from netralitas.rules import Law
from netralitas.rules.settle import Result, Settled, TrackState, combine, join, settle

TIERS = {
    Track.DISIPLIN: (Tier.SEDANG, Tier.BERAT),
    Track.ETIK: (Tier.MORAL,),
    Track.KEPEGAWAIAN: (None,),
    Track.DESA: (None,),
    Track.KONTRAK: (None,),
}


@st.composite
def results(draw: st.DrawFn) -> Result:
    tracks = {}
    for track in draw(st.lists(st.sampled_from(list(TIERS)), unique=True, max_size=3)):
        outcome = draw(st.sampled_from([Outcome.VIOLATION, Outcome.NEEDS_HUMAN]))
        tier = draw(st.sampled_from(TIERS[track])) if outcome is Outcome.VIOLATION else None
        tracks[track] = TrackState(outcome, tier)
    return Result(draw(st.sampled_from(list(Outcome))), tuple(sorted(tracks.items())))


@given(results(), results())
def test_the_order_of_charges_does_not_matter(left: Result, right: Result) -> None:
    assert join(left, right) == join(right, left)


@given(results(), results(), results())
def test_how_charges_are_grouped_does_not_matter(a: Result, b: Result, c: Result) -> None:
    assert join(join(a, b), c) == join(a, join(b, c))


@given(results())
def test_the_same_charge_twice_counts_once(result: Result) -> None:
    assert join(result, result) == result


@given(results(), results())
def test_taken_together_nothing_becomes_lighter(left: Result, right: Result) -> None:
    both = dict(join(left, right).tracks)
    for track, state in left.tracks:
        assert both[track].weight >= state.weight


def test_a_lighter_of_two_would_be_noticed() -> None:
    """The control: a join that took the lighter tier breaks the property above."""
    heavy = Result(
        Outcome.VIOLATION, ((Track.DISIPLIN, TrackState(Outcome.VIOLATION, Tier.BERAT)),)
    )
    light = Result(
        Outcome.VIOLATION, ((Track.DISIPLIN, TrackState(Outcome.VIOLATION, Tier.SEDANG)),)
    )
    wrong = min(heavy, light, key=lambda r: dict(r.tracks)[Track.DISIPLIN].weight)
    assert dict(wrong.tracks)[Track.DISIPLIN].weight < dict(heavy.tracks)[Track.DISIPLIN].weight
    assert dict(join(heavy, light).tracks)[Track.DISIPLIN].tier is Tier.BERAT


def positions(law: Law, act: str, *rows: str) -> list[int]:
    found = [
        position
        for position in law.base.main[act]
        if law.policy.provisions[law.rules[position].row].id in rows
        and law.rules[position].mode == "decides"
    ]
    assert found, rows
    return found


def test_angka_4_goes_before_angka_2_and_both_before_angka_1(law: Law) -> None:
    matched = positions(law, "join_campaign", "pp94-5n-1", "pp94-5n-2", "pp94-5n-4")
    settled = settle(law.base, matched)
    assert settled.result.tier is Tier.BERAT
    assert len(settled.overridden) == 3


def test_without_a_declared_order_violation_beside_none_needs_a_human(law: Law) -> None:
    violation = positions(law, "party_member", "disiplin-anggota-parpol")
    none = positions(law, "party_member", "pp11-255-mundur-dahulu")
    settled = settle(law.base, [*violation, *none])
    assert settled.conflict
    assert settled.result.outcome is Outcome.NEEDS_HUMAN


def test_a_prohibition_without_a_level_needs_a_human(law: Law) -> None:
    settled = settle(law.base, positions(law, "join_campaign", "pp94-5n-1"))
    assert settled.result.outcome is Outcome.NEEDS_HUMAN
    assert settled.result.tier is None


def test_two_readings_of_one_day_that_agree_decide(law: Law) -> None:
    settled = settle(law.base, positions(law, "join_campaign", "pp94-5n-2"))
    assert combine([settled, settled]) == settled


def test_two_readings_of_one_day_that_differ_need_a_human(law: Law) -> None:
    sedang = settle(law.base, positions(law, "join_campaign", "pp94-5n-2"))
    nothing = Settled(Result(Outcome.NO_VIOLATION))
    both = combine([sedang, nothing])
    assert both.result.outcome is Outcome.NEEDS_HUMAN
    assert [track for track, _ in both.result.tracks] == [Track.DISIPLIN]
