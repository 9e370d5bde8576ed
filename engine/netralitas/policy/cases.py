"""This file reads cases from bytes: one or many, each refused or taken by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from netralitas.facts import Case, CaseError, Place, Text
from netralitas.policy.convert import convert_located
from netralitas.policy.days import days_of
from netralitas.policy.json import compose_json
from netralitas.policy.located import Bounds, Candidate, Composed, refusal_at, too_big
from netralitas.policy.model import Policy
from netralitas.policy.possible import check_case, in_memory
from netralitas.policy.scalars import Path, Refusal
from netralitas.policy.spreadsheet import read_rows
from netralitas.policy.yaml import compose_yaml

Format = Literal["yaml", "json", "jsonl", "csv"]

_FILE = Bounds(nodes=200_000)
"""For files that are read as a whole; a million cases come as JSON Lines."""

_STREAM = Bounds(bytes=256 * 1024 * 1024)
_LINE = Bounds(bytes=1024 * 1024, nodes=20_000)

_SUFFIXES: Mapping[str, Format] = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
}


def read_cases(
    content: bytes,
    file: str,
    policy: Policy,
    *,
    format: Format | None = None,
    of_region: Callable[[str], Policy] | None = None,
) -> Iterator[Case | CaseError]:
    """Yield each case of a file, or in its stead the error that says what is wrong with it.

    A case that names a region may use the words of that region's policy, where `of_region` gives
    it; any other is held against `policy`.

    A fault of the whole file (broken YAML, too big, not UTF-8) is yielded as one error, and ends
    it. The format follows the suffix of `file`, else the content. Nothing is ever raised.
    """
    try:
        for candidate in candidates_of(content, file, policy, format or format_of(content, file)):
            try:
                yield case_from(candidate, policy, of_region)
            except CaseError as error:
                yield error
    except CaseError as error:
        yield error


def format_of(content: bytes, file: str) -> Format:
    """Return the format that the suffix names, else the one that the content begins with."""
    named = _SUFFIXES.get(file.rpartition(".")[2].lower())
    if named:
        return named
    lines = [line for line in content[:65536].splitlines() if line.strip()][:2]
    if not lines or not re.match(rb'(\xef\xbb\xbf)?\s*(\{\s*("|$)|\[\s*($|\{\s*("|$)))', lines[0]):
        return "yaml"
    whole_line = lines[0].strip().endswith(b"}") and lines[0].strip().startswith(b"{")
    return "jsonl" if whole_line and len(lines) > 1 else "json"


def candidates_of(content: bytes, file: str, policy: Policy, format: Format) -> Iterator[Candidate]:
    """Yield what may become a case; raises CaseError for a fault of the whole file."""
    if format == "yaml":
        return _of_document(compose_yaml(content, file, error=CaseError, bounds=_FILE))
    if format == "json":
        return _of_document(compose_json(content, file, error=CaseError, bounds=_FILE))
    if len(content) > _STREAM.bytes:
        raise too_big(len(content), file, CaseError, _STREAM)
    if format == "csv":
        return read_rows(content, file, policy)
    return _of_lines(content, file)


def _of_document(composed: Composed) -> Iterator[Candidate]:
    located, faults = composed
    if isinstance(located.data, list):
        spoilt = {fault.path[:1]: fault.error for fault in reversed(faults)}
        if () in spoilt:
            raise spoilt[()]
        if not located.data:
            raise refusal_at(located.place(()), _EMPTY, CaseError)
        for index, data in enumerate(located.data):
            fault = spoilt.get((index,))
            yield Candidate(data, _under(located.place, index), _as_case_error(fault))
        return
    if located.data is None and not faults:
        raise refusal_at(located.place(()), _EMPTY, CaseError)
    yield Candidate(
        located.data, located.place, _as_case_error(faults[0].error if faults else None)
    )


def _of_lines(content: bytes, file: str) -> Iterator[Candidate]:
    seen = False
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        seen = True
        yield candidate_of_line(line, file, number)
    if not seen:
        raise refusal_at(Place(file), _EMPTY, CaseError)


def candidate_of_line(line: bytes, file: str, number: int) -> Candidate:
    """Return what one line of JSON Lines says; `number` is that of the line."""
    try:
        composed = compose_json(line, file, error=CaseError, bounds=_LINE, first=number)
    except CaseError as error:
        return Candidate(None, in_memory, error)
    fault = composed.faults[0].error if composed.faults else None
    return Candidate(composed.located.data, composed.located.place, _as_case_error(fault))


def _under(place: Callable[[Path], Place], index: int) -> Callable[[Path], Place]:
    return lambda path: place((index, *path))


def _as_case_error(error: Exception | None) -> CaseError | None:
    assert error is None or isinstance(error, CaseError)
    return error


def case_from(
    candidate: Candidate, policy: Policy, of_region: Callable[[str], Policy] | None = None
) -> Case:
    """Return the case that a candidate becomes; CaseError for the first thing that no case says.

    What `of_region` raises passes through.
    """
    case = case_as_stated(candidate)
    if of_region is not None and case.region is not None:
        policy = of_region(case.region)
    check_case(case, policy, candidate.place)
    return case


def case_as_stated(candidate: Candidate) -> Case:
    """Return the case that a candidate becomes before its words are held against a law.

    CaseError for the first thing that is said of no case.
    """
    if candidate.fault:
        raise candidate.fault
    data, place = candidate.data, candidate.place
    if isinstance(data, dict):
        if isinstance(data.get("subject"), list):
            raise refusal_at(place(("subject",)), _ONE_PERSON, CaseError)
        data = _with_days(data, place)
    return convert_located(data, Case, place=place, error=CaseError)


def _with_days(data: dict[str, Any], place: Callable[[Path], Place]) -> dict[str, Any]:
    """Return the values with each charge's `at` read, since msgspec has no word for a month."""
    charges = data.get("charges")
    if not isinstance(charges, list):
        return data
    read: list[Any] = []
    for index, charge in enumerate(charges):
        if isinstance(charge, dict) and charge.get("at") is not None:
            days = days_of(charge["at"])
            if isinstance(days, Refusal):
                raise refusal_at(place(("charges", index, "at")), days, CaseError)
            charge = {**charge, "at": days}
        read.append(charge)
    return {**data, "charges": read}


_EMPTY = Refusal(
    Text(id="tidak ada kasus di berkas ini", en="there is no case in this file"),
    Text(
        id="paling sedikit schema, id, subject dan charges",
        en="at least schema, id, subject and charges",
    ),
)
_ONE_PERSON = Refusal(
    Text(id="satu kasus untuk satu orang", en="one case, one person"),
    Text(
        id="tulis satu kasus untuk setiap orang, dengan event yang sama",
        en="write one case for each person, with the same event",
    ),
)
