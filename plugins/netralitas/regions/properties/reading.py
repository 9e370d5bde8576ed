"""This file names what a pack promises as it stands in its file, before anything is laid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netralitas.facts import Text
from netralitas.policy import TERMS, PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.property import Check, Layer, Property


def on_reading(name: str) -> Check:
    """Return the check that yields what was found on reading under a name."""

    def check(candidate: Candidate) -> Iterator[PackFinding]:
        yield from candidate.of_reading(name)

    return check


def stopped_at(candidate: Candidate) -> Layer | None:
    """Return the layer beyond which a pack was not read; None for one that was read and is sound.

    A pack is read in steps, and the first that finds anything is the last.
    """
    findings = candidate.examined.findings
    if not findings:
        return None
    closed = {word for term in candidate.nation.law.policy.closed_terms for word in term.words}
    name, path = findings[0].property, findings[0].at.path.removeprefix("fills.")
    if name in _STEPS:
        return _STEPS[name]
    if path in closed:
        return Layer.CLOSED
    if name == "open_terms_only" and path not in TERMS:
        return Layer.TERMS
    return Layer.ITEMS


def _reading(
    name: str, id: str, en: str, layer: Layer = Layer.ITEMS, since: Layer | None = None
) -> Property:
    return Property(name, Text(id=id, en=en), on_reading(name), layer, since)


OF_READING: tuple[Property, ...] = (
    _reading(
        "one_file",
        "paket adalah satu berkas",
        "a pack is one file",
        Layer.FILE,
    ),
    _reading(
        "bounded_yaml",
        "berkasnya YAML 1.2 yang sederhana, satu arti, dan terbatas besarnya",
        "its file is plain YAML 1.2 with one meaning and a bounded size",
        Layer.YAML,
    ),
    _reading(
        "both_languages",
        "setiap teks ada dalam bahasa Indonesia dan Inggris",
        "every text is there in Indonesian and in English",
        Layer.LANGUAGES,
    ),
    _reading(
        "known_keys",
        "setiap kunci dikenal, yang wajib ada, dan nilainya berjenis benar",
        "every key is known, the required ones are there, and values have the right kind",
        Layer.KEYS,
    ),
    _reading(
        "open_terms_only",
        "yang diisi hanya hal yang dibuka hukum nasional",
        "only what national law leaves open is filled",
        since=Layer.TERMS,
    ),
    _reading(
        "region_id_well_formed",
        "nama daerah ditulis dengan huruf kecil a-z, angka, dan garis bawah",
        "the region id is written in lower-case a-z, digits and underscores",
    ),
    _reading(
        "demonstration_named",
        "paket peragaan, dan hanya itu, bernama demonstrasi_...",
        "a demonstration pack, and no other, is named demonstrasi_...",
    ),
    _reading(
        "maintainer_named",
        "pemelihara paket disebut",
        "whoever maintains the pack is named",
    ),
    _reading(
        "validity_ordered",
        "hari pertama paket tidak sesudah hari terakhirnya",
        "a pack's first day is not after its last",
    ),
    _reading(
        "unknown_is_said",
        "tanpa peraturan bertanggal, yang belum diketahui dikatakan",
        "where no instrument is dated, what is not known is said",
    ),
    _reading(
        "instruments_dated",
        "setiap peraturan bertanggal, atau dikatakan bahwa tanggalnya tidak diketahui",
        "every instrument is dated, or it is said that its day is not known",
    ),
    _reading(
        "instruments_ranked",
        "peraturan daerah berada di bawah semua peraturan nasional",
        "a regional instrument ranks below every national one",
    ),
    _reading(
        "dated",
        "setiap butir dan peraturan berlaku paling sedikit satu hari",
        "every item and instrument holds on at least one day",
    ),
    _reading(
        "quotes_known",
        "peraturan nasional yang dikutip dikenal",
        "the national instruments that are quoted are known",
    ),
    _reading(
        "quotes_in_force",
        "kutipan mengatakan apakah peraturannya masih berlaku",
        "a quotation says whether its instrument was still in force",
    ),
    _reading(
        "cited",
        "setiap butir menyebut dasarnya",
        "every item cites its source",
    ),
    _reading(
        "cites_known",
        "setiap dasar yang disebut dikenal",
        "every source that is cited is known",
    ),
    _reading(
        "marked",
        "tidak ada butir yang lebih yakin daripada sumbernya",
        "no item is surer than its source",
    ),
    _reading(
        "ids_own",
        "setiap nama diawali nama daerah, sehingga tidak menutupi nama lain",
        "every id begins with the region's, so that it shadows no other",
    ),
    _reading(
        "ids_unique",
        "tidak ada nama yang dipakai dua kali",
        "no id stands twice",
    ),
    _reading(
        "items_bounded",
        "banyaknya butir tidak melampaui batas nasional",
        "there are no more items than the nation allows",
    ),
    _reading(
        "within_limits",
        "setiap angka berada dalam batas nasional",
        "every number is within the national limits",
    ),
    _reading(
        "acts_known",
        "setiap perbuatan yang disebut dikenal",
        "every act that is named is known",
    ),
    _reading(
        "offices_known",
        "setiap jabatan yang disebut dikenal",
        "every office that is named is known",
    ),
    _reading(
        "facts_sound",
        "fakta pilihan mempunyai nilai, fakta ya/tidak tidak",
        "a fact of choice has values, a yes-or-no fact has none",
    ),
    _reading(
        "facts_read",
        "setiap fakta tambahan dibaca suatu butir",
        "every added fact is read by some item",
    ),
    _reading(
        "conditions_known",
        "syarat hanya menyebut fakta dan nilai yang dikenal",
        "conditions name known facts and values only",
    ),
    _reading(
        "few_conditions",
        "aturan kontrak atas satu perbuatan memakai paling banyak delapan syarat yang berbeda",
        "the contract rules on one act stand on at most eight different conditions",
    ),
    _reading(
        "reads_open_facts",
        "syarat hanya membaca fakta yang dibuka bagi halnya",
        "conditions read only the facts that are open to their term",
    ),
    _reading(
        "conditions_bounded",
        "tidak ada syarat yang terurai menjadi terlalu banyak kemungkinan",
        "no condition spreads into too many alternatives",
    ),
    _reading(
        "ladders_sound",
        "tangga sanksi kontrak berisi jenis menurut kontrak, masing-masing sekali, berurutan",
        "a contract ladder holds types under a contract, each once, in order",
    ),
    _reading(
        "income_tied",
        "setiap akibat penghasilan terkait satu tingkat atau satu jenis hukuman disiplin",
        "every income consequence is tied to one tier or one type of hukuman disiplin",
    ),
    _reading(
        "no_tie",
        "tidak ada dua butir yang menjawab satu pertanyaan dengan bobot yang sama",
        "no two items answer one question with equal weight",
    ),
    _reading(
        "clocks_known",
        "tenggat internal menyebut tahap dan tenggat yang dikenal",
        "internal clocks name known stages and known clocks",
    ),
    _reading(
        "holidays_sound",
        "hari libur setempat adalah hari kerja nasional pada tahun yang datanya ada",
        "local holidays are national working days of a year that the data has",
    ),
)
"""What is found on reading; the promises about closed terms are answered by the proof as well."""

_STEPS: Mapping[str, Layer] = {one.id: one.layer for one in OF_READING if one.layer < Layer.ITEMS}
