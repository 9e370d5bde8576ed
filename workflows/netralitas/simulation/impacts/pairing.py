"""This file brings two sources of law together, so that both judge the same rows in the same words.

Either side is asked for the law of a case's region. A word that one of them does not know decides
nothing there; an act, an election or a sanction that it does not know is a reason to refuse the
row, and is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec
import polars as pl

from netralitas.facts import CaseError, NetralitasError, NotInstalled, PolicyError
from netralitas.judgement import CompiledPolicy, compile_policy
from netralitas.judgement.differing import in_common_words
from netralitas.policy import Act, Election, Policy, Sanction
from netralitas.simulation.cases import case_of
from netralitas.simulation.judges import Laws

Word = TypeVar("Word", bound=Act | Election | Sanction)


class Pair(NamedTuple):
    """The laws of a region on both sides: each in common words, or why there is none."""

    old: CompiledPolicy | NetralitasError
    new: CompiledPolicy | NetralitasError
    own: tuple[Policy | None, Policy | None]
    words: Policy | NetralitasError


class Pairing:
    """The laws of two sides, looked up and put into common words once a region."""

    def __init__(self, old: Laws, new: Laws) -> None:
        self.sides = (old, new)
        self._pairs: dict[str | None, Pair] = {}

    def pair(self, region: str | None) -> Pair:
        """Return the laws of a region; what cannot be had stands in the place of a law."""
        found = self._pairs.get(region)
        if found is None:
            old, new = (_asked(laws, region) for laws in self.sides)
            found = self._pairs[region] = _paired(old, new)
        return found

    def words(self, region: str | None) -> Policy:
        """Return every word that a case of a region may use on either side.

        Raises what the first side said where neither has a law for the region.
        """
        words = self.pair(region).words
        if isinstance(words, NetralitasError):
            raise words.with_traceback(None)
        return words

    def strangers(self, side: int, frame: pl.DataFrame) -> Iterator[tuple[int, CaseError]]:
        """Yield the rows that one side's law has no words for, by their place, with the reason."""
        numbered = frame.with_row_index("_place")
        regions: list[str | None] = [None]
        if "region" in frame.columns:
            regions = frame["region"].cast(pl.String).unique(maintain_order=True).to_list()
        for region in regions:
            pair = self.pair(region)
            own, words = pair.own[side], pair.words
            if own is None or isinstance(words, NetralitasError):
                continue
            suspect = _suspect(frame.columns, own, words)
            if suspect is None:
                continue
            if region is not None:
                suspect &= pl.col("region") == region
            elif "region" in frame.columns:
                suspect &= pl.col("region").is_null()
            for row in numbered.filter(suspect).iter_rows(named=True):
                place = row.pop("_place")
                try:
                    case_of(row, _lent(own, words))
                except CaseError as error:
                    yield place, error


class SideOf(NamedTuple):
    """One side's laws, in the words of both: 0 is the old side."""

    pairing: Pairing
    side: int

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; raises why there is none."""
        pair = self.pairing.pair(region)
        law = pair.new if self.side else pair.old
        if isinstance(law, NetralitasError):
            raise law.with_traceback(None)
        return law


def _asked(laws: Laws, region: str | None) -> CompiledPolicy | NetralitasError:
    try:
        return laws.of(region)
    except (NotInstalled, PolicyError) as error:
        return error


def _paired(old: CompiledPolicy | NetralitasError, new: CompiledPolicy | NetralitasError) -> Pair:
    if isinstance(old, NetralitasError):
        if isinstance(new, NetralitasError):
            return Pair(old, new, (None, None), old)
        return Pair(old, new, (None, new.policy), new.policy)
    if isinstance(new, NetralitasError):
        return Pair(old, new, (old.policy, None), old.policy)
    try:
        worded = in_common_words(old.policy, new.policy)
    except PolicyError as error:
        return Pair(error, error, (old.policy, new.policy), error)
    return Pair(
        _worded(old, worded[0]),
        _worded(new, worded[1]),
        (old.policy, new.policy),
        _words(*worded),
    )


def _worded(law: CompiledPolicy, policy: Policy) -> CompiledPolicy:
    if policy is law.policy:
        return law
    return compile_policy(policy, law.pack, engines=law.engines)


def _words(old: Policy, new: Policy) -> Policy:
    """Return a policy that only lends its words: with the elections and sanctions of both."""
    elections, sanctions = (
        _joined(old.elections, new.elections),
        _joined(old.sanctions, new.sanctions),
    )
    if (elections, sanctions) == (old.elections, old.sanctions):
        return old
    return msgspec.structs.replace(old, elections=elections, sanctions=sanctions)


def _joined(own: tuple[Word, ...], others: tuple[Word, ...]) -> tuple[Word, ...]:
    known = {word.id for word in own}
    return (*own, *(word for word in others if word.id not in known))


def _lent(own: Policy, words: Policy) -> Policy:
    """Return common words with the acts, elections and sanctions that one policy knows."""
    return msgspec.structs.replace(
        words, acts=own.acts, elections=own.elections, sanctions=own.sanctions
    )


def _suspect(columns: list[str], own: Policy, words: Policy) -> pl.Expr | None:
    """Return what tells the rows that may use a word the policy does not know; None for none."""
    contests = {election.id: election.contests for election in own.elections}
    foreign = {
        "act": _names(words.acts) - _names(own.acts),
        "sanction": _names(words.sanctions) - _names(own.sanctions),
        "election": {one.id for one in words.elections if contests.get(one.id) != one.contests},
    }
    tests = [
        pl.col(column).is_in(sorted(names))
        for column in columns
        for word, names in foreign.items()
        if names and re.search(rf"(^|[._]){word}$", column)
    ]
    return pl.any_horizontal(tests) if tests else None


def _names(some: Iterable[Act | Sanction]) -> set[str]:
    return {one.id for one in some}
