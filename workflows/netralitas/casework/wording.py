"""This file says an enumerated value of a refusal in words of both languages."""

from __future__ import annotations

from enum import StrEnum

from netralitas.facts import Language, Text
from netralitas.judgement import enum_word


def named(value: StrEnum) -> Text:
    """Return the words for a value of an enumeration of `netralitas.facts`; KeyError for others."""
    return Text(id=enum_word(value, Language.ID), en=enum_word(value, Language.EN))
