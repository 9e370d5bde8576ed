"""This file is the case: one person, one or more charges, and what is known about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

import msgspec

from netralitas.facts.people import OfficialState, Subject
from netralitas.facts.sanctions import Tier

CASE_SCHEMA: Final = "netralitas/case/v1"

Value = str | bool | int
"""What a single fact may hold."""


class Facts(Mapping[str, Value]):
    """The facts of one charge: an immutable, hashable mapping in a stable order."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Value] | None = None) -> None:
        self._items: dict[str, Value] = dict(sorted((items or {}).items()))

    def __getitem__(self, key: str) -> Value:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items  # Mapping's own way raises and catches a KeyError each time

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def plain(self) -> dict[str, Value]:
        """Return a copy as a plain mapping, in the same order."""
        return self._items.copy()

    def __repr__(self) -> str:
        return f"Facts({self._items!r})"


class Days:
    """The days on which something may have happened, first and last included; immutable."""

    __slots__ = ("first", "last")

    first: date
    last: date

    def __init__(self, *, first: date, last: date) -> None:
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"immutable type: {type(self).__name__!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Days):
            return NotImplemented
        return self.first == other.first and self.last == other.last

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    def __repr__(self) -> str:
        return f"Days(first={self.first!r}, last={self.last!r})"

    def __reduce__(self) -> tuple[object, tuple[date, date]]:
        return (_days, (self.first, self.last))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def certain(self) -> bool:
        """Whether this is a single day."""
        return self.first == self.last

    @classmethod
    def of(cls, day: date) -> Days:
        """Return the span of one day."""
        return cls(first=day, last=day)

    @classmethod
    def month(cls, year: int, month: int) -> Days:
        """Return all days of a calendar month; ValueError when there is no such month."""
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        return cls(first=first, last=after - timedelta(days=1))

    def __str__(self) -> str:
        if self.certain:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


def _days(first: date, last: date) -> Days:
    """Return a span from its two days: how pickle makes one anew."""
    return Days(first=first, last=last)


class Contest(StrEnum):
    """What is being voted on."""

    PRESIDENTIAL = "presidential"
    LEGISLATIVE = "legislative"
    DPD = "dpd"
    REGIONAL_HEAD = "regional_head"


class Channel(StrEnum):
    """How the report came in."""

    MASYARAKAT = "masyarakat"
    MEDIA = "media"
    BAWASLU = "bawaslu"
    INTERNAL = "internal"
    SP4N_LAPOR = "sp4n_lapor"
    SBT = "sbt"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    FOTO = "foto"
    REKAMAN = "rekaman"
    DOKUMEN = "dokumen"
    SAKSI = "saksi"
    TAUTAN = "tautan"
    TANGKAPAN_LAYAR = "tangkapan_layar"
    BARANG = "barang"


class ReportedBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be said of the reporter here: only whether the identity is kept confidential."""

    confidential: bool = True


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How and when the matter reached an office."""

    at: date | None = None
    known_at: date | None = None
    channel: Channel | None = None
    by: ReportedBy | None = None


class Charge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act; a like and a comment are two charges, since a fact has one value."""

    act: str
    at: Days | None = None
    facts: Facts = Facts()


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of evidence; it supports every charge unless it names some, counted from 1."""

    kind: EvidenceKind
    verified: bool = False
    sha256: str | None = None
    charges: tuple[int, ...] | None = None


class Prior(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier decision against the same person."""

    act: str | None = None
    at: date | None = None
    decided_at: date | None = None
    sanction: str | None = None
    status: Literal["served", "serving"] | None = None
    same_nature: bool | None = None
    same_violation: bool = False
    complied: bool | None = None


class Summons(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"on": "for"}
):
    """A written summons, sent on `at` for the day `on` (written `for` in a file)."""

    at: date | None = None
    on: date | None = None
    attended: bool | None = None


class Examination(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The examination; `signed` false does not make it invalid (PP 94/2021 ps 32-34)."""

    at: date | None = None
    by: str | None = None
    signed: bool | None = None


class Imposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sanction already imposed for this same violation."""

    sanction: str
    label: Tier | None = None
    by: str | None = None
    at: date | None = None


class Delivery(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"on": "for"}
):
    """How the decision reached the person; `on` (written `for`) is the day it was to be handed
    over."""

    on: date | None = None
    attended: bool | None = None
    sent: date | None = None
    received: date | None = None


class Appeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The remedy taken, if any."""

    kind: Literal["keberatan", "banding_administratif"] | None = None
    at: date | None = None


class Process(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has been done in this case so far."""

    summonses: tuple[Summons, ...] = ()
    examination: Examination = Examination()
    imposed: tuple[Imposed, ...] = ()
    delivery: Delivery = Delivery()
    appeal: Appeal = Appeal()
    decided_at: date | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person, one or more charges. Absent is unknown, never false.

    `evidence` None means that evidence was not assessed: the verdict then speaks of "if proven".
    An empty tuple means there is none.
    """

    schema: Literal["netralitas/case/v1"]
    id: str
    subject: Subject
    charges: tuple[Charge, ...]
    event: str | None = None
    region: str | None = None
    election: str | None = None
    contest: Contest | None = None
    report: Report = Report()
    evidence: tuple[Evidence, ...] | None = None
    priors: tuple[Prior, ...] = ()
    officials: tuple[OfficialState, ...] = ()
    process: Process = Process()
