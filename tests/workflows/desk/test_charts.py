"""Charts say what their tables say, in the same bytes each time, also to those who cannot see."""

from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from netralitas.desk.chart_kinds import Chart, described
from netralitas.desk.charts import ROWS_MOST, chart
from netralitas.desk.palette import (
    ACCENT,
    INK,
    OTHERS,
    PALE,
    PAPER,
    QUIET,
    SHADES,
    STYLES,
    shade,
    style_of,
)
from netralitas.desk.svg import inline, readable
from netralitas.facts import Language, Outcome, Tier
from netralitas.simulation.table import TOTAL, Table

from .reports import HOSTILE, flips, hostile, many, one, weeks

DRAWN = [
    (Chart.BARS, one()),
    (Chart.STACKED, many()),
    (Chart.STACKED, hostile()),
    (Chart.WEEKS, weeks(60)),
    (Chart.MATRIX, flips()),
]
NAMES = ["bars", "stacked", "hostile", "weeks", "matrix"]


def drawn(kind: Chart, table: Table, language: Language = Language.ID) -> ElementTree.Element:
    return ElementTree.fromstring(chart(kind, table, language, "c1"))


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()).strip() for element in picture.iter("text")]


@pytest.mark.parametrize(("kind", "table"), DRAWN, ids=NAMES)
def test_a_picture_is_an_image_with_a_name_and_words(kind: Chart, table: Table) -> None:
    picture = drawn(kind, table)
    assert picture.get("role") == "img"
    assert [child.tag for child in picture][:2] == ["title", "desc"]
    named = [child.get("id") for child in picture][:2]
    assert picture.get("aria-labelledby") == " ".join(filter(None, named))
    assert picture[0].text == readable(table.title)
    assert picture[1].text == described(kind, Language.ID, len(table.rows))


@pytest.mark.parametrize(("kind", "table"), DRAWN, ids=NAMES)
def test_the_same_table_gives_the_same_bytes(kind: Chart, table: Table) -> None:
    assert chart(kind, table, Language.ID, "a") == chart(kind, table, Language.ID, "a")
    assert chart(kind, table, Language.ID, "a") != chart(kind, table, Language.EN, "a")


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "from netralitas.desk.charts import chart; from netralitas.desk.chart_kinds import Chart;"
        "from netralitas.facts import Language; from netralitas.simulation.table import Table;"
        "t = Table('t', 'T', ('a', 'berat', 'desa'), ('A', 'B', 'D'), (('x', 3, 4), ('y', 1, 2)));"
        "print(chart(Chart.STACKED, t, Language.ID, 'c'), end='')"
    )
    table = Table("t", "T", ("a", "berat", "desa"), ("A", "B", "D"), (("x", 3, 4), ("y", 1, 2)))
    command = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"}
    said = subprocess.run(
        command, env=environment | {"HOME": str(tmp_path)}, capture_output=True, check=True
    )
    assert said.stdout.decode() == chart(Chart.STACKED, table, Language.ID, "c")


@pytest.mark.parametrize(("kind", "table"), DRAWN, ids=NAMES)
def test_a_picture_refers_to_nothing_but_its_own_parts(kind: Chart, table: Table) -> None:
    picture = drawn(kind, table)
    ids = [element.get("id") for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(name).startswith("c1-") for name in ids)
    whole = chart(kind, table, Language.ID, "c1")
    assert "http" not in whole
    assert "font-family" not in whole
    assert {element.tag for element in picture.iter()}.isdisjoint({"script", "style", "image", "a"})
    links = [element.get("href") for element in picture.iter("use")]
    assert {str(link)[1:] for link in links} <= set(ids)


def test_what_refers_outside_would_be_noticed() -> None:
    raw = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>*{}</style>'
        b'<g id="unused"><path id="p" style="font-family: Serif; fill: url(#h)"/></g>'
        b'<defs><pattern id="h"/></defs></svg>'
    )
    kept = inline(raw, name="n", title="<t>", description="d")
    assert 'id="n-h"' in kept
    assert "url(#n-h)" in kept
    assert "unused" not in kept
    assert "Serif" not in kept
    assert "style>" not in kept
    assert "&lt;t&gt;" in kept


