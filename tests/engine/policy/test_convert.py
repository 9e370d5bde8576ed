"""This file turns plain values into typed ones and back, and reads what is said of wrong ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import (
    CASE_SCHEMA,
    Case,
    CaseError,
    Category,
    Charge,
    Days,
    Facts,
    Language,
    Place,
    Subject,
    Tier,
    Verdict,
)
from netralitas.policy import PolicyFile, convert_located, days_of, digest, encode, to_plain
from netralitas.policy.convert import dec_hook, enc_hook
from netralitas.policy.faults import faults_of
from netralitas.policy.scalars import Path, Refusal

CASE: dict[str, Any] = {
    "schema": CASE_SCHEMA,
    "id": "a",
    "subject": {"category": "pns"},
    "charges": [{"act": "react_online", "facts": {"reaction": "like"}}],
}


def convert(data: object) -> Case:
    return convert_located(
        data, Case, place=lambda path: Place("f", 7, _dotted(path)), error=CaseError
    )


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def test_plain_values_become_a_case() -> None:
    case = convert(CASE)
    assert case.subject == Subject(category=Category.PNS)
    assert case.charges[0].facts == Facts({"reaction": "like"})
    assert hash(case) == hash(convert(CASE))


def test_a_fact_that_says_nothing_is_unknown() -> None:
    case = convert({**CASE, "charges": [{"act": "a", "facts": {"active": None, "public": False}}]})
    assert dict(case.charges[0].facts) == {"public": False}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": 5}, 'id: expected text, not 5 (for example "5")'),
        ({"id": None}, 'id: expected text, not nothing (for example "5")'),
        ({"id": True}, 'id: expected text, not true (for example "5")'),
        (
            {"subject": 5},
            "subject: expected a mapping, not 5 (for example {category: ..., level: ...})",
        ),
        (
            {"subject": {"until": "x"}},
            "subject.until: expected a date, not 'x' (for example 2024-10-02)",
        ),
        (
            {"subject": {"until": "2024-1-2"}},
            "subject.until: expected a date, not '2024-1-2' (for example 2024-10-02)",
        ),
        (
            {"subject": {"until": "20241002"}},
            "subject.until: expected a date, not '20241002' (for example 2024-10-02)",
        ),
        (
            {"subject": {"until": "2024-13-01"}},
            "subject.until: there is no day 2024-13-01 (for example 2024-10-02)",
        ),
        (
            {"charges": [{"act": "a", "at": "2024-13"}]},
            "charges.0.at: there is no month 2024-13 (for example 2024-10-02, 2024-10 or",
        ),
        (
            {"charges": [{"act": "a", "facts": {"x": 1.5}}]},
            "charges.0.facts.x: expected text, not 1.5",
        ),
        (
            {"charges": [{"act": "a", "facts": {"x": 2**53}}]},
            "charges.0.facts.x: expected a whole number, not 9007199254740992",
        ),
        ({"charges": {}}, "charges: expected a list, not a mapping (for example [...])"),
        ({"charges": [5]}, "charges.0: expected a mapping, not 5 (for example {act: ...})"),
        ({"charges": [{}]}, "charges.0: key 'act' is missing (for example act: ...)"),
        (
            {"charges": [{"act": "a", "facts": 5}]},
            "charges.0.facts: expected a mapping, not 5 (for example {active: true})",
        ),
        (
            {"charges": [{"act": "a", "facts": {"x": {}}}]},
            "charges.0.facts.x: one fact, one value (write one charge for each value)",
        ),
        (
            {"evidence": [{"kind": "foto", "charges": [True]}]},
            "evidence.0.charges.0: expected a whole number, not true (for example 7)",
        ),
        (
            {"evidence": [{"kind": 5}]},
            "evidence.0.kind: expected one value, not 5 (for example foto, rekaman",
        ),
        (
            {"contest": "dppd"},
            "contest: unknown value 'dppd' (did you mean 'dpd'? known here: dpd, ",
        ),
        ({"x": 1, "id": 5}, "x: unknown key 'x'"),
    ],
    ids=str,
)
def test_a_wrong_value_is_named_with_its_place_and_an_example(
    change: dict[str, Any], says: str
) -> None:
    with pytest.raises(CaseError) as refused:
        convert({**CASE, **change})
    assert refused.value.message(Language.EN).startswith(f"f:7: {says}")


def test_every_fault_is_found_and_not_only_the_first() -> None:
    data = {**CASE, "id": 5, "subject": {"level": "x"}, "charges": [{"act": 1}, {"at": 5}]}
    assert [fault.path for fault in faults_of(data, Case)] == [
        ("id",),
        ("subject", "level"),
        ("charges", 0, "act"),
        ("charges", 1),
        ("charges", 1, "at"),
    ]


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.sampled_from(["pns", "berat", "2024-10-02", ""]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from([*Case.__struct_fields__, *Charge.__struct_fields__]), inner, max_size=5
        )
    ),
    max_leaves=25,
)


@given(PLAIN)
def test_faults_are_found_exactly_where_the_converter_refuses(data: Any) -> None:
    """The walk that explains must agree with the converter that decides."""
    if isinstance(data, dict):
        data = {**CASE, **data}
    try:
        convert(data)
    except CaseError:
        assert list(faults_of(data, Case))
    else:
        assert not list(faults_of(data, Case))


@given(PLAIN)
def test_faults_of_a_policy_file_are_found_where_the_converter_refuses(data: Any) -> None:
    try:
        convert_located(data, PolicyFile, place=lambda _: Place("f"), error=CaseError)
    except CaseError:
        assert list(faults_of(data, PolicyFile))
    else:
        assert not list(faults_of(data, PolicyFile))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-10-02", date(2024, 10, 2), date(2024, 10, 2)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ({"from": "2024-10-02", "to": "2024-10-05"}, date(2024, 10, 2), date(2024, 10, 5)),
    ],
    ids=str,
)
def test_a_day_a_month_and_a_span_are_days(written: object, first: date, last: date) -> None:
    assert days_of(written) == Days(first=first, last=last)
    assert dec_hook(Days, written) == Days(first=first, last=last)


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-30",
        "2024-13",
        "0000-01",
        "2024",
        "20241002",
        "2024-W40-3",
        5,
        None,
        [],
        {},
        {"from": "2024-10-02"},
        {"from": "2024-10-02", "to": "2024-10-01"},
        {"from": "2024-10-02", "to": None},
        {"first": "2024-10-02", "last": "2024-10-03"},
    ],
    ids=str,
)
def test_what_is_no_day_is_refused_in_words(written: object) -> None:
    refusal = days_of(written)
    assert isinstance(refusal, Refusal)
    assert refusal.hint is not None
    with pytest.raises(ValueError, match="not Days"):
        dec_hook(Days, written)


def test_days_and_facts_are_written_as_a_file_writes_them() -> None:
    assert enc_hook(Days.of(date(2024, 10, 2))) == "2024-10-02"
    assert enc_hook(Days.month(2024, 2)) == {"from": "2024-02-01", "to": "2024-02-29"}
    assert enc_hook(Facts({"b": 1, "a": True})) == {"a": True, "b": 1}
    with pytest.raises(NotImplementedError, match="cannot write object"):
        enc_hook(object())


def test_the_canonical_json_of_equal_values_is_equal() -> None:
    one = Facts({"b": 1, "a": "x"})
    other = Facts({"a": "x", "b": 1})
    assert encode(one) == encode(other) == b'{"a":"x","b":1}'
    assert digest(one) == digest(other)
    assert digest(one) != digest(Facts({"a": "x", "b": 2}))
    assert digest(one).startswith("sha256:")
    assert len(digest(one)) == len("sha256:") + 64


def test_plain_values_have_no_types_of_ours_left() -> None:
    plain = to_plain(
        {"tier": Tier.BERAT, "at": date(2024, 10, 2), "facts": Facts({"a": 1}), "none": None}
    )
    assert plain == {"tier": "berat", "at": "2024-10-02", "facts": {"a": 1}, "none": None}
    assert type(plain["tier"]) is str


def test_the_types_of_a_verdict_can_be_walked() -> None:
    assert next(faults_of({"schema": "x"}, Verdict)).path == ("schema",)


def test_what_only_the_converter_refuses_is_said_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Should the two ever differ, the case is refused all the same, at the place of the whole."""
    monkeypatch.setattr("netralitas.policy.faults.faults_of", lambda *_: iter(()))
    with pytest.raises(CaseError, match=r"f:7: Expected `str`, got `int` - at `\$.id`"):
        convert({**CASE, "id": 5})


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        ({"presumes": []}, ("presumes",), "expected a mapping, not a list"),
        ({"presumes": {"a": "b"}}, ("presumes", "a"), "expected true or false, not 'b'"),
        ({"heads_unit": {"lurah": True}}, ("heads_unit", "lurah"), "unknown value 'lurah'"),
        ({"acts": [{"id": "a"}]}, ("acts", 0), "key 'text' is missing"),
        ({"fields": [{"default": []}]}, ("fields", 0, "default"), "expected text, not a list"),
        ({"verified_items": "1"}, ("verified_items",), "expected a whole number, not '1'"),
    ],
    ids=str,
)
def test_a_mapping_is_walked_by_its_keys(data: Any, path: Path, says: str) -> None:
    found = {fault.path: fault.says.en for fault in faults_of(data, PolicyFile)}
    assert found[path] == says


def test_an_example_is_given_for_every_kind_of_key() -> None:
    hints = {
        fault.hint.en
        for section in ("fields", "elections", "holidays", "authority", "ladders")
        for fault in faults_of({section: [{"readings": [{}]}]}, PolicyFile)
        if fault.hint
    }
    assert {
        "for example kind: bool",
        "for example contests: [...]",
        "for example national: {...: ...}",
        "for example year: 7",
        "for example track: kepegawaian",
        "for example official: presiden",
    } <= hints
