"""The engines that this product is measured against are given the same task, and do it right."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from benchmarks.peer_engines.outcomes import OutcomeColumn, Outcomes
from benchmarks.peer_engines.task import (
    ACT_SHIFT,
    Answers,
    Cases,
    Task,
    cases_of,
    edges_of,
    task_of,
)
from benchmarks.peers import (
    ENGINES,
    REFEREE,
    REGION,
    SIXTY,
    Engine,
    Measured,
    aims,
    altered,
    check,
    differences,
    installed,
    measure,
    refereed,
)
from netralitas.judgement import CompiledPolicy
from netralitas.regions import policy_for

DRAWN = 150
OURS = (REFEREE, "product", "truth_tables")
"""They read the policy itself, not the rules as they are handed to the others."""


@pytest.fixture(scope="module")
def policy() -> CompiledPolicy:
    """National law with the pack of the region that is measured."""
    return policy_for(REGION)


@pytest.fixture(scope="module")
def sixty(policy: CompiledPolicy) -> Task:
    """The smaller task."""
    return task_of(policy.law, SIXTY)


@pytest.fixture(scope="module")
def everything(policy: CompiledPolicy) -> Task:
    """The rules of all acts."""
    return task_of(policy.law, tuple(policy.law.base.main))


def engine(key: str) -> Engine:
    """Return an engine, or skip the test with the reason why there is none."""
    found, missing = installed([key])
    if missing:
        pytest.skip(missing[key])
    return found[0]


@pytest.mark.parametrize("key", [key for key in ENGINES if key != REFEREE])
def test_an_engine_answers_as_durable_rules_does_at_the_edges_of_its_rules(
    key: str, everything: Task
) -> None:
    edges = edges_of(everything, 3)
    assert check(everything, [engine(key)], every(edges, edges.rows // DRAWN)) == {}


@pytest.mark.parametrize("key", [key for key in ENGINES if key != REFEREE])
def test_an_engine_answers_as_durable_rules_does_on_cases_of_the_task(
    key: str, sixty: Task
) -> None:
    assert check(sixty, [engine(key)], cases_of(sixty, DRAWN, 3)) == {}


@pytest.mark.parametrize("key", [key for key in ENGINES if key not in OURS])
def test_an_engine_with_one_rule_changed_is_caught(key: str, sixty: Task) -> None:
    cases = cases_of(sixty, DRAWN, 3)
    wrong = answers(key, altered(sixty, cases), cases)
    assert differences(wrong.spelt(), refereed(sixty, cases)) > 0


def test_answers_that_are_missing_are_differences() -> None:
    assert differences([1, 2], [1, 2, 3]) == 3
    assert differences([1, 2, 4], [1, 2, 3]) == 1
    assert differences([1, 2, 3], [1, 2, 3]) == 0


def test_boxes_say_what_the_rule_says(everything: Task) -> None:
    for act, fact in edges_of(everything, 5).facts():
        for rule in everything.rules[act]:
            boxed = any(all(fact[c.field] in c.allowed for c in box) for box in rule.boxes)
            assert boxed == everything.law.base.rules[rule.position].holds(fact), rule.id


def test_the_edges_meet_every_rule_and_miss_it(everything: Task) -> None:
    words = [word for word, _ in refereed(everything, edges_of(everything, 5))]
    for number, rules in enumerate(everything.rules.values()):
        own = [word for word in words if word >> ACT_SHIFT == number]
        for rule in rules:
            assert {word >> rule.bit & 1 for word in own} == {0, 1}, rule.id


def test_the_smaller_task_has_sixty_rules_and_the_act_of_the_most(sixty: Task) -> None:
    assert sum(map(len, sixty.rules.values())) == 60
    main = sixty.law.base.main
    assert max(main, key=lambda act: len(main[act])) in sixty.acts


def test_cases_are_the_same_from_the_same_seed_and_none_is_impossible(sixty: Task) -> None:
    cases = cases_of(sixty, 2_000, 7)
    again = cases_of(sixty, 2_000, 7)
    assert cases.rows == 2_000
    assert all((codes == again.columns[name]).all() for name, codes in cases.columns.items())
    for _, fact in cases.facts():
        for item, alternatives in sixty.law.base.impossible:
            for conjunction in alternatives:
                known = all(test.field in fact for test in conjunction)
                assert not (known and all(test.holds(fact[test.field]) for test in conjunction)), (
                    item.text.en
                )


def test_a_column_of_words_comes_to_what_each_word_does(sixty: Task) -> None:
    met = np.asarray(answers(REFEREE, sixty, cases_of(sixty, 2_000, 11)).met, dtype=np.uint64)
    outcomes = Outcomes(sixty)
    column = OutcomeColumn(outcomes)
    for words in (met[:50], met, met[::-1]):
        names = [column.names[code] for code in column.codes(words)]
        assert names == [outcomes[word] for word in words.tolist()]


def test_an_engine_that_is_not_installed_is_left_out_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "benchmarks.peer_engines.zen_engine", raising=False)
    monkeypatch.setitem(sys.modules, "zen", None)
    found, missing = installed(["zen_engine", "hand_written"])
    assert [one.key for one in found] == ["hand_written"]
    assert "zen" in missing["zen_engine"]


def test_every_engine_is_timed_on_the_first_of_the_same_cases(sixty: Task) -> None:
    engines = [engine("product"), engine("hand_written")._replace(rows=50), engine("raw_numpy")]
    measured, unlike = measure(sixty, engines, cases_of(sixty, 80, 1), repeat=1)
    assert unlike == {}
    assert [one.rows for one in measured] == [80, 50, 80]
    assert all(one.rate > 0 for one in measured)


def test_the_aims_are_held_against_the_best_of_the_other_rule_engines() -> None:
    def one(key: str, kind: str, rate: float) -> Measured:
        return Measured(Engine(key, key, "1", kind, 1, None), 1, rate)

    told = aims(
        [
            one("product", "ours", 1000.0),
            one("durable_rules", "ours", 500.0),
            one("slow", "rule engine", 2.0),
            one("fast", "rule engine", 4.0),
            one("raw_numpy", "columns", 2000.0),
        ]
    )
    assert told == {
        "best_other_rule_engine": {"is": 250.0, "aim": 100.0},
        "raw_numpy": {"is": 0.5, "aim": 0.25},
    }


def answers(key: str, task: Task, cases: Cases) -> Answers:
    """Return an engine's answers."""
    return engine(key).ready(task, cases)()


def every(cases: Cases, step: int) -> Cases:
    """Return every so many cases."""
    return Cases(cases.task, {name: codes[::step] for name, codes in cases.columns.items()})
