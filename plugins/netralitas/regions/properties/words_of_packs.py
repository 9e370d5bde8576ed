"""This file looks at the words of a pack: what a reader would not see, or not understand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netralitas.facts import Text

SHORT = 3
"""A text of no more words may be the same in both languages: a name, a term of art."""


def texts_of(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text in plain values with its path, keys apart."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, at), inner) for at, inner in reversed(tuple(enumerate(value)))]


def unplain(text: str) -> str | None:
    """Return the number of the first character that is not seen; None where all are."""
    for character in text:
        if not character.isprintable() and character != "\n":
            return f"U+{ord(character):04X}"
    return None


def same_words(text: Text) -> bool:
    """Whether one sentence stands for both languages."""
    return text.id.strip() == text.en.strip() and len(text.id.split()) > SHORT
