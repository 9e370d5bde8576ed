"""This file lays a summary out as tables: what cases came to, who must act, by when, what is open.

Every table is bounded by the law and the calendar, never by the number of cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from netralitas.facts import Government, Language, Level, Official, Outcome, Stage, Tier, Track
from netralitas.judgement import words
from netralitas.simulation.counting import Counts, Key
from netralitas.simulation.summary_layout import Layout, capital, in_order
from netralitas.simulation.table import TOTAL, Cell, Table
from netralitas.simulation.wording import Wording

if TYPE_CHECKING:
    from netralitas.simulation.summary import Summary

_OPENS = ("yes", "assess", "no")
_NEEDS = ("must", "may", "no")
_ANSWERED = ("decided", "needs_human", "undetermined")


def tables_of(summary: Summary, language: Language, wording: Wording) -> tuple[Table, ...]:
    """Return the tables of a summary that have something to count, in the order of a report."""
    layout = Layout(language, wording)
    return tuple(table for table in _tables(summary, layout) if table.rows)


def _tables(summary: Summary, layout: Layout) -> Iterator[Table]:
    yield _outcomes(summary, layout)
    yield from _results(summary, layout)
    yield _recommended(summary.recommended, layout)
    yield _authority(summary.authority, layout)
    yield _listed("teams", "team", "need", summary.teams, _NEEDS, layout)
    yield _paths(summary.paths, layout)
    yield _listed("criminal", "criminal", "opens", summary.criminal, _OPENS, layout)
    yield _provisions("provisions", summary.provisions, layout)
    yield _provisions("criminal_provisions", summary.criminal_provisions, layout)
    yield _asked(summary, layout)
    yield _additions(summary, layout)
    yield _clocks(summary.due, layout)
    yield _due(summary.due, layout)
    yield _laws(summary.laws, layout)


def _outcomes(summary: Summary, layout: Layout) -> Table:
    counts: list[tuple[tuple[Cell, ...], int]] = [
        ((capital(layout.enum(Outcome, one)),), summary.outcome[(one.value,)])
        for one in Outcome
        if (one.value,) in summary.outcome
    ]
    if summary.refused:
        counts.append(((capital(layout.said("refused")),), summary.refused))
    return layout.shared("outcomes", ["outcome"], counts, "note.cases")


def _results(summary: Summary, layout: Layout) -> Iterator[Table]:
    def region(one: Key) -> str:
        return layout.named(layout.wording.regions, one, "nation")

    def act(one: Key) -> str:
        return layout.named(layout.wording.acts, one)

    yield layout.crossed("regions", "region", summary.regions, region)
    yield layout.crossed("acts", "act", summary.acts, act, note="note.acts")
    kinds: tuple[tuple[str, str, type[StrEnum], Counts], ...] = (
        ("levels", "level", Level, summary.levels),
        ("governments", "government", Government, summary.governments),
        ("tracks", "track", Track, summary.tracks),
    )
    for name, key, kind, counts in kinds:
        yield layout.crossed(name, key, counts, partial(layout.enum, kind), order=list(kind))


def _recommended(counts: Counts, layout: Layout) -> Table:
    tracks, tiers = list(Track), [*reversed(Tier)]
    ranked = sorted(
        counts.items(),
        key=lambda one: (
            tracks.index(Track(str(one[0][0]))),
            tiers.index(Tier(str(one[0][1]))) if one[0][1] else len(tiers),
            -one[1],
            str(one[0][2]),
        ),
    )
    rows: list[tuple[tuple[Cell, ...], int]] = [
        (
            (
                capital(layout.enum(Track, track)),
                layout.enum(Tier, tier) if tier else None,
                layout.named(layout.wording.sanctions, sanction),
            ),
            n,
        )
        for (track, tier, sanction), n in ranked
    ]
    return layout.shared("recommended", ["track", "tier", "sanction"], rows)


def _authority(counts: Counts, layout: Layout) -> Table:
    ranked = sorted(counts.items(), key=lambda one: (_place(_ANSWERED, one[0][0]), -one[1]))
    rows: list[tuple[tuple[Cell, ...], int]] = [
        (
            (
                capital(layout.said(f"authority.{answered}")),
                layout.enum(Official, official) if official else None,
                layout.enum(Stage, stage) if stage else None,
            ),
            n,
        )
        for (answered, official, stage), n in ranked
    ]
    return layout.shared("authority", ["answered", "official", "stage"], rows)


def _listed(
    name: str, key: str, table: str, counts: Counts, order: Sequence[str], layout: Layout
) -> Table:
    ranked = sorted(counts.items(), key=lambda one: _place(order, one[0][0]))
    rows: list[tuple[tuple[Cell, ...], int]] = [
        ((capital(words(f"{table}.{of}", layout.language)),), n) for (of,), n in ranked
    ]
    return layout.shared(name, [key], rows)


def _paths(counts: Counts, layout: Layout) -> Table:
    rows: list[tuple[tuple[Cell, ...], int]] = [
        ((length,), n) for (length,), n in sorted(counts.items(), key=_length)
    ]
    return layout.shared("paths", ["stages"], rows)


def _provisions(name: str, counts: Counts, layout: Layout) -> Table:
    """Return provisions by how often they were met; `?` behind an id marks what depends."""
    met: defaultdict[Key, dict[bool, int]] = defaultdict(dict)
    for (stored,), n in counts.items():
        met[str(stored).removesuffix("?")][str(stored).endswith("?")] = n
    wording, language = layout.wording, layout.language
    rows: list[tuple[Cell, ...]] = []
    for one in in_order({one: sum(found.values()) for one, found in met.items()}):
        mark, basis = wording.marks.get(str(one)), wording.bases.get(str(one))
        sure, open_ = met[one].get(False, 0), met[one].get(True, 0)
        told = layout.named(wording.provisions, one)
        cited = basis.in_(language) if basis else None
        known = (told, cited, str(one), mark.value if mark else None)
        rows.append((*known, sure, open_, sure + open_))
    keys = ["provision", "basis", "row", "mark", "certain", "depends", TOTAL]
    return layout.table(name, keys, rows, note="note.depends")


def _asked(summary: Summary, layout: Layout) -> Table:
    """Return what to ask most often, whichever charge it is about."""
    facts: Counter[Key] = Counter()
    for (ask,), n in summary.asked.items():
        number, _, fact = str(ask).partition(".")
        facts[fact if number.isdecimal() else ask] += n
    rows: list[tuple[Cell, ...]] = [
        (capital(layout.fact(str(fact))), facts[fact]) for fact in in_order(facts)
    ]
    if summary.date_matters:
        rows.append((capital(layout.said("date_matters")), summary.date_matters))
    return layout.table("asked", ["fact", "cases"], rows, note="note.asked")


def _additions(summary: Summary, layout: Layout) -> Table:
    wording = layout.wording
    both = dict.fromkeys((*summary.filled, *summary.region_refused))
    ranked = sorted(both, key=lambda of: (str(of[0]), -summary.filled.get(of, 0), str(of[1])))
    rows: list[tuple[Cell, ...]] = [
        (
            layout.named(wording.regions, of[0]),
            layout.named(wording.items, of[1]) if of[0] != of[1] else layout.said("not_in_force"),
            summary.filled.get(of, 0),
            summary.region_refused.get(of, 0),
        )
        for of in ranked
    ]
    return layout.table("additions", ["region", "item", "added", "refused_item"], rows)


def _clocks(due: Counts, layout: Layout) -> Table:
    counts: Counter[tuple[str, str]] = Counter()
    for (kind, clock, official, _), n in due.items():
        office = layout.office(str(kind), str(clock), official)
        counts[layout.named(layout.wording.clocks, clock), office] += n
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    rows = [(capital(clock), capital(office), n) for (clock, office), n in ranked]
    return layout.table("clocks", ["clock", "office", "dates"], rows)


def _due(due: Counts, layout: Layout) -> Table:
    """Return the load: weeks as rows, offices as columns, those with most of it first."""
    offices: Counter[Key] = Counter()
    weeks: defaultdict[date, Counter[Key]] = defaultdict(Counter)
    for (kind, clock, official, week), n in due.items():
        assert isinstance(week, date)
        office = capital(layout.office(str(kind), str(clock), official))
        offices[office] += n
        weeks[week][office] += n
    shown = [str(office) for office in in_order(offices)]
    rows: list[tuple[Cell, ...]] = [
        (week, *(weeks[week][office] for office in shown), weeks[week].total())
        for week in sorted(weeks)
    ]
    return layout.table(
        "due",
        ["week", *shown, TOTAL],
        rows,
        totals=(layout.total, *(offices[office] for office in shown), offices.total()),
        note="note.due",
        headings=[layout.said("week"), *shown, layout.said(TOTAL)],
    )


def _laws(counts: Counts, layout: Layout) -> Table:
    ranked = sorted(counts.items(), key=lambda one: (str(one[0][0] or ""), str(one[0][1:])))
    rows: list[tuple[Cell, ...]] = [
        (layout.named(layout.wording.regions, pack, "nation"), _day(as_of), str(digest), n)
        for (pack, digest, as_of), n in ranked
    ]
    return layout.table("laws", ["pack", "as_of", "digest", "cases"], rows, note="note.laws")


def _length(counted: tuple[tuple[Key, ...], int]) -> int:
    length = counted[0][0]
    return length if isinstance(length, int) else 0


def _day(value: Key) -> date | None:
    return value if isinstance(value, date) else None


def _place(order: Sequence[str], value: Key) -> int:
    return order.index(str(value)) if value in order else len(order)
