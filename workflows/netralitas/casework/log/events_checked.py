"""This file checks the events of an export as they pass: their form, order, hashes and chains."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netralitas.casework.log.chain import Break, Head, Link, break_between
from netralitas.casework.log.checks import Check, Closing, Entry, Other, Setting
from netralitas.casework.log.findings import (
    Finding,
    Where,
    edited,
    extra,
    misplaced,
    missing,
    not_first,
    unlinked,
    unreadable,
    version_late,
    version_twice,
    versions_missing,
)
from netralitas.casework.log.lines import NOTES, HeaderLine, written

MOST_STRAYS = 10_000
"""So many events out of their order are remembered to tell the moved from the inserted."""


class Forms(Check):
    """Every line is written as an export writes it, to the byte, and says what its kind must."""

    def event(self, entry: Entry) -> Iterable[Finding]:
        if entry.read is None or entry.head is None or written(entry.read) != entry.raw:
            yield unreadable(entry.where)

    def other(self, other: Other) -> Iterable[Finding]:
        read = other.read
        # Nobody signs the notes to the reader: they must be those that are always there.
        noted = isinstance(read, HeaderLine) and read.notes != NOTES
        if read is None or noted or written(read) != other.raw:
            yield unreadable(Where(line=other.line))


class Digests(Check):
    """Every event has the hash that the log recorded for it."""

    def event(self, entry: Entry) -> Iterable[Finding]:
        if entry.digest != entry.leaf:
            yield edited(entry.where)


class Chains(Check):
    """Every event follows the one before it in its case.

    What is kept is the last event of each case: memory grows with the cases, not the events.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._last: dict[str, Link] = {}

    def event(self, entry: Entry) -> Iterable[Finding]:
        head = entry.head
        if head is None:
            return
        before = self._last.get(head.case)
        how = break_between(before, head)
        if how is not None:
            yield _broken(entry, head, how, before)
        if how not in (Break.TWICE, Break.EARLIER):
            self._last[head.case] = Link(head.version, entry.leaf, entry.named or 0)


def _broken(entry: Entry, head: Head, how: Break, before: Link | None) -> Finding:
    last = before.version if before else 0
    match how:
        case Break.MISSING:
            return versions_missing(entry.where, last + 1, head.version - 1)
        case Break.TWICE:
            return version_twice(entry.where)
        case Break.EARLIER:
            return version_late(entry.where, last)
        case Break.UNLINKED if before:
            at = Where(index=before.at, case=head.case, version=before.version)
            return unlinked(at, entry.place if entry.named is None else entry.named)
        case Break.UNLINKED:
            return not_first(entry.where)


class _Waiting(NamedTuple):
    entry: Entry
    named: int


class Orders(Check):
    """Every place of the log is there once, and in its turn.

    The lines are followed along the longest run that goes on: places that it leaps over are
    missing, lines outside of it are strays, and a stray at a missing place was moved.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._expected = 0
        self._waiting: _Waiting | None = None
        self._gaps: list[range] = []
        self._strays: dict[int, list[Where]] = {}
        self._remembered = 0

    def event(self, entry: Entry) -> Iterable[Finding]:
        named = entry.named
        yield from self._settle(named)
        if named is None:  # its form is a finding of its own; here it fills its place
            self._expected += 1
        else:
            self._waiting = _Waiting(entry, named)

    def _settle(self, following: int | None) -> Iterator[Finding]:
        """Judge the line that waits, now that the place of the one behind it is known."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        goes_on = following is None or following > waiting.named
        if waiting.named == self._expected:
            self._expected += 1
        elif waiting.named > self._expected and goes_on:
            self._gaps.append(range(self._expected, waiting.named))
            self._expected = waiting.named + 1
        elif self._remembered < MOST_STRAYS:
            self._strays.setdefault(waiting.named, []).append(waiting.entry.where)
            self._remembered += 1
        else:
            yield misplaced(waiting.entry.where)

    def end(self, closing: Closing) -> Iterable[Finding]:
        yield from self._settle(None)
        starts = [gap.start for gap in self._gaps]
        for index, places in self._strays.items():
            nearest = bisect_right(starts, index) - 1
            moved = nearest >= 0 and index in self._gaps[nearest]
            moved = moved or self._expected <= index < closing.events
            for at in places:
                yield misplaced(at) if moved else extra(at)
                moved = False
        strays = sorted(self._strays)
        for gap in self._gaps:
            start = gap.start
            inside = strays[bisect_left(strays, gap.start) : bisect_left(strays, gap.stop)]
            for stray in [*inside, gap.stop]:
                if start < stray:
                    yield missing(Where(index=start, until=stray))
                start = stray + 1
