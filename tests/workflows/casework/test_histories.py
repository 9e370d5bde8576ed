"""Random histories of cases: what must hold in all of them, and what is found when a guard is away.

The long run is `python -m tests.faults.histories --steps 200000`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from netralitas.judgement import CompiledPolicy
from tests.faults.histories import play
from tests.workflows.casework.breaking import BREAKS
from tests.workflows.casework.invariants import broken, no_dead_end
from tests.workflows.casework.world import World

T = TypeVar("T")


class Drawn:
    """Dice that Hypothesis throws, and may throw again in a smaller history."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def pick(self, choices: Sequence[T]) -> T:
        return self._data.draw(st.sampled_from(choices))


class Histories(RuleBasedStateMachine):
    """One case, and whatever anybody does to it."""

    law: CompiledPolicy

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.law)

    @initialize(data=st.data())
    def opens(self, data: st.DataObject) -> None:
        self.world.begin(Drawn(data))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        before = self.world.case
        events = self.world.step(Drawn(data))
        assert broken(self.world, before, events) == []

    @precondition(lambda self: bool(self.world.id) and self.world.case.version % 8 == 0)
    @rule()
    def leads_somewhere(self) -> None:
        assert list(no_dead_end(self.world)) == []


def test_no_history_breaks_an_invariant(law: CompiledPolicy) -> None:
    Histories.law = law
    machine: Any = Histories
    machine.TestCase.settings = settings(max_examples=20, stateful_step_count=40)
    machine.TestCase().runTest()


def test_a_longer_history_of_many_cases_breaks_none(law: CompiledPolicy) -> None:
    played = play(law, 2_000, seed=7)
    assert played.broken == [], played.history
    assert played.decided > 2


FOUND = {
    "nobody_was_heard": "without an examination",
    "a_stage_left_out": "went from",
    "law_without_its_article": "is statutory, and cites ()",
    "everyone_is_competent": "decided",
    "decided_again": "decided twice",
    "no_reviews": "with a date",
    "nobody_executes": "nobody may do anything",
    "criminal_ends_discipline": "moved another",
    "state_beside_the_events": "not what its events make",
    "fired_early": "fired early",
    "strangers_all": "did",
    "no_reasons": "without reasons",
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_guard_that_was_taken_away_is_missed(
    name: str, law: CompiledPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    BREAKS[name](monkeypatch.setattr)
    words = FOUND[name]
    for seed in range(1, 6):
        played = play(law, 2_000, seed)
        if any(words in one for one in played.broken):
            return
    pytest.fail(f"{name} was not missed")
