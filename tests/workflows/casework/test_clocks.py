"""Dates: statutory ones with their law and calendar, internal ones that say so, each fired once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from netralitas.casework import MemoryStore, Settings
from netralitas.facts import Channel, InputError, Refused
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, at
from tests.workflows.casework.test_stories import file_of


def before_the_superior(law: CompiledPolicy, **settings: int) -> Office:
    office = Office(law, settings=Settings(**settings))
    office.open(file_of(law, "lurah"), "bkpsdm", "2024-10-03")
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    office.act("reviewer", "proceed", "2024-10-04")
    return office


def dates(office: Office) -> dict[str, list[str]]:
    return {one.id: [str(day) for day in one.due] for one in office.case.deadlines}


def test_a_statutory_date_cites_its_law_and_names_its_calendar(law: CompiledPolicy) -> None:
    office = before_the_superior(law)
    office.act("atasan_langsung administrator", "summon", "2024-10-07", day="2024-10-10")
    [summons] = [one for one in office.case.deadlines if one.id == "disiplin/panggil_1#1"]
    assert [str(cite) for cite in summons.cites] == ["pp-94-2021 ps 26"]
    assert summons.calendar == law.policy.calendar_digest
    assert (summons.basis, summons.starts, summons.official) == (
        "statutory",
        date(2024, 10, 7),
        "administrator",
    )


def test_an_internal_date_says_so_and_follows_the_settings(law: CompiledPolicy) -> None:
    office = before_the_superior(law, review_days=5)
    [review] = [one for one in office.case.deadlines if one.lane == "disiplin"]
    assert (review.kind, review.basis, review.due) == (
        "disiplin/tinjau",
        "internal",
        (date(2024, 10, 9),),
    )
    assert "bukan tenggat undang-undang" in review.says.id
    assert "not a statutory one" in review.says.en


def test_where_the_law_leaves_the_unit_open_both_days_are_kept(law: CompiledPolicy) -> None:
    office = before_the_superior(law)
    camat = "atasan_langsung administrator"
    office.act(camat, "summon", "2024-10-04", day="2024-10-04")
    office.act(camat, "examine", "2024-10-04")
    office.act(camat, "forward", "2024-10-04", reason="competence")
    kadis, bupati = "kepala_perangkat_daerah jpt_pratama", "kepala_daerah bupati_wali_kota"
    office.act(kadis, "forward", "2024-10-04", reason="competence")
    team = dict.fromkeys(("atasan_langsung", "unsur_pengawasan", "unsur_kepegawaian"), "x")
    office.act(bupati, "form_team", "2024-10-04", members=team)
    office.act(bupati, "decide", "2024-10-04", sanction="berat_a")
    office.act(bupati, "hand_over", "2024-10-04")
    assert dates(office)["disiplin/keberatan_ajukan#1"] == ["2024-10-18", "2024-10-24"]
    assert "disiplin/banding_ajukan#1" not in dates(office)
    office.tick("2024-10-24")
    assert "disiplin/keberatan_ajukan#1" not in office.case.fired
    office.tick("2024-10-25")
    assert "disiplin/keberatan_ajukan#1" in office.case.fired


@pytest.mark.parametrize("zone", [7, 8, 9])
def test_days_end_at_midnight_of_the_case_s_own_zone(zone: int, law: CompiledPolicy) -> None:
    office = before_the_superior(law, zone=zone)
    [lapse] = [one for one in office.case.deadlines if one.lane == "pidana"]
    assert lapse.due == (date(2024, 10, 9),)
    midnight = datetime(2024, 10, 10, tzinfo=UTC) - timedelta(hours=zone)
    assert lapse.at == midnight
    assert not office.service.tick(midnight - timedelta(microseconds=1)).events
    assert len(office.service.tick(midnight).events) == 1


def test_a_reminder_comes_before_its_date_and_not_where_that_day_is_past(
    law: CompiledPolicy,
) -> None:
    office = before_the_superior(law)
    camat = "atasan_langsung administrator"
    office.act(camat, "summon", "2024-10-07", day="2024-10-10")
    assert "disiplin/panggil_1/ingat#1" in dates(office)
    office.act("reviewer", "add_evidence", "2024-10-15", evidence={"kind": "foto"})
    assert "disiplin/panggil_1/ingat#1" in dates(office), "set, due, and not fired yet: it stays"
    fired = [one.body["kind"] for one in office.tick("2024-10-15").events]
    assert fired == ["pidana/pilkada_lapor", "disiplin/panggil_1/ingat"]
    late = before_the_superior(law, remind_days=30)
    late.act(camat, "summon", "2024-10-07", day="2024-10-10")
    assert "disiplin/panggil_1/ingat#1" not in dates(late)


def test_inaction_is_said_again_and_again_each_under_its_own_number(law: CompiledPolicy) -> None:
    office = before_the_superior(law)
    for day in ("2024-10-18", "2024-11-01", "2024-11-15"):
        office.tick(day)
    reviews = [id for id in office.case.fired if id.startswith("disiplin/tinjau")]
    assert reviews == ["disiplin/tinjau#1", "disiplin/tinjau#2", "disiplin/tinjau#3"]
    assert dates(office)["disiplin/tinjau#4"] == ["2024-11-29"]
    [one] = office.case.proceedings
    assert one.overdue


def test_a_clock_that_goes_back_changes_nothing(law: CompiledPolicy) -> None:
    office = before_the_superior(law)
    assert office.tick("2024-10-20").events
    after, size = office.case, office.store.size()
    for day in ("2024-10-19", "2024-01-01", "2024-10-20"):
        assert not office.tick(day).events
    assert (office.case, office.store.size()) == (after, size)


def test_what_is_late_is_not_let_in_by_a_clock_that_went_back(law: CompiledPolicy) -> None:
    office = before_the_superior(law)
    office.tick("2024-10-20")
    with pytest.raises(InputError, match="the last event was on 2024-10-20"):
        office.act("bawaslu_liaison", "refer", "2024-10-08")
    with pytest.raises(Refused):
        office.act("bawaslu_liaison", "refer", "2024-10-20")


def test_a_date_beyond_the_known_days_off_is_replaced_by_a_review(law: CompiledPolicy) -> None:
    office = Office(law)
    file = file_of(law, "lurah")
    last = law.escalation.calendar.last
    far = msgspec.structs.replace(file.report, at=last, known_at=last)
    office.open(msgspec.structs.replace(file, report=far), "bkpsdm", str(last))
    assert {one.lane: one.basis for one in office.case.deadlines} == {
        "berkas": "internal",
        "pidana": "internal",
    }


def test_every_deadline_fires_once_whoever_asks_and_however_often(law: CompiledPolicy) -> None:
    store = MemoryStore()
    office = Office(law, store=store)
    for number in range(20):
        file = msgspec.structs.replace(file_of(law, "lurah"), id=f"C-{number}")
        office.open(file, "bkpsdm", "2024-10-03")
    fired: list[tuple[str, str, int]] = []
    for _ in range(30):
        for day, limit in (("2024-10-18", 3), ("2024-10-11", 2)):
            fired += [
                (one.case, one.body["kind"], one.body["serial"])
                for one in office.tick(day, limit).events
            ]
    assert len(fired) == len(set(fired)) == 40
    assert office.tick(at("2024-10-18").date()).events == ()


def test_a_report_by_the_neutrality_system_is_to_be_verified_in_time(law: CompiledPolicy) -> None:
    """Before any evidence is verified; the law leaves open which days, so both are kept."""
    office = Office(law)
    file = file_of(law, "lurah")
    report = msgspec.structs.replace(file.report, channel=Channel.SBT)
    office.open(msgspec.structs.replace(file, report=report), "bkpsdm", "2024-10-03")
    assert dates(office)["berkas/sbt_verifikasi#1"] == ["2024-10-10", "2024-10-14"]
    assert "berkas/tinjau#1" not in dates(office)
    office.tick("2024-10-15")
    assert dates(office)["berkas/tinjau#1"] == ["2024-10-17"]
