"""This file judges a random few of a batch again, with the cross-check on, and compares."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from netralitas.desk.endings import report
from netralitas.desk.judged import Judged
from netralitas.desk.request import Request
from netralitas.facts import Place, RuleFailure, Text
from netralitas.judgement import CompiledPolicy, cross_checked, judge, without_proposals


class Audit:
    """A fair sample of at most `size` of the cases that go by, whatever their number."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self._size = size
        self._chance = chance
        self._chosen: list[Judged] = []

    def watch(self, stream: Iterable[Judged]) -> Iterator[Judged]:
        """Yield the cases unchanged, keeping each with the same probability."""
        for count, one in enumerate(stream, 1):
            if len(self._chosen) < self._size:
                self._chosen.append(one)
            elif self._size and (place := int(self._chance.random() * count)) < self._size:
                self._chosen[place] = one
            yield one

    def differences(self, request: Request) -> int:
        """Judge the chosen cases again and report each whose verdict differs; return how many."""
        found = 0
        checked: dict[str, CompiledPolicy] = {}
        for one in self._chosen:
            digest = one.law.policy.digest
            if digest not in checked:
                checked[digest] = cross_checked(one.law)
            try:
                again = judge(one.case, checked[digest], as_of=request.as_of)
            except RuleFailure as error:
                report(error, request.terminal, str(Place(one.source.name, path=one.case.id)))
                found += 1
                continue
            if again != without_proposals(one.verdict):
                said = Text(
                    id="audit: jawaban kedua berbeda dari yang pertama",
                    en="audit: the second answer differs from the first",
                )
                place = str(Place(one.source.name, path=one.case.id))
                report(RuleFailure(said), request.terminal, place)
                found += 1
        return found
