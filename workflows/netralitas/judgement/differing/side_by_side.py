"""This file makes two policies ready to be compared: in each other's words, and day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, zip_longest

import msgspec

from netralitas.facts import Days
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.differing.common_words import in_common_words
from netralitas.judgement.differing.difference import Window
from netralitas.judgement.refinement import DayPair, day_pair, day_pairs
from netralitas.policy import Policy
from netralitas.rules import FIRST_DAY, LAST_DAY, Law, Moment

ONE_DAY = timedelta(days=1)

Sides = tuple[Law, Law]


class SideBySide:
    """Two policies, the old one first; what is made of them for comparing is made once.

    `asked` are the days as of which either is asked, where they are not asked as of every day.
    """

    def __init__(
        self, old: CompiledPolicy, new: CompiledPolicy, asked: tuple[date, date] | None = None
    ) -> None:
        self.policies: tuple[Policy, Policy] = (old.policy, new.policy)
        self.packs = (old.pack, new.pack)
        self.asked = asked
        self._ready: Sides = (old.law, new.law)

    @cached_property
    def laws(self) -> Sides:
        """Both laws in the words of both; PolicyError for words that do not go together."""
        worded = in_common_words(*self.policies)
        old, new = (
            law if policy is law.policy else Law(policy)
            for law, policy in zip(self._ready, worded, strict=True)
        )
        return old, new

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """Every act that either policy knows."""
        return tuple(act.id for act in self.laws[0].policy.acts)

    def knows(self, side: int, act: str) -> bool:
        """Whether one of the policies knows an act: 0 asks the old one, 1 the new one."""
        return act in self._known[side]

    @cached_property
    def days(self) -> tuple[DayPair, ...]:
        """Every pair of moments that some day of a contest known to both policies has."""
        return day_pairs(*self.laws)

    def windows(self, days: Iterable[DayPair]) -> tuple[Window, ...]:
        """Return all days that have one of these pairs of moments, as runs, in order."""
        found = [window for day in days for window in self._windows[day.national, day.regional]]
        return tuple(_joined(found))

    @cached_property
    def contests(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The contests of which only the old policy has a calendar, and only the new one."""
        old, new = (law.calendars.contests(None, None) for law in self.laws)
        return _named(old, new), _named(new, old)

    @cached_property
    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        old, new = (frozenset(act.id for act in policy.acts) for policy in self.policies)
        return old, new

    @cached_property
    def _windows(self) -> dict[tuple[Moment, Moment], list[Window]]:
        old, new = self.laws
        whole = Days(first=FIRST_DAY, last=LAST_DAY)
        turns = sorted({*old.calendars.turns(whole), *new.calendars.turns(whole)})
        known = set(new.calendars.contests(None, None))
        found: dict[tuple[Moment, Moment], list[Window]] = {}
        for election, contest in old.calendars.contests(None, None):
            if (election, contest) not in known:
                continue
            pairs = (day_pair(old, new, election, contest, day) for day in turns)
            runs = [
                (key, next(run).day)
                for key, run in groupby(pairs, lambda pair: (pair.national, pair.regional))
            ]
            for (key, first), after in zip_longest(runs, runs[1:]):
                last = after[1] - ONE_DAY if after else None
                window = Window(election=election, contest=contest, first=first, last=last)
                found.setdefault(key, []).append(window)
        return found


def _named(some: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    known = set(others)
    return tuple(
        f"{election} {contest}" for election, contest in some if (election, contest) not in known
    )


def _joined(windows: Iterable[Window]) -> Iterator[Window]:
    """Yield windows contest by contest, those that follow each other as one."""
    before: Window | None = None
    for one in sorted(windows, key=lambda one: (one.election, one.contest, one.first)):
        if (
            before is not None
            and before.last is not None
            and (before.election, before.contest) == (one.election, one.contest)
            and before.last + ONE_DAY == one.first
        ):
            before = msgspec.structs.replace(before, last=one.last)
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before
