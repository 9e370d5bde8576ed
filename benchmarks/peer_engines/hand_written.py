"""This file decides the task in hand-written Python: one function an act, nested `if`s.

It is generated, as a person would write it who minds speed: facts in local names, a condition that
several rules share asked once, the rules met gathered in one integer. Compiled once.
"""

from __future__ import annotations

import keyword
import platform
from collections import Counter
from collections.abc import Callable, Iterator

from benchmarks.peer_engines.outcomes import Outcomes
from benchmarks.peer_engines.task import Answers, Box, Cases, Clause, Ready, Task
from netralitas.facts import Value

NAME = "hand-written Python"
VERSION = platform.python_version()
KIND = "Python"
ROWS = 200_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the functions of all acts, compiled, before the flat facts."""
    names: dict[str, Callable[[dict[str, Value]], int]] = {}
    exec("\n".join(source(task)), names)
    decide = {act: names[act] for act in task.acts}
    facts = cases.facts()
    outcomes = Outcomes(task)

    def answer() -> Answers:
        met = [decide[act](fact) for act, fact in facts]
        return Answers(met, [outcomes[word] for word in met])

    return answer


def source(task: Task) -> Iterator[str]:
    """Yield the lines of the module: a function an act, from the flat fact to the word."""
    for act, rules in task.rules.items():
        yield f"def {act}(fact):"
        for field in task.fields[act]:
            yield f"    {local(field)} = fact[{field!r}]"
        yield f"    met = {task.first_bits(act)}"
        yield from _nested([(box, 1 << rule.bit) for rule in rules for box in rule.boxes], "    ")
        yield "    return met"


def _nested(boxes: list[tuple[Box, int]], indent: str) -> Iterator[str]:
    """Yield `if`s for some boxes: the clause that most of them share first, the rest inside it."""
    while boxes:
        shared = Counter(clause for box, _ in boxes for clause in box).most_common(1)
        if not shared or shared[0][1] == 1:
            break
        clause = shared[0][0]
        yield f"{indent}if {condition(clause)}:"
        inside = [
            (tuple(c for c in box if c != clause), bit) for box, bit in boxes if clause in box
        ]
        yield from _nested(inside, indent + "    ")
        boxes = [(box, bit) for box, bit in boxes if clause not in box]
    for box, bit in boxes:
        if box:
            yield f"{indent}if {' and '.join(map(condition, box))}:"
        yield f"{indent}{'    ' if box else ''}met |= {bit}"


def condition(clause: Clause) -> str:
    """Return a clause in Python's words."""
    field, kind, allowed, low, below = clause
    field = local(field)
    if kind == "flag":
        return field if allowed[0] else f"not {field}"
    if kind == "number":
        return f"{low} <= {field} < {below}"
    if len(allowed) == 1:
        return f"{field} == {allowed[0]!r}"
    return f"{field} in {{{', '.join(map(repr, allowed))}}}"


def local(field: str) -> str:
    """Return a field's local name: its own, unless Python has taken it."""
    return f"{field}_" if keyword.iskeyword(field) else field
