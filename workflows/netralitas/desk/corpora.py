"""This file reads the cases of corpora and of case files, to be held against a law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.desk.endings import Ending, report
from netralitas.desk.inputs import content_of, file_name
from netralitas.desk.request import Request
from netralitas.desk.terminal import Terminal
from netralitas.facts import Case, CaseError, Place
from netralitas.judgement import AS_OF, CompiledPolicy, read_corpus
from netralitas.policy import read_cases, read_yaml
from netralitas.regions import NATION


class Held(NamedTuple):
    """A case to be held against the law, the day it is judged, and where it stands."""

    case: Case
    as_of: date
    place: Place


def shipped(request: Request, law: CompiledPolicy) -> Iterator[Held]:
    """Yield the cases of the corpora that are installed with the law."""
    registry = request.law.registry
    for region in dict.fromkeys((NATION, request.region or NATION)):
        for name, content in registry.corpus(region).items():
            yield from _of_corpus(name, content, law)


def named(
    corpora: Sequence[str], law: CompiledPolicy, endings: Counter[Ending], terminal: Terminal
) -> Iterator[Held]:
    """Yield the cases of files; one that cannot be taken is reported and counted.

    Every file is looked for before any is read.
    """
    contents = [(file_name(name), content_of(name)) for name in corpora]

    def taken() -> Iterator[Held]:
        for name, content in contents:
            if _is_corpus(name, content):
                yield from _of_corpus(name, content, law)
                continue
            for case in read_cases(content, name, law.policy):
                if isinstance(case, CaseError):
                    report(case, terminal)
                    endings[Ending.INVALID] += 1
                else:
                    yield Held(case, AS_OF, Place(name, path=case.id))

    return taken()


def _is_corpus(name: str, content: bytes) -> bool:
    """Whether a file holds tests, and not plain cases."""
    if name.rpartition(".")[2].lower() in ("csv", "jsonl", "ndjson"):
        return False
    try:
        data = read_yaml(content, name, error=CaseError).data
    except CaseError:
        return False  # what is wrong with it is said by whoever reads it as cases
    first = data[0] if isinstance(data, list) and data else None
    return isinstance(first, dict) and ("case" in first or "asked" in first)


def _of_corpus(name: str, content: bytes, law: CompiledPolicy) -> Iterator[Held]:
    for entry in read_corpus({name: content}, law, reasons=False):
        if entry.case is not None:
            yield Held(entry.case, entry.as_of, Place(entry.file, entry.line, entry.id))
