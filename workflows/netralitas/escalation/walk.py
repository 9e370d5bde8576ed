"""This file composes for a finding who decides, the dated walk, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, overload

import msgspec

from netralitas.escalation.authority import AuthorityTable, Query, tiers
from netralitas.escalation.calendar import Calendar
from netralitas.escalation.dating import Line, dated
from netralitas.escalation.deadlines import Clocks, Kind, Terms, events_of, kinds_of, shown
from netralitas.escalation.guards import StepContext
from netralitas.escalation.machine import Workflow
from netralitas.escalation.measures import advise
from netralitas.escalation.path import load_path
from netralitas.escalation.plan import Stop, closing, plan
from netralitas.escalation.remarks import forwarding
from netralitas.facts import (
    Authority,
    Category,
    Channel,
    CriminalStage,
    Facts,
    Finding,
    Government,
    Level,
    MeasureAdvice,
    Note,
    OfficialState,
    Outcome,
    PathEntry,
    Place,
    PolicyError,
    Reachable,
    Stage,
    Text,
    Tier,
    Track,
    TrackFinding,
)
from netralitas.policy import Policy

UNPROVEN = (Outcome.NO_VIOLATION, Outcome.INSUFFICIENT_EVIDENCE, Outcome.OUT_OF_SCOPE)


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """What an office does about a finding: for each track who decides and the expected walk.

    `closing` is the walk of a case in which no track opens, `criminal` the path beside the main one
    where it opens or must be assessed.
    """

    authority: dict[Track, Authority]
    path: dict[Track, tuple[PathEntry, ...]]
    criminal: tuple[PathEntry, ...]
    closing: tuple[PathEntry, ...]
    measures: tuple[MeasureAdvice, ...]
    notes: tuple[Note, ...]


class TrackAsked(NamedTuple):
    """Everything on which the authority and the walk of one track depend, its dates apart.

    `days` are the first and last possible day of the acts that stand, None where one is unknown;
    `lawful` the sanctions that may follow; `ends` whether those imposed already end the service.
    """

    track: Track
    tiers: tuple[Tier | None, ...]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]
    government: Government | None
    office: str | None
    officials: tuple[OfficialState, ...]
    lawful: tuple[str, ...]
    recommended: str | None
    ends: frozenset[bool]
    days: tuple[date, date] | None
    kinds: tuple[Kind, ...]
    channel: Channel | None
    appeal: Literal["keberatan", "banding_administratif"] | None


class _Reduced(NamedTuple):
    """What is asked of a track without what no answer depends on."""

    query: Query
    terms: Terms
    remedy: Stage | None


class Escalation:
    """A policy made ready for walking cases: its table, clocks, calendar and machines.

    Build it once for a policy; it keeps what it worked out, may be used from several threads, and
    pickles as its policy. Refuses a broken path (BrokenPath) and a broken calendar (PolicyError).
    """

    __slots__ = (
        "_dismissal",
        "_lines",
        "_main_lines",
        "_planned",
        "authorities",
        "calendar",
        "clocks",
        "criminal",
        "main",
        "policy",
    )

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.calendar = Calendar(policy.holidays)
        self.clocks = Clocks(policy, self.calendar)
        self.authorities = AuthorityTable(policy)
        self.main = _workflow(policy, "main")
        self.criminal = _workflow(policy, "criminal")
        self._dismissal = {one.id: one.dismissal for one in policy.sanctions}
        self._planned = lru_cache(maxsize=8192)(self._plan)
        self._lines = lru_cache(maxsize=8192)(self._drawn)
        self._main_lines = lru_cache(maxsize=8192)(self._laid)

    def __reduce__(self) -> tuple[object, ...]:
        return Escalation, (self.policy,)

    @overload
    def step(self, stage: Stage, step: str, context: StepContext) -> Stage: ...

    @overload
    def step(self, stage: CriminalStage, step: str, context: StepContext) -> CriminalStage: ...

    def step(
        self, stage: Stage | CriminalStage, step: str, context: StepContext
    ) -> Stage | CriminalStage:
        """Return the stage to which a real step leads; Refused, with the article, where it may not.

        The type of the stage says on which path the case stands.
        """
        if isinstance(stage, CriminalStage):
            return CriminalStage(self.criminal.step(stage, step, context))
        return Stage(self.main.step(stage, step, context))

    def walk(self, finding: Finding, as_of: date) -> Walk:
        """Return who decides, by when, and what stands beside, for every track that opens.

        Nothing is refused: a date beyond the frozen days off is left out and noted.
        """
        case = finding.case
        kinds = kinds_of(case, self.policy)
        events = events_of(case)
        notes: list[Note] = []
        authority: dict[Track, Authority] = {}
        path: dict[Track, tuple[PathEntry, ...]] = {}
        for found in finding.tracks:
            asked = self._asked(finding, found, kinds)
            authority[found.track], lines = self.planned(asked, as_of)
            path[found.track] = dated(self.clocks, lines, events, notes)
        criminal = self._criminal_walk(finding, kinds, events, as_of, notes)
        closed: tuple[PathEntry, ...] = ()
        if not path:
            stops = tuple(stop.stage.value for stop in closing(finding.outcome))
            closed = tuple(PathEntry(stage=stage) for stage in stops)
        if case.report.channel in (Channel.BAWASLU, Channel.SBT):
            notes += forwarding(self.policy, as_of)
        return Walk(
            authority=authority,
            path=path,
            criminal=criminal,
            closing=closed,
            measures=advise(self.policy.measures, finding, kinds, as_of),
            notes=tuple(notes),
        )

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which another authority or other clocks come into force."""
        return tuple(sorted({*self.authorities.turns, *self.clocks.turns}))

    def planned(self, asked: TrackAsked, as_of: date) -> tuple[Authority, tuple[Line, ...]]:
        """Return who decides on a track, and its walk before the days of the case are put in."""
        return self._planned(self._reduced(asked, as_of))

    def _asked(self, finding: Finding, found: TrackFinding, kinds: tuple[Kind, ...]) -> TrackAsked:
        case = finding.case
        return TrackAsked(
            track=found.track,
            tiers=possible_tiers(found.track, found.tier, finding.unknown.reachable),
            categories=finding.categories,
            levels=finding.levels,
            government=case.subject.government,
            office=case.subject.office,
            officials=case.officials,
            lawful=tuple([one.id for one in found.sanctions.lawful]),
            recommended=found.sanctions.recommended,
            ends=frozenset(
                self._dismissal.get(one.sanction, False) for one in case.process.imposed
            ),
            days=_days(finding),
            kinds=kinds,
            channel=case.report.channel,
            appeal=case.process.appeal.kind,
        )

    def _reduced(self, asked: TrackAsked, as_of: date) -> _Reduced:
        days, lawful = asked.days, asked.lawful
        # A sanction that is known says under which law it stands; otherwise both ends must agree.
        asked_days = days and ((days[1], days[1]) if lawful else days)
        if days is None and not lawful:
            asked_days = (date.min, date.max)
        query = Query(
            track=asked.track,
            tiers=asked.tiers,
            categories=asked.categories,
            levels=asked.levels,
            governments=(asked.government,) if asked.government else (),
            day=as_of,
            sanctions=lawful,
            recommended=asked.recommended,
            office=asked.office,
            days=asked_days,
            officials=asked.officials,
        )
        terms = Terms(
            track=asked.track,
            kinds=asked.kinds,
            channel=asked.channel,
            dismissals=asked.ends
            or frozenset(self._dismissal.get(one, False) for one in lawful)
            or frozenset((True, False)),
            remedy=asked.appeal is not None,
            act=days[1] if days else None,
            day=as_of,
        )
        return _Reduced(
            self.authorities.reduced(query),
            self.clocks.reduced(terms),
            Stage(asked.appeal) if asked.appeal else None,
        )

    def _plan(self, asked: _Reduced) -> tuple[Authority, tuple[Line, ...]]:
        answer = self.authorities.ask(asked.query)
        stops = plan(answer.authority, answer.chains, asked.remedy)
        return answer.authority, self._main_lines(stops, asked.terms)

    def _laid(self, stops: tuple[Stop, ...], terms: Terms) -> tuple[Line, ...]:
        self.main.walk(stop.stage.value for stop in stops)
        lines: list[Line] = []
        for stop in stops:
            rows = self.clocks.running("main", stop.stage.value, terms)
            entries = [
                Line(
                    msgspec.structs.replace(shown(row, stop.stage.value), official=stop.official),
                    row,
                )
                for row in rows
            ]
            alone = Line(PathEntry(stage=stop.stage.value, official=stop.official), None)
            lines += entries or [alone]
        return tuple(lines)

    def _drawn(self, stages: tuple[str, ...], terms: Terms) -> tuple[Line, ...]:
        lines: list[Line] = []
        for stage in stages:
            rows = self.clocks.running("criminal", stage, terms)
            entries = [Line(shown(row, stage), row) for row in rows]
            lines += entries or [Line(PathEntry(stage=stage), None)]
        return tuple(lines)

    def criminal_lines(
        self, opens: Literal["yes", "assess", "no"], kinds: tuple[Kind, ...], as_of: date
    ) -> tuple[Line, ...]:
        """Return the criminal walk before the days of the case are put in; none if it is no."""
        if opens == "no":
            return ()
        stages = self.criminal.expected[1:]
        if opens == "assess":
            stages = stages[: stages.index(CriminalStage.BAWASLU_REVIEW) + 1]
        terms = Terms(Track.PIDANA, kinds, None, frozenset(), False, None, as_of)
        return self._lines(stages, self.clocks.reduced(terms))

    def _criminal_walk(
        self,
        finding: Finding,
        kinds: tuple[Kind, ...],
        events: Mapping[str, date],
        as_of: date,
        notes: list[Note],
    ) -> tuple[PathEntry, ...]:
        """Return the criminal path where it opens, and up to Bawaslu where it must be assessed.

        That a report has lapsed is noted, and closes nothing.
        """
        lines = self.criminal_lines(finding.criminal.opens, kinds, as_of)
        entries = dated(self.clocks, lines, events, notes)
        reported = events.get("report_received_bawaslu", as_of)
        for entry in entries:
            if entry.stage == CriminalStage.REFERRED and entry.due and reported > entry.due[-1].at:
                rows = self.criminal.path.table.guards
                guard = next(row for row in rows if row.id == "reported_in_time")
                notes.append(
                    Note(
                        says="walk.lapsed",
                        text=guard.text,
                        confidence=guard.confidence,
                        about=Facts({"clock": entry.clock or "", "due": str(entry.due[-1].at)}),
                    )
                )
        return entries


def possible_tiers(
    track: Track, tier: Tier | None, reachable: Iterable[Reachable]
) -> tuple[Tier | None, ...]:
    """Return the tier of a track; where it is open, those still reachable, else all it has."""
    if tier is None:
        found = [one.tier for one in reachable if track in one.tracks]
        if left := tuple(dict.fromkeys(one for one in found if one is not None)):
            return left
    return tiers(track, tier)


def _days(finding: Finding) -> tuple[date, date] | None:
    """Return the first and last possible day of the acts that stand; None if one is unknown."""
    first = last = None
    for charge in finding.charges:
        if charge.outcome in UNPROVEN:
            continue
        if charge.at is None:
            return None
        first = charge.at.first if first is None else min(first, charge.at.first)
        last = charge.at.last if last is None else max(last, charge.at.last)
    return (first, last) if first and last else None


def _workflow(policy: Policy, name: str) -> Workflow:
    for table in policy.paths:
        if table.id == name:
            return Workflow(load_path(table))
    raise PolicyError(
        Text(id=f"jalur {name!r} tidak ada", en=f"path {name!r} is missing"), at=Place("paths")
    )
