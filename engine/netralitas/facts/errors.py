"""This file draws the tree of everything netralitas refuses, and everything at which it fails.

NetralitasError
├── InputError         something handed in cannot be taken: where, what, and how to go on
│   ├── CaseError          a case file
│   ├── PolicyError        a policy or a regional pack
│   │   └── BrokenPath         a path with a stage that cannot be reached or left (escalation)
│   └── BeyondCalendar     a day for which no holidays are frozen (escalation)
├── NotInstalled       a region was named that no installed distribution brings
├── Refused            the law or the office says no, with the article that says it
│   └── NotYours           the role, the office or a relation to the case forbids it (casework)
├── StoreError         a case could not be kept or read; nothing was taken (casework)
│   ├── UnknownCase        there is none of that id
│   ├── Conflict           somebody else was first: read it again
│   ├── AlreadyDone        the same request was taken before: here is what it did
│   ├── KeyReused          the request's key was used for another one
│   └── Unavailable        the store cannot be reached or written now
├── LogError           what was handed to the log does not have its form (casework)
├── PrivacyError       sealed, committed or erased data: what was asked cannot be done (casework)
│   ├── NotARecipient      the identity opens nothing here
│   ├── Erased             the data are gone for good
│   └── BadReceipt         no receipt number
├── RuleFailure        judging itself failed: nothing may be concluded
│   └── EngineDisagreement     the rule engine and its cross-check gave different answers
└── RunFailure         those who judge a run were lost, or are not alike (simulation)

Each of them can be copied and pickled whole, whatever its constructor asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from netralitas.facts.citations import Citation
from netralitas.facts.texts import Language, Text


class Place(NamedTuple):
    """Where in which file something stands; `line` counts from 1, 0 when only the file is known."""

    file: str
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.path}" if self.path else where


class NetralitasError(Exception):
    """Whatever netralitas raises on purpose; `says` is the message in both languages."""

    def __init__(self, says: Text) -> None:
        super().__init__(str(says))
        self.says = says

    def message(self, language: Language) -> str:
        """Return the one-line message in one language."""
        return self.says.in_(language)

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is otherwise made again by a call with its `args` alone: with the wrong ones
        # where a constructor words its message itself, and with too few where it takes keywords.
        return _made_again, (type(self), *self.args), self.__dict__


class InputError(NetralitasError):
    """Something handed in cannot be taken.

    `at` is the place, `hint` says how to go on; both are part of the one-line message.
    """

    def __init__(self, says: Text, *, at: Place, hint: Text | None = None) -> None:
        super().__init__(says)
        self.at = at
        self.hint = hint

    def message(self, language: Language) -> str:
        hint = f" ({self.hint.in_(language)})" if self.hint else ""
        return f"{self.at}: {self.says.in_(language)}{hint}"

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.at}: {self.says}{hint}"


class CaseError(InputError):
    """A case file says something that no case can say."""


class PolicyError(InputError):
    """A policy or a regional pack says something the engine cannot take."""


class NotInstalled(NetralitasError):
    """A region was named that no installed distribution brings; `installed` lists those there."""

    def __init__(self, region: str, *, installed: Sequence[str]) -> None:
        there = ", ".join(installed)
        super().__init__(
            Text(
                id=f"daerah {region!r} tidak terpasang; yang terpasang: {there}",
                en=f"region {region!r} is not installed; installed: {there}",
            )
        )
        self.region = region
        self.installed = tuple(installed)


class Refused(NetralitasError):
    """The law or the office says no; `cites` is the provision that says it."""

    def __init__(self, says: Text, *, cites: Citation | None = None) -> None:
        suffix = f" ({cites})" if cites else ""
        super().__init__(Text(id=says.id + suffix, en=says.en + suffix))
        self.cites = cites


class RuleFailure(NetralitasError):
    """A rule or an engine broke while judging; nothing may be concluded from the run."""


class EngineDisagreement(RuleFailure):
    """The rule engine and its cross-check matched different rules for the same fact."""


def _made_again(kind: type[NetralitasError], *args: object) -> NetralitasError:
    """Return an error with these `args`; what it holds besides is set by whoever unpickles it."""
    return kind.__new__(kind, *args)


def nearest(name: str, known: Sequence[str]) -> Text:
    """Return the hint for an unknown name: the nearest known one, else all that are known."""
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return Text(id=f"maksudnya {near[0]!r}?", en=f"did you mean {near[0]!r}?")
    listed = ", ".join(sorted(known))
    return Text(id=f"yang dikenal: {listed}", en=f"known here: {listed}")
