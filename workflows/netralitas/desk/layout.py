"""This file lays text out in lines of a fixed width, with a label left and a mark right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

LABEL_WIDTH = 12
MARK_WIDTH = 4
INDENTS_MOST = 12


def cells(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining ones none."""
    return sum(_cell(character) for character in text)


def pad(text: str, width: int) -> str:
    """Return the text filled with blanks to a width in columns; a longer one stays whole."""
    return text + " " * max(0, width - cells(text))


def cut(text: str, width: int) -> str:
    """Return the text cut to a width in columns, the cut shown by three dots."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        if used + _cell(character) > width - 3:
            break
        kept, used = kept + character, used + _cell(character)
    return kept.rstrip() + "..."


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` columns, broken at blanks where it can be."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cells(word) > width:
            room = width - cells(line) - (1 if line else 0)
            if room < 8:
                lines, line, room = [*lines, line], "", width
            head, word = _split(word, room)
            lines, line = [*lines, f"{line} {head}".strip()], ""
        if line and cells(line) + 1 + cells(word) > width:
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    return [kept for kept in [*lines, line] if kept] or [""]


def entry(label: str, text: str, mark: str, width: int, *, depth: int = 0) -> Iterator[str]:
    """Yield one entry: its label in the left column, its mark at the right of its last line."""
    indent = "  " * min(depth, INDENTS_MOST)
    margin = LABEL_WIDTH + len(indent)
    room = width - margin - (MARK_WIDTH + 1 if mark else 0)
    wrapped = wrap(text, room)
    for place, line in enumerate(wrapped):
        left = pad(label if place == 0 else "", LABEL_WIDTH) + indent
        if place == 0 and cells(label) >= LABEL_WIDTH:  # a label that wide has a line of its own
            yield label
            left = " " * margin
        if mark and place == len(wrapped) - 1:
            yield pad(left + line, width - cells(mark) - 2) + f"[{mark}]"
        else:
            yield (left + line).rstrip()


def between(left: str, right: str, width: int) -> list[str]:
    """Return two texts at both ends of one line, or on two lines where they do not fit."""
    gap = width - cells(left) - cells(right)
    return [left + " " * gap + right] if gap >= 2 else [left, right]


def columns(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield rows as aligned columns; the widest one gives way where the line would be too long."""
    if not rows:
        return
    widths = [max(cells(row[place]) for row in rows) for place in range(len(rows[0]))]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        fitted = (pad(cut(value, room), room) for value, room in zip(row, widths, strict=True))
        yield "  ".join(fitted).rstrip()


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _split(word: str, width: int) -> tuple[str, str]:
    used = 0
    for place, character in enumerate(word):
        used += _cell(character)
        if used > width:
            return word[:place], word[place:]
    return word, ""
