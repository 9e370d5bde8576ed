"""What a region adds to a case is said in plain words, with its marks, and never by colour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import msgspec
import pytest

from netralitas.desk.answer_page import page_of
from netralitas.desk.argument import full_page_of
from netralitas.desk.page import About, Line, Page
from netralitas.desk.regions.words import (
    LIMITS,
    SAID,
    TERM_WORDS,
    condition_word,
    days_word,
    event_word,
    percent,
    rupiah,
)
from netralitas.desk.vocabulary import vocabulary_of
from netralitas.desk.webpage import web_page
from netralitas.facts import (
    Charge,
    Citation,
    Confidence,
    Days,
    DueDate,
    Explanation,
    Facts,
    Language,
    PathEntry,
    RegionItem,
    RegionRefusal,
    RegionReport,
    Text,
    Verdict,
)
from netralitas.judgement import FLAT, flat
from netralitas.policy import (
    TERMS,
    Fills,
    Pack,
    PackValidity,
    Policy,
    policy_from_json,
    policy_to_json,
)
from netralitas.policy.clocks import Event
from tests.laws import national_policy

Make = Callable[..., About]
SE = (Citation(instrument="pp-94-2021", pasal="9"),)
PACK = Pack(
    digest="sha256:pack",
    region="kota",
    name=Text(id="Kota Contoh", en="Example city"),
    legal_basis=Text(id="tidak ditemukan", en="none found"),
    maintainer="Inspektorat",
    valid=PackValidity(since=date(2024, 1, 1), last=date(2024, 12, 31), confidence=Confidence.D),
    demonstration=False,
    instruments=(),
    quotes=(),
    not_known=(),
    fills=Fills(),
)


def an_item(term: str, says: str = "Kata Daerah", **changes: Any) -> RegionItem:
    plain: dict[str, Any] = {
        "term": term,
        "id": f"kota-{term}",
        "text": Text(id=says, en=f"{says} (en)"),
        "cites": SE,
        "confidence": Confidence.C,
    }
    if "about" in changes:
        changes["about"] = Facts(changes["about"])
    return RegionItem(**(plain | changes))


def with_region(verdict: Verdict, *items: RegionItem, **more: Any) -> Verdict:
    report = RegionReport(pack="kota", filled=items, **({"refused": ()} | more))
    return msgspec.structs.replace(verdict, region=report)


def with_pack(about: About, pack: Pack = PACK) -> About:
    return about._replace(words=about.words._replace(pack=pack))


def told(page: Page, label: str = "Daerah") -> list[Line]:
    return [line for part in page.sections if part.label == label for line in part.lines]


@pytest.fixture
def lines(about: Make, lurah: Verdict) -> Callable[..., list[Line]]:
    """The lines of the region's part, below the one that names the pack."""

    def write(*items: RegionItem, language: Language = Language.ID, **more: Any) -> list[Line]:
        seen = with_pack(about(language, verdict=with_region(lurah, *items, **more)))
        return told(page_of(seen), "Region" if language is Language.EN else "Daerah")[1:]

    return write


def test_a_region_is_told_only_where_a_pack_was_laid_over(about: Make, lurah: Verdict) -> None:
    assert told(page_of(about())) == []
    assert told(page_of(about(verdict=with_region(lurah)))) == [Line("kota")]


def test_the_pack_is_named_with_its_days_and_how_sure_they_are(about: Make, lurah: Verdict) -> None:
    seen = with_pack(about(verdict=with_region(lurah)))
    assert told(page_of(seen)) == [
        Line("Kota Contoh: paket untuk perbuatan sejak 1 Jan 2024 s.d. 31 Des 2024", "D")
    ]
    shown = msgspec.structs.replace(PACK, demonstration=True)
    [line] = told(page_of(with_pack(about(verdict=with_region(lurah)), shown)))
    assert line.text.startswith("PERAGAAN, bukan daerah sungguhan. Kota Contoh")


CUT = {"basis_points": 10_000, "months": 2, "sanctions": "berat_a, berat_b"}


def test_a_cut_of_income_is_percent_and_rupiah(lines: Callable[..., list[Line]]) -> None:
    known = {**CUT, "rupiah_a_month": 4_000_000, "rupiah": 8_000_000}
    [line] = lines(an_item("income_consequences", about=known))
    assert line == Line(
        "tambahan penghasilan dipotong 100 % selama 2 bulan, Rp 8.000.000 (Rp 4.000.000 sebulan); "
        "mengikuti penurunan jabatan setingkat lebih rendah 12 bulan · pembebasan dari jabatan "
        "menjadi jabatan pelaksana 12 bulan",
        "C",
    )
    [english] = lines(an_item("income_consequences", about=known), language=Language.EN)
    assert english.text.startswith(
        "additional income is cut by 100 % for 2 months, Rp 8,000,000 (Rp 4,000,000 a month)"
    )


