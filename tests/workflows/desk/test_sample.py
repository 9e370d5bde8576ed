"""Synthetic cases are the same from the same seed, can all be read, and say what they assume."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.desk.assumptions import (
    ASSUMPTIONS,
    PEMILU_ACTS,
    PEMILU_POSITIONS,
    PILKADA_ACTS,
    PILKADA_POSITIONS,
)
from netralitas.desk.casefile import write_csv, write_json, write_jsonl, write_yaml
from netralitas.desk.sampling import Sampler
from netralitas.facts import Case, CaseError
from netralitas.policy import Format, Policy, read_cases, read_policy
from netralitas.regions import national_files
from netralitas.rules import RuleBase, compile_rules

ELECTIONS = (
    "pilkada_2015",
    "pilkada_2017",
    "pilkada_2018",
    "pilkada_2020",
    "pilkada_2024",
    "pemilu_2019",
    "pemilu_2024",
)


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return compile_rules(read_policy(national_files()))


def drawn(
    base: RuleBase, n: int, *, seed: int = 7, election: str = "pilkada_2024", unknown: float = 0.1
) -> list[dict[str, Any]]:
    chosen = next(one for one in base.policy.elections if one.id == election)
    return list(Sampler(base, chosen, unknown, seed).cases(n))


def written(form: str, cases: Iterable[Mapping[str, Any]], policy: Policy) -> bytes:
    facts = [field.name for field in policy.fields if field.scope == "charge"]
    writers: dict[str, Callable[[Iterable[Mapping[str, Any]], TextIO], None]] = {
        "yaml": write_yaml,
        "json": write_json,
        "jsonl": write_jsonl,
        "csv": lambda some, out: write_csv(some, out, facts),
    }
    out = io.StringIO()
    writers[form](cases, out)
    return out.getvalue().encode()


def read(content: bytes, form: Format, policy: Policy) -> list[Case | CaseError]:
    return list(read_cases(content, f"sample.{form}", policy, format=form))


@pytest.mark.parametrize("election", ELECTIONS)
def test_every_case_of_every_election_can_be_read(base: RuleBase, election: str) -> None:
    cases = drawn(base, 150, election=election)
    found = read(written("yaml", cases, base.policy), "yaml", base.policy)
    assert [one for one in found if isinstance(one, CaseError)] == []
    assert len(found) == 150


def test_every_form_reads_back_as_the_same_cases(base: RuleBase) -> None:
    cases = drawn(base, 60)
    forms: tuple[Format, ...] = ("yaml", "json", "jsonl", "csv")
    found = [read(written(form, cases, base.policy), form, base.policy) for form in forms]
    assert all(isinstance(one, Case) for one in found[0])
    assert found[0] == found[1] == found[2] == found[3]


@pytest.mark.parametrize(
    ("form", "nothing"), [("yaml", b"[]\n"), ("json", b"[]\n"), ("jsonl", b"")]
)
def test_no_case_at_all_is_written_as_such(base: RuleBase, form: str, nothing: bytes) -> None:
    assert written(form, [], base.policy) == nothing


def test_the_same_seed_gives_the_same_cases_and_another_gives_others(base: RuleBase) -> None:
    assert drawn(base, 30, seed=1) == drawn(base, 30, seed=1)
    assert drawn(base, 30, seed=1) != drawn(base, 30, seed=2)


def test_a_longer_sample_begins_with_the_shorter_one(base: RuleBase) -> None:
    assert drawn(base, 40)[:15] == drawn(base, 15)


def test_the_first_cases_stay_what_they_were(base: RuleBase) -> None:
    """A change here breaks everybody's reproducible samples: it belongs in the changelog."""
    first = drawn(base, 3, seed=0)
    told = [
        (case["charges"][0]["act"], case["charges"][0]["at"], case["subject"]) for case in first
    ]
    assert told == [
        (
            "join_campaign",
            "2024-10-23",
            {
                "category": "pns",
                "level": "jpt_pratama",
                "office": "staf_ahli",
                "government": "kabupaten",
            },
        ),
        (
            "react_online",
            "2024-04-17",
            {"category": "pns", "level": "pengawas", "government": "pusat"},
        ),
        (
            "post_photo",
            "2024-11-28",
            {"category": "pns", "level": "jpt_pratama", "government": "pusat"},
        ),
    ]


def test_only_random_is_drawn_from(base: RuleBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other methods of Random may change between versions of Python, and the cases with them."""

    def refuse(*_: object) -> None:
        raise AssertionError("not reproducible across versions")

    for name in ("choice", "choices", "randrange", "randint", "shuffle", "sample", "getrandbits"):
        monkeypatch.setattr(Random, name, refuse)
    assert len(drawn(base, 20)) == 20


def test_no_case_combines_what_cannot_occur(base: RuleBase) -> None:
    for case in drawn(base, 800, unknown=0.0):
        fact = case["subject"] | case["charges"][0]["facts"]
        for item, alternatives in base.impossible:
            met = any(
                all(test.field in fact and test.holds(fact[test.field]) for test in tests)
                for tests in alternatives
            )
            assert not met, f"{case['id']}: {item.text.en}"


def test_the_share_of_the_unknown_is_kept(base: RuleBase) -> None:
    def stated(unknown: float) -> int:
        cases = drawn(base, 400, unknown=unknown)
        return sum(len(case["charges"][0]["facts"]) for case in cases)

    whole = stated(0.0)
    assert stated(1.0) == 0
    assert 0.45 * whole < stated(0.5) < 0.55 * whole


def test_the_kinds_of_act_follow_the_counts(base: RuleBase) -> None:
    acts = Counter(case["charges"][0]["act"] for case in drawn(base, 4000))
    online = (acts["promote_online"] + acts["react_online"]) / 4000
    assert abs(online - 0.304) < 0.03
    assert abs(acts["hold_activity"] / 4000 - 0.224) < 0.03


@pytest.mark.parametrize("shares", [PILKADA_ACTS, PEMILU_ACTS, PILKADA_POSITIONS, PEMILU_POSITIONS])
def test_no_share_is_more_than_the_whole(shares: Mapping[tuple[str, ...], float]) -> None:
    assert 0 < sum(shares.values()) < 100


def test_every_assumption_has_a_mark_and_what_has_no_source_says_so() -> None:
    marks = {one.mark for one in ASSUMPTIONS}
    assert marks <= {"A", "B", "C", "-"}
    assert "-" in marks
    assert all(one.text.id and one.text.en for one in ASSUMPTIONS)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(TEXTS)
def test_any_text_survives_the_yaml_that_is_written(text: str) -> None:
    from netralitas.policy import read_yaml

    out = io.StringIO()
    write_yaml([{"id": text, "subject": {"office": text}}], out)
    data = read_yaml(out.getvalue().encode(), "x.yaml", error=CaseError).data
    assert data == [{"id": text, "subject": {"office": text}}]


@pytest.mark.parametrize(
    "text", ["yes", "null", "12", "1e3", "0x1", "2024-10-02", "a: b", "- x", ""]
)
def test_words_that_yaml_would_take_for_something_else_stay_text(text: str) -> None:
    from netralitas.policy import read_yaml

    out = io.StringIO()
    write_yaml([{"id": text}], out)
    assert read_yaml(out.getvalue().encode(), "x.yaml", error=CaseError).data == [{"id": text}]
