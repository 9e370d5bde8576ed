"""This file holds how law is cited: instrument, article and its parts, and how sure we are of
it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Confidence(StrEnum):
    """How well a fact of law was verified: A the text itself, B two sources, C one, D not at
    all."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def verified(self) -> bool:
        """Whether a fact with this mark may decide; D never does."""
        return self is not Confidence.D


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place in one instrument, in the parts in which a lawyer cites it.

    `confidence` marks the article number and letters, not the rule they contain.
    """

    instrument: str
    pasal: str | None = None
    ayat: str | None = None
    huruf: str | None = None
    angka: str | None = None
    confidence: Confidence = Confidence.B

    def __str__(self) -> str:
        return self.named(self.instrument)

    def named(self, title: str) -> str:
        """Return the citation behind the instrument's title: `PP 94/2021 ps 5 huruf n angka 5`."""
        parts = [title]
        if self.pasal:
            parts.append(f"ps {self.pasal}")
        if self.ayat:
            parts.append(f"ayat ({self.ayat})")
        if self.huruf:
            parts.append(f"huruf {self.huruf}")
        if self.angka:
            parts.append(f"angka {self.angka}")
        return " ".join(parts)


class Validity(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which something is in force: from `since`, up to but not including `until`."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    def overlaps(self, other: Validity) -> bool:
        """Whether some day lies inside both."""
        starts_before = self.since is None or other.until is None or self.since < other.until
        other_before = other.since is None or self.until is None or other.since < self.until
        return starts_before and other_before
