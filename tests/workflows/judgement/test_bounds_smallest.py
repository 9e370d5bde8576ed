"""The counter-example is the smallest: nothing in it can go, and none with fewer facts exists."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from netralitas.facts import (
    Case,
    Category,
    Confidence,
    Contest,
    Days,
    Facts,
    Subject,
    Text,
    Tier,
    Track,
    Value,
)
from netralitas.judgement import compile_policy
from netralitas.judgement.checking import check_policy
from netralitas.judgement.outcome_bounds import outcome_bounds
from netralitas.judgement.proof import CounterExample, Pairing
from netralitas.judgement.refinement import DayPair
from netralitas.judgement.smallest import Unstated, fewest
from netralitas.judgement.specimen import case_at
from netralitas.policy import Consequence, Effect, Marks, Policy
from netralitas.rules import FIRST_DAY, LAST_DAY, ActTable, Law
from netralitas.rules.settle import Result, combine, settle

from .test_bounds_tampering import LOOSENINGS, national, row, small, with_rows

DAY = DayPair((), (), "pilkada_2024", "regional_head", date(2024, 10, 2))
OUTCOMES = [name for name, one in LOOSENINGS.items() if one.kind == "outcome"]


def results(law: Law, case: Case) -> frozenset[Result]:
    """Return every result that a case may come to."""
    at = case.charges[0].at
    assert at is not None
    return law.matcher.results(law.admission.admit(case, at.last).charges)


def shorter(case: Case) -> list[Case]:
    """Return the case less each thing that it states of the charge or of the person."""
    [charge] = case.charges
    shorter = []
    for name in charge.facts:
        rest = {one: value for one, value in charge.facts.items() if one != name}
        shorter.append(replace(case, charges=(replace(charge, facts=Facts(rest)),)))
    for name in Subject.__struct_fields__:
        if getattr(case.subject, name) is not None:
            shorter.append(replace(case, subject=replace(case.subject, **{name: None})))
    return shorter


@pytest.mark.parametrize("name", OUTCOMES)
def test_no_fact_of_a_counter_example_can_go(name: str) -> None:
    tampered = LOOSENINGS[name].tamper(national())
    pairing = Pairing(national(), tampered, ())
    found = outcome_bounds(pairing)
    assert isinstance(found, CounterExample) and found.case is not None
    ours, theirs = (results(law, found.case) for law in pairing.laws)
    assert len(ours) == len(theirs) == 1 and ours != theirs
    for case in shorter(found.case):
        ours, theirs = (results(law, case) for law in pairing.laws)
        assert ours == theirs or len(ours) > 1 or len(theirs) > 1, case


def test_a_case_with_a_fact_too_many_would_be_noticed() -> None:
    """The control: the smallest case with one more fact in it can do without that fact."""
    tampered = LOOSENINGS["a tier is lowered"].tamper(national())
    pairing = Pairing(national(), tampered, ())
    found = outcome_bounds(pairing)
    assert isinstance(found, CounterExample) and found.case is not None
    [charge] = found.case.charges
    more = replace(charge, facts=Facts({**charge.facts, "reaction": "like"}))
    shown = [
        [results(law, case) for law in pairing.laws]
        for case in shorter(replace(found.case, charges=(more,)))
    ]
    assert any(ours != theirs and len(ours) == len(theirs) == 1 for ours, theirs in shown)


# Nothing smaller exists.

UNSTATED: Unstated = {"in_service": True, "by_subject": True, "completed": True, "category": None}


def exhaustive(table: ActTable, wanted: int, alike: int) -> int | None:
    """Return the fewest facts that lead to a wanted cell, by trying every set of every cell."""
    others = table.feasible & ~alike
    best: int | None = None
    for cell in range(table.size):
        if not wanted >> cell & 1:
            continue
        for chosen in itertools.product((False, True), repeat=len(table.axes)):
            left, count = table.feasible, 0
            for axis, stated in zip(table.axes, chosen, strict=True):
                here = axis.classes[cell // axis.stride % len(axis.classes)]
                usual = UNSTATED.get(axis.field)
                if stated:
                    count += 1
                    left &= table.axis_mask(axis.field, here[0])
                elif usual is not None:
                    left &= table.axis_mask(axis.field, usual)
            if left >> cell & 1 and not left & others and (best is None or count < best):
                best = count
    return best


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), share=st.sampled_from((0.02, 0.3, 0.7, 0.95)))
def test_no_smaller_set_of_facts_exists(seed: int, share: float) -> None:
    table = Law(small()).matcher.whole_table("react_online")
    rng = Random(seed)
    alike = sum(1 << cell for cell in range(table.size) if rng.random() < share) & table.feasible
    wanted = sum(1 << cell for cell in range(table.size) if rng.random() < 0.5) & alike
    found = fewest(table, wanted, alike, UNSTATED, below=100)
    assert (None if found is None else len(found.fields)) == exhaustive(table, wanted, alike)
    if found is not None:
        assert wanted >> found.cell & 1
        limit = len(found.fields)
        assert fewest(table, wanted, alike, UNSTATED, below=limit) is None


# The proof finds a difference exactly where judging by hand would.

ACT = "react_online"
ONE_ACT = small((ACT,))
TURNED = [one.id for one in ONE_ACT.provisions if one.effect.opens is None]
EFFECTS = [
    Effect(track=Track.DISIPLIN, tier=Tier.RINGAN),
    Effect(track=Track.DISIPLIN, tier=Tier.BERAT),
    Effect(track=Track.ETIK, tier=Tier.MORAL),
    Effect(track=Track.KONTRAK),
    Effect(none=True),
    Effect(forum=Text(id="-", en="-")),
    Effect(question=Text(id="?", en="?")),
    Effect(
        question=Text(id="?", en="?"),
        readings=(Consequence(track=Track.DISIPLIN, tier=Tier.SEDANG), Consequence(none=True)),
    ),
]
DAYS = st.integers(-400, 400).map(timedelta)


@st.composite
def tamperings(draw: st.DrawFn) -> Policy:
    """Draw the law on one act with one row of it changed, dropped or added to."""
    policy = ONE_ACT
    one = row(policy, draw(st.sampled_from(TURNED)))
    other = draw(
        st.one_of(
            st.just(None),
            st.sampled_from(EFFECTS).map(lambda effect: replace(one, effect=effect)),
            DAYS.map(lambda by: replace(one, since=(one.since or FIRST_DAY) + by)),
            DAYS.map(lambda by: replace(one, until=(one.until or date(2024, 11, 27)) + by)),
            st.sampled_from(["active", "public", "intent", "by_subject", "completed"]).map(
                lambda name: replace(one, when={name: True})
            ),
            st.sampled_from(["guru", "tkb"]).map(
                lambda name: replace(one, when={"office": {"not": name}})
            ),
            st.sets(st.sampled_from(Category), min_size=1).map(
                lambda people: replace(one, subjects=tuple(sorted(people)))
            ),
            st.sampled_from(Contest).map(lambda contest: replace(one, contests=(contest,))),
            st.just(replace(one, phases=None)),
            st.sampled_from(Confidence).map(
                lambda mark: replace(one, marks=Marks(content=mark, date=mark))
            ),
            st.sampled_from(TURNED).map(lambda loser: replace(one, overrides=(loser,))),
        )
    )
    if other is not None and draw(st.booleans()):
        return with_rows(policy, replace(other, id="daerah"))
    rows = (other if each.id == one.id else each for each in policy.provisions)
    return replace(policy, provisions=tuple(each for each in rows if each is not None))


def directly(law: Law, facts: dict[str, Value], pair: tuple[str, str], day: date) -> Result | None:
    """Return what durable-rules itself says of complete facts on a day; None for impossible
    ones."""
    for _, alternatives in law.base.impossible:
        for conjunction in alternatives:
            if all(test.field in facts and test.holds(facts[test.field]) for test in conjunction):
                return None
    [moment] = law.calendars.of_pairs([pair], Days.of(day))
    parts = [
        settle(law.base, law.tables.rules.ask(ACT, {**facts, **reading.fact()}))
        for reading in moment
    ]
    return combine(parts).result


def ever_differs(pairing: Pairing, count: int = 2_000) -> bool:
    """Whether judging complete facts drawn at random, on drawn days, ever differs."""
    rng = Random(5)
    ours, theirs = pairing.laws
    fields = dict.fromkeys(field for law in (ours, theirs) for field in law.matcher.fields(ACT))
    whole = Days(first=FIRST_DAY, last=LAST_DAY)
    turns = sorted({*ours.calendars.turns(whole), *theirs.calendars.turns(whole)})
    pairs = ours.calendars.contests(None, None)
    for _ in range(count):
        facts = {field: rng.choice(theirs.base.fields[field]) for field in fields}
        if rng.random() < 0.8:
            facts |= {name: value for name, value in ONE_ACT.presumes.items() if name in facts}
        known = rng.choice(pairing.days)
        pair, day = (known.election, known.contest), known.day
        if rng.random() < 0.5:
            pair, day = rng.choice(pairs), rng.choice(turns) + timedelta(days=rng.randint(0, 3))
        if directly(ours, facts, pair, day) != directly(theirs, facts, pair, day):
            return True
    return False


@settings(max_examples=60)
@given(tampered=tamperings())
def test_the_proof_says_equal_exactly_when_judging_never_differs(tampered: Policy) -> None:
    pairing = Pairing(ONE_ACT, tampered, ())
    found = outcome_bounds(pairing)
    if isinstance(found, CounterExample):
        assert found.case is not None
        ours, theirs = (results(law, found.case) for law in pairing.laws)
        assert len(ours) == len(theirs) == 1 and ours != theirs
    else:
        assert not ever_differs(pairing)


@pytest.mark.parametrize("name", ["a tier is lowered", "a row is removed"])
def test_the_sample_would_notice_a_difference(name: str) -> None:
    """The control: what the proof calls different, the same sample finds too."""
    pairing = Pairing(ONE_ACT, LOOSENINGS[name].tamper(ONE_ACT), ())
    assert isinstance(outcome_bounds(pairing), CounterExample)
    assert ever_differs(pairing)


# Cases from cells.


def test_every_case_that_shows_a_finding_stands_where_it_says() -> None:
    compiled = compile_policy(national())
    law = compiled.law
    shown = [found for found in check_policy(compiled) if found.case is not None]
    assert shown
    for found in shown:
        assert found.case is not None
        at = found.case.charges[0].at
        assert at is not None
        [charge] = law.admission.admit(found.case, at.last).charges
        rows = [
            {law.policy.provisions[law.rules[place].row].id for place in way.matched}
            for way in law.matcher.ways(charge)
        ]
        assert all(set(found.rows) <= one for one in rows), found.rows


@pytest.mark.parametrize(
    "values, stated",
    [
        ({"in_service": False}, {"until": date(2024, 10, 1)}),
        ({"category": "pppk", "heads_unit": True}, {"category": Category.PPPK, "heads_unit": True}),
        ({"named_official": "yes"}, {"heads_unit": True}),
        ({"named_official": "unknown"}, {}),
    ],
)
def test_a_field_of_the_person_is_stated_by_the_fact_behind_it(
    values: dict[str, Value], stated: dict[str, object]
) -> None:
    case = case_at(Law(small()), "react_online", DAY, values)
    assert case.subject == Subject(**stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values, stated",
    [
        ({"kept_private": True}, {"public": False}),
        ({"kept_private": False}, {}),
        ({"intent_state": "yes"}, {"intent": True}),
        ({"intent_state": "unknown"}, {}),
        ({"openly_active": False}, {"public": False}),
        ({"reaction": "like"}, {"reaction": "like"}),
        ({"meets_row": True, "replacement_window": False}, {}),
    ],
)
def test_a_field_of_the_charge_is_stated_by_the_fact_behind_it(
    values: dict[str, Value], stated: dict[str, Value]
) -> None:
    case = case_at(Law(small()), "react_online", DAY, values)
    assert case.charges[0].facts == Facts(stated)


@pytest.mark.parametrize("rank", ["moral", "ringan", "sedang_lower", "sedang_top", "berat"])
def test_a_subordinate_is_given_a_sanction_of_that_place(rank: str) -> None:
    law = Law(small())
    case = case_at(law, "fail_to_act", DAY, {"subordinate_rank": rank, "omission": "not_summoned"})
    [charge] = law.admission.admit(case, DAY.day).charges
    assert charge.allowed["subordinate_rank"] == {rank}
