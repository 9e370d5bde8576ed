"""This file is one thing to be said of a policy as a whole, and the kinds of such things."""

from __future__ import annotations

from typing import Literal

import msgspec

from netralitas.facts import Case, Text

Kind = Literal[
    "unreachable",
    "conflict",
    "gap",
    "overlap",
    "subsumed",
    "fall",
    "open_question",
    "silence",
    "presumption",
    "concurrence",
    "repetition",
]
"""What is said: the first six may be faults; the others are what the policy says of itself."""


class PolicyFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be said of a policy as a whole, with the smallest case that shows it.

    `rows` are the rows it is about, all of which the case meets; `against` those it is held
    against: outside whose words it lies, which say as much, or which ask for the fact.

    `declared`: the policy states it itself (an open question, a lack, an exception), or it is
    lawful as it stands, so that it is no fault. `combinations` counts the combinations of facts and
    moments it is about, 0 where none is; `people` are the categories that a silence is about, and
    `fact` is what is added where an answer falls. `beside` is the case without that fact; `case` is
    None where no case of one charge can show the thing.
    """

    kind: Kind
    rows: tuple[str, ...]
    text: Text
    declared: bool
    against: tuple[str, ...] = ()
    act: str | None = None
    people: tuple[str, ...] = ()
    fact: str | None = None
    combinations: int = 0
    case: Case | None = None
    beside: Case | None = None
