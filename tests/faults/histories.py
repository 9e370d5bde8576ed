"""Play random histories of cases, and count the steps in which no invariant was broken.

    python -m tests.faults.histories --steps 200000 [--seed 1] [--break NAME]

Prints one figure; ends with 1 at the first broken invariant, and then shows the history that led to
it. `--break` is the control: it takes one guard away, and must end with 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.breaking import BREAKS
from tests.workflows.casework.invariants import broken, no_dead_end
from tests.workflows.casework.office import national_law
from tests.workflows.casework.world import World

T = TypeVar("T")


class Seeded:
    """Dice of a seed: the same history for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self._random.randrange(len(choices))]


class Played:
    """What came of a run: steps, events, cases, and what was broken first, with its history."""

    def __init__(self) -> None:
        self.steps = self.events = self.cases = self.decided = 0
        self.broken: list[str] = []
        self.history: list[str] = []
        self.taken: Counter[str] = Counter()


def play(law: CompiledPolicy, steps: int, seed: int, *, length: int = 120) -> Played:
    """Play so many steps, a new case after every `length` of them or when nothing is under way."""
    dice, played, world = Seeded(seed), Played(), World(law)
    while played.steps < steps and not played.broken:
        if played.cases % 50 == 0:
            world = World(law)  # stores and caches of cases that are done are let go
        world.begin(dice)
        played.cases += 1
        for number in range(length):
            before = world.case
            events = world.step(dice)
            played.taken.update(one.kind for one in events)
            played.steps += 1
            played.events += len(events)
            played.decided += sum(one.kind == "decided" for one in events)
            played.broken = broken(world, before, events)
            if not played.broken and (number % 20 == 19):
                played.broken = list(no_dead_end(world))
            if played.broken or played.steps == steps or not world.case.open:
                break
    if played.broken:
        played.history = [
            f"{one.version} {one.at:%Y-%m-%d} {one.role} {one.kind} {one.body}"
            for one in world.store.events(world.id)
        ]
    return played


def main() -> int:
    """Play, print the figure, and say whether an invariant was broken."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--steps", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="say which steps were taken")
    parser.add_argument("--break", dest="broken", choices=sorted(BREAKS), default=None)
    asked = parser.parse_args()
    if asked.broken:
        BREAKS[asked.broken](setattr)
    began = time.perf_counter()
    played = play(national_law(), asked.steps, asked.seed)
    seconds = time.perf_counter() - began
    if asked.verbose:
        print(dict(sorted(played.taken.items())))
    print(
        f"{played.steps} steps, {played.events} events, {played.decided} decisions, "
        f"{played.cases} cases, {len(played.broken)} broken invariants, {seconds:.0f} s"
    )
    for line in (*played.broken, *played.history):
        print(line, file=sys.stderr)
    return 1 if played.broken else 0


if __name__ == "__main__":
    sys.exit(main())
