"""This file is the shape of what the nation leaves open to regions, and of what it closes."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from netralitas.facts import Category, Citation, Text, Track
from netralitas.policy.marks import Marks, Row

Term = Literal[
    "facts",
    "offices",
    "bindings",
    "contract_rules",
    "contract_ladders",
    "income_consequences",
    "duties",
    "channels",
    "reviewers",
    "checklists",
    "weights",
    "internal_clocks",
    "local_holidays",
    "alternates",
    "guidance",
]
"""The open terms that can be laid over a national policy; a policy opens those it wants."""

TERMS: tuple[Term, ...] = get_args(Term)


class Limit(Row, frozen=True):
    """The least and the most that a number of a regional item may be, both included."""

    least: int
    most: int


class OpenTerm(Row, frozen=True):
    """Something that regions may fill, and within which bounds.

    `tracks` and `categories` are those on which the term may lead to anything at all; `limits`
    bounds numbers by the name of their key, `items` how many a pack may hold. `facts` are those
    that conditions of the term may read; none named means any.
    """

    id: Term
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks
    items: int
    tracks: tuple[Track, ...] = ()
    categories: tuple[Category, ...] = ()
    limits: dict[str, Limit] = msgspec.field(default_factory=dict)
    facts: tuple[str, ...] = ()


class ClosedTerm(Row, frozen=True):
    """Something no region may touch; `words` are the keys by which a pack would try to."""

    id: str
    words: tuple[str, ...]
    text: Text
    cites: tuple[Citation, ...]
    marks: Marks
