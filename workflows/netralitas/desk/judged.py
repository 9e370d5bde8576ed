"""This file judges the cases of files one after the other, and reports those that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from netralitas.desk.complaints import Complaint, no_such_case
from netralitas.desk.endings import Ending, ending_of, ending_of_error, report
from netralitas.desk.inputs import content_of, file_name
from netralitas.desk.page import About
from netralitas.desk.proposals import Proposals
from netralitas.desk.request import Request
from netralitas.desk.tables import is_sheet, seeks_in_many, table_cases
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.facts import (
    Case,
    CaseError,
    Explanation,
    NetralitasError,
    NotInstalled,
    Outcome,
    Place,
    PolicyError,
    Text,
    Tier,
    Verdict,
)
from netralitas.judgement import CompiledPolicy, explain, judge
from netralitas.policy import Format, Policy, read_cases


class Source(NamedTuple):
    """A FILE as it was named, and its bytes."""

    name: str
    content: bytes


class Taken(NamedTuple):
    """A case that could be read, where it came from, and the law it is judged under."""

    source: Source
    case: Case
    law: CompiledPolicy


class Judged(NamedTuple):
    """A case, where it came from, the law it was judged under, and its verdict."""

    source: Source
    case: Case
    law: CompiledPolicy
    verdict: Verdict


class Explained(NamedTuple):
    """A case, where it came from, the law it was judged under, and its whole explanation."""

    source: Source
    case: Case
    law: CompiledPolicy
    explanation: Explanation


def sources_of(files: Sequence[str]) -> list[Source]:
    """Return the files with their bytes; Complaint for a missing one before any is judged."""
    return [Source(name, content_of(name)) for name in files]


class Bench:
    """Judges one case after the other, and counts how each ended."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.endings: Counter[Ending] = Counter()
        self._words: dict[str, Vocabulary] = {}
        self._proposals = Proposals(request.settings, request.clock)
        self._lawless: NotInstalled | PolicyError | None = None

    def cases(
        self, sources: Sequence[Source], kind: Format | None = None, only: str | None = None
    ) -> Iterator[Taken]:
        """Yield each case with its law; what cannot be taken is reported, counted and left out.

        `only` keeps the cases of one id; Complaint when there is none of them.
        """
        words = self.request.law.policy(self.request.region)
        found = False
        try:
            for source in sources:
                name = file_name(source.name)
                for item in self._read(source, name, words, kind, only):
                    lawless, self._lawless = self._lawless, None
                    if isinstance(item, CaseError):
                        # Without its region's words, what is wrong with a case is not known.
                        self._failed(lawless or item, Ending.INVALID, item.at if lawless else None)
                        continue
                    if only is not None and item.id != only:
                        continue
                    found = True
                    try:
                        if lawless is not None:
                            raise lawless
                        law = self.request.law.of(self.request.region or item.region)
                    except (NotInstalled, PolicyError) as error:
                        # A fault of the case that names the region, not of the command line.
                        self._failed(error, Ending.INVALID, Place(name, path=item.id))
                    else:
                        yield Taken(source, item, law)
        finally:
            self._proposals.close()
            self.request.law.keep()
        if only is not None and not found:
            raise no_such_case(only)

    def single(self, file: str, kind: Format | None, only: str | None) -> Taken | None:
        """Return the one case of a file; None where it could not be taken, which was reported.

        Complaint when the file holds several and none of them was chosen.
        """
        taken = list(self.cases(sources_of([file]), kind, only))
        if len(taken) > 1:
            raise Complaint(
                Text(
                    id=f"{file}: ada {len(taken)} kasus; pilih satu dengan --case",
                    en=f"{file}: {len(taken)} cases; choose one with --case",
                )
            )
        return taken[0] if taken else None

    def _read(
        self, source: Source, name: str, words: Policy, kind: Any, only: str | None
    ) -> Iterator[Case | CaseError]:
        """Yield the cases of a source; sheets are read by the reader of tables."""
        if is_sheet(source.name, kind) or seeks_in_many(source.name, kind, only):
            return table_cases(source.name, kind, self._words_of, only)
        return read_cases(source.content, name, words, format=kind, of_region=self._policy_of)

    def _words_of(self, region: str | None) -> Policy:
        return self.request.law.policy(self.request.region or region)

    def _policy_of(self, region: str) -> Policy:
        """Return the words a case of a region may use.

        A region that is not installed, or whose pack cannot be loaded, is told with the case.
        """
        try:
            return self.request.law.policy(self.request.region or region)
        except (NotInstalled, PolicyError) as error:
            self._lawless = error
            return self.request.law.policy(None)

    def judged(
        self, sources: Sequence[Source], kind: Format | None = None, only: str | None = None
    ) -> Iterator[Judged]:
        """Yield each case with its verdict; a failure to judge one leaves the others standing."""
        for taken in self.cases(sources, kind, only):
            try:
                verdict = judge(taken.case, taken.law, as_of=self.request.as_of)
                verdict = self._proposals.on(taken.case, taken.law, verdict)
            except NetralitasError as error:
                self._not_judged(taken, error)
            else:
                self.endings[ending_of(verdict.outcome)] += 1
                yield Judged(*taken, verdict)

    def explained(
        self,
        sources: Sequence[Source],
        kind: Format | None = None,
        only: str | None = None,
        why_not: Tier | Outcome | None = None,
    ) -> Iterator[Explained]:
        """Yield each case with its explanation, and why it is not another where that is asked."""
        for taken in self.cases(sources, kind, only):
            try:
                found = explain(taken.case, taken.law, as_of=self.request.as_of, why_not=why_not)
                verdict = self._proposals.on(taken.case, taken.law, found.verdict)
                found = msgspec.structs.replace(found, verdict=verdict)
            except NetralitasError as error:
                self._not_judged(taken, error)
            else:
                self.endings[ending_of(found.verdict.outcome)] += 1
                yield Explained(*taken, found)

    def about(self, judged: Judged) -> About:
        """Return a judged case with the words in which it is written about."""
        return About(judged.case, judged.verdict, self.words(judged.law))

    def words(self, law: CompiledPolicy) -> Vocabulary:
        """Return the vocabulary of a law, made once."""
        key = law.policy.digest
        if key not in self._words:
            self._words[key] = vocabulary_of(law.policy, self.request.language, law.pack)
        return self._words[key]

    def _not_judged(self, taken: Taken, error: NetralitasError) -> None:
        place = Place(file_name(taken.source.name), path=taken.case.id)
        self._failed(error, ending_of_error(error), place)

    def _failed(self, error: NetralitasError, ending: Ending, place: Place | None = None) -> None:
        report(error, self.request.terminal, str(place or ""))
        self.endings[ending] += 1
