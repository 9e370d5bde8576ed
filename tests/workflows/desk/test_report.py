"""The report says everything in tables, in order, in both languages, and as text alone."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.desk.chart_kinds import Chart, shows
from netralitas.desk.figures import number, share, written
from netralitas.desk.report import CHARTS, Provenance, Report, Section, summary_report
from netralitas.desk.report_page import html_report
from netralitas.desk.report_words import SAID
from netralitas.facts import Language
from netralitas.simulation.summary import Summary
from netralitas.simulation.summary_words import SAID as TABLE_SAID
from netralitas.simulation.table import Table

from .reports import HOSTILE, PROVENANCE, WORDING, page, report, summary, trying


class Page(HTMLParser):
    """What a browser would meet: every element with what it is in, its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def count(self, tag: str) -> int:
        return sum(one == tag for one, _ in self.elements)

    def said(self, inside: str = "body") -> str:
        return "".join(text for where, text in self.texts if inside in where)


def faults(text: str) -> list[str]:
    """Return what a screen reader would miss: captions, scopes, titles, order of headings."""
    seen = Page(text)
    found = []
    if seen.count("table") != seen.count("caption"):
        found.append("a table without a caption")
    if any(not attributes.get("scope") for tag, attributes in seen.elements if tag == "th"):
        found.append("a heading cell without a scope")
    if seen.count("svg") > sum("svg" in where and "title" in where for where, _ in seen.texts):
        found.append("a picture without a title")
    levels = [int(tag[1]) for tag, _ in seen.elements if tag in ("h1", "h2", "h3", "h4")]
    if levels[:1] != [1] or any(b > a + 1 for a, b in pairwise(levels)):
        found.append("headings out of order")
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    if len(ids) != len(set(ids)):
        found.append("an id twice")
    named = [
        name
        for _, attributes in seen.elements
        for name in str(attributes.get("aria-labelledby") or "").split()
    ]
    links = [str(attributes["href"])[1:] for tag, attributes in seen.elements if tag == "a"]
    if not {*named, *links} <= set(ids):
        found.append("a name or a link to nothing")
    return found


@pytest.mark.parametrize("language", Language)
def test_a_screen_reader_finds_its_way(language: Language) -> None:
    assert faults(page(report(language))) == []
    assert faults(page(trying())) == []


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (r"<caption .*?</caption>", "", "a table without a caption"),
        (r' scope="row"', "", "a heading cell without a scope"),
        (r"<title id.*?</title>", "", "a picture without a title"),
        (r"<(/?)h2", r"<\1h4", "headings out of order"),
        (r'id="s2"', 'id="s1"', "an id twice"),
        (r'id="t3"', "", "a name or a link to nothing"),
    ],
)
def test_what_a_screen_reader_would_miss_is_noticed(pattern: str, instead: str, fault: str) -> None:
    assert fault in faults(re.sub(pattern, instead, page(report())))


@pytest.mark.parametrize("language", Language)
def test_every_number_of_every_table_is_on_the_page(language: Language) -> None:
    of = report(language)
    said = Page(page(of)).said("table")
    for section in of.sections:
        for row in (*section.table.rows, section.table.totals):
            for cell in row:
                assert written(cell, language) in said


@pytest.mark.parametrize("language", Language)
def test_the_page_says_its_language_and_what_stands_beside_the_numbers(language: Language) -> None:
    text = page(report(language))
    seen = Page(text)
    assert dict(seen.elements)["html"] == {"lang": language.value}
    for key in ("people", "human"):
        assert SAID[key].in_(language) in seen.said("header")
    assert "sha256:" + "ab" * 32 in seen.said()
    assert PROVENANCE.digest in seen.said()
    assert "durable-rules 2.0.28" in seen.said()
    assert number(summary().assumed_proven, language) in seen.said("header")
    assert seen.open == []


def test_charts_stand_where_they_help_and_say_what_they_show() -> None:
    of = report()
    seen = Page(page(of))
    drawn = [section for section in of.sections if section.chart]
    assert {section.table.name for section in drawn} == set(CHARTS)
    assert seen.count("svg") == seen.count("figcaption") == len(drawn)
    assert "Gambar 1. " + shows(Chart.BARS, Language.ID) in seen.said("figcaption")


def test_a_chart_of_nothing_is_left_out_and_its_table_stays() -> None:
    table = Table("t", "T", ("a", "n"), ("A", "N"), (("x", 0),))
    seen = Page(page(Report("R", Language.ID, (), (Section("S", table, Chart.BARS),))))
    assert (seen.count("figure"), seen.count("table")) == (0, 1)


