"""This file counts what would change for whom: flips from one policy to another, in any order.

An impact counts cases, not people: the same person may stand in several cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
import polars as pl

from netralitas.simulation.impacts.flips import (
    BOTH,
    GROUPS,
    KINDS,
    NEITHER,
    NEW_ONLY,
    OLD_ONLY,
    flips,
)

Value = str | None
Flip = tuple[str, str, Value, Value, Value]
"""A kind, what it is counted by (`all` for nothing), a value of that, and the kind from and to."""

ALL = "all"
NOTHING: Mapping[Flip, int] = {}


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases would come to what instead; `a + b` is the impact on the cases of both.

    `counts` says of every kind how often it is what on either side. Of the tier it counts the cases
    that stay as they are too, of all other kinds the flips alone. Its size is bounded by the law,
    not by the number of cases. `old_only`, `new_only` and `neither` are rows that one side could
    not judge, or none.
    """

    both: int = 0
    old_only: int = 0
    new_only: int = 0
    neither: int = 0
    flipped: int = 0
    counts: Mapping[Flip, int] = NOTHING

    @classmethod
    def of(cls, laid: pl.DataFrame, by: Iterable[str] = GROUPS) -> Impact:
        """Return the impact on rows that `side_by_side` laid out, counted by some of `GROUPS`."""
        judged = Counter(dict(laid.group_by("judged").len().iter_rows()))
        both = laid.filter(pl.col("judged") == BOTH)
        counts: Counter[Flip] = Counter()
        for kind in KINDS:
            rows = both if kind == "tier" else both.filter(flips(kind))
            few = rows.group_by(*GROUPS, f"{kind}.old", f"{kind}.new").len()
            for group in (ALL, *by):
                named = pl.lit(None, dtype=pl.String) if group == ALL else pl.col(group)
                found = few.group_by(
                    named.alias("of"), pl.col(f"{kind}.old"), pl.col(f"{kind}.new")
                ).agg(pl.col("len").sum())
                counts |= {(kind, group, *row[:3]): row[3] for row in found.iter_rows()}
        return cls(
            both=judged[BOTH],
            old_only=judged[OLD_ONLY],
            new_only=judged[NEW_ONLY],
            neither=judged[NEITHER],
            flipped=int(both["flipped"].is_not_null().sum()),
            counts=dict(counts),
        )

    @property
    def cases(self) -> int:
        """How many cases there were."""
        return self.both + self.old_only + self.new_only + self.neither

    def matrix(self, kind: str, group: str = ALL) -> dict[tuple[Value, Value, Value], int]:
        """Return how often a kind goes from what to what, by (value of the group, from, to)."""
        return {
            (of, old, new): n
            for (one, by, of, old, new), n in self.counts.items()
            if (one, by) == (kind, group)
        }

    def flips(self, kind: str) -> int:
        """Return in how many cases a kind flips."""
        return sum(n for (_, old, new), n in self.matrix(kind).items() if old != new)

    def __add__(self, other: Impact) -> Impact:
        if not isinstance(other, Impact):
            return NotImplemented
        return Impact(
            both=self.both + other.both,
            old_only=self.old_only + other.old_only,
            new_only=self.new_only + other.new_only,
            neither=self.neither + other.neither,
            flipped=self.flipped + other.flipped,
            counts=dict(Counter(self.counts) + Counter(other.counts)),
        )
