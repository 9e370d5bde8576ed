"""Synthetic cases are the same from the same seed, can all be read, and say what they assume."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netralitas.desk
from netralitas.desk.assumptions import (
    ASSUMPTIONS,
    PEMILU_ACTS,
    PEMILU_POSITIONS,
    PILKADA_ACTS,
    PILKADA_POSITIONS,
    REPORTED,
)
from netralitas.desk.casefile import cases_of, write_csv, write_json, write_jsonl, write_yaml
from netralitas.desk.drawing import CHUNK
from netralitas.desk.samples.sampling import Mix, Sampler
from netralitas.facts import Case, CaseError, Outcome
from netralitas.judgement import CompiledPolicy, judge
from netralitas.policy import Format, Policy, read_cases
from netralitas.regions import policy_for
from tests.laws import national_law

ELECTIONS = (
    "pilkada_2015",
    "pilkada_2017",
    "pilkada_2018",
    "pilkada_2020",
    "pilkada_2024",
    "pemilu_2019",
    "pemilu_2024",
)
TODAY = date(2026, 11, 22)
MIXES = {
    "usual": Mix(),
    "complete": Mix(complete=True),
    "everything": Mix(unknown=0.5, second_charge=1, decided=1),
    "little": Mix(unknown=1, second_charge=0, decided=0),
}
Plain = Mapping[str, Any]


@pytest.fixture(scope="module")
def law() -> CompiledPolicy:
    return national_law()


def sampler(
    law: CompiledPolicy,
    *,
    seed: int = 7,
    election: str = "pilkada_2024",
    mix: Mix | None = None,
    region: str | None = None,
) -> Sampler:
    chosen = next(one for one in law.policy.elections if one.id == election)
    return Sampler(law.law.base, chosen, seed, mix=mix, region=region)


def drawn(law: CompiledPolicy, n: int, **chosen: Any) -> list[Plain]:
    return [case for part in sampler(law, **chosen).chunks(n) for case in cases_of(part)]


def written(form: str, cases: Iterable[Plain]) -> bytes:
    writers: dict[str, Callable[[Iterable[Plain], TextIO], None]] = {
        "yaml": write_yaml,
        "json": write_json,
        "jsonl": write_jsonl,
    }
    out = io.StringIO()
    writers[form](cases, out)
    return out.getvalue().encode()


def as_csv(law: CompiledPolicy, n: int, **chosen: Any) -> bytes:
    out = io.StringIO()
    write_csv(sampler(law, **chosen).chunks(n), out)
    return out.getvalue().encode()


def read(content: bytes, form: Format, policy: Policy) -> list[Case | CaseError]:
    return list(read_cases(content, f"sample.{form}", policy, format=form))


def read_well(content: bytes, form: Format, policy: Policy) -> list[Case]:
    found = read(content, form, policy)
    assert [one for one in found if isinstance(one, CaseError)] == []
    return [one for one in found if isinstance(one, Case)]


# Every case can be read and judged


@pytest.mark.parametrize("election", ELECTIONS)
@pytest.mark.parametrize("mix", MIXES)
def test_every_case_of_every_election_reads_the_same_from_a_table_and_from_lines(
    law: CompiledPolicy, election: str, mix: str
) -> None:
    chosen: Mapping[str, Any] = {"election": election, "mix": MIXES[mix]}
    lines = read_well(written("jsonl", drawn(law, 150, **chosen)), "jsonl", law.policy)
    assert read_well(as_csv(law, 150, **chosen), "csv", law.policy) == lines
    assert len(lines) == 150


@pytest.mark.parametrize("seed", range(5))
def test_four_thousand_cases_of_each_seed_are_judged_without_a_fault(
    law: CompiledPolicy, seed: int
) -> None:
    """Twenty thousand in all, of every election, with much and with little known."""
    each = list(MIXES.values())
    seen = Counter[Outcome]()
    for place, election in enumerate((*ELECTIONS, "pilkada_2024")):
        mix = each[(place + seed) % len(each)]
        content = written("jsonl", drawn(law, 500, seed=seed, election=election, mix=mix))
        for case in read_well(content, "jsonl", law.policy):
            seen[judge(case, law, as_of=TODAY).outcome] += 1
    assert seen.total() == 4000
    assert set(seen) >= set(Outcome) - {Outcome.OUT_OF_SCOPE}


def test_cases_of_a_region_speak_its_words_and_are_judged_under_its_pack() -> None:
    lumajang = policy_for("lumajang")
    cases = drawn(lumajang, 400, region="lumajang")
    assert {case["region"] for case in cases} == {"lumajang"}
    assert any("tambahan_penghasilan" in case["subject"] for case in cases)
    for case in read_well(written("jsonl", cases), "jsonl", lumajang.policy):
        judge(case, lumajang, as_of=TODAY)


def test_every_form_reads_back_as_the_same_cases(law: CompiledPolicy) -> None:
    cases = drawn(law, 60)
    forms: tuple[Format, ...] = ("yaml", "json", "jsonl")
    found = [read_well(written(form, cases), form, law.policy) for form in forms]
    assert found[0] == found[1] == found[2] == read_well(as_csv(law, 60), "csv", law.policy)


@pytest.mark.parametrize(
    ("form", "nothing"), [("yaml", b"[]\n"), ("json", b"[]\n"), ("jsonl", b"")]
)
def test_no_case_at_all_is_written_as_such(form: str, nothing: bytes) -> None:
    assert written(form, []) == nothing


def test_a_table_of_no_case_still_has_its_headings(law: CompiledPolicy) -> None:
    assert drawn(law, 0) == []
    assert as_csv(law, 0) == as_csv(law, 3).split(b"\n")[0] + b"\n"


# The same cases again


def test_the_same_seed_gives_the_same_cases_and_another_gives_others(law: CompiledPolicy) -> None:
    assert as_csv(law, 30, seed=1) == as_csv(law, 30, seed=1)
    assert as_csv(law, 30, seed=1) != as_csv(law, 30, seed=2)


@pytest.mark.parametrize("n", [1, 15, CHUNK - 1, CHUNK, CHUNK + 1])
def test_a_longer_sample_begins_with_the_shorter_one(law: CompiledPolicy, n: int) -> None:
    longer = as_csv(law, CHUNK + 40)
    assert longer.startswith(as_csv(law, n))
    assert longer.count(b"\n") == CHUNK + 41


def test_chunks_are_not_alike(law: CompiledPolicy) -> None:
    """The control: what makes a case is its chunk as well as its place in it."""
    rows = as_csv(law, 2 * CHUNK).split(b"\n")[1:]
    assert rows[0].split(b",")[1:] != rows[CHUNK].split(b",")[1:]


def test_the_first_cases_stay_what_they_were(law: CompiledPolicy) -> None:
    """A change here breaks everybody's reproducible samples: it belongs in the changelog."""
    told = [
        (case["charges"][0]["act"], case["charges"][0]["at"], case["subject"])
        for case in drawn(law, 3, seed=0)
    ]
    assert told == FIRST


