"""Inside a tier: repeats, regimes, weights, dated switches, and steps climbed in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from netralitas.facts import (
    Case,
    Category,
    Charge,
    Contest,
    Days,
    Facts,
    Finding,
    Level,
    Prior,
    Sanctions,
    Subject,
    Track,
)
from netralitas.rules import Law, find

SEDANG: dict[str, Any] = {
    "party_attribute": True, "active": False, "mobilised_staff": False,
    "state_facility": False, "service_attribute": False, "hears_vision_only": False,
}  # fmt: skip


def found(
    law: Law,
    act: str = "react_online",
    *,
    at: date = date(2024, 10, 2),
    election: str = "pilkada_2024",
    category: Category = Category.PNS,
    level: Level = Level.PENGAWAS,
    priors: Sequence[Prior] = (),
    as_of: date = date(2024, 12, 31),
    **facts: Any,
) -> Finding:
    case = Case(
        schema="netralitas/case/v1",
        id="contoh",
        election=election,
        contest=Contest.REGIONAL_HEAD,
        subject=Subject(category=category, level=level),
        charges=(Charge(act=act, at=Days.of(at), facts=Facts(facts)),),
        priors=tuple(priors),
    )
    return find(case, law, as_of=as_of)


def sanctions(law: Law, *args: Any, track: Track = Track.DISIPLIN, **kwargs: Any) -> Sanctions:
    return next(t.sanctions for t in found(law, *args, **kwargs).tracks if t.track is track)


def lawful(choice: Sanctions) -> list[str]:
    return [name.id for name in choice.lawful]


def test_the_lightest_is_recommended_and_dismissal_never(law: Law) -> None:
    choice = sanctions(law)
    assert lawful(choice) == ["berat_a", "berat_b", "berat_c"]
    assert choice.recommended == "berat_a"


def test_a_verified_aggravating_fact_moves_the_recommendation(law: Law) -> None:
    assert sanctions(law, impact="state").recommended == "berat_b"
    assert sanctions(law, impact="state").aggravating == ("dampak_luas",)


def test_a_mitigating_fact_holds_it_back(law: Law) -> None:
    assert sanctions(law, impact="state", motive="need").recommended == "berat_a"


def test_a_fact_of_unverified_weight_is_named_and_moves_nothing(law: Law) -> None:
    choice = sanctions(law, repeated_after_warning=True)
    assert choice.aggravating == ("mengulang_setelah_diperingatkan",)
    assert choice.recommended == "berat_a"


def test_release_to_pelaksana_is_lawful_but_not_recommended_for_a_pelaksana(law: Law) -> None:
    choice = sanctions(law, level=Level.PELAKSANA, impact="state")
    assert "berat_b" in lawful(choice)
    assert choice.recommended == "berat_a"


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ("trans_sedang_kgb", ["trans_sedang_kp", "trans_sedang_pangkat"]),
        ("trans_sedang_kp", ["trans_sedang_pangkat"]),
    ],
)
def test_a_repeat_gets_a_heavier_type_than_the_last(law: Law, last: str, left: list[str]) -> None:
    prior = Prior(act="join_campaign", sanction=last, decided_at=date(2023, 2, 6), status="served")
    choice = sanctions(law, "join_campaign", level=Level.PELAKSANA, priors=[prior], **SEDANG)
    assert lawful(choice) == left


def test_another_nature_is_no_repeat(law: Law) -> None:
    """The control: without the same nature the whole ladder is open."""
    prior = Prior(act="party_member", sanction="trans_sedang_kp", decided_at=date(2023, 2, 6))
    choice = sanctions(law, "join_campaign", level=Level.PELAKSANA, priors=[prior], **SEDANG)
    assert len(lawful(choice)) == 3


def test_at_the_top_of_the_ladder_a_human_decides(law: Law) -> None:
    prior = Prior(act="react_online", sanction="berat_c", decided_at=date(2023, 2, 6))
    choice = sanctions(law, priors=[prior])
    assert (choice.outcome, lawful(choice), choice.recommended) == ("needs_human", [], None)


def test_across_regimes_a_human_decides(law: Law) -> None:
    prior = Prior(act="react_online", sanction="pp53_berat_a", decided_at=date(2020, 2, 6))
    choice = sanctions(law, priors=[prior])
    assert choice.outcome == "needs_human"
    assert choice.recommended is None


def test_the_same_violation_is_not_punished_twice(law: Law) -> None:
    prior = Prior(act="react_online", sanction="berat_a", same_violation=True)
    choice = sanctions(law, priors=[prior])
    assert lawful(choice) == []
    assert [note.says for note in choice.notes] == ["type.already_punished"]


@pytest.mark.parametrize(
    ("serving", "execution"), [("trans_sedang_kgb", "replaces"), ("berat_b", "after")]
)
def test_a_heavier_sanction_replaces_the_one_being_served(
    law: Law, serving: str, execution: str
) -> None:
    prior = Prior(act="party_member", sanction=serving, status="serving")
    assert sanctions(law, priors=[prior]).execution == execution


def test_the_regime_of_the_act_gives_the_ladder_not_the_day_of_decision(law: Law) -> None:
    choice = sanctions(
        law, "hold_activity", at=date(2020, 10, 10), election="pilkada_2020", as_of=date(2024, 1, 1)
    )
    assert choice.ladder == "pp53-sedang"


@pytest.mark.parametrize("as_of", [date(2022, 1, 1), date(2024, 12, 31), date(2026, 11, 21)])
def test_the_allowance_cut_is_not_operative_on_any_day_verified(law: Law, as_of: date) -> None:
    choice = sanctions(law, "join_campaign", level=Level.PELAKSANA, as_of=as_of, **SEDANG)
    assert lawful(choice) == ["trans_sedang_kgb", "trans_sedang_kp", "trans_sedang_pangkat"]


def test_village_steps_are_climbed_in_order(law: Law) -> None:
    def village(*priors: Prior) -> list[str]:
        return lawful(
            sanctions(
                law,
                "favour_decision",
                category=Category.KEPALA_DESA,
                priors=priors,
                track=Track.DESA,
            )
        )

    warned = Prior(sanction="desa_teguran_tertulis", same_violation=True, complied=False)
    heeded = Prior(sanction="desa_teguran_tertulis", same_violation=True, complied=True)
    suspended = Prior(sanction="desa_berhenti_sementara", same_violation=True)
    first = ["desa_teguran_lisan", "desa_teguran_tertulis"]
    assert village() == first
    assert village(heeded) == first
    assert village(warned) == [*first, "desa_berhenti_sementara"]
    assert village(warned, suspended) == [*first, "desa_berhenti_sementara", "desa_berhenti"]


def test_a_pppk_gets_its_own_types_and_no_recommendation(law: Law) -> None:
    choice = sanctions(law, category=Category.PPPK)
    assert lawful(choice) == ["pppk_putus_hormat_tapi"]
    assert choice.recommended is None


def test_two_violations_of_discipline_say_that_one_punishment_follows(law: Law) -> None:
    like = Charge(act="react_online", at=Days.of(date(2024, 10, 2)))
    one = Case(
        schema="netralitas/case/v1",
        id="contoh",
        election="pilkada_2024",
        subject=Subject(category=Category.PNS, level=Level.PENGAWAS),
        charges=(like,),
    )
    two = Case(
        schema="netralitas/case/v1",
        id="contoh",
        election="pilkada_2024",
        subject=Subject(category=Category.PNS, level=Level.PENGAWAS),
        charges=(like, like),
    )
    says = [
        "heaviest_only" in [note.says for note in find(case, law, as_of=date(2024, 12, 31)).notes]
        for case in (one, two)
    ]
    assert says == [False, True]
