"""This file holds what a step is judged in: the case, the law pinned to it, who asks, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

import msgspec

from netralitas.casework.bodies import Body
from netralitas.casework.case import Case, Proceeding, judged_file
from netralitas.casework.roles import Actor
from netralitas.casework.wording import named
from netralitas.escalation import StepContext, context_for
from netralitas.facts import Case as CaseFile
from netralitas.facts import (
    Citation,
    InputError,
    Official,
    Place,
    Refused,
    Stage,
    Text,
    Track,
    TrackVerdict,
    nearest,
)
from netralitas.judgement import Argued, CompiledPolicy

Argue = Callable[[CaseFile, CompiledPolicy, date], Argued]
"""Judges a file under a law as it stands on a day."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an office sets for itself: none of it is law, and whatever rests on it says so.

    `zone` are the hours by which local days run ahead of UTC (WIB 7, WITA 8, WIT 9). After
    `review_days` calendar days without a statutory date a case is looked at again; a recommendation
    is to be answered within `answer_days`; `remind_days` before a date its reminder comes.
    """

    zone: int = 7
    review_days: int = 14
    answer_days: int = 14
    remind_days: int = 2

    def day(self, at: datetime) -> date:
        """Return the local day of an instant."""
        return at.astimezone(timezone(timedelta(hours=self.zone))).date()


class Step(NamedTuple):
    """What a command comes to: the body of its event, the law it stands on, what is kept apart."""

    body: Body
    cites: tuple[Citation, ...] = ()
    keeps: Mapping[str, bytes] = {}
    erases: tuple[str, ...] = ()


class Scene(NamedTuple):
    """Everything that a step is judged by; nothing in it changes while it is."""

    case: Case
    actor: Actor
    at: datetime
    law: CompiledPolicy
    settings: Settings
    argue: Argue
    kept: tuple[str, ...] = ()

    @property
    def local_day(self) -> date:
        """The local day on which the step is taken."""
        return self.case.day(self.at)

    def day(self, on: date | None, *, since: date | None = None) -> date:
        """Return the day on which something happened; InputError for one to come, or too early."""
        if on is None:
            return self.local_day
        if on > self.local_day:
            raise wrong(f"tanggal {on} belum tiba", f"the day {on} has not come", "on")
        if since is not None and on < since:
            raise wrong(
                f"tanggal {on} mendahului {since}", f"the day {on} comes before {since}", "on"
            )
        return on

    def argued(self, track: Track | None = None) -> Argued:
        """Return what the law says of the case, on a track with what was decided on it."""
        return self.argue(judged_file(self.case, track), self.law, self.local_day)

    def verdict(self, track: Track) -> TrackVerdict:
        """Return what the law says of one track; Refused where it finds nothing there any more."""
        found = self.argued(track).verdict.tracks.get(track)
        if found is None:
            raise refused(
                f"hukum tidak lagi menemukan pelanggaran pada jalur {named(track).id}: "
                "tutup jalurnya, atau lengkapi faktanya",
                f"the law no longer finds a violation on the track {named(track).en}: "
                "close the track, or record the facts",
            )
        return found

    def proceeding(self, track: Track | None) -> Proceeding:
        """Return the proceeding meant; InputError where several could be, or it is not open."""
        under_way = [one for one in self.case.proceedings if one.open]
        if track is None and len(under_way) == 1:
            return under_way[0]
        if track is None:
            if not under_way:
                raise refused(
                    "tidak ada jalur yang berjalan dalam perkara ini",
                    "no track is under way in this case",
                )
            there = ", ".join(one.track.value for one in under_way)
            raise wrong(
                f"jalur mana? yang berjalan: {there}", f"which track? under way: {there}", "track"
            )
        found = self.case.proceeding(track)
        if found is None:
            known = tuple(one.track.value for one in self.case.proceedings)
            raise InputError(
                Text(
                    id=f"jalur {named(track).id} belum dibuka",
                    en=f"the track {named(track).en} was not opened",
                ),
                at=Place("command", 0, "track"),
                hint=nearest(track.value, known) if known else None,
            )
        return found

    def context(
        self, one: Proceeding, *, at: date, by: Official | None = None, sanction: str | None = None
    ) -> StepContext:
        """Return what the guards of the path ask for on a track, on a day.

        Whom a human determined to decide is competent where, and only where, the law is silent.
        """
        argued = self.argued(one.track)
        authority = self.verdict(one.track).authority
        known = context_for(
            judged_file(self.case, one.track),
            argued.walk,
            one.track,
            self.law.policy,
            at=at,
            by=by,
            sanction=sanction,
            tim_pemeriksa_formed=bool(self.case.team),
            majelis_kode_etik_heard=one.council_heard is not None,
            remedy_decided=one.remedy is not None and one.remedy.outcome is not None,
        )
        if authority.outcome == "decided" or one.settled is None or known.competent:
            return known
        return msgspec.structs.replace(known, competent=frozenset({one.settled}))

    def cites(self, one: Proceeding, step: str) -> tuple[Citation, ...]:
        """Return the law on which a step of the main path stands, by the path's own table."""
        row = self.law.escalation.main.path.steps.get((one.stage.value, step))
        return row.cites if row else ()

    def guard(self, name: str) -> tuple[Citation, ...]:
        """Return the law on which a guard of the main path stands."""
        rows = self.law.escalation.main.path.table.guards
        return next((row.cites for row in rows if row.id == name), ())

    def clock(self, starts: str) -> tuple[Citation, ...]:
        """Return the law of the first clock that starts with an event."""
        rows = self.law.policy.deadlines
        return next((row.cites for row in rows if row.starts == starts), ())

    def role(self, name: str) -> tuple[Citation, ...]:
        """Return the law on which a role of procedure stands."""
        return next((row.cites for row in self.law.policy.bodies if row.role == name), ())

    def move(self, stage: Stage, step: str, context: StepContext) -> Stage:
        """Return where a step leads; Refused, with the article, where it may not be taken."""
        return Stage(self.law.escalation.main.step(stage.value, step, context))


def first(cites: tuple[Citation, ...]) -> Citation | None:
    """Return the provision that a refusal names: the first of those it stands on."""
    return cites[0] if cites else None


def refused(says: str, english: str, cites: tuple[Citation, ...] = ()) -> Refused:
    """Return the refusal in both languages, with the first provision it stands on."""
    return Refused(Text(id=says, en=english), cites=first(cites))


def wrong(says: str, english: str, at: str) -> InputError:
    """Return the fault of one value of a command."""
    return InputError(Text(id=says, en=english), at=Place("command", 0, at))


def reasoned(reasons: str | None, says: str, english: str) -> str:
    """Return written reasons; Refused, saying for what, where there are none."""
    if reasons is None or not reasons.strip():
        raise refused(f"tanpa alasan tertulis: {says}", f"without written reasons: {english}")
    return reasons
