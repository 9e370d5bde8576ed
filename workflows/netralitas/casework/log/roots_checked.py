"""This file checks the whole of an export against checkpoints: those within it, and those held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netralitas.casework.log.checks import Check, Closing, Signed
from netralitas.casework.log.findings import (
    Finding,
    Where,
    changed_since,
    cut,
    ends_early,
    foreign,
    forked,
    miscounted,
    out_of_section,
    uncovered,
    unsigned,
)


class Signatures(Check):
    """Every checkpoint of the export is signed by a known key, and is of this log."""

    def end(self, closing: Closing) -> Iterable[Finding]:
        for signed in closing.checkpoints:
            yield from _unusable(signed, self.setting.origin, held=False)


class Roots(Check):
    """The events lead to the root of every checkpoint of the export.

    Only the first that disagrees is told, since with it disagree all that follow.
    """

    def end(self, closing: Closing) -> Iterable[Finding]:
        agreed = 0
        for signed in sorted(closing.checkpoints, key=_size):
            claims = signed.claims
            if claims is None or claims.size not in closing.roots:
                continue
            if closing.roots[claims.size] != claims.root:
                yield changed_since(_between(signed, agreed, claims.size))
                return
            if signed.fault is None:
                agreed = claims.size


class Held(Check):
    """The events lead to the root of every checkpoint that was kept elsewhere."""

    def end(self, closing: Closing) -> Iterable[Finding]:
        agreed = agreed_sizes(closing, (*closing.checkpoints, *closing.held))
        told = False
        for signed in sorted(closing.held, key=_size):
            yield from _unusable(signed, self.setting.origin, held=True)
            claims = signed.claims
            if claims is None or signed.fault is not None or told:
                continue
            if claims.size > closing.events:
                yield cut(_between(signed, closing.events, claims.size))
                told = True
            elif closing.roots[claims.size] != claims.root:
                before = max((size for size in agreed if size < claims.size), default=0)
                both = any(size >= claims.size for size in agreed)
                yield forked(_between(signed, before, claims.size), both_signed=both)
                told = True


class Ends(Check):
    """The export is whole: from its first line to its last, and signed up to its last event."""

    def end(self, closing: Closing) -> Iterable[Finding]:
        checkpoints = closing.checkpoints
        sizes = [signed.claims.size for signed in checkpoints if signed.claims]
        said = closing.end
        if said is None:
            yield ends_early(Where())
        counts = (closing.events, len(checkpoints))
        miscount = said is not None and counts != (said.events, said.checkpoints)
        if miscount or sizes != list(self.setting.sizes):
            yield miscounted(Where(), *counts)
        if not closing.in_order:
            yield out_of_section(Where())
        last = max(sizes, default=0)
        if last > closing.events:
            yield cut(Where(index=closing.events, until=last))
        elif last < closing.events:
            yield uncovered(Where(index=last, until=closing.events))


def agreed_sizes(closing: Closing, checkpoints: Iterable[Signed]) -> tuple[int, ...]:
    """Return the sizes at which the events lead to the root of a signed checkpoint, ascending."""
    return tuple(
        sorted(
            signed.claims.size
            for signed in checkpoints
            if signed.claims is not None
            and signed.fault is None
            and closing.roots.get(signed.claims.size) == signed.claims.root
        )
    )


def _unusable(signed: Signed, origin: str | None, *, held: bool) -> Iterator[Finding]:
    if signed.fault is not None:
        yield unsigned(signed.at, signed.fault, held=held)
    elif signed.claims is not None and signed.claims.origin != origin and origin is not None:
        yield foreign(signed.at, origin, signed.claims.origin)


def _size(signed: Signed) -> int:
    return signed.claims.size if signed.claims else -1


def _between(signed: Signed, start: int, end: int) -> Where:
    return Where(line=signed.at.line, index=start, until=end)
