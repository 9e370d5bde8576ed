"""This file decides the task in durable-rules, fact by fact: how the product's tables are filled.

It is the referee: every engine's answers are held against these.
"""

from __future__ import annotations

from importlib.metadata import version

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Cases, Ready, Task

NAME = "durable-rules, fact by fact"
VERSION = version("durable-rules")
KIND = "ours"
ROWS = 20_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the product's own rulebook before the flat facts."""
    ask = task.law.tables.rules.ask
    bits = {rule.position: 1 << rule.bit for rules in task.rules.values() for rule in rules}
    first = {act: task.first_bits(act) for act in task.acts}
    facts = cases.facts()
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met = [first[act] + sum(map(bits.__getitem__, ask(act, fact))) for act, fact in facts]
        return Answers(met, [outcomes[word] for word in met])

    return answer
