"""This file holds what every row of a policy has: strict keys, and marks of how sure it is."""

from __future__ import annotations

import msgspec

from netralitas.facts import Confidence


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row of a policy file refuses: keys it does not know."""


class Marks(Row, frozen=True):
    """How well each part of a row was verified; an absent part is as sure as the content."""

    content: Confidence
    phase: Confidence | None = None
    article: Confidence | None = None
    date: Confidence | None = None
