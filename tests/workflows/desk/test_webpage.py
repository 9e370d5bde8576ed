"""The web page is one file that fetches nothing, runs nothing, and shows all it gets as text."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
import pytest

from netralitas.desk.answer_page import page_of
from netralitas.desk.page import About
from netralitas.desk.rows import headings, row_of
from netralitas.desk.webpage import web_page
from netralitas.facts import Language, Verdict

Make = Callable[..., About]
HOSTILE = "<script>alert(1)</script>\"'&"


class Seen(HTMLParser):
    """What a browser would meet: every tag with its attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data

    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}


def hostile(about: Make, lurah: Verdict) -> str:
    there = about(verdict=msgspec.structs.replace(lurah, case=HOSTILE))
    pages = [page_of(there, ("netralitas", "explain", f"{HOSTILE}.yaml"))]
    rows = [row_of(there)]
    return "".join(web_page(pages, Language.ID, headings=headings(Language.ID), rows=rows))


def test_what_is_shown_is_text_and_nothing_more(about: Make, lurah: Verdict) -> None:
    seen = Seen(hostile(about, lurah))
    assert "script" not in seen.names()
    assert seen.said.count(HOSTILE) >= 2
    assert seen.open == []


def test_an_unescaped_page_would_be_noticed(about: Make, lurah: Verdict) -> None:
    loose = hostile(about, lurah).replace("&lt;", "<").replace("&gt;", ">")
    assert "script" in Seen(loose).names()


def test_the_page_fetches_nothing(about: Make, lurah: Verdict) -> None:
    seen = Seen(hostile(about, lurah))
    attributes = {name for _, attrs in seen.tags for name in attrs}
    assert not attributes & {"src", "href", "srcset", "action", "onload"}
    policies = [attrs.get("content") or "" for tag, attrs in seen.tags if tag == "meta"]
    assert any("default-src 'none'" in policy for policy in policies)
    assert "url(" not in seen.said
    assert "@import" not in seen.said


@pytest.mark.parametrize("language", Language)
def test_the_page_says_its_language(about: Make, language: Language) -> None:
    page = "".join(web_page([page_of(about(language))], language))
    seen = Seen(page)
    assert dict(seen.tags)["html"] == {"lang": language.value}
    assert page.startswith("<!doctype html>")
    assert "@media print" in page


def test_marks_and_sections_are_all_there(about: Make) -> None:
    page = page_of(about())
    seen = Seen("".join(web_page([page], Language.ID)))
    for part in page.sections:
        assert part.label in seen.said
        for line in part.lines:
            assert line.text in seen.said
    assert "[D]" in seen.said
    assert page.headline in seen.said


def test_a_single_page_has_no_table(about: Make) -> None:
    assert "table" not in Seen("".join(web_page([page_of(about())], Language.ID))).names()
