"""This file is the shape of a regional pack: its manifest, and what it fills of the open terms.

A pack is one YAML document (`netralitas/pack/v1`). Every item cites an instrument of the pack or of
the nation, carries the mark of how well it was verified, and bears the region's id in its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

import msgspec

from netralitas.facts import (
    Category,
    Channel,
    Citation,
    Confidence,
    Contest,
    Days,
    EvidenceKind,
    Official,
    Stage,
    Text,
    Tier,
)
from netralitas.policy.clocks import Event
from netralitas.policy.ladders import LadderType
from netralitas.policy.marks import Marks, Row
from netralitas.policy.model import Instrument, Phase

PACK_SCHEMA: Final = "netralitas/pack/v1"


class PackValidity(Row, frozen=True, rename={"since": "from", "last": "to"}):
    """The days of the act a pack is meant for, first and last included (`from`, `to`).

    `to` null means no end. `confidence` marks the days themselves, `note` says what they rest on.
    """

    since: date
    last: date | None = None
    confidence: Confidence = Confidence.B
    note: Text | None = None

    def may_hold(self, days: Days) -> bool:
        """Whether the pack is meant for some of the days."""
        return self.since <= days.last and days.first <= (self.last or date.max)


class Quotation(Row, frozen=True, kw_only=True):
    """A national instrument that the region quotes as its basis.

    `replaced` says that it was no longer in force and that this is known; `note` says what follows.
    """

    instrument: str
    replaced: bool = False
    note: Text | None = None


class NotKnown(Row, frozen=True, kw_only=True):
    """Something that could not be found out about the region; it is said in every verdict."""

    id: str
    text: Text


class Item(Row, frozen=True, kw_only=True):
    """What every item has: its own id, its words, its source, and the days on which it holds.

    `since` defaults to the instrument's day, `until` (first day no longer) to the pack's.
    """

    id: str
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks
    since: date | None = None
    until: date | None = None

    def may_hold(self, days: Days) -> bool:
        """Whether it holds on some of the days."""
        return (self.since or date.min) <= days.last and days.first < (self.until or date.max)

    def holds(self, days: Days) -> bool:
        """Whether it holds on all of the days."""
        return (self.since or date.min) <= days.first and days.last < (self.until or date.max)


class PackFact(Row, frozen=True, kw_only=True):
    """A fact of its own that a region lets a charge state, for its rules, weights and guidance."""

    name: str
    kind: Literal["bool", "choice"]
    text: Text
    question: Text
    values: tuple[str, ...] = ()
    words: dict[str, Text] = msgspec.field(default_factory=dict)
    acts: tuple[str, ...] | None = None


class PackOffice(Row, frozen=True, kw_only=True):
    """An office held under contract, which the nation's vocabulary does not have."""

    id: str
    text: Text


class Binding(Item, frozen=True, kw_only=True):
    """Whom the region says that its policy binds; `offices` empty means any office."""

    categories: tuple[Category, ...]
    offices: tuple[str, ...] = ()


class ContractRule(Item, frozen=True, kw_only=True):
    """What people bound by contract may not do, besides what national law prohibits them."""

    acts: tuple[str, ...]
    when: Any = None
    phases: dict[Phase, Confidence] | None = None
    contests: tuple[Contest, ...] | None = None


class ContractSanction(Row, frozen=True, kw_only=True):
    """A type of sanction under a contract."""

    id: str
    name: Text
    months: int | None = None
    dismissal: bool = False


class ContractLadder(Item, frozen=True, kw_only=True):
    """The types that may follow for people bound by contract, lightest first.

    It stands in the place of the nation's ladder for the days on which it holds.
    """

    types: tuple[LadderType, ...]
    sanctions: tuple[ContractSanction, ...] = ()
    caveat: Text | None = None


