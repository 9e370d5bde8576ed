"""This file holds past decisions against one case: which are comparable, and why the others not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from netralitas.facts import Case, SanctionName, Text, Track
from netralitas.judgement.consistency.comparable import LEVELS_ASKED, Likeness
from netralitas.judgement.consistency.disclosure import disclose, told
from netralitas.judgement.consistency.past_decisions import PastDecision, Unusable, same_matter
from netralitas.judgement.consistency.spread import Group, group_of
from netralitas.judgement.consistency.words import WHY, Why
from netralitas.policy import Ladder, Policy

_BEYOND: tuple[Why, ...] = ("other_track_or_tier", "other_regime", "other_category", "other_types")


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Past decisions that were not compared, and why.

    `n` is null for fewer than three, none included. With `at_least` it counts only those that lie
    in a group which could itself be shown; there may be a few more.
    """

    why: Why
    text: Text
    n: int | None
    at_least: bool


class Comparison:
    """The past decisions that one case may be compared with, and those that it may not.

    Whatever is told of them is a sum over groups of at least three: the groups that `disclose`
    lets be shown, and the counts of what is compared with none.
    """

    def __init__(
        self, found: Iterable[PastDecision | Unusable], case: Case, policy: Policy
    ) -> None:
        decisions: list[PastDecision] = []
        self._unusable = Counter[tuple[Track | None, str]]()
        self._same_matter = Counter[Track]()
        for one in found:
            if isinstance(one, Unusable):
                self._unusable[one.track, one.why] += 1
            elif same_matter(case, one.case, one.sanction):
                self._same_matter[one.likeness.ground.track] += 1
            else:
                decisions.append(one)
        self._decisions = tuple(decisions)
        self._paths = tuple(one.likeness.path() for one in decisions)
        self._disclosure = disclose(self._paths)
        self._names = {one.id: SanctionName(id=one.id, name=one.name) for one in policy.sanctions}
        self._ladders = {one.id: one for one in policy.ladders}

    def step(self, like: Likeness) -> int | None:
        """Return the first step at which a group may be shown; None for none."""
        first = LEVELS_ASKED if like.level is None else 0
        return self._disclosure.step_of(like.path(), first)

    def group(self, like: Likeness, step: int) -> Group:
        """Return the decisions of the group at a step, counted by the types that were open."""
        key = like.path()[step]
        counted = Counter(
            one.sanction
            for one, path in zip(self._decisions, self._paths, strict=True)
            if path[step] == key
        )
        return group_of({name: counted[name] for name in like.ground.types}, self._names)

    def left_out(self, track: Track, like: Likeness | None) -> tuple[LeftOut, ...]:
        """Return how many were not compared, for each reason, as far as it may be told."""
        alone: dict[Why, int] = {
            "not_imposed": self._unusable[None, "not_imposed"],
            "undecidable": self._unusable[track, "undecidable"],
            "unlawful": self._unusable[track, "unlawful"],
            "repeated": self._unusable[None, "repeated"],
            "same_matter": self._same_matter[track],
        }
        beyond = Counter[Why]()
        if like is not None:
            for one, seen in zip(self._decisions, self._disclosure.covered, strict=True):
                if seen and one.likeness.ground != like.ground:
                    beyond[self._beyond(one.likeness, like)] += 1
        return (
            *(LeftOut(why=why, text=WHY[why], n=told(n), at_least=False)
              for why, n in alone.items()),
            *(LeftOut(why=why, text=WHY[why], n=told(beyond[why]), at_least=True)
              for why in _BEYOND if like is not None),
        )  # fmt: skip

    def _beyond(self, other: Likeness, like: Likeness) -> Why:
        """Return why a decision is not comparable at any step."""
        theirs, own = other.ground, like.ground
        if (theirs.track, theirs.tier) != (own.track, own.tier):
            return "other_track_or_tier"
        if theirs.ladder == own.ladder:
            return "other_types"
        left, right = self._ladders.get(theirs.ladder), self._ladders.get(own.ladder)
        return "other_category" if _of_other_people(left, right) else "other_regime"


def _of_other_people(left: Ladder | None, right: Ladder | None) -> bool:
    """Whether two ladders are for different categories of people; a foreign one counts as such."""
    if left is None or right is None:
        return True
    return not set(left.categories) & set(right.categories)
