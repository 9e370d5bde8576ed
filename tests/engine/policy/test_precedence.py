"""Which regional item goes first: legal rank, then date, then speciality, and never chance."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import msgspec
import pytest

from netralitas.facts import Category, Citation, Confidence, Text, Tier
from netralitas.policy import IncomeConsequence, Marks, compete, examine_pack, first

from .packs import MANIFEST, content, item, nation

RANKS = {"edaran": 5, "perkada": 12}
TIERS = {"berat_a": Tier.BERAT, "sedang_a": Tier.SEDANG}


def cut(name: str, instrument: str, since: date, **more: object) -> IncomeConsequence:
    """Return an income consequence of an instrument; of berat unless something else is said."""
    tied = more if "sanction" in more else {"tier": Tier.BERAT, **more}
    return msgspec.convert(
        {
            "id": name,
            "text": Text(id=name, en=name),
            "cites": [Citation(instrument=instrument)],
            "marks": Marks(content=Confidence.C),
            "since": since,
            "basis_points": 100,
            "months": 1,
            **tied,
        },
        IncomeConsequence,
        from_attributes=True,
    )


EARLY, LATE = date(2024, 1, 1), date(2024, 6, 1)
IN_ORDER = (
    cut("perkada-khusus", "perkada", LATE, sanction="berat_a"),
    cut("perkada-baru", "perkada", LATE),
    cut("perkada-lama", "perkada", EARLY, sanction="berat_a"),
    cut("edaran-baru", "edaran", LATE, sanction="berat_a"),
    cut("edaran-lama-pns", "edaran", EARLY, categories=[Category.PNS]),
    cut("edaran-lama", "edaran", EARLY),
)


@pytest.mark.parametrize("place", range(len(IN_ORDER)))
def test_rank_goes_before_date_and_date_before_speciality(place: int) -> None:
    for some in permutations(IN_ORDER[place:], min(3, len(IN_ORDER) - place)):
        chosen = min(some, key=IN_ORDER.index)
        assert first(some, RANKS) is chosen


def test_nothing_goes_first_among_nothing() -> None:
    assert first((), RANKS) is None


def test_only_what_answers_one_question_competes() -> None:
    berat, of_type = IN_ORDER[1], IN_ORDER[0]
    assert compete(berat, of_type, TIERS) and compete(of_type, berat, TIERS)
    assert not compete(of_type, cut("lain", "perkada", LATE, sanction="sedang_a"), TIERS)
    assert not compete(berat, cut("lain", "perkada", LATE, tier=Tier.SEDANG), TIERS)
    pns = cut("pns", "perkada", LATE, categories=[Category.PNS])
    pppk = cut("pppk", "perkada", LATE, categories=[Category.PPPK])
    assert not compete(pns, pppk, TIERS)
    assert compete(pns, berat, TIERS)


CUT = "tier: sedang, basis_points: 5000, months: 2"


@pytest.mark.parametrize(
    ("term", "one", "other"),
    [
        ("income_consequences", CUT, CUT),
        (
            "internal_clocks",
            "stage: evidence_review, starts: report_received, n: 3, unit: working_days",
            "stage: evidence_review, starts: report_received, n: 4, unit: working_days",
        ),
        (
            "alternates",
            "implicated: bupati_wali_kota, official: gubernur",
            "implicated: bupati_wali_kota, official: mendagri",
        ),
    ],
)
def test_a_tie_is_refused_and_a_day_apart_is_none(term: str, one: str, other: str) -> None:
    def found(second: str) -> list[str]:
        fills = f"fills:\n  {term}:\n" + item("satu", one) + item("dua", second)
        return [
            fault.property for fault in examine_pack(content(MANIFEST + fills), nation()).findings
        ]

    assert found(other) == ["no_tie"]
    assert found(f"since: 2024-05-01, {other}") == []
