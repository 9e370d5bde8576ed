"""This file finds the words that a case may use: those of its region, and else of the nation."""

from __future__ import annotations

from collections.abc import Callable

from netralitas.facts import Case, CaseError, Language, NetralitasError, Text
from netralitas.policy import Candidate, Policy, case_from

Words = Callable[[str | None], Policy]
"""The policy whose words a case of a region may use; raises NotInstalled or PolicyError."""


class Regions:
    """The words of regions, each asked for once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._found: dict[str | None, Policy | NetralitasError] = {}

    def policy(self, region: str | None) -> Policy | NetralitasError:
        """Return the policy of a region, or why there is none."""
        if region not in self._found:
            try:
                self._found[region] = self._words(region)
            except NetralitasError as error:
                self._found[region] = error.with_traceback(None)
        return self._found[region]

    @property
    def base(self) -> Policy:
        """The policy of cases that name no region; raises where there is none."""
        found = self.policy(None)
        if isinstance(found, NetralitasError):
            raise found
        return found


def case_in_words(candidate: Candidate, regions: Regions) -> Case:
    """Return the case of a candidate; CaseError when it is none, or its region has no words."""

    def policy_of(region: str) -> Policy:
        found = regions.policy(region)
        if isinstance(found, NetralitasError):
            told = Text(id=found.message(Language.ID), en=found.message(Language.EN))
            raise CaseError(told, at=candidate.place(("region",)))
        return found

    return case_from(candidate, regions.base, policy_of)
