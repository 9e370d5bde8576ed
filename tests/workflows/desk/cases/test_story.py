"""Every story of the service is told in both languages, in words and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import pytest

from netralitas.casework import KINDS, Case, Event
from netralitas.desk.cases.page import page_of_case
from netralitas.desk.cases.story import Told, told_of, waiting
from netralitas.desk.cases.timeline_picture import picture_of, standing_alone
from netralitas.desk.cases.words import LANES
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import vocabulary_of
from netralitas.facts import Language
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, national_law
from tests.workflows.casework.test_stories import stories, told

Lived = tuple[Case, tuple[Event, ...]]

RARE = {"policy_adopted", "erased", "unsealed", "hold_placed", "hold_lifted"}
"""Kinds that are told by tests of their commands."""


@pytest.fixture(scope="module")
def law() -> CompiledPolicy:
    return national_law()


@pytest.fixture(scope="module")
def lived(law: CompiledPolicy) -> Mapping[str, Lived]:
    """Every story, lived through: the case at its end, and its events."""
    found = {}
    for story in stories():
        office = Office(law)
        assert told(office, story) == []
        found[story["story"]] = (office.case, tuple(office.store.events(office.id)))
    return found


NAMES = [story["story"] for story in stories()]


def tellings(lived: Lived, law: CompiledPolicy, language: Language) -> list[Told]:
    words = vocabulary_of(law.policy, language)
    case, events = lived
    return [*told_of(events, case, words), *waiting(case, words)]


def test_the_stories_hold_every_kind_of_event(lived: Mapping[str, Lived]) -> None:
    seen = {event.kind for _, events in lived.values() for event in events}
    assert set(KINDS) - seen <= RARE


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NAMES)
def test_every_event_is_told_in_whole_words(
    lived: Mapping[str, Lived], law: CompiledPolicy, name: str, language: Language
) -> None:
    for one in tellings(lived[name], law, language):
        assert one.says.strip()
        assert one.lane in LANES
        for said in (one.says, *one.details, one.by):
            assert "{" not in said
            assert said == said.strip()


def english_in(one: Told) -> bool:
    return any(word in one.says.split() for word in ("the", "was", "is", "a"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_told_in_the_other_language(
    lived: Mapping[str, Lived], law: CompiledPolicy, name: str
) -> None:
    spoken = tellings(lived[name], law, Language.ID)
    assert [one.says for one in spoken if english_in(one)] == []
    assert any(english_in(one) for one in tellings(lived[name], law, Language.EN)), "the control"


@pytest.mark.parametrize("name", NAMES)
def test_every_story_is_a_picture_and_a_page(
    lived: Mapping[str, Lived], law: CompiledPolicy, name: str
) -> None:
    case, _ = lived[name]
    things = tellings(lived[name], law, Language.ID)
    picture = ElementTree.fromstring(standing_alone(picture_of(case.id, things, Language.ID)))
    marks = [one for one in picture.iter() if _is_mark(one)]
    assert len(marks) == len(things)
    page = text_of(page_of_case(case, vocabulary_of(law.policy, Language.ID)), 100)
    assert case.id in page
    assert all(len(line) <= 100 for line in page.splitlines())


def _is_mark(one: ElementTree.Element) -> bool:
    values: dict[str, Any] = one.attrib
    return one.tag.endswith("circle") or str(values.get("d", "")).endswith("Z")
