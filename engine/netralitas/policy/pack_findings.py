"""This file is a finding about a regional pack: which property of a sound pack it breaks, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from netralitas.facts import Citation, Place, PolicyError, Text
from netralitas.policy.located import Located
from netralitas.policy.model import Policy
from netralitas.policy.pack import Fills, Item, PackFile
from netralitas.policy.scalars import Path
from netralitas.policy.terms import OpenTerm


class PackFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A property that a pack breaks, the place, what is wrong, how to go on, and on which law."""

    property: str
    at: Place
    text: Text
    hint: Text | None = None
    cites: tuple[Citation, ...] = ()

    def error(self) -> PolicyError:
        """Return the finding as the error with which such a pack is refused."""
        article = "".join(f" [{cite}]" for cite in self.cites)
        says = Text(id=self.text.id + article, en=self.text.en + article)
        return PolicyError(says, at=self.at, hint=self.hint)


class Placed(NamedTuple):
    """A pack as it was read, with the line of everything in it, beside the policy it fills."""

    pack: PackFile
    located: Located
    policy: Policy

    def finding(
        self,
        name: str,
        path: Path,
        text: Text,
        hint: Text | None = None,
        cites: tuple[Citation, ...] = (),
    ) -> PackFinding:
        """Return a finding at a path of the pack."""
        at = self.located.place(path)
        return PackFinding(property=name, at=at, text=text, hint=hint, cites=cites)

    def items(self) -> Iterator[tuple[Path, str, Item]]:
        """Yield every item that cites, with its path and its term."""
        for term in Fills.__struct_fields__:
            for place, item in enumerate(getattr(self.pack.fills, term)):
                if isinstance(item, Item):
                    yield ("fills", term, place), term, item

    def term(self, name: str) -> OpenTerm | None:
        """Return how the nation opens a term; None when it does not."""
        return next((term for term in self.policy.open_terms if term.id == name), None)

    def ranks(self) -> dict[str, int]:
        """Return the legal rank of every instrument that an item may cite."""
        return {one.id: one.rank for one in (*self.policy.instruments, *self.pack.instruments)}

    def days(self, item: Item) -> tuple[date, date | None]:
        """Return the first day on which an item holds, and the first on which it no longer does."""
        return days_of_item(item, self.pack)


def days_of_item(item: Item, pack: PackFile) -> tuple[date, date | None]:
    """Return an item's days inside those of its pack: first day, and first day no longer."""
    own = {one.id: one for one in pack.instruments}
    source = own.get(item.cites[0].instrument) if item.cites else None
    since = item.since or (source.since if source else None) or pack.valid.since
    ends = [item.until, source.until if source else None]
    if pack.valid.last is not None:
        ends.append(_day_after(pack.valid.last))
    return max(since, pack.valid.since), min((end for end in ends if end), default=None)


def overlap(
    one: tuple[date, date | None], other: tuple[date, date | None], /
) -> bool:  # half-open spans
    """Whether two spans (first day, first day no longer) share a day."""
    return one[0] < (other[1] or date.max) and other[0] < (one[1] or date.max)


def listed(names: Sequence[str]) -> str:
    """Return names as one line of text."""
    return ", ".join(names)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
