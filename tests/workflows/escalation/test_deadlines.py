"""Every statutory clock: its number, its unit, its mark, and the day on which it starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.escalation import Escalation
from netralitas.facts import (
    Appeal,
    Channel,
    Contest,
    Delivery,
    Finding,
    Imposed,
    PathEntry,
    Process,
    Report,
    Summons,
    Track,
)
from netralitas.policy import Policy

Finder = Callable[..., Finding]

# id | n | unit | mark | stage, as in the catalogue of the law
CLOCKS = """
pilkada_lapor               7  calendar_days A referred
pilkada_bawaslu             3  calendar_days A bawaslu_review
pilkada_bawaslu_tambahan    2  calendar_days A bawaslu_review
pemilu_lapor                7  working_days  A referred
pemilu_tindak_lanjut        7  working_days  A bawaslu_review
pemilu_tindak_lanjut_total  14 working_days  A bawaslu_review
gakkumdu_penyidik           14 working_days  B investigation
gakkumdu_kembali            3  working_days  B prosecution
gakkumdu_perbaiki           3  working_days  B prosecution
gakkumdu_pn                 5  working_days  B prosecution
pn_putusan                  7  unclear       B verdict
banding_pidana              3  unclear       B verdict
pt_putusan                  7  unclear       B appeal
sbt_verifikasi              7  unclear       B evidence_review
sbt_bawaslu                 3  working_days  B evidence_review
panggil_1                   7  working_days  A atasan_langsung
panggil_2                   7  working_days  A atasan_langsung
sampaikan_keputusan         14 working_days  B delivered
kirim_bila_absen            3  working_days  A delivered
berlaku                     15 working_days  A final
keberatan_ajukan            14 unclear       C delivered
keberatan_putus             21 working_days  C keberatan
banding_ajukan              14 working_days  B delivered
banding_tanggapan           21 working_days  B banding_administratif
bpasn_putus                 65 working_days  B banding_administratif
ppk_tindak_lanjut           -  unknown       D kepala_daerah
berlaku_setelah_upaya       -  unknown       A final
"""


def test_every_clock_of_the_law_is_there_with_its_number_unit_and_mark(policy: Policy) -> None:
    wanted = {tuple(line.split()) for line in CLOCKS.split("\n") if line}
    assert {
        (
            row.id,
            str(row.n) if row.n else "-",
            row.unit,
            row.confidence.value,
            str(row.stage or row.criminal_stage),
        )
        for row in policy.deadlines
    } == wanted


def test_only_one_clock_is_the_day_of_taking_effect(policy: Policy) -> None:
    (row,) = [row for row in policy.deadlines if row.kind == "takes_effect" and row.n]
    assert row.id == "berlaku"
    assert (row.cites[0].pasal, row.cites[0].ayat) == ("50", "1")


WHOLE = Process(
    summonses=(
        Summons(at=date(2024, 10, 7), on=date(2024, 10, 14), attended=False),
        Summons(at=date(2024, 10, 15), on=date(2024, 10, 21), attended=False),
    ),
    decided_at=date(2024, 11, 20),
    delivery=Delivery(on=date(2024, 11, 22), attended=False, received=date(2024, 11, 29)),
)


def entries(escalation: Escalation, finding: Finding) -> dict[str, PathEntry]:
    """Return every clock of the walk by its id."""
    walk = escalation.walk(finding, finding.as_of)
    return {
        entry.clock: entry
        for path in (*walk.path.values(), walk.criminal)
        for entry in path
        if entry.clock
    }


def dates(entry: PathEntry) -> list[str]:
    return [due.at.isoformat() for due in entry.due]


DATED = [
    ("panggil_1", "2024-10-07", ["2024-10-16"]),
    ("panggil_2", "2024-10-14", ["2024-10-23"]),
    ("sampaikan_keputusan", "2024-11-20", ["2024-12-11"]),  # 27 November is off
    ("kirim_bila_absen", "2024-11-22", ["2024-11-28"]),  # a Friday; 27 November is off
    ("keberatan_ajukan", "2024-11-29", ["2024-12-13", "2024-12-19"]),  # calendar, working
    ("banding_ajukan", "2024-11-20", ["2024-12-11"]),
    ("berlaku", "2024-11-29", ["2024-12-20"]),
]


@pytest.mark.parametrize("clock, start, due", DATED)
def test_a_clock_whose_starting_day_is_known_gets_its_date(
    escalation: Escalation, policy: Policy, finding: Finder, clock: str, start: str, due: list[str]
) -> None:
    found = entries(escalation, finding(process=WHOLE))[clock]
    assert (str(found.starts), dates(found)) == (start, due)
    assert found.calendar == policy.calendar_digest
    working = [one for one in found.due if one.unit == "working_days"]
    assert {one.calendar for one in working} == {policy.calendar_digest}


@pytest.mark.parametrize("clock, start, due", DATED)
def test_a_clock_whose_starting_day_is_not_known_is_shown_without_a_date(
    escalation: Escalation, finding: Finder, clock: str, start: str, due: list[str]
) -> None:
    found = entries(escalation, finding())[clock]
    assert (found.starts, found.due, found.calendar) == (None, (), None)
    assert found.days is not None
    assert (found.unit, found.basis, found.after) != (None, None, None)


def test_the_mark_of_a_date_is_the_weaker_of_clock_and_calendar(
    escalation: Escalation, finding: Finder
) -> None:
    assert entries(escalation, finding())["panggil_1"].confidence == "A"
    assert entries(escalation, finding(process=WHOLE))["panggil_1"].confidence == "B"
    later = Process(summonses=(Summons(at=date(2025, 3, 3)),))
    assert entries(escalation, finding(process=later))["panggil_1"].confidence == "C"


def test_a_decision_handed_over_was_received_that_day(
    escalation: Escalation, finding: Finder
) -> None:
    handed = Process(delivery=Delivery(on=date(2024, 12, 2), attended=True))
    found = entries(escalation, finding(process=handed))
    assert found["berlaku"].starts == date(2024, 12, 2)
    assert found["kirim_bila_absen"].starts is None


def test_the_day_of_an_imposed_sanction_is_the_day_of_decision(
    escalation: Escalation, finding: Finder
) -> None:
    imposed = Process(imposed=(Imposed(sanction="berat_a", at=date(2024, 12, 2)),))
    found = entries(escalation, finding(process=imposed))
    assert found["sampaikan_keputusan"].starts == date(2024, 12, 2)
    assert "banding_ajukan" not in found  # what was imposed is no dismissal


@pytest.mark.parametrize(
    "kind, clock, other",
    [
        ("keberatan", "keberatan_putus", "bpasn_putus"),
        ("banding_administratif", "bpasn_putus", "keberatan_putus"),
    ],
)
def test_a_remedy_brings_its_own_clocks_and_stops_the_fifteenth_day(
    escalation: Escalation, finding: Finder, kind: Any, clock: str, other: str
) -> None:
    appealed = msgspec.structs.replace(WHOLE, appeal=Appeal(kind=kind, at=date(2024, 12, 2)))
    found = entries(escalation, finding(process=appealed))
    assert found[clock].starts == date(2024, 12, 2)
    assert len(found[clock].due) == 1
    assert other not in found
    assert "berlaku" not in found
    assert (found["berlaku_setelah_upaya"].days, found["berlaku_setelah_upaya"].due) == (None, ())


def test_a_dismissal_is_appealed_and_anything_else_objected_to(
    escalation: Escalation, finding: Finder
) -> None:
    remedies = {"keberatan_ajukan", "banding_ajukan"}
    for lawful, expected in [
        (("berat_a",), {"keberatan_ajukan"}),
        (("berat_c",), {"banding_ajukan"}),
        (("berat_a", "berat_c"), remedies),
        ((), remedies),
    ]:
        found = entries(escalation, finding(lawful=lawful))
        assert remedies & set(found) == expected


def report(channel: str | None, at: date = date(2024, 10, 3)) -> Report:
    return Report(at=at, known_at=date(2024, 10, 2), channel=Channel(channel) if channel else None)


def test_the_channel_decides_which_clocks_of_reporting_run(
    escalation: Escalation, finding: Finder
) -> None:
    sbt = entries(escalation, finding(report=report("sbt"), opens="yes"))
    assert dates(sbt["sbt_verifikasi"]) == ["2024-10-10", "2024-10-14"]
    assert sbt["sbt_bawaslu"].starts is None
    assert sbt["pilkada_bawaslu"].starts is None
    bawaslu = entries(escalation, finding(report=report("bawaslu"), opens="yes"))
    assert "sbt_verifikasi" not in bawaslu
    assert dates(bawaslu["pilkada_bawaslu"]) == ["2024-10-06"]
    for channel in (None, "masyarakat", "media", "internal", "sp4n_lapor"):
        found = entries(escalation, finding(report=report(channel), opens="yes"))
        assert "sbt_verifikasi" not in found
        assert found["pilkada_bawaslu"].starts is None


def test_no_number_was_found_for_following_up_a_recommendation(
    escalation: Escalation, finding: Finder
) -> None:
    found = entries(escalation, finding(report=report("bawaslu")))["ppk_tindak_lanjut"]
    assert (found.days, found.unit, found.due, found.confidence) == (None, "unknown", (), "D")


def test_a_clock_that_follows_another_starts_when_that_one_ends(
    escalation: Escalation, finding: Finder
) -> None:
    found = entries(escalation, finding(report=report("bawaslu"), opens="yes"))
    assert found["pilkada_bawaslu_tambahan"].starts == found["pilkada_bawaslu"].due[0].at
    assert dates(found["pilkada_bawaslu_tambahan"]) == ["2024-10-08"]
    unknown = entries(escalation, finding(opens="yes"))
    assert unknown["pilkada_bawaslu_tambahan"].starts is None


def test_the_kind_of_election_chooses_the_clocks(escalation: Escalation, finding: Finder) -> None:
    pilkada = entries(escalation, finding(opens="yes", report=report("bawaslu")))
    assert dates(pilkada["pilkada_lapor"]) == ["2024-10-09"]
    assert not any(clock.startswith("pemilu") for clock in pilkada)
    pemilu = entries(
        escalation, finding(opens="yes", report=report("bawaslu"), election="pemilu_2024")
    )
    assert dates(pemilu["pemilu_lapor"]) == ["2024-10-11"]
    assert dates(pemilu["pemilu_tindak_lanjut_total"]) == ["2024-10-23"]
    assert not any(clock.startswith(("pilkada", "gakkumdu")) for clock in pemilu)
    neither = finding(opens="yes", election=None)
    assert {"pilkada_lapor", "pemilu_lapor"} <= set(entries(escalation, neither))
    for contest, lapor in [(Contest.REGIONAL_HEAD, "pilkada"), (Contest.DPD, "pemilu")]:
        case = msgspec.structs.replace(neither.case, contest=contest)
        found = entries(escalation, msgspec.structs.replace(neither, case=case))
        assert [clock for clock in found if clock.endswith("_lapor")] == [f"{lapor}_lapor"]


@pytest.mark.parametrize(
    "track, tier, lawful", [("etik", "moral", None), ("desa", None, ("desa_teguran_lisan",))]
)
def test_the_clocks_of_discipline_are_no_clocks_of_other_tracks(
    escalation: Escalation, finding: Finder, track: str, tier: str | None, lawful: Any
) -> None:
    assert entries(escalation, finding(track=track, tier=tier, lawful=lawful)) == {}


def test_acts_under_pp_53_get_no_clock_of_pp_94(escalation: Escalation, finding: Finder) -> None:
    lawful = ("pp53_sedang_a",)
    old = entries(escalation, finding(tier="sedang", lawful=lawful, at=date(2021, 8, 30)))
    assert set(old) == {"keberatan_ajukan"}
    new = entries(escalation, finding(tier="sedang", at=date(2021, 8, 31)))
    assert {"panggil_1", "panggil_2", "sampaikan_keputusan", "berlaku"} <= set(new)


def test_a_remedy_under_a_regulation_not_yet_in_force_gets_no_date(
    escalation: Escalation, finding: Finder
) -> None:
    early = Process(delivery=Delivery(received=date(2021, 8, 2)))
    found = entries(escalation, finding(process=early, at=date(2021, 7, 1), lawful=("berat_a",)))
    assert found["keberatan_ajukan"].due == ()


def test_a_date_beyond_the_calendar_is_left_out_and_noted(
    escalation: Escalation, finding: Finder
) -> None:
    late = Process(decided_at=date(2027, 12, 27))
    walk = escalation.walk(finding(process=late), date(2027, 12, 31))
    (entry,) = [one for one in walk.path[Track.DISIPLIN] if one.clock == "sampaikan_keputusan"]
    assert (entry.starts, entry.due) == (date(2027, 12, 27), ())
    notes = [note for note in walk.notes if note.says == "walk.beyond_calendar"]
    assert [note.about["clock"] for note in notes] == ["sampaikan_keputusan", "banding_ajukan"]


def test_a_date_in_an_estimated_year_is_noted(escalation: Escalation, finding: Finder) -> None:
    made = finding(process=Process(summonses=(Summons(at=date(2027, 2, 1)),)))
    walk = escalation.walk(made, made.as_of)
    (note,) = [note for note in walk.notes if note.says == "walk.estimated_calendar"]
    assert note.about["clock"] == "panggil_1"


def test_a_clock_taken_from_the_data_is_missed(
    policy: Policy, altered: Callable[..., Policy], finding: Finder
) -> None:
    """A control: the clocks come from the policy alone."""
    rows = tuple(row for row in policy.deadlines if row.id != "panggil_2")
    found = entries(Escalation(altered(deadlines=rows)), finding(process=WHOLE))
    assert "panggil_1" in found
    assert "panggil_2" not in found
