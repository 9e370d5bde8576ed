"""The page about a case says what, why, who and by when, in the tone of an office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from netralitas.desk.answer_page import page_of
from netralitas.desk.argument import full_page_of, why_not_section
from netralitas.desk.layout import cells
from netralitas.desk.page import About, Page
from netralitas.desk.phrases import LABELS, PHRASES
from netralitas.desk.text import text_of
from netralitas.facts import (
    Authority,
    Change,
    Confidence,
    Criminal,
    Explanation,
    Facts,
    Language,
    MeasureAdvice,
    Note,
    Official,
    OpenFact,
    Outcome,
    Reason,
    Text,
    Tier,
    TimPemeriksa,
    Track,
    Verdict,
    Way,
    WhyNot,
)

Make = Callable[..., About]
ASK = ("netralitas", "explain", "contoh/lurah-komentar.yaml")

FIRST_SCREEN = """\
LMJ-2024-001 · Pilkada 2024                                     PELANGGARAN · hukuman disiplin BERAT

Perbuatan   lurah (PNS, pengawas): berkomentar atau menyukai (berkomentar, facebook), 2 Okt 2024:
            masa kampanye (penetapan calon 22 Sep 2024)
Hukum       SKB 2022: membuat posting, komentar, membagikan, menyukai                            [B]
            PP 94/2021 ps 5 huruf n angka 5 · ps 14 huruf i                                      [A]
Sanksi      penurunan jabatan setingkat lebih rendah 12 bulan (disarankan) · pembebasan dari jabatan
            menjadi jabatan pelaksana 12 bulan · pemberhentian dengan hormat tidak atas permintaan
            sendiri. Disarankan yang teringan: belum pernah dihukum
Berwenang   bupati selaku Pejabat Pembina Kepegawaian; tim pemeriksa WAJIB dibentuk
Jalur       laporan -> telaah bukti -> atasan langsung (pemeriksaan: paling lambat 7 hari kerja
            sejak surat panggilan, yaitu 16 Okt 2024) -> perangkat daerah -> kepala daerah ->
            putusan -> berkekuatan tetap (mulai berlaku pada hari kerja ke-15, yaitu 20 Nov 2024)
Pidana      perlu dinilai Gakkumdu
Catatan     dengan anggapan terbukti: bukti belum dinilai
            sebutan pemberhentian belum diverifikasi                                             [D]

