"""This file holds the words of `netralitas impact`: of its page, its rows and its list."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.facts import Language, Text


def said(key: str, language: Language, **about: object) -> str:
    """Return words of an impact, filled; KeyError for a key that is not there."""
    return SAID[key].in_(language).format(**about)


SAID: Mapping[str, Text] = {
    "title": Text(id="Dampak: {old} → {new}", en="Impact: {old} → {new}"),
    "counted": Text(
        id="{n} dari {all} kasus berubah ({share})", en="{n} of {all} cases flip ({share})",
    ),
    "stayed": Text(
        id="{n} kasus tetap; yang dihitung adalah kasus, bukan orang.",
        en="{n} cases stay as they are; cases are counted, not people.",
    ),
    "asked": Text(
        id="{old} per {first}, {new} per {second}", en="{old} as of {first}, {new} as of {second}",
    ),
    "unjudged": Text(
        id="Tidak dapat disandingkan: {old} hanya dinilai {first}, {new} hanya dinilai {second}, "
        "{none} tidak dinilai keduanya.",
        en="Not comparable: {old} judged by {first} alone, {new} by {second} alone, {none} by "
        "neither.",
    ),
    "unjudged_row": Text(id="{side} tidak dapat menilai", en="{side} cannot judge"),
    "rows": Text(
        id="{shown} dari {matched} baris yang dipilih", en="{shown} of {matched} rows picked",
    ),
    "more_rows": Text(
        id="Lebih banyak dengan --show (paling banyak {most}), semuanya dengan --format csv.",
        en="More with --show (at most {most}), all of them with --format csv.",
    ),
    "no_rows": Text(id="Tidak ada baris yang dipilih.", en="No row was picked."),
    "old_rows": Text(id="hanya {side}: {rows}", en="{side} only: {rows}"),
    "changed_rows": Text(id="dibaca lain: {rows}", en="read otherwise: {rows}"),
    "same_rows": Text(
        id="ketentuan yang sama; bedanya pada jenis, kewenangan, atau tenggat",
        en="the same provisions; types, competence or clocks differ",
    ),
    "whom": Text(id="Siapa", en="Whom"),
    "label.tier": Text(id="Hasil", en="Result"),
    "label.track": Text(id="Jalur", en="Tracks"),
    "label.type": Text(id="Sanksi", en="Sanction"),
    "label.authority": Text(id="Berwenang", en="Authority"),
    "label.criminal": Text(id="Pidana", en="Criminal"),
    "label.due": Text(id="Tenggat", en="Due"),
    "label.law": Text(id="Hukum", en="Law"),
    "region": Text(id="daerah", en="region"),
    "level": Text(id="jenjang jabatan", en="level of office"),
    "government": Text(id="pemerintahan", en="government"),
    "argument": Text(id="Uraian menurut {side}", en="The argument under {side}"),
    "differences": Text(id="Beda hukum: {old} → {new}", en="Two laws: {old} → {new}"),
    "differing": Text(
        id="{n} dari {all} kombinasi berbeda ({share})",
        en="{n} of {all} combinations differ ({share})",
    ),
    "none": Text(
        id="Tidak ada beda: kedua hukum menyatakan hal yang sama.",
        en="No difference: the two laws say the same.",
    ),
    "compared": Text(
        id="Dibandingkan: {acts} perbuatan pada {moments} keadaan hari, setiap kombinasi fakta "
        "({all}); baris pidana pada {criminal} kombinasi; tangga jenis pada {types} keadaan.",
        en="Compared: {acts} acts on {moments} kinds of day, every combination of facts ({all}); "
        "criminal rows on {criminal} combinations; ladders of types on {types} occasions.",
    ),
    "presumed": Text(
        id="Syarat yang dianggap berlaku bagi setiap baris tidak diulang: {facts}.",
        en="What every row presumes is not repeated: {facts}.",
    ),
    "combination": Text(id="{old} → {new} · {n} kombinasi", en="{old} → {new} · combinations: {n}"),
    "because": Text(id="karena {rows}", en="because of {rows}"),
    "dates": Text(
        id="batas tahap dalam kalender pemilihan", en="a line in the calendar of the election",
    ),
    "other_law": Text(id="ketentuan lain", en="other law"),
    "only_old": Text(id="{rows} (hanya hukum lama)", en="{rows} (old law only)"),
    "only_new": Text(id="{rows} (hanya hukum baru)", en="{rows} (new law only)"),
    "changed": Text(id="{rows} (berubah)", en="{rows} (changed)"),
    "when": Text(id="bila {facts}", en="when {facts}"),
    "always": Text(id="apa pun faktanya", en="whatever the facts"),
    "or": Text(id="atau bila {facts}", en="or when {facts}"),
    "any_of": Text(id="salah satu dari {n} gabungan syarat", en="any of {n} sets of conditions"),
    "on": Text(id="pada {days}", en="on {days}"),
    "every_day": Text(id="setiap hari setiap pemilihan", en="every day of every election"),
    "more_days": Text(id="dan {n} rentang lain", en="and {n} more spans"),
    "since": Text(id="sejak {day}", en="from {day}"),
    "no_case": Text(
        id="tidak ada kasus yang dapat menyatakannya sendiri", en="no case can state it by itself",
    ),
    "case": Text(id="contoh: {case}", en="example: {case}"),
    "types": Text(id="Jenis sanksi", en="Types"),
    "type": Text(
        id="{track}, {people}: {old} → {new}", en="{track}, {people}: {old} → {new}",
    ),
    "no_ladder": Text(id="tanpa tangga", en="no ladder"),
    "acts": Text(id="perbuatan {days}", en="acts {days}"),
    "decisions": Text(id="putusan {days}", en="decisions {days}"),
    "at_any_time": Text(id="kapan pun", en="at any time"),
    "until": Text(id="sampai {day}", en="until {day}"),
    "section": Text(id="Baris hukum", en="Rows of law"),
    "row.old_only": Text(id="hanya hukum lama", en="old law only"),
    "row.new_only": Text(id="hanya hukum baru", en="new law only"),
    "row.changed": Text(id="berubah: {changes}", en="changed: {changes}"),
    "row.moved": Text(id="urutan lain", en="another order"),
    "switches": Text(id="Saklar bertanggal", en="Dated switches"),
    "switch.on": Text(
        id="berlaku menurut tanggal baru saja", en="in force as of the new date alone",
    ),
    "switch.off": Text(
        id="berlaku menurut tanggal lama saja", en="in force as of the old date alone",
    ),
    "contests": Text(id="Pemilihan", en="Elections"),
    "contest.old": Text(
        id="{contest}: kalendernya hanya ada pada hukum lama",
        en="{contest}: only the old law has its calendar",
    ),
    "contest.new": Text(
        id="{contest}: kalendernya hanya ada pada hukum baru",
        en="{contest}: only the new law has its calendar",
    ),
    "criminal": Text(id="pidana: {act}", en="criminal: {act}"),
    "more_groups": Text(
        id="dan {n} kelompok lain: --show {all}, atau --format json",
        en="and {n} more groups: --show {all}, or --format json",
    ),
    "table.rows": Text(id="Baris yang berubah", en="Rows that flip"),
    "table.combinations": Text(id="Kombinasi yang berbeda", en="Combinations that differ"),
    "table.examples": Text(id="Kasus siap pakai", en="Ready-to-run cases"),
    "table.types": Text(id="Jenis sanksi yang berbeda", en="Types that differ"),
    "table.sections": Text(id="Baris hukum yang berbeda", en="Rows of law that differ"),
    "table.switches": Text(id="Saklar bertanggal", en="Dated switches"),
    "table.unjudged": Text(id="Baris yang tidak dapat dinilai", en="Rows that could not be judged"),
    "file": Text(id="berkas", en="file"),
    "row": Text(id="baris", en="row"),
    "id": Text(id="kasus", en="case"),
    "flipped": Text(id="yang berubah", en="what flips"),
    "old": Text(id="lama", en="old"),
    "new": Text(id="baru", en="new"),
    "provisions.old": Text(id="ketentuan lama saja", en="provisions, old only"),
    "provisions.new": Text(id="ketentuan baru saja", en="provisions, new only"),
    "provisions.changed": Text(id="ketentuan dibaca lain", en="provisions read otherwise"),
    "kind": Text(id="jenis beda", en="kind"),
    "act": Text(id="perbuatan", en="act"),
    "count": Text(id="kombinasi", en="combinations"),
    "turning": Text(id="karena", en="because of"),
    "conditions": Text(id="bila", en="when"),
    "days": Text(id="hari", en="days"),
    "example": Text(id="contoh", en="example"),
    "law": Text(id="bagian", en="section"),
    "changes": Text(id="perubahan", en="changes"),
    "side": Text(id="hukum", en="law"),
    "why": Text(id="sebab", en="why"),
    "kind.outcome": Text(id="hasil", en="outcome"),
    "kind.measure": Text(id="ukuran jenis", en="measure of the type"),
    "kind.criminal": Text(id="pidana", en="criminal"),
}  # fmt: skip
