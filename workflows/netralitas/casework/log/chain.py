"""This file follows the chain of a case: every event names the leaf hash of the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, NamedTuple

import msgspec

from netralitas.casework.log.failures import malformed
from netralitas.casework.log.merkle import leaf_hash
from netralitas.facts import Text


class Head(msgspec.Struct, frozen=True):
    """What the log reads of an event: its case, its version from 1, the leaf hash before it in hex.

    `previous` is empty for the first event of a case. The rest of the event means nothing here.
    """

    case: str
    version: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    previous: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]


class Link(NamedTuple):
    """An event as the next one of its case must know it; `at` is its place in the log."""

    version: int
    leaf: bytes
    at: int = 0


class Break(StrEnum):
    """How an event fails to follow the one before it in its case."""

    MISSING = "missing"
    TWICE = "twice"
    EARLIER = "earlier"
    UNLINKED = "unlinked"


class Broken(NamedTuple):
    """Where the chain of a case breaks: the version that is read, how, and what stood before it."""

    version: int
    how: Break
    before: Link | None


def head_of(canonical: bytes) -> Head:
    """Return what the log reads of an event's canonical bytes; LogError when they are no event."""
    try:
        return msgspec.json.decode(canonical, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise malformed(
            Text(id="peristiwa", en="event"),
            Text(
                id="bukan JSON dengan case, version dan previous",
                en="it is not JSON with case, version and previous",
            ),
        ) from None


def break_between(before: Link | None, head: Head) -> Break | None:
    """Return how an event fails to follow the last of its case, None when it does follow.

    Without one before, an event must be version 1 and name none.
    """
    last = before.version if before else 0
    if head.version > last + 1:
        return Break.MISSING
    if head.version == last:
        return Break.TWICE
    if head.version < last:
        return Break.EARLIER
    expected = before.leaf.hex() if before else ""
    return None if head.previous == expected else Break.UNLINKED


def breaks_of(events: Iterable[bytes]) -> tuple[Broken, ...]:
    """Return every break in the chain of one case, given its events' canonical bytes in order.

    An edited event shows as the break behind it; the last event is held by the log's root alone.
    LogError for bytes that are no event.
    """
    breaks = []
    before: Link | None = None
    for event in events:
        head = head_of(event)
        how = break_between(before, head)
        if how:
            breaks.append(Broken(head.version, how, before))
        if how not in (Break.TWICE, Break.EARLIER):
            before = Link(head.version, leaf_hash(event))
    return tuple(breaks)
