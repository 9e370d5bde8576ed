"""Everything that a case can hold has words in both languages, and no field hides an option."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence

import pytest

from netralitas.casework import COMMANDS, INTAKE, KINDS, Relation, Role
from netralitas.casework.events import Does
from netralitas.desk.cases.act import act
from netralitas.desk.cases.fields import STEPS, fields_of
from netralitas.desk.cases.words import EVENTS, FIRES, LANES, PHRASES, REASONS, RELATIONS, ROLES
from netralitas.desk.cases.words import STEPS as STEP_WORDS
from netralitas.facts import Text, Track

COMPLETE: Sequence[tuple[Mapping[str, Text], Sequence[str]]] = (
    (STEP_WORDS, tuple(COMMANDS)),
    (EVENTS, tuple(KINDS)),
    (ROLES, (*Role, "system")),
    (LANES, (INTAKE, *Track)),
    (RELATIONS, tuple(Relation)),
    (FIRES, typing.get_args(Does)),
)


def lacking(table: Mapping[str, Text], names: Sequence[str]) -> list[str]:
    return sorted(set(names) ^ set(table))


@pytest.mark.parametrize("table, names", COMPLETE, ids=lambda one: str(len(one)))
def test_everything_that_can_occur_has_its_words(
    table: Mapping[str, Text], names: Sequence[str]
) -> None:
    assert lacking(table, names) == []


def test_a_kind_without_words_is_noticed() -> None:
    assert lacking(EVENTS, (*KINDS, "invented")) == ["invented"]
    assert lacking(EVENTS, tuple(KINDS)[1:]) == [next(iter(KINDS))]


@pytest.mark.parametrize("table", [EVENTS, STEP_WORDS, PHRASES, REASONS], ids=len)
def test_no_word_is_empty_in_one_language(table: Mapping[str, Text]) -> None:
    assert [key for key, text in table.items() if not text.id.strip() or not text.en.strip()] == []


def taken(names: Sequence[str], options: Sequence[str]) -> set[str]:
    return {f"--{name}" for name in names} & set(options)


def test_no_field_of_a_step_is_taken_for_an_option_of_the_command() -> None:
    options = [name for one in act.params for name in one.opts]
    assert {step: taken(tuple(fields_of(step)), options) for step in STEPS} == {
        step: set[str]() for step in STEPS
    }


def test_a_field_that_hides_behind_an_option_is_noticed() -> None:
    """The control: `settle_authority` has a field of that name."""
    assert taken(tuple(fields_of("settle_authority")), ["--official"]) == {"--official"}
