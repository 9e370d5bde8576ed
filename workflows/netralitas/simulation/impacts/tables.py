"""This file lays an impact out as tables: from what to what, for whom, how many of how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from netralitas.facts import Government, Language, Level, Official, Outcome, Tier, Track
from netralitas.judgement import enum_word, words
from netralitas.simulation.impacts.flips import GROUPS, KINDS, SEVERAL
from netralitas.simulation.impacts.impact import Impact, Value
from netralitas.simulation.impacts.words import said
from netralitas.simulation.summary_layout import RESULTS, Layout, capital
from netralitas.simulation.table import TOTAL, Cell, Table
from netralitas.simulation.wording import NO_WORDING, Wording

MATRIX = "flips"
"""The name of the table that goes from the old results to the new ones."""

_TIERS = tuple(tier.value for tier in Tier)
_GROUPED: Final[Mapping[str, type[StrEnum]]] = {"level": Level, "government": Government}


def tables_of_impact(
    impact: Impact,
    language: Language,
    by: Iterable[str] = (*KINDS, *GROUPS),
    wording: Wording = NO_WORDING,
) -> tuple[Table, ...]:
    """Return the tables of an impact for some kinds and groups, those that have something to say.

    First the matrix of results and how often each kind flips, then kind by kind from what to what,
    then group by group.
    """
    told = _Told(impact, language, wording)
    wanted = tuple(by)
    tables = [told.matrix(), told.kinds()]
    tables += [told.kind(kind) for kind in KINDS if kind in wanted and kind != "tier"]
    tables += [told.group(group) for group in GROUPS if group in wanted]
    return tuple(table for table in tables if table.rows)


def value_word(kind: str, value: Value, language: Language, wording: Wording = NO_WORDING) -> str:
    """Return the words of what a kind is on one side."""
    if value is None:
        return said("none", language)
    if kind == "tier":
        return Layout(language, wording).result(value)
    if kind == "track":
        return ", ".join(_track(part, language) for part in value.split(";"))
    if kind == "type":
        text = wording.sanctions.get(value)
        return text.in_(language) if text else value
    if kind == "authority":
        if value in list(Official):
            return enum_word(Official(value), language)
        return words(f"authority.{value}", language)
    if kind == "criminal":
        return words(f"opens.{value}", language)
    return said(f"due.{value}", language)


def group_word(group: str, value: Value, language: Language, wording: Wording = NO_WORDING) -> str:
    """Return the words of a value that cases are counted by."""
    if value is None:
        return said("not_stated", language)
    if group in _GROUPED:
        return enum_word(_GROUPED[group](value), language)
    if (group, value) == ("act", SEVERAL):
        return said("several", language)
    text = (wording.acts if group == "act" else wording.regions).get(value)
    return text.in_(language) if text else value


def _track(part: str, language: Language) -> str:
    track, _, outcome = part.partition(":")
    told = enum_word(Track(track), language)
    return f"{told} ({enum_word(Outcome(outcome), language)})" if outcome else told


class _Told:
    def __init__(self, impact: Impact, language: Language, wording: Wording) -> None:
        self._impact = impact
        self._language = language
        self._wording = wording

    def matrix(self) -> Table:
        """Return the old results as rows, the new ones as columns."""
        counts = {(old, new): n for (_, old, new), n in self._impact.matrix("tier").items()}
        either = {one for pair in counts for one in pair}
        results = [one for one in RESULTS if one in either]
        sums = Counter[Value]()
        for (_, new), n in counts.items():
            sums[new] += n
        cells: list[tuple[Cell, ...]] = []
        for old in results:
            row = [counts.get((old, new), 0) for new in results]
            cells.append((self._value("tier", old), *row, sum(row)))
        return self._table(
            MATRIX,
            ("from", *results, TOTAL),
            cells,
            headings=(
                self._said("from"),
                *(self._value("tier", one) for one in results),
                self._total,
            ),
            totals=(self._total, *(sums[one] for one in results), sums.total()),
            note=self._said("note.flips"),
        )

    def kinds(self) -> Table:
        """Return how often each kind flips, and how often it stays."""
        both = self._impact.both
        counted = [(kind, self._impact.flips(kind)) for kind in KINDS]
        counted.append(("any", self._impact.flipped))
        rows: list[tuple[Cell, ...]] = [
            (self._said(f"kind.{kind}"), n, both - n, n / both) for kind, n in counted if both
        ]
        return self._table("kinds", ("kind", "flipped", "stayed", "share"), rows)

    def kind(self, kind: str) -> Table:
        """Return from what to what a kind flips, the most frequent first."""
        found = [
            (old, new, n) for (_, old, new), n in self._impact.matrix(kind).items() if old != new
        ]
        found.sort(key=lambda one: (-one[2], str(one[0]), str(one[1])))
        rows: list[tuple[Cell, ...]] = [
            (self._value(kind, old), self._value(kind, new), n, n / self._impact.both)
            for old, new, n in found
        ]
        total = sum(n for _, _, n in found)
        totals = (self._total, None, total, total / self._impact.both) if total else ()
        both = f"{self._impact.both:,}"
        if self._language is Language.ID:
            both = both.replace(",", ".")
        note = said("note.shares", self._language, n=both)
        return self._table(kind, ("from", "to", "cases", "share"), rows, totals=totals, note=note)

    def group(self, group: str) -> Table:
        """Return how many results flip in each value of a group, and which way."""
        counts: defaultdict[Value, Counter[str]] = defaultdict(Counter)
        for (of, old, new), n in self._impact.matrix("tier", group).items():
            counts[of]["cases"] += n
            if old != new:
                counts[of]["flipped"] += n
                counts[of][_way(old, new)] += n
        keys = ("flipped", "heavier", "lighter", "otherwise")
        ranked = sorted(
            counts.items(), key=lambda one: (-one[1]["flipped"], -one[1]["cases"], str(one[0]))
        )
        rows: list[tuple[Cell, ...]] = [
            (
                capital(group_word(group, of, self._language, self._wording)),
                found["cases"],
                *(found[key] for key in keys),
                found["flipped"] / found["cases"],
            )
            for of, found in ranked
        ]
        return self._table(
            f"by_{group}", (group, "cases", *keys, "share"), rows, note=self._said("note.by")
        )

    def _table(
        self,
        name: str,
        keys: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        *,
        headings: Sequence[str] = (),
        totals: tuple[Cell, ...] = (),
        note: str = "",
    ) -> Table:
        return Table(
            name=name,
            title=self._said(f"title.{name}"),
            keys=tuple(keys),
            headings=tuple(map(capital, headings or [self._said(key) for key in keys])),
            rows=tuple(rows),
            totals=totals,
            note=note,
        )

    @property
    def _total(self) -> str:
        return capital(self._said(TOTAL))

    def _said(self, key: str) -> str:
        return said(key, self._language)

    def _value(self, kind: str, value: Value) -> str:
        return capital(value_word(kind, value, self._language, self._wording))


def _way(old: Value, new: Value) -> str:
    """Return whether a flip goes to a heavier or a lighter tier, or to something else."""
    if old not in _TIERS or new not in _TIERS:
        return "otherwise"
    return "heavier" if Tier(new).weight > Tier(old).weight else "lighter"