Mengapa bukan sedang?  netralitas explain contoh/lurah-komentar.yaml --why-not sedang
"""


def section(page: Page, label: str) -> list[str]:
    """Return the entries under a label; none where the section is not shown."""
    return [line.text for part in page.sections if part.label == label for line in part.lines]


def test_the_first_screen_reads_as_it_was_sketched(about: Make) -> None:
    assert text_of(page_of(about(), ASK), 100) == FIRST_SCREEN


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_of_the_page_is_wider_than_the_page(
    about: Make, language: Language, width: int
) -> None:
    text = text_of(page_of(about(language)), width)
    assert all(cells(line) <= width for line in text.splitlines())


def test_the_english_page_keeps_the_terms_of_art(about: Make) -> None:
    text = " ".join(text_of(page_of(about(Language.EN)), 100).split())
    assert "VIOLATION · discipline BERAT (severe)" in text
    assert "atasan langsung (direct superior; examination: within 7 working days" in text
    assert "bupati as Pejabat Pembina Kepegawaian; a tim pemeriksa MUST be formed" in text
    assert not any(word in text for word in ("pelanggaran", "Perbuatan", "hari kerja"))


def test_every_phrase_stands_in_both_languages() -> None:
    for key, text in {**LABELS, **PHRASES}.items():
        assert text.id.strip(), key
        assert text.en.strip(), key


@pytest.mark.parametrize(
    ("outcome", "headline"),
    [
        (Outcome.NO_VIOLATION, "BUKAN PELANGGARAN"),
        (Outcome.NEEDS_HUMAN, "PERLU PENILAIAN MANUSIA"),
        (Outcome.INSUFFICIENT_EVIDENCE, "BUKTI BELUM CUKUP"),
        (Outcome.OUT_OF_SCOPE, "DI LUAR LINGKUP"),
        (Outcome.UNDETERMINED, "BELUM DAPAT DITENTUKAN"),
    ],
)
def test_every_outcome_has_its_headline(
    about: Make, lurah: Verdict, outcome: Outcome, headline: str
) -> None:
    verdict = msgspec.structs.replace(lurah, outcome=outcome, leading=None, tier=None, tracks={})
    assert page_of(about(verdict=verdict)).headline == headline


@pytest.mark.parametrize("track", Track)
def test_every_track_says_what_it_leads_to(about: Make, lurah: Verdict, track: Track) -> None:
    opened = lurah.tracks[Track.DISIPLIN]
    verdict = msgspec.structs.replace(lurah, leading=track, tier=None, tracks={track: opened})
    assert page_of(about(verdict=verdict)).headline.startswith("PELANGGARAN · ")


def test_two_tracks_are_named_and_one_is_not(about: Make, lurah: Verdict) -> None:
    opened = lurah.tracks[Track.DISIPLIN]
    both = msgspec.structs.replace(lurah, tracks={Track.ETIK: opened, Track.DISIPLIN: opened})
    named = section(page_of(about(verdict=both)), "Berwenang")
    assert named[0].startswith("kode etik: ")
    assert named[1].startswith("disiplin: ")
    assert section(page_of(about()), "Berwenang")[0].startswith("bupati")


def test_an_open_case_says_what_is_possible_and_what_to_ask(
    about: Make, undetermined: Verdict
) -> None:
    page = page_of(about(verdict=undetermined), ASK)
    assert section(page, "Terbuka") == [
        "masih mungkin: pelanggaran berat · bukan pelanggaran",
        "tanyakan dahulu: Apakah ia aktif? (fakta active, perbuatan 1)",
    ]
    assert section(page, "Alasan") == ["belum diketahui: mendukung secara aktif"]
    assert page.command == ""


def test_where_nobody_is_competent_the_readings_are_shown(
    about: Make, lurah: Verdict, implicated: Authority
) -> None:
    opened = msgspec.structs.replace(lurah.tracks[Track.DISIPLIN], authority=implicated)
    page = page_of(about(verdict=msgspec.structs.replace(lurah, tracks={Track.DISIPLIN: opened})))
    told = section(page, "Berwenang")
    assert told[0].startswith("siapa yang berwenang perlu penilaian manusia; bupati dilewati:")
    assert "selaku Pejabat" not in told[0]
    assert told[1] == "kemungkinan: gubernur (atasan bupati)"
    marks = [
        line.mark for part in page.sections if part.label == "Berwenang" for line in part.lines
    ]
    assert marks == ["", "D"]


def with_notes(verdict: Verdict, *says: str) -> Verdict:
    notes = [
        Note(says=key, text=Text(id=key, en=key), confidence=Confidence(mark) if mark else None)
        for key, _, mark in (one.partition(":") for one in says)
    ]
    return msgspec.structs.replace(verdict, notes=tuple(notes))


def test_general_notes_are_counted_on_the_page_and_told_in_full(
    about: Make, lurah: Verdict
) -> None:
    noted = with_notes(lurah, "lacking.a:C", "walk.lapsed:A", "lacking.b:D", "lacking.c:A")
    told = section(page_of(about(verdict=noted)), "Catatan")
    assert told[1:3] == ["walk.lapsed", "lacking.b"]
    assert told[3].startswith("dan 2 catatan umum")
    full = full_page_of(about(verdict=noted), Explanation(verdict=noted))
    assert section(full, "Catatan")[1:] == ["walk.lapsed", "lacking.a", "lacking.b", "lacking.c"]


def test_that_nothing_was_assessed_is_said_once(about: Make, lurah: Verdict) -> None:
    noted = with_notes(lurah, "assumes_proven")
    assert section(page_of(about(verdict=noted)), "Catatan") == [
        "dengan anggapan terbukti: bukti belum dinilai"
    ]


def test_measures_are_brief_on_the_page_and_whole_below(about: Make, lurah: Verdict) -> None:
    measure = MeasureAdvice(
        id="blokir_siasn",
        text=Text(id="Pemblokiran data; gaji tetap dibayar", en="Blocking of data; pay goes on"),
        cites=(),
        confidence=Confidence.B,
    )
    verdict = msgspec.structs.replace(lurah, measures=(measure,))
    assert section(page_of(about(verdict=verdict)), "Tindakan") == ["pemblokiran data"]
    full = full_page_of(about(verdict=verdict), Explanation(verdict=verdict))
    assert section(full, "Tindakan") == ["Pemblokiran data; gaji tetap dibayar"]


def test_the_whole_argument_has_every_step_and_the_receipt(about: Make, lurah: Verdict) -> None:
    page = full_page_of(about(), Explanation(verdict=lurah))
    text = text_of(page, 100)
    assert "terpenuhi disiplin-posting-like-follow" in text
    assert "[PP 94/2021 ps 5 huruf n angka 5; PP 94/2021 ps 14 huruf i; B]" in " ".join(
        text.split()
    )
    assert "jawaban sha256:verdict" in text
    assert "mesin durable-rules 2.0.28" in text
    depths = [
        line.depth for part in page.sections if part.label == "Uraian 1" for line in part.lines
    ]
    assert depths == [0, 1, 1]


def why_not(**changes: Any) -> WhyNot:
    plain: dict[str, Any] = {
        "target": "sedang",
        "holds": False,
        "possible": False,
        "ways": (),
        "answer_first": (),
    }
    return WhyNot(**(plain | changes))


def test_why_not_names_the_smallest_changes(about: Make) -> None:
    way = Way(
        changes=(
            Change(group="facts", charge=1, fact="active", now="false", to=("true",)),
            Change(group="person", charge=0, fact="heads_unit", now="true", to=("false",)),
        )
    )
    told = why_not_section(about(), why_not(ways=(way,))).lines
    assert told[0].text == "Mengapa bukan sedang?"
    assert told[1].text == (
        "bila perbuatan 1: mendukung secara aktif = ya (kini tidak) dan "
        "orangnya: heads_unit = tidak (kini ya)"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"holds": True}, "itulah jawabannya"),
        ({"possible": True}, "masih mungkin"),
        ({"answer_first": (OpenFact(charge=1, fact="active"),)}, "harus diketahui dahulu: fakta"),
        ({}, "tidak ada perubahan fakta yang membawa ke sana"),
    ],
)
def test_why_not_says_when_nothing_need_or_can_change(
    about: Make, changes: dict[str, Any], said: str
) -> None:
    told = [line.text for line in why_not_section(about(), why_not(**changes)).lines]
    assert any(text.startswith(said) for text in told)


@pytest.mark.parametrize(
    ("outcome", "tier", "question"),
    [
        (Outcome.VIOLATION, Tier.BERAT, "Mengapa bukan sedang?"),
        (Outcome.VIOLATION, Tier.SEDANG, "Mengapa bukan berat?"),
        (Outcome.VIOLATION, None, "Mengapa ini pelanggaran?"),
        (Outcome.NO_VIOLATION, None, "Mengapa bukan pelanggaran?"),
        (Outcome.INSUFFICIENT_EVIDENCE, None, ""),
    ],
)
def test_the_page_asks_what_its_reader_would_ask(
    about: Make, lurah: Verdict, outcome: Outcome, tier: Tier | None, question: str
) -> None:
    verdict = msgspec.structs.replace(lurah, outcome=outcome, tier=tier)
    assert page_of(about(verdict=verdict), ASK).question == question


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"aggravating": ("memimpin",)},
            "teringan: memberatkan: memimpin; meringankan: belum pernah",
        ),
        ({"recommended": "berat_b", "mitigating": ()}, "12 bulan (disarankan) · pemberhentian"),
        ({"recommended": "berat_b", "aggravating": ("memimpin",)}, "Disarankan yang lebih berat:"),
        ({"recommended": None}, "atas permintaan sendiri"),
        ({"execution": "after"}, "; dijalani sesudah hukuman yang sedang berjalan"),
        ({"execution": "replaces"}, "; hukuman yang sedang dijalani dianggap selesai"),
        ({"outcome": "needs_human"}, "jenisnya perlu penilaian manusia"),
        ({"lawful": (), "recommended": None}, "tidak ada jenis yang dapat disebut dengan pasti"),
    ],
)
def test_the_types_are_named_with_what_chose_one(
    about: Make, lurah: Verdict, changes: dict[str, Any], said: str
) -> None:
    opened = lurah.tracks[Track.DISIPLIN]
    sanctions = msgspec.structs.replace(opened.sanctions, **changes)
    track = msgspec.structs.replace(opened, sanctions=sanctions)
    page = page_of(about(verdict=msgspec.structs.replace(lurah, tracks={Track.DISIPLIN: track})))
    [told] = section(page, "Sanksi")
    assert said in told
    assert ("disarankan" in told.lower()) is (sanctions.recommended is not None)


def test_others_who_may_act_are_named_beside(about: Make, lurah: Verdict) -> None:
    opened = lurah.tracks[Track.DISIPLIN]
    authority = msgspec.structs.replace(
        opened.authority,
        by_sanction={"berat_a": Official.BUPATI_WALI_KOTA, "berat_c": Official.PRESIDEN},
        alternates=(Official.GUBERNUR,),
        body="majelis_kode_etik",
        confidence=Confidence.D,
        tim_pemeriksa=TimPemeriksa(need="may", members=(), formed_by=Official.GUBERNUR),
    )
    track = msgspec.structs.replace(opened, authority=authority)
    page = page_of(about(verdict=msgspec.structs.replace(lurah, tracks={Track.DISIPLIN: track})))
    [told] = section(page, "Berwenang")
    assert told == (
        "bupati selaku Pejabat Pembina Kepegawaian melalui Majelis Kode Etik; "
        "untuk pemberhentian dengan hormat tidak atas permintaan sendiri: Presiden; "
        "dapat juga gubernur; tim pemeriksa dapat dibentuk, dibentuk oleh gubernur"
    )
    assert [
        line.mark for part in page.sections if part.label == "Berwenang" for line in part.lines
    ] == ["D"]


def test_the_command_survives_a_shell(about: Make) -> None:
    page = page_of(about(), ("netralitas", "explain", "berkas saya; rm -rf.yaml"))
    assert "'berkas saya; rm -rf.yaml'" in page.command


def test_the_criminal_track_names_what_is_missing(about: Make, lurah: Verdict) -> None:
    criminal = Criminal(
        opens="assess",
        provisions=lurah.tracks[Track.DISIPLIN].provisions,
        why=(Reason(says="criminal.missing", about=Facts({"fact": "at"})),),
        penalties=(),
        path=(),
    )
    page = page_of(about(verdict=msgspec.structs.replace(lurah, criminal=criminal)))
    told = section(page, "Pidana")
    assert told[0].startswith("perlu dinilai Gakkumdu: SKB 2022 · PP 94/2021 ps 5 huruf n angka 5")
    assert told[1] == "belum diketahui: hari perbuatan"


def test_the_headline_is_bold_only_where_colour_is_on(about: Make) -> None:
    page = page_of(about())
    assert "\x1b[" in text_of(page, 100, colour=True)
    assert "\x1b[" not in text_of(page, 100)
