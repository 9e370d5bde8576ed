"""The report renders in a browser: without errors, without a network, with nothing in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.report import Report
from netralitas.facts import Language

from .browser import Browser, browser, chromium
from .reports import page, report, trying

LOOK = """(() => {
  const texts = [], outside = [];
  for (const picture of document.querySelectorAll("figure svg")) {
    const frame = picture.getBoundingClientRect(), boxes = [];
    for (const text of picture.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 ||
          box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        outside.push(text.textContent);
      for (const [other, there] of boxes) {
        const wide = Math.min(box.right, there.right) - Math.max(box.left, there.left);
        const high = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
        if (wide > 1 && high > 4) texts.push(other + " / " + text.textContent);
      }
      boxes.push([text.textContent, box]);
    }
  }
  const shown = (element) => element.getBoundingClientRect().height > 10;
  return {
    charts: [...document.querySelectorAll("figure svg")].filter(shown).length,
    tables: [...document.querySelectorAll("table")].filter(shown).length,
    over: texts, outside: outside,
    scrolls: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    language: document.documentElement.lang,
    ink: [...document.querySelectorAll("p, td, th, caption, figcaption, h1, h2, a")]
      .map((element) => getComputedStyle(element).color)
      .filter((colour, place, all) => all.indexOf(colour) === place),
  };
})()"""

CONTROL = """<!doctype html><title>x</title><body>
<script>console.error("a"); undefined_function();</script>
<img src="http://example.invalid/seen.png"></body>"""

GUARDED = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title>
<script>console.error("a")</script><img src="http://example.invalid/seen.png">"""

CROWDED = """<!doctype html><title>x</title><figure><svg viewBox="0 0 100 100" width="100">
<text x="10" y="50">first</text><text x="12" y="50">second</text><text x="95" y="50">out</text>
</svg></figure>"""

PAPER = 688
"""The width of a page of A4 within its margins, in pixels of a browser."""

REPORTS: Mapping[str, Callable[[], Report]] = {
    "indonesian": lambda: report(Language.ID),
    "english": lambda: report(Language.EN),
    "trying": trying,
}


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(chromium(), tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def written(folder: Path, content: str | Report) -> Path:
    file = folder / "page.html"
    file.write_text(content if isinstance(content, str) else page(content), "utf-8")
    return file


@pytest.mark.parametrize("language", Language)
def test_the_report_renders_without_errors_and_without_a_network(
    eyes: Browser, tmp_path: Path, language: Language
) -> None:
    of = report(language)
    seen = eyes.look(written(tmp_path, of), LOOK)
    assert seen.requests == ()
    assert seen.complaints == ()
    assert seen.found["language"] == language.value
    assert seen.found["tables"] == len(of.sections)
    assert seen.found["charts"] == sum(section.chart is not None for section in of.sections)
    assert seen.found["ink"] == ["rgb(27, 27, 27)", "rgb(33, 102, 172)", "rgb(89, 89, 89)"]


@pytest.mark.parametrize(
    ("width", "media"), [(400, "screen"), (1100, "screen"), (PAPER, "print")], ids=str
)
@pytest.mark.parametrize("which", REPORTS)
def test_nothing_is_cut_and_no_label_lies_over_another(
    eyes: Browser, tmp_path: Path, which: str, width: int, media: str
) -> None:
    file = written(tmp_path, REPORTS[which]())
    found: dict[str, Any] = eyes.look(file, LOOK, width, media).found
    assert found["over"] == []
    assert found["outside"] == []
    assert not found["scrolls"]


def test_the_report_can_be_printed(eyes: Browser, tmp_path: Path) -> None:
    assert eyes.printed(written(tmp_path, report())).startswith(b"%PDF")


def test_a_page_that_fetches_or_fails_would_be_noticed(eyes: Browser, tmp_path: Path) -> None:
    seen = eyes.look(written(tmp_path, CONTROL))
    assert seen.requests == ("http://example.invalid/seen.png",)
    assert len(seen.complaints) >= 2


def test_what_the_page_forbids_is_not_fetched_and_is_complained_of(
    eyes: Browser, tmp_path: Path
) -> None:
    seen = eyes.look(written(tmp_path, GUARDED))
    assert len(seen.complaints) >= 2
    assert all("violates" in one or "blocked" in one for one in seen.complaints)


def test_labels_in_each_other_s_way_would_be_noticed(eyes: Browser, tmp_path: Path) -> None:
    found = eyes.look(written(tmp_path, CROWDED), LOOK).found
    assert found["over"] == ["first / second"]
    assert found["outside"] == ["out"]
