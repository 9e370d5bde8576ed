"""However large the space of an act: every combination is compared, or the act refused by name."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

import pytest
from msgspec.structs import replace

from netralitas.facts import Category, RuleFailure, Track
from netralitas.judgement.bounds import prove_bounds
from netralitas.judgement.proof import Certificate, CounterExample
from netralitas.judgement.refinement import compare, criminal_rows, day_pairs, outcomes
from netralitas.policy import Effect, Policy
from netralitas.rules import Law
from netralitas.rules import cells as cells_module
from netralitas.rules import tables as tables_module
from netralitas.rules.settle import Result

from .test_bounds_tampering import (
    CONTRACT,
    LIKE,
    LOOSENINGS,
    national,
    row,
    small,
    with_fields,
    with_office,
    with_rows,
)


def with_contract_rules(policy: Policy, act: str, facts: int) -> Policy:
    """Return the policy with rules for people bound by contract, each on a fact of its own."""
    names = [f"daerah_{number}" for number in range(facts)]
    rules = (
        replace(
            row(national(), LIKE),
            id=name,
            acts=(act,),
            subjects=(Category.NON_ASN,),
            effect=Effect(track=Track.KONTRAK),
            phases=None,
            when={name: True},
            since=date(2020, 1, 1),
            until=date(2022, 1, 1),
        )
        for name in names
    )
    return with_rows(with_fields(policy, *names), *rules)


def certificate(national: Policy, regional: Policy) -> Certificate:
    proof = prove_bounds(national, regional, [CONTRACT])
    assert isinstance(proof, Certificate), proof
    return proof


def test_a_space_in_slices_gives_the_same_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    regional = with_contract_rules(small(), "react_online", 3)
    whole = certificate(small(), regional)
    assert whole.permitted["contract_rules"]
    monkeypatch.setattr(tables_module, "SLICE_CELLS_MAX", 16)
    assert certificate(small(), regional) == whole


@pytest.mark.parametrize("name", ["a tier is lowered", "a condition on a new office"])
def test_a_space_in_slices_gives_a_case_as_short(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered = LOOSENINGS[name].tamper(small())
    whole = prove_bounds(small(), tampered, ())
    monkeypatch.setattr(tables_module, "SLICE_CELLS_MAX", 16)
    sliced = prove_bounds(small(), tampered, ())
    assert isinstance(whole, CounterExample) and isinstance(sliced, CounterExample)
    assert whole.case is not None and sliced.case is not None
    assert whole.case.charges[0].facts == sliced.case.charges[0].facts
    assert whole.case.subject == sliced.case.subject


def test_an_act_of_more_than_four_million_combinations_is_compared_completely() -> None:
    policy = small(("attend_declaration",))
    facts = 16
    regional = with_contract_rules(policy, "attend_declaration", facts)
    proof = certificate(policy, regional)
    law = Law(policy)
    cells = law.matcher.whole_table("attend_declaration").feasible.bit_count() << facts
    assert cells > tables_module.TABLE_CELLS_MAX
    assert proof.combinations == cells * proof.moments
    # All but the one cell in which none of the facts holds.
    assert proof.permitted["contract_rules"] % ((1 << facts) - 1) == 0
    assert proof.permitted["contract_rules"]


def test_an_act_of_too_many_combinations_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables_module, "COMMON_CELLS_MAX", 40)
    with pytest.raises(RuleFailure, match="accompany_spouse"):
        prove_bounds(small(("accompany_spouse",)), small(("accompany_spouse",)), ())


# What the comparison stands on.


def test_rules_taken_together_come_to_what_they_come_to_one_by_one() -> None:
    policy = with_contract_rules(national(), "join_campaign", 2)
    ours, theirs = Law(policy), Law(policy)
    acts = [act.id for act in policy.acts]
    for act in acts:
        [(together, _)] = ours.tables.beside(theirs.tables, act, {})
        alone = ours.matcher.whole_table(act)
        assert together.axes == alone.axes
        for moment, _, _ in ours.calendars.all_moments():
            assert by_result(outcomes(ours, together, moment)) == by_result(
                outcomes(ours, alone, moment)
            )


def by_result(answers: object) -> dict[Result, int]:
    found: dict[Result, int] = {}
    assert isinstance(answers, dict)
    for answer, cells in answers.items():
        found[answer.result] = found.get(answer.result, 0) | cells
    return found


def test_rules_are_not_taken_together_where_an_exception_tells_them_apart() -> None:
    """The control: two rows of one effect, of which a third overrides but one."""
    none = Effect(none=True)
    spared = replace(row(small(), LIKE), id="luput", phases=None)
    beaten = replace(spared, id="kalah")
    winner = replace(spared, id="menang", effect=none, overrides=("kalah",))
    policy = with_rows(replace(small(("react_online",)), provisions=()), spared, beaten, winner)
    law = Law(policy)
    groups = cells_module.groups_of(law.base, law.base.main["react_online"], True)
    assert [len(places) for _, places in groups] == [1, 1, 1]
    free = with_rows(replace(policy, provisions=()), spared, beaten)
    groups = cells_module.groups_of(Law(free).base, (0, 1), True)
    assert [len(places) for _, places in groups] == [2]


def test_days_that_no_rule_tells_apart_have_the_same_blocks() -> None:
    law = Law(national())
    for act in ("hold_activity", "fail_to_act"):
        table = law.matcher.whole_table(act)
        seen: dict[Hashable, object] = {}
        for moment, _, _ in law.calendars.all_moments()[::2]:
            fresh = tables_module.ActTable(law.base, law.tables.rules, act)
            blocks = fresh.blocks(moment)
            assert seen.setdefault(table.sides(moment), blocks) == blocks


def test_every_day_of_both_calendars_is_among_the_pairs() -> None:
    ours = Law(national())
    theirs = Law(LOOSENINGS["a row ends one day earlier"].tamper(national()))
    pairs = {(one.national, one.regional) for one in day_pairs(ours, theirs)}
    assert {pair[0] for pair in pairs} == {moment for moment, _, _ in ours.calendars.all_moments()}
    assert {pair[1] for pair in pairs} == {
        moment for moment, _, _ in theirs.calendars.all_moments()
    }


def test_a_word_that_only_the_region_knows_decides_nothing_by_itself() -> None:
    regional = with_office(with_fields(small(), "bercanda"), "tukang")
    proof = certificate(small(), regional)
    alone = certificate(small(), small())
    assert (proof.combinations, proof.permitted) == (alone.combinations, alone.permitted)


def test_criminal_rows_are_compared_in_each_reading_of_a_doubtful_day() -> None:
    law = Law(small())
    days = day_pairs(law, law)
    doubtful = [pair for pair in days if len(pair.national) > 1]
    assert doubtful
    rooms = [law.rules[place].act for place in law.base.criminal["favour_decision"][:1]]
    parts = list(compare(law, law, rooms, doubtful, criminal_rows, lambda a, b: a == b))
    readings = {
        len(answer)
        for part in parts
        for answer in criminal_rows(law, part.national, part.days[0].national)
        if isinstance(answer, frozenset)
    }
    assert max(readings) > 1 and not any(part.differences for part in parts)
