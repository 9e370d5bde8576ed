"""This file is what the law says of a case before anyone asks who decides and by when."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from netralitas.facts.case import Case
from netralitas.facts.people import Category, Level
from netralitas.facts.sanctions import Outcome, Tier, Track
from netralitas.facts.verdict import (
    ChargeVerdict,
    MetProvision,
    Note,
    Reason,
    Sanctions,
    Unknown,
)


class TrackFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What one track comes to by law: its tier, the provisions met, the types that may follow."""

    track: Track
    outcome: Outcome
    tier: Tier | None
    provisions: tuple[MetProvision, ...]
    sanctions: Sanctions


class CriminalFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the criminal track opens, under which rows, and why."""

    opens: Literal["yes", "assess", "no"]
    provisions: tuple[MetProvision, ...]
    why: tuple[Reason, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Steps one to five of the argument: admit, match, settle, concur, choose a type.

    `categories` and `levels` are those still possible for the subject, after what was derived.
    """

    case: Case
    as_of: date
    outcome: Outcome
    assumes_proven: bool
    leading: Track | None
    tier: Tier | None
    tracks: tuple[TrackFinding, ...]
    criminal: CriminalFinding
    charges: tuple[ChargeVerdict, ...]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]
    unknown: Unknown
    notes: tuple[Note, ...]
