"""This file finds rows that are met together and say different things without a declared order.

One saying violation and another none is a conflict. Different levels are concurrence, which is
lawful: the heaviest counts. They are a fault only where the law contradicts itself: where two rows
give the same provision, or the very same combinations, two levels; or where a row of an instrument
is met only together with a heavier one of that instrument, so that its own level never counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from netralitas.facts import Case, Text
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.policy_words import level_words, said
from netralitas.judgement.checking.survey import Meeting, Stretch
from netralitas.judgement.checking.witness import Target, Witnesses, always
from netralitas.policy import Provision
from netralitas.rules import Law, Met, Settled

_CONFLICT = Text(
    id="satu baris menyatakan pelanggaran, yang lain tidak, tanpa urutan yang dinyatakan",
    en="one row says violation, another none, without a declared order",
)
_CONCURRENCE = Text(
    id="terpenuhi bersama: {light} {low} dan {heavy} {high}; yang terberat yang berlaku",
    en="met together: {light} {low} and {heavy} {high}; the heaviest counts",
)
_SAME_PROVISION = Text(
    id="satu ketentuan, dua tingkat tanpa urutan yang dinyatakan: {light} {low}, {heavy} {high}",
    en="one provision, two levels without a declared order: {light} {low}, {heavy} {high}",
)
_SAME_EXTENT = Text(
    id="gabungan yang persis sama, dua tingkat tanpa urutan yang dinyatakan: {light} {low}, "
    "{heavy} {high}",
    en="the very same combinations, two levels without a declared order: {light} {low}, "
    "{heavy} {high}",
)
_NEVER_COUNTS = Text(
    id="tingkat {light} ({low}) tidak pernah berlaku: {heavy} ({high}) selalu ikut terpenuhi",
    en="the level of {light} ({low}) never counts: {heavy} ({high}) is always met as well",
)

Pair = tuple[int, int]
"""Two rows of the policy by their places, the lighter first."""


class Together(msgspec.Struct, eq=False):
    """Where rows are met together: in how many combinations, and the cells that show it."""

    combinations: int = 0
    where: list[tuple[Stretch, int]] = msgspec.field(default_factory=list)

    def take(self, stretch: Stretch, cells: int) -> None:
        """Add some cells of a stretch."""
        self.combinations += stretch.count(cells)
        self.where.append((stretch, cells))

    def case(self, law: Law, name: str, shows: Callable[[Met], bool]) -> Case | None:
        """Return the smallest case that stands there and shows it, of the latest days first."""
        newest = sorted(self.where, key=lambda one: one[0].age, reverse=True)
        return Witnesses(law).smallest(
            name,
            (Target(stretch.table, stretch.day, cells) for stretch, cells in newest),
            lambda case: always(law, case, shows),
        )


def overlaps(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield the conflicts and the disputed levels, and after them every lawful concurrence."""
    conflicts: dict[tuple[str, ...], Together] = {}
    pairs: dict[Pair, Together] = {}
    for stretch in stretches:
        for meeting in stretch.meetings:
            for rows in _conflicting(law, meeting):
                conflicts.setdefault(rows, Together()).take(stretch, meeting.cells)
            for pair in _levels(law, meeting):
                pairs.setdefault(pair, Together()).take(stretch, meeting.cells)
    for rows, together in conflicts.items():
        yield PolicyFinding(
            kind="conflict",
            rows=rows,
            text=_CONFLICT,
            declared=False,
            act=together.where[0][0].act,
            combinations=together.combinations,
            case=together.case(law, "bertentangan", lambda met: met.settled.conflict),
        )
    alone = _alone(law, stretches, pairs)
    found = [_pair(law, pair, together, alone) for pair, together in pairs.items()]
    yield from sorted(found, key=lambda one: one.declared)


def _conflicting(law: Law, meeting: Meeting) -> Iterator[tuple[str, ...]]:
    for settled in dict.fromkeys(meeting.readings):
        if settled.conflict:
            rows = (_row(law, place) for place in (*settled.deciding, *settled.denying))
            yield tuple(dict.fromkeys(law.policy.provisions[row].id for row in rows))


def _levels(law: Law, meeting: Meeting) -> Iterator[Pair]:
    """Yield every two rows that decide together and give one track different tiers."""
    seen: dict[Pair, None] = {}
    for settled in dict.fromkeys(meeting.readings):
        for one, other in itertools.combinations(sorted(_deciding(law, settled)), 2):
            left, right = (law.policy.provisions[row].effect for row in (one, other))
            if left.track is right.track and left.tier and right.tier:
                if left.tier.weight != right.tier.weight:
                    lighter = left.tier.weight < right.tier.weight
                    seen[(one, other) if lighter else (other, one)] = None
    yield from seen


def _alone(
    law: Law, stretches: Sequence[Stretch], pairs: Iterable[Pair]
) -> frozenset[tuple[int, int]]:
    """Return (row, other) where a row of a pair decides somewhere without the other one."""
    wanted = {(one, other) for pair in pairs for one, other in itertools.permutations(pair)}
    found: set[tuple[int, int]] = set()
    if not wanted:
        return frozenset()
    for stretch in stretches:
        for meeting in stretch.meetings:
            for settled in meeting.readings:
                deciding = _deciding(law, settled)
                found |= {
                    (one, other)
                    for one, other in wanted - found
                    if one in deciding and other not in deciding
                }
    return frozenset(found)


def _pair(
    law: Law, pair: Pair, together: Together, alone: frozenset[tuple[int, int]]
) -> PolicyFinding:
    light, heavy = (law.policy.provisions[row] for row in pair)
    disputed = _disputed(light, heavy, pair not in alone, pair[::-1] not in alone)
    assert light.effect.track is not None and heavy.effect.track is not None
    return PolicyFinding(
        kind="overlap" if disputed else "concurrence",
        rows=(light.id, heavy.id),
        text=said(
            disputed or _CONCURRENCE,
            light=light.id,
            low=level_words(light.effect.track, light.effect.tier),
            heavy=heavy.id,
            high=level_words(heavy.effect.track, heavy.effect.tier),
        ),
        declared=disputed is None,
        act=together.where[0][0].act,
        combinations=together.combinations,
        case=together.case(
            law, "bersama", lambda met: set(pair) <= {_row(law, one) for one in met.matched}
        ),
    )


def _disputed(light: Provision, heavy: Provision, outdone: bool, outdoes: bool) -> Text | None:
    """Return what is wrong with two levels that are met together; None where nothing is.

    `outdone`: the lighter row is met only together with the heavier one; `outdoes`: the other way.
    """
    if outdone and outdoes:
        return _SAME_EXTENT
    if _provision(light) is not None and _provision(light) == _provision(heavy):
        return _SAME_PROVISION
    same_instrument = light.cites[0].instrument == heavy.cites[0].instrument
    return _NEVER_COUNTS if outdone and same_instrument else None


def _provision(row: Provision) -> tuple[str | None, ...] | None:
    """Return the provision that a row cites first; None where it cites a whole instrument."""
    cite = row.cites[0]
    parts = (cite.pasal, cite.ayat, cite.huruf, cite.angka)
    return (cite.instrument, *parts) if any(parts) else None


def _deciding(law: Law, settled: Settled) -> frozenset[int]:
    return frozenset(_row(law, place) for place in settled.deciding)


def _row(law: Law, place: int) -> int:
    return law.rules[place].row
