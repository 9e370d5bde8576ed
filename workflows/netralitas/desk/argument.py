"""This file writes the whole argument: every step, why it is not otherwise, the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netralitas.desk.answer_page import page_of
from netralitas.desk.office_lines import official_word, walk
from netralitas.desk.page import About, Line, Page, Section, asked, shown
from netralitas.desk.phrases import label, phrase
from netralitas.facts import Authority, Change, Explanation, Language, Reason, Text, WhyNot
from netralitas.judgement import as_lines, known_keys, phase_word, say_day, words


def full_page_of(about: About, explanation: Explanation) -> Page:
    """Return the page with the whole argument: every step, every article, the receipt."""
    page = page_of(about, whole=True)
    return page._replace(sections=(*page.sections, *shown(_sections(about, explanation))))


def why_not_section(about: About, answer: WhyNot) -> Section:
    """Return what would have to be otherwise for another answer, or that nothing would do."""
    language = about.language
    lines = [Line(asked(answer.target, language))]
    if answer.holds:
        lines.append(Line(phrase("why_not.holds", language), depth=1))
    if answer.possible:
        lines.append(Line(phrase("why_not.possible", language), depth=1))
    for unknown in answer.answer_first:
        fact = about.words.fact(unknown.fact)
        place = phrase("fact_of" if unknown.charge else "fact_subject", language)
        first = place.format(fact=fact, charge=unknown.charge)
        lines.append(Line(phrase("why_not.first", language).format(fact=first), depth=1))
    for way in answer.ways:
        changes = f" {phrase('and', language)} ".join(_change(about, one) for one in way.changes)
        lines.append(Line(phrase("why_not.way", language).format(changes=changes), depth=1))
    if not (answer.holds or answer.possible or answer.ways):
        lines.append(Line(phrase("why_not.none", language), depth=1))
    return Section(label("other", language), tuple(lines))


def _sections(about: About, explanation: Explanation) -> Iterator[Section]:
    language = about.language
    if explanation.why_not is not None:
        yield why_not_section(about, explanation.why_not)
    for place, charge in enumerate(about.verdict.charges, 1):
        yield Section(f"{label('argument', language)} {place}", _tree(about, charge.because))
    for track, opened in about.verdict.tracks.items():
        told = [about.of_track(track, text) for text in _team(about, opened.authority)]
        yield Section(label("team", language), tuple(Line(text) for text in told))
    criminal = about.verdict.criminal
    if criminal.why or criminal.path:
        lines = [line for reason in criminal.why for line in _tree(about, reason)]
        if criminal.path:
            lines.append(Line(walk(about, criminal.path, whole=True, criminal=True)))
        yield Section(label("criminal", language), tuple(lines))
    yield _receipt(about)


def _tree(about: About, reason: Reason) -> tuple[Line, ...]:
    lines = []
    for line in as_lines(reason, about.language, names=about.words.names):
        text = line.lstrip(" ")
        lines.append(Line(text, depth=(len(line) - len(text)) // 2))
    return tuple(lines)


def _team(about: About, authority: Authority) -> Iterator[str]:
    language, government = about.language, about.case.subject.government
    team = authority.tim_pemeriksa
    if team.need != "no":
        told = words(f"need.{team.need}", language)
        if team.formed_by is not None:
            who = official_word(about.words, team.formed_by, government)
            told = f"{told}, {phrase('formed_by', language).format(official=who)}"
        if team.members:
            told = f"{told}: {', '.join(member_word(one, language) for one in team.members)}"
        yield told
    if authority.interim.allowed:
        by = authority.interim.by
        told = phrase("interim", language)
        yield f"{told} ({official_word(about.words, by, government)})" if by is not None else told


def member_word(member: str, language: Language) -> str:
    """Return the words for a seat in the tim pemeriksa; one that a policy adds stays as it is."""
    key = f"member.{member}"
    return words(key, language) if key in known_keys() else member.replace("_", " ")


def _change(about: About, change: Change) -> str:
    """Return one change as `perbuatan 1: <fact> = <what would do> (now <what is>)`."""
    language = about.language
    where = (
        phrase("charge", language).format(charge=change.charge)
        if change.charge
        else phrase("person", language)
    )
    wanted = f" {phrase('or', language)} ".join(
        dict.fromkeys(_value(about, change, one) for one in change.to)
    )
    now = phrase("now", language).format(value=_value(about, change, change.now))
    fact = _BESIDE_FACTS.get(change.fact)
    name = fact.in_(language) if fact else about.words.fact(change.fact)
    return f"{where}: {name} = {wanted} ({now})"


_BESIDE_FACTS: Mapping[str, Text] = {
    "at": Text(id="hari perbuatan", en="day of the act"),
    "evidence": Text(id="bukti", en="evidence"),
    "until": Text(id="akhir dinas", en="end of service"),
}


def _value(about: About, change: Change, value: str) -> str:
    if change.group == "day":
        phases = [stretch.partition(" ")[0] for stretch in value.split(", ")]
        return ", ".join(dict.fromkeys(phase_word(one, about.language) for one in phases))
    plain = {"true": True, "false": False}
    return about.words.value(change.fact, plain.get(value, value))


def _receipt(about: About) -> Section:
    language, receipt = about.language, about.verdict.receipt
    digests = {
        "receipt.verdict": receipt.verdict,
        "receipt.facts": receipt.facts,
        "receipt.policy": receipt.policy,
        "receipt.calendars": receipt.calendars,
    }
    lines = [Line(phrase("receipt.as_of", language).format(day=say_day(receipt.as_of, language)))]
    lines += [Line(f"{phrase(key, language)} {digest}") for key, digest in digests.items()]
    lines += [Line(f"{phrase('receipt.pack', language)} {digest}") for digest in receipt.packs]
    engines = ", ".join(f"{name} {version}" for name, version in receipt.engines.items())
    lines.append(Line(f"{phrase('receipt.engines', language)} {engines}"))
    return Section(label("receipt", language), tuple(lines))
