"""This file decides the task in zen-engine: a decision table an act, hit policy `collect`.

A row of the table is a box, its output the number of the rule. The tables are compiled once, by a
static loader, and asked by key: of the documented ways the fastest by far on one core
(`evaluate_batch` is for several, and `create_decision(...).evaluate` compiles at every call).
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import zen

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Cases, Clause, PeerRule, Ready, Task

NAME = "zen-engine"
VERSION = version("zen-engine")
KIND = "rule engine"
ROWS = 20_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the tables, loaded, before the flat facts."""
    tables = {act: graph(task, act) for act in task.acts}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": tables}})
    facts = cases.facts()
    first = {act: task.first_bits(act) for act in task.acts}
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met: list[int] = []
        for act, fact in facts:
            word = first[act]
            for row in engine.evaluate(act, fact)["result"]:
                word |= 1 << row["rule"]
            met.append(word)
        return Answers(met, [outcomes[word] for word in met])

    return answer


def graph(task: Task, act: str) -> dict[str, Any]:
    """Return an act's decision in zen's own format (JDM): request, table, response."""
    fields = task.fields[act]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [row for rule in task.rules[act] for row in _rows(rule, fields)],
    }
    nodes: list[dict[str, Any]] = [
        {"id": "request", "name": "request", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "response", "name": "response", "type": "outputNode"},
    ]
    edges = [
        {"id": "in", "sourceId": "request", "targetId": "table", "type": "edge"},
        {"id": "out", "sourceId": "table", "targetId": "response", "type": "edge"},
    ]
    place = {"position": {"x": 0, "y": 0}}
    return {"nodes": [{**node, **place} for node in nodes], "edges": edges}


def _rows(rule: PeerRule, fields: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {
            "_id": f"{rule.id}-{place}",
            **dict.fromkeys(fields, ""),
            **{clause.field: cell(clause) for clause in box},
            "rule": str(rule.bit),
        }
        for place, box in enumerate(rule.boxes)
    ]


def cell(clause: Clause) -> str:
    """Return a clause as a cell of a decision table."""
    if clause.kind == "number":
        return f"[{clause.low}..{clause.below})"
    return ", ".join(json.dumps(value) for value in clause.allowed)
