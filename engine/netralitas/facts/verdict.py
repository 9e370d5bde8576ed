"""This file is the verdict as it is sent: what, why, who and by when, with its receipt."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

import msgspec

from netralitas.facts.case import Days, Facts
from netralitas.facts.citations import Citation, Confidence
from netralitas.facts.sanctions import Official, Outcome, SanctionName, Stage, Tier, Track
from netralitas.facts.texts import Text

VERDICT_SCHEMA: Final = "netralitas/verdict/v1"


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a verdict."""


class Reason(_Part, frozen=True):
    """One step of the argument, the law it stands on, and the steps beneath it.

    `says` is a stable key of the text table, `about` the values that its words are filled with.
    """

    says: str
    about: Facts = Facts()
    cites: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    text: Text | None = None
    because: tuple[Reason, ...] = ()


class Note(_Part, frozen=True):
    """Something that must be said beside the answer: not verified, left open, or for a human."""

    says: str
    text: Text
    confidence: Confidence | None = None
    about: Facts = Facts()


class MetProvision(_Part, frozen=True):
    """A provision that was met, by which charge (counted from 1), and how sure the row is."""

    id: str
    charge: int
    cites: tuple[Citation, ...]
    confidence: Confidence
    text: Text
    certain: bool = True


class Sanctions(_Part, frozen=True):
    """The types that may lawfully be imposed, lightest first, and the one recommended if any."""

    outcome: Literal["decided", "needs_human"]
    lawful: tuple[SanctionName, ...]
    recommended: str | None
    aggravating: tuple[str, ...]
    mitigating: tuple[str, ...]
    execution: Literal["now", "replaces", "after"]
    ladder: str | None
    notes: tuple[Note, ...]


class AuthorityReading(_Part, frozen=True):
    """An official who might decide, and how sure that is."""

    official: Official | None
    stage: Stage | None
    confidence: Confidence
    why: Text


class Skipped(_Part, frozen=True):
    """An official who does not act, and why."""

    official: Official
    stage: Stage
    why: str


class TimPemeriksa(_Part, frozen=True):
    """The examining team: whether it must be formed, of whom, by whom (PP 94/2021 ps 29)."""

    need: Literal["must", "may", "no"]
    members: tuple[str, ...]
    formed_by: Official | None


class Interim(_Part, frozen=True):
    """Temporary release from the duties of the post (PP 94/2021 ps 31); start and end as events."""

    allowed: bool
    by: Official | None = None
    starts: str | None = None
    until: str | None = None


class Approval(_Part, frozen=True):
    """A written approval that an acting head needs before imposing the sanctions named."""

    by: Official
    sanctions: tuple[str, ...]
    given: str | None
    confidence: Confidence
    text: Text


class Authority(_Part, frozen=True):
    """Who may impose the sanction; `official` and `stage` are null unless `decided`."""

    outcome: Literal["decided", "needs_human", "undetermined"]
    stage: Stage | None
    official: Official | None
    confidence: Confidence | None
    cites: tuple[Citation, ...]
    readings: tuple[AuthorityReading, ...]
    by_sanction: dict[str, Official | None]
    body: str | None
    alternates: tuple[Official, ...]
    skipped: tuple[Skipped, ...]
    tim_pemeriksa: TimPemeriksa
    interim: Interim
    approvals: tuple[Approval, ...]
    notes: tuple[Note, ...]


class DueDate(_Part, frozen=True):
    """A due date in one reading of the unit; `calendar` is the digest of the holidays used."""

    at: date
    unit: Literal["working_days", "calendar_days"]
    calendar: str | None


class PathEntry(_Part, frozen=True, rename={"starts": "from"}):
    """A stage of the expected walk: who acts, and the clocks that run there.

    `starts` (written `from`) is the day the clock starts, `after` the event it starts with; `due`
    is empty while that day is not known, and holds two dates where the law leaves the unit open.
    """

    stage: str
    official: Official | None = None
    clock: str | None = None
    after: str | None = None
    starts: date | None = None
    days: int | None = None
    unit: str | None = None
    due: tuple[DueDate, ...] = ()
    basis: str | None = None
    calendar: str | None = None
    confidence: Confidence | None = None


