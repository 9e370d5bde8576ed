"""The truth tables against durable-rules itself, on what is unknown, ranged or charged together."""

from __future__ import annotations

import itertools
import re
from datetime import date
from random import Random

import pytest

from benchmarks.reachable import AS_OF, BruteForce, cases, possible
from netralitas.facts import (
    Case,
    Category,
    Charge,
    Days,
    Facts,
    Outcome,
    RuleFailure,
    Subject,
)
from netralitas.policy import Policy
from netralitas.rules import Law, Rulebook, Twin, compile_rules
from netralitas.rules import cells as cells_module
from netralitas.rules import tables as tables_module
from netralitas.rules.cells import RuleTables, partition
from netralitas.rules.conditions import Test
from netralitas.rules.tables import ActTable, Tables

CASES = 400


def test_what_the_tables_reach_is_what_brute_force_reaches(law: Law) -> None:
    brute = BruteForce(law)
    for case, charges in cases(law, Random(7), CASES):
        assert law.matcher.results(charges) == brute.results(charges), case


def test_reading_absent_as_false_would_be_noticed(law: Law) -> None:
    """The control: asking the engine with unknown facts left out gives other answers."""
    wrong = BruteForce(law, absent_is_false=True)
    assert any(
        law.matcher.results(charges) != wrong.results(charges)
        for _, charges in cases(law, Random(7), CASES)
    )


def test_taking_charges_apart_would_be_noticed(law: Law) -> None:
    """The control: charges share their unknown subject; joined independently they reach too
    much."""
    from netralitas.rules.settle import join

    too_wide = 0
    for _, charges in cases(law, Random(11), CASES, charges=2, unknown=0.6):
        apart = {
            join(a, b)
            for a in law.matcher.results(charges[:1])
            for b in law.matcher.results(charges[1:])
        }
        too_wide += apart != law.matcher.results(charges)
    assert too_wide


def test_values_of_one_class_are_decided_alike_by_the_whole_policy(law: Law) -> None:
    """Guards the partition: raw values, through every rule of the act, unsplit."""
    rng = Random(3)
    for act in law.base.main:
        fields = law.matcher.fields(act)
        table = law.matcher.whole_table(act)
        reading = rng.choice(law.calendars.all_readings())
        for _ in range(8):
            fact = {field: rng.choice(law.base.fields[field]) for field in fields}
            swapped = {
                axis.field: rng.choice(axis.classes[axis.place[fact[axis.field]]])
                for axis in table.axes
            }
            one = law.tables.rules.ask(act, {**fact, **reading.fact()})
            assert one == law.tables.rules.ask(act, {**swapped, **reading.fact()})


def test_a_partition_too_coarse_would_be_noticed() -> None:
    """The control: values that a test tells apart are never of one class."""
    condition = ((Test("reaction", "is", "like"),),)
    classes = partition(("post", "like", "share"), [condition], "reaction")
    assert classes == (("post", "share"), ("like",))


def test_no_answer_rests_on_an_impossible_combination(law: Law) -> None:
    table = law.matcher.whole_table("join_campaign")
    impossible = table.axis_mask("hears_vision_only", True) & table.axis_mask("active", True)
    assert impossible & table.full
    assert not impossible & table.feasible


def test_the_blocks_of_a_day_cover_every_possible_cell_once(law: Law) -> None:
    for act in ("join_campaign", "fail_to_act", "post_photo"):
        table = law.matcher.whole_table(act)
        for moment, _, _ in law.calendars.all_moments():
            covered = 0
            for block in table.blocks(moment):
                assert not covered & block.cells
                covered |= block.cells
            assert covered == table.feasible


def test_a_table_too_large_is_projected_and_gives_the_same_answers(
    law: Law, national: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_module, "TABLE_CELLS_MAX", 1)
    narrow = Law(national)
    for _, charges in cases(law, Random(5), 60):
        assert narrow.matcher.results(charges) == law.matcher.results(charges)


