"""This file holds the words of the regions: their open terms, their money, their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Language, Text
from netralitas.judgement import say_day
from netralitas.policy import OpenTerm, PackValidity


def term_word(term: str, language: Language) -> str:
    """Return what an open term is called; a term that is not known here is called by its id."""
    known = TERM_WORDS.get(term)
    return known.in_(language) if known else term.replace("_", " ")


def term_label(term: str, language: Language) -> str:
    """Return what an open term is called where it heads a section."""
    word = term_word(term, language)
    return word[:1].upper() + word[1:]


def limits_word(term: OpenTerm, language: Language) -> str:
    """Return the bounds within which an open term may be filled: how many, and each number's."""
    told = [said("items", language, n=term.items)]
    for key, limit in term.limits.items():
        if key == "basis_points":
            least, most = (percent(value, language) for value in (limit.least, limit.most))
        else:
            least, most = str(limit.least), str(limit.most)
        name = LIMITS[key].in_(language) if key in LIMITS else key
        told.append(said("limit", language, what=name, least=least, most=most))
    return "; ".join(told)


def said(key: str, language: Language, **about: object) -> str:
    """Return a turn of phrase about a region, filled; KeyError for one that is not there."""
    return SAID[key].in_(language).format(**about)


def percent(basis_points: int, language: Language) -> str:
    """Return basis points as a percentage: 2550 is `25,5 %`, in English `25.5 %`."""
    whole, rest = divmod(basis_points, 100)
    if not rest:
        return f"{whole} %"
    comma = "." if language is Language.EN else ","
    return f"{whole}{comma}{rest:02}".rstrip("0") + " %"


def rupiah(amount: int, language: Language) -> str:
    """Return an amount in whole rupiah: `Rp 8.000.000`, in English `Rp 8,000,000`."""
    grouped = f"{amount:,}"
    return f"Rp {grouped if language is Language.EN else grouped.replace(',', '.')}"


def days_word(since: date | None, last: date | None, language: Language) -> str:
    """Return a span of days, first and last included, either of which may be open."""
    if since is None and last is None:
        return said("days.any", language)
    told = [said("days.since", language, day=say_day(since, language))] if since else []
    if last is not None:
        told.append(said("days.last", language, day=say_day(last, language)))
    return " ".join(told)


def validity_word(valid: PackValidity, language: Language) -> str:
    """Return the days of the act that a pack is meant for."""
    return days_word(valid.since, valid.last, language)


def event_word(event: str | None, vocabulary: Vocabulary) -> str:
    """Return the words for what a clock starts with, as the law's own clocks say it."""
    for deadline in vocabulary.deadlines.values():
        if deadline.starts == event:
            return deadline.after.in_(vocabulary.language)
    known = EVENTS.get(event or "")
    return known.in_(vocabulary.language) if known else event or ""


def condition_word(when: Any, vocabulary: Vocabulary) -> str:
    """Return a condition in words, its facts and values as the policy calls them."""
    language = vocabulary.language
    if not isinstance(when, Mapping):
        return ""
    parts = []
    for key, value in when.items():
        if key in ("all", "any") and isinstance(value, list):
            joined = f" {said('all' if key == 'all' else 'any', language)} ".join(
                condition_word(part, vocabulary) for part in value
            )
            parts.append(f"({joined})")
        else:
            parts.append(f"{vocabulary.fact(key)} {_tested(key, value, vocabulary)}")
    return f" {said('all', language)} ".join(parts)


def _tested(fact: str, value: Any, vocabulary: Vocabulary) -> str:
    language = vocabulary.language
    if isinstance(value, Mapping):
        tests = (
            f"{said(f'test.{name}', language)} {_values(fact, inner, vocabulary)}"
            for name, inner in value.items()
        )
        return f" {said('all', language)} ".join(tests)
    return f"= {_values(fact, value, vocabulary)}"


def _values(fact: str, value: Any, vocabulary: Vocabulary) -> str:
    values = value if isinstance(value, list) else [value]
    either = f" {said('any', vocabulary.language)} "
    return either.join(
        vocabulary.office(str(one)) if fact == "office" else vocabulary.value(fact, one)
        for one in values
    )


TERM_WORDS: Mapping[str, Text] = {
    "facts": Text(id="fakta tambahan", en="further fact"),
    "offices": Text(id="jabatan menurut kontrak", en="office by contract"),
    "bindings": Text(id="siapa yang terikat", en="who is bound"),
    "contract_rules": Text(id="aturan kontrak", en="contract rule"),
    "contract_ladders": Text(id="tangga sanksi kontrak", en="ladder of contract sanctions"),
    "income_consequences": Text(id="akibat atas tambahan penghasilan", en="income consequence"),
    "duties": Text(id="kewajiban kepala perangkat daerah", en="duty of a kepala perangkat daerah"),
    "channels": Text(id="saluran pelaporan", en="reporting channel"),
    "reviewers": Text(id="penelaah bukti", en="reviewer of evidence"),
    "checklists": Text(id="centang bukti", en="checklist of evidence"),
    "weights": Text(id="penimbang", en="weight"),
    "internal_clocks": Text(id="tenggat internal", en="internal clock"),
    "local_holidays": Text(id="hari libur setempat", en="local holiday"),
    "alternates": Text(id="pejabat pengganti", en="alternate"),
    "guidance": Text(id="petunjuk", en="guidance"),
    "valid": Text(id="masa berlaku paket", en="days of the pack"),
    "amend": Text(id="usulan kode", en="proposal of code"),
    "amend_recommend": Text(id="usulan kode: saran jenis", en="proposal of code: type"),
    "amend_guidance": Text(id="usulan kode: petunjuk", en="proposal of code: guidance"),
    "amend_income_consequence": Text(
        id="usulan kode: tambahan penghasilan", en="proposal of code: income",
    ),
    "amend_alternate": Text(id="usulan kode: pejabat pengganti", en="proposal of code: alternate"),
}  # fmt: skip

