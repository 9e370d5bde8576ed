"""This file is the shape of the words that a case may use: facts, acts, offices, what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from netralitas.facts import Category, Level, Text
from netralitas.policy.marks import Row


class Field(Row, frozen=True):
    """A fact that a case may state, or one that is derived from it, with its closed vocabulary.

    `scope`: `subject` (shared by all charges), `charge`, `moment` (derived from the day and the
    calendar), `derived` (computed from the rest, never asked for by itself). `acts` None means that
    any charge may carry it. `default` holds when it is absent; without one, absent is unknown.
    """

    name: str
    kind: Literal["bool", "choice", "text"]
    scope: Literal["subject", "charge", "moment", "derived"]
    text: Text
    values: tuple[str, ...] = ()
    words: dict[str, Text] = msgspec.field(default_factory=dict)
    default: bool | str | None = None
    acts: tuple[str, ...] | None = None
    question: Text | None = None


class Act(Row, frozen=True):
    """An act as classified in a charge."""

    id: str
    text: Text


class Office(Row, frozen=True):
    """An office that a subject may hold; some decide law."""

    id: str
    text: Text
    level: Level | None = None
    heads_unit: bool | None = None
    categories: tuple[Category, ...] = ()


def office_field(offices: Iterable[Office]) -> Field:
    """Return the office as the fact that it is as well: its values are the offices themselves."""
    return Field(
        name="office",
        kind="choice",
        scope="subject",
        text=Text(id="jabatan", en="office"),
        values=tuple(dict.fromkeys(office.id for office in offices)),
        question=Text(id="Apa jabatannya?", en="Which office did the person hold?"),
    )


class Impossible(Row, frozen=True):
    """A combination of facts that cannot occur, so that no answer may rest on it."""

    when: Any
    text: Text
