"""This file draws tables as charts: SVG for a web page, without a browser and without a network.

It is the one file that imports matplotlib. What a chart says is said by lengths, places, patterns
and numbers, and no colour carries a meaning alone.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from netralitas.desk.chart_kinds import Chart, described
from netralitas.desk.figures import number, share
from netralitas.desk.palette import ACCENT, INK, QUIET, RULE, STYLES, Style, shade, style_of
from netralitas.desk.svg import inline, readable
from netralitas.facts import Language, Text
from netralitas.judgement import say_day
from netralitas.simulation import Table

WIDTH = 8.4
ROWS_MOST = 30
LETTERS = 34
"""The width of a chart in inches, the rows it shows at most, the letters of a label's line."""

_LEGEND_COLUMNS = 4
_WIDE_ENOUGH = 0.062
"""A part of a bar this wide has room for its number."""

_SETTINGS: Mapping[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "none",
    "text.parse_math": False,
}

_BAR = 0.26
_LINE = 0.145
"""The height of a bar and of a line of its label, in inches."""

_DAYS_LEAST = 70
"""A time line shows at least so many days."""

_THE_REST = Text(id="{n} baris lainnya", en="{n} further rows")

Rows = Sequence[tuple[str, Sequence[int]]]


def chart(kind: Chart, table: Table, language: Language, name: str) -> str:
    """Return a table as an inline SVG picture, under a name that no other of the page has.

    The same table gives the same bytes. A table with nothing to draw gives an empty text.
    """
    if not any(value for _, values in _rows(table) for value in values):
        return ""
    with matplotlib.rc_context({**_SETTINGS, "svg.hashsalt": name}), warnings.catch_warnings():
        # Letters are drawn by the reader's fonts; only their widths are guessed by ours.
        warnings.filterwarnings("ignore", message="Glyph")
        figure = _DRAWINGS[kind](table, language)
        picture = io.BytesIO()
        figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    said = described(kind, language, len(table.rows))
    return inline(picture.getvalue(), name=name, title=table.title, description=said)


def _stacked(table: Table, language: Language) -> Figure:
    """Draw each row as one bar of its whole, parted by the columns."""
    rows = _most(_rows(table), language)
    columns = list(table.counted())
    styles = [style_of(table.keys[column], place) for place, column in enumerate(columns)]
    lines = -(-len(columns) // _LEGEND_COLUMNS)
    figure, axes, places = _lying(rows, 0.24 * lines + 0.1)
    for place, (_, values) in zip(places, rows, strict=True):
        whole, left = sum(values), 0.0
        for value, style in zip(values, styles, strict=True):
            part = value / whole if whole else 0.0
            if part:
                axes.barh(place, part, _BAR, left, **_drawn(style))
            if part >= _WIDE_ENOUGH:
                _on(axes, left + part / 2, place, share(part, language), style)
            left += part
        axes.text(1.01, place, number(whole, language), va="center")
    axes.set_xlim(0, 1.07)
    wide = min(len(columns), _LEGEND_COLUMNS)
    # A legend is filled column by column; a reader goes line by line.
    order = [place for first in range(wide) for place in range(first, len(columns), wide)]
    figure.legend(
        [Patch(**_drawn(styles[place])) for place in order],
        [readable(table.headings[columns[place]]) for place in order],
        loc="outside upper left",
        ncols=wide,
        frameon=False,
        borderaxespad=0.0,
    )
    return figure


def _bars(table: Table, language: Language) -> Figure:
    """Draw the first column that counts as bars, each with its number and its share."""
    rows = _most(_rows(table), language)
    figure, axes, places = _lying(rows)
    if isinstance(table.rows[0][0], int):
        axes.set_title(readable(table.headings[0]), loc="left", fontsize=8.5)
    whole = sum(values[0] for _, values in rows)
    longest = max(values[0] for _, values in rows) or 1
    for place, (_, values) in zip(places, rows, strict=True):
        axes.barh(place, values[0], _BAR, **_drawn(STYLES["sedang"]))
        part = share(values[0] / (whole or 1), language)
        said = f"{number(values[0], language)}  ({part})"
        axes.text(values[0] + longest * 0.01, place, said, va="center")
    axes.set_xlim(0, longest * 1.2)
    return figure


def _weeks(table: Table, language: Language) -> Figure:
    """Draw a lane for each office and a bar for each week; all lanes have one scale."""
    weeks = [row[0] for row in table.rows if isinstance(row[0], date)]
    days = [(week - weeks[0]).days for week in weeks]
    columns = list(table.counted())
    loads = list(zip(*(values for _, values in _rows(table)), strict=True))
    highest = max(map(max, loads))
    figure = Figure(figsize=(WIDTH, 0.72 * len(columns) + 0.35), layout="constrained")
    lanes = figure.subplots(len(columns), 1, sharex=True, squeeze=False)[:, 0]
    for lane, column, load in zip(lanes, columns, loads, strict=True):
        lane.bar(days, load, width=6.0, align="edge", color=ACCENT)
        _unframed(lane, "bottom")
        lane.grid(axis="y", color=RULE, linewidth=0.6)
        lane.set_axisbelow(True)
        lane.set_ylim(0, highest * 1.3)
        lane.set_yticks([0, highest], ["0", number(highest, language)])
        lane.tick_params(length=0)
        lane.set_title(readable(table.headings[column]), loc="left", fontsize=8.5, pad=2)
        top = load.index(max(load))
        if 0 < load[top] < highest:
            said = number(load[top], language)
            lane.text(days[top] + 3, load[top], said, ha="center", va="bottom", fontsize=7.5)
    lanes[-1].set_xlim(-3, max(days[-1] + 10, _DAYS_LEAST))
    marked = {(day - weeks[0]).days: label for day, label in _marked(weeks, language)}
    lanes[-1].set_xticks([*marked], [*marked.values()])
    return figure


def _matrix(table: Table, language: Language) -> Figure:
    """Draw a square for each pair, darker for more of its row; what stayed is framed."""
    rows = _rows(table)
    columns = list(table.counted())
    heads = [_folded(table.headings[column], 14) for column in columns]
    lines = max(head.count("\n") for head in heads) + 1
    figure = Figure(figsize=(WIDTH, 0.42 * len(rows) + 0.17 * lines + 0.1), layout="constrained")
    axes = figure.subplots()
    for down, (label, values) in enumerate(rows):
        for across, value in enumerate(values):
            style = shade(value / sum(values) if value else 0.0)
            stayed = table.headings[columns[across]].casefold() == label.casefold()
            axes.add_patch(_square(across, down, style, stayed))
            said = number(value, language) if value else "–"
            ink = style.ink if value else QUIET
            axes.text(across, down, said, ha="center", va="center", color=ink)
    _unframed(axes)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), heads)
    axes.set_yticks(range(len(rows)), [_folded(label) for label, _ in rows])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    return figure


