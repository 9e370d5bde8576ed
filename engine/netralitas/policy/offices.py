"""This file is the shape of who acts: chains of officials, authority cells, panels and paths."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from netralitas.facts import (
    Category,
    Citation,
    Confidence,
    Government,
    Level,
    Official,
    Stage,
    Text,
    Tier,
    Track,
)
from netralitas.policy.marks import Row


class Seat(Row, frozen=True):
    """An official and the stage of the path at which that official acts for a given subject."""

    official: Official
    stage: Stage


class Chain(Row, frozen=True):
    """The officials above a subject, nearest first; vacancy passes authority along it.

    It is chosen by government and by level or, for people without a level, by category. At an
    `open_stages` the official depends on the unit, so that none is named there.
    """

    id: str
    governments: tuple[Government, ...]
    seats: tuple[Seat, ...]
    cites: tuple[Citation, ...]
    confidence: Confidence
    levels: tuple[Level, ...] = ()
    categories: tuple[Category, ...] = ()
    open_stages: tuple[Stage, ...] = ()


class Reading(Row, frozen=True):
    """An official who might be competent, how sure that is, and why."""

    official: Official | None
    stage: Stage | None
    confidence: Confidence
    why: Text


class AuthorityCell(Row, frozen=True):
    """Who may impose a tier (or the sanctions named) on a level, in a government.

    `levels`, `tiers` and `sanctions` left empty mean any. `official` is the lowest competent one,
    `also` others who always are. A cell with `readings` and no official needs a human, and so does
    one with neither (`note` says why); `undetermined` true means that each reading is right in some
    units, and a fact about the unit decides. `body` decides with him (majelis_kode_etik).
    `extended_to` gives categories that the cell reaches by another article the mark of that reach.
    `since`/`until` bound the day of the act.

    Of several cells that fit, the narrowest wins: one that names the sanction, then the level, the
    category, the tier.
    """

    id: str
    tracks: tuple[Track, ...]
    governments: tuple[Government, ...]
    categories: tuple[Category, ...]
    cites: tuple[Citation, ...]
    confidence: Confidence
    levels: tuple[Level, ...] = ()
    tiers: tuple[Tier, ...] = ()
    sanctions: tuple[str, ...] = ()
    official: Official | None = None
    stage: Stage | None = None
    also: tuple[Seat, ...] = ()
    readings: tuple[Reading, ...] = ()
    undetermined: bool = False
    body: str | None = None
    extended_to: dict[Category, Confidence] = msgspec.field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    note: Text | None = None


class Panel(Row, frozen=True):
    """A panel that may or must be formed before a tier is imposed, its members and who forms it.

    `formed_by` None means the kepala daerah as Pejabat Pembina Kepegawaian. `offices` and
    `governments` limit the row; the most specific row wins.
    """

    id: str
    body: Literal["tim_pemeriksa", "majelis_kode_etik"]
    need: Literal["must", "may"]
    track: Track
    text: Text
    cites: tuple[Citation, ...]
    confidence: Confidence
    formed_by: Official | None = None
    tier: Tier | None = None
    members: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    governments: tuple[Government, ...] = ()


Role = Literal[
    "forwarding",
    "vacancy",
    "vacant_head",
    "implication",
    "always_competent",
    "superior_inactive",
    "acting_approval",
    "blanket_approval",
    "acting_elsewhere",
]


class DatedBody(Row, frozen=True):
    """Who or what fills a role of procedure, by date (`forwarding`: KASN, then BKN).

    `body` says who fills it, `note` what follows from it. For an approval that an acting head
    needs, `official` gives it, `sanctions` are those that need it and `document` is its number.
    `since_confidence` marks the dates.
    """

    role: Role
    body: Text
    confidence: Confidence
    cites: tuple[Citation, ...]
    official: Official | None = None
    sanctions: tuple[str, ...] = ()
    document: str | None = None
    since: date | None = None
    until: date | None = None
    since_confidence: Confidence = Confidence.B
    note: Text | None = None


class MeasureRule(Row, frozen=True):
    """Something that may be done beside a sanction and is none.

    It is shown where every list that is given is met, and some charge states all of `facts`.
    `interim` marks the temporary release from the post, which runs from the event `starts` to the
    event `ends`. `since`/`until` bound the day on which it is taken.
    """

    id: str
    text: Text
    cites: tuple[Citation, ...]
    confidence: Confidence
    tracks: tuple[Track, ...] = ()
    tiers: tuple[Tier, ...] = ()
    categories: tuple[Category, ...] = ()
    acts: tuple[str, ...] = ()
    facts: dict[str, str | bool] = msgspec.field(default_factory=dict)
    elections: tuple[Literal["pilkada", "pemilu"], ...] = ()
    interim: bool = False
    starts: str | None = None
    ends: str | None = None
    since: date | None = None
    until: date | None = None
    note: Text | None = None


class Guard(Row, frozen=True):
    """What must hold before a step is taken; `text` is said, with its article, when it does not.

    `tracks` empty means every track.
    """

    id: str
    text: Text
    cites: tuple[Citation, ...]
    confidence: Confidence
    tracks: tuple[Track, ...] = ()


class PathStep(Row, frozen=True):
    """One permitted step of a path: its name, where it leads from and to, the article it rests on.

    `guards` name what must hold; `expected` marks the step that the expected walk takes.
    """

    step: str
    source: str
    target: str
    cites: tuple[Citation, ...] = ()
    guards: tuple[str, ...] = ()
    expected: bool = False
    text: Text | None = None


class PathTable(Row, frozen=True):
    """A path as a table: its stages in words, the initial one, its closings, guards and steps."""

    id: Literal["main", "criminal"]
    initial: str
    final: tuple[str, ...]
    stages: dict[str, Text]
    steps: tuple[PathStep, ...]
    guards: tuple[Guard, ...] = ()
