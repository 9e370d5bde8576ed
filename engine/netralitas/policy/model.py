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
    Government,
    Level,
    Official,
    Stage,
    Text,
    Tier,
    Track,
    Validity,
)
from netralitas.policy.clocks import Deadline, Election, Holidays
from netralitas.policy.offices import AuthorityCell, Chain, DatedBody, MeasureRule, Panel, PathTable

POLICY_SCHEMA: Final = "netralitas/policy/v1"


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row of a policy file refuses: keys it does not know."""


class Marks(_Row, frozen=True):
    """How well each part of a row was verified; an absent part is as sure as the content."""

    content: Confidence
    phase: Confidence | None = None
    article: Confidence | None = None
    date: Confidence | None = None


class Instrument(_Row, frozen=True):
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


class Consequence(_Row, frozen=True):
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


class Provision(_Row, frozen=True):
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


class FormsOf(_Row, frozen=True):
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


class Sanction(_Row, frozen=True):
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


class LadderType(_Row, frozen=True):
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


class Ladder(_Row, frozen=True):
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


class Field(_Row, frozen=True):
    """A fact that a case may state, or one that is derived from it, with its closed vocabulary.

    `scope`: `subject` (shared by all charges), `charge`, `moment` (derived from the day and the
    calendar), `derived` (computed from the rest, never asked for by itself). `acts` None means that
    any charge may carry it. `default` holds when it is absent; without one, absent is unknown.
    """

    name: str
    kind: Literal["bool", "choice", "text"]
    scope: Literal["subject", "charge", "moment", "derived"]
    text: Text
    values: tuple[str, ...] = ()
    words: dict[str, Text] = {}
    default: bool | str | None = None
    acts: tuple[str, ...] | None = None
    question: Text | None = None


class Act(_Row, frozen=True):
    """An act as classified in a charge."""

    id: str
    text: Text


class Office(_Row, frozen=True):
    """An office that a subject may hold; some decide law."""

    id: str
    text: Text
    level: Level | None = None
    heads_unit: bool | None = None
    categories: tuple[Category, ...] = ()


class Impossible(_Row, frozen=True):
    """A combination of facts that cannot occur, so that no answer may rest on it."""

    when: Any
    text: Text


class Weight(_Row, frozen=True):
    """A named fact that aggravates or mitigates inside a tier, with its source."""

    id: str
    side: Literal["aggravating", "mitigating"]
    when: Any
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks


class Combination(_Row, frozen=True):
    """A rule on how several violations or sanctions go together, as a statement with its source."""

    id: str
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks


class Lacking(_Row, frozen=True):
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


class PolicyFile(_Row, frozen=True):
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
    presumes: dict[str, bool] = {}
    heads_unit: dict[Level, bool] = {}
    verified_items: int | None = None
    lacking: tuple[Lacking, ...] = ()


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


__all__ = [
    "POLICY_SCHEMA",
    "Act",
    "Combination",
    "Consequence",
    "Effect",
    "Field",
    "FormsOf",
    "Government",
    "Impossible",
    "Instrument",
    "Lacking",
    "Ladder",
    "LadderType",
    "Marks",
    "Office",
    "Official",
    "Phase",
    "Policy",
    "PolicyFile",
    "Provision",
    "Sanction",
    "Validity",
    "Weight",
]
