"""This file says what an event is, gives it the one form in which it is hashed, and hashes it.

An event is what one command did to one case. It is written once and never changed; the current case
is folded from its events and from nothing else, its deadlines included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

import msgspec

from netralitas.facts import (
    Citation,
    InputError,
    Official,
    Outcome,
    Place,
    Stage,
    Text,
    Tier,
    Track,
)

EVENT_SCHEMA: Final = 1
"""The shape in which events are written today; older ones are read by upcasting, step by step."""

SYSTEM: Final = "system"
"""The actor, and the role, of what a clock did and nobody else."""

Does = Literal["remind", "escalate", "lapse", "take_effect", "close_window", "review"]
"""What happens when a deadline is reached."""

Upcast = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Turns the body of an event of one kind from the shape of one schema into that of the next."""

UPCASTS: Mapping[int, Upcast] = {}
"""By the schema it reads, the step that brings a body one schema further; none since the first."""


class Deadline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day on which something happens in a case unless something else happens first.

    (case, `kind`, `serial`) is unique and is fired once. `lane` is the track of it, else `pidana`
    or `berkas` (before any track was opened). `at` is the instant it fires, `due` the day, or both
    days where the law leaves the unit open. A statutory one cites its law and names the `calendar`
    (the digest of the days off) it was counted on; an internal one rests on the settings alone, and
    `says` tells so. `official` is who must act, where one can be named.
    """

    kind: str
    serial: int
    lane: str
    does: Does
    at: datetime
    due: tuple[date, ...]
    basis: Literal["statutory", "internal"]
    says: Text
    starts: date | None = None
    cites: tuple[Citation, ...] = ()
    calendar: str | None = None
    official: Official | None = None

    @property
    def id(self) -> str:
        """The kind and the serial in one word: unique within a case."""
        return f"{self.kind}#{self.serial}"


class JudgedTrack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the law said of one track: its tier and types, who decides and where."""

    outcome: Outcome
    tier: Tier | None
    recommended: str | None
    lawful: tuple[str, ...]
    official: Official | None
    stage: Stage | None


class Judged(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the law said of the case after an event, in short; written down whenever it changed.

    `opens` is asked of the case as alleged: whether evidence suffices is not for the clocks of the
    criminal track to wait for.
    """

    outcome: Outcome
    tier: Tier | None
    leading: Track | None
    tracks: dict[Track, JudgedTrack]
    opens: Literal["yes", "assess", "no"]


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing done to one case: what, when, by whom, on which article.

    `version` counts from 1 without gaps. `actor` is an opaque id, never a name; a reporter, who
    must not be known, is written as the name of his commitment. `body` holds plain JSON values and
    no personal data; `commitments` are salted hashes, by name, of personal data that is kept apart
    and can be erased. `judged` is what the law says now, where that changed; `sets` the deadlines
    that are new or moved, `clears` the ids of those that ended. `previous` is the digest of the
    event before, empty for the first.
    """

    case: str
    version: int
    kind: str
    at: datetime
    actor: str
    role: str
    body: dict[str, Any]
    key: str
    cites: tuple[Citation, ...] = ()
    commitments: dict[str, str] = msgspec.field(default_factory=dict)
    judged: Judged | None = None
    sets: tuple[Deadline, ...] = ()
    clears: tuple[str, ...] = ()
    schema: int = EVENT_SCHEMA
    previous: str = ""


def canonical(event: Event) -> bytes:
    """Return the one form of an event that is hashed: JSON, keys sorted, no spaces, UTF-8."""
    return msgspec.json.encode(event, order="sorted")


def digest(event: Event) -> str:
    """Return the hex sha256 over a zero byte and the canonical bytes: its leaf hash (RFC 6962)."""
    return digest_of_canonical(canonical(event))


def digest_of_canonical(content: bytes) -> str:
    """Return the digest of an event whose canonical bytes are at hand."""
    return hashlib.sha256(b"\x00" + content).hexdigest()


def event_from(content: bytes) -> Event:
    """Return the event of canonical bytes; InputError for anything that is no event."""
    try:
        return msgspec.json.decode(content, type=Event)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise InputError(
            Text(id=f"bukan peristiwa: {fault}", en=f"not an event: {fault}"), at=Place("event")
        ) from None


def upcast(event: Event, steps: Mapping[int, Upcast] = UPCASTS) -> Mapping[str, Any]:
    """Return the body of an event in today's shape; InputError for one of a later program."""
    body: Mapping[str, Any] = event.body
    newest = max((EVENT_SCHEMA, *(schema + 1 for schema in steps)))
    if event.schema > newest:
        raise InputError(
            Text(
                id=f"peristiwa berskema {event.schema}, program ini mengenal {newest}",
                en=f"an event of schema {event.schema}, this program knows {newest}",
            ),
            at=Place(event.case, event.version),
            hint=Text(id="perbarui program", en="update the program"),
        )
    for schema in range(event.schema, newest):
        body = steps[schema](event.kind, body)
    return body


def utc(at: datetime) -> datetime:
    """Return an instant in UTC; InputError for one that does not say in which zone it is."""
    if at.tzinfo is None:
        raise InputError(
            Text(id="waktu tanpa zona waktu", en="a time without a time zone"),
            at=Place("at"),
            hint=Text(id="misalnya 2024-10-03T02:00:00Z", en="for example 2024-10-03T02:00:00Z"),
        )
    return at.astimezone(UTC)
