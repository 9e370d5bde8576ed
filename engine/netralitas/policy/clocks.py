"""This file is the shape of the law's clocks: deadlines, election calendars and holidays."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from netralitas.facts import Citation, Confidence, Contest, CriminalStage, Stage, Text, Track
from netralitas.policy.marks import Row

Unit = Literal["working_days", "calendar_days", "unclear", "unknown"]
"""`unclear`: the law says days without saying which, both dates are given; `unknown`: no number
was found."""

Event = Literal[
    "violation_known",
    "report_received",
    "report_received_sbt",
    "satgas_verified",
    "recommendation_received",
    "summoned",
    "examination_missed",
    "decided",
    "delivery_missed",
    "decision_received",
    "keberatan_received",
    "banding_received",
    "tembusan_received",
    "remedy_decided",
    "report_received_bawaslu",
    "first_review_ended",
    "report_received_polri",
    "file_received",
    "file_returned",
    "file_complete",
    "file_transferred",
    "judgment_read",
    "appeal_received",
]
"""What a clock may start with. A case file states the days of some of them; the others are known to
the office that keeps them, and their clocks are shown without a date."""


class Deadline(Row, frozen=True):
    """A statutory clock: `n` days of `unit` from an event, for one stage of one path.

    `kind` is `at_most` (last permitted day) or `takes_effect` (the day itself). `path` says which
    path the stage belongs to; `after` names the starting event in words. `n` None means that no
    number was found. A clock that `follows` another starts on the day the other one is due.

    What limits it: `tracks` and `elections`; `channels` by which the report came; `dismissal`, for
    sanctions that end (true) or do not end (false) the service; `remedy`, for cases in which one
    was (true) or was not (false) taken. `since`/`until` bound the day of the act where `valid_by`
    is `act`, else the day of the starting event.
    """

    id: str
    text: Text
    unit: Unit
    starts: Event
    after: Text
    basis: str
    cites: tuple[Citation, ...]
    confidence: Confidence
    path: Literal["main", "criminal"] = "main"
    n: int | None = None
    kind: Literal["at_most", "takes_effect"] = "at_most"
    follows: str | None = None
    stage: Stage | None = None
    criminal_stage: CriminalStage | None = None
    tracks: tuple[Track, ...] = ()
    elections: tuple[Literal["pilkada", "pemilu"], ...] = ("pilkada", "pemilu")
    channels: tuple[str, ...] = ()
    dismissal: bool | None = None
    remedy: bool | None = None
    valid_by: Literal["act", "event"] = "event"
    since: date | None = None
    until: date | None = None
    note: Text | None = None


class Milestone(Row, frozen=True):
    """One entry of an election's calendar; `contests` empty means all contests of that election."""

    id: str
    first: date
    confidence: Confidence
    last: date | None = None
    contests: tuple[Contest, ...] = ()


class Election(Row, frozen=True):
    """An election: its kind, the contests it holds, and its dated milestones with their source.

    Milestones used by the law: `penetapan` (the day counts as after), `kampanye`, `masa_tenang`,
    `pemungutan` (the day after it counts as voted), `mutasi_ban`.
    """

    id: str
    kind: Literal["pilkada", "pemilu"]
    text: Text
    contests: tuple[Contest, ...]
    milestones: tuple[Milestone, ...]
    cites: tuple[Citation, ...]


class Holidays(Row, frozen=True):
    """One year's days off, frozen, by date with their names, and with their source and mark.

    `national` and `cuti_bersama` are told apart; `election` days are days off by their own decree.
    `estimate` marks a year whose days had not been decreed when they were frozen.
    """

    year: int
    source: Text
    confidence: Confidence
    national: dict[date, str]
    cuti_bersama: dict[date, str]
    election: dict[date, str] = msgspec.field(default_factory=dict)
    estimate: bool = False
