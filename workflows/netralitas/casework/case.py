"""This file is a real case as it stands: its file, where each track is, and what was done to it.

Every value here comes out of the events of the case and of nothing else. Nothing is ever changed in
place; the next case is made from this one and an event (see `evolve`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Literal

import msgspec

from netralitas.casework.events import Deadline, Judged
from netralitas.facts import (
    Appeal,
    CriminalStage,
    Delivery,
    Evidence,
    Examination,
    Imposed,
    InputError,
    Official,
    Place,
    Process,
    Stage,
    Tier,
    Track,
)
from netralitas.facts import Case as CaseFile
from netralitas.facts import Summons as FileSummons
from netralitas.policy import convert_located, encode

ENDED: frozenset[Stage] = frozenset(
    {
        Stage.EXECUTED,
        Stage.CLOSED_NOT_PROVEN,
        Stage.CLOSED_NO_VIOLATION,
        Stage.CLOSED_OUT_OF_SCOPE,
    }
)
"""The stages from which no step leads on."""

CRIMINAL_ENDED: frozenset[CriminalStage] = frozenset(
    {CriminalStage.FINAL, CriminalStage.DROPPED, CriminalStage.LAPSED}
)
"""The criminal stages from which no step leads on."""

INTAKE = "berkas"
"""The lane of a case before any track was opened."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a case."""


class Relation(StrEnum):
    """How a person stands to a case, beside any role held in it."""

    SUBJECT = "subject"
    REPORTER = "reporter"
    WITNESS = "witness"
    IMPLICATED = "implicated"


class Person(_Part, frozen=True):
    """A person related to the case: never who it is, only the commitment to the id kept apart."""

    relation: Relation
    name: str
    commitment: str


class Item(_Part, frozen=True):
    """A piece of evidence as it was handed in, counted from 1."""

    number: int
    evidence: Evidence


class Summons(_Part, frozen=True):
    """A summons as it was sent, counted from 1, and whether it was followed (None: still open)."""

    number: int
    sent: date
    on: date
    attended: bool | None = None

    def of_file(self) -> FileSummons:
        """Return the summons as a case file writes it."""
        return FileSummons(at=self.sent, on=self.on, attended=self.attended)


class Recommendation(_Part, frozen=True):
    """What an official was advised to impose, counted from 1; `answered` once he acted on it."""

    number: int
    on: date
    sanction: str | None
    to: Official | None
    answered: bool = False


class Decision(_Part, frozen=True):
    """What was imposed, beside what the law's data and the advisers recommended."""

    sanction: str
    tier: Tier | None
    by: Official
    on: date
    recommended: str | None
    advised: str | None
    departs: bool


class Remedy(_Part, frozen=True):
    """The remedy taken against a decision and, once there is one, the decision on it."""

    kind: Literal["keberatan", "banding_administratif"]
    filed: date
    outcome: Literal["uphold", "lighten", "aggravate", "change", "cancel"] | None = None
    sanction: str | None = None
    decided: date | None = None


class Release(_Part, frozen=True):
    """The temporary release from the duties of the post, until it ends or the case is decided."""

    since: date
    until: date | None = None


class Proceeding(_Part, frozen=True):
    """One track of a case on its way: where it stands since when, and what was done on it.

    `touched` is the day on which something was last done on it. `settled` is the official whom a
    human determined where the law is silent on who decides;
    `overdue` says that the time for acting at this stage ran out. `reviews` counts the internal
    review dates that have come, the last of them on `reviewed`.
    """

    track: Track
    stage: Stage
    since: date
    touched: date
    recommendations: tuple[Recommendation, ...] = ()
    council_heard: date | None = None
    settled: Official | None = None
    decision: Decision | None = None
    delivery: Delivery = Delivery()
    remedy: Remedy | None = None
    release: Release | None = None
    overdue: bool = False
    reviews: int = 0
    reviewed: date | None = None

    @property
    def open(self) -> bool:
        """Whether a step can still lead on."""
        return self.stage not in ENDED


class Dated(_Part, frozen=True):
    """A day from which a clock of the criminal track runs, and the round it belongs to."""

    what: str
    on: date
    round: int


class CriminalProceeding(_Part, frozen=True):
    """The criminal track beside the others: its stage, its days, and in which round it is.

    A round is a report or a finding; `known` is the day on which the violation became known in it.
    """

    stage: CriminalStage = CriminalStage.NONE
    round: int = 1
    known: date | None = None
    since: date | None = None
    dates: tuple[Dated, ...] = ()
    reviews: int = 0
    reviewed: date | None = None

    def date(self, what: str) -> date | None:
        """Return the last day of that name in this round; None where none was recorded."""
        found = [one.on for one in self.dates if one.what == what and one.round == self.round]
        return found[-1] if found else None

    def times(self, what: str) -> int:
        """Return how often a day of that name was recorded, in all rounds."""
        return sum(one.what == what for one in self.dates)


