"""This file lays a page out as plain text, for a terminal or a file of a given width."""

from __future__ import annotations

from collections.abc import Iterator

import click

from netralitas.desk.layout import between, cells, entry, wrap
from netralitas.desk.page import Page


def text_of(page: Page, width: int, *, colour: bool = False) -> str:
    """Return the page as text of at most `width` columns, its headline bold where colour is on."""
    return "\n".join(_lines(page, width, colour)) + "\n"


def _lines(page: Page, width: int, colour: bool) -> Iterator[str]:
    for part in between(page.title, page.headline, width):
        for heading in [part] if cells(part) <= width else wrap(part, width):
            yield click.style(heading, bold=True) if colour else heading
    yield ""
    for section in page.sections:
        label = section.label
        for line in section.lines:
            yield from entry(label, line.text, line.mark, width, depth=line.depth)
            label = ""
    if page.command:
        yield ""
        yield from _asking_on(page, width)


def _asking_on(page: Page, width: int) -> Iterator[str]:
    """Yield the question and its command; the command stays whole, to be copied in one piece."""
    whole = f"{page.question}  {page.command}"
    if cells(whole) <= width:
        yield whole
    else:
        yield page.question
        yield f"  {page.command}"