_DRAWINGS: Mapping[Chart, Callable[[Table, Language], Figure]] = {
    Chart.BARS: _bars,
    Chart.STACKED: _stacked,
    Chart.WEEKS: _weeks,
    Chart.MATRIX: _matrix,
}


def _rows(table: Table) -> list[tuple[str, list[int]]]:
    """Return the rows of a table as labels and counts."""
    columns = list(table.counted())
    return [(str(row[0]), [_count(row[column]) for column in columns]) for row in table.rows]


def _count(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _most(rows: Rows, language: Language) -> Rows:
    """Return the rows that a chart has room for, those beyond it as one."""
    if len(rows) <= ROWS_MOST:
        return rows
    rest = rows[ROWS_MOST - 1 :]
    name = _THE_REST.in_(language).format(n=number(len(rest), language))
    return [
        *rows[: ROWS_MOST - 1],
        (name, [sum(of) for of in zip(*(v for _, v in rest), strict=True)]),
    ]


def _lying(rows: Rows, above: float = 0.0) -> tuple[Figure, Axes, list[float]]:
    """Return a figure for lying bars, with room for something above, and where each bar lies.

    A row is as high as its label needs; heights are inches.
    """
    labels = [_folded(label) for label, _ in rows]
    heights = [max(_BAR + 0.09, 0.12 + _LINE * (label.count("\n") + 1)) for label in labels]
    places = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    figure = Figure(figsize=(WIDTH, sum(heights) + above + 0.1), layout="constrained")
    axes = figure.subplots()
    _unframed(axes)
    axes.set_xticks([])
    axes.set_yticks(places, labels)
    axes.tick_params(length=0)
    axes.set_ylim(sum(heights), 0)
    return figure, axes, places


def _unframed(axes: Axes, *kept: str) -> None:
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(side in kept)


def _drawn(style: Style) -> dict[str, Any]:
    return {
        "facecolor": style.fill,
        "hatch": style.hatch,
        "edgecolor": QUIET,
        "linewidth": 0.4,
    }


def _on(axes: Axes, across: float, down: float, said: str, style: Style) -> None:
    """Write a number on a part of a bar; on a pattern it gets a ground of its own."""
    ground = {"facecolor": style.fill, "edgecolor": "none", "pad": 1.2} if style.hatch else None
    axes.text(
        across, down, said, ha="center", va="center", color=style.ink, fontsize=7.5, bbox=ground
    )


def _square(across: float, down: float, style: Style, stayed: bool) -> Rectangle:
    inset = 0.44
    return Rectangle(
        (across - inset, down - inset),
        2 * inset,
        2 * inset,
        facecolor=style.fill,
        edgecolor=INK if stayed else RULE,
        linewidth=1.6 if stayed else 0.6,
    )


def _folded(label: str, letters: int = LETTERS) -> str:
    return "\n".join(textwrap.wrap(readable(label), letters, max_lines=3, placeholder=" ..."))


def _marked(weeks: Sequence[date], language: Language) -> Iterator[tuple[date, str]]:
    """Yield the days named below the lanes: first days of months, of a short span its first week.

    There are a dozen at most, so that their names do not meet.
    """
    first, last = weeks[0], weeks[-1]
    months = (last.year - first.year) * 12 + last.month - first.month
    if not months:
        yield first, say_day(first, language)
    for month in range(1, months + 1, -(-months // 10) or 1):
        year, over = divmod(first.month - 1 + month, 12)
        day = date(first.year + year, over + 1, 1)
        yield day, say_day(day, language).partition(" ")[2]
