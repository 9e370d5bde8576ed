"""This file is what one run of a command was asked: of whom, as of when, in which form."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from netralitas.desk.cache import cache_of
from netralitas.desk.terminal import PAGE_WIDTH, Terminal
from netralitas.desk.wiring import Library
from netralitas.facts import Language


class Request(NamedTuple):
    """What the shared options come to; `repeat` are those to hand on when asking on."""

    terminal: Terminal
    law: Library
    region: str | None
    as_of: date
    format: str
    out: str | None
    repeat: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self.terminal.language

    @property
    def on_terminal(self) -> bool:
        """Whether the answer goes to a terminal, and not into a file or a pipe."""
        return self.terminal.shown and self.out in (None, "-")

    @property
    def coloured(self) -> bool:
        """Whether the answer may be coloured."""
        return self.on_terminal and self.terminal.colour

    @property
    def width(self) -> int:
        """The width of a text: that of the terminal, or of a page where it goes elsewhere."""
        return self.terminal.width if self.on_terminal else PAGE_WIDTH


def request_of(terminal: Terminal, asked: Mapping[str, Any]) -> Request:
    """Return the request that the shared options make. The only clock of the product is here."""
    cache = None if asked.get("no_cache") else cache_of(os.environ)
    named = {"--region": asked.get("region"), "--policy": asked.get("policy"),
             "--as-of": asked.get("as_of")}  # fmt: skip
    repeat = [str(part) for name, value in named.items() if value for part in (name, value)]
    return Request(
        terminal=terminal,
        law=Library(folder=asked.get("policy"), cache=cache),
        region=asked.get("region"),
        as_of=asked.get("as_of") or date.today(),
        format=asked.get("format", "text"),
        out=asked.get("out"),
        repeat=tuple(repeat),
    )
