"""This file holds the words of the page itself: its labels and its turns of phrase."""

from __future__ import annotations

from netralitas.facts import Language, Text


def phrase(key: str, language: Language) -> str:
    """Return a phrase of the page in one language; KeyError for one that is not there."""
    return PHRASES[key].in_(language)


def label(key: str, language: Language) -> str:
    """Return the label of a section."""
    return LABELS[key].in_(language)


LABELS = {
    "act": Text(id="Perbuatan", en="Act"),
    "law": Text(id="Hukum", en="Law"),
    "reason": Text(id="Alasan", en="Reason"),
    "open": Text(id="Terbuka", en="Open"),
    "sanction": Text(id="Sanksi", en="Sanction"),
    "measure": Text(id="Tindakan", en="Measures"),
    "authority": Text(id="Berwenang", en="Authority"),
    "path": Text(id="Jalur", en="Path"),
    "criminal": Text(id="Pidana", en="Criminal"),
    "region": Text(id="Daerah", en="Region"),
    "note": Text(id="Catatan", en="Notes"),
    "argument": Text(id="Uraian", en="Argument"),
    "receipt": Text(id="Resi", en="Receipt"),
    "other": Text(id="Lain", en="Instead"),
    "due": Text(id="Jatuh tempo", en="Due"),
    "skipped": Text(id="Dilewati", en="Skipped"),
    "calendar": Text(id="Kalender", en="Calendar"),
    "findings": Text(id="Temuan", en="Findings"),
    "declared": Text(id="Terbuka", en="Open"),
    "digest": Text(id="Digest", en="Digest"),
    "parts": Text(id="Isi", en="Parts"),
    "instruments": Text(id="Peraturan", en="Instruments"),
    "lacking": Text(id="Belum ada", en="Lacking"),
    "proposed": Text(id="Diusulkan", en="Proposed"),
    "nearest": Text(id="Yang sah", en="Lawful ones"),
    "team": Text(id="Pemeriksa", en="Examiners"),
    "ready": Text(id="Terpasang", en="Installed"),
    "failed": Text(id="GAGAL", en="FAILED"),
    "source": Text(id="Asal", en="Source"),
    "basis": Text(id="Dasar", en="Basis"),
    "valid": Text(id="Berlaku", en="Days"),
    "quotes": Text(id="Dikutip", en="Quoted"),
    "unknown": Text(id="Belum tahu", en="Not known"),
    "unfilled": Text(id="Tak diisi", en="Not filled"),
    "closed": Text(id="Tertutup", en="Closed"),
    "outcome": Text(id="Hasil", en="Outcome"),
    "tracks": Text(id="Menuju", en="Leads to"),
    "weights": Text(id="Penimbang", en="Weights"),
    "income": Text(id="Penghasilan", en="Income"),
    "clocks": Text(id="Tenggat", en="Clocks"),
    "guidance": Text(id="Petunjuk", en="Guidance"),
    "refused": Text(id="Ditolak", en="Refused"),
    "besides": Text(id="Selain itu", en="Besides"),
}

