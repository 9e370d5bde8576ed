"""Measure one decision task in this product and in the engines a user would pick instead.

    python -m benchmarks.peers [--rows 1000000] [--repeat 5] [--seed 1]

The engines are installed by `pip install -r benchmarks/requirements-peers.txt`; one that is missing
is left out, with the reason. The task: of complete cases of one charge under national law with a
region's pack, which rules does each meet, and what outcome and tier is that? Every engine gets the
same rules, carried over mechanically into its own documented form (`peer_engines/`, a file an
engine), and the same cases, laid before it as flat facts or as coded columns outside the timing,
with the fields of the moment computed. What a set of met rules comes to is settled once a set and
remembered, the same way for all.

All answers are compared before anything is timed: each engine's with those of durable-rules itself
on cases at the edges of every rule, and on all cases that are timed with the product's. Engines
take turns, one round after the other; a figure is the median of the rounds. Everything runs on one
core. Slow engines get fewer cases; a rate is a rate.

A table on stderr, one line of JSON on stdout; exit 1 on a difference, or when the control
(hand-written Python with one rule altered) is not noticed.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from benchmarks.peer_engines.task import (
    ACT_SHIFT,
    Cases,
    Clause,
    Ready,
    Task,
    cases_of,
    edges_of,
    task_of,
)
from netralitas.regions import policy_for

REGION = "lumajang"
SIXTY = ("join_campaign", "meet_candidate", "other")
"""Acts whose rules are sixty together, the act of the most rules among them."""

PRODUCT = "product"
REFEREE = "durable_rules"
ENGINES = (
    PRODUCT, REFEREE,
    "zen_engine", "business_rules", "rule_engine", "experta_rules", "clips_rules",
    "hand_written", "duckdb_sql", "polars_expressions", "raw_numpy", "truth_tables",
)  # fmt: skip

SINGLE = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


class Engine(NamedTuple):
    """An engine as its file describes it; `rows` are the cases it is timed on at most."""

    key: str
    name: str
    version: str
    kind: str
    rows: int
    module: Any

    def ready(self, task: Task, cases: Cases) -> Ready:
        """Return the engine with its rules compiled and the cases laid before it."""
        found: Ready = self.module.ready(task, cases)
        return found


class Measured(NamedTuple):
    """What was measured of one engine on one task: cases a second, and how many it was given."""

    engine: Engine
    rows: int
    rate: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000, help="cases for the fastest engines")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    one_core()
    figures, sound = run(rows=asked.rows, repeat=asked.repeat, seed=asked.seed)
    print(json.dumps(figures))
    return 0 if sound else 1


def one_core() -> None:
    """Keep this process to one core, and each library to one thread; before they are imported."""
    os.environ.update(dict.fromkeys(SINGLE, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def run(*, rows: int, repeat: int, seed: int) -> tuple[dict[str, Any], bool]:
    """Return the figures of both tasks, and whether all agreed and the control was noticed."""
    policy = policy_for(REGION)
    engines, missing = installed()
    for name, reason in missing.items():
        say(f"left out: {name}: {reason}")
    if PRODUCT in missing:
        raise SystemExit("the product itself cannot be measured")
    figures: dict[str, Any] = {"region": REGION, "seed": seed, "left_out": missing}
    sound = True
    for name, acts in (("sixty_rules", SIXTY), ("all_rules", tuple(policy.law.base.main))):
        task = task_of(policy.law, acts)
        told = ", ".join(f"{many:,} {what}" for what, many in size(task).items())
        say(f"\n{name}: {told}; checking")
        edges = edges_of(task, seed)
        differing = check(task, engines, edges)
        cases = cases_of(task, rows, seed)
        measured, unlike = measure(task, engines, cases, repeat)
        for engine, count in unlike.items():
            differing[engine] = differing.get(engine, 0) + count
        noticed = control(task, edges)
        sound = sound and not differing and noticed > 0
        table(measured)
        figures[name] = {
            **size(task),
            "edges": edges.rows,
            "different": differing,
            "control_one_rule_altered_different": noticed,
            "cases_per_second": {one.engine.name: round(one.rate) for one in measured},
            "cases": {one.engine.name: one.rows for one in measured},
            "aims": aims(measured),
        }
    figures["versions"] = {engine.name: engine.version for engine in engines}
    return figures, sound


def installed(keys: Sequence[str] = ENGINES) -> tuple[list[Engine], dict[str, str]]:
    """Return the engines that can be imported, and for the others the reason."""
    found: list[Engine] = []
    missing: dict[str, str] = {}
    for key in keys:
        try:
            module = importlib.import_module(f"benchmarks.peer_engines.{key}")
        except ModuleNotFoundError as error:
            if (error.name or "").startswith(("benchmarks", "netralitas")):
                raise  # a fault of ours is nothing to leave out
            missing[key] = str(error)
            continue
        found.append(Engine(key, module.NAME, module.VERSION, module.KIND, module.ROWS, module))
    return found, missing


def check(task: Task, engines: Sequence[Engine], cases: Cases) -> dict[str, int]:
    """Return the engines that answer differently from durable-rules, and on how many cases."""
    right = refereed(task, cases)
    different = {
        engine.name: differences(engine.ready(task, cases)().spelt(), right) for engine in engines
    }
    return {name: cases for name, cases in different.items() if cases}


def refereed(task: Task, cases: Cases) -> list[tuple[int, str]]:
    """Return what durable-rules answers."""
    (referee,), _ = installed([REFEREE])
    return referee.ready(task, cases)().spelt()


def altered(task: Task, cases: Cases) -> Task:
    """Return the task with one rule turned round: the one of the first act that most cases meet.

    Whoever compares answers must notice.
    """
    act = task.acts[0]
    words = [word for word, _ in refereed(task, cases)]
    first = [word for word in words if word >> ACT_SHIFT == 0]
    rules = list(task.rules[act])
    rule = max(rules, key=lambda one: sum(word >> one.bit & 1 for word in first))
    boxes = tuple(tuple(map(_turned_round, box)) for box in rule.boxes)
    rules[rule.bit] = rule._replace(boxes=boxes)
    return task._replace(rules={**task.rules, act: tuple(rules)})


def _turned_round(clause: Clause) -> Clause:
    if clause.kind != "flag":
        return clause
    return clause._replace(allowed=(not clause.allowed[0],))


def control(task: Task, cases: Cases) -> int:
    """Return in how many cases hand-written Python differs once one of its rules is altered."""
    (engine,), _ = installed(["hand_written"])
    return sum(check(altered(task, cases), [engine], cases).values())


def differences(answers: Sequence[object], right: Sequence[object]) -> int:
    """Return how many answers are not the right ones; all of them where some are missing."""
    if len(answers) != len(right):
        return max(len(answers), len(right))
    return sum(map(lambda one, other: one != other, answers, right))


def measure(
    task: Task, engines: Sequence[Engine], cases: Cases, repeat: int
) -> tuple[list[Measured], dict[str, int]]:
    """Return every engine's rate, and those whose answers are not the product's."""
    (product,) = (engine for engine in engines if engine.key == PRODUCT)
    right = product.ready(task, cases)().spelt()
    laid: list[tuple[Engine, int, Ready]] = []
    unlike: dict[str, int] = {}
    for engine in engines:
        rows = min(engine.rows, cases.rows)
        say(f"  {engine.name}: {rows:,} cases")
        ready = engine.ready(task, cases.first(rows))
        different = differences(ready().spelt(), right[:rows])  # also the warm-up
        if different:
            unlike[engine.name] = different
        laid.append((engine, rows, ready))
    del right
    # What was laid out is no work of the engines': the collector need not walk through it.
    gc.collect()
    gc.freeze()
    took: dict[str, list[float]] = {engine.key: [] for engine in engines}
    for _ in range(repeat):
        for engine, _, ready in laid:
            started = time.perf_counter()
            ready()
            took[engine.key].append(time.perf_counter() - started)
    gc.unfreeze()
    return [Measured(e, rows, rows / statistics.median(took[e.key])) for e, rows, _ in laid], unlike


def aims(measured: Sequence[Measured]) -> dict[str, Any]:
    """Return how far each aim is met: how many times as fast the product is, and should be."""
    (ours,) = (one.rate for one in measured if one.engine.key == PRODUCT)
    engines = [one for one in measured if one.engine.kind == "rule engine"]
    hand_written = [one for one in measured if one.engine.key == "hand_written"]
    masks = [one for one in measured if one.engine.key == "raw_numpy"]
    asked = (
        ("best_other_rule_engine", engines, 100.0),
        ("hand_written_python", hand_written, 3.0),
        ("raw_numpy", masks, 0.25),
    )
    return {
        name: {"is": round(ours / max(one.rate for one in of), 2), "aim": aim}
        for name, of, aim in asked
        if of
    }


def size(task: Task) -> dict[str, int]:
    """Return how large a task is."""
    rules = [rule for found in task.rules.values() for rule in found]
    return {
        "acts": len(task.acts),
        "rules": len(rules),
        "conjunctions": sum(len(task.law.base.rules[rule.position].alternatives) for rule in rules),
        "boxes": sum(len(rule.boxes) for rule in rules),
    }


def table(measured: Sequence[Measured]) -> None:
    """Show the rates, the fastest first."""
    (ours,) = (one.rate for one in measured if one.engine.key == PRODUCT)
    say(f"{'engine':28}{'version':>16}{'cases':>12}{'cases/s':>14}{'product is':>14}")
    for engine, rows, rate in sorted(measured, key=lambda one: -one.rate):
        times = ours / rate
        told = f"{times:,.0f} x" if times >= 10 else f"{times:.2f} x"
        say(f"{engine.name:28}{engine.version:>16}{rows:12,}{rate:14,.0f}{told:>14}")
    for name, aim in aims(measured).items():
        say(f"at least {aim['aim']:g} x {name.replace('_', ' ')}: {aim['is']:,.2f} x")


def say(what: str) -> None:
    """Say something on stderr."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
