"""This file composes for a finding who decides, the dated walk, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, overload

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
    Channel,
    CriminalStage,
    Facts,
    Finding,
    MeasureAdvice,
    Note,
    Outcome,
    PathEntry,
    Place,
    PolicyError,
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


class _Asked(NamedTuple):
    """Everything on which the authority and the planned walk of one track depend."""

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
            asked = self._asked(finding, found, kinds, as_of)
            authority[found.track], lines = self._planned(asked)
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

    def _asked(
        self, finding: Finding, found: TrackFinding, kinds: tuple[Kind, ...], as_of: date
    ) -> _Asked:
        """Return what the authority and the plan of a track depend on, and nothing else."""
        case = finding.case
        government = case.subject.government
        lawful = tuple([one.id for one in found.sanctions.lawful])
        days = _days(finding)
        # A sanction that is known says under which law it stands; otherwise both ends must agree.
        asked_days = days and ((days[1], days[1]) if lawful else days)
        if days is None and not lawful:
            asked_days = (date.min, date.max)
        query = Query(
            track=found.track,
            tiers=_tiers(finding, found),
            categories=finding.categories,
            levels=finding.levels,
            governments=(government,) if government else (),
            day=as_of,
            sanctions=lawful,
            recommended=found.sanctions.recommended,
            office=case.subject.office,
            days=asked_days,
            officials=case.officials,
        )
        appeal = case.process.appeal.kind
        ends = [one.sanction for one in case.process.imposed] or lawful
        terms = Terms(
            track=found.track,
            kinds=kinds,
            channel=case.report.channel,
            dismissals=frozenset([self._dismissal.get(one, False) for one in ends])
            or frozenset((True, False)),
            remedy=appeal is not None,
            act=days[1] if days else None,
            day=as_of,
        )
        return _Asked(
            self.authorities.reduced(query),
            self.clocks.reduced(terms),
            Stage(appeal) if appeal else None,
        )

    def _plan(self, asked: _Asked) -> tuple[Authority, tuple[Line, ...]]:
        answer = self.authorities.ask(asked.query)
        stops = plan(answer.authority, answer.chains, asked.remedy)
        self.main.walk(stop.stage.value for stop in stops)
        return answer.authority, self._main_lines(stops, asked.terms)

    def _main_lines(self, stops: Sequence[Stop], terms: Terms) -> tuple[Line, ...]:
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
        opens = finding.criminal.opens
        if opens == "no":
            return ()
        stages = self.criminal.expected[1:]
        if opens == "assess":
            stages = stages[: stages.index(CriminalStage.BAWASLU_REVIEW) + 1]
        terms = Terms(Track.PIDANA, kinds, None, frozenset(), False, None, as_of)
        entries = dated(self.clocks, self._lines(stages, self.clocks.reduced(terms)), events, notes)
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


def _tiers(finding: Finding, found: TrackFinding) -> tuple[Tier | None, ...]:
    """Return the tier of a track; where it is open, those still reachable, else all it has."""
    if found.tier is None:
        reachable = [one.tier for one in finding.unknown.reachable if found.track in one.tracks]
        if left := tuple(dict.fromkeys(tier for tier in reachable if tier is not None)):
            return left
    return tiers(found.track, found.tier)


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
