"""This file writes plain cases as a case file: YAML, JSON, JSON Lines, or CSV from columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, TextIO

import msgspec

from netralitas.desk.rows import safe_cell
from netralitas.desk.samples.columns import Column, Word
from netralitas.facts import CASE_SCHEMA

Plain = Mapping[str, Any]

Kept = dict[int, tuple[Sequence[Word], Sequence[str]]]
"""The cells of words that many chunks share, by their identity: held here, so that it stays."""

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTED = re.compile('[,"\n\r]')
_CHARGE = ("act", "at", "facts")


def write_yaml(cases: Iterable[Plain], out: TextIO) -> None:
    """Write the cases as a YAML list, one case after the other, short mappings on one line."""
    empty = True
    for case in cases:
        empty = False
        before = "- "
        for key, value in case.items():
            out.write(f"{before}{key}: {_flow(value)}\n")
            before = "  "
    if empty:
        out.write("[]\n")


def write_json(cases: Iterable[Plain], out: TextIO) -> None:
    """Write the cases as one JSON list, a case on each line."""
    before = "[\n"
    for case in cases:
        out.write(before + _line(case))
        before = ",\n"
    out.write("\n]\n" if before == ",\n" else "[]\n")


def write_jsonl(cases: Iterable[Plain], out: TextIO) -> None:
    """Write the cases as JSON Lines."""
    for case in cases:
        out.write(_line(case) + "\n")


def write_csv(chunks: Iterable[Sequence[Column]], out: TextIO) -> None:
    """Write chunks of columns as CSV, under one line of their names."""
    kept: Kept = {}
    for place, columns in enumerate(chunks):
        if place == 0:
            out.write(",".join(_cell(column.name) for column in columns) + "\n")
        cells: list[Sequence[str]] = []
        for rows, run in groupby(columns, key=lambda column: column.rows):
            if rows is None:
                cells += [_cells(column, kept) for column in run]
            else:
                cells.append(_together(list(run), rows, kept))
        body = "\n".join(map(",".join, zip(*cells, strict=True)))
        if body:
            out.write(body + "\n")


def _together(beside: Sequence[Column], rows: Sequence[int], kept: Kept) -> list[str]:
    """Return columns that few rows fill as if they were one, their cells parted already."""
    cells = ["," * (len(beside) - 1)] * len(beside[0].codes)
    filled = [(_texts(column, kept), column.codes) for column in beside]
    for row in rows:
        cells[row] = ",".join([texts[codes[row]] for texts, codes in filled])
    return cells


def cases_of(columns: Sequence[Column]) -> Iterator[Plain]:
    """Yield the cases of a chunk as plain values, in the order of keys of a case file."""
    parts = list(_parts(columns))
    rows = zip(*(part.rows for part in parts), strict=True)
    for row in rows:
        case: dict[str, Any] = {"schema": CASE_SCHEMA}
        for part, codes in zip(parts, row, strict=True):
            if any(codes):
                stated = {
                    name: words[code]
                    for name, words, code in zip(part.names, part.words, codes, strict=True)
                    if code
                }
                _within(case, part.parents).update(stated)
        yield case


class _Part(NamedTuple):
    """Columns that stand side by side in one mapping of a case, and their codes row by row."""

    parents: tuple[str, ...]
    names: list[str]
    words: list[Sequence[Any]]
    rows: Iterator[tuple[int, ...]]


def _parts(columns: Sequence[Column]) -> Iterator[_Part]:
    """Yield the mappings of a case in the order of their first columns, outer before inner."""
    for parents, run in groupby(columns, key=lambda column: tuple(_path(column.name)[:-1])):
        beside = list(run)
        yield _Part(
            parents,
            [_path(column.name)[-1] for column in beside],
            [_values(column) for column in beside],
            zip(*(column.codes for column in beside), strict=True),
        )


def _path(name: str) -> list[str]:
    path = name.split(".")
    return ["charges", "0", *path] if path[0] in _CHARGE else path


def _within(case: dict[str, Any], parents: Sequence[str]) -> dict[str, Any]:
    """Return the mapping at a path, made where it is not there yet; numbers are list places."""
    at: Any = case
    for place, part in enumerate(parents):
        if part.isdecimal():
            if len(at) == int(part):
                at.append({})
            at = at[int(part)]
        else:
            numbered = place + 1 < len(parents) and parents[place + 1].isdecimal()
            at = at.setdefault(part, [] if numbered else {})
    assert isinstance(at, dict)
    return at


def _values(column: Column) -> Sequence[Any]:
    """Return what a column's words mean: evidence is written `foto:verified; tautan`, or `none`."""
    return [_items(word) for word in column.words] if column.name == "evidence" else column.words


def _items(word: Word) -> list[dict[str, Any]]:
    if word is None or word == "none":
        return []
    pieces = (piece.strip().partition(":") for piece in str(word).split(";"))
    return [{"kind": kind, "verified": mark == "verified"} for kind, _, mark in pieces]


def _cells(column: Column, kept: Kept) -> Sequence[str]:
    """Return the cells of a column."""
    if not any(column.codes):
        return [""] * len(column.codes)
    if column.name == "id":  # its words are others in every chunk
        return [_cell(word) for word in column.words[1:]]
    texts = _texts(column, kept)
    return [texts[code] for code in column.codes]


def _texts(column: Column, kept: Kept) -> Sequence[str]:
    found = kept.get(id(column.words))
    if found is None:
        found = kept[id(column.words)] = column.words, [_cell(word) for word in column.words]
    return found[1]


def _cell(word: Word) -> str:
    """Return a word as a cell: no formula, quoted where it would be taken for two cells."""
    if word is None or isinstance(word, bool):
        return "" if word is None else str(word).lower()
    text = safe_cell(str(word))
    return '"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text


def _line(case: Plain) -> str:
    return msgspec.json.encode(case).decode()


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


@lru_cache(maxsize=20_000, typed=True)
def _scalar(value: Any) -> str:
    """Return a scalar as YAML reads it back; a text that could be another thing is quoted."""
    if isinstance(value, str):
        plain = _DATE.fullmatch(value) or (_BARE.fullmatch(value) and value.lower() not in _TAKEN)
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