PHRASES = {
    "leads.disiplin": Text(id="hukuman disiplin", en="discipline"),
    "leads.etik": Text(id="sanksi moral", en="moral sanction"),
    "leads.kepegawaian": Text(id="pemberhentian", en="dismissal"),
    "leads.desa": Text(id="sanksi administratif desa", en="village sanction"),
    "leads.kontrak": Text(id="sanksi kontrak", en="contract sanction"),
    "leads.pidana": Text(id="pidana", en="criminal"),
    "why_not": Text(id="Mengapa bukan {target}?", en="Why not {target}?"),
    "why_violation": Text(id="Mengapa ini pelanggaran?", en="Why is it a violation?"),
    "day_unknown": Text(id="hari belum diketahui", en="day not known"),
    "determined": Text(
        id="penetapan calon {day}", en="candidates determined {day}",
    ),
    "recommended": Text(id="disarankan", en="recommended"),
    "recommended.lightest": Text(
        id="Disarankan yang teringan", en="The lightest is recommended",
    ),
    "recommended.heavier": Text(
        id="Disarankan yang lebih berat", en="A heavier one is recommended",
    ),
    "aggravating": Text(id="memberatkan", en="aggravating"),
    "mitigating": Text(id="meringankan", en="mitigating"),
    "no_sanction": Text(
        id="tidak ada jenis yang dapat disebut dengan pasti",
        en="no type can be named with certainty",
    ),
    "as_ppk": Text(
        id="selaku Pejabat Pembina Kepegawaian", en="as Pejabat Pembina Kepegawaian",
    ),
    "possible": Text(id="kemungkinan", en="possibly"),
    "for": Text(id="untuk {sanction}: {official}", en="for {sanction}: {official}"),
    "nobody": Text(id="belum dapat disebut", en="cannot be named"),
    "alternates": Text(id="dapat juga {officials}", en="also {officials}"),
    "skipped": Text(id="{official} dilewati: {why}", en="{official} is passed over: {why}"),
    "formed_by": Text(id="dibentuk oleh {official}", en="formed by {official}"),
    "interim": Text(
        id="dapat dibebaskan sementara dari tugas jabatan selama pemeriksaan",
        en="may be released from the duties of the post while examined",
    ),
    "that_is": Text(id="yaitu {day}", en="that is {day}"),
    "or": Text(id="atau", en="or"),
    "within": Text(
        id="paling lambat {n} {unit} sejak {after}", en="within {n} {unit} after {after}",
    ),
    "if_proven": Text(
        id="dengan anggapan terbukti: bukti belum dinilai",
        en="if proven: the evidence was not assessed",
    ),
    "more_notes": Text(
        id="dan {n} catatan umum tentang data hukum, selengkapnya dengan explain",
        en="and {n} general notes about the law data, in full with explain",
    ),
    "penalty": Text(id="ancaman", en="penalty"),
    "reachable": Text(id="masih mungkin", en="still possible"),
    "ask": Text(id="tanyakan dahulu: {question}", en="ask first: {question}"),
    "fact_of": Text(id="fakta {fact}, perbuatan {charge}", en="fact {fact}, charge {charge}"),
    "fact_subject": Text(id="{fact} dari orangnya", en="{fact} of the person"),
    "fact_case": Text(id="{fact} dari kasusnya", en="{fact} of the case"),
    "date_matters": Text(
        id="hari perbuatan menentukan: rentangnya melewati batas hukum atau tahap",
        en="the day matters: its span crosses a boundary of law or phase",
    ),
    "why_not.holds": Text(id="itulah jawabannya", en="that is the answer"),
    "why_not.possible": Text(
        id="masih mungkin, bergantung fakta yang belum diketahui; tidak ada yang perlu diubah",
        en="still possible, depending on unknown facts; nothing need change",
    ),
    "why_not.first": Text(id="harus diketahui dahulu: {fact}", en="must be known first: {fact}"),
    "why_not.way": Text(id="bila {changes}", en="if {changes}"),
    "why_not.none": Text(
        id="tidak ada perubahan fakta yang membawa ke sana",
        en="no change of fact leads there",
    ),
    "charge": Text(id="perbuatan {charge}", en="charge {charge}"),
    "person": Text(id="orangnya", en="the person"),
    "now": Text(id="kini {value}", en="now {value}"),
    "and": Text(id="dan", en="and"),
    "receipt.as_of": Text(id="dinilai per {day}", en="judged as of {day}"),
    "receipt.verdict": Text(id="jawaban", en="verdict"),
    "receipt.facts": Text(id="fakta", en="facts"),
    "receipt.policy": Text(id="hukum", en="policy"),
    "receipt.calendars": Text(id="kalender", en="calendars"),
    "receipt.pack": Text(id="paket", en="pack"),
    "receipt.engines": Text(id="mesin", en="engines"),
    "authority.decided": Text(id="TERJAWAB", en="DECIDED"),
    "authority.needs_human": Text(id="PERLU PENILAIAN MANUSIA", en="NEEDS A HUMAN DECISION"),
    "authority.undetermined": Text(id="BELUM DAPAT DITENTUKAN", en="UNDETERMINED"),
    "weekends": Text(id="{n} hari Sabtu dan Minggu", en="{n} Saturdays and Sundays"),
    "estimate": Text(
        id="memuat tahun yang hari liburnya masih perkiraan",
        en="holds a year whose days off are still an estimate",
    ),
    "decreed": Text(id="hari libur yang sudah dibekukan", en="days off as frozen"),
    "policy.check": Text(id="Uji hukum", en="Check of the law"),
    "policy.findings": Text(id="{n} temuan", en="{n} findings"),
    "policy": Text(id="Hukum sebagaimana dimuat", en="The law as loaded"),
    "policy.rows": Text(id="{n} ketentuan", en="{n} provisions"),
    "until_day": Text(id="sampai sebelum", en="until before"),
    "regions": Text(id="Daerah yang terpasang", en="The regions installed"),
    "regions.ready": Text(id="{n} dapat dipakai", en="{n} ready"),
    "regions.failed": Text(id="{n} GAGAL DIMUAT", en="{n} FAILED TO LOAD"),
    "regions.loud": Text(
        id="{n} paket gagal dimuat: {names}", en="{n} packs cannot be loaded: {names}",
    ),
    "lint": Text(id="uji keabsahan sanksi", en="legality of the sanction"),
    "web.title": Text(id="Netralitas ASN: hasil penilaian", en="Neutrality of ASN: the answer"),
    "web.marks": Text(
        id="Tanda: A teks peraturan sendiri; B dua sumber; C satu sumber; D belum diverifikasi. "
        "Program menyarankan; manusia yang memutus.",
        en="Marks: A the regulation's own text; B two sources; C one source; D not verified. "
        "The program recommends; a human decides.",
    ),
    "nothing": Text(id="tidak ada", en="none"),
}  # fmt: skip
