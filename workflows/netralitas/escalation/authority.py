"""This file answers who may impose a sanction: a place in the table, and who can act there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from netralitas.escalation.cells import Cells, Position
from netralitas.escalation.deciding import (
    STAGES,
    Bench,
    Decision,
    as_reading,
    bench,
    decide,
    join,
)
from netralitas.escalation.panels import approvals, interim, panel, tim_pemeriksa
from netralitas.escalation.remarks import condition, remarks, roles, skipped
from netralitas.facts import (
    Authority,
    Category,
    Confidence,
    Government,
    Level,
    OfficialState,
    Text,
    Tier,
    Track,
)
from netralitas.policy import AuthorityCell, Chain, Policy

TIERED: tuple[tuple[Track, tuple[Tier, ...]], ...] = (
    (Track.ETIK, (Tier.MORAL,)),
    (Track.DISIPLIN, (Tier.RINGAN, Tier.SEDANG, Tier.BERAT)),
)
"""The tracks that have tiers, and which."""


class Query(NamedTuple):
    """Who is asked about: everything still possible of the subject, and what may be imposed.

    `sanctions` are those that may lawfully follow, lightest first; `recommended` one of them.
    `days` are the first and last possible day of the act, None where it is not known. `day` is the
    day on which it is asked, None for the law without its dated switches.
    """

    track: Track
    tiers: tuple[Tier | None, ...]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]
    governments: tuple[Government, ...]
    day: date | None
    sanctions: tuple[str, ...] = ()
    recommended: str | None = None
    office: str | None = None
    days: tuple[date, date] | None = None
    officials: tuple[OfficialState, ...] = ()


class Answer(NamedTuple):
    """The authority, and those above the subject: one bench for each chain still possible."""

    authority: Authority
    chains: tuple[tuple[Chain | None, Bench], ...]


class _Place(NamedTuple):
    """One place of the table that is still possible, with everyone who would stand there."""

    positions: tuple[tuple[Position, Tier | None], ...]
    cell: AuthorityCell | None
    mark: Confidence
    on: Bench


class AuthorityTable:
    """A policy's table of authority; answers are kept, since few are ever asked."""

    __slots__ = ("_answer", "_cells", "_offices", "_policy", "_words")

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._cells = Cells(policy)
        self._offices = {office for row in policy.panels for office in row.offices}
        self._words: dict[str, Text] = {row.role: row.note or row.body for row in policy.bodies}
        self._answer = lru_cache(maxsize=4096)(self._found)

    @property
    def turns(self) -> Sequence[date]:
        """The days on which other cells of the table come into force."""
        return self._cells.boundaries

    def ask(self, query: Query) -> Answer:
        """Return who may impose what is asked about.

        `decided` where one official is competent; `undetermined` where that depends on a fact not
        known; `needs_human` where the data has no cell, or only readings that are not verified.
        """
        return self._answer(self.reduced(query))

    def reduced(self, query: Query) -> Query:
        """Return a question without what no answer depends on, so that fewer are told apart."""
        days = query.days and (self._era(query.days[0]), self._era(query.days[1]))
        office = query.office if query.office in self._offices else None
        officials = query.officials and tuple(
            OfficialState(
                state=state.state,
                level=state.level,
                official=state.official,
                stage=state.stage,
                approval=state.approval,
            )
            for state in query.officials
        )
        return query._replace(days=days, office=office, officials=officials)

    def _era(self, day: date) -> date:
        """Return the first day since which the same cells are in force as on this one."""
        place = bisect_right(self._cells.boundaries, day)
        return self._cells.boundaries[place - 1] if place else date.min

    def _found(self, query: Query) -> Answer:
        categories = self._cells.categories(query.track, query.categories)
        governments = query.governments or self._cells.governments(query.track, categories)
        levels: tuple[Level | None, ...] = query.levels or tuple(Level)
        positions = [Position(*one) for one in product(categories, levels, governments)]
        sanctions: tuple[str | None, ...] = query.sanctions
        if not sanctions:
            own = (
                self._cells.sanctions(query.track, tier, position)
                for tier, position in product(query.tiers, positions)
            )
            sanctions = (None, *dict.fromkeys(one for some in own for one in some))
        by = {one: self._places(query, positions, one) for one in sanctions}
        main = query.recommended if query.recommended in by else next(iter(by))
        decisions = {one: self._decision(places) for one, places in by.items()}
        return Answer(
            self._authority(query, main, by, decisions, governments),
            self._chains(by[main]),
        )

    def _places(
        self, query: Query, positions: Sequence[Position], sanction: str | None
    ) -> tuple[_Place, ...]:
        """Return the places of the table that are possible, each cell and chain once.

        A place where no such post exists counts only where there is no other.
        """
        found: dict[tuple[str | None, str | None, Confidence], _Place] = {}
        for position, tier in product(positions, query.tiers):
            chain = self._cells.chain(position)
            cells = self._cells.find(query.track, tier, position, sanction, query.days)
            for cell in cells or (None,):
                mark = Confidence.D
                if cell is not None:
                    extended = cell.extended_to.get(position.category, cell.confidence)
                    mark = max(cell.confidence, extended)
                on = bench(chain, [cell] if cell else [], query.officials)
                key = (cell.id if cell else None, chain.id if chain else None, mark)
                there = found[key].positions if key in found else ()
                found[key] = _Place((*there, (position, tier)), cell, mark, on)
        real = [
            place
            for place in found.values()
            if place.cell and (place.cell.official or place.cell.readings)
        ]
        return tuple(real or found.values())

    def _decision(self, places: Sequence[_Place]) -> Decision:
        parts = []
        for place in places:
            found = Decision("needs_human", None, None, Confidence.D)
            if place.cell is not None:
                found = decide(place.cell, place.mark, place.on, self._words)
            parts.append((found, place.positions))
        every = [one for place in places for one in place.positions]
        return join(
            [
                as_reading(
                    found,
                    condition(
                        [
                            one
                            for other, positions in parts
                            for one in positions
                            if (other.official, other.stage) == (found.official, found.stage)
                        ],
                        every,
                    ),
                )
                for found, _ in parts
            ]
        )

    def _chains(self, places: Sequence[_Place]) -> tuple[tuple[Chain | None, Bench], ...]:
        """Return the chains of the places that count, each with what is known of its officials."""
        found: dict[str, tuple[Chain | None, Bench]] = {}
        for place in places:
            chain = self._cells.chain(place.positions[0][0])
            found.setdefault(chain.id if chain else "", (chain, place.on))
        return tuple(found.values())

    def _authority(
        self,
        query: Query,
        main: str | None,
        by: dict[str | None, tuple[_Place, ...]],
        decisions: dict[str | None, Decision],
        governments: tuple[Government, ...],
    ) -> Authority:
        decision, places = decisions[main], by[main]
        cells = [place.cell for place in places if place.cell is not None]
        government = governments[0] if len(governments) == 1 else None
        heads = {self._cells.head(one) for one in governments}
        head = heads.pop() if len(heads) == 1 else None
        on = places[0].on if len(places) == 1 else _common(place.on for place in places)
        rows = [
            panel(self._policy, "tim_pemeriksa", query.track, tier, query.office, government)
            for tier in query.tiers
        ]
        deciding = {one.official for one in decisions.values()} | {
            reading.official for reading in decision.readings
        }
        named = {one: found.official for one, found in decisions.items() if one is not None}
        differ = len({(one.outcome, one.official) for one in decisions.values()}) > 1
        bodies = {cell.body for cell in cells}
        return Authority(
            outcome=decision.outcome,
            stage=decision.stage,
            official=decision.official,
            confidence=decision.confidence if decision.outcome == "decided" else None,
            cites=tuple(dict.fromkeys(cite for cell in cells for cite in cell.cites)),
            readings=decision.readings,
            by_sanction=named if differ else {},
            body=bodies.pop() if len(bodies) == 1 else None,
            alternates=decision.alternates,
            skipped=skipped(on, decision),
            tim_pemeriksa=tim_pemeriksa(rows, on, head),
            interim=interim(
                self._policy.measures, query.track, query.tiers, query.categories, query.day
            ),
            approvals=approvals(
                self._policy,
                on,
                sorted(one for one in deciding if one is not None),
                query.sanctions or self._sanctions(query),
                query.day,
            ),
            notes=tuple(
                remarks(
                    self._policy,
                    [(place.cell, place.mark) for place in places],
                    panel(
                        self._policy,
                        "majelis_kode_etik",
                        query.track,
                        query.tiers[0],
                        query.office,
                        government,
                    ),
                    (*decision.roles, *roles(on)),
                    query.day,
                )
            ),
        )

    def _sanctions(self, query: Query) -> tuple[str, ...]:
        """Return every sanction of the track and tier, for a question that names none."""
        return tuple(
            one.id
            for one in self._policy.sanctions
            if one.track is query.track and (one.tier is None or one.tier in query.tiers)
        )


def tiers(track: Track, tier: Tier | None) -> tuple[Tier | None, ...]:
    """Return the tiers to look under: the one that is known, else all that the track has."""
    if tier is not None:
        return (tier,)
    return next((found for one, found in TIERED if one is track), (None,))


def _common(benches: Iterable[Bench]) -> Bench:
    """Return one bench for several: every seat once, and everything known of anyone."""
    every = tuple(benches)
    known = {official: state for on in every for official, state in on.known.items()}
    seats = {(seat.official, seat.stage): seat for on in every for seat in on.seats}
    ordered = sorted(seats.values(), key=lambda seat: STAGES.index(seat.stage))
    return Bench(tuple(ordered), known, max(on.mark for on in every))
