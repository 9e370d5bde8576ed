"""This file holds the words of the tables of an impact: titles, headings, notes."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.facts import Language, Text


def said(key: str, language: Language, **about: object) -> str:
    """Return words of the tables, filled; KeyError for a key that is not there."""
    return SAID[key].in_(language).format(**about)


SAID: Mapping[str, Text] = {
    "title.flips": Text(id="Dari hasil lama ke hasil baru", en="From the old result to the new"),
    "title.kinds": Text(id="Apa yang berubah", en="What changes"),
    "title.tier": Text(id="Perubahan hasil", en="Flips of the result"),
    "title.track": Text(id="Perubahan jalur", en="Flips of the tracks"),
    "title.type": Text(id="Perubahan jenis sanksi", en="Flips of the recommended sanction"),
    "title.authority": Text(id="Perubahan kewenangan", en="Flips of who is competent"),
    "title.criminal": Text(id="Perubahan jalur pidana", en="Flips of the criminal track"),
    "title.due": Text(id="Perubahan tenggat", en="Flips of the due dates"),
    "title.by_region": Text(id="Perubahan menurut daerah", en="Flips by region"),
    "title.by_act": Text(id="Perubahan menurut perbuatan", en="Flips by act"),
    "title.by_level": Text(id="Perubahan menurut jenjang jabatan", en="Flips by level of office"),
    "title.by_government": Text(id="Perubahan menurut pemerintahan", en="Flips by government"),
    "note.flips": Text(
        id="Baris: hasil menurut hukum lama; kolom: menurut hukum baru.",
        en="Rows: the result under the old law; columns: under the new.",
    ),
    "note.shares": Text(
        id="Bagian dari {n} kasus yang dinilai kedua hukum.",
        en="Shares of the {n} cases judged under both laws.",
    ),
    "note.by": Text(
        id="Lebih berat dan lebih ringan menurut tingkat; perubahan lain, misalnya menjadi "
        "pertanyaan, tersendiri.",
        en="Heavier and lighter go by tier; other flips, to a question for example, stand apart.",
    ),
    "kind": Text(id="yang berubah", en="what flips"),
    "from": Text(id="dari", en="from"),
    "to": Text(id="menjadi", en="to"),
    "cases": Text(id="kasus", en="cases"),
    "share": Text(id="bagian", en="share"),
    "total": Text(id="jumlah", en="total"),
    "flipped": Text(id="berubah", en="flipped"),
    "stayed": Text(id="tetap", en="stayed"),
    "heavier": Text(id="lebih berat", en="heavier"),
    "lighter": Text(id="lebih ringan", en="lighter"),
    "otherwise": Text(id="berubah lain", en="otherwise"),
    "region": Text(id="daerah", en="region"),
    "act": Text(id="perbuatan", en="act"),
    "level": Text(id="jenjang jabatan", en="level of office"),
    "government": Text(id="pemerintahan", en="government"),
    "kind.tier": Text(id="tingkat, atau hasil tanpa tingkat", en="tier, or result without one"),
    "kind.track": Text(id="jalur", en="tracks"),
    "kind.type": Text(id="jenis sanksi yang disarankan", en="recommended sanction"),
    "kind.authority": Text(id="pejabat yang berwenang", en="who is competent"),
    "kind.criminal": Text(id="jalur pidana", en="criminal track"),
    "kind.due": Text(id="tenggat", en="due dates"),
    "kind.any": Text(id="salah satu dari semua itu", en="any of these"),
    "none": Text(id="tidak ada", en="none"),
    "not_stated": Text(id="tidak disebut", en="not stated"),
    "several": Text(id="beberapa perbuatan", en="several acts"),
    "due.dated": Text(id="bertanggal", en="dated"),
    "due.earlier": Text(id="lebih awal", en="earlier"),
    "due.later": Text(id="lebih lambat", en="later"),
    "due.other": Text(id="tenggat lain", en="other clocks"),
}  # fmt: skip
