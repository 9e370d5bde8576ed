"""This file writes the timeline of a case as one web page: the picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from netralitas.desk.cases.story import Told
from netralitas.desk.cases.timeline_picture import Picture
from netralitas.desk.cases.words import case_word, lane_word
from netralitas.desk.palette import ACCENT, INK, PALE, PAPER, QUIET, RULE
from netralitas.desk.phrases import phrase
from netralitas.desk.svg import inline, readable
from netralitas.desk.webpage import opening
from netralitas.facts import Language
from netralitas.judgement import say_day

_STYLE: Final = f"""
:root {{ color-scheme: light; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; color: {INK}; background: {PAPER};
  max-width: 66rem; margin: 0 auto; padding: 2rem 1rem 4rem; }}
h1 {{ font-size: 1.5rem; border-bottom: 3px solid {ACCENT}; padding-bottom: .4rem; }}
figure {{ margin: 1rem 0 2rem; }}
.wide {{ overflow-x: auto; }}
figure svg {{ display: block; width: 100%; min-width: 44rem; height: auto; }}
figcaption, footer {{ color: {QUIET}; font-size: .9rem; }}
table {{ border-collapse: collapse; width: 100%; font-size: .9rem; }}
th, td {{ padding: .3rem .5rem; text-align: left; vertical-align: top; font-weight: 400;
  border-bottom: 1px solid {RULE}; }}
thead th {{ font-weight: 600; background: {PALE}; border-bottom: 2px solid {QUIET}; }}
tr > :first-child {{ white-space: nowrap; }}
td p {{ margin: 0; }}
td p + p {{ color: {QUIET}; }}
footer {{ border-top: 1px solid {RULE}; margin-top: 2rem; padding-top: .6rem; }}
@page {{ size: A4; margin: 15mm 14mm; }}
@media print {{
  html {{ font-size: 9pt; }}
  body {{ max-width: none; padding: 0; }}
  .wide {{ overflow: visible; }}
  figure svg {{ min-width: 0; }}
  tr {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
}}
"""

_COLUMNS: Final = ("day", "lane", "what", "who", "basis")


def page_of_timeline(picture: Picture, told: Sequence[Told], language: Language) -> Iterator[str]:
    """Yield the page in parts: nothing in it is fetched, and nothing in it runs."""
    yield opening(readable(picture.title), _STYLE, language)
    yield f"<h1>{_shown(picture.title)}</h1>\n<figure>\n"
    drawn = inline(
        picture.svg.encode(),
        name="timeline",
        title=picture.title,
        description=picture.description,
    )
    named = 'tabindex="0" role="group" aria-labelledby="timeline-title"'
    yield f'<div class="wide" {named}>\n{drawn}\n</div>\n'
    yield f"<figcaption>{_shown(picture.description)}</figcaption>\n</figure>\n"
    yield from _table(told, language)
    yield f"<footer><p>{_shown(phrase('web.marks', language))}</p></footer>\n"
    yield "</body>\n</html>\n"


def _table(told: Sequence[Told], language: Language) -> Iterator[str]:
    headings = (case_word(name, language) for name in _COLUMNS)
    cells = "".join(f'<th scope="col">{_shown(heading)}</th>' for heading in headings)
    yield f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"
    for one in told:
        says = f"<p>{_shown(one.says)}</p>"
        if one.details:
            says += f"<p>{_shown(' · '.join(one.details))}</p>"
        by = case_word("waiting", language) if one.waits else one.by
        row = (
            f'<th scope="row">{_shown(say_day(one.day, language))}</th>',
            f"<td>{_shown(lane_word(one.lane, language))}</td>",
            f"<td>{says}</td>",
            f"<td>{_shown(by)}</td>",
            f"<td>{_shown(one.cites)}</td>",
        )
        yield f"<tr>{''.join(row)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _shown(text: str) -> str:
    return escape(readable(text))
