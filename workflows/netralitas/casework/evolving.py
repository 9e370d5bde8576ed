"""This file folds the events of a case, one after the other, into the case as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from netralitas.casework import bodies as b
from netralitas.casework.case import (
    INTAKE,
    Case,
    CriminalProceeding,
    Dated,
    Decision,
    Item,
    Person,
    Proceeding,
    Recommendation,
    Relation,
    Release,
    Remedy,
    Summons,
)
from netralitas.casework.events import Event, digest
from netralitas.facts import Case as CaseFile
from netralitas.facts import (
    CriminalStage,
    Delivery,
    Examination,
    InputError,
    OfficialState,
    Place,
    Stage,
    Text,
    Track,
)

S = TypeVar("S", bound=msgspec.Struct)

RUNS_FROM: Mapping[str, str] = {
    "refer": "report_received_bawaslu",
    "investigate": "report_received_polri",
    "prosecute": "file_received",
    "return_file": "file_returned",
    "bring_to_court": "file_transferred",
    "appeal": "appeal_received",
}
"""The day of the policy's clocks that a step of the criminal track sets."""


def evolve(case: Case | None, event: Event) -> Case:
    """Return the case after an event; `case` is None before the first.

    InputError where the event does not follow on: another case, a version left out, another
    history.
    """
    expected = (case.id, case.version + 1, case.last) if case else (event.case, 1, "")
    if (event.case, event.version, event.previous) != expected:
        raise InputError(
            Text(
                id=f"versi {event.version} tidak menyambung pada versi {expected[1] - 1}",
                en=f"version {event.version} does not follow on version {expected[1] - 1}",
            ),
            at=Place(event.case, event.version),
        )
    body = b.body_of(event)
    if case is None:
        case = _opened(event, body)
    else:
        case = _applied(case, body, case.day(event.at))
    named = [one.name for one in case.people]
    return _with(
        case,
        version=event.version,
        last=digest(event),
        changed=event.at,
        judged=event.judged or case.judged,
        people=(
            *case.people,
            *(one for one in _people(event) if one.name not in named),
        ),
        deadlines=_deadlines(case, event),
    )


def folded(events: Iterable[Event]) -> Case:
    """Return the case that events make from the first on; InputError where there are none."""
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    if case is None:
        raise InputError(
            Text(id="tidak ada peristiwa", en="there are no events"), at=Place("events")
        )
    return case


def with_official(file: CaseFile, state: OfficialState, *, lifted: bool = False) -> CaseFile:
    """Return a file in which an official's state takes the place of his last, or is gone."""
    named = (state.official, state.level, state.stage)
    others = [x for x in file.officials if (x.official, x.level, x.stage) != named]
    return _with(file, officials=(*others, *(() if lifted else (state,))))


def _people(event: Event) -> Iterable[Person]:
    relations = {one.value: one for one in Relation}
    for name, promised in event.commitments.items():
        relation = relations.get(name.partition(".")[0])
        if relation is not None:
            yield Person(relation=relation, name=name, commitment=promised)


def _deadlines(case: Case, event: Event) -> tuple[Any, ...]:
    gone = {*event.clears, *(one.id for one in event.sets)}
    left = [one for one in case.deadlines if one.id not in gone]
    return tuple(sorted((*left, *event.sets), key=lambda one: (one.at, one.id)))


def _opened(event: Event, body: b.Body) -> Case:
    if not isinstance(body, b.Opened):
        raise InputError(
            Text(id="peristiwa pertama bukan pembukaan", en="the first event opens nothing"),
            at=Place(event.case, event.version),
        )
    known = body.file.report.known_at
    case = Case(
        id=event.case,
        version=0,
        last="",
        zone=body.zone,
        opened=event.at,
        changed=event.at,
        policy=body.policy,
        packs=body.packs,
        source=body.source,
        file=_with(body.file, evidence=None),
        evidence=tuple(
            Item(number=number, evidence=_with(one, verified=False))
            for number, one in enumerate(body.file.evidence or (), start=1)
        ),
        stage=Stage.REPORT,
        since=date.min,
        criminal=CriminalProceeding(known=known),
    )
    day = case.day(event.at)
    return _with(case, since=day, criminal=_with(case.criminal, since=day))


