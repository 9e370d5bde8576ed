"""The national corpus and the public cases, read once for a run of the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import netralitas.policy
from netralitas.facts import Case
from netralitas.judgement import CompiledPolicy, Entry, read_corpus
from tests.laws import national_law

CASES = Path(__file__).parents[2] / "cases"
ACCEPTANCE = "acceptance.yaml"
"""The public cases: an exact copy, whose entries carry no reason of their own."""


@cache
def national() -> CompiledPolicy:
    """Return the law as it is shipped, compiled once for a run of the tests."""
    return national_law()


@cache
def corpus() -> tuple[Entry, ...]:
    """Return every entry of the nation's corpus and of the public cases."""
    (folder,) = netralitas.policy.__path__
    files = {file.name: file.read_bytes() for file in sorted(Path(folder, "corpus").glob("*.yaml"))}
    public = {ACCEPTANCE: (CASES / ACCEPTANCE).read_bytes()}
    own = read_corpus(files, national())
    return (*read_corpus(public, national(), reasons=False), *own)


@cache
def cases() -> tuple[tuple[Entry, Case], ...]:
    """Return the entries that hold a case, with it."""
    return tuple((entry, entry.case) for entry in corpus() if entry.case is not None)
