"""This file packs laws and failures so that they can be sent to another process.

A law travels as its policy, some 200 kB, and is compiled where it arrives.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable

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


def sendable(error: BaseException) -> BaseException:
    """Return a failure as it can be sent: itself, or its words where it does not arrive whole."""
    try:
        sent = pickle.loads(pickle.dumps(error))
    except Exception:
        sent = None
    if type(sent) is type(error) and str(sent) == str(error):
        return error
    words = f"{type(error).__name__}: {error}"
    return RuleFailure(Text(id=words, en=words))


def sealed_law(laws: Laws, region: str | None) -> bytes:
    """Return the law of a region, or why there is none, ready to be sent."""
    try:
        return pickle.dumps(laws.of(region))
    except (NotInstalled, PolicyError) as error:
        return pickle.dumps(error)


class SentLaws:
    """Laws as they come in from elsewhere; each is opened, and so compiled, once.

    `find` gives the sealed law of a region.
    """

    def __init__(self, find: Callable[[str | None], bytes]) -> None:
        self._find = find
        self._opened: dict[str | None, CompiledPolicy | NotInstalled | PolicyError] = {}

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; raises what was raised when it was looked up."""
        if region not in self._opened:
            self._opened[region] = pickle.loads(self._find(region))
        law = self._opened[region]
        if isinstance(law, BaseException):
            raise law.with_traceback(None)
        return law