def test_nothing_on_the_page_runs_or_is_fetched() -> None:
    for text in (page(report()), page(trying())):
        seen = Page(text)
        tags = {tag for tag, _ in seen.elements}
        assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "image", "base"})
        attributes = {name for _, some in seen.elements for name in some}
        assert not {name for name in attributes if name.startswith("on")}
        assert not attributes & {"src", "srcset", "action"}
        hrefs = [str(some["href"]) for _, some in seen.elements if "href" in some]
        assert all(href.startswith("#") for href in hrefs)
        policy = [some.get("content") or "" for tag, some in seen.elements if tag == "meta"]
        assert any("default-src 'none'" in one for one in policy)


def test_hostile_words_are_shown_as_words() -> None:
    seen = Page(page(report()))
    assert seen.said().count(HOSTILE) >= 2
    loose = page(report()).replace("&lt;", "<").replace("&gt;", ">")
    assert "script" in {tag for tag, _ in Page(loose).elements}


def test_letters_that_no_file_can_hold_are_replaced() -> None:
    table = Table("t", "T\ud800", ("a",), ("A\x00",), (("x\x1b\ud800",),))
    text = page(Report("R\ud800", Language.ID, ("P\ud800",), (Section("S\x00", table),)))
    assert "x??" in text
    assert text.encode()


def test_numbers_stand_right_and_words_left() -> None:
    table = Table("t", "T", ("a", "n", "s", "d"), ("A", "N", "S", "D"), (("x", 0, 0.5, date.max),))
    text = page(Report("R", Language.ID, (), (Section("S", table),)))
    assert '<th scope="row">x</th><td class="n zero">0</td><td class="n">50,0' in text
    assert '<td class="day">31 Des 9999</td>' in text
    assert '<th scope="col" class="n">N</th>' in text


def test_the_same_summary_gives_the_same_page() -> None:
    parts = html_report(summary(), PROVENANCE, Language.EN, WORDING)
    again = html_report(summary(), PROVENANCE, Language.EN, WORDING)
    assert "".join(parts) == "".join(again)


def test_what_is_not_verified_is_told_without_being_asked() -> None:
    of = summary_report(summary(), PROVENANCE, Language.ID, WORDING)
    told = [str(row[1]) for row in of.sections[-1].table.rows]
    assert "ketentuan bertanda D di antara yang terpenuhi: satu" in told
    sure = summary_report(summary(), PROVENANCE, Language.ID, WORDING._replace(marks={}))
    assert not any("bertanda D" in str(row[1]) for row in sure.sections[-1].table.rows)


def test_a_report_on_nothing_still_says_what_it_is() -> None:
    of = summary_report(Summary(), Provenance("0.1.0", date(2024, 12, 1)), Language.ID)
    assert [section.table.name for section in of.sections] == ["provenance"]
    assert faults(page(of)) == []
    assert "0 kasus dinilai per 1 Des 2024: tidak ada." in of.paragraphs


@given(st.integers(0, 10**12))
def test_a_number_keeps_its_digits(value: int) -> None:
    for language, mark in ((Language.ID, "."), (Language.EN, ",")):
        assert number(value, language).replace(mark, "") == str(value)


@given(st.floats(0, 1))
def test_a_share_is_never_rounded_to_nothing_or_to_all(value: float) -> None:
    said = share(value, Language.EN)
    assert (said == "0.0%") == (value == 0)
    assert (said == "100.0%") == (value == 1)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0.1234, "12,3\N{NO-BREAK SPACE}%", "12.3%"),
        (0.0001, "<0,1\N{NO-BREAK SPACE}%", "<0.1%"),
        (0.9999, ">99,9\N{NO-BREAK SPACE}%", ">99.9%"),
        (1234567, "1.234.567", "1,234,567"),
        (date(2024, 10, 2), "2 Okt 2024", "2 Oct 2024"),
        (None, "", ""),
        ("berat", "berat", "berat"),
    ],
)
def test_each_language_writes_numbers_its_own_way(
    value: str | int | float | date | None, indonesian: str, english: str
) -> None:
    assert written(value, Language.ID) == indonesian
    assert written(value, Language.EN) == english


@pytest.mark.parametrize("said", [SAID, TABLE_SAID], ids=["report", "tables"])
def test_every_word_stands_in_both_languages(said: dict[str, object]) -> None:
    for key, text in said.items():
        assert str(getattr(text, "id", "")).strip(), key
        assert str(getattr(text, "en", "")).strip(), key
