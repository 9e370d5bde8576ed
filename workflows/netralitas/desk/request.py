"""This file is what one run of a command was asked: of whom, as of when, in which form."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from netralitas.desk.cache import cache_of
from netralitas.desk.complaints import Complaint
from netralitas.desk.inputs import content_of
from netralitas.desk.options import PACKS_VARIABLE, SETTINGS_VARIABLE
from netralitas.desk.terminal import PAGE_WIDTH, Terminal
from netralitas.desk.wiring import Library
from netralitas.facts import Language, Text

if TYPE_CHECKING:
    from netralitas.code import Settings
    from netralitas.desk.proposals import Clock


class Request(NamedTuple):
    """What the shared options come to; `repeat` are those to hand on when asking on."""

    terminal: Terminal
    law: Library
    region: str | None
    as_of: date
    format: str
    out: str | None
    repeat: tuple[str, ...]
    settings: Settings | None = None
    clock: Clock = time.monotonic

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
    folders = asked.get("packs_dir") or ()
    for folder in folders:
        repeat += ["--packs-dir", folder]
    return Request(
        terminal=terminal,
        law=Library(folder=asked.get("policy"), packs=_packs(folders, os.environ), cache=cache),
        region=asked.get("region"),
        as_of=asked.get("as_of") or date.today(),
        format=asked.get("format", "text"),
        out=asked.get("out"),
        repeat=tuple(repeat),
        settings=settings_of(asked.get("settings") or os.environ.get(SETTINGS_VARIABLE)),
    )


def settings_of(file: str | None) -> Settings | None:
    """Return what the operator set in a file; None without one. Complaint for a missing file.

    Raises InputError, with the line, for a file that says something no settings can say.
    """
    if not file:
        return None
    # Late: only an operator who allows code has settings.
    from netralitas.code import read_settings

    return read_settings(content_of(file), file)


def _packs(named: Sequence[str], environment: Mapping[str, str]) -> list[Path]:
    """Return the folders of packs from both sources; Complaint for one that is not there."""
    beside = [part for part in environment.get(PACKS_VARIABLE, "").split(os.pathsep) if part]
    for source, folders in (("--packs-dir", named), (PACKS_VARIABLE, beside)):
        for folder in folders:
            if not os.path.isdir(folder):
                raise Complaint(
                    Text(
                        id=f"{source}: tidak ada folder {folder}",
                        en=f"{source}: there is no folder {folder}",
                    )
                )
    return [Path(folder) for folder in (*named, *beside)]
