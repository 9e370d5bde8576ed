"""This file is what is answered beside a verdict: why not another one, and is a sanction lawful."""

from __future__ import annotations

from typing import Literal

import msgspec

from netralitas.facts.citations import Citation
from netralitas.facts.sanctions import SanctionName
from netralitas.facts.texts import Text
from netralitas.facts.verdict import Verdict


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that would have to be otherwise: a fact of a charge, its day, or the person.

    `charge` counts from 1; 0 is the subject. `to` lists the values that would do, most natural
    first; for the day they name phases and regimes, not dates.
    """

    group: Literal["facts", "day", "person"]
    charge: int
    fact: str
    now: str
    to: tuple[str, ...]


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A smallest set of changes that reaches the target; leaving out any of them does not."""

    changes: tuple[Change, ...]


class OpenFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that is not known and would first have to be answered."""

    charge: int
    fact: str


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """All minimal ways from this case to another tier or outcome.

    `holds`: the target is already the answer. `possible`: it is among the reachable ones, with
    nothing to change, once `answer_first` are answered its way. No ways, and neither of these:
    none.
    """

    target: str
    holds: bool
    possible: bool
    ways: tuple[Way, ...]
    answer_first: tuple[OpenFact, ...]


class LintReason(msgspec.Struct, frozen=True, kw_only=True):
    """One point of the legality lint, with the law it stands on."""

    rule: str
    answer: Literal["lawful", "unlawful", "depends"]
    text: Text
    cites: tuple[Citation, ...] = ()


class Lint(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the sanctions proposed are lawful; `nearest` are the nearest lawful ones if not."""

    answer: Literal["lawful", "unlawful", "depends"]
    because: tuple[LintReason, ...]
    nearest: tuple[SanctionName, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict and, if asked, why it is not another one."""

    verdict: Verdict
    why_not: WhyNot | None = None
