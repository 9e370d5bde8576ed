"""This file is the shape of the law as data: what a policy file may say, and the Policy made of it.

A policy is read from many files of one format (`netralitas/policy/v1`); every section may stand in
any file, usually one file per instrument. All values are frozen and equal by content.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

import msgspec

from netralitas.facts import (
    Category,
    Citation,
    Confidence,
    Contest,
    Level,
    Stage,
    Text,
    Tier,
    Track,
)
from netralitas.policy.clocks import Deadline, Election, Holidays
from netralitas.policy.ladders import Combination, Ladder, Sanction, Weight
from netralitas.policy.marks import Marks, Row
from netralitas.policy.offices import AuthorityCell, Chain, DatedBody, MeasureRule, Panel, PathTable
from netralitas.policy.terms import ClosedTerm, OpenTerm
from netralitas.policy.vocabulary import Act, Field, Impossible, Office

POLICY_SCHEMA: Final = "netralitas/policy/v1"


class Instrument(Row, frozen=True):
    """A law, regulation, decree, circular or judgment; `until` is the first day no longer in force.

    `short` is its name in citations. `since` None means that the day could not be established;
    `marks.date` says how sure it is.
    """

    id: str
    short: str
    title: Text
    marks: Marks
    since: date | None = None
    until: date | None = None
    rank: int = 0
    note: Text | None = None


class Consequence(Row, frozen=True):
    """What a provision leads to when it is met, or what one reading of it would lead to.

    Exactly one of these holds: a `track` (with its tier where the track has tiers) is a violation;
    `none` says that the act is no violation; `forum` sends it out of scope, to the body named.
    """

    track: Track | None = None
    tier: Tier | None = None
    none: bool = False
    forum: Text | None = None


class Effect(Consequence, frozen=True):
    """A row's effect: a consequence, or a question with its readings, or an opening to the
    criminal track (`opens`, with the fact that is `missing` where it can only be assessed, and the
    `penalty` that the law threatens). `than_subordinate`: the type is heavier than, or the same as,
    the one that the subordinate got or would get."""

    question: Text | None = None
    readings: tuple[Consequence, ...] = ()
    opens: Literal["yes", "assess"] | None = None
    missing: str | None = None
    penalty: str | None = None
    than_subordinate: Literal["heavier", "same"] | None = None


Phase = Literal["sebelum_penetapan", "sesudah_penetapan", "masa_kampanye", "pasca_pemungutan"]
"""The phases a row may name: before determination; from determination to polling day; the campaign
(a part of the second); from the day after polling day."""


class Provision(Row, frozen=True):
    """One row of law: which acts, by whom, in which phases and contests, under which conditions.

    `phases` gives each phase the row reaches its own mark: D means that the row reaches it only by
    an unverified reading, so that it asks instead of deciding. None means the phase is irrelevant.
    `when` is a condition (see `docs/policy-format.md`). `since`/`until` default to the instrument's
    days. `overrides` names the rows to which this one is a declared exception.
    """

    id: str
    acts: tuple[str, ...]
    effect: Effect
    cites: tuple[Citation, ...]
    marks: Marks
    text: Text
    subjects: tuple[Category, ...] | None = None
    phases: dict[Phase, Confidence] | None = None
    contests: tuple[Contest, ...] | None = None
    when: Any = None
    overrides: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    note: Text | None = None


class FormsOf(Row, frozen=True):
    """Rows whose forms of violation a provision takes over for other people.

    For every violation or question row of the instruments named (less `without`), a copy is made
    for `subjects` with the effect, citation and days given here; its questions stay questions.
    """

    id: str
    instruments: tuple[str, ...]
    subjects: tuple[Category, ...]
    effect: Effect
    cites: tuple[Citation, ...]
    marks: Marks
    text: Text
    since: date
    without: tuple[str, ...] = ()
    until: date | None = None
    note: Text | None = None


class Lacking(Row, frozen=True):
    """Something the law data lacks or leaves unverified, shown where it matters.

    It matters to a case when one of its `tracks`, `tiers`, `sanctions`, `categories`, `acts`,
    `contests` or `stages` occurs there (every list that is given must be met), and the day of an
    act lies inside.
    """

    id: str
    text: Text
    marks: Marks
    tracks: tuple[Track, ...] = ()
    tiers: tuple[Tier, ...] = ()
    sanctions: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    acts: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    contests: tuple[Contest, ...] = ()
    decided_since: date | None = None
    since: date | None = None
    until: date | None = None


class PolicyFile(Row, frozen=True):
    """One file of a policy, as it stands on disk.

    `presumes` are facts every row tests unless it tests them itself; `heads_unit` says of which
    levels a holder heads a unit; `verified_items` how many verified pieces of evidence suffice.
    """

    schema: Literal["netralitas/policy/v1"]
    instrument: Instrument | None = None
    provisions: tuple[Provision, ...] = ()
    forms_of: tuple[FormsOf, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    weights: tuple[Weight, ...] = ()
    combinations: tuple[Combination, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    elections: tuple[Election, ...] = ()
    holidays: tuple[Holidays, ...] = ()
    chains: tuple[Chain, ...] = ()
    authority: tuple[AuthorityCell, ...] = ()
    panels: tuple[Panel, ...] = ()
    bodies: tuple[DatedBody, ...] = ()
    measures: tuple[MeasureRule, ...] = ()
    paths: tuple[PathTable, ...] = ()
    fields: tuple[Field, ...] = ()
    acts: tuple[Act, ...] = ()
    offices: tuple[Office, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    presumes: dict[str, bool] = msgspec.field(default_factory=dict)
    heads_unit: dict[Level, bool] = msgspec.field(default_factory=dict)
    verified_items: int | None = None
    lacking: tuple[Lacking, ...] = ()
    open_terms: tuple[OpenTerm, ...] = ()
    closed_terms: tuple[ClosedTerm, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The law as loaded: all files of a policy joined, checked, with the digest of their bytes.

    Rows already carry their effective days (an instrument's where they state none), and the copies
    made by `forms_of` are among the provisions.
    """

    digest: str
    calendar_digest: str
    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    sanctions: tuple[Sanction, ...]
    ladders: tuple[Ladder, ...]
    weights: tuple[Weight, ...]
    combinations: tuple[Combination, ...]
    deadlines: tuple[Deadline, ...]
    elections: tuple[Election, ...]
    holidays: tuple[Holidays, ...]
    chains: tuple[Chain, ...]
    authority: tuple[AuthorityCell, ...]
    panels: tuple[Panel, ...]
    bodies: tuple[DatedBody, ...]
    measures: tuple[MeasureRule, ...]
    paths: tuple[PathTable, ...]
    fields: tuple[Field, ...]
    acts: tuple[Act, ...]
    offices: tuple[Office, ...]
    impossible: tuple[Impossible, ...]
    presumes: dict[str, bool]
    heads_unit: dict[Level, bool]
    verified_items: int
    lacking: tuple[Lacking, ...]
    open_terms: tuple[OpenTerm, ...]
    closed_terms: tuple[ClosedTerm, ...]
