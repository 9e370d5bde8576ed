"""Answers written down as tests: they hold today, and fail under a law that answers otherwise."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from netralitas.facts import (
    Case,
    Category,
    Charge,
    Days,
    Evidence,
    EvidenceKind,
    Facts,
    Outcome,
    Report,
    Subject,
    Text,
    Tier,
    Way,
)
from netralitas.judgement import (
    AS_OF,
    OF_TRACK,
    OF_VERDICT,
    CompiledPolicy,
    compile_policy,
    complaints,
    explain,
    falsified,
    judge,
    of_verdict,
    read_corpus,
)
from netralitas.judgement.checking import Recorded, changed, plain_case, record
from netralitas.judgement.checking.recorded import expected_of
from netralitas.policy import read_cases

from .corpus import cases, national
from .test_bounds_tampering import LOOSENINGS
from .test_bounds_tampering import national as national_policy

WHY = Text(id="Sebab.", en="Cause.")
LIKE = Case(
    schema="netralitas/case/v1",
    id="suka",
    election="pilkada_2024",
    subject=Subject(category=Category.PNS),
    charges=(
        Charge(
            act="react_online", at=Days.of(date(2024, 10, 8)), facts=Facts({"reaction": "like"})
        ),
    ),
    evidence=(Evidence(kind=EvidenceKind.FOTO, verified=True),),
)


def some_cases() -> list[tuple[Case, date]]:
    found = [(case, entry.as_of) for entry, case in cases()]
    return Random(2).sample(found, 60)


def read_back(test: Recorded, policy: CompiledPolicy) -> tuple[str, ...]:
    """Return in what a recorded answer does not hold, once it was written and read."""
    content = json.dumps([test.plain("sebab")]).encode()
    (entry,) = read_corpus({"uji.yaml": content}, policy)
    assert entry.case == test.case
    assert entry.as_of == test.as_of
    return complaints(entry, policy)


@pytest.mark.parametrize("place", range(0, 60, 3))
def test_what_is_recorded_holds_under_the_same_law(place: int) -> None:
    case, as_of = some_cases()[place]
    assert not read_back(record(case, national(), as_of=as_of, why=WHY), national())


def test_a_what_if_is_recorded_with_its_ways() -> None:
    found = explain(LIKE, national(), as_of=AS_OF, why_not=Tier.MORAL)
    test = record(LIKE, national(), as_of=AS_OF, why=WHY, why_not=found.why_not)
    [told] = test.expect["why_not"]
    assert told == {"target": "moral", "ways": [["at"]]}
    assert not read_back(test, national())
    wrong = {**test.expect, "why_not": [{"target": "moral", "ways": [["active"]]}]}
    assert read_back(test._replace(expect=wrong), national())


@cache
def mutated(name: str) -> CompiledPolicy:
    return compile_policy(LOOSENINGS[name].tamper(national_policy()))


@pytest.mark.parametrize("name", ["a tier is lowered", "a row is removed"])
def test_what_is_recorded_fails_under_a_mutated_law(name: str) -> None:
    """The control: of the recorded answers some fail where the law was changed."""
    tests = [record(case, national(), as_of=as_of, why=WHY) for case, as_of in some_cases()]
    tests.append(record(LIKE, national(), as_of=AS_OF, why=WHY))
    failing = [test for test in tests if read_back(test, mutated(name))]
    assert failing
    assert len(failing) < len(tests)


def test_every_expectation_that_is_recorded_can_fail() -> None:
    for case, as_of in some_cases():
        verdict = judge(case, national(), as_of=as_of)
        expect = expected_of(verdict)
        assert not list(of_verdict(verdict, expect))
        for key, wanted in expect.items():
            if key != "on":
                wrong = falsified(key, wanted, OF_VERDICT[key](verdict))
                assert list(of_verdict(verdict, {key: wrong})), key
        for track, told in expect.get("on", {}).items():
            for key, wanted in told.items():
                got = OF_TRACK[key](verdict.tracks[track])
                wrong = falsified(key, wanted, got)
                assert list(of_verdict(verdict, {"on": {track: {key: wrong}}})), key


def test_an_open_answer_is_recorded_with_what_is_still_possible() -> None:
    unknown = replace(
        LIKE, charges=(replace(LIKE.charges[0], act="attend_declaration", facts=Facts()),)
    )
    expect = record(unknown, national(), as_of=AS_OF, why=WHY).expect
    assert expect["outcome"] == "undetermined"
    assert expect["ask"] == "active"
    assert sorted(expect["reachable"]) == ["no_violation", "violation berat"]


def test_an_answer_says_that_it_is_the_product_s_own_and_of_which_day() -> None:
    test = record(LIKE, national(), as_of=date(2025, 3, 1), why=WHY)
    assert test.because.en.startswith("Cause. ") and "reviewed by nobody" in test.because.en
    assert "2025-03-01" in test.because.id and "belum ditinjau" in test.because.id
    assert test.plain("x")["as_of"] == "2025-03-01"
    assert "as_of" not in record(LIKE, national(), as_of=AS_OF, why=WHY).plain("x")


def test_a_case_of_a_region_says_so() -> None:
    test = record(LIKE, national(), as_of=AS_OF, why=WHY, region="lumajang")
    assert test.case.region == "lumajang"
    own = replace(LIKE, region="lebong")
    assert record(own, national(), as_of=AS_OF, why=WHY, region="lumajang").case.region == "lebong"


# A case as a file holds it.


def test_every_case_comes_back_as_it_was_written() -> None:
    for case in [case for _, case in cases()]:
        content = json.dumps(plain_case(case)).encode()
        assert list(read_cases(content, "kasus.json", national().policy)) == [case]


def test_no_evidence_is_not_the_same_as_evidence_that_nobody_looked_at() -> None:
    assert plain_case(replace(LIKE, evidence=()))["evidence"] == []
    assert "evidence" not in plain_case(replace(LIKE, evidence=None))


def test_what_a_case_leaves_unsaid_is_not_written() -> None:
    assert set(plain_case(LIKE)) == {"schema", "id", "subject", "charges", "election", "evidence"}
    assert plain_case(LIKE)["subject"] == {"category": "pns"}


# What if.


def ways_of(case: Case, target: Tier | Outcome) -> tuple[Way, ...]:
    found = explain(case, national(), as_of=AS_OF, why_not=target).why_not
    assert found is not None
    return found.ways


def test_a_what_if_leads_where_it_says() -> None:
    tried = 0
    for case, as_of in some_cases():
        if len(case.charges) > 1:
            continue
        before = judge(case, national(), as_of=as_of)
        for target in (Tier.SEDANG, Tier.BERAT, Outcome.NO_VIOLATION):
            why_not = explain(case, national(), as_of=as_of, why_not=target).why_not
            assert why_not is not None
            for way in why_not.ways[:3]:
                other = changed(case, national(), way, target, as_of=as_of)
                if why_not.answer_first and other is None:
                    continue  # something else would first have to be known
                assert other is not None, (case.id, target, way)
                verdict = judge(other, national(), as_of=as_of)
                assert target in (verdict.tier, verdict.outcome)
                assert target not in (before.tier, before.outcome) or before.tier != verdict.tier
                tried += 1
    assert tried > 60


@pytest.mark.parametrize(
    "case, target, told",
    [
        (LIKE, Tier.MORAL, {"at": True}),
        (replace(LIKE, evidence=()), Tier.BERAT, {"evidence": True}),
        (LIKE, Outcome.OUT_OF_SCOPE, {"category": True}),
    ],
    ids=["the day", "the evidence", "the person"],
)
def test_a_what_if_changes_that_alone(case: Case, target: Any, told: dict[str, bool]) -> None:
    [way] = [way for way in ways_of(case, target) if {c.fact for c in way.changes} == set(told)]
    other = changed(case, national(), way, target, as_of=AS_OF)
    assert other is not None
    same = {"at": "charges", "evidence": "evidence", "category": "subject"}[next(iter(told))]
    for field in msgspec.structs.fields(Case):
        unchanged = getattr(other, field.name) == getattr(case, field.name)
        assert unchanged is (field.name != same), field.name


def test_nobody_reports_what_is_still_to_come() -> None:
    """The day of a report before the changed day of the act is left out; a later one stays."""
    report = Report(at=date(2022, 10, 3), known_at=date(2022, 10, 2))
    early = replace(
        LIKE,
        charges=(replace(LIKE.charges[0], at=Days.of(date(2022, 10, 1))),),
        report=report,
    )
    [way] = [one for one in ways_of(early, Tier.BERAT) if {c.fact for c in one.changes} == {"at"}]
    other = changed(early, national(), way, Tier.BERAT, as_of=AS_OF)
    assert other is not None and other.report == Report()
    [back] = [one for one in ways_of(LIKE, Tier.MORAL) if {c.fact for c in one.changes} == {"at"}]
    late = replace(LIKE, report=Report(at=date(2024, 10, 9)))
    kept = changed(late, national(), back, Tier.MORAL, as_of=AS_OF)
    assert kept is not None and kept.report == late.report


def test_a_way_that_no_case_can_go_is_none() -> None:
    [way] = [one for one in ways_of(LIKE, Tier.MORAL) if len(one.changes) == 1]
    assert changed(LIKE, national(), way, Tier.SEDANG, as_of=AS_OF) is None