LIMITS: Mapping[str, Text] = {
    "basis_points": Text(id="potongan", en="the cut"),
    "months": Text(id="bulan", en="months"),
    "n": Text(id="hari", en="days"),
    "values": Text(id="nilai", en="values"),
    "days": Text(id="hari libur", en="days off"),
}
"""The numbers of an item that the nation bounds."""

EVENTS: Mapping[str, Text] = {
    "report_received": Text(id="laporan diterima", en="the report was received"),
}
"""What a clock may start with that starts none of the law's own."""

SAID: Mapping[str, Text] = {
    "days.any": Text(id="tanpa batas hari", en="without bounds of days"),
    "days.since": Text(id="sejak {day}", en="from {day}"),
    "days.last": Text(id="s.d. {day}", en="to {day}"),
    "days.unknown": Text(id="harinya tidak diketahui", en="its days are not known"),
    "all": Text(id="dan", en="and"),
    "any": Text(id="atau", en="or"),
    "test.not": Text(id="bukan", en="is not"),
    "test.at_least": Text(id="paling sedikit", en="at least"),
    "test.below": Text(id="di bawah", en="below"),
    "pack": Text(id="{name}: paket untuk perbuatan {days}", en="{name}: the pack for acts {days}"),
    "for_acts": Text(id="untuk perbuatan {days}", en="for acts {days}"),
    "fills": Text(id="mengisi: {what}", en="fills: {what}"),
    "items": Text(id="paling banyak {n} butir", en="at most {n} items"),
    "limit": Text(id="{what} {least} s.d. {most}", en="{what} from {least} to {most}"),
    "bounds": Text(id="batas: {what} ({law})", en="bounds: {what} ({law})"),
    "not_filled": Text(
        id="tidak diisi: berlaku hukum nasional saja",
        en="not filled: national law alone applies",
    ),
    "alike": Text(id="(sama)", en="(the same)"),
    "nation_alone": Text(id="HUKUM NASIONAL SAJA", en="NATIONAL LAW ALONE"),
    "with_pack": Text(id="DENGAN PAKET {region}", en="WITH THE PACK {region}"),
    "demonstration": Text(
        id="PERAGAAN, bukan daerah sungguhan", en="DEMONSTRATION, no real region",
    ),
    "depends": Text(
        id="bergantung pada fakta yang belum diketahui", en="depends on facts not known",
    ),
    "charge": Text(id="perbuatan {n}", en="charge {n}"),
    "cut": Text(
        id="tambahan penghasilan dipotong {share} selama {n} bulan",
        en="additional income is cut by {share} for {n} months",
    ),
    "cut.once": Text(
        id="tambahan penghasilan dipotong {share} selama 1 bulan",
        en="additional income is cut by {share} for 1 month",
    ),
    "cut.monthly": Text(id="{amount} sebulan", en="{amount} a month"),
    "cut.follows": Text(id="mengikuti {what}", en="following {what}"),
    "cut.tier": Text(id="hukuman disiplin {tier}", en="hukuman disiplin {tier}"),
    "of_track": Text(id="jalur {track}", en="track {track}"),
    "acts": Text(id="pada: {acts}", en="on: {acts}"),
    "when": Text(id="bila {when}", en="if {when}"),
    "shortens": Text(id="memendekkan: {what}", en="shortens: {what}"),
    "alternate": Text(
        id="bila {implicated} berkepentingan atau terlibat: {official}",
        en="where {implicated} is implicated: {official}",
    ),
    "maintainer": Text(id="dikelola: {who}", en="maintained by: {who}"),
    "replaced": Text(id="SUDAH TIDAK BERLAKU saat dikutip", en="NO LONGER IN FORCE when quoted"),
    "aggravating": Text(id="memberatkan", en="aggravating"),
    "mitigating": Text(id="meringankan", en="mitigating"),
    "ticked.verified": Text(id="[x] {kind}: terverifikasi", en="[x] {kind}: verified"),
    "ticked.present": Text(
        id="[~] {kind}: ada, belum terverifikasi", en="[~] {kind}: there, not verified",
    ),
    "ticked.missing": Text(id="[-] {kind}: tidak ada", en="[-] {kind}: none"),
    "ticked.not_assessed": Text(id="[?] {kind}: belum dinilai", en="[?] {kind}: not assessed"),
    "refused": Text(id="TIDAK DITERIMA ({term}): {why}", en="REFUSED ({term}): {why}"),
    "source": Text(id="dasar: {law}", en="basis: {law}"),
}  # fmt: skip
