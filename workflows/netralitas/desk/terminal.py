"""This file is what the desk knows of the person before it: language, width, colour, streams."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TextIO

from netralitas.facts import Language

PAGE_WIDTH = 100
NARROWEST = 60
LANGUAGE_VARIABLE = "NETRALITAS_LANG"


class Terminal(NamedTuple):
    """How an answer is to be shown; `shown` is whether stdout is a terminal, `watched` stderr.

    `columns` is how wide the terminal is, `width` how much of that a text fills.
    """

    language: Language
    width: int = PAGE_WIDTH
    columns: int = PAGE_WIDTH
    shown: bool = False
    watched: bool = False
    colour: bool = False
    debug: bool = False

    def say(self, text: str) -> None:
        """Write one message line to stderr; stdout carries data only."""
        print(text, file=sys.stderr)


def terminal_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Terminal:
    """Return the terminal as the arguments, the environment and the streams describe it."""
    shown, watched = _is_terminal(sys.stdout), _is_terminal(sys.stderr)
    columns = shutil.get_terminal_size((PAGE_WIDTH, 24)).columns if shown else PAGE_WIDTH
    columns = max(columns or PAGE_WIDTH, NARROWEST)
    return Terminal(
        language=language_of(arguments, environment),
        width=min(columns, PAGE_WIDTH),
        columns=columns,
        shown=shown,
        watched=watched,
        colour=shown and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb",
        debug="--debug" in arguments,
    )


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for, before the arguments are parsed: their faults need one too.

    A value that is no language is left to the parser, which refuses it; it is said in Indonesian.
    """
    asked = environment.get(LANGUAGE_VARIABLE, "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return Language(asked) if asked in list(Language) else Language.ID


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # closed, or replaced by something that is no stream
        return False
