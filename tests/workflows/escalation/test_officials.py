"""Who decides when the official who would cannot: vacant, implicated, inactive, acting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.escalation import Escalation, competence
from netralitas.facts import (
    ActingKind,
    Authority,
    Confidence,
    Finding,
    Level,
    Official,
    OfficialCondition,
    OfficialState,
    Stage,
    Track,
)
from netralitas.policy import Policy

Finder = Callable[..., Finding]


def state(condition: str, **named: Any) -> OfficialState:
    return OfficialState(state=OfficialCondition(condition), **named)


def ask(escalation: Escalation, finding: Finding) -> Authority:
    return escalation.walk(finding, finding.as_of).authority[finding.tracks[0].track]


CHAIN = (
    "kabupaten pelaksana sedang",
    [
        ((), "administrator", "perangkat_daerah"),
        (("administrator",), "jpt_pratama", "perangkat_daerah"),
        (("administrator", "jpt_pratama"), "bupati_wali_kota", "kepala_daerah"),
        (("administrator", "jpt_pratama", "bupati_wali_kota"), "gubernur", "above_kepala_daerah"),
    ],
)


@pytest.mark.parametrize("vacant, official, stage", CHAIN[1])
def test_vacancy_passes_authority_to_the_next_higher_official(
    escalation: Escalation,
    finding: Finder,
    vacant: tuple[str, ...],
    official: str,
    stage: str,
) -> None:
    officials = tuple(state("vacant", official=Official(one)) for one in vacant)
    found = ask(escalation, finding(tier="sedang", officials=officials))
    assert (found.outcome, found.official, found.stage) == ("decided", official, stage)
    assert [(one.official, one.why) for one in found.skipped] == [(one, "vacant") for one in vacant]
    assert ("authority.vacancy" in [note.says for note in found.notes]) is bool(vacant)


def test_an_official_may_be_named_by_level_office_or_stage(
    escalation: Escalation, finding: Finder
) -> None:
    by_level = finding(tier="sedang", officials=(state("vacant", level=Level.ADMINISTRATOR),))
    by_office = finding(
        tier="sedang", officials=(state("vacant", official=Official.ADMINISTRATOR),)
    )
    assert ask(escalation, by_level) == ask(escalation, by_office)
    by_stage = finding(tier="ringan", officials=(state("vacant", stage=Stage.ATASAN_LANGSUNG),))
    assert ask(escalation, by_stage).official is Official.ADMINISTRATOR


@pytest.mark.parametrize("condition", ["implicated", "reported"])
def test_an_implicated_official_leaves_it_to_the_head_who_is_always_competent(
    escalation: Escalation, finding: Finder, condition: str
) -> None:
    officials = (state(condition, level=Level.ADMINISTRATOR),)
    found = ask(escalation, finding(tier="sedang", officials=officials))
    assert (found.outcome, found.official) == ("decided", Official.BUPATI_WALI_KOTA)
    assert [(one.official, one.stage, one.why) for one in found.skipped] == [
        (Official.ADMINISTRATOR, Stage.PERANGKAT_DAERAH, condition)
    ]
    assert "authority.always_competent" in [note.says for note in found.notes]


def test_implication_is_not_vacancy(escalation: Escalation, finding: Finder) -> None:
    """A control: passed on as if vacant, authority would stop at the kepala dinas."""
    vacant = finding(tier="sedang", officials=(state("vacant", level=Level.ADMINISTRATOR),))
    assert ask(escalation, vacant).official is Official.JPT_PRATAMA


def test_where_nobody_else_is_always_competent_a_human_decides(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(
        escalation,
        finding(
            tier="sedang",
            government="provinsi",
            officials=(state("implicated", level=Level.ADMINISTRATOR),),
        ),
    )
    assert (found.outcome, found.official) == ("needs_human", None)
    assert [one.official for one in found.readings] == [Official.JPT_PRATAMA, Official.GUBERNUR]


@pytest.mark.parametrize(
    "government, head, readings",
    [
        ("kabupaten", Official.BUPATI_WALI_KOTA, [Official.GUBERNUR, Official.MENDAGRI]),
        ("kota", Official.BUPATI_WALI_KOTA, [Official.GUBERNUR, Official.MENDAGRI]),
        ("provinsi", Official.GUBERNUR, [Official.MENDAGRI]),
    ],
)
@pytest.mark.parametrize("condition", ["implicated", "reported"])
def test_an_implicated_head_of_region_is_for_a_human_with_unverified_readings(
    escalation: Escalation,
    finding: Finder,
    government: str,
    head: Official,
    readings: list[Official],
    condition: str,
) -> None:
    found = ask(
        escalation,
        finding(
            levels=("jpt_pratama",),
            government=government,
            officials=(state(condition, official=head, because="the spouse is a candidate"),),
        ),
    )
    assert (found.outcome, found.official, found.stage) == ("needs_human", None, None)
    assert [one.official for one in found.readings] == readings
    assert {(one.stage, one.confidence) for one in found.readings} == {
        (Stage.ABOVE_KEPALA_DAERAH, Confidence.D)
    }
    assert Stage.KEPALA_DAERAH in [one.stage for one in found.skipped]
    assert {one.why for one in found.skipped} == {condition}


def test_an_implicated_head_is_replaced_in_the_unverified_cells_too(
    escalation: Escalation, finding: Finder
) -> None:
    implicated = (state("implicated", official=Official.BUPATI_WALI_KOTA),)
    found = ask(
        escalation,
        finding(track="kepegawaian", tier=None, lawful=("ptdh",), officials=implicated),
    )
    assert found.outcome == "needs_human"
    assert [one.official for one in found.readings] == [Official.GUBERNUR, Official.MENDAGRI]


def test_where_nobody_is_left_above_a_human_decides_without_a_reading(
    escalation: Escalation, finding: Finder
) -> None:
    nobody = tuple(
        state("vacant", official=one)
        for one in (Official.BUPATI_WALI_KOTA, Official.GUBERNUR, Official.MENDAGRI)
    )
    found = ask(escalation, finding(officials=nobody))
    assert (found.outcome, found.readings) == ("needs_human", ())
    assert "authority.vacant_head" in [note.says for note in found.notes]


def test_without_the_role_of_approval_in_the_data_none_is_asked_for(
    policy: Policy, altered: Callable[..., Policy], finding: Finder
) -> None:
    """A control: that an acting head needs an approval comes from the policy alone."""
    silent = tuple(row for row in policy.bodies if row.role != "acting_approval")
    acting = (state("acting", official=Official.BUPATI_WALI_KOTA),)
    found = ask(Escalation(altered(bodies=silent)), finding(officials=acting))
    assert found.approvals == ()


def test_an_acting_official_who_decides_without_being_the_head_needs_no_approval(
    escalation: Escalation, finding: Finder
) -> None:
    """The president is asked for the dismissal; that someone acts for him is not in the data."""
    acting = (state("acting", official=Official.PRESIDEN),)
    found = finding(levels=("jf_ahli_utama",), recommended="berat_c", officials=acting)
    assert ask(escalation, found).approvals == ()


def test_a_superior_who_did_not_act_is_named_as_reportable_and_replaced(
    escalation: Escalation, finding: Finder
) -> None:
    idle = (state("did_not_act", stage=Stage.ATASAN_LANGSUNG),)
    found = escalation.walk(finding(officials=idle), finding().as_of)
    authority = found.authority[Track.DISIPLIN]
    assert authority.official is Official.BUPATI_WALI_KOTA
    assert [(one.official, one.why) for one in authority.skipped] == [
        (Official.PENGAWAS, "did_not_act")
    ]
    assert "authority.superior_inactive" in [note.says for note in authority.notes]
    assert authority.tim_pemeriksa.members[0] == "administrator"
    examiner = [
        one.official for one in found.path[Track.DISIPLIN] if one.stage == "atasan_langsung"
    ]
    assert set(examiner) == {Official.ADMINISTRATOR}


def test_a_decider_who_did_not_act_leaves_it_to_his_own_superior(
    escalation: Escalation, finding: Finder
) -> None:
    idle = (state("did_not_act", level=Level.ADMINISTRATOR),)
    found = ask(escalation, finding(tier="sedang", officials=idle))
    assert (found.outcome, found.official) == ("decided", Official.JPT_PRATAMA)


@pytest.mark.parametrize("kind", list(ActingKind))
@pytest.mark.parametrize("given", [None, "821/5492/SJ"])
def test_an_acting_head_needs_written_approval_for_dismissal_and_release(
    escalation: Escalation, finding: Finder, kind: ActingKind, given: str | None
) -> None:
    acting = state("acting", official=Official.BUPATI_WALI_KOTA, kind=kind, approval=given)
    found = ask(escalation, finding(officials=(acting,)))
    assert found.official is Official.BUPATI_WALI_KOTA
    (approval,) = found.approvals
    assert approval.by is Official.MENDAGRI
    assert approval.sanctions == ("berat_b", "berat_c")
    assert approval.given == given
    assert "821/5492/SJ" in approval.text.id
    assert "821/5492/SJ" in approval.text.en


def test_before_the_blanket_approval_its_letter_is_not_named(
    escalation: Escalation, finding: Finder
) -> None:
    acting = (state("acting", official=Official.BUPATI_WALI_KOTA),)
    found = finding(officials=acting, at=date(2022, 3, 1), as_of=date(2022, 9, 13))
    (approval,) = ask(escalation, found).approvals
    assert "821" not in approval.text.id


@pytest.mark.parametrize("tier", ["sedang", "ringan"])
def test_an_acting_head_needs_no_approval_for_lesser_sanctions(
    escalation: Escalation, finding: Finder, tier: str
) -> None:
    acting = (state("acting", official=Official.BUPATI_WALI_KOTA),)
    found = finding(tier=tier, levels=("jpt_pratama",), officials=acting)
    assert ask(escalation, found).approvals == ()


def test_a_head_in_office_needs_no_approval(escalation: Escalation, finding: Finder) -> None:
    assert ask(escalation, finding()).approvals == ()


def test_the_limits_of_other_acting_officials_are_said_not_to_be_in_the_data(
    escalation: Escalation, finding: Finder
) -> None:
    acting = (state("acting", level=Level.ADMINISTRATOR),)
    found = ask(escalation, finding(tier="sedang", officials=acting))
    assert found.official is Official.ADMINISTRATOR
    assert found.approvals == ()
    (note,) = [note for note in found.notes if note.says == "authority.acting_elsewhere"]
    assert note.confidence is Confidence.D


def test_a_state_that_keeps_an_official_from_acting_counts_before_acting(
    escalation: Escalation, finding: Finder
) -> None:
    both = (
        state("acting", official=Official.BUPATI_WALI_KOTA),
        state("implicated", official=Official.BUPATI_WALI_KOTA),
    )
    for officials in (both, both[::-1]):
        found = ask(escalation, finding(officials=officials))
        assert found.outcome == "needs_human"


def test_dismissal_of_a_jf_ahli_utama_is_for_the_president_alone(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(levels=("jf_ahli_utama",), recommended="berat_a"))
    assert found.official is Official.BUPATI_WALI_KOTA
    assert found.by_sanction == {
        "berat_a": Official.BUPATI_WALI_KOTA,
        "berat_b": Official.BUPATI_WALI_KOTA,
        "berat_c": Official.PRESIDEN,
    }
    assert competence(found, Official.BUPATI_WALI_KOTA, "berat_a") == "lawful"
    assert competence(found, Official.BUPATI_WALI_KOTA, "berat_c") == "unlawful"
    assert competence(found, Official.PRESIDEN, "berat_c") == "lawful"


def test_competence_is_lawful_for_the_decider_and_those_always_competent(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(tier="sedang"))
    lawful = {one for one in Official if competence(found, one) == "lawful"}
    assert lawful == {Official.ADMINISTRATOR, Official.BUPATI_WALI_KOTA}
    silent = ask(escalation, finding(track="kepegawaian", tier=None, lawful=("ptdh",)))
    assert {competence(silent, one) for one in Official} == {"depends"}


def test_what_follows_from_a_role_is_said_in_the_words_of_the_policy(
    policy: Policy, altered: Callable[..., Policy], finding: Finder
) -> None:
    """A control: without the role of vacancy in the data, nothing is said of it."""
    silent = tuple(row for row in policy.bodies if row.role != "vacancy")
    officials = (state("vacant", level=Level.ADMINISTRATOR),)
    found = ask(Escalation(altered(bodies=silent)), finding(tier="sedang", officials=officials))
    assert "authority.vacancy" not in [note.says for note in found.notes]


def test_without_the_seat_of_the_head_above_sedang_an_implicated_official_needs_a_human(
    policy: Policy, altered: Callable[..., Policy], finding: Finder
) -> None:
    """A control: it is the data, not the code, that makes the head always competent."""
    cells = tuple(msgspec.structs.replace(cell, also=()) for cell in policy.authority)
    officials = (state("implicated", level=Level.ADMINISTRATOR),)
    found = ask(Escalation(altered(authority=cells)), finding(tier="sedang", officials=officials))
    assert found.outcome == "needs_human"