class TrackVerdict(_Part, frozen=True):
    """What one track comes to."""

    outcome: Outcome
    tier: Tier | None
    provisions: tuple[MetProvision, ...]
    sanctions: Sanctions
    authority: Authority
    path: tuple[PathEntry, ...]


class Criminal(_Part, frozen=True):
    """Whether the criminal track opens; it is never decided here."""

    opens: Literal["yes", "assess", "no"]
    provisions: tuple[MetProvision, ...]
    why: tuple[Reason, ...]
    penalties: tuple[SanctionName, ...]
    path: tuple[PathEntry, ...]


class ChargeVerdict(_Part, frozen=True):
    """What one charge comes to, and the tree of reasons."""

    act: str
    at: Days | None
    outcome: Outcome
    because: Reason


class RegionItem(_Part, frozen=True):
    """Something a regional pack adds to a case: which open term it fills, and on what it stands.

    `confidence` marks what it says, `since_confidence` the days on which it holds. `about` holds
    its values by name, such as `basis_points`, `months` and `rupiah`; `certain` is False where it
    depends on a fact that is not known.
    """

    term: str
    id: str
    text: Text
    cites: tuple[Citation, ...]
    confidence: Confidence
    about: Facts = Facts()
    certain: bool = True
    since_confidence: Confidence = Confidence.B


class RegionRefusal(_Part, frozen=True):
    """Something a pack or a code plugin tried in a case and was refused; `text` says why."""

    term: str
    id: str
    text: Text
    cites: tuple[Citation, ...]
    about: Facts = Facts()


class RegionReport(_Part, frozen=True):
    """What a regional pack adds to a case, what it was refused, and its internal clocks.

    Nothing here changes an outcome, a competence or a statutory date: those stand elsewhere.
    """

    pack: str | None
    filled: tuple[RegionItem, ...]
    refused: tuple[RegionRefusal, ...]
    clocks: tuple[PathEntry, ...] = ()


class MeasureAdvice(_Part, frozen=True):
    """Something that may be done beside a sanction."""

    id: str
    text: Text
    cites: tuple[Citation, ...]
    confidence: Confidence


class Reachable(_Part, frozen=True):
    """One outcome that remains possible while facts are unknown."""

    outcome: Outcome
    tier: Tier | None
    tracks: tuple[Track, ...]


class Ask(_Part, frozen=True):
    """The question whose answer narrows the reachable outcomes most; charge 0 is the subject."""

    charge: int
    fact: str
    question: Text


class Unknown(_Part, frozen=True):
    """What is not known and what it leaves open."""

    reachable: tuple[Reachable, ...]
    ask: Ask | None
    date_matters: bool


class Receipt(_Part, frozen=True):
    """What is needed to replay the verdict: digests of everything it was made of.

    `verdict` is the digest of the verdict without this receipt, as law and packs alone give it;
    `code` are the hashes of the code plugins that were asked, whose proposals it does not cover.
    `engines` are versions, recorded beside the digests and part of none.
    """

    as_of: date
    facts: str
    policy: str
    packs: tuple[str, ...]
    calendars: str
    verdict: str
    engines: dict[str, str]
    code: tuple[str, ...] = ()


class Verdict(_Part, frozen=True):
    """The answer to one case under one policy on one day.

    `closing` is the walk of a case in which no track opens; where one does, it is empty.
    """

    schema: Literal["netralitas/verdict/v1"]
    case: str
    outcome: Outcome
    assumes_proven: bool
    leading: Track | None
    tier: Tier | None
    tracks: dict[Track, TrackVerdict]
    criminal: Criminal
    closing: tuple[PathEntry, ...]
    charges: tuple[ChargeVerdict, ...]
    region: RegionReport
    measures: tuple[MeasureAdvice, ...]
    unknown: Unknown
    notes: tuple[Note, ...]
    receipt: Receipt
