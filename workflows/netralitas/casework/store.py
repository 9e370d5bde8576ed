"""This file is the port through which cases are kept, and the ways in which keeping may fail.

StoreError
├── UnknownCase    there is no case of that id
├── Conflict       another writer was first: read the case again and ask again
├── AlreadyDone    the same command under the same key was taken before: here is what it did
├── KeyReused      the key was used before, for another command
└── Unavailable    the store cannot be reached or written now: repeat under the same key

A store promises, and `StoreContract` in conformance.py holds it to this:

- `append` takes everything it is given or nothing: events, the state after them, the deadlines that
  the events set and clear, personal data kept and erased, and the idempotency keys. When it
  returns, all of it is durable.
- (case, version) is taken once. So is a key. Both hold between processes.
- What was appended is never changed. Only personal data, which stands apart, can be erased.
- Events have one order over all cases, counted from 0 without gaps: the order of the log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import msgspec

from netralitas.casework.case import Case
from netralitas.casework.events import Deadline, Event
from netralitas.facts import NetralitasError, Text


class StoreError(NetralitasError):
    """Something about keeping cases failed; each of its kinds says what to do next."""


class UnknownCase(StoreError):
    """There is no case of that id."""

    def __init__(self, case: str) -> None:
        super().__init__(
            Text(id=f"perkara {case!r} tidak ada", en=f"there is no case {case!r}"),
        )
        self.case = case


class Conflict(StoreError):
    """Another writer was first: the case is not at the version that the change was made for."""

    def __init__(self, case: str, *, expected: int, found: int) -> None:
        super().__init__(
            Text(
                id=f"perkara {case!r} sudah berubah: versi {found}, bukan {expected}; "
                "baca ulang lalu ulangi",
                en=f"case {case!r} has changed: version {found}, not {expected}; "
                "read it again and repeat",
            )
        )
        self.case = case
        self.expected = expected
        self.found = found


class AlreadyDone(StoreError):
    """The same command was taken before under the same key; `event` is what it did then."""

    def __init__(self, event: Event) -> None:
        super().__init__(
            Text(
                id=f"sudah dilakukan: {event.kind} pada perkara {event.case!r} "
                f"versi {event.version}",
                en=f"already done: {event.kind} in case {event.case!r}, version {event.version}",
            )
        )
        self.event = event


class KeyReused(StoreError):
    """The key was used before for another command; nothing was taken."""

    def __init__(self, key: str) -> None:
        super().__init__(
            Text(
                id=f"kunci {key!r} sudah dipakai untuk perintah lain; pakai kunci baru",
                en=f"the key {key!r} was used for another command; use a new one",
            )
        )
        self.key = key


class Unavailable(StoreError):
    """The store cannot be reached or written now.

    What was being appended was not taken, unless the connection broke during the commit, when
    nobody can know: repeat it under the same key, which takes it once.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(
            Text(
                id=f"penyimpanan tidak dapat dipakai: {why.id}",
                en=f"the store cannot be used: {why.en}",
            )
        )


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """Personal data of a case, kept apart from its events: a name for it, its salt, the bytes.

    The events hold only a commitment made with the salt, under the name. The bytes may be sealed.
    """

    name: str
    salt: bytes
    data: bytes


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one command does to one case, to be taken whole or not at all.

    `state` is the case after `event`. `command` is the digest of what was asked: it tells a
    repeated request from a key used twice. The deadlines to write stand in the event (`sets`,
    `clears`); `keeps` is personal data to keep under its names, `erases` are names to erase.
    """

    event: Event
    state: Case
    command: str
    keeps: tuple[Personal, ...] = ()
    erases: tuple[str, ...] = ()


class Done(NamedTuple):
    """What a key was used for: the event, and the digest of the command."""

    event: Event
    command: str


class Entry(NamedTuple):
    """An event at its place in the order of all events, counted from 0."""

    leaf: int
    event: Event


class Due(NamedTuple):
    """A deadline of a case that has not fired and was not cleared."""

    case: str
    deadline: Deadline


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A case in a list: nothing about its people."""

    id: str
    version: int
    region: str | None
    open: bool
    stages: dict[str, str]
    opened: datetime
    changed: datetime
    next_date: datetime | None


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases to list; what is None or empty does not limit.

    Cases come in the order of their ids, those after `after` alone, at most `limit`.
    """

    region: str | None = None
    open: bool | None = None
    lane: str | None = None
    stage: str | None = None
    due_by: datetime | None = None
    after: str = ""
    limit: int = 100


Make = Callable[[Case, Deadline], Change | None]
"""Makes of a case as it stands, and a deadline of it that has come, what firing it does.

None leaves the deadline as it is, for a later call."""


class Store(Protocol):
    """A place where cases are kept, from several threads at once.

    Every method may raise Unavailable.
    """

    def append(self, changes: Sequence[Change]) -> None:
        """Take all the changes in one transaction, in their order, or none of them.

        For each change the key is asked before the version. Raises AlreadyDone or KeyReused where
        its key was used before, Conflict where its version is not the next one of its case.
        """
        ...

    def done(self, key: str) -> Done | None:
        """Return what a key was used for; None where it was not."""
        ...

    def case(self, case: str) -> Case:
        """Return a case as it stands; UnknownCase where there is none."""
        ...

    def events(self, case: str, *, after: int = 0) -> Sequence[Event]:
        """Return the events of a case in the order of their versions, those above `after` alone.

        UnknownCase where there is no such case.
        """
        ...

    def entries(self, *, start: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """Return events of all cases in their one order, from the leaf `start`, at most `limit`.

        What is returned is settled: no event will ever appear before or between them.
        """
        ...

    def size(self) -> int:
        """Return how many events there are over all cases."""
        ...

    def list(self, query: Query) -> Sequence[Summary]:
        """Return the cases that a query asks for, in the order of their ids."""
        ...

    def due(
        self, until: datetime, *, limit: int = 1000, after: tuple[datetime, str, str] | None = None
    ) -> Sequence[Due]:
        """Return deadlines that fire at or before an instant, ordered by (at, case, id).

        `after` is such a triple, of the last one seen: only later ones are returned.
        """
        ...

    def fire(self, now: datetime, limit: int, make: Make) -> Sequence[Event]:
        """Claim deadlines that have come, append what `make` makes of each, and return the events.

        At most `limit` events, in the order (at, case, id). Claim and append are one transaction
        (or one for each deadline): a claim that is not followed by its append is no claim, whoever
        dies in between. Of several callers each deadline comes to one. `make` is given the case as
        it then stands, earlier claims of this call included, and is not called for a deadline that
        was cleared or moved meanwhile, nor for one that a claim of this call set. A case that
        another writer holds, and a deadline of which `make` makes None, is left for a later call,
        and does not count. What `make` raises ends the call, and takes back what its transaction
        had claimed.
        """
        ...

    def personal(self, case: str) -> Sequence[Personal]:
        """Return the personal data kept of a case, by name in order; what was erased is gone."""
        ...


def summary(case: Case) -> Summary:
    """Return the line of a case in a list."""
    following = case.next_date
    return Summary(
        id=case.id,
        version=case.version,
        region=case.file.region,
        open=case.open,
        stages=dict(case.stages()),
        opened=case.opened,
        changed=case.changed,
        next_date=following.at if following else None,
    )
