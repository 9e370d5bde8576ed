"""This file writes which sanctions may follow, whether the criminal track opens, and the notes."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.desk.page import About, Line, Section, lower
from netralitas.desk.phrases import label, phrase
from netralitas.facts import Confidence, Note, Sanctions
from netralitas.judgement import say, words


def sanction_section(about: About) -> Section:
    """Return the types that may lawfully be imposed, lightest first, and what chose one."""
    lines = []
    for track, opened in about.verdict.tracks.items():
        for text in _types(about, opened.sanctions):
            lines.append(Line(about.of_track(track, text)))
    return Section(label("sanction", about.language), tuple(lines))


def measure_section(about: About, *, whole: bool) -> Section:
    """Return what may be done beside a sanction and is none; on the page, only what each is."""
    language = about.language
    measures = about.verdict.measures
    if whole:
        lines = [Line(one.text.in_(language), one.confidence.value) for one in measures]
    else:
        brief = [lower(one.text.in_(language).partition(";")[0]) for one in measures]
        lines = [Line(" · ".join(brief))] if brief else []
    return Section(label("measure", language), tuple(lines))


def criminal_section(about: About, *, whole: bool) -> Section:
    """Return whether the criminal track opens, and why; it is never decided here."""
    criminal, language = about.verdict.criminal, about.language
    opens = words(f"opens.{criminal.opens}", language)
    if criminal.opens == "no":
        why = dict.fromkeys(say(reason, language, about.words.names) for reason in criminal.why)
        return Section(
            label("criminal", language), (Line(": ".join(filter(None, (opens, "; ".join(why))))),)
        )
    lines = []
    for row in dict.fromkeys(criminal.provisions):
        law = about.words.articles(row.cites)
        lines.append(Line(f"{opens}: {law}: {lower(row.text.in_(language))}", row.confidence.value))
    for reason in criminal.why:
        if reason.says in _OPEN:
            lines.append(Line(say(reason, language, about.words.names)))
    names = about.words.named(criminal.penalties)
    if names and (whole or criminal.opens == "yes"):
        lines.append(Line(f"{phrase('penalty', language)}: {' · '.join(names)}"))
    return Section(label("criminal", language), tuple(lines) or (Line(opens),))


def note_section(about: About, *, whole: bool) -> Section:
    """Return what must be said beside the answer: if proven, not verified, left to a human.

    The page leaves out what the law data lacks in general, unless nothing verified it, and says
    how many notes it left out; the whole argument has them all.
    """
    language = about.language
    notes = [note for note in _notes(about) if note.says != ASSUMED]
    shown = notes if whole else [note for note in notes if _matters(note)]
    lines = [Line(phrase("if_proven", language))] if about.verdict.assumes_proven else []
    lines += [
        Line(note.text.in_(language), note.confidence.value if note.confidence else "")
        for note in shown
    ]
    if len(notes) > len(shown):
        lines.append(Line(phrase("more_notes", language).format(n=len(notes) - len(shown))))
    return Section(label("note", language), tuple(lines))


_OPEN = ("criminal.missing", "criminal.unverified")
ASSUMED = "assumes_proven"
_LACKING = "lacking."


def _matters(note: Note) -> bool:
    return not note.says.startswith(_LACKING) or note.confidence is Confidence.D


def _types(about: About, sanctions: Sanctions) -> Iterator[str]:
    language = about.language
    names = [
        f"{sanction.name.in_(language)} ({phrase('recommended', language)})"
        if sanction.id == sanctions.recommended
        else sanction.name.in_(language)
        for sanction in sanctions.lawful
    ]
    told = " · ".join(names) or phrase("no_sanction", language)
    if sanctions.outcome == "needs_human":
        told = f"{told}; {words('sanctions.needs_human', language)}"
    why = _why(about, sanctions)
    if why:
        told = f"{told}. {why}"
    if sanctions.execution != "now":
        told = f"{told}; {words(f'execution.{sanctions.execution}', language)}"
    yield told


def _why(about: About, sanctions: Sanctions) -> str:
    """Return the named facts that chose the recommended type; no score is ever made of them."""
    language = about.language
    heavier = [about.words.weight(name) for name in sanctions.aggravating]
    lighter = [about.words.weight(name) for name in sanctions.mitigating]
    if sanctions.recommended is None:
        return ""
    told = []
    if heavier:
        told.append(f"{phrase('aggravating', language)}: {', '.join(heavier)}")
    if lighter:
        told.append(f"{phrase('mitigating', language)}: {', '.join(lighter)}")
    first = sanctions.lawful[0].id if sanctions.lawful else None
    chosen = "lightest" if sanctions.recommended == first else "heavier"
    if chosen == "lightest" and lighter and not heavier:
        told = [", ".join(lighter)]
    return ": ".join(filter(None, (phrase(f"recommended.{chosen}", language), "; ".join(told))))


def _notes(about: About) -> dict[Note, None]:
    """Return every note of the verdict once, those about this very case first."""
    notes = list(about.verdict.notes)
    for opened in about.verdict.tracks.values():
        notes += [*opened.sanctions.notes, *opened.authority.notes]
    return dict.fromkeys(sorted(notes, key=lambda note: note.says.startswith(_LACKING)))
