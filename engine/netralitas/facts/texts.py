"""This file holds the two-language text that every word shown to a person is made of."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Language(StrEnum):
    """The languages a person may read an answer in; Indonesian comes first."""

    ID = "id"
    EN = "en"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in Bahasa Indonesia and in English.

    Both are required: a text that exists in one language only is refused by the policy reader.
    """

    id: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in one language."""
        return self.en if language is Language.EN else self.id

    def __str__(self) -> str:
        return self.id if self.id == self.en else f"{self.id} / {self.en}"
