"""One act by people of different services: what the law makes alike comes out alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from netralitas.facts import Case, Outcome, Tier, Track, Verdict
from netralitas.facts.people import Category
from netralitas.judgement import AS_OF, judge

from .corpus import cases, national

SKB_2022, CIRCULAR = date(2022, 9, 22), date(2023, 1, 3)
OWN_RULES = frozenset({"join_campaign", "fail_to_act", "party_member"})
"""Acts on which PPPK and PPNPN have law of their own."""


def as_category(case: Case, category: Category) -> Verdict:
    subject = msgspec.structs.replace(case.subject, category=category)
    return judge(msgspec.structs.replace(case, subject=subject), national(), as_of=AS_OF)


def of_pns(since: date, without: frozenset[str]) -> Iterator[Case]:
    """Yield the cases of a PNS that lie wholly after a day, less those with certain acts."""
    for _, case in cases():
        days = [charge.at for charge in case.charges]
        if case.subject.category is Category.PNS and not any(
            day is None or day.first < since for day in days
        ):
            if without.isdisjoint(charge.act for charge in case.charges):
                yield case


def result(verdict: Verdict) -> tuple[Outcome, Tier | None, Any]:
    """Return what discipline and ethics come to, without the types and who imposes them."""
    tracks = {name: (track.outcome, track.tier) for name, track in verdict.tracks.items()}
    return verdict.outcome, verdict.tier, tracks


def test_a_cpns_is_judged_as_a_pns() -> None:
    """PP 94/2021 applies to CPNS mutatis mutandis, and SKB 2022 names all Pegawai ASN."""
    judged = 0
    for case in of_pns(date.min, frozenset()):
        pns, cpns = (as_category(case, one) for one in (Category.PNS, Category.CPNS))
        assert result(pns) == result(cpns), case.id
        for name, track in pns.tracks.items():
            assert track.sanctions.lawful == cpns.tracks[name].sanctions.lawful, case.id
        judged += 1
    assert judged > 200


def test_a_pppk_is_judged_by_the_rows_of_skb_2022_as_a_pns() -> None:
    """SKB 2022 covers PPPK; only the types differ (PP 49/2018), and the acts of PP 94/2021."""
    judged = 0
    for case in of_pns(SKB_2022, OWN_RULES):
        assert result(as_category(case, Category.PPPK)) == result(
            as_category(case, Category.PNS)
        ), case.id
        judged += 1
    assert judged > 100


def test_a_pppk_in_a_party_loses_the_contract_where_a_pns_is_dismissed() -> None:
    for case in of_pns(SKB_2022, frozenset({"join_campaign", "fail_to_act"})):
        pns, pppk = (as_category(case, one) for one in (Category.PNS, Category.PPPK))
        assert (Track.KEPEGAWAIAN in pns.tracks) is (Track.KEPEGAWAIAN in pppk.tracks), case.id


def test_what_a_pns_may_not_a_ppnpn_may_not_under_the_contract() -> None:
    """SE MenPANRB 01/2023 takes over the forms; a doubt about the level alone is none here."""
    judged = 0
    for case in of_pns(CIRCULAR, frozenset({"fail_to_act", "join_campaign"})):
        pns, ppnpn = (as_category(case, one) for one in (Category.PNS, Category.NON_ASN))
        if pns.outcome is Outcome.UNDETERMINED:
            continue
        doubted = pns.outcome is Outcome.NEEDS_HUMAN and ppnpn.outcome is Outcome.VIOLATION
        assert ppnpn.outcome is pns.outcome or doubted, case.id
        assert set(ppnpn.tracks) <= {Track.KONTRAK}, case.id
        judged += 1
    assert judged > 100


def test_only_named_people_open_the_track_of_ps_188() -> None:
    """UU 10/2016 ps 71 ayat (1) names pejabat ASN; CPNS, PPPK and PPNPN hold no such office."""
    for case in of_pns(SKB_2022, frozenset()):
        if case.election == "pilkada_2024":
            for category in (Category.CPNS, Category.PPPK, Category.NON_ASN):
                assert as_category(case, category).criminal.opens == "no", (case.id, category)


def test_a_difference_between_services_is_noticed() -> None:
    case = next(case for _, case in cases() if case.id == "pp94-party-attribute")
    assert result(as_category(case, Category.PNS)) != result(as_category(case, Category.PPPK))
    assert as_category(case, Category.KEPALA_DESA).tracks.keys() == {Track.DESA}
