"""This file turns the rules a case meets into outcome and tier, the same way for every engine.

What a set of met rules comes to (exceptions, open questions, the heaviest of several) is settled
once for each set that occurs, by the product's own `settle`, and remembered: in a dict for engines
that answer case by case, in a hash table of words for those that answer with columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer_engines.task import ACT_SHIFT, Task
from netralitas.rules.settle import Result, settle

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FIRST_SIZE = 12  # bits of a slot; doubled until no two words share one


class Outcomes(dict[int, str]):
    """The outcome and tier of each word of met rules; a word not seen before is settled."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def __missing__(self, word: int) -> str:
        act = self._task.acts[word >> ACT_SHIFT]
        met = [rule.position for rule in self._task.rules[act] if word >> rule.bit & 1]
        settled = self[word] = named(settle(self._task.law.base, met).result)
        return settled


def named(result: Result) -> str:
    """Return a result's outcome and tier."""
    return f"{result.outcome.value}:{result.tier.value if result.tier else '-'}"


class OutcomeColumn:
    """The same for a column of words at once."""

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self.names: list[str] = []
        self._words = np.empty(0, dtype=np.uint64)
        self._lay(_FIRST_SIZE)

    def codes(self, words: NDArray[np.uint64]) -> NDArray[np.uint8]:
        """Return for each word the place of its outcome among `names`."""
        slots = self._slots(words)
        strange = self._keys[slots] != words
        if strange.any():
            self._words = np.union1d(self._words, np.unique(words[strange]))
            self._lay(self._size)
            slots = self._slots(words)
        return self._codes[slots]

    def _slots(self, words: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return (words * _MULTIPLIER) >> np.uint64(64 - self._size)

    def _lay(self, size: int) -> None:
        self._size = size
        slots = self._slots(self._words)
        if len(np.unique(slots)) < len(slots):
            return self._lay(size + 1)
        # An empty slot holds a word that belongs to no act, so that no case's word is found there.
        self._keys = np.full(1 << size, np.uint64(2**64 - 1), dtype=np.uint64)
        self._codes = np.zeros(1 << size, dtype=np.uint8)
        for slot, word in zip(slots.tolist(), self._words.tolist(), strict=True):
            name = self._outcomes[word]
            if name not in self.names:
                self.names.append(name)
            self._keys[slot], self._codes[slot] = word, self.names.index(name)
        return None