def _applied(case: Case, body: b.Body, day: date) -> Case:
    """Return the case after what an event says; every kind but the opening one."""
    match body:
        case b.EvidenceAdded(number=number, evidence=evidence):
            return _with(case, evidence=(*case.evidence, Item(number=number, evidence=evidence)))
        case b.EvidenceVerified(number=number, verified=verified):
            return _with(
                case, evidence=tuple(_verified(one, number, verified) for one in case.evidence)
            )
        case b.FactsRecorded():
            return _recorded(case, body)
        case b.OfficialRecorded(state=state, lifted=lifted):
            return _with(case, file=with_official(case.file, state, lifted=lifted))
        case b.ReviewBegun():
            return _with(case, stage=Stage.EVIDENCE_REVIEW, since=day)
        case b.MoreAsked():
            return _with(case, asked=day, since=day)
        case b.Proceeded(tracks=tracks):
            more = [
                Proceeding(track=one, stage=stage, since=day, touched=day)
                for one, stage in tracks.items()
            ]
            return _with(case, proceedings=(*case.proceedings, *more), asked=None)
        case b.Closed(track=None, ending=ending):
            return _with(case, stage=ending, since=day, asked=None)
        case b.Summoned(number=number, sent=sent, on=on):
            summons = Summons(number=number, sent=sent, on=on)
            return _with(_touched(case, day), summonses=(*case.summonses, summons))
        case b.AbsenceRecorded(number=number):
            answered = _answered(case, number, attended=False)
            return _with(_touched(case, day), summonses=answered)
        case b.Examined(number=number, on=on, by=by, signed=signed):
            return _with(
                _touched(case, day),
                summonses=_answered(case, number, attended=True),
                examination=Examination(at=on, by=by, signed=signed),
            )
        case b.TeamFormed(members=members):
            return _with(_touched(case, day), team=members)
        case b.CriminalMoved() | b.CriminalDated() | b.FindingReturned():
            return _with(case, criminal=_criminal(case.criminal, body, day))
        case b.Fired():
            return _fired(case, body, day)
        case b.PolicyAdopted(policy=policy, packs=packs):
            return _with(case, policy=policy, packs=packs)
        case b.HoldPlaced():
            return _with(case, held=True)
        case b.HoldLifted():
            return _with(case, held=False)
        case b.Erased(names=names):
            return _with(case, erased=tuple(dict.fromkeys((*case.erased, *names))))
        case b.PersonNamed() | b.Unsealed():
            return case  # who it is stands apart; that it was looked at changes nothing
    return _on_a_track(case, body, day)


def _on_a_track(case: Case, body: Any, day: date) -> Case:
    """Return the case after something that was done on one of its tracks."""
    found = case.proceeding(body.track)
    if found is None:
        raise InputError(
            Text(id=f"jalur {body.track} belum dibuka", en=f"track {body.track} is not open"),
            at=Place(case.id, case.version + 1),
        )
    moved = _with(_proceeding(found, body, day), touched=day)
    if isinstance(body, b.Forwarded) and body.state is not None:
        case = _with(case, file=with_official(case.file, body.state))
    return _replaced(case, moved)


def _proceeding(one: Proceeding, body: b.Body, day: date) -> Proceeding:
    match body:
        case b.Closed(ending=ending):
            return _moved(one, ending, day, recommendations=_all_answered(one))
        case b.CouncilHeard(on=on):
            return _with(one, council_heard=on)
        case b.Forwarded(target=target):
            return _moved(one, target, day, recommendations=_all_answered(one))
        case b.AuthoritySettled(official=official):
            return _with(one, settled=official)
        case b.Recommended(number=number, on=on, sanction=sanction, to=to):
            advice = Recommendation(number=number, on=on, sanction=sanction, to=to)
            return _with(one, recommendations=(*one.recommendations, advice))
        case b.Decided():
            decision = Decision(
                sanction=body.sanction,
                tier=body.tier,
                by=body.by,
                on=body.on,
                recommended=body.recommended,
                advised=body.advised,
                departs=body.departs,
            )
            return _moved(
                one,
                Stage.DECIDED,
                day,
                decision=decision,
                recommendations=_all_answered(one),
                release=_ended(one.release, body.on),
            )
        case b.DeliveryMissed(on=on):
            return _with(one, delivery=Delivery(on=on, attended=False))
        case b.Delivered(on=on, sent=True):
            return _moved(one, Stage.DELIVERED, day, delivery=_with(one.delivery, sent=on))
        case b.Delivered(on=on):
            handed = Delivery(on=on, attended=True, received=on)
            return _moved(one, Stage.DELIVERED, day, delivery=handed)
        case b.Received(on=on):
            return _with(one, delivery=_with(one.delivery, received=on), since=day)
        case b.RemedyFiled(kind=kind, on=on):
            return _moved(one, Stage(kind), day, remedy=Remedy(kind=kind, filed=on))
        case b.RemedyDecided(outcome=outcome, sanction=sanction, on=on) if one.remedy:
            filed = one.remedy
            decided = _with(filed, outcome=outcome, sanction=sanction, decided=on)
            return _with(one, remedy=decided, since=day)
        case b.TookEffect():
            return _moved(one, Stage.FINAL, day)
        case b.Executed():
            return _moved(one, Stage.EXECUTED, day)
        case b.Released(on=on):
            return _with(one, release=Release(since=on))
        case b.ReleaseEnded(on=on):
            return _with(one, release=_ended(one.release, on))
    raise InputError(
        Text(id=f"{type(body).__name__} tidak dikenal", en=f"unknown {type(body).__name__}"),
        at=Place(one.track.value),
    )


