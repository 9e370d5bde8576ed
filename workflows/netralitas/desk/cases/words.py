"""This file holds the words for real cases: every step, event, role and date, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netralitas.facts import Language, Text


def step_word(action: str, language: Language) -> str:
    """Return what a step does, in words; its own name for one that has none."""
    return _in(STEPS, action, language)


def event_word(kind: str, language: Language) -> str:
    """Return what an event of a kind says, in words; its own name for one that has none."""
    return _in(EVENTS, kind, language)


def role_word(role: str, language: Language) -> str:
    """Return the words for a role; its own name for one that has none."""
    return _in(ROLES, role, language)


def lane_word(lane: str, language: Language) -> str:
    """Return the words for a lane of a case: a track, or the file before any was opened."""
    return _in(LANES, lane, language)


def case_word(key: str, language: Language, **about: object) -> str:
    """Return a turn of phrase about a case, filled; KeyError for one that is not there."""
    return PHRASES[key].in_(language).format(**about)


def _in(table: Mapping[str, Text], name: str, language: Language) -> str:
    text = table.get(name)
    return text.in_(language) if text else name


STEPS: Final[Mapping[str, Text]] = {
    "open": Text(id="membuka perkara", en="open the case"),
    "add_evidence": Text(id="menyerahkan bukti", en="hand in evidence"),
    "verify_evidence": Text(id="memeriksa bukti", en="verify evidence"),
    "record_facts": Text(id="mencatat fakta", en="record facts"),
    "record_official": Text(id="mencatat keadaan pejabat", en="record the state of an official"),
    "name_person": Text(id="menyebut orang terkait", en="name a person related to the case"),
    "begin_review": Text(id="memulai telaah bukti", en="begin the review"),
    "ask_more": Text(id="meminta kelengkapan", en="ask for more"),
    "proceed": Text(id="meneruskan laporan ke jalurnya", en="let the report proceed"),
    "close_report": Text(id="menutup laporan", en="close the report"),
    "close_track": Text(id="menutup jalur", en="close a track"),
    "summon": Text(id="memanggil secara tertulis", en="summon in writing"),
    "record_absence": Text(id="mencatat ketidakhadiran", en="record absence"),
    "examine": Text(id="memeriksa", en="examine"),
    "form_team": Text(id="membentuk tim pemeriksa", en="form the tim pemeriksa"),
    "hear_council": Text(id="mendengar Majelis Kode Etik", en="hear the Majelis Kode Etik"),
    "forward": Text(id="meneruskan ke pejabat berikutnya", en="forward to the next official"),
    "settle_authority": Text(
        id="menetapkan siapa yang memutus", en="determine who decides",
    ),
    "recommend": Text(id="memberi rekomendasi", en="recommend"),
    "decide": Text(id="memutus", en="decide"),
    "hand_over": Text(id="menyerahkan putusan", en="hand the decision over"),
    "send_decision": Text(id="mengirim putusan", en="send the decision"),
    "record_receipt": Text(id="mencatat putusan diterima", en="record that it was received"),
    "file_remedy": Text(id="mencatat upaya administratif", en="record a remedy"),
    "decide_remedy": Text(id="memutus keberatan", en="decide a keberatan"),
    "record_remedy": Text(id="mencatat putusan BPASN", en="record what BPASN decided"),
    "take_effect": Text(id="mencatat putusan berlaku", en="record that it is in effect"),
    "execute": Text(id="mencatat pelaksanaan", en="record the execution"),
    "release": Text(
        id="membebaskan sementara dari tugas jabatan", en="release from the duties of the post",
    ),
    "end_release": Text(id="mengakhiri pembebasan sementara", en="end the temporary release"),
    "refer": Text(id="meneruskan ke Bawaslu", en="refer to Bawaslu"),
    "move_criminal": Text(id="mencatat langkah pidana", en="record a criminal step"),
    "date_criminal": Text(id="mencatat tanggal pidana", en="record a criminal date"),
    "return_finding": Text(id="menjadikan temuan", en="take up as a finding"),
    "adopt_policy": Text(id="beralih ke hukum yang berlaku", en="go over to the law in force"),
    "hold": Text(id="menahan dari penghapusan", en="hold from erasure"),
    "lift_hold": Text(id="mengakhiri penahanan data", en="lift the hold"),
    "erase": Text(id="menghapus data pribadi", en="erase personal data"),
    "unseal": Text(id="membuka data tersegel", en="unseal personal data"),
}  # fmt: skip
"""Every command of the service by its action."""

EVENTS: Final[Mapping[str, Text]] = {
    "opened": Text(id="perkara dibuka", en="the case was opened"),
    "evidence_added": Text(id="bukti diserahkan", en="evidence was handed in"),
    "evidence_verified": Text(id="bukti diperiksa", en="evidence was looked at"),
    "facts_recorded": Text(id="fakta dicatat", en="facts were recorded"),
    "official_recorded": Text(id="keadaan pejabat dicatat", en="the state of an official"),
    "person_named": Text(id="orang terkait disebut", en="a related person was named"),
    "review_begun": Text(id="telaah bukti dimulai", en="the review began"),
    "more_asked": Text(id="kelengkapan diminta", en="more was asked for"),
    "proceeded": Text(id="laporan diteruskan", en="the report proceeded"),
    "closed": Text(id="ditutup", en="closed"),
    "summoned": Text(id="panggilan tertulis dikirim", en="a written summons was sent"),
    "absence_recorded": Text(id="tidak hadir", en="did not come"),
    "examined": Text(id="diperiksa", en="was examined"),
    "team_formed": Text(id="tim pemeriksa dibentuk", en="the tim pemeriksa was formed"),
    "council_heard": Text(
        id="Majelis Kode Etik memberi rekomendasi", en="the Majelis Kode Etik gave its advice",
    ),
    "forwarded": Text(id="diteruskan", en="forwarded"),
    "authority_settled": Text(
        id="ditetapkan siapa yang memutus", en="it was determined who decides",
    ),
    "recommended": Text(id="rekomendasi diberikan", en="a recommendation was given"),
    "decided": Text(id="diputus", en="decided"),
    "delivery_missed": Text(id="tidak hadir mengambil putusan", en="did not come to take it"),
    "delivered": Text(id="putusan disampaikan", en="the decision was delivered"),
    "received": Text(id="putusan diterima", en="the decision arrived"),
    "remedy_filed": Text(id="upaya administratif diajukan", en="a remedy was filed"),
    "remedy_decided": Text(id="upaya administratif diputus", en="the remedy was decided"),
    "took_effect": Text(id="putusan berlaku", en="the decision took effect"),
    "executed": Text(id="putusan dilaksanakan", en="the decision was carried out"),
    "released": Text(
        id="dibebaskan sementara dari tugas jabatan", en="released from the duties of the post",
    ),
    "release_ended": Text(id="pembebasan sementara berakhir", en="the temporary release ended"),
    "criminal_moved": Text(id="langkah pidana", en="criminal step"),
    "criminal_dated": Text(id="tanggal pidana dicatat", en="a criminal date was recorded"),
    "finding_returned": Text(id="kembali sebagai temuan", en="returned as a finding"),
    "fired": Text(id="tenggat tiba", en="a date has come"),
    "policy_adopted": Text(id="beralih ke hukum lain", en="went over to another law"),
    "hold_placed": Text(id="data ditahan dari penghapusan", en="held from erasure"),
    "hold_lifted": Text(id="penahanan data berakhir", en="the hold was lifted"),
    "erased": Text(id="data pribadi dihapus", en="personal data was erased"),
    "unsealed": Text(id="data tersegel diminta dibuka", en="unsealing was asked for"),
}  # fmt: skip
"""Every kind of event."""

ROLES: Final[Mapping[str, Text]] = {
    "pelapor": Text(id="pelapor", en="pelapor (reporter)"),
    "reviewer": Text(id="Inspektorat (penelaah)", en="Inspektorat (reviewer)"),
    "atasan_langsung": Text(id="atasan langsung", en="atasan langsung (direct superior)"),
    "tim_pemeriksa": Text(id="tim pemeriksa", en="tim pemeriksa (examining team)"),
    "kepala_perangkat_daerah": Text(
        id="kepala perangkat daerah", en="kepala perangkat daerah (head of the office)",
    ),
    "bkpsdm": Text(id="BKPSDM", en="BKPSDM (personnel office)"),
    "kepala_daerah": Text(id="kepala daerah", en="kepala daerah (head of the region)"),
    "bawaslu_liaison": Text(id="penghubung Bawaslu", en="Bawaslu liaison"),
    "auditor": Text(id="auditor", en="the auditor"),
    "administrator": Text(id="pengelola sistem", en="the system's administrator"),
    "system": Text(id="jam sistem", en="the clock"),
}  # fmt: skip
"""Every role, and that of what nobody did."""

LANES: Final[Mapping[str, Text]] = {
    "berkas": Text(id="berkas", en="berkas (the file)"),
    "disiplin": Text(id="disiplin", en="disiplin (discipline)"),
    "etik": Text(id="kode etik", en="kode etik (code of ethics)"),
    "kepegawaian": Text(id="kepegawaian", en="kepegawaian (employment)"),
    "desa": Text(id="desa", en="desa (village)"),
    "kontrak": Text(id="kontrak", en="kontrak (contract)"),
    "pidana": Text(id="pidana", en="pidana (criminal)"),
}
"""The lanes of a case, in the order in which they are drawn."""

FIRES: Final[Mapping[str, Text]] = {
    "remind": Text(id="pengingat", en="reminder"),
    "escalate": Text(id="tenggat lewat", en="the time ran out"),
    "lapse": Text(id="lewat waktu", en="lapsed"),
    "take_effect": Text(id="mulai berlaku", en="takes effect"),
    "close_window": Text(id="masa pengajuan berakhir", en="the time for filing is over"),
    "review": Text(id="ditinjau kembali", en="looked at again"),
}
"""What a date does when it comes."""

WAITS: Final[Mapping[str, Text]] = {
    "lapse": Text(id="sesudah itu lewat waktu", en="after it, too late"),
    "close_window": Text(id="hari terakhir mengajukan", en="the last day for filing"),
}  # fmt: skip
"""What a date that has not come yet will do, where its own words do not say it."""

REASONS: Final[Mapping[str, Text]] = {
    "competence": Text(id="di luar kewenangannya", en="beyond his authority"),
    "implicated": Text(id="terlibat", en="implicated"),
    "vacant": Text(id="jabatan lowong", en="the post is vacant"),
    "did_not_act": Text(id="tidak bertindak", en="did not act"),
    "regional_policy": Text(id="ketentuan daerah", en="regional policy"),
    "uphold": Text(id="dikuatkan", en="upheld"),
    "lighten": Text(id="diringankan", en="made lighter"),
    "aggravate": Text(id="diperberat", en="made heavier"),
    "change": Text(id="diubah", en="changed"),
    "cancel": Text(id="dibatalkan", en="cancelled"),
    "laporan": Text(id="laporan", en="laporan (a report)"),
    "temuan": Text(id="temuan", en="temuan (a finding)"),
}
"""Why a track went on, what became of a remedy, and where a case came from."""

RELATIONS: Final[Mapping[str, Text]] = {
    "reporter": Text(id="pelapor", en="reporter"),
    "subject": Text(id="terlapor", en="person reported"),
    "witness": Text(id="saksi", en="witness"),
    "implicated": Text(id="yang terlibat", en="one implicated"),
}
"""How a person stands to a case."""

PHRASES: Final[Mapping[str, Text]] = {
    "open": Text(id="BERJALAN", en="UNDER WAY"),
    "closed": Text(id="SELESAI", en="CLOSED"),
    "stages": Text(id="Tahap", en="Stage"),
    "next": Text(id="Berikutnya", en="Next"),
    "judged": Text(id="Hukum", en="Law"),
    "evidence": Text(id="Bukti", en="Evidence"),
    "person": Text(id="Terlapor", en="Person"),
    "acts": Text(id="Perbuatan", en="Acts"),
    "hearing": Text(id="Pemeriksaan", en="Examined"),
    "decision": Text(id="Putusan", en="Decision"),
    "people": Text(id="Orang", en="People"),
    "pinned": Text(id="Acuan", en="Pinned"),
    "event": Text(id="Dicatat", en="Recorded"),
    "receipt": Text(id="Tanda terima", en="Receipt"),
    "receipt.keep": Text(
        id="simpan nomor ini; hanya ditampilkan sekali: {number}",
        en="keep this number; it is shown this once: {number}",
    ),
    "repeated": Text(
        id="sudah dilakukan sebelumnya dengan kunci ini; tidak ada yang dicatat lagi",
        en="done before under this key; nothing was recorded again",
    ),
    "version": Text(id="versi {n}", en="version {n}"),
    "criminal.none": Text(id="belum diteruskan ke Bawaslu", en="not referred to Bawaslu yet"),
    "since": Text(id="{stage}, sejak {day}", en="{stage}, since {day}"),
    "statutory": Text(id="undang-undang", en="statutory"),
    "internal": Text(id="internal", en="internal"),
    "by": Text(id="oleh {who}", en="by {who}"),
    "number": Text(id="nomor {n}", en="number {n}"),
    "verified": Text(id="terverifikasi", en="verified"),
    "unverified": Text(id="belum diverifikasi", en="not verified"),
    "found_wanting": Text(id="dinyatakan tidak sah", en="found wanting"),
    "reasons": Text(id="alasan: {reasons}", en="reasons: {reasons}"),
    "was_on": Text(id="pada {day}", en="on {day}"),
    "missed": Text(id="tidak hadir", en="missed"),
    "for_day": Text(id="ke-{n}, untuk {day}", en="number {n}, for {day}"),
    "latest": Text(id="paling lambat {day}", en="{day} at the latest"),
    "unsigned": Text(
        id="berita acara tidak ditandatangani, tetap sah", en="the record was not signed; valid",
    ),
    "to": Text(id="kepada {who}", en="to {who}"),
    "advised": Text(id="disarankan: {sanction}", en="advised: {sanction}"),
    "recommended": Text(id="menurut hukum disarankan: {sanction}", en="the law's data: {sanction}"),
    "departs": Text(
        id="menyimpang dari saran, dengan alasan tertulis",
        en="departs from what was recommended, with written reasons",
    ),
    "imposed": Text(id="{sanction}, oleh {who}", en="{sanction}, by {who}"),
    "handed_over": Text(id="diserahkan langsung", en="handed over"),
    "sent": Text(id="dikirim ke alamat terakhir", en="sent to the last known address"),
    "document": Text(id="dokumen: {document}", en="document: {document}"),
    "forum": Text(id="lembaga: {forum}", en="forum: {forum}"),
    "asked": Text(id="ditanyakan: {question}", en="asked: {question}"),
    "members": Text(id="unsur: {names}", en="elements: {names}"),
    "law_says": Text(id="menurut hukum: {outcome}", en="the law says: {outcome}"),
    "reportable": Text(
        id="{who} tidak bertindak dan dapat dilaporkan", en="{who} did not act; may be reported",
    ),
    "was_for": Text(id="ditujukan kepada {who}", en="it was for {who}"),
    "round": Text(id="putaran {n}", en="round {n}"),
    "names": Text(id="data: {names}", en="data: {names}"),
    "digest": Text(id="hukum {digest}", en="law {digest}"),
    "due": Text(id="jatuh tempo", en="due"),
    "due.none": Text(id="tidak ada tanggal menunggu", en="no date is waiting"),
    "due.title": Text(id="Jatuh tempo sampai {day}", en="Due by {day}"),
    "due.now": Text(id="{n} menunggu", en="{n} waiting"),
    "due.who": Text(id="yang bertindak: {who}", en="who acts: {who}"),
    "timeline": Text(id="Riwayat perkara {case}", en="Timeline of case {case}"),
    "timeline.drawn": Text(
        id="{steps} langkah dan {dates} tanggal yang menunggu, dari {first} sampai {last}; "
        "jalur: {lanes}",
        en="{steps} steps and {dates} dates that wait, from {first} to {last}; lanes: {lanes}",
    ),
    "timeline.key": Text(
        id="Bulat: langkah. Wajik: jam sistem. Kosong: tanggal yang menunggu (putus-putus: "
        "internal, bukan tenggat undang-undang).",
        en="Round: a step. Diamond: the clock. Hollow: a date that waits (dashed: internal, not "
        "statutory).",
    ),
    "day": Text(id="Tanggal", en="Day"),
    "lane": Text(id="Jalur", en="Lane"),
    "what": Text(id="Peristiwa", en="What"),
    "basis": Text(id="Dasar", en="Basis"),
    "who": Text(id="Siapa", en="Who"),
    "case": Text(id="Perkara", en="Case"),
    "region": Text(id="Daerah", en="Region"),
    "waiting": Text(id="menunggu", en="waiting"),
    "possible.title": Text(id="Langkah perkara {case}", en="Steps of case {case}"),
    "possible.now": Text(id="{n} langkah dapat diambil", en="{n} steps can be taken"),
    "possible": Text(id="Dapat", en="Can be"),
    "refused": Text(id="Ditolak", en="Refused"),
    "always": Text(id="Selalu", en="Any time"),
    "follow.title": Text(id="Perkembangan laporan", en="What became of the report"),
    "changed": Text(id="Berubah", en="Changed"),
    "questions": Text(id="Diminta", en="Asked"),
    "rejudged.same": Text(id="JAWABAN SAMA", en="THE SAME ANSWER"),
    "rejudged.other": Text(id="JAWABAN BERBEDA", en="ANOTHER ANSWER"),
    "rejudged.pinned": Text(id="Hukum acuan", en="Pinned law"),
    "rejudged.newer": Text(id="Hukum lain", en="Other law"),
    "types": Text(id="jenis: {names}", en="types: {names}"),
    "decides": Text(id="berwenang: {who}", en="decides: {who}"),
    "none": Text(id="tidak ada", en="none"),
}  # fmt: skip
"""Turns of phrase."""
