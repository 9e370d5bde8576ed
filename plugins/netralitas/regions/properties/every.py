"""This file lists every property of a sound regional pack, in the order of their testing."""

from __future__ import annotations

from typing import Final

from netralitas.regions.properties.corpus import OF_CORPUS
from netralitas.regions.properties.law import OF_LAW
from netralitas.regions.properties.laying import OF_LAYING
from netralitas.regions.properties.property import Property
from netralitas.regions.properties.reading import OF_READING
from netralitas.regions.properties.rows import OF_ROWS
from netralitas.regions.properties.size import OF_SIZE
from netralitas.regions.properties.verdicts import OF_VERDICTS
from netralitas.regions.properties.words import OF_WORDS

PROPERTIES: Final[tuple[Property, ...]] = (
    *OF_READING,
    *OF_SIZE,
    *OF_WORDS,
    *OF_ROWS,
    *OF_LAYING,
    *OF_LAW,
    *OF_VERDICTS,
    *OF_CORPUS,
)
"""What a sound pack keeps; a check tests all of them that it reaches."""
