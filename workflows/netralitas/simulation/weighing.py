"""This file says for each charge which aggravating and mitigating facts are known to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import numpy as np

from netralitas.policy import Weight
from netralitas.rules import AdmittedCharge, Law
from netralitas.simulation.eras import Eras
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.spans import Spans, Whens

_WORD: Final = 20
"""Weights whose answers are one code."""

Held = frozenset[int]
"""The places of the weights that hold, in the order of the policy."""


class Weighing:
    """The weights of one law, each looked up by the facts that its condition reads."""

    def __init__(self, law: Law, whens: Whens) -> None:
        self._law = law
        self.weights: tuple[Weight, ...] = tuple(weight for weight, _ in law.types.weights)
        self._fields = tuple(
            tuple(sorted({test.field for tests in alternatives for test in tests}))
            for _, alternatives in law.types.weights
        )
        self._asked = tuple(
            Numbering(max(1, 2 * _dated(weight) + len(fields)))
            for weight, fields in zip(self.weights, self._fields, strict=True)
        )
        self._eras = Eras(whens, (day for one in self.weights for day in (one.since, one.until)))
        self._holds: tuple[list[bool], ...] = tuple([] for _ in self._fields)
        self._together = Numbering(len(self._fields) // _WORD + 1)
        self._held: list[Held] = []

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that some weight reads."""
        return tuple(dict.fromkeys(field for fields in self._fields for field in fields))

    def of(
        self,
        allowed: Mapping[str, Codes],
        spans: Spans,
        charge_at: Callable[[int], AdmittedCharge],
    ) -> Codes:
        """Return the number of the weights that hold for each charge, whatever is still unknown.

        `allowed` holds for each field the numbers of the sets of values it may have, `spans`
        the days on which it may have been done; `charge_at` gives the charge at a place.
        """
        size = len(spans.first)
        words = [np.zeros(size, dtype=np.int64) for _ in range(len(self._fields) // _WORD + 1)]
        eras = [self._eras.of(spans.first), self._eras.of(spans.last)]
        for place, (weight, fields) in enumerate(zip(self.weights, self._fields, strict=True)):
            codes = eras * _dated(weight) + [allowed[field] for field in fields]
            if not codes:  # it reads nothing: it holds for every charge, or for none
                always = size > 0 and self._law.types.weighs(place, charge_at(0))
                words[place // _WORD] |= always << place % _WORD
                continue
            numbered = self._asked[place].of(*codes)
            for row in numbered.first_rows:
                self._holds[place].append(self._law.types.weighs(place, charge_at(int(row))))
            holds = np.array(self._holds[place], dtype=np.int64)[numbered.numbers]
            words[place // _WORD] |= holds << place % _WORD
        together = self._together.of(*words)
        for row in together.first_rows:
            bits = sum(int(word[row]) << at * _WORD for at, word in enumerate(words))
            self._held.append(
                frozenset(place for place in range(len(self._fields)) if bits >> place & 1)
            )
        return together.numbers

    def held(self, number: int) -> Held:
        """Return the weights that a number stands for."""
        return self._held[number]

    def ids(self, held: Held, side: str) -> Iterable[str]:
        """Yield the weights of one side among some, in the order of the policy."""
        return (
            one.id for place, one in enumerate(self.weights) if place in held and one.side == side
        )

    def moving(self, held: Held) -> tuple[int, bool]:
        """Return how many verified facts aggravate, and whether a verified one mitigates."""
        verified = [
            self.weights[place] for place in held if self.weights[place].marks.content.verified
        ]
        heavy = sum(weight.side == "aggravating" for weight in verified)
        return heavy, heavy < len(verified)


def _dated(weight: Weight) -> bool:
    return bool(weight.since or weight.until)
