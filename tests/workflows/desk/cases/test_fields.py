"""Fields of a step come from the command line as they would from a file."""

from __future__ import annotations

from typing import Any

import pytest

from netralitas.casework import command_from
from netralitas.desk.cases.fields import needed, step_named, values_of
from netralitas.desk.complaints import Complaint
from netralitas.facts import InputError

READ: list[tuple[str, list[str], dict[str, Any]]] = [
    ("summon", ["--day", "2024-10-16"], {"day": "2024-10-16"}),
    ("verify_evidence", ["--number", "2", "--verified=tidak"], {"number": 2, "verified": False}),
    ("ask_more", ["--questions", "a", "--questions", "b"], {"questions": ["a", "b"]}),
    ("ask_more", ["--questions", "[a, 'b, c']"], {"questions": ["a", "b, c"]}),
    ("form_team", ["--members", "a=x", "--members=b=y=z"], {"members": {"a": "x", "b": "y=z"}}),
    ("form_team", ["--members", "{a: x}"], {"members": {"a": "x"}}),
    ("execute", ["--document", "123"], {"document": "123"}),
    ("decide", ["--sanction", "yes"], {"sanction": "yes"}),
    ("add_evidence", ["--evidence", "{kind: foto}"], {"evidence": {"kind": "foto"}}),
    ("move_criminal", ["--step", "review", "--on", "2024-10-10"],
     {"step": "review", "on": "2024-10-10"}),
    ("record_facts", ["--known-at", "2024-10-01"], {"known_at": "2024-10-01"}),
]  # fmt: skip


@pytest.mark.parametrize("step, words, values", READ, ids=lambda one: str(one)[:40])
def test_a_field_is_read_by_the_shape_of_its_step(
    step: str, words: list[str], values: dict[str, Any]
) -> None:
    assert values_of(step, words, ()) == values


def test_a_field_may_also_be_written_as_a_pair() -> None:
    assert values_of("summon", (), ("day=2024-10-16",)) == {"day": "2024-10-16"}


REFUSED: list[tuple[str, list[str], str]] = [
    ("summon", ["--dya", "2024-10-16"], "did you mean 'day'?"),
    ("summon", ["2024-10-16"], "write --field value"),
    ("summon", ["--day"], "no value"),
    ("summon", ["--day", "2024-10-16", "--day", "2024-10-17"], "more than once"),
    ("verify_evidence", ["--verified", "maybe"], "unknown value 'maybe'"),
    ("form_team", ["--members", "a"], "no new key=value"),
    ("form_team", ["--members", "a=x", "--members", "a=y"], "no new key=value"),
]


@pytest.mark.parametrize("step, words, says", REFUSED, ids=lambda one: str(one)[:40])
def test_what_is_no_field_is_refused_with_a_hint(step: str, words: list[str], says: str) -> None:
    with pytest.raises(Complaint) as caught:
        values_of(step, words, ())
    assert says in caught.value.says.en


def test_a_pair_without_a_value_is_refused() -> None:
    with pytest.raises(Complaint, match="no key=value"):
        values_of("summon", (), ("day",))


def test_yaml_in_a_field_is_as_bounded_as_in_a_file() -> None:
    with pytest.raises(InputError, match="--evidence:1"):
        values_of("add_evidence", ["--evidence", "{kind: &a foto}"], ())


def test_a_step_may_be_written_with_hyphens_and_is_known_by_its_nearest() -> None:
    assert step_named("begin-review") == "begin_review"
    with pytest.raises(Complaint, match="begin_review"):
        step_named("begin_revue")


def test_what_a_step_needs_is_told() -> None:
    assert needed("decide_remedy") == ("outcome", "reasons")
    assert needed("examine") == ()


def test_a_field_that_its_step_needs_is_asked_for() -> None:
    with pytest.raises(InputError, match="day"):
        command_from("summon", values_of("summon", (), ()))
