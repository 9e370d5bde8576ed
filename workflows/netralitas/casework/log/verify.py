"""This file verifies an export of the log without any database, and says what it cannot prove.

It reads line by line. What it keeps grows with the number of cases and of checkpoints, not with
that of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained

import msgspec

from netralitas.casework.log.chain import Head, head_of
from netralitas.casework.log.checkpoints import claimed_checkpoint, open_checkpoint
from netralitas.casework.log.checks import Check, Closing, Entry, Other, Setting, Signed
from netralitas.casework.log.events_checked import Chains, Digests, Forms, Orders
from netralitas.casework.log.failures import LogError
from netralitas.casework.log.findings import Finding, Where
from netralitas.casework.log.limits import limits
from netralitas.casework.log.lines import (
    CheckpointLine,
    EndLine,
    EventLine,
    HeaderLine,
    Line,
    read_line,
)
from netralitas.casework.log.merkle import EMPTY_ROOT, HASH_BYTES, Frontier, leaf_hash
from netralitas.casework.log.notes import VerifierKey
from netralitas.casework.log.roots_checked import (
    Ends,
    Held,
    Roots,
    Signatures,
    agreed_sizes,
)
from netralitas.facts import Text

CHECKS: tuple[type[Check], ...] = (
    Forms,
    Orders,
    Digests,
    Chains,
    Signatures,
    Roots,
    Held,
    Ends,
)
"""What must hold of an export, in the order in which findings are told; none can be spared."""

MOST_FINDINGS = 1_000
"""So many findings are listed; all are counted."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a verification came to.

    `found` counts the findings, of which the first are listed. `proven` is the size up to which the
    log agrees with the checkpoints that are held, 0 without any; `root` is in hex.
    """

    origin: str | None
    events: int
    cases: int
    checkpoints: int
    root: str
    proven: int
    found: int
    findings: tuple[Finding, ...]
    limits: tuple[Text, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return self.found == 0


def verify(
    lines: Iterable[bytes],
    *,
    held: Sequence[str],
    keys: Sequence[VerifierKey],
    checks: Sequence[type[Check]] = CHECKS,
) -> Report:
    """Return what is wrong with an export, given the checkpoints that are held and the known keys.

    `lines` are those of `lines_of` or of `export`. Nothing is refused: what cannot be read or used
    is a finding, also a held checkpoint that no known key signed.
    """
    reading = _Reading(lines, held, keys)
    checking = [check(reading.setting) for check in checks]
    findings: list[Finding] = []
    found = 0
    for finding in _findings(reading, checking):
        found += 1
        if len(findings) < MOST_FINDINGS:
            findings.append(finding)
    closing = reading.closing()
    proven = max(agreed_sizes(closing, closing.held), default=0)
    return Report(
        origin=reading.setting.origin,
        events=closing.events,
        cases=len(reading.cases),
        checkpoints=len(closing.checkpoints),
        root=reading.frontier.root.hex(),
        proven=proven,
        found=found,
        findings=tuple(findings),
        limits=limits(closing.events, proven),
    )


def _findings(reading: _Reading, checking: Sequence[Check]) -> Iterator[Finding]:
    for shown in reading:
        for check in checking:
            yield from check.event(shown) if isinstance(shown, Entry) else check.other(shown)
    closing = reading.closing()
    for check in checking:
        yield from check.end(closing)


class _Reading:
    """One pass over the lines of an export, and what must be known when it is over."""

    def __init__(
        self, lines: Iterable[bytes], held: Sequence[str], keys: Sequence[VerifierKey]
    ) -> None:
        numbered = enumerate(lines, 1)
        first = next(numbered, None)
        header = read_line(first[1]) if first else None
        known = header if isinstance(header, HeaderLine) else None
        self.setting = Setting(known.origin if known else None, known.sizes if known else ())
        self._lines = chained([first], numbered) if first else numbered
        self._keys = keys
        self._held = tuple(self._signed(note, None) for note in held)
        self._asked = {0, *self.setting.sizes}
        self._asked |= {signed.claims.size for signed in self._held if signed.claims}
        self._roots = {0: EMPTY_ROOT}
        self._checkpoints: list[Signed] = []
        self._end: EndLine | None = None
        self._in_order = True
        self.frontier = Frontier()
        self.cases: set[str] = set()

    def __iter__(self) -> Iterator[Entry | Other]:
        for number, raw in self._lines:
            read = read_line(raw)
            self._end = None  # only a last line with nothing behind it is one
            if isinstance(read, EventLine) or (read is None and self._among_events(number)):
                yield self._entry(number, raw, read if isinstance(read, EventLine) else None)
            else:
                self._note(number, read)
                yield Other(number, raw, read)

    def closing(self) -> Closing:
        """Return what is known behind the last line."""
        return Closing(
            events=self.frontier.size,
            checkpoints=tuple(self._checkpoints),
            held=self._held,
            roots=self._roots,
            end=self._end,
            in_order=self._in_order,
        )

    def _among_events(self, number: int) -> bool:
        """Whether a line that nobody can read is where an event would be."""
        return number > 1 and not self._checkpoints

    def _entry(self, number: int, raw: bytes, read: EventLine | None) -> Entry:
        event = bytes(read.event) if read else b""
        leaf = bytes.fromhex(read.leaf) if read else bytes(HASH_BYTES)
        entry = Entry(
            line=number,
            raw=raw,
            read=read,
            place=self.frontier.size,
            leaf=leaf,
            digest=leaf_hash(event) if read else leaf,
            head=_head(event) if read else None,
        )
        if entry.head is not None:
            self.cases.add(entry.head.case)
        self.frontier = self.frontier.append(leaf)
        if self.frontier.size in self._asked:
            self._roots[self.frontier.size] = self.frontier.root
        if self._checkpoints or number == 1:
            self._in_order = False
        return entry

    def _note(self, number: int, read: Line | None) -> None:
        if isinstance(read, CheckpointLine):
            self._checkpoints.append(self._signed(read.checkpoint, number))
        elif isinstance(read, EndLine):
            self._end = read
        elif isinstance(read, HeaderLine) and number > 1:
            self._in_order = False

    def _signed(self, note: str, line: int | None) -> Signed:
        try:
            claims = claimed_checkpoint(note)
        except LogError as error:
            return Signed(Where(line=line), None, error.says)
        try:
            open_checkpoint(note, self._keys)
        except LogError as error:
            return Signed(Where(line=line), claims, error.says)
        return Signed(Where(line=line), claims, None)


def _head(event: bytes) -> Head | None:
    try:
        return head_of(event)
    except LogError:
        return None
