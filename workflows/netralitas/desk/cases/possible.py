"""This file lists what can be done now in a case, by whom, and what is refused on which article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from netralitas.casework import (
    Actor,
    Case,
    Command,
    NotYours,
    Possible,
    Role,
    Service,
    action_of,
)
from netralitas.desk.cases.words import case_word, lane_word, role_word, step_word
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Official, Outcome, Refused
from netralitas.judgement import enum_word

ALWAYS = (
    "add_evidence",
    "record_facts",
    "record_official",
    "name_person",
    "recommend",
    "hold",
)
"""What is asked for at any time, and therefore not tried."""


class Able(NamedTuple):
    """A step that can be taken in a lane, and by whom: role and office."""

    step: str
    lane: str
    by: tuple[tuple[Role, Official | None], ...]
    choices: tuple[str, ...]


class Denied(NamedTuple):
    """A step that nobody can take now, and why."""

    step: str
    because: Refused


class Choice(NamedTuple):
    """What can be done in a case now, and what cannot."""

    able: tuple[Able, ...]
    denied: tuple[Denied, ...]


class Listening(Service):
    """A service that remembers what it refused."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.refused: list[tuple[str, Refused]] = []

    def propose(self, case: Case, command: Command, actor: Actor, *, at: datetime) -> Any:
        """Return what a command would come to, as a service does; its refusal is remembered."""
        try:
            return super().propose(case, command, actor, at=at)
        except Refused as error:
            self.refused.append((action_of(command), error))
            raise


def choice_of(service: Listening, case: Case, at: datetime) -> Choice:
    """Return what can be done in a case now, and by whom.

    Of a step that nobody can take, the refusal that names an article is told before the others.
    """
    found = list(service.possible(case, at=at))
    able = {one.action for one in found}
    denied: dict[str, Refused] = {}
    for step, error in service.refused:
        if step not in able and (step not in denied or _rank(error) < _rank(denied[step])):
            denied[step] = error
    return Choice(
        able=tuple(_grouped(found)),
        denied=tuple(Denied(step, error) for step, error in denied.items()),
    )


def page_of_choice(case: Case, choice: Choice, words: Vocabulary) -> Page:
    """Return what can be done as a page: each step, by whom; then what is refused, and why."""
    language = words.language
    able = tuple(_able(choice.able, words))
    denied = [Line(f"{one.step}: {one.because.message(language)}") for one in choice.denied]
    always = " · ".join(f"{name} ({step_word(name, language)})" for name in ALWAYS)
    sections = (
        Section(case_word("possible", language), able),
        Section(case_word("always", language), (Line(always),) if case.open else ()),
        Section(case_word("refused", language), tuple(denied)),
    )
    return Page(
        title=case_word("possible.title", language, case=case.id),
        headline=case_word("possible.now", language, n=len(choice.able)),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(section for section in sections if section.lines),
    )


def plain_choice(choice: Choice) -> Mapping[str, object]:
    """Return what can be done as plain values."""
    return {
        "able": [
            {
                "step": one.step,
                "lane": one.lane,
                "by": [{"role": role, "official": official} for role, official in one.by],
                "choices": one.choices,
            }
            for one in choice.able
        ],
        "refused": [
            {"step": one.step, "says": one.because.says, "cites": one.because.cites}
            for one in choice.denied
        ],
    }


def _able(able: Sequence[Able], words: Vocabulary) -> Iterator[Line]:
    language = words.language
    for one in able:
        lane = lane_word(one.lane, language)
        yield Line(f"{one.step} · {lane}: {step_word(one.step, language)}")
        if one.choices:
            yield Line(", ".join(one.choices), depth=1)
        people = [
            role_word(role, language) + (f" ({enum_word(official, language)})" if official else "")
            for role, official in one.by
        ]
        yield Line(case_word("by", language, who="; ".join(people)), depth=1)


def _grouped(found: Sequence[Possible]) -> Iterator[Able]:
    groups: dict[tuple[str, str], list[Possible]] = {}
    for one in found:
        groups.setdefault((one.action, one.lane), []).append(one)
    for (step, lane), members in groups.items():
        yield Able(
            step=step,
            lane=lane,
            by=tuple(dict.fromkeys((one.role, one.official) for one in members)),
            choices=tuple(
                dict.fromkeys(_choice(one.specimen) for one in members if _choice(one.specimen))
            ),
        )


def _choice(specimen: Command) -> str:
    """Return what one way of taking a step differs in from the others; empty where nothing does."""
    for name in ("sanction", "ending", "reason", "kind", "step", "tracks"):
        value = getattr(specimen, name, None)
        if value:
            plain = ", ".join(value) if isinstance(value, tuple) else str(value)
            return f"{name}={plain}"
    return ""


def _rank(error: Refused) -> int:
    return (2 if isinstance(error, NotYours) else 0) + (error.cites is None)
