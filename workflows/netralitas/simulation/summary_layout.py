"""This file lays counts out as tables, and finds the words for what they count by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from netralitas.facts import (
    CriminalStage,
    Language,
    Official,
    Outcome,
    Stage,
    Text,
    Tier,
    Track,
)
from netralitas.judgement import enum_word
from netralitas.simulation.counting import Counts, Key
from netralitas.simulation.summary_words import SAID, said
from netralitas.simulation.table import TOTAL, Cell, Table
from netralitas.simulation.wording import Wording, word

RESULTS = (
    *(tier.value for tier in reversed(Tier)),
    *(track.value for track in Track),
    *(outcome.value for outcome in Outcome),
)
"""What a case may come to, gravest first; a table has columns for those that occur."""

_FROM_DECISION = (Stage.DECIDED, Stage.DELIVERED, Stage.FINAL, Stage.EXECUTED)


class Layout(NamedTuple):
    """How a summary is written: in which language, with whose words."""

    language: Language
    wording: Wording

    def table(
        self,
        name: str,
        keys: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        *,
        totals: tuple[Cell, ...] = (),
        note: str = "",
        headings: Sequence[str] = (),
    ) -> Table:
        """Return rows as a table, its headings those of its keys where none are given."""
        named = headings or [self.said(key) for key in keys]
        return Table(
            name=name,
            title=self.said(f"title.{name}"),
            keys=tuple(keys),
            headings=tuple(map(capital, named)),
            rows=tuple(rows),
            totals=totals,
            note=self.said(note) if note else "",
        )

    def shared(
        self,
        name: str,
        keys: Sequence[str],
        counts: Sequence[tuple[tuple[Cell, ...], int]],
        note: str = "",
    ) -> Table:
        """Return what was counted with its number, its share of all, and the sum."""
        total = sum(n for _, n in counts)
        rows = [(*of, n, n / total) for of, n in counts]
        blank: tuple[Cell, ...] = (None,) * (len(keys) - 1)
        totals = (self.total, *blank, total, 1.0)
        return self.table(name, [*keys, "cases", "share"], rows, totals=totals, note=note)

    def crossed(
        self,
        name: str,
        key: str,
        counts: Counts,
        called: Callable[[Key], str],
        *,
        order: Sequence[str] = (),
        note: str = "",
    ) -> Table:
        """Return results as columns, and as rows what they are of: in its order, else by number."""
        shown = [one for one in RESULTS if any(result == one for _, result in counts)]
        sums: Counter[Key] = Counter()
        columns: Counter[Key] = Counter()
        for (of, result), n in counts.items():
            sums[of] += n
            columns[result] += n
        rows: list[tuple[Cell, ...]] = [
            (capital(called(of)), *(counts.get((of, one), 0) for one in shown), sums[of])
            for of in in_order(sums, order)
        ]
        return self.table(
            name,
            [key, *shown, TOTAL],
            rows,
            totals=(self.total, *(columns[one] for one in shown), sums.total()),
            note=note,
            headings=[self.said(key), *map(self.result, shown), self.said(TOTAL)],
        )

    @property
    def total(self) -> str:
        """The heading of a row that adds up the others."""
        return capital(self.said(TOTAL))

    def said(self, key: str) -> str:
        """Return words of the tables."""
        return said(key, self.language)

    def enum(self, kind: type[StrEnum], value: Key) -> str:
        """Return the words of a stored value of an enumeration; of None, that it is not stated."""
        if value is None:
            return self.said("not_stated")
        return enum_word(kind(str(value)), self.language)

    def named(self, table: Mapping[str, Text], value: Key, otherwise: str = "not_stated") -> str:
        """Return the words of a stored name in one of the wording's tables."""
        return self.said(otherwise) if value is None else word(table, str(value), self.language)

    def result(self, result: str) -> str:
        """Return what a column of results is called."""
        if f"result.{result}" in SAID:
            return self.said(f"result.{result}")
        return self.enum(Tier if result in list(Tier) else Outcome, result)

    def fact(self, fact: str) -> str:
        """Return the words of a fact that is asked for."""
        known = word(self.wording.facts, fact, self.language)
        return self.said(f"fact.{fact}") if known == fact and f"fact.{fact}" in SAID else known

    def office(self, kind: str, clock: str, official: Key) -> str:
        """Return whose clock it is: the stage's, and from the decision on the competent official's.

        A clock of which no law is known that has it is called by its own name.
        """
        stage = self.wording.stages.get(clock)
        if stage is None:
            return clock
        if isinstance(stage, CriminalStage):
            return said("criminal_office", self.language, stage=self.enum(CriminalStage, stage))
        if stage in _FROM_DECISION and official is not None:
            return self.enum(Official, official)
        return self.enum(Stage, stage)


def capital(text: str) -> str:
    """Return a text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def in_order(counts: Mapping[Key, int], order: Sequence[str] = ()) -> list[Key]:
    """Return what was counted: by an order where one is given, else the most frequent first."""
    if order:
        known = {name: place for place, name in enumerate(order)}
        return sorted(counts, key=lambda of: (known.get(str(of), len(known)), str(of)))
    return sorted(counts, key=lambda of: (-counts[of], str(of or "")))
