"""This file says which of several regional items goes first: by legal rank, date, speciality.

Never by the order in which they were written or installed; where all three are equal there is a
tie, and a tie is refused when the pack is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from netralitas.policy.pack import Alternate, IncomeConsequence, InternalClock, Item

Precedence = tuple[int, date, int]
"""Legal rank, day since which it holds, speciality: the greater goes first."""

Competing = TypeVar("Competing", IncomeConsequence, InternalClock, Alternate)


def precedence(item: Item, since: date, ranks: Mapping[str, int]) -> Precedence:
    """Return the place of an item among those that answer the same question."""
    return ranks[item.cites[0].instrument], since, speciality(item)


def speciality(item: Item) -> int:
    """Return how closely an item is cut: a type beats a tier, people named beat everyone."""
    if isinstance(item, IncomeConsequence):
        return 2 * (item.sanction is not None) + bool(item.categories)
    return 0


def compete(one: Item, other: Item, tiers: Mapping[str, object]) -> bool:
    """Whether two items of one term answer the same question; `tiers` gives each sanction's."""
    if isinstance(one, IncomeConsequence) and isinstance(other, IncomeConsequence):
        people = set(one.categories) & set(other.categories)
        if one.categories and other.categories and not people:
            return False
        if one.sanction is not None and other.sanction is not None:
            return one.sanction == other.sanction
        left = one.tier or tiers.get(one.sanction or "")
        return left == (other.tier or tiers.get(other.sanction or ""))
    if isinstance(one, InternalClock) and isinstance(other, InternalClock):
        return question(one) == question(other)
    if isinstance(one, Alternate) and isinstance(other, Alternate):
        return one.implicated is other.implicated
    return False


def question(clock: InternalClock) -> tuple[str, ...]:
    """Return what an internal clock answers: the statutory clock it shortens, or its own stage."""
    return (clock.shortens,) if clock.shortens else (clock.stage, clock.starts)


def first(items: Iterable[Competing], ranks: Mapping[str, int]) -> Competing | None:
    """Return the item that goes first; None when there is none."""
    return max(
        items, key=lambda item: precedence(item, item.since or date.min, ranks), default=None
    )
