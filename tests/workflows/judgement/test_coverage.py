"""What a corpus covers of a law: counted exactly as brute force counts, and what would cover it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random

import pytest

from netralitas.facts import Case, Category, Days, Outcome
from netralitas.judgement import AS_OF, CompiledPolicy, compile_policy, judge
from netralitas.judgement.checking.boundaries import INSIDE, OUTSIDE, boundaries, boundary_item
from netralitas.judgement.checking.coverage import Coverage, Measure
from netralitas.judgement.checking.coverage_items import (
    PARTS,
    Item,
    Part,
    answer_word,
    carrying,
    row_item,
    rows_and_answers,
    value_word,
)
from netralitas.judgement.checking.coverage_words import missing_words, part_words
from netralitas.judgement.checking.recorded import plain_case
from netralitas.judgement.checking.survey import survey
from netralitas.judgement.checking.touched import Touching
from netralitas.judgement.checking.turning_days import A_DAY, ERA, turns_of
from netralitas.judgement.checking.witness import without
from netralitas.judgement.specimen import specimen
from netralitas.policy import read_cases
from netralitas.rules import FIRST_DAY, LAST_DAY, Moment, combine

from .brute_force import Brute, World
from .corpus import cases, national
from .test_analysis import campaign, few, superiors

SMALL = {"few": few, "campaign": campaign, "superiors": superiors}


@cache
def law_of(name: str) -> CompiledPolicy:
    return compile_policy(SMALL[name]())


@cache
def brute_of(name: str) -> Brute:
    return Brute(law_of(name))


# What there is to be covered.


def rows_of(brute: Brute, world: World) -> Iterator[Item]:
    """Yield what a world covers of rows and answers."""
    law = brute.law
    settled = combine(world.settled)
    for place in frozenset[int]().union(*world.matched):
        yield row_item(law, "met", place)
    for place in carrying(law, settled):
        yield row_item(law, "decides", place)
    for loser, _ in settled.overridden:
        yield row_item(law, "overridden", loser)
    word = answer_word(settled.result)
    yield Item("answer", (world.act, str(world.values["category"]), word))


def sides_of(brute: Brute, world: World) -> Iterator[Item]:
    """Yield the sides of tests on which a world stands, in every reading of its day."""
    law = brute.law
    facts = [{**world.values, **reading.fact()} for reading in world.moment]
    for place in law.base.main[world.act]:
        met = [place in matched for matched in world.matched]
        for alternative in law.rules[place].alternatives:
            wrong = [
                {test.field for test in alternative if not test.holds(fact[test.field])}
                for fact in facts
            ]
            if all(met) and not any(wrong):
                for test in alternative:
                    yield boundary_item(law, place, test, INSIDE)
            elif not any(met) and len(set().union(*wrong)) == 1 and all(wrong):
                for test in alternative:
                    if not any(test.holds(fact[test.field]) for fact in facts):
                        yield boundary_item(law, place, test, OUTSIDE)


@pytest.mark.parametrize("name", SMALL)
def test_the_rows_and_answers_to_cover_are_those_that_occur(name: str) -> None:
    law, brute = law_of(name).law, brute_of(name)
    counted = {
        item
        for item in rows_and_answers(law, survey(law))
        if item.part != "class" and not _criminal(law_of(name), item)
    }
    assert counted == {item for world in brute.worlds for item in rows_of(brute, world)}


def _criminal(policy: CompiledPolicy, item: Item) -> bool:
    rows = {row.id for row in policy.policy.provisions if row.effect.opens is not None}
    return item.about[0] in rows


@pytest.mark.parametrize("name", SMALL)
def test_the_sides_to_cover_are_those_on_which_some_case_can_stand(name: str) -> None:
    law, brute = law_of(name).law, brute_of(name)
    every = {item for world in brute.worlds for item in sides_of(brute, world)}
    assert set(boundaries(law, survey(law))) == every


def test_a_side_too_few_would_be_noticed() -> None:
    """The control: without the worlds of one category other sides would be left."""
    brute = brute_of("few")
    fewer = {
        item
        for world in brute.worlds
        if world.values["category"] != Category.PNS
        for item in sides_of(brute, world)
    }
    assert fewer != set(boundaries(brute.law, survey(brute.law)))


def test_the_classes_to_cover_are_those_that_some_rule_of_the_act_tells_apart() -> None:
    law = law_of("few").law
    classes = {item for item in rows_and_answers(law, survey(law)) if item.part == "class"}
    assert Item("class", ("meet_candidate", "active", "true")) in classes
    assert Item("class", ("meet_candidate", "category", "pns", "cpns", "pppk")) in classes
    assert not [item for item in classes if "working_hours" in item.about]


def test_the_law_turns_where_a_calendar_or_an_instrument_does() -> None:
    law = national().law
    turns = turns_of(law)
    assert {turn.kind for turn in turns} == {
        ERA,
        "penetapan",
        "kampanye",
        "masa_tenang",
        "pemungutan",
    }
    eras = {boundary.day for boundary in law.base.eras}
    for turn in turns:
        assert FIRST_DAY < turn.day <= LAST_DAY
        if turn.kind == ERA:
            assert turn.day in eras
            continue
        pairs = [(turn.election, turn.contest)]
        sides = [
            next(iter(law.calendars.of_pairs(pairs, Days.of(day))))
            for day in (turn.day, turn.day - A_DAY)
        ]
        assert sides[0] != sides[1] or len(sides[0]) > 1, turn  # a date that was not verified


# What a case touches.


@pytest.mark.parametrize("name", SMALL)
def test_a_case_touches_what_brute_force_says_of_its_combination(name: str) -> None:
    policy, brute = law_of(name), brute_of(name)
    touching, rng = Touching(policy), Random(4)
    days = {moment: _day_of(policy, moment) for moment in brute.moments}
    tried = 0
    for world in rng.sample(brute.worlds, 150):
        case = specimen(
            policy.law,
            world.act,
            world.values,
            id="acak",
            election="pilkada_2024",
            contest="regional_head",
            day=days[world.moment],
        )
        [charge] = policy.law.admission.admit(case, AS_OF).charges
        fields = policy.law.matcher.fields(world.act)
        if any(charge.allowed[field] != {world.values[field]} for field in fields):
            continue  # no case can state this combination in so many words
        tried += 1
        expected = {*rows_of(brute, world), *sides_of(brute, world)}
        got = {
            item
            for item in touching.by(case, AS_OF)
            if item.part in ("met", "decides", "overridden", "answer", "boundary")
        }
        assert {item for item in got if not _criminal(policy, item)} == expected, world
    assert tried > 60


def _day_of(policy: CompiledPolicy, moment: Moment) -> date:
    pairs = policy.law.calendars.contests(None, None)
    found = policy.law.calendars.of_pairs(pairs, Days(first=FIRST_DAY, last=LAST_DAY))
    return found[moment][0]


def test_one_thing_is_touched_where_it_is_among_all_that_is() -> None:
    policy = law_of("few")
    measure, touching = Measure(policy), Touching(policy)
    items = list(measure.items)
    for case in measure.coverage([]).wanted[::7]:
        touched = touching.by(case, AS_OF)
        assert touched <= set(items)
        for item in items[::3]:
            assert touching.touches(item, case, AS_OF) is (item in touched)


def test_what_hangs_on_an_unknown_fact_is_not_touched() -> None:
    policy = law_of("few")
    touching = Touching(policy)
    known = next(
        case
        for case in Measure(policy).coverage([]).wanted
        if case.charges[0].act == "attend_declaration" and "active" in case.charges[0].facts
    )
    unknown = without(known, "active")
    more, fewer = touching.by(known, AS_OF), touching.by(unknown, AS_OF)
    active = {item for item in more if "active" in item.about}
    assert active and not active & fewer


# The coverage.


@cache
def nothing(name: str) -> Coverage:
    """Return the coverage of a small law by no case at all."""
    return Measure(law_of(name)).coverage([])


@pytest.mark.parametrize("name", SMALL)
def test_the_cases_that_are_wanted_cover_everything(name: str) -> None:
    measure, empty = Measure(law_of(name)), nothing(name)
    assert (empty.covered, empty.cases) == (0, 0)
    assert empty.total == len(measure.items) > 100
    full = measure.coverage(measure.touched(case) for case in empty.wanted)
    assert full.covered == full.total and not full.wanted
    assert full.reaches(100)


@pytest.mark.parametrize("name", SMALL)
def test_without_one_of_them_something_is_missing(name: str) -> None:
    """The control: each was made for something that none before it covers."""
    measure, empty = Measure(law_of(name)), nothing(name)
    before: frozenset[Item] = frozenset()
    for case in empty.wanted:
        touched = measure.touched(case)
        assert touched - before
        before |= touched
    less = measure.coverage(measure.touched(case) for case in empty.wanted[:-1])
    assert less.covered < less.total and not less.reaches(100)
    assert less.wanted


def test_the_case_named_with_what_is_missing_covers_it() -> None:
    measure, empty = Measure(law_of("few")), nothing("few")
    wanted = {case.id: case for case in empty.wanted}
    assert len(wanted) == len(empty.wanted)
    for part in empty.parts:
        assert len(part.missing) == part.total
        for one in part.missing:
            assert one.case is not None
            assert Item(part.part, one.about) in measure.touched(wanted[one.case])


def test_every_case_that_is_wanted_can_be_read_and_judged() -> None:
    policy = law_of("few")
    for case in nothing("few").wanted:
        (read,) = read_cases(json.dumps(plain_case(case)).encode(), "k.json", policy.policy)
        assert read == case
        assert isinstance(read, Case)
        assert judge(read, policy, as_of=AS_OF).outcome is not Outcome.UNDETERMINED


def test_no_fact_of_a_wanted_case_can_go() -> None:
    measure, empty = Measure(law_of("few")), nothing("few")
    first: dict[str, list[Item]] = {}
    for part in empty.parts:
        for one in part.missing:
            first.setdefault(str(one.case), []).append(Item(part.part, one.about))
    for case in empty.wanted[::5]:
        made_for = first[case.id][0]
        for fact in (*case.charges[0].facts, "category", "until", "level", "heads_unit"):
            less = without(case, fact)
            if less == case:
                continue
            undetermined = judge(less, law_of("few"), as_of=AS_OF).outcome
            assert made_for not in measure.touched(less) or undetermined is Outcome.UNDETERMINED, (
                case,
                fact,
            )


def test_more_cases_never_cover_less() -> None:
    measure, wanted = Measure(law_of("few")), nothing("few").wanted
    counts = [
        measure.coverage(measure.touched(case) for case in wanted[:many]).covered
        for many in (0, 5, 20, len(wanted))
    ]
    assert counts == sorted(counts) and counts[0] < counts[-1]


# The corpus that is shipped.


@cache
def measured(without_file: str = "") -> dict[Part, tuple[int, int]]:
    measure = _national()
    covered: set[Item] = set()
    for entry, case in cases():
        if entry.file not in (without_file, "acceptance.yaml"):
            covered |= measure.touched(case, entry.as_of)
    return {
        part: (
            sum(item in covered for item in measure.items if item.part == part),
            sum(item.part == part for item in measure.items),
        )
        for part in PARTS
    }


@cache
def _national() -> Measure:
    return Measure(national())


def test_the_shipped_corpus_meets_every_row_and_has_every_row_decide() -> None:
    for part in ("met", "decides"):
        covered, total = measured()[part]
        assert covered == total > 150


def test_what_a_case_touches_is_always_something_to_be_covered() -> None:
    items = set(_national().items)
    for entry, case in cases():
        assert _national().touched(case, entry.as_of) <= items, entry.id


@pytest.mark.parametrize("file", ["desa.yaml", "superiors.yaml", "pidana-pilkada.yaml"])
def test_a_corpus_without_a_file_covers_fewer_rows(file: str) -> None:
    """The control: what the coverage counts is what the cases do."""
    assert measured(file)["met"][0] < measured()["met"][0]


def test_everything_there_is_to_cover_is_said_in_both_languages() -> None:
    for item in _national().items:
        words = missing_words(item.part, item.about)
        assert words.id and words.en
        assert "{" not in words.id + words.en
    assert len({part_words(part).id for part in PARTS}) == len(PARTS)


def test_a_value_is_written_as_a_case_file_writes_it() -> None:
    assert [value_word(value) for value in (True, "like", 3)] == ["true", "like", "3"]
