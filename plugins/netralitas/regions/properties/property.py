"""This file is a property of a sound pack: a promise in words, and the function that tests it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum

import msgspec

from netralitas.facts import Citation, Place, Text
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate

Check = Callable[[Candidate], Iterator[PackFinding]]
"""Yields every way in which a candidate breaks one promise; nothing where it keeps it."""


class Layer(IntEnum):
    """How far a candidate must have come before a promise can be tested, from bytes to verdicts.

    Where a promise of one layer is broken, those of the later ones are not reached.
    """

    FILE = 0
    YAML = 1
    CLOSED = 2
    LANGUAGES = 3
    TERMS = 4
    KEYS = 5
    ITEMS = 6
    COMPILED = 7
    TABLED = 8
    MEASURED = 9
    LAID = 10
    PROVEN = 11
    JUDGED = 12
    CORPUS = 13
    SHOWN = 14


class Property(msgspec.Struct, frozen=True):
    """A promise that a sound pack keeps.

    `layer` is where its answer is whole. A check may find it broken before that, from the layer
    `since` on; None means that both are the same.
    """

    id: str
    text: Text
    check: Check
    layer: Layer = Layer.ITEMS
    since: Layer | None = None


def told(
    name: str,
    at: Place,
    text: Text,
    hint: Text | None = None,
    cites: tuple[Citation, ...] = (),
) -> PackFinding:
    """Return a finding under the name of a property."""
    return PackFinding(property=name, at=at, text=text, hint=hint, cites=cites)
