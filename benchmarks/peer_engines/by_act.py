"""This file lays coded columns out act by act, in chunks that stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer_engines.task import Answers, Cases, Column, Ready

CHUNK = 1 << 16


class OfAct(Protocol):
    """What decides the cases of one act, from the columns of the fields that it names."""

    @property
    def fields(self) -> Sequence[str]:
        """The fields that its rules read."""


Deciding = TypeVar("Deciding", bound=OfAct)
Decide = Callable[[Deciding, Mapping[str, Column]], tuple[NDArray[np.uint64], NDArray[np.uint8]]]
"""Returns the word and the code of the outcome of each case of a chunk."""


def act_by_act(
    cases: Cases, acts: Sequence[Deciding], decide: Decide[Deciding], names: Sequence[str]
) -> Ready:
    """Return what decides all cases, those of each act with what stands for it among `acts`.

    `names` are the outcomes that the codes count.
    """
    columns = cases.columns

    def answer() -> Answers:
        met = np.empty(cases.rows, dtype=np.uint64)
        codes = np.empty(cases.rows, dtype=np.uint8)
        order = np.argsort(columns["act"], kind="stable")
        ends = np.cumsum(np.bincount(columns["act"], minlength=len(acts)))
        start = 0
        for act, end in zip(acts, ends.tolist(), strict=True):
            for first in range(start, end, CHUNK):
                rows = order[first : min(first + CHUNK, end)]
                chunk = {field: columns[field][rows] for field in act.fields}
                met[rows], codes[rows] = decide(act, chunk)
            start = end
        return Answers(met, codes, names)

    return answer
