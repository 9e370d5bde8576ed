"""This file writes plain cases as a case file: YAML, JSON, JSON Lines, or CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from netralitas.desk.rows import safe_cell

Plain = Mapping[str, Any]

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    """Write the cases as one JSON list."""
    before = "[\n"
    for case in cases:
        out.write(before + json.dumps(case, ensure_ascii=False))
        before = ",\n"
    out.write("\n]\n" if before == ",\n" else "[]\n")


def write_jsonl(cases: Iterable[Plain], out: TextIO) -> None:
    """Write the cases as JSON Lines."""
    for case in cases:
        out.write(json.dumps(case, ensure_ascii=False) + "\n")


def write_csv(cases: Iterable[Plain], out: TextIO, facts: Iterable[str]) -> None:
    """Write cases of one charge as CSV; `facts` are the columns kept for facts."""
    columns = [*_COLUMNS, *(f"facts.{name}" for name in facts)]
    sheet = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    sheet.writeheader()
    for case in cases:
        sheet.writerow({name: safe_cell(cell) for name, cell in _cells(case)})


_COLUMNS = (
    "id",
    "election",
    "contest",
    "report.at",
    "report.known_at",
    "report.channel",
    "subject.category",
    "subject.level",
    "subject.office",
    "subject.government",
    "act",
    "at",
    "evidence",
)


def _cells(case: Plain) -> Iterator[tuple[str, str]]:
    for name in ("id", "election", "contest"):
        yield name, case[name]
    for group in ("report", "subject"):
        for name, value in case[group].items():
            yield f"{group}.{name}", value
    charge = case["charges"][0]
    yield "act", charge["act"]
    yield "at", charge["at"]
    pieces = [
        f"{one['kind']}:verified" if one["verified"] else one["kind"] for one in case["evidence"]
    ]
    yield "evidence", "; ".join(pieces) or "none"
    for name, value in charge["facts"].items():
        yield f"facts.{name}", _scalar(value) if isinstance(value, bool) else value


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Return a scalar as YAML reads it back; a text that could be another thing is quoted."""
    if isinstance(value, str):
        plain = _DATE.fullmatch(value) or (_BARE.fullmatch(value) and value.lower() not in _TAKEN)
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
