"""This file decides the task in CLIPS, through clipspy: a template an act, a `defrule` a rule.

One environment holds all of them. A case is a fact: asserted, the activations on the agenda read,
retracted. The rules are not fired: with clipspy 1.0.6 every `run` is slower than the one before
(25,000 cases/s at first, 4,000 after 20,000 cases), while the agenda names the rules met at once.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import clips

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Box, Cases, Clause, PeerRule, Ready, Task
from netralitas.facts import Value

NAME = "clipspy"
VERSION = version("clipspy")
KIND = "rule engine"
ROWS = 10_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the network, built, before facts whose words are symbols."""
    environment = clips.Environment()
    bits: dict[str, int] = {}
    for act in task.acts:
        slots = " ".join(f"(slot {field})" for field in task.fields[act])
        environment.build(f"(deftemplate {act} {slots})")
        for rule in task.rules[act]:
            environment.build(defrule(act, rule))
            bits[f"{act}-{rule.bit}"] = 1 << rule.bit
    templates = {act: environment.find_template(act) for act in task.acts}
    first = {act: task.first_bits(act) for act in task.acts}
    facts = [(act, _slots(fact)) for act, fact in cases.facts()]
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met: list[int] = []
        for act, slots in facts:
            fact = templates[act].assert_fact(**slots)
            word = first[act]
            for activation in environment.activations():
                word |= bits[activation.name]
            fact.retract()
            met.append(word)
        return Answers(met, [outcomes[word] for word in met])

    return answer


def _slots(fact: dict[str, Value]) -> dict[str, Any]:
    return {
        f: clips.Symbol(value) if isinstance(value, str) else value for f, value in fact.items()
    }


def defrule(act: str, rule: PeerRule) -> str:
    """Return a rule in CLIPS: its boxes are patterns, of which one must match."""
    patterns = [_pattern(act, box) for box in rule.boxes]
    matching = patterns[0] if len(patterns) == 1 else f"(or {' '.join(patterns)})"
    return f"(defrule {act}-{rule.bit} {matching} =>)"


def _pattern(act: str, box: Box) -> str:
    return f"({act} {' '.join(f'({clause.field} {constraint(clause)})' for clause in box)})"


def constraint(clause: Clause) -> str:
    """Return a clause as the constraint of a slot."""
    if clause.kind == "flag":
        return "TRUE" if clause.allowed[0] else "FALSE"
    if clause.kind == "number":
        name = f"?{clause.field}"
        return f"{name}&:(>= {name} {clause.low})&:(< {name} {clause.below})"
    return "|".join(map(str, clause.allowed))
