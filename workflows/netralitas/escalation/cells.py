"""This file looks up the table of authority: which chain and which cell stand for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.facts import (
    Category,
    Government,
    Level,
    Official,
    Place,
    PolicyError,
    Stage,
    Text,
    Tier,
    Track,
)
from netralitas.policy import AuthorityCell, Chain, Policy


class Position(NamedTuple):
    """Who a subject may be: one category, level and government."""

    category: Category
    level: Level | None
    government: Government


class Cells:
    """The chains and cells of a policy, found by the narrowest row that fits."""

    __slots__ = ("_cells", "_chains", "boundaries")

    def __init__(self, policy: Policy) -> None:
        self._chains = policy.chains
        self._cells = policy.authority
        days = {day for cell in policy.authority for day in (cell.since, cell.until) if day}
        self.boundaries: Sequence[date] = tuple(sorted(days))

    def head(self, government: Government) -> Official | None:
        """Return the head of a region's government; None where there is none."""
        for chain in self._chains:
            if government in chain.governments and not chain.categories:
                for seat in chain.seats:
                    if seat.stage is Stage.KEPALA_DAERAH:
                        return seat.official
        return None

    def chain(self, position: Position) -> Chain | None:
        """Return the officials above a subject: the chain of the category, else of the level."""
        named = None
        for chain in self._chains:
            if position.government not in chain.governments:
                continue
            if chain.categories:
                if position.category in chain.categories:
                    return chain
            elif position.level in chain.levels:
                named = chain
        category_has_own = any(position.category in chain.categories for chain in self._chains)
        return None if category_has_own else named

    def categories(self, track: Track, among: Iterable[Category]) -> tuple[Category, ...]:
        """Return those categories for which the track has cells; all of them where none has."""
        given = tuple(among)
        held = {
            category for cell in self._cells if track in cell.tracks for category in cell.categories
        }
        return tuple(category for category in given if category in held) or given

    def governments(self, track: Track, categories: Iterable[Category]) -> tuple[Government, ...]:
        """Return the governments in which the track has cells for one of the categories."""
        wanted = set(categories)
        held = {
            government
            for cell in self._cells
            if track in cell.tracks and wanted & set(cell.categories)
            for government in cell.governments
        }
        return tuple(government for government in Government if government in held)

    def sanctions(self, track: Track, tier: Tier | None, position: Position) -> tuple[str, ...]:
        """Return the sanctions that have cells of their own here, under the law now in force."""
        found = (
            sanction
            for cell in self._cells
            if cell.until is None and _fits(cell, track, tier, position)
            for sanction in cell.sanctions
        )
        return tuple(dict.fromkeys(found))

    def find(
        self,
        track: Track,
        tier: Tier | None,
        position: Position,
        sanction: str | None,
        days: tuple[date, date] | None,
    ) -> tuple[AuthorityCell, ...]:
        """Return the cell for a sanction, or for the tier on the first and last day of the act.

        Days that are not known mean the law now in force. Two cells come back where the days lie
        on both sides of a change of law, none where the data has no cell. Raises PolicyError where
        two cells are equally narrow.
        """
        fitting = [cell for cell in self._cells if _fits(cell, track, tier, position)]
        own = [cell for cell in fitting if sanction in cell.sanctions]
        if own:
            return (_narrowest(own),)
        general = [cell for cell in fitting if not cell.sanctions]
        found: dict[str, AuthorityCell] = {}
        for day in days or (None,):
            valid = [cell for cell in general if in_force(cell.since, cell.until, day)]
            if valid:
                cell = _narrowest(valid)
                found[cell.id] = cell
        return tuple(found.values())


def _fits(cell: AuthorityCell, track: Track, tier: Tier | None, position: Position) -> bool:
    return (
        track in cell.tracks
        and position.government in cell.governments
        and position.category in cell.categories
        and (not cell.levels or position.level in cell.levels)
        and (not cell.tiers or tier in cell.tiers)
    )


def in_force(since: date | None, until: date | None, day: date | None) -> bool:
    """Whether a row is in force on a day; without one, whether it is in force without an end."""
    if day is None:
        return until is None
    return (since is None or since <= day) and (until is None or day < until)


def _narrowness(cell: AuthorityCell) -> tuple[bool, bool]:
    return bool(cell.levels), bool(cell.tiers)


def _narrowest(cells: list[AuthorityCell]) -> AuthorityCell:
    narrowest = max(map(_narrowness, cells))
    left = [cell for cell in cells if _narrowness(cell) == narrowest]
    if len(left) > 1:
        named = ", ".join(cell.id for cell in left)
        raise PolicyError(
            Text(
                id=f"sel kewenangan {named} berlaku untuk orang yang sama",
                en=f"authority cells {named} hold for the same person",
            ),
            at=Place("authority"),
        )
    return left[0]
