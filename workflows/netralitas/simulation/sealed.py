"""This file packs laws and failures so that they reach another process whole.

A law travels as its policy, some 200 kB, and is compiled where it arrives.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import NamedTuple

from netralitas.facts import NotInstalled, PolicyError, RuleFailure, Text
from netralitas.judgement import CompiledPolicy
from netralitas.simulation.judges import Laws


class LawWanted(BaseException):
    """A worker met a case of a region whose law it was not sent yet.

    It is no failure, and nothing on its way to the worker may take it for one of a row.
    """

    def __init__(self, region: str | None) -> None:
        super().__init__(region)
        self.region = region


class SealedError(NamedTuple):
    """A failure taken apart, for those with keywords of their own do not survive being pickled."""

    kind: type[BaseException]
    arguments: tuple[object, ...]
    attributes: dict[str, object]

    def opened(self) -> BaseException:
        """Return the failure again, without its traceback."""
        error = self.kind.__new__(self.kind, *self.arguments)
        error.__dict__.update(self.attributes)
        return error


def sealed_error(error: BaseException) -> SealedError:
    """Return a failure so that it can be sent; one that cannot is told in words."""
    arguments = error.__reduce__()[1]  # those of an OSError are more than its `args`
    sealed = SealedError(type(error), tuple(arguments), dict(error.__dict__))
    try:
        pickle.loads(pickle.dumps(sealed)).opened()
    except Exception:
        words = f"{type(error).__name__}: {error}"
        return sealed_error(RuleFailure(Text(id=words, en=words)))
    return sealed


def sealed_law(laws: Laws, region: str | None) -> bytes:
    """Return the law of a region, or why there is none, ready to be sent."""
    try:
        return pickle.dumps(laws.of(region))
    except (NotInstalled, PolicyError) as error:
        return pickle.dumps(sealed_error(error))


class SentLaws:
    """Laws as they come in from elsewhere; each is opened, and so compiled, once.

    `find` gives the sealed law of a region.
    """

    def __init__(self, find: Callable[[str | None], bytes]) -> None:
        self._find = find
        self._opened: dict[str | None, CompiledPolicy | SealedError] = {}

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; raises what was raised when it was looked up."""
        if region not in self._opened:
            self._opened[region] = pickle.loads(self._find(region))
        law = self._opened[region]
        if isinstance(law, SealedError):
            raise law.opened()
        return law
