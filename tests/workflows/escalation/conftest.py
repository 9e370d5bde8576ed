"""The national law, made ready for walking, and findings made by hand: no rule engine is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from netralitas.escalation import Escalation
from netralitas.facts import (
    CASE_SCHEMA,
    Case,
    Category,
    Charge,
    ChargeVerdict,
    CriminalFinding,
    Days,
    Facts,
    Finding,
    Government,
    Level,
    Outcome,
    Process,
    Reason,
    Report,
    SanctionName,
    Sanctions,
    Subject,
    Tier,
    Track,
    TrackFinding,
    Unknown,
)
from netralitas.policy import Policy, read_policy

PROVISIONS = Path(__file__).parents[3] / "engine/netralitas/policy/provisions"

LAWFUL = {
    Tier.BERAT: ("berat_a", "berat_b", "berat_c"),
    Tier.SEDANG: ("trans_sedang_kgb", "trans_sedang_kp", "trans_sedang_pangkat"),
    Tier.RINGAN: ("ringan_a", "ringan_b", "ringan_c"),
    Tier.MORAL: ("moral_tertutup", "moral_terbuka"),
}

Finder = Callable[..., Finding]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return read_policy({file.name: file.read_bytes() for file in PROVISIONS.glob("*.yaml")})


@pytest.fixture(scope="session")
def escalation(policy: Policy) -> Escalation:
    return Escalation(policy)


@pytest.fixture(scope="session")
def finding(policy: Policy) -> Finder:
    """Return a maker of findings: a pelaksana of a kabupaten, one charge, disiplin berat."""
    names = {one.id: one.name for one in policy.sanctions}

    def make(
        *,
        track: str = "disiplin",
        tier: str | None = "berat",
        lawful: tuple[str, ...] | None = None,
        recommended: str | None = None,
        categories: tuple[str, ...] = ("pns",),
        levels: tuple[str, ...] = ("pelaksana",),
        government: str | None = "kabupaten",
        office: str | None = None,
        at: Days | date | None = date(2024, 10, 2),
        outcome: str = "violation",
        opens: Any = "no",
        act: str = "react_online",
        facts: dict[str, Any] | None = None,
        election: str | None = "pilkada_2024",
        officials: tuple[Any, ...] = (),
        process: Process | None = None,
        report: Report | None = None,
        as_of: date = date(2024, 12, 31),
        no_track: bool = False,
    ) -> Finding:
        day = Days.of(at) if isinstance(at, date) else at
        found_tier = Tier(tier) if tier else None
        ids = LAWFUL.get(found_tier, ()) if lawful is None and found_tier else lawful or ()
        case = Case(
            schema=CASE_SCHEMA,
            id="contoh",
            subject=Subject(
                category=Category(categories[0]) if len(categories) == 1 else None,
                level=Level(levels[0]) if len(levels) == 1 else None,
                government=Government(government) if government else None,
                office=office,
            ),
            charges=(Charge(act=act, at=day, facts=Facts(facts or {})),),
            election=election,
            officials=officials,
            process=process or Process(),
            report=report or Report(),
        )
        sanctions = Sanctions(
            outcome="decided",
            lawful=tuple(SanctionName(id=one, name=names[one]) for one in ids),
            recommended=recommended,
            aggravating=(),
            mitigating=(),
            execution="now",
            ladder=None,
            notes=(),
        )
        found = TrackFinding(
            track=Track(track),
            outcome=Outcome(outcome),
            tier=found_tier,
            provisions=(),
            sanctions=sanctions,
        )
        return Finding(
            case=case,
            as_of=as_of,
            outcome=Outcome(outcome),
            assumes_proven=False,
            leading=None if no_track else Track(track),
            tier=found_tier,
            tracks=() if no_track else (found,),
            criminal=CriminalFinding(opens=opens, provisions=(), why=()),
            charges=(
                ChargeVerdict(
                    act=act, at=day, outcome=Outcome(outcome), because=Reason(says="charge.outcome")
                ),
            ),
            categories=tuple(map(Category, categories)),
            levels=tuple(map(Level, levels)),
            unknown=Unknown(reachable=(), ask=None, date_matters=False),
            notes=(),
        )

    return make


@pytest.fixture(scope="session")
def altered(policy: Policy) -> Callable[..., Policy]:
    """Return a maker of policies in which some rows are otherwise: the controls of these tests."""

    def make(**sections: Any) -> Policy:
        return msgspec.structs.replace(policy, **sections)

    return make
