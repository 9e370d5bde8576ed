"""This file is the shape of what tells two policies apart, before any case is seen."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from netralitas.facts import Case, Category, Text, Tier, Track, Value
from netralitas.judgement.differing.conditions import Condition
from netralitas.judgement.proof import Told


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days of one contest, first and last included; `last` None is without end."""

    election: str
    contest: str
    first: date
    last: date | None

    def holds(self, election: str, contest: str, day: date) -> bool:
        """Whether a day of a contest lies in it."""
        inside = self.first <= day and (self.last is None or day <= self.last)
        return inside and (election, contest) == (self.election, self.contest)


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Combinations of an act: any of the conditions on any of the days."""

    days: tuple[Window, ...]
    conditions: tuple[Condition, ...]

    def holds(self, values: dict[str, Value], election: str, contest: str, day: date) -> bool:
        """Whether a combination of facts on a day of a contest is one of these."""
        return any(one.holds(election, contest, day) for one in self.days) and any(
            one.holds(values) for one in self.conditions
        )


class Turning(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of law on which a difference turns: met under one policy only, or read otherwise.

    `dates`: the policies put the day itself on other sides of a line in an election's calendar.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    dates: bool


class Combinations(msgspec.Struct, frozen=True, kw_only=True):
    """Combinations of facts and days to which two policies give the same two answers, other ones.

    `kind` is `outcome`, `measure` (the same outcome, but another measure of a superior's type) or
    `criminal`. `count` is how many combinations of facts and of moments these are; `where` holds
    them all and no other that a case can state. `case` is the one with the fewest facts that was
    found, ready to be run under either policy; None where no case can state any of them. In the
    criminal track the facts are those that its rows read, some of which a policy derives by itself:
    of the rest of the case, or of the days of an election, which `rows` then tells of.
    """

    kind: Literal["outcome", "measure", "criminal"]
    act: str
    old: Told
    new: Told
    turning: Turning
    where: tuple[Where, ...]
    count: int
    case: Case | None


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days on which nothing turns; `first` None is without beginning, `last` without
    end."""

    first: date | None
    last: date | None


class LadderTold(msgspec.Struct, frozen=True, kw_only=True):
    """A ladder of types as it applies: its name, and its types from the lightest on."""

    id: str
    types: tuple[str, ...]


class Types(msgspec.Struct, frozen=True, kw_only=True):
    """People and days for whom a track's tier has another ladder of types.

    `acts` are the days of the act, `decisions` those of the decision (all of them where either
    policy is asked as of one day alone). `rows` are the ladders that are not the same.
    """

    track: Track
    tier: Tier | None
    categories: tuple[Category, ...]
    acts: tuple[Stretch, ...]
    decisions: tuple[Stretch, ...]
    old: tuple[LadderTold, ...]
    new: tuple[LadderTold, ...]
    rows: tuple[str, ...]
    case: Case | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One key inside a row, and what stands there in either policy; None is nothing."""

    key: str
    old: Any
    new: Any


class RowDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a section that only one policy has, or that they have otherwise.

    `section` is one of a policy, or `pack.<term>` of a regional pack. `moved`: the same rows stand
    in another order. A section that is no list has one row without a name.
    """

    section: str
    row: str
    kind: Literal["old_only", "new_only", "changed", "moved"]
    changes: tuple[Change, ...] = ()
    text: Text | None = None


class Switch(msgspec.Struct, frozen=True, kw_only=True):
    """A dated row that is in force as of one of two days, and not as of the other."""

    section: str
    row: str
    since: date | None
    until: date | None
    old: bool
    new: bool
    text: Text


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that tells two policies apart; nothing at all only where they say the same law.

    `compared` is how many combinations of facts and moments were compared, each; `combinations`
    lists all on which the outcome, its measure or the criminal rows differ. `types`, `rows` and
    `switches` list what differs besides. `contests_old` and `contests_new` are contests of which
    one policy alone has a calendar. `asked` are the days as of which either was asked, if it was.
    """

    old: str
    new: str
    asked: tuple[date, date] | None
    acts: int
    moments: int
    compared: int
    criminal_compared: int
    types_compared: int
    combinations: tuple[Combinations, ...]
    types: tuple[Types, ...]
    rows: tuple[RowDifference, ...]
    switches: tuple[Switch, ...]
    contests_old: tuple[str, ...]
    contests_new: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether the two policies say the same law, whatever their bytes."""
        return not (self.combinations or self.types or self.rows or self.switches)

    @property
    def differing(self) -> int:
        """On how many combinations the outcome differs, or its measure."""
        return sum(one.count for one in self.combinations if one.kind != "criminal")
