"""This file says what a check of an export is shown, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netralitas.casework.log.chain import Head
from netralitas.casework.log.checkpoints import Checkpoint
from netralitas.casework.log.findings import Finding, Where
from netralitas.casework.log.lines import EndLine, EventLine, Line
from netralitas.facts import Text


class Setting(NamedTuple):
    """What is known before the first event: the log's name and the sizes at which it was signed.

    `origin` is None, and `sizes` empty, when the first line could not be read.
    """

    origin: str | None
    sizes: tuple[int, ...]


class Entry(NamedTuple):
    """The line of an event: as it was read, its place, its hashes and its head.

    `place` counts the events of the export from 0, `named` is what the line says, None when it
    could not be read; `leaf` is the hash as recorded, `digest` that of the bytes that are there.
    """

    line: int
    raw: bytes
    read: EventLine | None
    place: int
    leaf: bytes
    digest: bytes
    head: Head | None

    @property
    def named(self) -> int | None:
        """The place in the log that the line names, None when it cannot be read."""
        return self.read.index if self.read else None

    @property
    def where(self) -> Where:
        """The place of this event, to be named in a finding."""
        return Where(
            line=self.line,
            index=self.read.index if self.read else self.place,
            case=self.head.case if self.head else None,
            version=self.head.version if self.head else None,
        )


class Other(NamedTuple):
    """A line that is no event: the first, a checkpoint, the last, or one that nobody can read."""

    line: int
    raw: bytes
    read: Line | None


class Signed(NamedTuple):
    """A checkpoint of the export or one that is held, and what became of its signature.

    `claims` is None when it is no checkpoint; `fault` says why no known key stands for it.
    """

    at: Where
    claims: Checkpoint | None
    fault: Text | None


class Closing(NamedTuple):
    """What is known behind the last line: what was there, and the roots at the sizes asked for.

    `end` is the last line, None when it is not where it must be; `in_order` says whether the events
    stood between the first line and the checkpoints.
    """

    events: int
    checkpoints: tuple[Signed, ...]
    held: tuple[Signed, ...]
    roots: Mapping[int, bytes]
    end: EndLine | None
    in_order: bool


class Check:
    """One thing that must hold of an export; each way of tampering breaks at least one of them."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def event(self, entry: Entry) -> Iterable[Finding]:
        """Yield what is wrong with an event; events are shown in the order of the export."""
        return ()

    def other(self, other: Other) -> Iterable[Finding]:
        """Yield what is wrong with a line that is no event."""
        return ()

    def end(self, closing: Closing) -> Iterable[Finding]:
        """Yield what is wrong with the whole, when everything was shown."""
        return ()
