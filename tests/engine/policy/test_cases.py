"""This file reads cases one by one and by the batch: what is wrong is named, the rest is taken."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import Case, CaseError, Category, Channel, Days, Facts, Language, Level
from netralitas.policy import Bounds, Format, Policy, read_cases
from netralitas.policy.cases import format_of

"""Seconds on a busy machine, for what takes a tenth of a second on an idle one."""

PLAIN: dict[str, Any] = {
    "schema": "netralitas/case/v1",
    "id": "LMJ-1",
    "subject": {"category": "pns"},
    "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "like"}}],
}

AS_PRINTED = b"""
schema: netralitas/case/v1
id: LMJ-2024-001
event: LMJ-RALLY-3
region: lumajang
election: pilkada_2024
contest: regional_head
report: {at: 2024-10-03, known_at: 2024-10-02, channel: masyarakat, by: {confidential: true}}
subject: {category: pns, level: pengawas, office: lurah, heads_unit: true, government: kabupaten,
          pakta_integritas: true, deklarasi_netralitas: false, until: null}
charges:
  - act: react_online
    at: 2024-10-02
    facts: {platform: facebook, reaction: comment}
evidence:
  - {kind: foto, sha256: "\xe2\x80\xa6", verified: true}
priors: []
officials:
  - {level: administrator, state: vacant}
  - {official: bupati_wali_kota, state: implicated, because: "spouse is a candidate"}
  - {official: bupati_wali_kota, state: acting, kind: pj, approval: "821/5492/SJ"}
  - {stage: atasan_langsung, state: did_not_act}
process:
  summonses: [{at: 2024-10-07, for: 2024-10-14, attended: false}]
  examination: {at: null, by: null, signed: null}
  imposed: []
  delivery: {for: null, attended: null, sent: null, received: null}
  appeal: {kind: null, at: null}
