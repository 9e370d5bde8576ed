"""The schemas are JSON Schema 2020-12, and say of a case what the reader says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from netralitas.desk.schema import KINDS, with_vocabulary
from netralitas.desk.shapes import DIALECT, schema_of
from netralitas.facts import Case, CaseError, PolicyError, Verdict
from netralitas.policy import (
    Policy,
    overlay,
    read_cases,
    read_pack,
    read_yaml,
    to_plain,
)
from netralitas.regions import national_files
from tests.laws import national_policy

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def schema(kind: str) -> dict[str, Any]:
    return schema_of(KINDS[kind], kind)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return national_policy()


@pytest.fixture(scope="module")
def checker(policy: Policy) -> Draft202012Validator:
    return Draft202012Validator(with_vocabulary(schema("case"), policy))


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_sound_and_named(kind: str) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert made["$id"] == f"urn:netralitas:schema:{kind}:v1"
    json.dumps(made)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_is_valid(file: Path, checker: Draft202012Validator) -> None:
    data = read_yaml(file.read_bytes(), file.name, error=CaseError).data
    assert [error.message for error in checker.iter_errors(data)] == []


@pytest.mark.parametrize("name", sorted(national_files()))
def test_every_file_of_the_national_policy_is_valid(name: str) -> None:
    data = read_yaml(national_files()[name], name, error=PolicyError).data
    errors = Draft202012Validator(schema("policy")).iter_errors(data)
    assert [error.message for error in errors] == []


PACKS = [
    path
    for folder in ("plugins/netralitas/regions/packs", "examples/packs")
    for path in sorted((ROOT / folder).glob("*.yaml"))
    if not path.name.endswith(".cases.yaml")
]


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_every_pack_is_valid(file: Path) -> None:
    data = read_yaml(file.read_bytes(), file.name, error=PolicyError).data
    errors = Draft202012Validator(schema("pack")).iter_errors(data)
    assert [error.message for error in errors] == []


WRONG_PACKS = [
    {"region": None},
    {"schema": "netralitas/policy/v1"},
    {"valid": {"until": "2024-12-31"}},
    {"fills": {"tiers": []}},
    {"fills": {"guidance": [{"id": "kota-x"}]}},
]


@pytest.mark.parametrize("changes", WRONG_PACKS, ids=str)
def test_a_pack_of_another_shape_is_not(changes: dict[str, Any]) -> None:
    data = read_yaml(PACKS[0].read_bytes(), PACKS[0].name, error=PolicyError).data
    checker = Draft202012Validator(schema("pack"))
    assert checker.is_valid(data)
    assert not checker.is_valid({**data, **changes})


def test_a_verdict_is_valid(lurah: Verdict) -> None:
    data = json.loads(json.dumps(to_plain(lurah)))
    errors = Draft202012Validator(schema("verdict")).iter_errors(data)
    assert [error.message for error in errors] == []


def a_case(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "schema": "netralitas/case/v1",
        "id": "x",
        "subject": {"category": "pns"},
        "charges": [{"act": "react_online"}],
    }
    return plain | changes


WRONG = {
    "an unknown act": a_case(charges=[{"act": "react_onlin"}]),
    "an unknown office": a_case(subject={"office": "raja"}),
    "an unknown election": a_case(election="pilkada_1999"),
    "an unknown fact": a_case(charges=[{"act": "react_online", "facts": {"mood": True}}]),
    "an unknown value": a_case(charges=[{"act": "react_online", "facts": {"reaction": "wave"}}]),
    "a fact of another kind": a_case(charges=[{"act": "join_campaign", "facts": {"active": "ya"}}]),
    "an unknown key": a_case(nama="X"),
    "no charge list": a_case(charges=None),
    "a date that is none": a_case(charges=[{"act": "react_online", "at": "kemarin"}]),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_schema_and_reader_refuse_alike(
    wrong: dict[str, Any], checker: Draft202012Validator, policy: Policy
) -> None:
    [found] = read_cases(json.dumps(wrong).encode(), "x.json", policy)
    assert isinstance(found, CaseError)
    assert not checker.is_valid(wrong)


RIGHT = {
    "a month": a_case(charges=[{"act": "react_online", "at": "2024-10"}]),
    "a span": a_case(
        charges=[{"act": "react_online", "at": {"from": "2024-10-01", "to": "2024-10-02"}}]
    ),
    "a null fact": a_case(charges=[{"act": "react_online", "facts": {"reaction": None}}]),
    "no evidence at all": a_case(evidence=[]),
}


@pytest.mark.parametrize("right", RIGHT.values(), ids=RIGHT.keys())
def test_schema_and_reader_accept_alike(
    right: dict[str, Any], checker: Draft202012Validator, policy: Policy
) -> None:
    [found] = read_cases(json.dumps(right).encode(), "x.json", policy)
    assert isinstance(found, Case)
    assert checker.is_valid(right)


def test_the_vocabulary_of_a_region_is_wider_than_the_nation_s(policy: Policy) -> None:
    demonstration = (ROOT / "examples" / "packs" / "demonstrasi_tpp.yaml").read_bytes()
    pack = read_pack({"demonstrasi_tpp.yaml": demonstration}, policy)
    case = a_case(charges=[{"act": "react_online", "facts": {pack.fills.facts[0].name: True}}])
    wide = Draft202012Validator(with_vocabulary(schema("case"), overlay(policy, pack)))
    narrow = Draft202012Validator(with_vocabulary(schema("case"), policy))
    assert wide.is_valid(case)
    assert not narrow.is_valid(case)


def test_without_the_vocabulary_an_unknown_act_would_pass() -> None:
    assert Draft202012Validator(schema("case")).is_valid(WRONG["an unknown act"])
