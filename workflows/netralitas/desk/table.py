"""This file prints many rows: with rules and wrapping on a terminal, as plain columns elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from netralitas.desk.layout import columns
from netralitas.desk.request import Request


def table_text(headings: Sequence[str], rows: Sequence[Sequence[str]], request: Request) -> str:
    """Return the rows as text; where stdout is no terminal, without any drawing."""
    if request.on_terminal:
        return _drawn(headings, rows, request)
    return "\n".join(columns([headings, *rows], PLAIN_WIDTH)) + "\n"


PLAIN_WIDTH = 240
"""Columns are for other programs as much as for people: they give way only when very wide."""


def _drawn(headings: Sequence[str], rows: Sequence[Sequence[str]], request: Request) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Cell

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold" if request.coloured else "")
    for heading in headings:
        table.add_column(Cell(heading), overflow="fold")
    for row in rows:
        # As text and not as markup: a case may be named [bold] or worse.
        table.add_row(*(Cell(cell) for cell in row))
    console = Console(
        width=request.terminal.columns, no_color=not request.coloured, highlight=False
    )
    with console.capture() as capture:
        console.print(table)
    return capture.get()