def test_a_rule_too_large_is_refused_by_name(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "RULE_CELLS_MAX", 4)
    rules = RuleTables(law.base, law.tables.rules.ask)
    largest = max(range(len(law.rules)), key=lambda p: len(law.rules[p].fields))
    with pytest.raises(RuleFailure, match=re.escape(law.rules[largest].id)):
        rules.classes(largest)


def test_every_cell_of_a_rule_is_decided_by_the_engine_once(law: Law) -> None:
    asked: list[str] = []
    twin = Twin(law.rules)

    def counting(act: str, fact: object) -> frozenset[int]:
        asked.append(act)
        return twin.matches(act, fact)  # type: ignore[arg-type]

    rules = RuleTables(law.base, counting)
    position = law.base.main["react_online"][0]
    cells = rules.fill(position)
    assert len(asked) == cells > 1
    rules.fill(position)
    assert len(asked) == cells


def test_cells_that_were_kept_are_not_decided_again(law: Law, national: Policy) -> None:
    again = Law(national)
    position = law.base.main["react_online"][0]
    law.tables.rules.fill(position)
    again.tables.rules.recall(law.tables.rules.kept())
    assert again.tables.rules.decided == law.tables.rules.decided
    assert (
        again.tables.rules.fill(position) and again.tables.rules.decided == law.tables.rules.decided
    )


@pytest.mark.parametrize(
    "content", [b"", b"{", b'["sha256:other", [[0, [true], true]]]', b"[1, 2]"]
)
def test_cells_of_another_policy_and_damaged_ones_are_left_alone(
    national: Policy, content: bytes
) -> None:
    fresh = Law(national)
    fresh.tables.rules.recall(content)
    assert fresh.tables.rules.decided == 0


def test_tables_filled_by_the_twin_are_those_filled_by_durable_rules(national: Policy) -> None:
    base = compile_rules(national)
    rulebook, twin = Rulebook(base.rules), Twin(base.rules)
    for act in ("join_campaign", "post_photo"):
        every = {f: frozenset(base.fields[f]) for f in tables_module.act_fields(base, act)}
        one = Tables(base, rulebook.matches).table(act, every)
        other = Tables(base, twin.matches).table(act, every)
        law = Law(national)
        for moment, _, _ in itertools.islice(law.calendars.all_moments(), 12):
            assert one.blocks(moment) == other.blocks(moment)


def test_a_declared_impossibility_is_what_narrows_an_answer(law: Law) -> None:
    """The control: without the declarations some answers with unknowns would be too wide."""

    class Credulous(ActTable):
        def _feasible(self) -> int:
            return self.full

    act = "join_campaign"
    every = {f: frozenset(law.base.fields[f]) for f in law.matcher.fields(act)}
    strict = law.tables.table(act, every)
    loose = Credulous(law.base, law.tables.rules, act)
    hears = Charge(
        act=act, at=Days.of(date(2024, 10, 10)), facts=Facts({"hears_vision_only": True})
    )
    case = Case(
        schema="netralitas/case/v1",
        id="mendengar",
        election="pilkada_2024",
        subject=Subject(category=Category.PNS),
        charges=(hears,),
    )
    charge = law.admission.admit(case, AS_OF).charges[0]
    (moment,) = charge.moments
    narrow, wide = (
        {b.settled.result for b in table.blocks(moment) if b.cells & table.known(charge.allowed)}
        for table in (strict, loose)
    )
    assert {result.outcome for result in narrow} == {Outcome.NEEDS_HUMAN}
    assert Outcome.VIOLATION in {result.outcome for result in wide}


def test_brute_force_knows_what_is_impossible(law: Law) -> None:
    assert not possible(law, {"hears_vision_only": True, "active": True})
    assert possible(law, {"hears_vision_only": True, "active": False})
    assert AS_OF.year == 2024
