"""This file says for each row what the regional pack adds to it, and what it was refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from netralitas.escalation import Walk
from netralitas.facts import Case, Category, Level, TrackFinding
from netralitas.judgement import CompiledPolicy, flat_region
from netralitas.policy import Fills, Item, Pack
from netralitas.rules import tracks_of
from netralitas.simulation.choosing import Chosen
from netralitas.simulation.coding import NO_DAY, Days, day_number
from netralitas.simulation.joining import Joined, Joining
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.seating import Seated
from netralitas.simulation.stages import Stage

_BIAS: Final = 1 << 20
"""Added to a day so that it can be a code."""

_TEXTS: Final = ("region", "region_filled", "region_income", "region_due", "region_refused")


class _Seen(NamedTuple):
    """What a pack reads of a case."""

    case: Case
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]
    tracks: tuple[TrackFinding, ...]


_NOT_WALKED: Final = Walk(authority={}, path={}, criminal=(), closing=(), measures=(), notes=())


class Adding:
    """The pack of one policy; each of its terms makes rows differ by what that term reads."""

    def __init__(self, policy: CompiledPolicy, people: People, joining: Joining) -> None:
        self._people = people
        self._joining = joining
        self._applied = policy.law
        self._regional = policy.regional
        self._pack = policy.pack
        self._law = policy.law
        self._guided: set[str] = set()
        boundaries = () if self._pack is None else boundaries_of(self._pack)
        self._boundaries = np.array(sorted(map(day_number, boundaries)), dtype=np.int32)
        self._added = Stage(_TEXTS, 2)
        self._sequence = Numbering(2)
        self._imposed: dict[tuple[Any, ...], int] = {}
        self._amounts: dict[int, int] = {}
        self._chains: dict[int, Numbering] = {}
        self._fields = self._read(policy)
        self._of_person = tuple(
            field for field in people.fields if field in self._guided and field != "category"
        )

    def of(
        self,
        rows: Rows,
        found: Joined,
        chosen: Chosen,
        seated: Seated,
        held: Sequence[Codes],
        events: Mapping[str, Days],
    ) -> Columns:
        """Return the columns of the region; none where there is no pack."""
        if self._pack is None:
            return Columns({}, {}, np.zeros(len(rows), dtype=np.bool_))
        whole = [*self._of_rows(rows, found, chosen, seated, self._pack, events)]
        of_charges = [
            self._numbered(1, [*self._of_charge(rows, place, held, self._pack)])
            for place in range(len(rows.charges))
        ]
        numbers = self._added.of(
            self._numbered(0, [*whole, of_charges[0]]),
            rows.sequence(self._sequence, of_charges[1:]),
            ask=lambda place: self._told(rows, found, place),
            ahead=lambda places: rows.explained.ahead(rows.base[places]),
        )
        texts = {name: (numbers, self._added.column(name, pl.String)) for name in _TEXTS}
        return Columns(texts, {}, self._added.broken(numbers))

    def _numbered(self, which: int, codes: Sequence[Codes]) -> Codes:
        """Return one number for several codes; there are as many of them each time."""
        chain = self._chains.setdefault(which, Numbering(len(codes)))
        return chain.of(*codes).numbers

    def _of_rows(
        self,
        rows: Rows,
        found: Joined,
        chosen: Chosen,
        seated: Seated,
        pack: Pack,
        events: Mapping[str, Days],
    ) -> Iterator[Codes]:
        """Yield what the items of the pack read of a case as a whole."""
        fills, coded = pack.fills, rows.coded
        if fills.bindings or fills.guidance or fills.income_consequences:
            yield self._people.categories()[rows.taken(rows.persons)]
        if any(binding.offices for binding in fills.bindings):
            yield rows.taken(coded.choice("subject.office"))
        for field in self._of_person:
            yield self._people.allowed(field)[rows.taken(rows.persons)]
            yield rows.taken(coded.choice(f"subject.{field}"))
        if fills.contract_rules or fills.contract_ladders:
            yield found.joint
            yield chosen.choices
        if fills.income_consequences:
            yield chosen.choices
            names = [one for one in coded.named("process.imposed.") if one.endswith(".sanction")]
            yield rows.taken(coded.rows(names, self._imposed))
            yield self._amount(rows)
        if fills.weights:
            yield found.carrying
            yield found.scene
        if fills.alternates:
            yield seated.seats
        if fills.internal_clocks or fills.local_holidays:
            yield seated.seats
            for name in self._starts(pack):
                days = rows.taken(events[name]) if name in events else _none(rows) + NO_DAY
                yield np.where(days == NO_DAY, 0, days + _BIAS)
        yield _none(rows)

    def _of_charge(
        self, rows: Rows, place: int, held: Sequence[Codes], pack: Pack
    ) -> Iterator[Codes]:
        """Yield what the items of the pack read of one charge."""
        one = rows.charges[place]
        for days in (one.spans.first, one.spans.last):
            yield np.searchsorted(self._boundaries, days, side="right").astype(np.int32)
        yield one.spans.stated.astype(np.int32)
        yield one.acts
        for field in self._fields:
            yield one.fact(field)
        if pack.fills.weights:
            yield held[place]

    def _read(self, policy: CompiledPolicy) -> tuple[str, ...]:
        """Return the facts that guidance and duties read of a charge."""
        if policy.pack is None:
            return ()
        base = policy.law.base
        self._guided |= {
            test.field
            for item in policy.pack.fills.guidance
            for tests in base.parse(item.when, item.id)
            for test in tests
        }
        duties = {"omission", "regional_duty"} if policy.pack.fills.duties else set()
        facts = {one.name for one in policy.policy.fields if one.scope == "charge"}
        return tuple(sorted((self._guided | duties) & facts & set(base.fields)))

    def _starts(self, pack: Pack) -> tuple[str, ...]:
        """Return the events with which the pack's clocks start, and those that they shorten."""
        shortened = {clock.shortens for clock in pack.fills.internal_clocks}
        starts = {clock.starts for clock in pack.fills.internal_clocks}
        starts |= {row.starts for row in self._law.policy.deadlines if row.id in shortened}
        return tuple(sorted(starts))

    def _amount(self, rows: Rows) -> Codes:
        amounts = rows.taken(rows.coded.whole("subject.tambahan_penghasilan"))
        distinct, back = np.unique(amounts, return_inverse=True)
        numbers = [self._amounts.setdefault(int(one), len(self._amounts)) for one in distinct]
        return np.array(numbers, dtype=np.int32)[back]

    def _told(self, rows: Rows, found: Joined, place: int) -> tuple[Any, ...]:
        assert self._regional is not None
        row = rows.row(place)
        if self._regional.reads_walks:
            return flat_region(rows.explained.argued(row).verdict.region)
        admitted = rows.explained.admitted(row)
        tracks = tracks_of(self._applied, admitted, *self._joining.concurred(rows, found, place))
        seen = _Seen(admitted.case, admitted.categories, admitted.levels, tracks)
        return flat_region(self._regional.report(seen, _NOT_WALKED))


def _none(rows: Rows) -> Codes:
    return np.zeros(len(rows), dtype=np.int32)


def boundaries_of(pack: Pack) -> set[date]:
    """Return the days on which something of a pack begins or ends."""
    last = pack.valid.last and pack.valid.last + timedelta(days=1)
    items = (item for term in Fills.__struct_fields__ for item in getattr(pack.fills, term))
    dated = [(item.since, item.until) for item in items if isinstance(item, Item)]
    return {day for row in (*dated, (pack.valid.since, last)) for day in row if day is not None}
