"""This file tells whether a condition holds of facts of which some are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from netralitas.facts import Value
from netralitas.rules import Test


class Standing(Enum):
    """Whether a condition holds, fails, or depends on what is not known."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"


def standing_of(alternatives: Sequence[Sequence[Test]], known: Mapping[str, Value]) -> Standing:
    """Return how a condition stands: an absent fact is unknown, never false."""
    depends = False
    for conjunction in alternatives:
        tests = [test.holds(known[test.field]) for test in conjunction if test.field in known]
        if not all(tests):
            continue
        if len(tests) == len(conjunction):
            return Standing.HOLDS
        depends = True
    return Standing.DEPENDS if depends else Standing.FAILS