def _criminal(one: CriminalProceeding, body: b.Body, day: date) -> CriminalProceeding:
    match body:
        case b.CriminalMoved(step=step, target=target, on=on):
            one = _with(one, stage=target, since=day)
            return _dated(one, RUNS_FROM[step], on) if step in RUNS_FROM else one
        case b.CriminalDated(what=what, on=on):
            return _dated(one, what, on)
        case b.FindingReturned(on=on, round=number):
            return _with(one, stage=CriminalStage.NONE, round=number, known=on, since=day)
    return one


def _dated(one: CriminalProceeding, what: str, on: date) -> CriminalProceeding:
    return _with(one, dates=(*one.dates, Dated(what=what, on=on, round=one.round)))


def _fired(case: Case, body: b.Fired, day: date) -> Case:
    """Return the case after a deadline came; what the clock did by itself is done here."""
    case = _with(case, fired=(*case.fired, f"{body.kind}#{body.serial}"))
    review = {"reviews": 1, "reviewed": day} if body.does == "review" else {}
    if body.lane == INTAKE:
        return _with(case, reviews=case.reviews + 1, reviewed=day) if review else case
    if body.lane == Track.PIDANA:
        criminal = case.criminal
        if review:
            criminal = _with(criminal, reviews=criminal.reviews + 1, reviewed=day)
        if body.stage is not None:
            criminal = _with(criminal, stage=CriminalStage(body.stage), since=day)
        return _with(case, criminal=criminal)
    one = case.proceeding(Track(body.lane))
    if one is None:
        return case
    if review:
        one = _with(one, reviews=one.reviews + 1, reviewed=day)
    if body.does in ("review", "escalate"):
        one = _with(one, overdue=True)
    if body.stage is not None:
        one = _moved(one, Stage(body.stage), day)
    return _replaced(case, one)


def _recorded(case: Case, body: b.FactsRecorded) -> Case:
    given = {
        name: getattr(body, name)
        for name in ("subject", "charges", "priors", "election", "contest")
        if getattr(body, name) is not None
    }
    file = _with(case.file, **given)
    criminal = case.criminal
    if body.known_at is not None:
        file = _with(file, report=_with(file.report, known_at=body.known_at))
        if criminal.round == 1:
            criminal = _with(criminal, known=body.known_at)
    return _with(case, file=file, criminal=criminal)


def _verified(one: Item, number: int, verified: bool) -> Item:
    if one.number != number:
        return one
    return _with(one, evidence=_with(one.evidence, verified=verified))


def _touched(case: Case, day: date) -> Case:
    """Return the case with every track under way touched: what was done serves all of them."""
    proceedings = tuple(_with(one, touched=day) if one.open else one for one in case.proceedings)
    return _with(case, proceedings=proceedings)


def _answered(case: Case, number: int, *, attended: bool) -> tuple[Summons, ...]:
    return tuple(
        _with(one, attended=attended) if one.number == number else one for one in case.summonses
    )


def _all_answered(one: Proceeding) -> tuple[Recommendation, ...]:
    return tuple(_with(advice, answered=True) for advice in one.recommendations)


def _ended(release: Release | None, on: date) -> Release | None:
    return _with(release, until=on) if release and release.until is None else release


def _moved(one: Proceeding, stage: Stage, day: date, **more: Any) -> Proceeding:
    return _with(one, stage=stage, since=day, overdue=False, **more)


def _replaced(case: Case, moved: Proceeding) -> Case:
    proceedings = tuple(moved if one.track is moved.track else one for one in case.proceedings)
    return _with(case, proceedings=proceedings)


def _with(value: S, **changes: Any) -> S:
    return msgspec.structs.replace(value, **changes)
