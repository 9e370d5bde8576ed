"""The list of differences between two policies is exact: what it lists differs, the rest does not.

Each claim is held against brute force: combinations drawn at random are answered by the engine
itself, under either policy, without the tables that the list is made from.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from netralitas.facts import Category, Days, Outcome, PolicyError, Text, Tier, Track, Value
from netralitas.judgement import CompiledPolicy, compile_policy, judge, load_policy
from netralitas.judgement.differing.conditions import conditions
from netralitas.judgement.differing.difference import Combinations, Differences, Window
from netralitas.judgement.differing.differences import differences
from netralitas.judgement.differing.side_by_side import SideBySide
from netralitas.judgement.refinement import Answer, answer_of
from netralitas.policy import Effect, Field, Policy
from netralitas.regions import national_files, policy_for
from netralitas.rules import Law
from netralitas.rules import tables as tables_module
from netralitas.rules.settle import combine, settle

from .test_bounds_tampering import (
    FEW_ACTS,
    LIKE,
    LOOSENINGS,
    RINGAN,
    UNSEEN,
    Tampering,
    added,
    changed,
    milestone,
    national,
    with_fields,
)
from .test_bounds_tampering import small as on_acts

CAMPAIGN = (*FEW_ACTS, "join_campaign")
"""Acts with a large space among them, on which not every tampering need be tried."""


DRAWN = 400
"""How many combinations are drawn from all there are, and again from those listed."""

COMPARED = {
    name: one.tamper
    for name, one in LOOSENINGS.items()
    if one.kind in ("outcome", "measure", "impossible")
} | {
    "a pack rule is added": added(
        LIKE,
        subjects=(Category.NON_ASN,),
        phases=None,
        effect=Effect(track=Track.KONTRAK),
        when={"by_subject": True},
    ),
    "two rows are changed at once": lambda policy: changed(LIKE, effect=RINGAN)(
        changed("pp94-28-berat", until=date(2024, 10, 1))(policy)
    ),
    "a campaign begins later": milestone("pilkada_2024", "kampanye", 3),
}

OF_CAMPAIGNS = ("a tier is raised", "a campaign begins later")
"""What is seen in the act of joining a campaign alone."""


def small(name: str = "") -> Policy:
    """Return the national law on the acts on which a tampering is tried."""
    return on_acts(CAMPAIGN if name in OF_CAMPAIGNS else FEW_ACTS)


class Drawn(NamedTuple):
    """One combination: an act, a value for every fact its rules read, and a day of a contest."""

    act: str
    values: dict[str, Value]
    election: str
    contest: str
    day: date


class Asked(NamedTuple):
    """Two laws in common words, the list of what differs, and how an answer is had without it."""

    laws: tuple[Law, Law]
    listed: Differences

    def said(self, side: int, one: Drawn) -> Answer | None:
        """Return what the engine itself says of a combination; None where it cannot be."""
        law = self.laws[side]
        for _, alternatives in law.base.impossible:
            for tests in alternatives:
                known = [test for test in tests if test.field in one.values]
                if len(known) == len(tests) and all(
                    test.holds(one.values[test.field]) for test in tests
                ):
                    return None
        [moment] = law.calendars.of_pairs([(one.election, one.contest)], Days.of(one.day))
        parts = [
            law.tables.rules.ask(one.act, {**one.values, **reading.fact()}) for reading in moment
        ]
        settled = combine(settle(law.base, matched) for matched in parts)
        return answer_of(law, settled.result, settled.deciding, settled.denying)

    def groups(self, one: Drawn) -> list[Combinations]:
        """Return the listed groups in which a combination stands."""
        return [
            group
            for group in self.listed.combinations
            if group.kind != "criminal"
            and group.act == one.act
            and any(
                where.holds(one.values, one.election, one.contest, one.day) for where in group.where
            )
        ]


@cache
def compiled(whole: bool = False) -> CompiledPolicy:
    """Return the national law ready to be compared, on a few acts or on all."""
    return compile_policy(national() if whole else small())


@cache
def sides(name: str) -> tuple[CompiledPolicy, CompiledPolicy]:
    """Return the law as it is and as it was tampered with."""
    policy = small(name)
    old = compile_policy(policy) if name in OF_CAMPAIGNS else compiled()
    return old, compile_policy(COMPARED[name](policy))


@cache
def asked(name: str) -> Asked:
    """Return a law beside the one it was tampered into, with the list of what differs."""
    old, new = sides(name)
    return Asked(SideBySide(old, new).laws, differences(old, new))


def drawn(one: Asked, dice: random.Random) -> Iterator[Drawn]:
    """Yield combinations of everything, on days next to those on which something turns."""
    law, other = one.laws
    turns = sorted({*_turns(law), *_turns(other)})
    contests = law.calendars.contests(None, None)
    while True:
        act = dice.choice([act.id for act in law.policy.acts])
        day = dice.choice(turns) + timedelta(days=dice.choice((-1, 0, 0, 1, 17)))
        election, contest = dice.choice(contests)
        if day >= date(2014, 1, 15):
            yield Drawn(act, _values(one, act, dice), election, contest, day)


def listed(one: Asked, dice: random.Random) -> Iterator[Drawn]:
    """Yield combinations that the list holds."""
    groups = [group for group in one.listed.combinations if group.kind != "criminal"]
    while groups:
        group = dice.choice(groups)
        where = dice.choice(group.where)
        window, condition = dice.choice(where.days), dice.choice(where.conditions)
        values = _values(one, group.act, dice)
        values |= {fact: dice.choice(some) for fact, some in condition.facts.items()}
        day = dice.choice(_ends(window))
        yield Drawn(group.act, values, window.election, window.contest, day)


def _ends(window: Window) -> tuple[date, ...]:
    last = window.last or date(2035, 12, 31)
    return (window.first, last, window.first + (last - window.first) // 2)


def _turns(law: Law) -> Iterator[date]:
    yield from law.calendars.turns(Days(first=date(2014, 1, 1), last=date(2036, 1, 1)))


def _values(one: Asked, act: str, dice: random.Random) -> dict[str, Value]:
    fields = dict.fromkeys(name for law in one.laws for name in law.matcher.fields(act))
    usual = one.laws[0].policy.presumes  # drawn more often than not: else little is a violation
    known = one.laws[0].base.fields
    return {
        name: usual[name] if name in usual and dice.random() < 0.7 else dice.choice(known[name])
        for name in fields
    }


def faults(one: Asked, combinations: Iterator[Drawn], n: int = DRAWN) -> list[tuple[Drawn, str]]:
    """Return where the list and the engine do not say the same of a combination."""
    found: list[tuple[Drawn, str]] = []
    for _, drawn_one in zip(range(n), combinations, strict=False):
        old, new = (one.said(side, drawn_one) for side in (0, 1))
        groups = one.groups(drawn_one)
        if old is None and new is None:
            continue  # no case can be that: a condition may reach over it
        differs = not (old.same(new) if old is not None and new is not None else old is new)
        if differs != bool(groups):
            found.append((drawn_one, "differs" if differs else "is the same"))
        elif len(groups) > 1:
            found.append((drawn_one, "is listed twice"))
        elif groups and not (
            tells(groups[0].old.outcome, old) and tells(groups[0].new.outcome, new)
        ):
            found.append((drawn_one, "is listed with another answer"))
    return found


def tells(outcome: Outcome | None, answer: Answer | None) -> bool:
    return outcome is (None if answer is None else answer.result.outcome)


@pytest.mark.parametrize("name", COMPARED)
def test_what_is_listed_differs_and_nothing_else_does(name: str) -> None:
    one = asked(name)
    assert faults(one, drawn(one, random.Random(1))) == []
    assert faults(one, listed(one, random.Random(2))) == []


@pytest.mark.parametrize("name", ["a tier is lowered", "a row begins one day later"])
def test_a_list_with_something_left_out_is_noticed(name: str) -> None:
    """The control: what is drawn from the whole list betrays a list without its first group."""
    one = asked(name)
    short = one._replace(listed=replace(one.listed, combinations=one.listed.combinations[1:]))
    assert faults(short, listed(one, random.Random(2)))


def test_a_list_that_says_too_much_is_noticed() -> None:
    """The control: a condition without one of its facts reaches what does not differ."""
    one = asked("a tier is lowered")
    group = one.listed.combinations[0]
    [where] = group.where
    loose = tuple(
        replace(condition, facts={k: v for k, v in condition.facts.items() if k != "by_subject"})
        for condition in where.conditions
    )
    wide = replace(group, where=(replace(where, conditions=loose),))
    said = one._replace(listed=replace(one.listed, combinations=(wide,)))
    assert faults(said, listed(said, random.Random(2)))


CRIMINAL = [name for name, one in LOOSENINGS.items() if one.kind == "criminal"]


def met(law: Law, one: Drawn) -> frozenset[object]:
    """Return the criminal rows that the engine itself finds met, reading by reading."""
    [moment] = law.calendars.of_pairs([(one.election, one.contest)], Days.of(one.day))
    rows = law.policy.provisions
    return frozenset(
        frozenset(
            (rows[rule.row].id, rule.mode, rows[rule.row].effect)
            for rule in (
                law.rules[place]
                for place in law.tables.rules.ask(
                    f"pidana/{one.act}", {**one.values, **reading.fact()}
                )
            )
        )
        for reading in moment
    )


@pytest.mark.parametrize("name", CRIMINAL)
def test_the_criminal_list_is_exact_too(name: str) -> None:
    old, new = compiled(), compile_policy(LOOSENINGS[name].tamper(small()))
    found, laws = differences(old, new), SideBySide(old, new).laws
    groups = [one for one in found.combinations if one.kind == "criminal"]
    dice = random.Random(5)
    seen = {True: 0, False: 0}
    for place in range(DRAWN):
        one = next(drawn(Asked(laws, found), dice))
        group = dice.choice(groups)
        listed_one = place % 2  # every other one is drawn from the list itself
        act = group.act if listed_one else one.act
        known = laws[0].base.fields
        values = {field: dice.choice(known[field]) for field in sorted(_criminal_fields(laws, act))}
        if listed_one:
            where = dice.choice(group.where)
            window, condition = dice.choice(where.days), dice.choice(where.conditions)
            values |= {fact: dice.choice(some) for fact, some in condition.facts.items()}
            one = Drawn(act, values, window.election, window.contest, window.first)
        else:
            one = one._replace(values=values)
        differs = met(laws[0], one) != met(laws[1], one)
        inside = [
            group
            for group in groups
            if group.act == one.act
            and any(w.holds(one.values, one.election, one.contest, one.day) for w in group.where)
        ]
        assert len(inside) == int(differs), one
        seen[differs] += 1
    assert seen[True] > 50 and seen[False] > 50


def _criminal_fields(laws: tuple[Law, Law], act: str) -> set[str]:
    """Return the facts that the criminal rows of an act read, those of the day apart."""
    moment = {"era", "after_determination", "in_campaign", "voted", "contest"}
    rules = (law.rules[place] for law in laws for place in law.base.criminal[act])
    return {field for rule in rules for field in rule.fields} - moment


@pytest.mark.parametrize("name", COMPARED)
def test_the_groups_add_up_to_all_that_differs(name: str) -> None:
    """No combination is counted twice, and the slices of a large space add up to the same."""
    one = asked(name)
    total = one.listed.differing
    assert 0 < total <= one.listed.compared
    assert total == sum(
        group.count for group in one.listed.combinations if group.kind != "criminal"
    )


@pytest.mark.parametrize("name", ["a tier is lowered", "two rows are changed at once"])
def test_a_space_in_slices_gives_the_same_list(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = sides(name)
    whole = differences(old, new)
    monkeypatch.setattr(tables_module, "SLICE_CELLS_MAX", 16)
    sliced = differences(old, new)
    counted = [
        {(one.act, one.old.text.en, one.new.text.en, one.turning): one.count for one in found}
        for found in (whole.combinations, sliced.combinations)
    ]
    assert counted[0] == counted[1]
    again = Asked(SideBySide(old, new).laws, sliced)
    assert faults(again, drawn(again, random.Random(3)), 150) == []
    assert faults(again, listed(again, random.Random(4)), 150) == []


@pytest.mark.parametrize("name", COMPARED)
def test_each_group_comes_with_a_case_that_shows_it(name: str) -> None:
    """The case is judged whole, as it stands in the list, under either policy."""
    old, new = sides(name)
    shown = 0
    for group in asked(name).listed.combinations:
        if group.case is None or group.old.outcome is None or group.new.outcome is None:
            continue
        [charge] = group.case.charges
        assert charge.at is not None
        told = [judge(group.case, law, as_of=charge.at.last) for law in (old, new)]
        shown += 1
        if group.kind == "outcome":
            for verdict, said in zip(told, (group.old, group.new), strict=True):
                assert verdict.outcome is said.outcome
                tiers = {track: one.tier for track, one in said.tracks.items()}
                assert {track: one.tier for track, one in verdict.tracks.items()} == tiers
        else:
            assert told[0].receipt.verdict != told[1].receipt.verdict
    assert shown or name in (
        "a combination is called impossible",
        "a condition on a new fact",
        "a condition on a new office",
    )


WITHOUT_LAW = ("calendar_digest", "paths", "a remedy is taken away")
"""A digest says nothing of its own, and a law without a way cannot be made ready at all."""


@pytest.mark.parametrize("name", [n for n in (*LOOSENINGS, *UNSEEN) if n not in WITHOUT_LAW])
def test_two_laws_that_differ_never_show_an_empty_list(name: str) -> None:
    tamper: Tampering = LOOSENINGS[name].tamper if name in LOOSENINGS else UNSEEN[name]
    policy = small(name)
    old = compile_policy(policy) if name in OF_CAMPAIGNS else compiled()
    assert not differences(old, compile_policy(tamper(policy))).none


def test_a_law_differs_in_nothing_from_itself() -> None:
    """The control, also where the bytes are others: words in a comment are no law."""
    files = national_files()
    other = {name: content + b"\n# a remark\n" for name, content in files.items()}
    found = differences(load_policy(files), load_policy(other))
    assert found.none and found.differing == 0
    assert found.old != found.new
    assert found.compared > 900_000


def test_the_rows_that_make_a_difference_are_named() -> None:
    lowered = asked("a tier is lowered").listed.combinations[0].turning
    assert (lowered.old, lowered.new, lowered.changed) == ((), (), (LIKE,))
    removed = asked("a row is removed").listed.combinations[0].turning
    assert (removed.old, removed.new, removed.changed) == ((LIKE,), (), ())
    [moved] = {
        group.turning.dates
        for group in asked("a candidate's determination is moved by a day").listed.combinations
    }
    assert moved


def test_what_changed_inside_a_row_is_told() -> None:
    [row] = asked("a tier is lowered").listed.rows
    assert (row.section, row.row, row.kind) == ("provisions", LIKE, "changed")
    assert [(one.key, one.old, one.new) for one in row.changes] == [
        ("effect.tier", "berat", "ringan")
    ]


def test_what_changed_in_a_list_inside_a_row_is_told_by_name() -> None:
    [row] = asked("a campaign begins later").listed.rows
    assert (row.section, row.row) == ("elections", "pilkada_2024")
    [change] = row.changes
    assert change.key == "milestones.kampanye.first"
    assert (date.fromisoformat(change.new) - date.fromisoformat(change.old)).days == 3


def test_criminal_rows_and_ladders_are_listed_beside_the_outcomes() -> None:
    for name in ("a criminal row is dropped", "a criminal row is weakened"):
        new = compile_policy(LOOSENINGS[name].tamper(national()))
        found = differences(compiled(whole=True), new)
        assert {one.kind for one in found.combinations} == {"criminal"}
        for one in found.combinations:
            assert one.case is not None
            [charge] = one.case.charges
            assert charge.at is not None
            opens = [
                judge(one.case, law, as_of=charge.at.last).criminal
                for law in (compiled(whole=True), new)
            ]
            assert (opens[0].opens, opens[0].provisions) != (opens[1].opens, opens[1].provisions)
    new = compile_policy(LOOSENINGS["a lighter type is put on a ladder"].tamper(national()))
    [types] = differences(compiled(whole=True), new).types
    assert types.tier is Tier.BERAT and types.case is not None
    assert set(types.new[0].types) - set(types.old[0].types) == {"ringan_a"}


def test_an_act_that_one_policy_does_not_know_is_listed_whole() -> None:
    less = replace(
        small(),
        acts=tuple(act for act in small().acts if act.id != "party_member"),
        provisions=tuple(
            replace(row, acts=tuple(act for act in row.acts if act != "party_member"))
            for row in small().provisions
            if set(row.acts) != {"party_member"}
        ),
    )
    found = differences(compile_policy(less), compiled())
    groups = [one for one in found.combinations if one.kind == "outcome"]
    assert {one.act for one in groups} == {"party_member"}
    assert all(one.old.outcome is None and one.new.outcome is not None for one in groups)
    whole = compiled().law.matcher.whole_table("party_member").feasible.bit_count()
    assert found.differing % whole == 0 and found.differing >= whole


def test_a_contest_without_a_calendar_on_one_side_is_named() -> None:
    fewer = replace(small(), elections=small().elections[1:])
    found = differences(compiled(), compile_policy(fewer))
    gone = small().elections[0]
    assert found.contests_new == ()
    assert found.contests_old == tuple(f"{gone.id} {contest.value}" for contest in gone.contests)
    assert found.rows[0].kind == "old_only"


def test_two_days_differ_in_the_dated_switches_alone() -> None:
    law = compiled(whole=True)
    found = differences(law, law, asked=(date(2022, 10, 1), date(2023, 2, 1)))
    assert [(one.section, one.row, one.old, one.new) for one in found.switches] == [
        ("measures", "blokir_siasn", False, True)
    ]
    assert not (found.combinations or found.rows or found.types)
    again = differences(law, law, asked=(date(2023, 2, 1), date(2023, 2, 2)))
    assert again.none


def test_a_switch_of_the_types_is_found_between_two_days() -> None:
    """The transitional types of tier sedang, ended on a day that is made up for the test."""
    ended = replace(
        national(),
        ladders=tuple(
            replace(ladder, decided_until=date(2026, 1, 1))
            if ladder.tier is Tier.SEDANG
            else ladder
            for ladder in national().ladders
        ),
    )
    law = compile_policy(ended)
    found = differences(law, law, asked=(date(2025, 12, 31), date(2026, 1, 1)))
    assert found.types and all(one.new == () for one in found.types)
    case = next(one.case for one in found.types if one.case is not None)
    told = [judge(case, law, as_of=day) for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert told[0].tracks[Track.DISIPLIN].sanctions.lawful
    assert not told[1].tracks[Track.DISIPLIN].sanctions.lawful
    assert differences(law, law).none


def test_a_region_differs_from_the_nation_in_what_its_pack_fills() -> None:
    nation, region = policy_for(None), policy_for("lumajang")
    found = differences(nation, region)
    sections = {one.section for one in found.rows}
    assert {"pack", "pack.guidance", "pack.channels"} <= sections
    assert not found.combinations
    assert region.pack is not None
    other = compile_policy(region.policy, replace(region.pack, maintainer="-", digest="-"))
    assert [one.section for one in differences(region, other).rows] == ["pack.maintainer"]
    assert {one.kind for one in differences(region, nation).rows} == {"old_only"}


def test_a_fact_that_means_another_thing_is_refused_by_name() -> None:
    def with_choice(policy: Policy) -> Policy:
        text = Text(id="-", en="-")
        field = Field(name="baru", kind="choice", scope="charge", text=text, values=("a", "b"))
        return replace(policy, fields=(*policy.fields, field))

    old, new = compile_policy(with_fields(small(), "baru")), compile_policy(with_choice(small()))
    with pytest.raises(PolicyError, match="'baru'"):
        differences(old, new)


def test_values_that_one_policy_alone_knows_are_compared() -> None:
    def with_value(policy: Policy, *values: str) -> Policy:
        text = Text(id="-", en="-")
        field = Field(name="baru", kind="choice", scope="charge", text=text, values=values)
        return replace(policy, fields=(*policy.fields, field))

    old = compile_policy(with_value(small(), "a"))
    new = compile_policy(changed(LIKE, when={"baru": {"not": "b"}})(with_value(small(), "a", "b")))
    found = differences(old, new)
    facts = {
        value
        for one in found.combinations
        for where in one.where
        for condition in where.conditions
        for value in condition.facts["baru"]
    }
    assert facts == {"b"}


@given(st.data())
def test_conditions_say_a_set_of_cells_and_no_other(data: st.DataObject) -> None:
    table = compiled(whole=True).law.matcher.whole_table("post_photo")
    draw: Callable[[], int] = lambda: data.draw(st.integers(0, table.full))  # noqa: E731
    free = table.full & ~table.feasible
    cells = draw() & draw() & table.feasible
    said = 0
    for condition in conditions(table, cells, free):
        box = table.full
        for field, some in condition.facts.items():
            box &= sum_of(table.axis_mask(field, value) for value in some)
        said |= box
    assert said & ~free == cells


def sum_of(masks: Iterator[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def test_a_whole_space_needs_no_condition() -> None:
    table = compiled(whole=True).law.matcher.whole_table("post_photo")
    [condition] = conditions(table, table.feasible, table.full & ~table.feasible)
    assert condition.facts == {}
