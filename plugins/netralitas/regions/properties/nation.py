"""This file is the nation as a pack is held against it: its law and its corpus."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import msgspec

from netralitas.facts import NetralitasError, Verdict
from netralitas.judgement import CompiledPolicy, Entry, judge, load_policy, read_corpus
from netralitas.regions.registry import Registry
from netralitas.regions.sources import NATION
from netralitas.regions.versions import engine_versions


class Judged(NamedTuple):
    """An entry of a corpus with the verdict on its case, or with the error that kept one away."""

    entry: Entry
    verdict: Verdict | None
    error: NetralitasError | None = None


class Nation(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """The national law ready to judge by, and its corpus.

    One is enough for any number of candidates; what is worked out is kept with it.
    """

    law: CompiledPolicy
    entries: tuple[Entry, ...]

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """The verdicts of the nation alone on the cases of its corpus."""
        return judged(self.entries, self.law)


def read_nation(law: CompiledPolicy | None = None) -> Nation:
    """Return the nation from the installed files; raises PolicyError where they are not there.

    `law` is the law of these files where somebody has it already.
    """
    registry = Registry()
    if law is None:
        law = load_policy(registry.files(NATION), engines=engine_versions())
    return Nation(law=law, entries=read_corpus(registry.corpus(NATION), law))


def judged(entries: tuple[Entry, ...], law: CompiledPolicy) -> tuple[Judged, ...]:
    """Return the verdicts under a policy on the entries that hold a case."""
    return tuple(_judged(entry, law) for entry in entries if entry.case is not None)


def _judged(entry: Entry, law: CompiledPolicy) -> Judged:
    assert entry.case is not None
    try:
        return Judged(entry, judge(entry.case, law, as_of=entry.as_of))
    except NetralitasError as error:
        return Judged(entry, None, error)
