"""This file decides which groups of past decisions may be shown, so that no small one can be told.

Groups are nested: each decision has a key at every step, narrowest first, and decisions that share
one key share all wider ones. A group of one or two is never shown. Nor is a wider group whose
difference from the groups shown inside it would be one or two: whoever saw both could subtract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

LEAST_SHOWN: Final = 3
"""The smallest group that is shown."""


class Disclosure(NamedTuple):
    """What may be shown of some decisions, whatever is asked about them and however often.

    `groups` are, at each step, the sizes of the groups that may be shown, by their key. `covered`
    tells of each decision whether any of them holds it: only those may stand in a count.
    """

    groups: tuple[dict[Hashable, int], ...]
    covered: tuple[bool, ...]

    def step_of(self, path: Sequence[Hashable], first: int = 0) -> int | None:
        """Return the first step, not before `first`, at which the group of a path may be shown."""
        for step in range(first, len(self.groups)):
            if path[step] in self.groups[step]:
                return step
        return None


def disclose(paths: Sequence[Sequence[Hashable]]) -> Disclosure:
    """Return which groups of the decisions may be shown; a path holds a key for every step.

    Whatever sums and differences are made of all the groups shown, what comes out is nobody or at
    least `LEAST_SHOWN` decisions. Deterministic, and independent of the order of the paths.
    """
    steps = len(paths[0]) if paths else 0
    covered = [False] * len(paths)
    groups: list[dict[Hashable, int]] = []
    for step in range(steps):
        sizes = Counter(path[step] for path in paths)
        left = Counter(path[step] for path, seen in zip(paths, covered, strict=True) if not seen)
        shown = {
            key: size
            for key, size in sizes.items()
            if size >= LEAST_SHOWN and (left[key] == 0 or left[key] >= LEAST_SHOWN)
        }
        covered = [seen or path[step] in shown for path, seen in zip(paths, covered, strict=True)]
        groups.append(shown)
    return Disclosure(tuple(groups), tuple(covered))


def told(count: int) -> int | None:
    """Return a count as it may be told: None for fewer than `LEAST_SHOWN`, none at all included."""
    return count if count >= LEAST_SHOWN else None
