"""This file names what a pack promises of its rows: each can be met, and none contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations, product
from typing import Any, TypeVar

from netralitas.facts import Text
from netralitas.policy import (
    Alternate,
    IncomeConsequence,
    InternalClock,
    Item,
    PackFinding,
    compete,
    facts_out_of_reach,
    first,
)
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.property import Layer, Property, told

Competing = TypeVar("Competing", IncomeConsequence, InternalClock, Alternate)
_HINT = Text(id="perbaiki atau hapus", en="mend it or drop it")


def every_row_fires(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every item that no case could ever meet."""
    for found in candidate.stands_out:
        if found.kind == "unreachable" and found.rows[0] in candidate.items:
            yield _never(candidate, found.rows[0], found.text)
    for row, act, fact in facts_out_of_reach(candidate.laid):
        if row in candidate.items:
            yield _never(candidate, row, _out_of_reach(act, fact))
    yield from _conditions(candidate)
    yield from _shadowed(candidate)


def no_conflict(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every two rows of which one says violation and the other none."""
    for found in candidate.stands_out:
        if found.kind == "conflict":
            own = next((row for row in found.rows if row in candidate.items), None)
            rows = ", ".join(found.rows)
            says = Text(id=f"{found.text.id}: {rows}", en=f"{found.text.en}: {rows}")
            yield told("no_conflict", candidate.place(own), says, _HINT)


def _never(candidate: Candidate, name: str, why: Text) -> PackFinding:
    says = Text(id=f"{name} tidak pernah berlaku: {why.id}", en=f"{name} can never apply: {why.en}")
    return told("every_row_fires", candidate.place(name), says, _HINT)


def _out_of_reach(act: str, fact: str) -> Text:
    return Text(id=f"{act} tidak mengenal fakta {fact!r}", en=f"{act} carries no fact {fact!r}")


def _conditions(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield weights and guidance whose condition contradicts itself, or reads an unknown fact."""
    base = candidate.law.law.base
    carried = {one.name: one.acts for one in candidate.laid.fields if one.scope == "charge"}
    fills = candidate.pack.fills
    items: list[tuple[str, Any, tuple[str, ...]]] = [
        *((one.id, one.when, ()) for one in fills.weights),
        *((one.id, one.when, one.acts) for one in fills.guidance),
    ]
    for name, when, acts in items:
        alternatives = base.parse(when, name)
        if not alternatives:
            says = Text(id="syaratnya bertentangan", en="its condition contradicts itself")
            yield _never(candidate, name, says)
        read = {test.field for conjunction in alternatives for test in conjunction}
        for act, fact in product(acts, sorted(read)):
            known = carried.get(fact)
            if known is not None and act not in known:
                yield _never(candidate, name, _out_of_reach(act, fact))


def _shadowed(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every item that another always goes before, on all its days and for all its people."""
    ranks = {one.id: one.rank for one in candidate.laid.instruments}
    tiers = {one.id: one.tier for one in candidate.laid.sanctions}
    fills = candidate.pack.fills
    pairs = [
        *_always_after(fills.income_consequences, ranks, tiers),
        *_always_after(fills.internal_clocks, ranks, tiers),
        *_always_after(fills.alternates, ranks, tiers),
    ]
    for one, other in pairs:
        says = Text(id=f"selalu didahului {other}", en=f"{other} always goes first")
        yield _never(candidate, one, says)


def _always_after(
    items: Sequence[Competing], ranks: Mapping[str, int], tiers: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    for one, other in permutations(items, 2):
        if (
            compete(one, other, tiers)
            and _covers(other, one)
            and first((one, other), ranks) is other
        ):
            yield one.id, other.id


def _covers(wide: Item, narrow: Item) -> bool:
    """Whether an item holds wherever another does: on its days, for its people, on its types."""
    days = (wide.since or date.min) <= (narrow.since or date.min) and (
        narrow.until or date.max
    ) <= (wide.until or date.max)
    if isinstance(wide, IncomeConsequence) and isinstance(narrow, IncomeConsequence):
        people = not wide.categories or (
            bool(narrow.categories) and set(narrow.categories) <= set(wide.categories)
        )
        # Whoever imposes a type has its tier: a tier covers its types, a type only itself.
        types = wide.sanction is None or wide.sanction == narrow.sanction
        return days and people and types
    return days


OF_ROWS: tuple[Property, ...] = (
    Property(
        "every_row_fires",
        Text(
            id="setiap butir dapat berlaku dalam suatu perkara",
            en="every item can apply in some case",
        ),
        every_row_fires,
        Layer.LAID,
    ),
    Property(
        "no_conflict",
        Text(
            id="tidak ada baris yang menyatakan pelanggaran di samping baris yang menyangkalnya",
            en="no row says violation beside a row that says there is none",
        ),
        no_conflict,
        Layer.LAID,
    ),
)
