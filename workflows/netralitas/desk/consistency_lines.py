"""This file writes the comparison of a proposed sanction with past decisions as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netralitas.desk.page import Line, Page, Section, shown
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Outcome, Text
from netralitas.judgement import words
from netralitas.judgement.consistency import LEAST_SHOWN, Consistency, TypeCount


def page_of_consistency(found: Consistency, vocabulary: Vocabulary) -> Page:
    """Return the comparison as a page: lawfulness first, then the group, its spread, the rest."""
    language = vocabulary.language
    sections = (
        Section(_word("proposed", vocabulary), (Line(found.sanction.name.in_(language)),)),
        Section(_word("law", vocabulary), tuple(_law(found, vocabulary))),
        Section(_word("nearest", vocabulary), tuple(_nearest(found, vocabulary))),
        Section(_word("compared", vocabulary), tuple(_compared(found, vocabulary))),
        Section(_word("spread", vocabulary), tuple(_spread(found, vocabulary))),
        Section(_word("place", vocabulary), tuple(_place(found, vocabulary))),
        Section(_word("left_out", vocabulary), tuple(_left_out(found, vocabulary))),
        Section(
            _word("note", vocabulary), tuple(Line(note.text.in_(language)) for note in found.notes)
        ),
    )
    return Page(
        title=f"{found.case} · {_word('title', vocabulary)}",
        headline=_headline(found, vocabulary),
        outcome=Outcome.NO_VIOLATION,
        sections=shown(iter(sections)),
    )


def _headline(found: Consistency, vocabulary: Vocabulary) -> str:
    """Return what must be seen first: that the proposal is unlawful, else what the group says."""
    if found.lint.answer == "unlawful":
        return words("answer.unlawful", vocabulary.language).upper()
    if found.outcome != "shown":
        return _word(found.outcome, vocabulary)
    return _word("asks_reason" if found.asks_reason else "usual", vocabulary)


def _law(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    language = vocabulary.language
    for reason in found.lint.because:
        said = f"{words(f'answer.{reason.answer}', language)}: {reason.text.in_(language)}"
        law = vocabulary.articles(reason.cites)
        yield Line(f"{said} ({law})" if law else said)


def _nearest(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    if found.lint.nearest:
        yield Line(" · ".join(vocabulary.named(found.lint.nearest)))


def _compared(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    for step in found.steps:
        text = step.text.in_(vocabulary.language)
        if step.shown and found.group is not None:
            yield Line(f"{text}: n = {found.group.n}")
        else:
            yield Line(f"{text}: {_word('hidden', vocabulary)}")


def _spread(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    for one in found.group.types if found.group else ():
        yield Line(_type(one, found, vocabulary))


def _type(one: TypeCount, found: Consistency, vocabulary: Vocabulary) -> str:
    marks = [_word("middle", vocabulary)] if one.middle else []
    if one.sanction.id == found.sanction.id:
        marks.append(_word("this", vocabulary))
    marked = f" [{', '.join(marks)}]" if marks else ""
    name = one.sanction.name.in_(vocabulary.language)
    return f"{one.n} ({one.share * 100:.0f} %)  {name}{marked}"


def _place(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    if found.position is not None:
        yield Line(found.position.text.in_(vocabulary.language))
    if found.asks_reason:
        yield Line(_word("reason", vocabulary))


def _left_out(found: Consistency, vocabulary: Vocabulary) -> Iterator[Line]:
    """Yield the counts that may be told; the reasons of fewer than three stand on one line."""
    language = vocabulary.language
    for one in found.left_out:
        if one.n is not None:
            many = f"{_word('at_least', vocabulary)} {one.n}" if one.at_least else str(one.n)
            yield Line(f"{many}: {one.text.in_(language)}")
    few = [one.text.in_(language) for one in found.left_out if one.n is None]
    if few:
        yield Line(f"{_word('few', vocabulary)}: {'; '.join(few)}")


def _word(key: str, vocabulary: Vocabulary) -> str:
    return _WORDS[key].in_(vocabulary.language)


_WORDS: Mapping[str, Text] = {
    "title": Text(id="dibandingkan dengan keputusan sebelumnya", en="beside past decisions"),
    "proposed": Text(id="Diusulkan", en="Proposed"),
    "law": Text(id="Keabsahan", en="Legality"),
    "nearest": Text(id="Yang sah", en="Lawful ones"),
    "compared": Text(id="Sebanding", en="Compared"),
    "spread": Text(id="Sebaran", en="Spread"),
    "place": Text(id="Letak", en="Place"),
    "left_out": Text(id="Di luar", en="Left out"),
    "note": Text(id="Catatan", en="Notes"),
    "asks_reason": Text(id="ALASAN TERTULIS DIMINTA", en="A WRITTEN REASON IS ASKED FOR"),
    "usual": Text(id="DI BAGIAN TENGAH", en="IN THE MIDDLE"),
    "too_few": Text(id="TERLALU SEDIKIT KEPUTUSAN", en="TOO FEW DECISIONS"),
    "nothing_to_compare": Text(
        id="TIDAK ADA YANG DAPAT DIBANDINGKAN", en="NOTHING TO COMPARE WITH"
    ),
    "hidden": Text(
        id="terlalu sedikit, tidak ditunjukkan",
        en="too few, not shown",
    ),
    "middle": Text(id="bagian tengah", en="the middle"),
    "this": Text(id="diusulkan", en="proposed"),
    "reason": Text(
        id="menyimpang dari kebiasaan: tulis alasannya dalam keputusan",
        en="a departure from what is usual: give the reason in writing",
    ),
    "at_least": Text(id="paling sedikit", en="at least"),
    "few": Text(
        id=f"kurang dari {LEAST_SHOWN} atau tidak ada, masing-masing",
        en=f"fewer than {LEAST_SHOWN} or none, each",
    ),
}