"""


def read(
    content: bytes | str, policy: Policy, file: str = "c.yaml", **how: Any
) -> list[Case | CaseError]:
    content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return list(read_cases(content, file, policy, **how))


def only_case(content: bytes | str, policy: Policy, file: str = "c.yaml", **how: Any) -> Case:
    [case] = read(content, policy, file, **how)
    assert isinstance(case, Case), str(case)
    return case


def only_error(content: bytes | str, policy: Policy, file: str = "c.yaml") -> str:
    [error] = read(content, policy, file)
    assert isinstance(error, CaseError)
    return error.message(Language.EN)


def test_the_case_file_of_the_documentation_is_taken(sample: Policy) -> None:
    case = only_case(AS_PRINTED, sample)
    assert case.subject.level is Level.PENGAWAS
    assert case.subject.until is None
    assert case.report.channel is Channel.MASYARAKAT
    assert case.charges[0].at == Days.of(date(2024, 10, 2))
    assert case.charges[0].facts == Facts({"platform": "facebook", "reaction": "comment"})
    assert case.process.summonses[0].on == date(2024, 10, 14)
    assert case.evidence is not None
    assert [official.approval for official in case.officials] == [None, None, "821/5492/SJ", None]


def test_the_least_case_leaves_the_rest_unknown(sample: Policy) -> None:
    case = only_case(
        "schema: netralitas/case/v1\nid: a\nsubject: {}\ncharges: [{act: react_online}]", sample
    )
    assert case.subject.category is None
    assert case.charges[0].at is None
    assert case.evidence is None


def test_no_evidence_and_evidence_not_assessed_are_not_the_same(sample: Policy) -> None:
    assert only_case(json.dumps({**PLAIN, "evidence": []}), sample).evidence == ()
    assert only_case(json.dumps(PLAIN), sample).evidence is None


def test_a_month_is_every_day_of_it(sample: Policy) -> None:
    charge = {"act": "react_online", "at": "2024-02"}
    at = only_case(json.dumps({**PLAIN, "charges": [charge]}), sample).charges[0].at
    assert at == Days(first=date(2024, 2, 1), last=date(2024, 2, 29))


def test_the_same_case_is_equal_whatever_it_is_written_in(sample: Policy) -> None:
    text = json.dumps(PLAIN)
    row = "id,subject.category,act,at,facts.reaction\nLMJ-1,pns,react_online,2024-10-02,like\n"
    cases = [
        only_case(text, sample, "a.yaml"),
        only_case(text, sample, "a.json"),
        only_case(text, sample, "a.jsonl"),
        only_case(row, sample, "a.csv"),
        only_case(f"[{text}]", sample, "a.json"),
        only_case(f"- {text}", sample, "a.yml"),
    ]
    assert all(case == cases[0] for case in cases)


def test_a_batch_names_every_bad_case_with_its_line_and_takes_the_rest(sample: Policy) -> None:
    good = "{schema: netralitas/case/v1, id: %s, subject: {}, charges: [{act: react_online}]}"
    batch = "\n".join(
        [
            "- " + good % "one",
            "- " + (good % "two").replace("react_online", "react_onlin"),
            "- " + good % "three",
            "- " + (good % "four").replace("id: four", "id: four, id: 4"),
            "- 5",
            "-",
            "- " + (good % "seven").replace("{}", "{category: &a pns}"),
            "- " + good % "eight",
        ]
    )
    read_ = read(batch, sample)
    assert [one.id for one in read_ if isinstance(one, Case)] == ["one", "three", "eight"]
    assert [
        (one.at.line, one.at.path, one.says.en) for one in read_ if isinstance(one, CaseError)
    ] == [
        (2, "[1].charges[0].act", "unknown act 'react_onlin'"),
        (4, "[3].id", "key 'id' already stands on line 4"),
        (5, "[4]", "expected a mapping, not 5"),
        (6, "[5]", "expected a mapping, not nothing"),
        (7, "[6].subject.category", "YAML anchors and aliases are not taken: &a"),
    ]


@pytest.mark.parametrize("name", ["b.jsonl", "-"])
def test_a_batch_of_json_lines_goes_on_after_a_broken_line(name: str, sample: Policy) -> None:
    good = json.dumps(PLAIN)
    lines = [
        good,
        good.replace("pns", "pnss"),
        "",
        good[:-1],
        good,
        '{"a": 1, "a": 2}',
        "\ufeff",
        good,
    ]
    read_ = read("\n".join(lines), sample, name)
    assert [isinstance(one, Case) for one in read_] == [
        True,
        False,
        False,
        True,
        False,
        False,
        True,
    ]
    assert [one.at.line for one in read_ if isinstance(one, CaseError)] == [2, 4, 6, 7]


def test_a_batch_of_json_goes_on_after_a_faulty_case(sample: Policy) -> None:
    good = json.dumps(PLAIN)
    twice = good.replace('"id"', '"id": "x", "id"')
    fraction = good.replace('"like"', "1e9")
    read_ = read(f"[{good},\n{twice},\n{fraction},\n{good}]", sample, "b.json")
    assert [isinstance(one, Case) for one in read_] == [True, False, False, True]
    assert [one.at.line for one in read_ if isinstance(one, CaseError)] == [2, 3]


def test_a_fault_of_the_whole_file_is_one_error_and_nothing_is_half_done(sample: Policy) -> None:
    good = json.dumps(PLAIN)
    for text in (
        f"- {good}\n- [",
        f"- {good}\n- {'[' * 50}",
        f"- {good}\n--- \n- {good}",
        f"- {good}\n- \x00",
    ):
        [error] = read(text, sample)
        assert isinstance(error, CaseError)
        assert error.at.line > 0


def test_two_people_are_two_cases(sample: Policy) -> None:
    two = json.dumps({**PLAIN, "subject": [{"category": "pns"}, {"category": "pppk"}]})
    assert "one case, one person" in only_error(two, sample, "a.json")
    assert "one case, one person" in only_error(two, sample, "a.yaml")


@pytest.mark.parametrize("name", ["big.yaml", "big.json", "big"])
def test_a_case_file_of_10_megabytes_is_refused(name: str, sample: Policy) -> None:
    big = json.dumps({**PLAIN, "event": "x" * 10_000_000})
    assert "at most 4 MiB" in only_error(big, sample, name)


def test_a_line_of_10_megabytes_spoils_only_itself(sample: Policy) -> None:
    good = json.dumps(PLAIN)
    big = json.dumps({**PLAIN, "event": "x" * 10_000_000})
    read_ = read("\n".join([good, big, good]), sample, "b.jsonl")
    assert [isinstance(one, Case) for one in read_] == [True, False, True]


def test_many_lines_are_taken_though_together_they_are_big(sample: Policy) -> None:
    charge = {"act": "react_online", "facts": {"platform": "x" * 9000}}
    many = "\n".join([json.dumps({**PLAIN, "charges": [charge]})] * 500)
    assert len(many) > 4 * 1024 * 1024
    assert all(isinstance(one, Case) for one in read(many, sample, "b.jsonl"))


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing\n", "[]", "null"])
@pytest.mark.parametrize("name", ["a.yaml", "-", "a.jsonl", "a.csv", "a.json"])
def test_a_file_without_a_case_is_an_error_and_no_silence(
    content: str, name: str, sample: Policy
) -> None:
    assert only_error(content, sample, name)


@pytest.mark.parametrize(
    ("content", "file", "format"),
    [
        ("{", "a.yaml", "yaml"),
        ("{", "a.YML", "yaml"),
        ("", "a.json", "json"),
        ("", "x/y.jsonl", "jsonl"),
        ("", "a.ndjson", "jsonl"),
        ("", "a.CSV", "csv"),
        ("", "-", "yaml"),
        ('{"a": 1}', "-", "json"),
        ('\n\n{"a": 1}\n\n', "-", "json"),
        ('{"a": 1}\n{"a": 2}', "-", "jsonl"),
        ('\ufeff{"a": 1}', "-", "json"),
        ("{\n}", "-", "json"),
        ('[\n{"a": 1}]', "-", "json"),
        ('[{"a": 1}, {"b": 2}]', "-", "json"),
        ("{schema: a}", "-", "yaml"),
        ("- a", "-", "yaml"),
        ("[a, b]", "-", "yaml"),
        ("schema: a", "<stdin>", "yaml"),
    ],
)
def test_the_format_follows_the_name_else_the_content(
    content: str, file: str, format: Format
) -> None:
    assert format_of(content.encode(), file) == format


def test_a_format_that_is_given_holds_against_the_name(sample: Policy) -> None:
    assert only_case(json.dumps(PLAIN), sample, "a.csv", format="json").id == "LMJ-1"


TREE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["pns", "2024-10", "react_online"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Case.__struct_fields__, "act", "at", "facts", "kind", "x"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(tree=TREE, name=st.sampled_from(["a.json", "a.yaml", "a.jsonl"]))
def test_whatever_comes_is_a_case_or_an_error_in_one_line(
    tree: Any, name: str, sample: Policy
) -> None:
    if isinstance(tree, dict):
        tree = {**PLAIN, **tree}
    for one in read(json.dumps(tree), sample, name):
        if isinstance(one, CaseError):
            assert one.message(Language.ID).isprintable()
            assert one.message(Language.EN).isprintable()
        else:
            assert one.id


@given(content=st.binary(max_size=60), name=st.sampled_from(["a.json", "a.yaml", "a.csv", "-"]))
def test_no_bytes_at_all_raise_anything(content: bytes, name: str, sample: Policy) -> None:
    for one in read(content, sample, name):
        assert isinstance(one, CaseError)
        assert "\n" not in one.message(Language.ID)


def test_a_thousand_cases_are_read(sample: Policy) -> None:
    content = (json.dumps(PLAIN) + "\n").encode() * 1000
    assert all(isinstance(one, Case) for one in read(content, sample, "b.jsonl"))


def test_a_category_that_is_unknown_is_taken(sample: Policy) -> None:
    assert (
        only_case(json.dumps({**PLAIN, "subject": {"category": None}}), sample).subject.category
        is None
    )
    assert only_case(json.dumps(PLAIN), sample).subject.category is Category.PNS


def test_a_list_with_an_anchor_is_refused_as_a_whole(sample: Policy) -> None:
    assert "anchors and aliases" in only_error(f"&all\n- {json.dumps(PLAIN)}", sample)


def test_the_whole_of_a_stream_is_bounded_too(
    sample: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = json.dumps(PLAIN) + "\n"
    assert len(read(good * 9, sample, "b.jsonl")) == 9
    monkeypatch.setattr("netralitas.policy.cases._STREAM", Bounds(bytes=len(good) * 8))
    assert "a file of" in only_error(good * 9, sample, "b.jsonl")
    assert len(read(good * 8, sample, "b.jsonl")) == 8
