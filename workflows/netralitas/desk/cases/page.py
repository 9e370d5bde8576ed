"""This file composes the page about a real case: where it stands, what was done, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from netralitas.casework import Answer, Case
from netralitas.desk.cases.story import Told, elements, judged_word, stage_word, told_of, waiting
from netralitas.desk.cases.words import RELATIONS, case_word, event_word, lane_word
from netralitas.desk.page import Line, Page, Section, shown
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import CriminalStage, Outcome, Track
from netralitas.judgement import enum_word, say_day


def page_of_case(case: Case, words: Vocabulary) -> Page:
    """Return a case as it stands; nothing in it tells who reported it."""
    return Page(
        title=_title(case, words),
        headline=_state(case, words),
        outcome=case.judged.outcome if case.judged else Outcome.UNDETERMINED,
        sections=shown(_sections(case, words)),
    )


def page_of_answer(answer: Answer, words: Vocabulary, receipt: str | None = None) -> Page:
    """Return what a step came to: the event, where the case stands now, and what comes next."""
    language = words.language
    [told] = told_of([answer.event], answer.case, words)
    sections = [Section(case_word("event", language), tuple(lines_of(told)))]
    if receipt is not None:
        said = case_word("receipt.keep", language, number=receipt)
        sections.append(Section(case_word("receipt", language), (Line(said),)))
    sections += [*_stages(answer.case, words), *_next(answer.case, words)]
    version = case_word("version", language, n=answer.event.version)
    return Page(
        title=f"{answer.case.id} · {version}",
        headline=_state(answer.case, words),
        outcome=answer.case.judged.outcome if answer.case.judged else Outcome.UNDETERMINED,
        sections=shown(iter(sections)),
    )


def lines_of(told: Told) -> Iterator[Line]:
    """Yield one thing told as lines: what, then its details, then by whom and on what law."""
    yield Line(told.says)
    if told.details:
        yield Line(" · ".join(told.details), depth=1)
    basis = " · ".join(filter(None, (told.by, told.cites)))
    if basis:
        yield Line(basis, depth=1)


def waiting_line(told: Told, words: Vocabulary) -> Line:
    """Return a date that waits in one line: when, in which lane, what, by whom, on what law."""
    language = words.language
    when = f"{say_day(told.day, language)}: {lane_word(told.lane, language)}: {told.says}"
    return Line(" · ".join(filter(None, (when, *told.details, told.cites))))


def _title(case: Case, words: Vocabulary) -> str:
    region = case.file.region
    return " · ".join(filter(None, (case.id, words.election(case.file), region)))


def _state(case: Case, words: Vocabulary) -> str:
    return case_word("open" if case.open else "closed", words.language)


def _sections(case: Case, words: Vocabulary) -> Iterator[Section]:
    language = words.language
    yield from _stages(case, words)
    if case.judged is not None:
        yield Section(case_word("judged", language), tuple(_judged(case, words)))
    person = Line(words.person(case.file))
    yield Section(case_word("person", language), (person,))
    yield Section(
        case_word("acts", language), tuple(Line(words.act(one.act)) for one in case.file.charges)
    )
    yield Section(case_word("evidence", language), tuple(_evidence(case, words)))
    yield Section(case_word("hearing", language), tuple(_hearing(case, words)))
    yield Section(case_word("decision", language), tuple(_decisions(case, words)))
    people = (RELATIONS[one.relation.value].in_(language) for one in case.people)
    named = ", ".join(sorted(people))
    yield Section(case_word("people", language), (Line(named),) if named else ())
    yield from _next(case, words)
    yield Section(
        case_word("pinned", language),
        (
            Line(case_word("digest", language, digest=case.policy)),
            Line(case_word("version", language, n=case.version)),
        ),
    )


def _stages(case: Case, words: Vocabulary) -> Iterator[Section]:
    language = words.language
    lines = []
    for lane, stage in case.stages():
        if lane == Track.PIDANA.value and not _in_criminal(case):
            continue
        since = _since(case, lane)
        said = stage_word(lane, stage, language)
        if since is not None and stage != CriminalStage.NONE:
            said = case_word("since", language, stage=said, day=say_day(since, language))
        lines.append(Line(f"{lane_word(lane, language)}: {said}"))
    yield Section(case_word("stages", language), tuple(lines))


def _in_criminal(case: Case) -> bool:
    return case.criminal.since is not None or case.criminal_open


def _since(case: Case, lane: str) -> date | None:
    if lane == Track.PIDANA.value:
        return case.criminal.since
    found = next((one for one in case.proceedings if one.track.value == lane), None)
    return found.since if found else case.since


def _judged(case: Case, words: Vocabulary) -> Iterator[Line]:
    language = words.language
    if case.judged is None:
        return
    yield Line(judged_word(case.judged, language))
    for track, found in case.judged.tracks.items():
        parts = [f"{lane_word(track.value, language)}: {enum_word(found.outcome, language)}"]
        if found.recommended:
            advised = words.sanction(found.recommended)
            parts.append(case_word("recommended", language, sanction=advised))
        if found.official:
            decides = enum_word(found.official, language)
            parts.append(case_word("decides", language, who=decides))
        yield Line(" · ".join(parts), depth=1)


def _evidence(case: Case, words: Vocabulary) -> Iterator[Line]:
    language = words.language
    for one in case.evidence:
        kind = enum_word(one.evidence.kind, language)
        state = case_word("verified" if one.evidence.verified else "unverified", language)
        hashed = f" · sha256 {one.evidence.sha256}" if one.evidence.sha256 else ""
        yield Line(f"{one.number}. {kind}: {state}{hashed}")


def _hearing(case: Case, words: Vocabulary) -> Iterator[Line]:
    language = words.language
    for one in case.summonses:
        said = case_word("for_day", language, n=one.number, day=say_day(one.on, language))
        missed = f" · {case_word('missed', language)}" if one.attended is False else ""
        yield Line(f"{event_word('summoned', language)}: {said}{missed}")
    if case.examination.at is not None:
        day = say_day(case.examination.at, language)
        yield Line(f"{event_word('examined', language)}: {day}")
    if case.team:
        yield Line(case_word("members", language, names=elements(case.team)))


def _decisions(case: Case, words: Vocabulary) -> Iterator[Line]:
    language = words.language
    for one in case.proceedings:
        if one.decision is None:
            continue
        sanction = words.sanction(one.decision.sanction)
        by = enum_word(one.decision.by, language)
        said = case_word("imposed", language, sanction=sanction, who=by)
        yield Line(f"{lane_word(one.track.value, language)}: {said}")
        if one.decision.departs:
            yield Line(case_word("departs", language), depth=1)


def _next(case: Case, words: Vocabulary) -> Iterator[Section]:
    lines = tuple(waiting_line(told, words) for told in waiting(case, words))
    yield Section(case_word("next", words.language), lines)
