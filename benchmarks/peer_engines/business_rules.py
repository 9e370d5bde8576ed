"""This file decides the task in business-rules: a list of rules an act, run by `run_all`.

Its conditions are nested `all` and `any` of one variable, operator and value each; every rule's
action notes the number of the rule.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from business_rules.actions import BaseActions, rule_action
from business_rules.engine import run_all
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Cases, Clause, PeerRule, Ready, Task
from netralitas.facts import Value

NAME = "business-rules"
VERSION = version("business-rules")
KIND = "rule engine"
ROWS = 1_000


def _note(noting: Any, bit: int) -> None:
    noting.word |= 1 << bit


class Noting(BaseActions):  # type: ignore[misc]
    """Notes the rules met."""

    meets = rule_action(params={"bit": FIELD_NUMERIC})(_note)

    def __init__(self, word: int) -> None:
        self.word = word


def ready(task: Task, cases: Cases) -> Ready:
    """Return the rules as lists and dicts before the flat facts."""
    rules = {act: [_rule(rule) for rule in task.rules[act]] for act in task.acts}
    variables = {act: _variables(task, act) for act in task.acts}
    first = {act: task.first_bits(act) for act in task.acts}
    facts = cases.facts()
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met: list[int] = []
        for act, fact in facts:
            noting = Noting(first[act])
            run_all(rules[act], variables[act](fact), noting, stop_on_first_trigger=False)
            met.append(noting.word)
        return Answers(met, [outcomes[word] for word in met])

    return answer


def _variables(task: Task, act: str) -> Any:
    """Return the class of an act's variables: a method a field, marked with the field's type."""

    def __init__(self: Any, fact: dict[str, Value]) -> None:
        self.fact = fact

    members: dict[str, Any] = {"__init__": __init__}
    for field in task.fields[act]:
        members[field] = _variable(field, task.vocabulary[field][0])
    return type("Variables", (BaseVariables,), members)


def _variable(field: str, example: Value) -> Any:
    def read(self: Any) -> Value:
        found: Value = self.fact[field]
        return found

    read.__name__ = field
    if isinstance(example, bool):
        return boolean_rule_variable()(read)
    return (string_rule_variable if isinstance(example, str) else numeric_rule_variable)()(read)


def _rule(rule: PeerRule) -> dict[str, Any]:
    boxes = [
        {"all": [condition for clause in box for condition in conditions(clause)]}
        for box in rule.boxes
    ]
    return {
        "conditions": boxes[0] if len(boxes) == 1 else {"any": boxes},
        "actions": [{"name": "meets", "params": {"bit": rule.bit}}],
    }


def conditions(clause: Clause) -> list[dict[str, Any]]:
    """Return a clause as conditions that must all hold."""
    name = clause.field
    if clause.kind == "flag":
        return [{"name": name, "operator": f"is_{clause.allowed[0]}".lower(), "value": True}]
    if clause.kind == "number":
        return [
            {"name": name, "operator": "greater_than_or_equal_to", "value": clause.low},
            {"name": name, "operator": "less_than", "value": clause.below},
        ]
    words = [{"name": name, "operator": "equal_to", "value": word} for word in clause.allowed]
    return words if len(words) == 1 else [{"any": words}]
