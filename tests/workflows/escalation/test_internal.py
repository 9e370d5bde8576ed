"""A region's own clocks run beside the law's, count its own holidays, and never pass the law's."""

from __future__ import annotations

from datetime import date

import pytest

from netralitas.escalation import Escalation, InternalClocks, InternalWalk
from netralitas.facts import Case, Days, PathEntry
from netralitas.judgement import judge, load_policy
from netralitas.policy import Pack, Policy, overlay, read_cases, read_pack, read_policy
from netralitas.regions import national_files

MANIFEST = """schema: netralitas/pack/v1
region: contoh
name: {id: Contoh, en: Example}
legal_basis: {id: tidak ditemukan, en: none found}
maintainer: Inspektorat
valid: {from: 2024-01-01, to: 2024-12-31}
instruments:
  - {id: contoh-se, short: SE Contoh, title: {id: a, en: b}, marks: {content: C, date: D}, rank: 5}
not_known: [{id: contoh-belum, text: {id: a, en: b}}]
fills:
"""
TAIL = "text: {id: a, en: b}, cites: [{instrument: contoh-se}], marks: {content: C}}\n"
CLOCKS = (
    "  internal_clocks:\n"
    "    - {id: contoh-panggil, stage: atasan_langsung, starts: summoned, n: 6, "
    f"unit: working_days, shortens: panggil_1, {TAIL}"
    "    - {id: contoh-telaah, stage: evidence_review, starts: report_received, n: 5, "
    f"unit: working_days, {TAIL}"
)
HOLIDAYS = f"  local_holidays:\n    - {{id: contoh-libur, days: {{DAYS}}, {TAIL}"
CASE = """schema: netralitas/case/v1
id: contoh
region: contoh
election: pilkada_2024
subject: {category: pns, level: pelaksana, government: kabupaten}
charges: [{act: react_online, at: 2024-10-02, facts: {reaction: like}}]
evidence: [{kind: foto, verified: true}]
report: {at: 2024-10-07}
process: {summonses: [{at: 2024-10-10}]}
"""
NATION = read_policy(national_files())


def pack(fills: str) -> Pack:
    return read_pack({"contoh.yaml": (MANIFEST + fills).encode()}, NATION)


def case(policy: Policy, text: str = CASE) -> Case:
    (read,) = read_cases(text.encode(), "contoh.yaml", policy)
    assert isinstance(read, Case), read
    return read


def walked(fills: str, text: str = CASE) -> InternalWalk:
    """Return the internal clocks of the case beside the walk that the law gives it."""
    region = pack(fills)
    law = load_policy(national_files())
    given = case(law.policy, text)
    verdict = judge(given, law, as_of=date(2024, 12, 1))
    paths = [track.path for track in verdict.tracks.values()]
    days = [charge.at for charge in given.charges if charge.at]
    return InternalClocks(overlay(NATION, region), region).walk(given, days, paths)


def due(walk: InternalWalk) -> dict[str | None, date | None]:
    return {entry.clock: entry.due[0].at if entry.due else None for entry in walk.clocks}


def test_internal_clocks_count_working_days_from_what_the_case_states() -> None:
    assert due(walked(CLOCKS)) == {
        "contoh-telaah": date(2024, 10, 14),
        "contoh-panggil": date(2024, 10, 18),
    }


def test_a_clock_whose_event_is_not_known_is_shown_without_a_date() -> None:
    walk = walked(CLOCKS, CASE.replace("process: {summonses: [{at: 2024-10-10}]}\n", ""))
    assert due(walk)["contoh-panggil"] is None


def test_a_local_holiday_moves_an_internal_date_and_is_named() -> None:
    walk = walked(CLOCKS + HOLIDAYS.replace("DAYS", "2024-10-09: Hari Jadi"))
    assert due(walk)["contoh-telaah"] == date(2024, 10, 15)
    assert [(one.text.id, one.about["day"]) for one in walk.holidays] == [
        ("Hari Jadi", "2024-10-09")
    ]


def test_a_local_holiday_outside_the_count_moves_nothing_and_is_not_named() -> None:
    walk = walked(CLOCKS + HOLIDAYS.replace("DAYS", "2024-11-20: Hari Jadi"))
    assert due(walk) == due(walked(CLOCKS))
    assert walk.holidays == ()


def test_an_internal_date_past_the_statutory_one_is_refused_with_the_article() -> None:
    days = "2024-10-14: Satu, 2024-10-15: Dua"
    walk = walked(CLOCKS + HOLIDAYS.replace("DAYS", days))
    assert "contoh-panggil" not in due(walk)
    (refused,) = walk.refused
    assert (refused.id, str(refused.cites[0])) == ("contoh-panggil", "pp-94-2021 ps 26")
    assert refused.about.plain() == {"internal": "2024-10-22", "statutory": "2024-10-21"}


@pytest.mark.parametrize("day", ["2023-12-30", "2025-01-02"])
def test_outside_its_days_no_internal_clock_runs(day: str) -> None:
    region = pack(CLOCKS)
    law = load_policy(national_files())
    path = (PathEntry(stage="evidence_review"),)
    days = [Days.of(date.fromisoformat(day))]
    clocks = InternalClocks(overlay(NATION, region), region)
    assert clocks.walk(case(law.policy), days, [path]).clocks == ()
    inside = clocks.walk(case(law.policy), [Days.of(date(2024, 12, 31))], [path])
    assert [entry.clock for entry in inside.clocks] == ["contoh-telaah"]


def test_statutory_dates_know_no_local_holiday() -> None:
    laid = overlay(NATION, pack(CLOCKS + HOLIDAYS.replace("DAYS", "2024-10-14: Hari Jadi")))
    assert laid.holidays == NATION.holidays
    assert laid.calendar_digest == NATION.calendar_digest
    assert Escalation(laid).calendar.is_working_day(date(2024, 10, 14))


def test_beyond_the_frozen_years_a_clock_has_no_date() -> None:
    region = pack(CLOCKS)
    text = CASE.replace("report: {at: 2024-10-07}", "report: {at: 2035-12-31}")
    law = load_policy(national_files())
    path = (PathEntry(stage="evidence_review"),)
    walk = InternalClocks(overlay(NATION, region), region).walk(
        case(law.policy, text), [Days.of(date(2024, 10, 2))], [path]
    )
    assert due(walk) == {"contoh-telaah": None}
