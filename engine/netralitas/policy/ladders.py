"""This file is the shape of sanctions: types, ladders of types, what weighs and what combines."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from netralitas.facts import Category, Citation, Level, Text, Tier, Track
from netralitas.policy.marks import Marks, Row


class Sanction(Row, frozen=True):
    """A type of sanction (`jenis hukuman`) with the decree's name; months of duration if any."""

    id: str
    name: Text
    track: Track
    cites: tuple[Citation, ...]
    marks: Marks
    tier: Tier | None = None
    months: int | None = None
    months_min: int | None = None
    fine_min: int | None = None
    fine_max: int | None = None
    dismissal: bool = False
    note: Text | None = None


class LadderType(Row, frozen=True):
    """A step of a ladder: whether it may be recommended, after what, and what must be said of it.

    `recommend` false keeps it lawful but never recommended; `not_for` names levels for which it is
    lawful but not recommended; `after` names steps of which one must have been imposed before this
    one becomes lawful, and not complied with unless `unheeded` is false.
    """

    sanction: str
    recommend: bool = True
    not_for: tuple[Level, ...] = ()
    after: tuple[str, ...] = ()
    unheeded: bool = True
    note: Text | None = None


class Ladder(Row, frozen=True):
    """The types of one tier (or one track without tiers) for some categories, lightest first.

    `since`/`until` bound the day of the act; `decided_since`/`decided_until` bound the day of
    decision (the dated switches). `confirmed_until` is the last day on which the switch is known to
    have stood as given; `in_force` false marks types that no verified date has put into force.
    """

    id: str
    track: Track
    categories: tuple[Category, ...]
    types: tuple[LadderType, ...]
    cites: tuple[Citation, ...]
    marks: Marks
    tier: Tier | None = None
    since: date | None = None
    until: date | None = None
    decided_since: date | None = None
    decided_until: date | None = None
    confirmed_until: date | None = None
    in_force: bool = True
    caveat: Text | None = None


class Weight(Row, frozen=True):
    """A named fact that aggravates or mitigates inside a tier, with its source.

    `since`/`until` bound the day of the act.
    """

    id: str
    side: Literal["aggravating", "mitigating"]
    when: Any
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks
    since: date | None = None
    until: date | None = None


class Combination(Row, frozen=True):
    """A rule on how several violations or sanctions go together, as a statement with its source.

    `tracks` are those on which the legality lint holds to it; a mere statement has none.
    """

    id: str
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks
    tracks: tuple[Track, ...] = ()