FIRST = [
    (
        "hold_activity",
        "2024-07-08",
        {
            "category": "pppk",
            "level": "pelaksana",
            "office": "staf",
            "government": "provinsi",
            "pakta_integritas": True,
            "deklarasi_netralitas": True,
        },
    ),
    (
        "hold_activity",
        "2024-08-22",
        {
            "category": "pns",
            "level": "jpt_pratama",
            "office": "inspektur",
            "government": "kabupaten",
            "pakta_integritas": False,
        },
    ),
    (
        "hold_activity",
        "2024-08-21",
        {
            "category": "pns",
            "level": "pengawas",
            "office": "kepala_subbagian",
            "government": "kabupaten",
        },
    ),
]


def test_nothing_is_drawn_by_a_library_that_may_change() -> None:
    folder = Path(next(iter(netralitas.desk.__path__)))
    sources = [*folder.glob("samples/*.py"), folder / "drawing.py"]
    assert len(sources) > 8
    for source in sources:
        assert not re.search(r"^(import|from) (random|numpy|polars)", source.read_text(), re.M)


def test_the_columns_are_the_same_in_every_chunk(law: CompiledPolicy) -> None:
    for mix in MIXES.values():
        parts = islice(sampler(law, mix=mix).chunks(3 * CHUNK), 3)
        names = [[column.name for column in part] for part in parts]
        assert names[0] == names[1] == names[2]
        assert len(names[0]) == len(set(names[0]))


# What they assume


def test_no_case_combines_what_cannot_occur(law: CompiledPolicy) -> None:
    base = law.law.base
    for case in drawn(law, 3000, mix=Mix(complete=True, second_charge=0.5)):
        for charge in case["charges"]:
            fact = charge.get("facts", {})
            for item, alternatives in base.impossible:
                met = any(
                    all(test.field in fact and test.holds(fact[test.field]) for test in tests)
                    for tests in alternatives
                )
                assert not met, f"{case['id']}: {item.text.en}"


def test_the_share_of_the_unknown_is_kept(law: CompiledPolicy) -> None:
    usual = {field.name for field in law.policy.fields if field.default is None}

    def stated(unknown: float) -> int:
        cases = drawn(law, 400, mix=Mix(unknown=unknown))
        return sum(
            len(usual.intersection(charge.get("facts", {})))
            for case in cases
            for charge in case["charges"]
        )

    whole = stated(0.0)
    assert stated(1.0) == 0
    assert 0.45 * whole < stated(0.5) < 0.55 * whole