class Case(_Part, frozen=True):
    """A real case after some event: version, file, stage of every track, what was done so far.

    `file` is what was reported and recorded, without evidence and process: `judged_file` gives it
    with both, for one track. `stage` is that of the file before any track was opened; once one
    is, `proceedings` tell where each stands. `zone` are the hours by which local days run ahead of
    UTC. `policy` and `packs` are the digests of the law it is judged by. `last` is the digest of
    the last event.
    """

    id: str
    version: int
    last: str
    zone: int
    opened: datetime
    changed: datetime
    policy: str
    packs: tuple[str, ...]
    source: Literal["laporan", "temuan"]
    file: CaseFile
    stage: Stage
    since: date
    criminal: CriminalProceeding
    judged: Judged | None = None
    proceedings: tuple[Proceeding, ...] = ()
    evidence: tuple[Item, ...] = ()
    people: tuple[Person, ...] = ()
    summonses: tuple[Summons, ...] = ()
    examination: Examination = Examination()
    team: dict[str, str] = msgspec.field(default_factory=dict)
    asked: date | None = None
    deadlines: tuple[Deadline, ...] = ()
    fired: tuple[str, ...] = ()
    held: bool = False
    erased: tuple[str, ...] = ()
    reviews: int = 0
    reviewed: date | None = None

    def day(self, at: datetime) -> date:
        """Return the local day of an instant: the day that the law counts."""
        return at.astimezone(self.timezone).date()

    @property
    def timezone(self) -> timezone:
        """The zone in which the days of this case are counted."""
        return timezone(timedelta(hours=self.zone))

    @property
    def intake(self) -> bool:
        """Whether the report is still before the reviewer."""
        return not self.proceedings and self.stage not in ENDED

    @property
    def criminal_open(self) -> bool:
        """Whether the criminal track is under way, or may still be opened in time."""
        stage = self.criminal.stage
        if stage is CriminalStage.NONE:
            return self.judged is not None and self.judged.opens != "no"
        return stage not in CRIMINAL_ENDED

    @property
    def open(self) -> bool:
        """Whether anything in the case is still under way."""
        return self.intake or self.criminal_open or any(one.open for one in self.proceedings)

    @property
    def examined(self) -> bool:
        """Whether the person was examined."""
        return self.examination.at is not None

    @property
    def missed(self) -> int:
        """How many summonses were missed."""
        return sum(one.attended is False for one in self.summonses)

    @property
    def next_date(self) -> Deadline | None:
        """The deadline that comes first; None in a case in which nothing is under way."""
        return min(self.deadlines, key=lambda one: (one.at, one.id), default=None)

    def proceeding(self, track: Track) -> Proceeding | None:
        """Return the proceeding on a track; None where it was not opened."""
        return next((one for one in self.proceedings if one.track is track), None)

    def stages(self) -> Iterator[tuple[str, str]]:
        """Yield each lane with the stage at which it stands."""
        if not self.proceedings:
            yield INTAKE, self.stage.value
        for one in self.proceedings:
            yield one.track.value, one.stage.value
        yield Track.PIDANA.value, self.criminal.stage.value


def judged_file(case: Case, track: Track | None = None) -> CaseFile:
    """Return the case file that is judged: with the evidence, and the process as far as it went.

    A track adds what was decided and delivered on it; without one, the file is that of the case as
    it lay before anyone decided.
    """
    process = Process(
        summonses=tuple(one.of_file() for one in case.summonses), examination=case.examination
    )
    one = case.proceeding(track) if track else None
    if one is not None and one.decision is not None:
        decision, remedy = one.decision, one.remedy
        sanction = remedy.sanction if remedy and remedy.sanction else decision.sanction
        process = msgspec.structs.replace(
            process,
            imposed=(
                Imposed(
                    sanction=sanction, label=decision.tier, by=decision.by.value, at=decision.on
                ),
            ),
            decided_at=decision.on,
            delivery=one.delivery,
            appeal=Appeal(kind=remedy.kind, at=remedy.filed) if remedy else Appeal(),
        )
    return msgspec.structs.replace(
        case.file, evidence=tuple(one.evidence for one in case.evidence), process=process
    )


def freeze(case: Case) -> bytes:
    """Return a case as bytes for a store; the same case gives the same bytes."""
    return encode(case)


def thaw(content: bytes) -> Case:
    """Return the case of such bytes; InputError for anything else."""
    try:
        data = json.loads(content)
    except ValueError:
        data = None
    return convert_located(data, Case, place=lambda _path: Place("case"), error=InputError)