def test_a_cut_without_a_known_income_names_no_rupiah(lines: Callable[..., list[Line]]) -> None:
    once = {"basis_points": 2_550, "months": 1, "sanctions": "berat_a"}
    [line] = lines(an_item("income_consequences", about=once))
    assert line.text.startswith("tambahan penghasilan dipotong 25,5 % selama 1 bulan; mengikuti ")
    assert "Rp" not in line.text


@pytest.mark.parametrize(
    ("basis_points", "share"),
    [(1, "0,01 %"), (10, "0,1 %"), (100, "1 %"), (2_505, "25,05 %"), (10_000, "100 %")],
)
def test_basis_points_are_read_as_percent(basis_points: int, share: str) -> None:
    assert percent(basis_points, Language.ID) == share
    assert percent(basis_points, Language.EN) == share.replace(",", ".")


def test_rupiah_are_grouped_as_each_language_does() -> None:
    assert rupiah(1_234_567, Language.ID) == "Rp 1.234.567"
    assert rupiah(1_234_567, Language.EN) == "Rp 1,234,567"
    assert rupiah(0, Language.ID) == "Rp 0"


def test_what_depends_on_an_unknown_fact_says_so(lines: Callable[..., list[Line]]) -> None:
    [sure, unsure] = lines(
        an_item("guidance", "Pasti"), an_item("guidance", "Belum pasti", certain=False)
    )
    assert sure.text == "petunjuk: Pasti"
    assert unsure.text == "petunjuk: Belum pasti (bergantung pada fakta yang belum diketahui)"


def test_a_checklist_is_ticked_in_signs_and_words(lines: Callable[..., list[Line]]) -> None:
    ticks = {"foto": "verified", "rekaman": "present", "saksi": "missing", "tautan": "not_assessed"}
    [line] = lines(an_item("checklists", about=ticks))
    assert line.text == (
        "centang bukti: [x] foto: terverifikasi · [~] rekaman: ada, belum terverifikasi · "
        "[-] saksi: tidak ada · [?] tautan: belum dinilai"
    )


def test_a_weight_says_its_side_and_an_alternate_whom_and_where(
    lines: Callable[..., list[Line]],
) -> None:
    alternate = {"official": "gubernur", "track": "disiplin"}
    weight, stands_in = lines(
        an_item("weights", about={"side": "aggravating", "track": "disiplin"}),
        an_item("alternates", about=alternate),
    )
    assert weight.text == "penimbang (memberatkan): Kata Daerah"
    assert stands_in.text == "pejabat pengganti (gubernur, jalur disiplin): Kata Daerah"


def test_days_off_are_told_in_one_line(lines: Callable[..., list[Line]]) -> None:
    [line] = lines(
        an_item("local_holidays", "Hari jadi", about={"day": "2024-10-14"}),
        an_item("local_holidays", "Sedekah laut", about={"day": "2024-10-15"}),
    )
    assert line.text == "hari libur setempat: 14 Okt 2024 (Hari jadi), 15 Okt 2024 (Sedekah laut)"


def test_what_several_charges_meet_is_said_once(about: Make, lurah: Verdict) -> None:
    two = msgspec.structs.replace(
        about().case, charges=(*about().case.charges, Charge(act="join_campaign"))
    )
    verdict = msgspec.structs.replace(
        with_region(lurah, *(an_item("guidance", about={"charge": n}) for n in (1, 2))),
        charges=(*lurah.charges, *lurah.charges),
    )
    [_, line] = told(page_of(with_pack(about(verdict=verdict, case=two))))
    assert line.text == "petunjuk (perbuatan 1, 2): Kata Daerah"


def test_an_internal_clock_is_marked_as_such_and_dated(lines: Callable[..., list[Line]]) -> None:
    clock = PathEntry(
        stage="evidence_review",
        clock="kota-telaah",
        after="report_received",
        days=3,
        unit="working_days",
        due=(DueDate(at=date(2024, 10, 8), unit="working_days", calendar=None),),
        basis="SE Contoh",
        confidence=Confidence.B,
    )
    waiting = msgspec.structs.replace(clock, due=())
    dated, open_ = lines(clocks=(clock, waiting))
    assert dated == Line(
        "tenggat internal, telaah bukti: paling lambat 3 hari kerja sejak laporan diterima, "
        "yaitu 8 Okt 2024",
        "B",
    )
    assert open_.text.endswith("sejak laporan diterima")


def test_what_was_refused_is_told_with_its_article(lines: Callable[..., list[Line]]) -> None:
    refusal = RegionRefusal(
        term="alternates",
        id="kota-pengganti",
        text=Text(id="hukum nasional tidak memberi camat wewenang", en="no competence"),
        cites=(Citation(instrument="pp-94-2021", pasal="16-25"),),
    )
    [line] = lines(refused=(refusal,))
    assert line.text == (
        "TIDAK DITERIMA (pejabat pengganti): hukum nasional tidak memberi camat wewenang "
        "[PP 94/2021 ps 16-25]"
    )


