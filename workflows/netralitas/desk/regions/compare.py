"""This file sets two verdicts on one case side by side: the nation's, and that under a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

import msgspec

from netralitas.desk.judged import Judged
from netralitas.desk.layout import LABEL_WIDTH, pad, wrap
from netralitas.desk.office_lines import authority_lines, stage_word
from netralitas.desk.page import About, leads_to, title
from netralitas.desk.phrases import label, phrase
from netralitas.desk.regions.lines import REFUSED, region_lines, region_section
from netralitas.desk.regions.words import said
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Case, TrackVerdict, Verdict
from netralitas.judgement import CompiledPolicy, enum_word, judge, say_day, words
from netralitas.regions import NATION

GAP = 2


class Compared(NamedTuple):
    """A case with both verdicts on it, and the law of the region it was judged under."""

    case: Case
    law: CompiledPolicy
    national: Verdict
    regional: Verdict


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Both verdicts as they are sent, and the parts in which the region's differs."""

    case: str
    national: Verdict
    regional: Verdict
    differs: tuple[str, ...]


class Row(NamedTuple):
    """One part of an answer: what the nation says, and what is said under the pack."""

    part: str
    national: tuple[str, ...]
    regional: tuple[str, ...]

    @property
    def alike(self) -> bool:
        """Whether both say the same."""
        return self.national == self.regional


def compared(one: Judged, beside: CompiledPolicy, *, as_of: date) -> Compared:
    """Return a judged case with the nation's verdict beside the region's."""
    national = judge(one.case, beside, as_of=as_of)
    return Compared(one.case, one.law, national, one.verdict)


def comparison(one: Compared, vocabulary: Vocabulary) -> Comparison:
    """Return two verdicts as they are sent, with the names of the parts that differ."""
    return Comparison(
        case=one.case.id,
        national=one.national,
        regional=one.regional,
        differs=tuple(row.part for row in rows(one, vocabulary) if not row.alike),
    )


def rows(one: Compared, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Return the parts of both answers, those that only a region can fill last."""
    both = [
        _parts(About(one.case, verdict, vocabulary)) for verdict in (one.national, one.regional)
    ]
    return tuple(Row(part, told, both[1][part]) for part, told in both[0].items())


def comparison_text(one: Compared, vocabulary: Vocabulary, width: int) -> str:
    """Return both answers in two columns; where they agree, the region's says only that."""
    about = About(one.case, one.regional, vocabulary)
    language = vocabulary.language
    room = max((width - LABEL_WIDTH - GAP) // 2, 12)
    region = one.regional.region.pack or NATION
    heads = [said(key, language, region=region) for key in ("nation_alone", "with_pack")]
    lines = [title(about), *(line for text in _heading(about) for line in wrap(text, width))]
    lines += ["", *_columns("", [heads[0]], [heads[1]], room)]
    for row in rows(one, vocabulary):
        if not (row.national or row.regional):
            continue
        same = [said("alike", language)] if row.alike else None
        right = same or list(row.regional) or [phrase("nothing", language)]
        left = list(row.national) or [phrase("nothing", language)]
        lines += _columns(label(row.part, language), left, right, room)
    return "\n".join(lines) + "\n"


def _heading(about: About) -> list[str]:
    section = region_section(about, whole=False)
    return [line.text for line in section.lines[:1]]


def _columns(name: str, left: list[str], right: list[str], room: int) -> Iterator[str]:
    cells = [
        [line for text in _parted(side) for line in wrap(text, room)] for side in (left, right)
    ]
    for one, other in zip_longest(*cells, fillvalue=""):
        yield f"{pad(name, LABEL_WIDTH)}{pad(one, room + GAP)}{other}".rstrip()
        name = ""


def _parted(texts: list[str]) -> list[str]:
    """Return several texts of one cell as a list that shows where each begins."""
    return texts if len(texts) < 2 else [f"- {text}" for text in texts]


def _parts(about: About) -> dict[str, tuple[str, ...]]:
    verdict, language = about.verdict, about.language
    leading = verdict.tracks.get(verdict.leading) if verdict.leading else None
    leads = leads_to(verdict.leading, verdict.tier, language) if verdict.leading else ""
    told = {
        "outcome": (enum_word(verdict.outcome, language),),
        "tracks": (leads,) if leads else (),
        "law": tuple(dict.fromkeys(_law(about))),
        "sanction": tuple(_sanctions(about, leading)) if leading else (),
        "weights": tuple(_weights(about, leading)) if leading else (),
        "authority": tuple(_authority(about)),
        "due": tuple(_due(about)),
        "criminal": (words(f"opens.{verdict.criminal.opens}", language),),
    }
    return told | _of_the_region(about)


def _law(about: About) -> Iterator[str]:
    for track in about.verdict.tracks.values():
        for row in track.provisions:
            yield about.words.cite(row.cites[0]) if row.cites else row.id


def _sanctions(about: About, opened: TrackVerdict) -> Iterator[str]:
    recommended = phrase("recommended", about.language)
    for one in opened.sanctions.lawful:
        name = one.name.in_(about.language)
        yield f"{name} ({recommended})" if one.id == opened.sanctions.recommended else name


def _weights(about: About, opened: TrackVerdict) -> Iterator[str]:
    for side in ("aggravating", "mitigating"):
        for name in getattr(opened.sanctions, side):
            yield f"{phrase(side, about.language)}: {about.words.weight(name)}"


def _authority(about: About) -> Iterator[str]:
    government = about.case.subject.government
    for track, opened in about.verdict.tracks.items():
        first, *_ = authority_lines(about.words, government, track, opened.authority)
        yield about.of_track(track, first.text)


def _due(about: About) -> Iterator[str]:
    """Yield the statutory dates: a pack cannot move one of them."""
    for opened in about.verdict.tracks.values():
        for entry in opened.path:
            for due in entry.due:
                stage = stage_word(about, entry.stage)
                yield f"{stage}: {say_day(due.at, about.language)}"


_OF_TERM: Mapping[str, str] = {
    "income_consequences": "income",
    "amend_income_consequence": "income",
    "internal_clocks": "clocks",
    "local_holidays": "clocks",
    "guidance": "guidance",
    "amend_guidance": "guidance",
    REFUSED: "refused",
}


def _of_the_region(about: About) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {
        part: [] for part in ("income", "clocks", "guidance", "besides", "refused")
    }
    for one in region_lines(about, whole=False):
        mark = f" [{one.line.mark}]" if one.line.mark else ""
        parts[_OF_TERM.get(one.term, "besides")].append(one.line.text + mark)
    return {part: tuple(lines) for part, lines in parts.items()}