def test_shares_of_a_row_are_written_on_its_bar() -> None:
    table = Table("t", "T", ("a", "berat", "moral"), ("", "Berat", "Moral"), (("x", 1, 3),))
    told = texts(drawn(Chart.STACKED, table))
    assert {"25,0\N{NO-BREAK SPACE}%", "75,0\N{NO-BREAK SPACE}%", "4", "x"} <= set(told)
    assert {"Berat", "Moral"} <= set(told)
    assert "75.0%" in texts(drawn(Chart.STACKED, table, Language.EN))


def test_numbers_are_written_as_the_language_writes_them() -> None:
    table = Table("t", "T", ("a", "n"), ("", "N"), (("x", 1234), ("y", 1)))
    assert "1.234  (99,9\N{NO-BREAK SPACE}%)" in texts(drawn(Chart.BARS, table))
    assert "1,234  (99.9%)" in texts(drawn(Chart.BARS, table, Language.EN))


def test_rows_beyond_the_room_are_drawn_as_one() -> None:
    table = many(45)
    told = texts(drawn(Chart.STACKED, table))
    assert "16 baris lainnya" in told
    assert "16 baris lainnya" not in texts(drawn(Chart.STACKED, many(ROWS_MOST)))


def test_a_column_of_totals_is_not_drawn() -> None:
    table = Table("t", "T", ("a", "n", TOTAL), ("", "Satu", "Jumlah"), (("x", 1, 1),))
    assert "Jumlah" not in texts(drawn(Chart.STACKED, table))


def test_letters_that_are_code_elsewhere_are_letters_here() -> None:
    told = " ".join(texts(drawn(Chart.MATRIX, hostile())))
    assert "<script>" in told
    assert "$x^2$" in told
    assert HOSTILE.split()[0] in told


@pytest.mark.parametrize("kind", Chart)
def test_nothing_to_draw_draws_nothing(kind: Chart) -> None:
    empty = Table("t", "T", ("a", "n"), ("", "N"), ())
    assert chart(kind, empty, Language.ID, "c") == ""
    assert chart(kind, empty._replace(rows=(("x", 0),)), Language.ID, "c") == ""


def test_weeks_name_their_months_and_a_single_week_its_day() -> None:
    assert "Jun 2023" in texts(drawn(Chart.WEEKS, weeks(60)))
    assert "2 Jan 2023" in texts(drawn(Chart.WEEKS, weeks(1)))
    across = Table(
        "t", "T", ("w", "n"), ("", "N"), ((date(2024, 12, 30), 1), (date(2025, 1, 6), 2))
    )
    assert "Jan 2025" in texts(drawn(Chart.WEEKS, across))


def contrast(one: str, other: str) -> float:
    """Return how much two colours stand out from each other, as WCAG counts it: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


INKS = [(style.fill, style.ink) for style in (*STYLES.values(), *OTHERS, *SHADES)]
PAIRS = [*INKS, *itertools.product((PAPER, PALE), (INK, QUIET)), (PAPER, ACCENT), (PALE, ACCENT)]


@pytest.mark.parametrize(("ground", "ink"), PAIRS)
def test_whatever_is_written_can_be_read(ground: str, ink: str) -> None:
    assert contrast(ground, ink) >= 4.5


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # just too little
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_two_results_differ_by_colour_alone() -> None:
    plain = [style.fill for style in STYLES.values() if not style.hatch]
    for lighter, darker in itertools.pairwise(plain):
        assert contrast(lighter, darker) >= 1.1
    assert plain[:4] == sorted(plain[:4], key=lambda fill: contrast(fill, PAPER), reverse=True)
    patterned = [style.hatch for style in STYLES.values() if style.hatch]
    assert len(patterned) == len(set(patterned))


def test_every_tier_and_every_outcome_without_one_has_a_style_of_its_own() -> None:
    named = {*(one.value for one in Tier), *(one.value for one in Outcome)} - {"violation"}
    assert named <= set(STYLES)
    assert style_of("berat", 3) == STYLES["berat"]
    assert style_of("another", 7) == OTHERS[1]


def test_nothing_is_paper_and_anything_is_not() -> None:
    assert shade(0.0) == SHADES[0]
    assert shade(0.0001) == SHADES[1]
    assert shade(1.0) == SHADES[5]
