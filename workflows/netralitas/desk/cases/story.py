"""This file tells the events of a case one by one: what, in which lane, by which role, on what law.

Who did it stands there by role alone. What is sealed is no part of an event, and cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.casework import (
    INTAKE,
    SYSTEM,
    Case,
    Deadline,
    Event,
    Judged,
    bodies,
    body_of,
)
from netralitas.desk.cases.words import (
    FIRES,
    REASONS,
    RELATIONS,
    WAITS,
    case_word,
    event_word,
    lane_word,
    role_word,
)
from netralitas.desk.page import leads_to
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import (
    CriminalStage,
    Language,
    Official,
    Outcome,
    Stage,
    Text,
    Track,
)
from netralitas.judgement import enum_word, say_day


class Told(NamedTuple):
    """One line of a story: a step that was taken, or a date that waits (`version` 0)."""

    version: int
    day: date
    lane: str
    says: str
    details: tuple[str, ...]
    by: str
    cites: str
    clock: bool = False
    internal: bool = False

    @property
    def waits(self) -> bool:
        """Whether it has not come yet."""
        return self.version == 0


def told_of(events: Sequence[Event], case: Case, words: Vocabulary) -> list[Told]:
    """Return the events of a case as they are told, in their order.

    An examination serves all tracks; where there is one alone, it is told in its lane.
    """
    tracks = [one.track.value for one in case.proceedings]
    hearing = tracks[0] if len(tracks) == 1 else INTAKE
    return [_told(event, case, words, hearing) for event in events]


def waiting(case: Case, words: Vocabulary) -> list[Told]:
    """Return the dates that wait in a case, the nearest first; of two days of one, the later."""
    ordered = sorted(case.deadlines, key=lambda one: (one.at, one.id))
    return [date_told(one, words) for one in ordered if one.does != "remind"]


def date_told(deadline: Deadline, words: Vocabulary) -> Told:
    """Return a deadline as it is told: the last day, who must act, on what it rests."""
    language = words.language
    details = [WAITS[deadline.does].in_(language)] if deadline.does in WAITS else []
    if deadline.basis == "statutory":  # an internal one says itself that it is
        details.append(case_word(deadline.basis, language))
    if len(deadline.due) > 1:
        details.append(" / ".join(say_day(day, language) for day in deadline.due))
    if deadline.official is not None:
        who = enum_word(deadline.official, language)
        details.append(case_word("due.who", language, who=who))
    return Told(
        version=0,
        day=deadline.due[-1],
        lane=deadline.lane,
        says=deadline.says.in_(language),
        details=tuple(details),
        by="",
        cites=words.articles(deadline.cites),
        internal=deadline.basis == "internal",
    )


def lane_of(body: bodies.Body) -> str:
    """Return the lane in which something happened."""
    if isinstance(body, bodies.CriminalMoved | bodies.CriminalDated | bodies.FindingReturned):
        return Track.PIDANA.value
    if isinstance(body, bodies.Fired):
        return body.lane
    track = getattr(body, "track", None)
    return track.value if isinstance(track, Track) else INTAKE


def elements(members: Iterable[str]) -> str:
    """Return the elements of a tim pemeriksa in words."""
    return ", ".join(sorted(name.replace("_", " ") for name in members))


def stage_word(lane: str, stage: str, language: Language) -> str:
    """Return the words for where a lane stands."""
    if lane == Track.PIDANA.value and stage == CriminalStage.NONE:
        return case_word("criminal.none", language)
    if lane == Track.PIDANA.value:
        return enum_word(CriminalStage(stage), language)
    return enum_word(Stage(stage), language)


def judged_word(judged: Judged, language: Language) -> str:
    """Return what the law says of a case, in short."""
    outcome = enum_word(judged.outcome, language)
    if judged.outcome is Outcome.VIOLATION and judged.leading is not None:
        return f"{outcome}, {leads_to(judged.leading, judged.tier, language)}"
    return outcome


def _told(event: Event, case: Case, words: Vocabulary, hearing: str) -> Told:
    language = words.language
    body = body_of(event)
    day = case.day(event.at)
    details = list(_details(body, words))
    entered = getattr(body, "on", None)
    if isinstance(entered, date) and entered != day and not isinstance(body, bodies.Summoned):
        details.insert(0, case_word("was_on", language, day=say_day(entered, language)))
    if event.judged is not None and not isinstance(body, bodies.Fired):
        said = judged_word(event.judged, language)
        details.append(case_word("law_says", language, outcome=said))
    return Told(
        version=event.version,
        day=day,
        lane=hearing if isinstance(body, _HEARING) else lane_of(body),
        says=_says(body, event.kind, words),
        details=tuple(details),
        by=role_word(event.role, language),
        cites=words.articles(event.cites),
        clock=event.actor == SYSTEM,
    )


def _says(body: bodies.Body, kind: str, words: Vocabulary) -> str:
    language = words.language
    said = event_word(kind, language)
    match body:
        case bodies.Fired():
            named = _clock(body, words)
            return named if body.does == "review" else f"{FIRES[body.does].in_(language)}: {named}"
        case bodies.Closed():
            return enum_word(body.ending, language)
        case bodies.Decided():
            return f"{said}: {words.sanction(body.sanction)}"
        case bodies.CriminalMoved():
            return f"{said}: {enum_word(body.target, language)}"
        case bodies.Forwarded():
            return f"{said}: {enum_word(body.target, language)}"
        case bodies.RemedyFiled():
            return f"{said}: {enum_word(Stage(body.kind), language)}"
        case bodies.RemedyDecided():
            return f"{said}: {REASONS[body.outcome].in_(language)}"
    return said


def _details(body: bodies.Body, words: Vocabulary) -> Iterator[str]:
    """Yield what an event says beside its kind and its day."""
    language = words.language

    def say(key: str, **about: object) -> str:
        return case_word(key, language, **about)

    def official(one: Official | None) -> str:
        return enum_word(one, language) if one else ""

    match body:
        case bodies.Opened():
            yield REASONS[body.source].in_(language)
            yield from (words.act(charge.act) for charge in body.file.charges)
        case bodies.EvidenceAdded():
            yield f"{say('number', n=body.number)}: {enum_word(body.evidence.kind, language)}"
        case bodies.EvidenceVerified():
            found = say("verified" if body.verified else "found_wanting")
            yield f"{say('number', n=body.number)}: {found}"
        case bodies.OfficialRecorded():
            yield enum_word(body.state.state, language)
        case bodies.PersonNamed():
            yield RELATIONS[body.relation.value].in_(language)
        case bodies.MoreAsked():
            yield from (say("asked", question=one) for one in body.questions)
        case bodies.Proceeded():
            for track, stage in body.tracks.items():
                yield f"{lane_word(track.value, language)}: {enum_word(stage, language)}"
        case bodies.Closed() if body.forum:
            yield say("forum", forum=body.forum)
        case bodies.Summoned():
            yield say("for_day", n=body.number, day=say_day(body.on, language))
            if body.latest:
                yield say("latest", day=say_day(body.latest, language))
        case bodies.AbsenceRecorded():
            yield say("number", n=body.number)
        case bodies.Examined():
            if not body.signed:
                yield say("unsigned")
        case bodies.TeamFormed():
            yield say("members", names=elements(body.members))
        case bodies.Forwarded():
            yield REASONS[body.reason].in_(language)
            if body.official:
                yield say("to", who=official(body.official))
        case bodies.AuthoritySettled():
            yield official(body.official)
            yield say("document", document=body.document)
        case bodies.Recommended():
            if body.sanction:
                yield say("advised", sanction=words.sanction(body.sanction))
            if body.to:
                yield say("to", who=official(body.to))
        case bodies.Decided():
            yield say("by", who=official(body.by))
            if body.departs:
                if body.recommended:
                    yield say("recommended", sanction=words.sanction(body.recommended))
                yield say("departs")
        case bodies.Delivered():
            yield say("sent" if body.sent else "handed_over")
        case bodies.RemedyDecided() if body.sanction:
            yield words.sanction(body.sanction)
        case bodies.Executed() if body.document:
            yield say("document", document=body.document)
        case bodies.CriminalDated():
            yield body.what.replace("_", " ")
        case bodies.FindingReturned():
            yield say("round", n=body.round)
        case bodies.Fired():
            if body.basis == "statutory":
                yield say(body.basis)
            if body.reportable:
                yield say("reportable", who=official(body.reportable))
            elif body.official:
                yield say("was_for", who=official(body.official))
        case bodies.Erased() | bodies.Unsealed():
            yield say("names", names=", ".join(body.names))
        case bodies.PolicyAdopted():
            yield say("digest", digest=body.policy)
    reasons = getattr(body, "reasons", None)
    if reasons:
        yield say("reasons", reasons=reasons)


def _clock(body: bodies.Fired, words: Vocabulary) -> str:
    """Return what a clock is for: by the law that has it, else by its name."""
    name = body.kind.partition("/")[2].removesuffix("/ingat")
    row = words.deadlines.get(name)
    if row is not None:
        return row.text.in_(words.language)
    return _OWN[name].in_(words.language) if name in _OWN else name


_HEARING = (
    bodies.Summoned,
    bodies.AbsenceRecorded,
    bodies.Examined,
    bodies.TeamFormed,
)
"""What belongs to the examination."""

_OWN = {
    "tinjau": Text(
        id="ditinjau kembali (tanggal internal)", en="looked at again (an internal date)"
    ),
    "rekomendasi": Text(
        id="rekomendasi dijawab (tenggat internal)",
        en="the recommendation is answered (an internal date)",
    ),
}
"""The clocks that an office sets for itself."""
