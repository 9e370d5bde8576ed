"""This file decides the task in experta: a KnowledgeEngine an act, with a Rule a rule.

A case is `reset`, `declare`, `run`, as its documentation has it; each rule that fires notes its
number.
"""

from __future__ import annotations

import collections
import collections.abc
from collections.abc import Callable
from functools import cache, reduce
from importlib.metadata import version
from operator import or_
from typing import Any
from unittest.mock import patch

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Box, Cases, Clause, PeerRule, Ready, Task

# experta 1.9.4 pins frozendict 1.2, which looks for `Mapping` where it stood until Python 3.9.
with patch.object(collections, "Mapping", collections.abc.Mapping, create=True):
    import experta

NAME = "experta"
VERSION = version("experta")
KIND = "rule engine"
ROWS = 1_000


class Case(experta.Fact):  # type: ignore[misc]
    """The flat fact of a case."""


def ready(task: Task, cases: Cases) -> Ready:
    """Return the engines, their networks built, before the flat facts."""
    engines = {act: _engine(task, act) for act in task.acts}
    first = {act: task.first_bits(act) for act in task.acts}
    facts = cases.facts()
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met: list[int] = []
        for act, fact in facts:
            engine = engines[act]
            engine.reset()
            engine.word = first[act]
            engine.declare(Case(**fact))
            engine.run()
            met.append(engine.word)
        return Answers(met, [outcomes[word] for word in met])

    return answer


def _engine(task: Task, act: str) -> Any:
    rules = {f"rule_{rule.bit}": rule_of(rule) for rule in task.rules[act]}
    return type("Rules", (experta.KnowledgeEngine,), rules)()


def rule_of(rule: PeerRule) -> Any:
    """Return a rule: its boxes are patterns, of which one must match."""
    patterns = [_pattern(box) for box in rule.boxes]
    condition = patterns[0] if len(patterns) == 1 else experta.OR(*patterns)
    return experta.Rule(condition)(_noting(1 << rule.bit))


def _noting(bit: int) -> Callable[[Any], None]:
    def note(engine: Any) -> None:
        engine.word |= bit

    return note


def _pattern(box: Box) -> Any:
    return Case(**{clause.field: constraint(clause) for clause in box})


def constraint(clause: Clause) -> Any:
    """Return a clause as the constraint of a field."""
    if clause.kind == "number":
        return _within(clause.low, clause.below)
    return reduce(or_, [experta.L(value) for value in clause.allowed])


@cache
def _within(low: int, below: int) -> Any:
    # The very same object for the same run of numbers, so that rules share a node for it.
    return experta.P(lambda value: low <= value < below)