class IncomeConsequence(Item, frozen=True, kw_only=True):
    """A cut of the additional income that follows a tier, or a type, of hukuman disiplin.

    `basis_points` of the monthly amount (10,000 is all of it), for `months` months. Exactly one of
    `tier` and `sanction` is given.
    """

    basis_points: int
    months: int
    tier: Tier | None = None
    sanction: str | None = None
    categories: tuple[Category, ...] = ()


class Duty(Item, frozen=True, kw_only=True):
    """A duty of a kepala perangkat daerah whose omission may be reported."""


class ReportingChannel(Item, frozen=True, kw_only=True):
    """A way by which the region asks to be told; `channel` is its kind."""

    channel: Channel


class Reviewer(Item, frozen=True, kw_only=True):
    """Who reviews the evidence of a report."""


class Checklist(Item, frozen=True, kw_only=True):
    """The kinds of evidence that a reviewer ticks off; it never changes an outcome."""

    kinds: tuple[EvidenceKind, ...]


class RegionalWeight(Item, frozen=True, kw_only=True):
    """A fact that aggravates or mitigates inside a tier."""

    side: Literal["aggravating", "mitigating"]
    when: Any


class InternalClock(Item, frozen=True, kw_only=True):
    """A follow-up clock of the region's own, for a stage of the main path.

    `shortens` names the statutory clock that it must stay below; without one it runs beside them.
    """

    stage: Stage
    starts: Event
    n: int
    unit: Literal["working_days", "calendar_days"]
    shortens: str | None = None


class LocalHolidays(Item, frozen=True, kw_only=True):
    """Days off of the region, by date with their names; they count for internal clocks alone."""

    days: dict[date, str]


class Alternate(Item, frozen=True, kw_only=True):
    """Who stands in where an official is implicated, among those whom national law allows."""

    implicated: Official
    official: Official


class Guidance(Item, frozen=True, kw_only=True):
    """Words of the region that are shown beside the acts they speak of; they decide nothing."""

    acts: tuple[str, ...] = ()
    when: Any = None


class Fills(Row, frozen=True, kw_only=True):
    """What a pack fills, open term by open term."""

    facts: tuple[PackFact, ...] = ()
    offices: tuple[PackOffice, ...] = ()
    bindings: tuple[Binding, ...] = ()
    contract_rules: tuple[ContractRule, ...] = ()
    contract_ladders: tuple[ContractLadder, ...] = ()
    income_consequences: tuple[IncomeConsequence, ...] = ()
    duties: tuple[Duty, ...] = ()
    channels: tuple[ReportingChannel, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    weights: tuple[RegionalWeight, ...] = ()
    internal_clocks: tuple[InternalClock, ...] = ()
    local_holidays: tuple[LocalHolidays, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    guidance: tuple[Guidance, ...] = ()


class PackFile(Row, frozen=True, kw_only=True):
    """A regional pack as it stands on disk; `legal_basis` may say that none was found.

    `demonstration` marks a pack of no real region. `quotes` are national instruments that the
    region quotes, `not_known` what could not be found out.
    """

    schema: Literal["netralitas/pack/v1"]
    region: str
    name: Text
    legal_basis: Text
    maintainer: str
    valid: PackValidity
    demonstration: bool = False
    instruments: tuple[Instrument, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    not_known: tuple[NotKnown, ...] = ()
    fills: Fills = Fills()


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A regional pack that was read and found sound, with the digest of its bytes.

    Its items carry their effective days.
    """

    digest: str
    region: str
    name: Text
    legal_basis: Text
    maintainer: str
    valid: PackValidity
    demonstration: bool
    instruments: tuple[Instrument, ...]
    quotes: tuple[Quotation, ...]
    not_known: tuple[NotKnown, ...]
    fills: Fills

    @property
    def filled(self) -> tuple[str, ...]:
        """The open terms that the pack fills, in the order of the nation's list."""
        return tuple(name for name in Fills.__struct_fields__ if getattr(self.fills, name))
