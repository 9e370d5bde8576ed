"""This file says every reason and every enumerated value in Bahasa Indonesia and in English.

The argument of a verdict is data: keys and values. Here, and nowhere else, they become words. Terms
of art stay Indonesian in English sentences and get a gloss, since no decree contains a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netralitas.facts import (
    ActingKind,
    Category,
    Channel,
    Citation,
    Confidence,
    Contest,
    CriminalStage,
    EvidenceKind,
    Government,
    Language,
    Level,
    Official,
    OfficialCondition,
    Outcome,
    Reason,
    Stage,
    Text,
    Tier,
    Track,
    Value,
)


class Names(NamedTuple):
    """What a policy calls its own things; empty where no policy is at hand.

    `fields` are the facts, `values` the words of a fact's value by `field=value`, `acts` the acts,
    `titles` the short titles of the instruments.
    """

    fields: Mapping[str, Text] = {}
    values: Mapping[str, Text] = {}
    acts: Mapping[str, Text] = {}
    titles: Mapping[str, Text] = {}


NO_NAMES = Names()


def enum_word(value: StrEnum, language: Language) -> str:
    """Return the words for one value of any enumeration of `netralitas.facts`."""
    return _ENUMS[type(value)][value.value].in_(language)


def enum_words(kind: type[StrEnum]) -> Mapping[str, Text]:
    """Return the words for every value of an enumeration; KeyError for one that is not ours."""
    return _ENUMS[kind]


def words(key: str, language: Language) -> str:
    """Return the words of a key that takes no values; KeyError for an unknown key."""
    return _WORDS[key].in_(language)


def known_keys() -> frozenset[str]:
    """Return the keys that `words` knows, and those that `say` fills with values."""
    return frozenset(_WORDS) | frozenset(_REASONS)


def phase_word(phase: str, language: Language) -> str:
    """Return the words for a phase of an election; KeyError for one that is none."""
    return _PHASES[phase].in_(language)


def say_day(day: date, language: Language) -> str:
    """Return a date as a person writes it: `2 Okt 2024`, `2 Oct 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1].in_(language)} {day.year}"


def say_days(first: date, last: date, language: Language) -> str:
    """Return a span of days: one day as such, else the first and the last."""
    if first == last:
        return say_day(first, language)
    return f"{say_day(first, language)} {words('until', language)} {say_day(last, language)}"


def cite(citation: Citation, language: Language, names: Names = NO_NAMES) -> str:
    """Return a citation behind its instrument's short title."""
    title = names.titles.get(citation.instrument)
    return citation.named(title.in_(language) if title else citation.instrument)


def say(reason: Reason, language: Language, names: Names = NO_NAMES) -> str:
    """Return one step of the argument in words, without the steps beneath it.

    A key that this version does not know (a verdict of a later one) is said by its own text or key.
    """
    template = _REASONS.get(reason.says)
    if template is None:
        return reason.text.in_(language) if reason.text else reason.says
    about = {
        name: _value(name, value, reason.about, language, names)
        for name, value in reason.about.items()
    }
    about["text"] = reason.text.in_(language) if reason.text else ""
    filled = template.in_(language).format_map(_Blank(about))
    return re.sub(r"\s+(?=[,:;)]|$)|[\s:;,]+$", "", " ".join(filled.split()))


def as_lines(
    reason: Reason, language: Language, depth: int = 0, names: Names = NO_NAMES
) -> Iterator[str]:
    """Yield the whole argument as indented lines, each with its citations and its mark."""
    basis = [cite(citation, language, names) for citation in reason.cites]
    if reason.confidence is not None:
        basis.append(reason.confidence.value)
    law = f" [{'; '.join(basis)}]" if basis else ""
    yield "  " * depth + say(reason, language, names) + law
    for step in reason.because:
        yield from as_lines(step, language, depth + 1, names)


class _Blank(dict[str, str]):
    """Leaves out of a sentence what a reason does not state."""

    def __missing__(self, key: str) -> str:
        return ""


def _value(
    name: str, value: Value, about: Mapping[str, Value], language: Language, names: Names
) -> str:
    if name == "fact":
        text = names.fields.get(str(value)) or _FACTS.get(str(value))
        return text.in_(language) if text else str(value)
    if isinstance(value, bool):
        return words("yes" if value else "no", language)
    if isinstance(value, int):
        return str(value)
    if name == "at":
        days = [_day(part, language) for part in value.split("..")]
        return f" {words('until', language)} ".join(dict.fromkeys(days))
    if name == "value":
        text = names.values.get(f"{about.get('fact')}={value}")
        return text.in_(language) if text else value
    if name == "act":
        text = names.acts.get(value)
        return text.in_(language) if text else value
    table = _ABOUT.get(name, {})
    return table[value].in_(language) if value in table else value


def _day(value: str, language: Language) -> str:
    try:
        return say_day(date.fromisoformat(value), language)
    except ValueError:
        return value


def _both(table: Mapping[str, tuple[str, str]]) -> dict[str, Text]:
    return {key: Text(id=pair[0], en=pair[1]) for key, pair in table.items()}


_MONTHS = tuple(
    Text(id=pair[0], en=pair[1])
    for pair in (
        ("Jan", "Jan"), ("Feb", "Feb"), ("Mar", "Mar"), ("Apr", "Apr"), ("Mei", "May"),
        ("Jun", "Jun"), ("Jul", "Jul"), ("Agu", "Aug"), ("Sep", "Sep"), ("Okt", "Oct"),
        ("Nov", "Nov"), ("Des", "Dec"),
    )
)  # fmt: skip

_ENUMS: Mapping[type[StrEnum], Mapping[str, Text]] = {
    Language: _both({
        "id": ("Bahasa Indonesia", "Bahasa Indonesia"),
        "en": ("Bahasa Inggris", "English"),
    }),
    Confidence: _both({
        "A": ("teks peraturan sendiri", "the regulation's own text"),
        "B": ("dua sumber yang bersesuaian", "two sources that agree"),
        "C": ("satu sumber", "one source"),
        "D": ("belum diverifikasi", "not verified"),
    }),
    Outcome: _both({
        "violation": ("pelanggaran", "violation"),
        "needs_human": ("perlu penilaian manusia", "needs a human decision"),
        "undetermined": ("belum dapat ditentukan", "undetermined"),
        "insufficient_evidence": ("bukti belum cukup", "insufficient evidence"),
        "out_of_scope": ("di luar lingkup", "out of scope"),
        "no_violation": ("bukan pelanggaran", "no violation"),
    }),
    Track: _both({
        "kepegawaian": ("kepegawaian", "kepegawaian (employment)"),
        "disiplin": ("disiplin", "disiplin (discipline)"),
        "etik": ("kode etik", "kode etik (code of ethics)"),
        "desa": ("desa", "desa (village)"),
        "kontrak": ("kontrak", "kontrak (contract)"),
        "pidana": ("pidana", "pidana (criminal)"),
    }),
    Tier: _both({
        "moral": ("moral", "moral"),
        "ringan": ("ringan", "ringan (light)"),
        "sedang": ("sedang", "sedang (medium)"),
        "berat": ("berat", "berat (severe)"),
    }),
    Stage: _both({
        "report": ("laporan", "report"),
        "evidence_review": ("telaah bukti", "evidence review"),
        "atasan_langsung": ("atasan langsung", "atasan langsung (direct superior)"),
        "perangkat_daerah": ("perangkat daerah", "perangkat daerah (regional office)"),
        "kepala_daerah": ("kepala daerah", "kepala daerah (head of the region)"),
        "above_kepala_daerah": ("di atas kepala daerah", "above the kepala daerah"),
        "decided": ("putusan", "decision"),
        "delivered": ("disampaikan", "delivered"),
        "keberatan": ("keberatan", "keberatan (objection)"),
        "banding_administratif": (
            "banding administratif", "banding administratif (administrative appeal)",
        ),
        "final": ("berkekuatan tetap", "final"),
        "executed": ("dilaksanakan", "executed"),
        "closed_not_proven": ("ditutup: tidak terbukti", "closed: not proven"),
        "closed_no_violation": ("ditutup: bukan pelanggaran", "closed: no violation"),
        "closed_out_of_scope": ("ditutup: di luar lingkup", "closed: out of scope"),
    }),
    CriminalStage: _both({
        "none": ("tidak ada", "none"),
        "referred": ("diteruskan", "referred"),
        "bawaslu_review": ("kajian Bawaslu", "review by Bawaslu"),
        "investigation": ("penyidikan", "investigation"),
        "prosecution": ("penuntutan", "prosecution"),
        "verdict": ("putusan pengadilan", "judgment"),
        "appeal": ("banding", "appeal"),
        "final": ("berkekuatan hukum tetap", "final"),
        "dropped": ("dihentikan", "dropped"),
        "lapsed": ("lewat waktu", "lapsed"),
    }),
    Official: _both({
        "presiden": ("Presiden", "the President"),
        "mendagri": ("Menteri Dalam Negeri", "the Minister of Home Affairs"),
        "gubernur": ("gubernur", "the gubernur (governor)"),
        "bupati_wali_kota": ("bupati/wali kota", "the bupati or wali kota (regent or mayor)"),
        "jpt_madya": ("pejabat JPT Madya", "the JPT Madya official"),
        "jpt_pratama": ("pejabat JPT Pratama", "the JPT Pratama official"),
        "administrator": ("pejabat administrator", "the administrator"),
        "pengawas": ("pejabat pengawas", "the pengawas (supervisor)"),
        "pemberi_kerja": ("pemberi kerja", "the pemberi kerja (employer)"),
        "kepala_desa": ("kepala desa", "the kepala desa (village head)"),
        "camat": ("camat", "the camat (district head)"),
    }),
    Category: _both({
        "pns": ("PNS", "PNS (civil servant)"),
        "cpns": ("CPNS", "CPNS (candidate civil servant)"),
        "pppk": ("PPPK", "PPPK (contracted civil servant)"),
        "non_asn": ("non-ASN", "non-ASN (not a civil servant)"),
        "kepala_desa": ("kepala desa", "kepala desa (village head)"),
        "perangkat_desa": ("perangkat desa", "perangkat desa (village staff)"),
        "bpd": ("anggota BPD", "BPD (village council)"),
        "pejabat_negara": ("pejabat negara", "pejabat negara (state official)"),
        "pejabat_daerah": ("pejabat daerah", "pejabat daerah (regional official)"),
        "tni_polri": ("anggota TNI/Polri", "TNI/Polri (armed forces or police)"),
    }),
    Level: _both({
        "jpt_utama": ("JPT Utama", "JPT Utama"),
        "jpt_madya": ("JPT Madya", "JPT Madya"),
        "jpt_pratama": ("JPT Pratama", "JPT Pratama"),
        "administrator": ("administrator", "administrator"),
        "pengawas": ("pengawas", "pengawas"),
        "pelaksana": ("pelaksana", "pelaksana"),
        "jf_ahli_utama": ("JF Ahli Utama", "JF Ahli Utama"),
        "jf_ahli_madya": ("JF Ahli Madya", "JF Ahli Madya"),
        "jf_ahli_muda": ("JF Ahli Muda", "JF Ahli Muda"),
        "jf_ahli_pertama": ("JF Ahli Pertama", "JF Ahli Pertama"),
        "jf_keterampilan": ("JF Keterampilan", "JF Keterampilan"),
    }),
    Government: _both({
        "pusat": ("pemerintah pusat", "central government"),
        "provinsi": ("pemerintah provinsi", "provinsi (province)"),
        "kabupaten": ("pemerintah kabupaten", "kabupaten (regency)"),
        "kota": ("pemerintah kota", "kota (city)"),
    }),
    OfficialCondition: _both({
        "vacant": ("jabatan kosong", "the post is vacant"),
        "implicated": ("berkepentingan atau terlibat", "implicated"),
        "reported": ("ikut dilaporkan", "reported as well"),
        "acting": ("penjabat atau pelaksana tugas", "acting in another's place"),
        "did_not_act": ("tidak bertindak", "did not act"),
    }),
    ActingKind: _both({
        "pj": ("penjabat (Pj)", "Pj (penjabat, acting head)"),
        "plt": ("pelaksana tugas (Plt)", "Plt (pelaksana tugas, standing in)"),
        "pjs": ("penjabat sementara (Pjs)", "Pjs (penjabat sementara, temporary head)"),
    }),
    Contest: _both({
        "presidential": ("pemilihan presiden", "the presidential contest"),
        "legislative": ("pemilihan DPR/DPRD", "the legislative contest"),
        "dpd": ("pemilihan DPD", "the DPD contest"),
        "regional_head": ("pemilihan kepala daerah", "the contest for head of region"),
    }),
    Channel: _both({
        "masyarakat": ("masyarakat", "the public"),
        "media": ("media", "the media"),
        "bawaslu": ("Bawaslu", "Bawaslu"),
        "internal": ("internal", "internal"),
        "sp4n_lapor": ("SP4N-LAPOR", "SP4N-LAPOR"),
        "sbt": ("SBT", "SBT"),
    }),
    EvidenceKind: _both({
        "foto": ("foto", "photograph"),
        "rekaman": ("rekaman", "recording"),
        "dokumen": ("dokumen", "document"),
        "saksi": ("saksi", "witness"),
        "tautan": ("tautan", "link"),
        "tangkapan_layar": ("tangkapan layar", "screenshot"),
        "barang": ("barang", "object"),
    }),
}  # fmt: skip

_PHASES = _both({
    "sebelum_penetapan": ("sebelum penetapan calon", "before the determination of candidates"),
    "sesudah_penetapan": ("sesudah penetapan calon", "after the determination of candidates"),
    "masa_kampanye": ("masa kampanye", "in the campaign period"),
    "pasca_pemungutan": ("sesudah pemungutan suara", "after the vote"),
    "several": ("lebih dari satu tahap", "more than one phase"),
})  # fmt: skip

_MILESTONES = _both({
    "penetapan": ("penetapan calon", "the determination of candidates"),
    "kampanye": ("kampanye", "the campaign"),
    "masa_tenang": ("masa tenang", "masa tenang (the quiet days)"),
    "pemungutan": ("pemungutan suara", "polling day"),
    "mutasi_ban": ("larangan mutasi", "the ban on transfers"),
})  # fmt: skip

_FACTS = _both({
    "at": ("hari perbuatan", "the day of the act"),
    "contest": ("jenis pemilihan", "the contest"),
    "election": ("pemilihan", "the election"),
    "office": ("jabatan", "the office"),
})  # fmt: skip

_WORDS = _both({
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "until": ("s.d.", "to"),
    "opens.yes": ("terbuka", "opens"),
    "opens.assess": ("perlu dinilai Gakkumdu", "to be assessed by Gakkumdu"),
    "opens.no": ("tidak terbuka", "does not open"),
    "answer.lawful": ("sah", "lawful"),
    "answer.unlawful": ("tidak sah", "unlawful"),
    "answer.depends": ("bergantung", "depends"),
    "execution.now": ("dijalankan sekarang", "served now"),
    "execution.replaces": (
        "hukuman yang sedang dijalani dianggap selesai, yang baru dijalani",
        "the running punishment is deemed finished, this one is served",
    ),
    "execution.after": (
        "dijalani sesudah hukuman yang sedang berjalan", "served after the running punishment",
    ),
    "need.must": ("tim pemeriksa WAJIB dibentuk", "a tim pemeriksa MUST be formed"),
    "need.may": ("tim pemeriksa dapat dibentuk", "a tim pemeriksa may be formed"),
    "need.no": ("tanpa tim pemeriksa", "no tim pemeriksa"),
    "unit.working_days": ("hari kerja", "working days"),
    "unit.calendar_days": ("hari kalender", "calendar days"),
    "unit.unclear": ("hari (kerja atau kalender: tidak jelas)",
                     "days (working or calendar: unclear)"),
    "unit.unknown": ("hari (jumlah tidak ditemukan)", "days (no number found)"),
    "member.atasan_langsung": ("atasan langsung", "atasan langsung (direct superior)"),
    "member.unsur_pengawasan": (
        "unsur pengawasan (Inspektorat)", "unsur pengawasan (oversight: Inspektorat)",
    ),
    "member.unsur_kepegawaian": (
        "unsur kepegawaian (BKPSDM/BKD)", "unsur kepegawaian (personnel: BKPSDM/BKD)",
    ),
    "body.majelis_kode_etik": ("melalui Majelis Kode Etik", "through the Majelis Kode Etik"),
    "authority.needs_human": (
        "siapa yang berwenang perlu penilaian manusia", "who is competent needs a human decision",
    ),
    "authority.undetermined": (
        "siapa yang berwenang belum dapat ditentukan", "who is competent is undetermined",
    ),
    "sanctions.needs_human": (
        "jenisnya perlu penilaian manusia", "the type needs a human decision",
    ),
})  # fmt: skip

_REASONS = _both({
    "charge.outcome": ("hasil: {outcome}", "outcome: {outcome}"),
    "admit.period": ("hari perbuatan {at}: {phase}", "day of the act {at}: {phase}"),
    "admit.election": ("pemilihan {election}: {contest}", "election {election}: {contest}"),
    "admit.evidence.sufficient": (
        "bukti cukup: ada bukti terverifikasi", "evidence sufficient: a verified item supports it",
    ),
    "admit.evidence.insufficient": (
        "bukti belum cukup: tidak ada bukti terverifikasi untuk perbuatan ini",
        "evidence insufficient: no verified item supports this act",
    ),
    "admit.evidence.assumed": (
        "bukti belum dinilai: dengan anggapan terbukti", "evidence not assessed: if proven",
    ),
    "admit.default": (
        "tidak disebut, dianggap: {fact} = {value}", "not stated, taken as: {fact} = {value}",
    ),
    "admit.derived": ("diturunkan: {fact} = {value}", "derived: {fact} = {value}"),
    "match.met": ("terpenuhi {row}: {text}", "met {row}: {text}"),
    "match.maybe": (
        "mungkin terpenuhi {row}, bergantung fakta yang belum diketahui: {text}",
        "possibly met {row}, depending on unknown facts: {text}",
    ),
    "match.none": ("tidak ada ketentuan yang terpenuhi", "no provision is met"),
    "settle.overridden": (
        "{row} dikesampingkan oleh {by} sebagai pengecualian",
        "{row} gives way to {by}, a declared exception",
    ),
    "settle.question": (
        "hukum menyisakan pertanyaan pada {row}: {text}", "the law leaves open at {row}: {text}",
    ),
    "settle.reading": ("salah satu tafsir: {track} {tier}", "one reading: {track} {tier}"),
    "settle.reading_none": ("salah satu tafsir: bukan pelanggaran", "one reading: no violation"),
    "settle.unverified_phase": (
        "{row} menjangkau tahap ini ({phase}) hanya menurut tafsir yang belum diverifikasi",
        "{row} reaches this phase ({phase}) only by an unverified reading",
    ),
    "settle.unverified_content": (
        "isi {row} belum diverifikasi", "the content of {row} is not verified",
    ),
    "settle.conflict": (
        "ketentuan bertentangan tanpa urutan yang dinyatakan: {rows}",
        "provisions in conflict without a declared order: {rows}",
    ),
    "settle.unverified_date": (
        "tanggal {milestone} belum diverifikasi dan dekat dengan hari perbuatan",
        "the date of {milestone} is not verified and close to the day of the act",
    ),
    "settle.no_violation": ("{row} menyatakan bukan pelanggaran: {text}",
                            "{row} says no violation: {text}"),
    "settle.forum": ("diperiksa oleh forum lain: {text}", "for another forum: {text}"),
    "unknown.fact": ("belum diketahui: {fact}", "not known: {fact}"),
    "unknown.day": ("hari perbuatan belum pasti", "the day of the act is not certain"),
    "unknown.election": (
        "pemilihan yang bersangkutan belum diketahui", "the election concerned is not known",
    ),
    "criminal.named": ("orang ini disebut oleh {row}: {text}", "{row} names this person: {text}"),
    "criminal.not_named": (
        "bukan orang yang disebut ketentuan pidana pada hari itu",
        "not a person whom the criminal provisions name on that day",
    ),
    "criminal.before_determination": (
        "sebelum penetapan calon", "before the determination of candidates",
    ),
    "criminal.passive": ("perbuatan pasif atau tidak di muka umum", "passive or not in public"),
    "criminal.no_intent": ("tanpa kesengajaan", "without intent"),
    "criminal.assess": (
        "perlu dinilai menurut {row}: {text}", "to be assessed under {row}: {text}",
    ),
    "criminal.missing": ("belum diketahui: {fact}", "not known: {fact}"),
    "criminal.no_row": (
        "tidak ada ketentuan pidana untuk perbuatan ini", "no criminal provision for this act",
    ),
    "criminal.no_partisan_act": ("tidak ada tindakan yang berpihak", "no partisan act"),
    "criminal.unverified": (
        "{row} belum diverifikasi", "{row} is not verified",
    ),
})  # fmt: skip

_ABOUT: Mapping[str, Mapping[str, Text]] = {
    "outcome": _ENUMS[Outcome],
    "track": _ENUMS[Track],
    "tier": _ENUMS[Tier],
    "contest": _ENUMS[Contest],
    "phase": _PHASES,
    "milestone": _MILESTONES,
}
