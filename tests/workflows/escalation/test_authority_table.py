"""The whole table of authority, cell by cell, against the law's own table written out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import msgspec
import pytest

from netralitas.escalation import authority_for
from netralitas.escalation.authority import AuthorityTable, Query
from netralitas.escalation.cells import Cells, Position
from netralitas.facts import Category, Government, Level, Official, PolicyError, Stage, Tier, Track
from netralitas.policy import Policy

# level | ringan, sedang, berat, PDHTAPS; "either" is the official in whose unit the person works,
# "none" a level that the government does not have, "ppk" its personnel authority, not in the data.
REGIONS = """
kabupaten jpt_utama        none none none none
kabupaten jpt_madya        none none none none
kabupaten jpt_pratama      bupati bupati bupati bupati
kabupaten administrator    jpt_pratama bupati bupati bupati
kabupaten pengawas         administrator jpt_pratama bupati bupati
kabupaten pelaksana        pengawas administrator bupati bupati
kabupaten jf_ahli_utama    bupati bupati bupati presiden
kabupaten jf_ahli_madya    either either bupati bupati
kabupaten jf_ahli_muda     either either bupati bupati
kabupaten jf_ahli_pertama  either either bupati bupati
kabupaten jf_keterampilan  either either bupati bupati
provinsi  jpt_utama        none none none none
provinsi  jpt_madya        gubernur gubernur gubernur presiden
provinsi  jpt_pratama      jpt_madya gubernur gubernur gubernur
provinsi  administrator    jpt_pratama jpt_madya gubernur gubernur
provinsi  pengawas         administrator jpt_pratama gubernur gubernur
provinsi  pelaksana        pengawas administrator gubernur gubernur
provinsi  jf_ahli_utama    gubernur gubernur gubernur presiden
provinsi  jf_ahli_madya    either either gubernur gubernur
provinsi  jf_ahli_muda     either either gubernur gubernur
provinsi  jf_ahli_pertama  either either gubernur gubernur
provinsi  jf_keterampilan  either either gubernur gubernur
pusat     jpt_utama        presiden presiden presiden presiden
pusat     jpt_madya        ppk ppk ppk presiden
pusat     jpt_pratama      ppk ppk ppk ppk
pusat     administrator    ppk ppk ppk ppk
pusat     pengawas         ppk ppk ppk ppk
pusat     pelaksana        ppk ppk ppk ppk
pusat     jf_ahli_utama    ppk ppk ppk presiden
pusat     jf_ahli_madya    ppk ppk ppk ppk
pusat     jf_ahli_muda     ppk ppk ppk ppk
pusat     jf_ahli_pertama  ppk ppk ppk ppk
pusat     jf_keterampilan  ppk ppk ppk ppk
"""

OFFICIALS = {
    "bupati": (Official.BUPATI_WALI_KOTA, Stage.KEPALA_DAERAH),
    "gubernur": (Official.GUBERNUR, Stage.KEPALA_DAERAH),
    "presiden": (Official.PRESIDEN, Stage.ABOVE_KEPALA_DAERAH),
}
SANCTIONS = ("ringan_a", "trans_sedang_kgb", "berat_a", "berat_c")


def rows() -> list[tuple[Government, Level, str, str]]:
    """Return every cell of the table: government, level, sanction and who is expected."""
    found = []
    for line in REGIONS.split("\n"):
        if line:
            government, level, *expected = line.split()
            for sanction, one in zip(SANCTIONS, expected, strict=True):
                found.append((Government(government), Level(level), sanction, one))
    kota = [(Government.KOTA, *row[1:]) for row in found if row[0] is Government.KABUPATEN]
    return found + kota


def wrong_cells(policy: Policy) -> list[str]:
    """Return the cells whose answer is not the one written above."""
    wrong = []
    for government, level, sanction, expected in rows():
        found = authority_for(
            policy, level=level, government=government, tier=None, sanction=sanction
        )
        readings = [(one.official, one.stage) for one in found.readings]
        answer = (found.outcome, found.official, found.stage, readings)
        if expected == "none":
            right = answer == ("needs_human", None, None, []) and bool(found.notes)
        elif expected == "ppk":
            right = answer == ("needs_human", None, None, [(None, Stage.KEPALA_DAERAH)])
        elif expected == "either":
            right = answer == (
                "undetermined",
                None,
                None,
                [
                    (Official.ADMINISTRATOR, Stage.ATASAN_LANGSUNG),
                    (Official.JPT_PRATAMA, Stage.PERANGKAT_DAERAH),
                ],
            )
        else:
            official = OFFICIALS.get(expected) or (Official(expected), _stage(level, expected))
            right = answer == ("decided", *official, [])
        if not right:
            wrong.append(f"{government} {level} {sanction}: {answer}")
    return wrong


def _stage(level: Level, official: str) -> Stage:
    """One level above is the atasan langsung; anyone higher below the head is perangkat daerah."""
    ladder = ["pelaksana", "pengawas", "administrator", "jpt_pratama", "jpt_madya"]
    above = ladder.index(official) - ladder.index(level.value)
    return Stage.ATASAN_LANGSUNG if above == 1 else Stage.PERANGKAT_DAERAH


def test_every_cell_of_the_regional_table_names_the_right_official(policy: Policy) -> None:
    assert len(rows()) == (33 + 11) * 4
    assert wrong_cells(policy) == []


def test_the_table_test_notices_a_single_changed_cell(
    policy: Policy, altered: Callable[..., Policy]
) -> None:
    for place, cell in enumerate(policy.authority):
        if cell.id == "kabupaten-pengawas-sedang":
            swapped = msgspec.structs.replace(cell, official=Official.ADMINISTRATOR)
            cells = (*policy.authority[:place], swapped, *policy.authority[place + 1 :])
            assert wrong_cells(altered(authority=cells)) != []
            return
    raise AssertionError("the cell is not there")


def test_every_cell_of_the_data_is_the_answer_for_somebody(policy: Policy) -> None:
    cells = Cells(policy)
    for cell in policy.authority:
        day = cell.since or (cell.until - timedelta(days=1) if cell.until else None)
        tiers: tuple[Tier | None, ...] = cell.tiers or (None, *Tier)
        assert any(
            cell in cells.find(track, tier, Position(*one), sanction, (day, day) if day else None)
            for track in cell.tracks
            for tier in tiers
            for sanction in cell.sanctions or (None,)
            for one in product(cell.categories, cell.levels or Level, cell.governments)
        ), cell.id


def test_every_chain_of_the_data_stands_above_somebody(policy: Policy) -> None:
    cells = Cells(policy)
    for chain in policy.chains:
        categories = chain.categories or (Category.PNS,)
        for one in product(categories, chain.levels or Level, chain.governments):
            assert cells.chain(Position(*one)) is chain


def test_two_equally_narrow_cells_are_refused(
    policy: Policy, altered: Callable[..., Policy]
) -> None:
    twice = msgspec.structs.replace(policy.authority[0], id="again")
    with pytest.raises(PolicyError, match="again"):
        authority_for(
            altered(authority=(*policy.authority, twice)),
            level=Level.JPT_PRATAMA,
            government=Government.KABUPATEN,
            tier=Tier.BERAT,
        )


@pytest.mark.parametrize(
    "level, government, tier, also",
    [
        (Level.PELAKSANA, Government.KABUPATEN, Tier.SEDANG, (Official.BUPATI_WALI_KOTA,)),
        (Level.PENGAWAS, Government.KOTA, Tier.SEDANG, (Official.BUPATI_WALI_KOTA,)),
        (Level.PELAKSANA, Government.PROVINSI, Tier.SEDANG, ()),
        (Level.PELAKSANA, Government.KABUPATEN, Tier.RINGAN, ()),
        (Level.PELAKSANA, Government.KABUPATEN, Tier.BERAT, ()),
    ],
)
def test_the_head_of_a_kabupaten_may_always_impose_sedang_himself(
    policy: Policy, level: Level, government: Government, tier: Tier, also: tuple[Official, ...]
) -> None:
    found = authority_for(policy, level=level, government=government, tier=tier)
    assert found.alternates == also


ELSEWHERE = [
    (Category.PNS, Tier.MORAL, None, "kabupaten", "decided", Official.BUPATI_WALI_KOTA),
    (Category.CPNS, Tier.MORAL, None, "kota", "decided", Official.BUPATI_WALI_KOTA),
    (Category.PPPK, Tier.MORAL, None, "provinsi", "decided", Official.GUBERNUR),
    (Category.KEPALA_DESA, None, None, "kabupaten", "decided", Official.BUPATI_WALI_KOTA),
    (Category.PERANGKAT_DESA, None, None, "kabupaten", "needs_human", Official.KEPALA_DESA),
    (Category.NON_ASN, None, None, "kabupaten", "needs_human", Official.PEMBERI_KERJA),
    (Category.PPPK, Tier.BERAT, None, "kabupaten", "needs_human", Official.BUPATI_WALI_KOTA),
    (Category.PPPK, Tier.BERAT, None, "provinsi", "needs_human", Official.GUBERNUR),
    (Category.PNS, None, "ptdh", "kabupaten", "needs_human", Official.BUPATI_WALI_KOTA),
    (Category.PNS, None, "ptdh", "provinsi", "needs_human", Official.GUBERNUR),
    (Category.PNS, None, "pp53_berat_d", "kabupaten", "needs_human", Official.BUPATI_WALI_KOTA),
    (Category.PNS, None, "pp53_sedang_a", "provinsi", "needs_human", Official.GUBERNUR),
    (Category.PNS, Tier.MORAL, None, "pusat", "needs_human", None),
]


@pytest.mark.parametrize("category, tier, sanction, government, outcome, official", ELSEWHERE)
def test_outside_the_ladder_of_discipline_only_what_was_verified_decides(
    policy: Policy,
    category: Category,
    tier: Tier | None,
    sanction: str | None,
    government: str,
    outcome: str,
    official: Official | None,
) -> None:
    found = authority_for(
        policy,
        level=Level.PELAKSANA,
        government=Government(government),
        tier=tier,
        category=category,
        sanction=sanction,
    )
    assert found.outcome == outcome
    if outcome == "decided":
        assert found.official is official
        assert found.readings == ()
    else:
        assert [one.official for one in found.readings] == [official]
        assert {one.confidence for one in found.readings} == {"D"}
        assert found.confidence is None


def test_a_person_for_whom_the_data_has_no_cell_needs_a_human(policy: Policy) -> None:
    query = Query(
        track=Track.DESA,
        tiers=(None,),
        categories=(Category.BPD,),
        levels=(),
        governments=(Government.KABUPATEN,),
        day=None,
    )
    found = AuthorityTable(policy).ask(query).authority
    assert (found.outcome, found.readings) == ("needs_human", ())
    assert [note.says for note in found.notes] == ["authority.no_cell"]


def test_a_cell_reaches_cpns_by_another_article_and_says_so(policy: Policy) -> None:
    pns, cpns = (
        authority_for(
            policy,
            level=Level.PELAKSANA,
            government=Government.KABUPATEN,
            tier=Tier.BERAT,
            category=category,
        )
        for category in (Category.PNS, Category.CPNS)
    )
    assert (pns.confidence, cpns.confidence) == ("A", "B")


def test_moral_sanctions_go_through_the_majelis_kode_etik(policy: Policy) -> None:
    found = authority_for(
        policy, level=Level.PENGAWAS, government=Government.KABUPATEN, tier=Tier.MORAL
    )
    assert found.body == "majelis_kode_etik"
    assert found.tim_pemeriksa.need == "no"
    assert "authority.majelis_kode_etik" in [note.says for note in found.notes]


@pytest.mark.parametrize(
    "government, formed_by",
    [
        (Government.KABUPATEN, Official.GUBERNUR),
        (Government.KOTA, Official.GUBERNUR),
        (Government.PROVINSI, Official.MENDAGRI),
    ],
)
@pytest.mark.parametrize("tier, need", [(Tier.SEDANG, "may"), (Tier.BERAT, "must")])
def test_the_team_for_a_sekda_is_formed_from_above(
    policy: Policy, government: Government, formed_by: Official, tier: Tier, need: str
) -> None:
    level = Level.JPT_MADYA if government is Government.PROVINSI else Level.JPT_PRATAMA
    sekda = authority_for(policy, level=level, government=government, tier=tier, office="sekda")
    other = authority_for(policy, level=level, government=government, tier=tier)
    assert (sekda.tim_pemeriksa.need, sekda.tim_pemeriksa.formed_by) == (need, formed_by)
    assert (other.tim_pemeriksa.need, other.tim_pemeriksa.formed_by) == (need, other.official)
    assert sekda.tim_pemeriksa.members[1:] == ("unsur_pengawasan", "unsur_kepegawaian")


def test_temporary_release_is_allowed_for_berat_alone(policy: Policy) -> None:
    for tier in Tier:
        found = authority_for(
            policy, level=Level.PELAKSANA, government=Government.KABUPATEN, tier=tier
        )
        assert found.interim.allowed is (tier is Tier.BERAT)
    assert (found.interim.starts, found.interim.until) == ("examined", "decided")
