"""This file says of cases made in memory what no case can say; files are read in `test_broken`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.facts import (
    Appeal,
    Case,
    CaseError,
    Charge,
    Contest,
    Days,
    Delivery,
    Evidence,
    EvidenceKind,
    Examination,
    Facts,
    Imposed,
    Language,
    Level,
    OfficialCondition,
    OfficialState,
    Prior,
    Process,
    Report,
    Subject,
    Summons,
)
from netralitas.policy import Policy, check_case
from netralitas.policy.possible import refusals

DAY = date(2024, 10, 2)
CASE = Case(
    schema="netralitas/case/v1",
    id="a",
    subject=Subject(level=Level.PENGAWAS, office="lurah"),
    election="pilkada_2024",
    contest=Contest.REGIONAL_HEAD,
    charges=(Charge(act="react_online", at=Days.of(DAY), facts=Facts({"reaction": "like"})),),
)


def changed(**how: Any) -> Case:
    return msgspec.structs.replace(CASE, **how)


def charged(**how: Any) -> Case:
    return changed(charges=(msgspec.structs.replace(CASE.charges[0], **how),))


def said(case: Case, policy: Policy) -> str:
    with pytest.raises(CaseError) as refused:
        check_case(case, policy)
    return refused.value.message(Language.EN).removeprefix("case: ")


def test_a_sound_case_passes_in_silence(sample: Policy) -> None:
    check_case(CASE, sample)
    assert list(refusals(CASE, sample)) == []


@pytest.mark.parametrize(
    "case",
    [
        changed(election=None, contest=None),
        changed(election=None),
        changed(contest=None),
        changed(report=Report(at=DAY, known_at=DAY)),
        charged(at=None),
        charged(at=Days(first=DAY, last=date(2024, 11, 1))),
        charged(facts=Facts({"platform": "x", "completed": False})),
        charged(act="join_campaign", facts=Facts({"active": True})),
        changed(evidence=(Evidence(kind=EvidenceKind.FOTO, charges=(1,)),)),
        changed(officials=(OfficialState(state=OfficialCondition.VACANT, level=Level.PENGAWAS),)),
        changed(
            priors=(Prior(act="join_campaign", at=date(2020, 1, 1), decided_at=date(2020, 1, 1)),)
        ),
        changed(process=Process(imposed=(Imposed(sanction="sedang_a"),))),
        changed(process=Process(examination=Examination(at=DAY), decided_at=DAY)),
    ],
)
def test_what_is_unusual_but_possible_passes(case: Case, sample: Policy) -> None:
    check_case(case, sample)


def test_a_report_inside_the_days_of_an_act_is_possible(sample: Policy) -> None:
    span = Days(first=date(2024, 9, 30), last=date(2024, 10, 5))
    check_case(msgspec.structs.replace(charged(at=span), report=Report(at=DAY)), sample)


EARLIER = date(2024, 10, 1)


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (changed(id=""), "id: the id is empty"),
        (changed(id=" \t"), "id: the id is empty"),
        (changed(id="x" * 200), "id: 200 characters (fewer than 200)"),
        (changed(id="a\x1b[2J"), "id: a control character: U+001B"),
        (
            changed(evidence=(Evidence(kind=EvidenceKind.FOTO, sha256="x" * 200),)),
            "evidence[0].sha256: 200 characters (fewer than 200)",
        ),
        (
            changed(process=Process(examination=Examination(by="x" * 200))),
            "process.examination.by: 200 characters (fewer than 200)",
        ),
        (
            changed(process=Process(imposed=(Imposed(sanction="sedang_a", by="a\x00"),))),
            "process.imposed[0].by: a control character: U+0000",
        ),
        (changed(event="a\nb\x00"), "event: a control character: U+0000"),
        (changed(region="\ud800"), "region: a lone surrogate: U+D800"),
        (changed(charges=()), "charges: there is no charge"),
        (
            changed(subject=Subject(office="luruh")),
            "subject.office: unknown office 'luruh' (did you mean 'lurah'?)",
        ),
        (changed(election="pilkada_2042"), "election: unknown election 'pilkada_2042'"),
        (
            changed(contest=Contest.DPD),
            "contest: pilkada_2024 does not hold dpd (known here: regional_head)",
        ),
        (charged(act="react_onlin"), "charges[0].act: unknown act 'react_onlin' (did you mean"),
        (
            charged(facts=Facts({"reacton": "like"})),
            "charges[0].facts.reacton: unknown fact 'reacton' (did you mean 'reaction'?)",
        ),
        (
            charged(facts=Facts({"active": True})),
            "charges[0].facts.active: react_online carries no fact 'active'",
        ),
        (
            charged(facts=Facts({"category": "pns"})),
            "charges[0].facts.category: 'category' is about the person",
        ),
        (
            charged(facts=Facts({"voted": True})),
            "charges[0].facts.voted: 'voted' is derived, not stated",
        ),
        (
            charged(facts=Facts({"reaction": "shout"})),
            "charges[0].facts.reaction: unknown value 'shout'",
        ),
        (charged(facts=Facts({"reaction": True})), "charges[0].facts.reaction: unknown value True"),
        (
            charged(facts=Facts({"completed": 1})),
            "charges[0].facts.completed: expected true or false, not 1",
        ),
        (
            charged(facts=Facts({"completed": "true"})),
            "charges[0].facts.completed: expected true or false, not 'true'",
        ),
        (charged(facts=Facts({"platform": 5})), "charges[0].facts.platform: expected text, not 5"),
        (
            charged(facts=Facts({"platform": "x" * 10_000})),
            "charges[0].facts.platform: 10000 characters",
        ),
        (
            charged(facts=Facts({"platform": "\x07"})),
            "charges[0].facts.platform: a control character: U+0007",
        ),
        (
            charged(at=Days.of(date(2009, 12, 31))),
            "charges[0].at: the year 2009 (between 2010 and 2035)",
        ),
        (
            charged(at=Days.of(date(2036, 1, 1))),
            "charges[0].at: the year 2036 (between 2010 and 2035)",
        ),
        (
            charged(at=Days(first=DAY, last=EARLIER)),
            "charges[0].at: 2024-10-01 comes before 2024-10-02",
        ),
        (
            changed(report=Report(at=EARLIER)),
            "charges[0].at: an act of 2024-10-02, reported already on 2024-10-01",
        ),
        (
            changed(report=Report(known_at=EARLIER)),
            "charges[0].at: an act of 2024-10-02, known already on 2024-10-01",
        ),
        (
            changed(report=Report(at=date(2024, 10, 3), known_at=date(2024, 10, 4))),
            "report.at: 2024-10-03 comes before 2024-10-04",
        ),
        (
            changed(process=Process(examination=Examination(at=EARLIER))),
            "charges[0].at: an act of 2024-10-02, examined already",
        ),
        (
            changed(process=Process(decided_at=EARLIER)),
            "charges[0].at: an act of 2024-10-02, decided already",
        ),
        (
            changed(process=Process(summonses=(Summons(at=DAY, on=EARLIER),))),
            "process.summonses[0].for: 2024-10-01 comes before",
        ),
        (
            changed(process=Process(delivery=Delivery(sent=DAY, received=EARLIER))),
            "process.delivery.received: 2024-10-01 comes before",
        ),
        (
            changed(process=Process(appeal=Appeal(at=date(1999, 1, 1)))),
            "process.appeal.at: the year 1999",
        ),
        (
            changed(process=Process(imposed=(Imposed(sanction="x"),))),
            "process.imposed[0].sanction: unknown sanction 'x'",
        ),
        (changed(priors=(Prior(act="x"),)), "priors[0].act: unknown act 'x'"),
        (changed(priors=(Prior(sanction="x"),)), "priors[0].sanction: unknown sanction 'x'"),
        (
            changed(priors=(Prior(at=DAY, decided_at=EARLIER),)),
            "priors[0].decided_at: 2024-10-01 comes before",
        ),
        (
            changed(officials=(OfficialState(state=OfficialCondition.VACANT),)),
            "officials[0]: an official without a name of office",
        ),
        (
            changed(evidence=(Evidence(kind=EvidenceKind.FOTO, charges=(0,)),)),
            "evidence[0].charges: there is no charge 0",
        ),
        (
            changed(evidence=(Evidence(kind=EvidenceKind.FOTO, charges=(1, 2)),)),
            "evidence[0].charges: there is no charge 2",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_case_can_say_is_refused_in_words(case: Case, says: str, sample: Policy) -> None:
    assert said(case, sample).startswith(says)


def test_an_election_without_phases_for_the_contest_is_refused(sample: Policy) -> None:
    both = (Contest.REGIONAL_HEAD, Contest.DPD)
    milestones = tuple(
        msgspec.structs.replace(milestone, contests=(Contest.REGIONAL_HEAD,))
        for milestone in sample.elections[0].milestones
    )
    election = msgspec.structs.replace(sample.elections[0], contests=both, milestones=milestones)
    policy = msgspec.structs.replace(sample, elections=(election,))
    assert "pilkada_2024 has no phases for dpd" in said(changed(contest=Contest.DPD), policy)
    check_case(CASE, policy)


def test_everything_wrong_is_found_and_not_only_the_first(sample: Policy) -> None:
    case = msgspec.structs.replace(charged(act="x"), id="", report=Report(at=EARLIER))
    assert [path for path, _ in refusals(case, sample)] == [
        ("id",),
        ("charges", 0, "act"),
        ("charges", 0, "at"),
    ]


@pytest.mark.parametrize("part", ["_texts", "_names", "_charges", "impossible_dates"])
def test_each_part_of_the_check_is_needed(
    part: str, sample: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with one part of the check removed, something impossible would pass."""
    wrong: dict[str, Callable[[], Case]] = {
        "_texts": lambda: changed(id=""),
        "_names": lambda: changed(election="x"),
        "_charges": lambda: charged(act="x"),
        "impossible_dates": lambda: changed(report=Report(at=EARLIER)),
    }
    assert said(wrong[part](), sample)
    monkeypatch.setattr(f"netralitas.policy.possible.{part}", lambda *_: iter(()))
    check_case(wrong[part](), sample)
