"""This file shows the items of a regional pack in the days of a case, each with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

from netralitas.facts import (
    Case,
    Category,
    Confidence,
    Days,
    Facts,
    Level,
    RegionItem,
    TrackFinding,
    Value,
)
from netralitas.policy import Item, Pack


class Found(Protocol):
    """What a pack reads of a finding."""

    @property
    def case(self) -> Case: ...

    @property
    def categories(self) -> tuple[Category, ...]: ...

    @property
    def levels(self) -> tuple[Level, ...]: ...

    @property
    def tracks(self) -> tuple[TrackFinding, ...]: ...


ANY_DAY: Final = Days(first=date.min, last=date.max)
"""The days of an act of which no day is known."""


class Additions:
    """The items of one pack, as verdicts show them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def item(
        self,
        term: str,
        item: Item,
        days: Iterable[Days],
        about: Mapping[str, Value] | None = None,
        *,
        certain: bool = True,
    ) -> RegionItem:
        """Return an item as a verdict shows it, with the mark of its days beside its own.

        It is certain only where it holds on every day on which some act may have been done.
        """
        return RegionItem(
            term=term,
            id=item.id,
            text=item.text,
            cites=item.cites,
            confidence=item.marks.content,
            about=Facts(about),
            certain=certain and any(item.holds(span) for span in days),
            since_confidence=max(item.marks.date or Confidence.A, self.pack.valid.confidence),
        )

    def in_force(self, term: str, days: tuple[Days, ...]) -> Iterator[Item]:
        for item in getattr(self.pack.fills, term):
            if any(item.may_hold(span) for span in days):
                yield item
