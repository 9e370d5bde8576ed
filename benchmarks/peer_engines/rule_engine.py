"""This file decides the task in rule-engine: an expression in its language a rule, parsed once.

The types of the symbols are given, so that a misspelt field is refused when the rule is made.
"""

from __future__ import annotations

import json
from importlib.metadata import version

from rule_engine import Context, DataType, Rule, type_resolver_from_dict

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Cases, Clause, PeerRule, Ready, Task

NAME = "rule-engine"
VERSION = version("rule-engine")
KIND = "rule engine"
ROWS = 1_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the rules, parsed, before the flat facts."""
    rules = {
        act: [(Rule(text(rule), context=_context(task, act)), 1 << rule.bit) for rule in found]
        for act, found in task.rules.items()
    }
    first = {act: task.first_bits(act) for act in task.acts}
    facts = cases.facts()
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met: list[int] = []
        for act, fact in facts:
            word = first[act]
            for rule, bit in rules[act]:
                if rule.matches(fact):
                    word |= bit
            met.append(word)
        return Answers(met, [outcomes[word] for word in met])

    return answer


def _context(task: Task, act: str) -> Context:
    kinds = {bool: DataType.BOOLEAN, int: DataType.FLOAT, str: DataType.STRING}
    types = {field: kinds[type(task.vocabulary[field][0])] for field in task.fields[act]}
    return Context(type_resolver=type_resolver_from_dict(types))


def text(rule: PeerRule) -> str:
    """Return a rule as an expression."""
    return " or ".join(f"({' and '.join(map(condition, box))})" for box in rule.boxes)


def condition(clause: Clause) -> str:
    """Return a clause in the language of rule-engine."""
    field = clause.field
    if clause.kind == "flag":
        return field if clause.allowed[0] else f"not {field}"
    if clause.kind == "number":
        return f"{field} >= {clause.low} and {field} < {clause.below}"
    if len(clause.allowed) == 1:
        return f"{field} == {json.dumps(clause.allowed[0])}"
    return f"{field} in {json.dumps(clause.allowed)}"