def test_what_code_proposes_is_told_with_the_code_s_name(lines: Callable[..., list[Line]]) -> None:
    about = {"code": "kota", "basis_points": 500, "months": 3, "track": "disiplin"}
    [line] = lines(an_item("amend_income_consequence", about=about))
    assert line.text == (
        "usulan kode: tambahan penghasilan (tambahan penghasilan dipotong 5 % selama 3 bulan, "
        "kota): Kata Daerah"
    )


def test_money_comes_before_what_is_merely_told(lines: Callable[..., list[Line]]) -> None:
    found = lines(
        an_item("bindings"), an_item("channels"), an_item("income_consequences", about=CUT)
    )
    assert [line.text.split(":")[0].split(" ")[0] for line in found] == [
        "tambahan",
        "siapa",
        "saluran",
    ]


def test_the_page_is_brief_and_the_argument_names_the_sources(about: Make, lurah: Verdict) -> None:
    verdict = with_region(lurah, an_item("guidance"))
    seen = with_pack(about(verdict=verdict))
    full = full_page_of(seen, Explanation(verdict=verdict))
    assert told(page_of(seen))[1].text == "petunjuk: Kata Daerah"
    assert told(full)[1].text == "petunjuk: Kata Daerah (dasar: PP 94/2021 ps 9)"


def test_the_web_page_shows_the_same_and_escapes_it(about: Make, lurah: Verdict) -> None:
    verdict = with_region(lurah, an_item("guidance", "<b>tebal</b>"))
    page = "".join(web_page([page_of(with_pack(about(verdict=verdict)))], Language.ID))
    assert "petunjuk: &lt;b&gt;tebal&lt;/b&gt;" in page
    assert '<span class="mark">[C]</span>' in page


def flat_row(verdict: Verdict) -> dict[str, object]:
    return {column.name: cell for column, cell in zip(FLAT, flat(verdict), strict=True)}


def test_a_flat_row_has_the_region_in_stored_values(lurah: Verdict) -> None:
    about = {**CUT, "rupiah_a_month": 4_000_000, "rupiah": 8_000_000}
    verdict = with_region(lurah, an_item("income_consequences", about=about), an_item("guidance"))
    row = flat_row(verdict)
    assert row["region"] == "kota"
    assert row["region_filled"] == "kota-income_consequences;kota-guidance"
    assert row["region_income"] == "berat_a+berat_b:10000/2/8000000"
    assert row["region_refused"] is row["region_due"] is None
    nation = flat_row(lurah)
    assert nation["region"] is nation["region_filled"] is nation["region_income"] is None


# Words


def test_every_word_about_regions_stands_in_both_languages() -> None:
    for key, text in {**TERM_WORDS, **SAID, **LIMITS}.items():
        assert text.id.strip(), key
        assert text.en.strip(), key


def test_every_open_term_has_its_words() -> None:
    assert [term for term in TERMS if term not in TERM_WORDS] == []


@pytest.fixture(scope="module")
def national() -> Policy:
    policy = national_policy()
    return policy_from_json(policy_to_json(policy))


def test_every_number_that_the_nation_bounds_has_its_words(national: Policy) -> None:
    bounded = {key for term in national.open_terms for key in term.limits}
    assert bounded == set(LIMITS)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("event", get_args(Event))
def test_everything_that_starts_a_clock_has_words(
    event: str, language: Language, national: Policy
) -> None:
    said = event_word(event, vocabulary_of(national, language))
    assert said
    assert said != event


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (None, ""),
        ({"active": True}, "mendukung secara aktif = ya"),
        ({"active": {"not": True}}, "mendukung secara aktif bukan ya"),
        ({"reaction": ["comment", "like"]}, "bentuk reaksi = berkomentar atau like"),
        (
            {"active": False, "any": [{"reaction": "comment"}, {"office": "lurah"}]},
            "mendukung secara aktif = tidak dan (bentuk reaksi = berkomentar atau office = lurah)",
        ),
        (
            {"all": [{"active": True}, {"era": {"at_least": 2, "below": 5}}]},
            "(mendukung secara aktif = ya dan era paling sedikit 2 dan di bawah 5)",
        ),
    ],
)
def test_a_condition_is_read_out(about: Make, when: Any, said: str) -> None:
    assert condition_word(when, about().words) == said


def test_days_may_be_open_at_either_end() -> None:
    first, last = Days.of(date(2024, 1, 1)).first, date(2024, 2, 1)
    assert days_word(first, None, Language.ID) == "sejak 1 Jan 2024"
    assert days_word(None, last, Language.ID) == "s.d. 1 Feb 2024"
    assert days_word(None, None, Language.EN) == "without bounds of days"