def test_in_complete_cases_nothing_is_unknown(law: CompiledPolicy) -> None:
    """The control stands beside it: without --complete some cases wait for an answer."""

    def undetermined(mix: Mix) -> int:
        cases = read_well(written("jsonl", drawn(law, 400, mix=mix)), "jsonl", law.policy)
        outcomes = [judge(case, law, as_of=TODAY).outcome for case in cases]
        return outcomes.count(Outcome.UNDETERMINED)

    assert undetermined(Mix(complete=True)) == 0
    assert undetermined(Mix()) > 0
    for case in drawn(law, 400, mix=Mix(complete=True)):
        assert case["subject"]["category"] and "evidence" in case
        assert all(date.fromisoformat(charge["at"]) for charge in case["charges"])
        assert {"at", "known_at", "channel"} == set(case["report"])


def share(cases: Sequence[Plain], holds: Callable[[Plain], bool]) -> float:
    return sum(map(holds, cases)) / len(cases)


def test_the_shares_are_those_that_the_help_names(law: CompiledPolicy) -> None:
    cases = drawn(law, 12_000, mix=Mix(unknown=0))
    acts = Counter(case["charges"][0]["act"] for case in cases)
    online = (acts["promote_online"] + acts["react_online"]) / 12_000
    found = {
        0.304: online,
        0.224: acts["hold_activity"] / 12_000,
        0.10: share(cases, lambda case: len(case["charges"]) == 2),
        0.03: share(cases, lambda case: "priors" in case),
        0.687: share(cases, lambda case: case["report"]["channel"] == "bawaslu"),
        0.144: share(cases, lambda case: case["subject"].get("category") == "kepala_desa"),
        0.05: share(cases, lambda case: "evidence" not in case),
        0.06: share(cases, lambda case: len(str(case["charges"][0].get("at"))) == 7),
        0.78 * 0.92 * 0.5: share(cases, lambda case: "decided_at" in case.get("process", {})),
    }
    for wanted, got in found.items():
        assert abs(got - wanted) < 0.02, (wanted, got)


def test_acts_and_reports_lie_in_the_calendar_as_they_were_counted(law: CompiledPolicy) -> None:
    cases = drawn(law, 12_000, mix=Mix(complete=True))
    vote = date(2024, 11, 27).toordinal()
    days = [date.fromisoformat(case["charges"][0]["at"]).toordinal() - vote for case in cases]
    free = [
        day
        for day, case in zip(days, cases, strict=True)
        if case["charges"][0]["act"] in ("promote_online", "react_online", "hold_activity")
    ]
    for (before, less), (until, more) in pairwise(REPORTED):
        wanted = (more - less) / REPORTED[-1][1]
        got = sum(before < day <= until for day in free) / len(free)
        assert abs(got - wanted) < 0.02
    late = share(
        cases, lambda case: date.fromisoformat(case["report"]["at"]).toordinal() - vote > 10
    )
    assert 0.33 < late < 0.42


@pytest.mark.parametrize("shares", [PILKADA_ACTS, PEMILU_ACTS, PILKADA_POSITIONS, PEMILU_POSITIONS])
def test_no_share_is_more_than_the_whole(shares: Mapping[tuple[str, ...], float]) -> None:
    assert 0 < sum(shares.values()) < 100


def test_every_assumption_has_a_mark_and_what_has_no_source_says_so() -> None:
    marks = {one.mark for one in ASSUMPTIONS}
    assert marks <= {"A", "B", "C", "-"}
    assert "-" in marks
    assert all(one.text.id and one.text.en for one in ASSUMPTIONS)
    for one in ASSUMPTIONS:
        assert (one.mark == "-") is (
            "without a source" in one.text.en or "suggested" in one.text.en
        )


# Texts in YAML


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(TEXTS)
def test_any_text_survives_the_yaml_that_is_written(text: str) -> None:
    from netralitas.policy import read_yaml

    out = io.StringIO()
    write_yaml([{"id": text, "subject": {"office": text}}], out)
    data = read_yaml(out.getvalue().encode(), "x.yaml", error=CaseError).data
    assert data == [{"id": text, "subject": {"office": text}}]


@pytest.mark.parametrize(
    "text", ["yes", "null", "12", "1e3", "0x1", "2024-10-02", "2024-10", "a: b", "- x", ""]
)
def test_words_that_yaml_would_take_for_something_else_stay_text(text: str) -> None:
    from netralitas.policy import read_yaml

    out = io.StringIO()
    write_yaml([{"id": text}], out)
    assert read_yaml(out.getvalue().encode(), "x.yaml", error=CaseError).data == [{"id": text}]


def test_true_and_one_are_told_apart() -> None:
    """The control of what is kept of scalars: equal numbers are not the same words."""
    out = io.StringIO()
    write_yaml([{"a": 1, "b": True, "c": 0, "d": False}], out)
    assert out.getvalue() == "- a: 1\n  b: true\n  c: 0\n  d: false\n"
