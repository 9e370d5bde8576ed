"""This file says in both languages what a bounds proof proved, and what broke it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from netralitas.facts import Category, Language, Text, Tier, Track
from netralitas.judgement.words import enum_word, say_day
from netralitas.rules import Result

_PROVEN: Mapping[str, Text] = {
    "outcomes": Text(
        id="Pada setiap gabungan fakta, hari, dan pemilihan, hasilnya sama dengan hukum nasional, "
        "kecuali tambahan yang diizinkan",
        en="On every combination of facts, day and election the outcome is that of national law, "
        "but for additions that are permitted",
    ),
    "criminal": Text(
        id="Setiap baris pidana nasional berlaku pada gabungan yang persis sama; tidak ada yang "
        "ditambah, hilang, atau dilemahkan",
        en="Every national criminal row is met on exactly the same combinations; none was added, "
        "dropped or weakened",
    ),
    "types": Text(
        id="Jenis hukuman yang sah sama untuk setiap jalur, tingkat, kedudukan, dan masa, kecuali "
        "yang diizinkan",
        en="The lawful types are the same for every track, tier, category and era, but for what is "
        "permitted",
    ),
}
_GROWS = Text(
    id="Semua {what} nasional ada, tidak berubah dan berurutan; tambahan daerah tidak "
    "menggantikannya",
    en="All national {what} are there, unchanged and in order; what the region adds replaces none",
)
_SAME = Text(
    id="{what} sama persis dengan hukum nasional",
    en="{what}: exactly as in national law",
)
_SECTIONS: Mapping[str, tuple[Text, Text]] = {
    "calendar_digest": (Text(id="kalender hari libur", en="the calendar of days off"), _SAME),
    "instruments": (Text(id="peraturan", en="instruments"), _GROWS),
    "provisions": (Text(id="ketentuan", en="provisions"), _GROWS),
    "sanctions": (Text(id="jenis sanksi", en="types of sanction"), _GROWS),
    "ladders": (
        Text(
            id="tangga jenis sanksi (di luar jalur yang terbuka)",
            en="ladders of types (outside the open tracks)",
        ),
        _GROWS,
    ),
    "weights": (Text(id="hal yang memberatkan dan meringankan", en="weights"), _GROWS),
    "combinations": (
        Text(id="aturan gabungan pelanggaran", en="rules on several violations"),
        _SAME,
    ),
    "deadlines": (Text(id="tenggat menurut undang-undang", en="statutory clocks"), _SAME),
    "elections": (Text(id="kalender pemilihan", en="election calendars"), _SAME),
    "holidays": (
        Text(id="hari libur untuk tenggat", en="days off that clocks count with"),
        _SAME,
    ),
    "chains": (Text(id="urutan atasan", en="chains of superiors"), _SAME),
    "authority": (
        Text(id="pejabat yang berwenang menghukum", en="officials who may punish"),
        _SAME,
    ),
    "panels": (
        Text(id="tim pemeriksa dan majelis kode etik", en="panels that must or may be formed"),
        _SAME,
    ),
    "bodies": (Text(id="lembaga dan persetujuan", en="bodies and approvals"), _SAME),
    "measures": (Text(id="tindakan di samping sanksi", en="measures beside a sanction"), _SAME),
    "paths": (
        Text(id="jalur perkara dan upaya administratif", en="paths and their remedies"),
        _SAME,
    ),
    "fields": (Text(id="fakta", en="facts that a case may state"), _GROWS),
    "acts": (Text(id="perbuatan", en="acts"), _SAME),
    "offices": (Text(id="jabatan", en="offices"), _GROWS),
    "impossible": (Text(id="gabungan yang mustahil", en="impossible combinations"), _SAME),
    "presumes": (Text(id="anggapan setiap baris", en="what every row presumes"), _SAME),
    "heads_unit": (Text(id="siapa yang memimpin unit", en="who heads a unit"), _SAME),
    "verified_items": (Text(id="jumlah bukti yang cukup", en="how much evidence suffices"), _SAME),
    "lacking": (
        Text(id="catatan tentang kekurangan data", en="notes on what the data lacks"),
        _GROWS,
    ),
    "open_terms": (Text(id="hal yang terbuka bagi daerah", en="what is open to regions"), _SAME),
    "closed_terms": (
        Text(id="hal yang tertutup bagi daerah", en="what is closed to regions"),
        _SAME,
    ),
}
_KINDS: Mapping[str, Text] = {
    "outcome": Text(
        id="hasil perkara berbeda dari hukum nasional",
        en="the outcome of a case is not that of national law",
    ),
    "measure": Text(
        id="ukuran jenis hukuman atasan berbeda dari hukum nasional",
        en="the measure of a superior's type is not that of national law",
    ),
    "criminal": Text(
        id="jalur pidana tidak lagi seperti hukum nasional",
        en="the criminal track is not as in national law",
    ),
    "types": Text(
        id="jenis hukuman yang sah berbeda dari hukum nasional",
        en="the lawful types are not those of national law",
    ),
}
_MEASURES: Mapping[str, Text] = {
    "heavier": Text(id="lebih berat dari bawahannya", en="heavier than the subordinate's"),
    "same": Text(id="sama dengan bawahannya", en="the same as the subordinate's"),
}
_OPENS: Mapping[str, Text] = {
    "yes": Text(id="jalur pidana terbuka", en="the criminal track opens"),
    "assess": Text(id="jalur pidana perlu dinilai", en="the criminal track must be assessed"),
    "no": Text(id="jalur pidana tidak terbuka", en="the criminal track does not open"),
    "met": Text(id="baris pidana yang terpenuhi", en="criminal rows met"),
}
IMPOSSIBLE = Text(id="gabungan yang dianggap mustahil", en="held to be impossible")


def proven_text(key: str) -> Text:
    """Return the sentence of a key in `Certificate.proven`; KeyError for an unknown key."""
    if key in _PROVEN:
        return _PROVEN[key]
    what, sentence = _SECTIONS[key]
    said = Text(id=sentence.id.format(what=what.id), en=sentence.en.format(what=what.en))
    return Text(id=said.id[0].upper() + said.id[1:], en=said.en[0].upper() + said.en[1:])


def kind_text(kind: str) -> Text:
    """Return what a kind of counter-example means; KeyError for an unknown kind."""
    if kind in _KINDS:
        return _KINDS[kind]
    what, _ = _SECTIONS[kind]
    return Text(id=f"{what.id}: tidak seperti hukum nasional", en=f"{what.en}: not as nationally")


def result_text(result: Result) -> Text:
    """Return an outcome and its tracks in words: `pelanggaran (disiplin: berat)`."""

    def said(language: Language) -> str:
        tracks = []
        for track, state in result.tracks:
            words = [enum_word(track, language)]
            if state.tier is not None:
                words.append(enum_word(state.tier, language))
            elif state.outcome is not result.outcome:
                words.append(enum_word(state.outcome, language))
            tracks.append(": ".join(words))
        outcome = enum_word(result.outcome, language)
        return f"{outcome} ({', '.join(tracks)})" if tracks else outcome

    return Text(id=said(Language.ID), en=said(Language.EN))


def measured_text(result: Text, measures: Iterable[tuple[Track, str]]) -> Text:
    """Return a result with how its types are measured by a subordinate's."""

    def said(language: Language) -> str:
        return ", ".join(
            f"{enum_word(track, language)} {_MEASURES[measure].in_(language)}"
            for track, measure in sorted(measures)
        )

    return Text(id=f"{result.id}; {said(Language.ID)}", en=f"{result.en}; {said(Language.EN)}")


def occasion_text(
    track: Track, tier: Tier | None, category: Category, day: date, decided: date
) -> Text:
    """Return for whom and when a ladder of types would apply."""

    def said(language: Language, act: str, decision: str) -> str:
        words = [enum_word(track, language)]
        if tier is not None:
            words.append(enum_word(tier, language))
        words.append(enum_word(category, language))
        words.append(f"{act} {say_day(day, language)}")
        if decided != date.min:
            words.append(f"{decision} {say_day(decided, language)}")
        return ", ".join(words)

    return Text(
        id=said(Language.ID, "perbuatan", "putusan"), en=said(Language.EN, "act", "decision")
    )


def criminal_text(opens: str, rows: Sequence[str]) -> Text:
    """Return whether the criminal track opens, and under which rows."""
    said = _OPENS[opens]
    listed = f" ({', '.join(rows)})" if rows else ""
    return Text(id=said.id + listed, en=said.en + listed)
