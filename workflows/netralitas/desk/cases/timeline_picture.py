"""This file draws the timeline of a case as SVG: a column for each lane, a row for each thing.

The lanes are told apart by their place and their name, what was done from what waits by the shape
of its mark; colour only helps. The text in the picture is that of the timeline in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from netralitas.desk.cases.story import Told
from netralitas.desk.cases.words import LANES, case_word, lane_word
from netralitas.desk.layout import wrap
from netralitas.desk.palette import INK, PAPER, QUIET, RULE
from netralitas.desk.svg import readable
from netralitas.facts import Language
from netralitas.judgement import say_day

WIDTH: Final = 960
_DATE, _LANE, _STEP, _MARK = 16, 118, 26, 6
_LINE, _ROW, _TOP = 17, 12, 24
_LETTER: Final = 7.5
"""So many pixels wide is a letter of the text at most, on average: lines are broken by it."""

INKS: Final = ("#1b4f72", "#7b3294", "#8c4a00", "#00695c", "#5d4037", "#37474f", "#a0202f")
"""The ink of each lane, in the order of the lanes: all stand out from paper by 6 to 1 or more."""


class _Row(NamedTuple):
    """A thing that is told, its lines, and how far down they begin."""

    told: Told
    lines: tuple[tuple[str, bool], ...]
    top: int

    @property
    def middle(self) -> int:
        """Where its mark stands: the middle of its first line."""
        return self.top + _LINE // 2 + 2


class Picture(NamedTuple):
    """A timeline as an SVG that stands alone, its title, and what it shows in a sentence."""

    svg: str
    title: str
    description: str


def picture_of(case: str, told: Sequence[Told], language: Language) -> Picture:
    """Return the timeline of a case as a picture: what was done, then what waits."""
    lanes = _lanes(told)
    title = case_word("timeline", language, case=case)
    steps = [one for one in told if not one.waits]
    days = [one.day for one in told]
    description = case_word(
        "timeline.drawn",
        language,
        steps=len(steps),
        dates=len(told) - len(steps),
        first=say_day(min(days), language),
        last=say_day(max(days), language),
        lanes=", ".join(lane_word(lane, language) for lane in lanes),
    )
    parts = "\n".join(_drawn(told, lanes, language))
    return Picture(_whole(parts, _height(told, lanes)), title, description)


def standing_alone(picture: Picture) -> str:
    """Return a picture as a file of its own: named, and said in words to who cannot see it."""
    named = (
        f'<title id="timeline-title">{_shown(picture.title)}</title>\n'
        f'<desc id="timeline-desc">{_shown(picture.description)}</desc>\n'
    )
    opened, _, rest = picture.svg.partition(">\n")
    return f'{opened} role="img" aria-labelledby="timeline-title timeline-desc">\n{named}{rest}'


def _whole(parts: str, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>\n'
        # Not at the root: a page takes off what stands there.
        f'<g font-family="system-ui, sans-serif" font-size="13">\n{parts}\n</g>\n</svg>\n'
    )


def _lanes(told: Sequence[Told]) -> list[str]:
    there = {one.lane for one in told}
    return [lane for lane in LANES if lane in there]


def _left(lanes: Sequence[str]) -> int:
    return _LANE + _STEP * len(lanes) + 8


def _begin(lanes: Sequence[str]) -> int:
    """Return how far down the first row begins: below the names of the lanes and the key."""
    return _TOP + _LINE * (len(lanes) + 2) + _ROW


def _rows(told: Sequence[Told], lanes: Sequence[str]) -> list[_Row]:
    room = int((WIDTH - _left(lanes) - 16) / _LETTER)
    top, rows = _begin(lanes), []
    for one in told:
        lines = [(line, True) for line in wrap(readable(one.says), room)]
        details = " · ".join(filter(None, (*one.details, one.by, one.cites)))
        if details:
            lines += [(line, False) for line in wrap(readable(details), room)]
        rows.append(_Row(one, tuple(lines), top))
        top += _LINE * len(lines) + _ROW
    return rows


def _height(told: Sequence[Told], lanes: Sequence[str]) -> int:
    last = _rows(told, lanes)[-1]
    return last.top + _LINE * len(last.lines) + _ROW


def _drawn(told: Sequence[Told], lanes: Sequence[str], language: Language) -> Iterator[str]:
    rows = _rows(told, lanes)
    yield from _names(lanes, language)
    for place, lane in enumerate(lanes):
        yield from _column(lane, place, [row for row in rows if row.told.lane == lane])
    before = None
    for row in rows:
        yield f'<path d="M{_DATE} {row.top - 5}H{WIDTH - 16}" stroke="{RULE}"/>'
        if row.told.day != before:
            day = _shown(say_day(row.told.day, language))
            yield f'<text x="{_DATE}" y="{row.top + 13}" fill="{INK}">{day}</text>'
        before = row.told.day
        yield _mark(row, lanes.index(row.told.lane))
        yield from _text(row, _left(lanes))


def _names(lanes: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the key of marks, then the name of each lane, led to its column by a line."""
    key = _shown(case_word("timeline.key", language))
    yield f'<text x="{_DATE}" y="{_TOP}" fill="{QUIET}" font-size="12">{key}</text>'
    for place, lane in enumerate(lanes):
        y = _TOP + _ROW + _LINE * (place + 1)
        x = _x(place)
        ink = _ink(lane)
        yield (
            f'<path d="M{x} {_begin(lanes)}V{y - 4}H{_left(lanes) - 6}" fill="none" '
            f'stroke="{ink}"/>'
        )
        name = _shown(lane_word(lane, language))
        yield f'<text x="{_left(lanes)}" y="{y}" fill="{ink}" font-weight="600">{name}</text>'


def _column(lane: str, place: int, rows: Sequence[_Row]) -> Iterator[str]:
    """Yield the line of a lane, from its first mark to its last; dashed where it leads ahead."""
    x, ink = _x(place), _ink(lane)
    done = [row.middle for row in rows if not row.told.waits]
    ahead = [row.middle for row in rows if row.told.waits]
    if len(done) > 1:
        yield f'<path d="M{x} {done[0]}V{done[-1]}" stroke="{ink}" stroke-width="2"/>'
    if ahead:
        start = done[-1] if done else ahead[0]
        yield (
            f'<path d="M{x} {start}V{ahead[-1]}" stroke="{ink}" stroke-width="2" '
            'stroke-dasharray="2 4"/>'
        )


def _mark(row: _Row, place: int) -> str:
    x, y, told = _x(place), row.middle, row.told
    ink = _ink(told.lane)
    dashed = ' stroke-dasharray="3 2"' if told.internal else ""
    if told.waits:
        fill = f'fill="{PAPER}" stroke="{ink}" stroke-width="2"{dashed}'
    else:
        fill = f'fill="{ink}"'
    if told.clock or told.waits:
        r = _MARK + 1
        return f'<path d="M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z" {fill}/>'
    return f'<circle cx="{x}" cy="{y}" r="{_MARK}" {fill}/>'


def _text(row: _Row, left: int) -> Iterator[str]:
    for number, (line, loud) in enumerate(row.lines):
        y = row.top + 13 + _LINE * number
        style = f'fill="{INK}" font-weight="600"' if loud else f'fill="{QUIET}"'
        yield f'<text x="{left}" y="{y}" {style}>{_shown(line)}</text>'


def _x(place: int) -> int:
    return _LANE + _STEP * place + _STEP // 2


def _ink(lane: str) -> str:
    return INKS[tuple(LANES).index(lane)]


def _shown(text: str) -> str:
    return escape(readable(text))
