"""This file writes pages as one web page: self-contained, offline, escaped, fit for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from netralitas.desk.page import Page, Section
from netralitas.desk.phrases import phrase
from netralitas.facts import Language, Outcome

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; }
article { margin: 0 0 3rem; }
h2 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem;
     font-size: 1.1rem; border-bottom: 2px solid; padding-bottom: .3rem; }
h2 .violation { text-decoration: underline; text-underline-offset: .2em; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .4rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; } p { margin: 0 0 .2rem; display: flex; gap: 1rem; }
p .mark { margin-left: auto; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
footer { border-top: 1px solid; font-size: .85rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin-bottom: 3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem;
         border-bottom: 1px solid #8888; }
@media print { body { max-width: none; margin: 0; } article { break-inside: avoid-page; }
  nav { display: none; } thead { display: table-header-group; } }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .6rem; } }
"""

# Nothing is fetched and nothing runs: a page about a person must tell nobody that it was opened.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def web_page(
    pages: Iterable[Page],
    language: Language,
    *,
    headings: tuple[str, ...] = (),
    rows: Iterable[tuple[str, ...]] = (),
) -> Iterator[str]:
    """Yield a whole web page in parts: a table where rows are given, then each page."""
    name = phrase("web.title", language)
    yield opening(name, _STYLE, language)
    yield f"<h1>{escape(name)}</h1>\n"
    yield from _table(headings, rows)
    for page in pages:
        yield from _article(page)
    yield f"<footer><p>{escape(phrase('web.marks', language))}</p></footer>\n</body>\n</html>\n"


def opening(title: str, style: str, language: Language) -> str:
    """Return a web page up to its body: its language and title, and that it may fetch nothing."""
    return (
        f'<!doctype html>\n<html lang="{language.value}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    if not headings:
        return
    cells = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n"
    yield "</tbody>\n</table>\n"


def _article(page: Page) -> Iterator[str]:
    kind = "violation" if page.outcome is Outcome.VIOLATION else "other"
    yield f"<article>\n<h2><span>{escape(page.title)}</span>"
    yield f'<span class="{kind}">{escape(page.headline)}</span></h2>\n<dl>\n'
    for section in page.sections:
        yield from _section(section)
    yield "</dl>\n"
    if page.command:
        yield f"<p>{escape(page.question)} <code>{escape(page.command)}</code></p>\n"
    yield "</article>\n"


def _section(section: Section) -> Iterator[str]:
    yield f"<dt>{escape(section.label)}</dt>\n<dd>\n"
    for line in section.lines:
        indent = f' style="padding-left: {min(line.depth, 12) * 1.2:.1f}rem"' if line.depth else ""
        mark = f'<span class="mark">[{escape(line.mark)}]</span>' if line.mark else ""
        yield f"<p{indent}><span>{escape(line.text)}</span>{mark}</p>\n"
    yield "</dd>\n"
