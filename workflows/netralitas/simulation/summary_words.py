"""This file holds the words of the tables of a summary: titles, headings, notes."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.facts import Language, Text


def said(key: str, language: Language, **about: object) -> str:
    """Return words of the tables, filled; KeyError for a key that is not there."""
    return SAID[key].in_(language).format(**about)


SAID: Mapping[str, Text] = {
    "title.outcomes": Text(id="Hasil", en="Outcomes"),
    "title.regions": Text(id="Hasil menurut daerah", en="Outcomes by region"),
    "title.acts": Text(id="Hasil menurut perbuatan", en="Outcomes by act"),
    "title.levels": Text(id="Hasil menurut jenjang jabatan", en="Outcomes by level of office"),
    "title.governments": Text(id="Hasil menurut pemerintahan", en="Outcomes by government"),
    "title.tracks": Text(id="Hasil menurut jalur utama", en="Outcomes by leading track"),
    "title.recommended": Text(id="Jenis sanksi yang disarankan", en="Recommended sanctions"),
    "title.authority": Text(id="Pejabat yang berwenang", en="Who is competent"),
    "title.teams": Text(id="Tim pemeriksa", en="Tim pemeriksa (examining team)"),
    "title.paths": Text(id="Panjang jalur", en="Length of the path"),
    "title.criminal": Text(id="Jalur pidana", en="Criminal track"),
    "title.provisions": Text(id="Ketentuan yang terpenuhi", en="Provisions met"),
    "title.criminal_provisions": Text(
        id="Ketentuan pidana yang terpenuhi", en="Criminal provisions met",
    ),
    "title.asked": Text(id="Yang belum diketahui", en="What is not known"),
    "title.additions": Text(id="Tambahan daerah", en="Added by regions"),
    "title.due": Text(id="Tenggat per minggu dan kantor", en="Due dates by week and office"),
    "title.clocks": Text(id="Tenggat menurut ketentuannya", en="Due dates by clock"),
    "title.laws": Text(id="Hukum yang dipakai", en="The law applied"),
    "cases": Text(id="kasus", en="cases"),
    "share": Text(id="bagian", en="share"),
    "total": Text(id="jumlah", en="total"),
    "outcome": Text(id="hasil", en="outcome"),
    "region": Text(id="daerah", en="region"),
    "act": Text(id="perbuatan", en="act"),
    "level": Text(id="jenjang jabatan", en="level of office"),
    "government": Text(id="pemerintahan", en="government"),
    "track": Text(id="jalur", en="track"),
    "tier": Text(id="tingkat", en="tier"),
    "sanction": Text(id="jenis sanksi", en="sanction"),
    "answered": Text(id="jawaban", en="answer"),
    "official": Text(id="pejabat", en="official"),
    "stage": Text(id="tahap", en="stage"),
    "team": Text(id="tim pemeriksa", en="tim pemeriksa"),
    "stages": Text(id="tahap pada jalur", en="stages on the path"),
    "criminal": Text(id="jalur pidana", en="criminal track"),
    "provision": Text(id="ketentuan", en="provision"),
    "basis": Text(id="dasar hukum", en="legal basis"),
    "row": Text(id="nama baris", en="row"),
    "mark": Text(id="tanda", en="mark"),
    "certain": Text(id="pasti", en="certain"),
    "depends": Text(id="bergantung", en="depends"),
    "fact": Text(id="yang ditanyakan", en="what to ask"),
    "item": Text(id="butir paket", en="item of the pack"),
    "added": Text(id="ditambahkan", en="added"),
    "refused_item": Text(id="ditolak", en="refused"),
    "not_in_force": Text(
        id="paket tidak berlaku pada hari perbuatan", en="the pack is not in force on that day",
    ),
    "week": Text(id="minggu mulai", en="week from"),
    "clock": Text(id="tenggat", en="clock"),
    "office": Text(id="kantor", en="office"),
    "dates": Text(id="tanggal", en="dates"),
    "pack": Text(id="paket daerah", en="regional pack"),
    "as_of": Text(id="dinilai per", en="as of"),
    "digest": Text(id="digest", en="digest"),
    "result.kepegawaian": Text(id="pemberhentian", en="dismissal"),
    "result.desa": Text(id="sanksi desa", en="village sanction"),
    "result.kontrak": Text(id="sanksi kontrak", en="contract sanction"),
    "result.violation": Text(id="pelanggaran lain", en="other violation"),
    "result.etik": Text(id="sanksi moral", en="moral sanction"),
    "result.disiplin": Text(id="disiplin", en="discipline"),
    "result.pidana": Text(id="pidana", en="criminal"),
    "refused": Text(id="tidak dapat dinilai", en="could not be judged"),
    "not_stated": Text(id="(tidak disebut)", en="(not stated)"),
    "nation": Text(id="(hukum nasional saja)", en="(national law alone)"),
    "criminal_office": Text(id="pidana: {stage}", en="criminal: {stage}"),
    "authority.decided": Text(id="dapat disebut", en="decided"),
    "authority.needs_human": Text(id="perlu penilaian manusia", en="needs a human decision"),
    "authority.undetermined": Text(id="belum dapat ditentukan", en="undetermined"),
    "fact.at": Text(id="hari perbuatan", en="the day of the act"),
    "fact.election": Text(id="pemilihan", en="the election"),
    "fact.contest": Text(id="jenis pemilihan", en="the contest"),
    "date_matters": Text(
        id="hari perbuatan yang lebih tepat", en="a more exact day of the act",
    ),
    "note.cases": Text(
        id="Yang dihitung adalah kasus, bukan orang: satu orang dapat muncul dalam beberapa kasus.",
        en="Cases are counted, not people: one person may stand in several cases.",
    ),
    "note.acts": Text(
        id="Menurut perbuatan pertama dalam kasus.", en="By the first act of a case.",
    ),
    "note.depends": Text(
        id="Satu kasus dapat memenuhi beberapa ketentuan. Bergantung: terpenuhi atau tidak menurut "
        "fakta yang belum diketahui. Tanda: A teks peraturan sendiri; B dua sumber; C satu sumber; "
        "D belum diverifikasi.",
        en="A case may meet several provisions. Depends: met or not by facts that are not known. "
        "Marks: A the regulation's own text; B two sources; C one source; D not verified.",
    ),
    "note.asked": Text(
        id="Pertanyaan pertama yang paling mempersempit jawaban, sekali setiap kasus.",
        en="The first question that narrows the answer most, once for each case.",
    ),
    "note.due": Text(
        id="Yang dihitung adalah tanggal jatuh tempo, bukan kasus, pada minggu yang dimulai hari "
        "Senin itu; tenggat dengan dua cara hitung masuk pada hari yang lebih awal. Kantor adalah "
        "tahap tempat tenggat berjalan; sejak putusan, pejabat yang berwenang.",
        en="Due dates are counted, not cases, in the week from that Monday; a clock read in two "
        "ways counts on the earlier day. The office is the stage at which a clock runs; from the "
        "decision on, the competent official.",
    ),
    "note.laws": Text(
        id="Digest menandai persis hukum yang dipakai: hukum yang sama memberi digest yang sama.",
        en="A digest marks exactly which law was applied: the same law has the same digest.",
    ),
}  # fmt: skip
