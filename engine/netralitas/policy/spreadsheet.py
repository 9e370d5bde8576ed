"""This file reads one case from each row of a table, whose columns are dotted paths.

    id,election,subject.category,subject.level,act,at,facts.reaction,evidence
    LMJ-1,pilkada_2024,pns,pengawas,react_online,2024-10-02,comment,foto:verified

An empty cell is an absent value. `act`, `at` and `facts.*` are the single charge; several charges
are `charges.0.act`, `charges.1.act`. `evidence` lists kinds, `none` says that there is none.
Columns that begin with `verdict.` are the answer of an earlier run, and are not read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from netralitas.facts import CASE_SCHEMA, CaseError, Place, Text
from netralitas.policy.located import Candidate, refusal_at
from netralitas.policy.model import Policy
from netralitas.policy.scalars import FORBIDDEN, Path, Refusal, forbidden, path_text, shown
from netralitas.policy.table_columns import EVIDENCE, CaseColumn, columns_of

_BOM = b"\xef\xbb\xbf"


class Record(NamedTuple):
    """One row of a CSV table, its first and its last line; `fault` says why it is none."""

    line: int
    last: int
    cells: Sequence[str]
    fault: Refusal | None = None


def read_rows(content: bytes, file: str, policy: Policy) -> Iterator[Candidate]:
    """Yield one candidate for each row of data; raises CaseError for a header that no case has.

    Columns are told apart by commas, semicolons or tabs, whichever the header has most of.
    """
    text = lenient_text(content)
    found = records(text, delimiter_of(text))
    header = next(found, None)
    if header is None:
        says = Text(id="tabel tanpa baris judul", en="a table without a header")
        raise CaseError(says, at=Place(file), hint=_HEADER)
    if header.fault:
        raise refusal_at(Place(file, header.line), header.fault, CaseError)
    columns = columns_of(header.cells, Place(file, header.line), policy)
    for record in found:
        place = row_place(file, record.line, columns)
        if record.fault:
            yield Candidate(None, place, _case_error(place(()), record.fault))
        else:
            yield candidate_of_row(record.cells, columns, place)


_QUOTES = Text(id="periksa tanda kutip", en="check the quotes")
_HEADER = Text(
    id="misalnya id,subject.category,act,at", en="for example id,subject.category,act,at"
)


def lenient_text(content: bytes) -> str:
    """Return the text of a table; a byte that is no UTF-8 stays, and spoils its row alone."""
    return content.removeprefix(_BOM).decode("utf-8", "surrogateescape")


def delimiter_of(text: str) -> str:
    """Return what tells the columns of a table apart, by its first line that is not blank."""
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def records(text: str, delimiter: str, *, first: int = 1) -> Iterator[Record]:
    """Yield the rows of a CSV text that are not blank; what spoils one leaves the others standing.

    `first` is the number of the text's first line.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    unclean = FORBIDDEN.search(text) is not None
    while True:
        line = first + lines.line_num
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as fault:
            says = Text(id=f"bukan CSV yang sah: {fault}", en=f"not valid CSV: {fault}")
            yield Record(line, first + lines.line_num - 1, (), Refusal(says, _QUOTES))
            continue
        last = first + lines.line_num - 1
        if unclean and (found := FORBIDDEN.search("".join(cells))):
            yield Record(line, last, (), _unclean(found.group()))
        elif any(cell.strip() for cell in cells):
            yield Record(line, last, cells)


def _unclean(character: str) -> Refusal:
    """Return the refusal of a control character, or of the byte for which a surrogate stands."""
    if not "\udc80" <= character <= "\udcff":
        return forbidden(character)
    byte = f"{ord(character) - 0xDC00:#04x}"
    return Refusal(
        Text(id=f"bukan UTF-8: bita {byte}", en=f"not UTF-8: byte {byte}"),
        Text(id='simpan sebagai "CSV UTF-8"', en='save it as "CSV UTF-8"'),
    )


def row_place(
    file: str, line: int, columns: Sequence[CaseColumn], letters: Sequence[str] = ()
) -> Callable[[Path], Place]:
    """Return how the places in a row are named: by the column that a person sees above them.

    `letters` are those above a spreadsheet's columns, so that a cell is named as there: `F7`.
    """

    def place(path: Path) -> Place:
        for number, column in enumerate(columns):
            if column.path and path[: len(column.path)] == column.path:
                cell = f"{letters[number]}{line} " if letters else ""
                return Place(file, line, cell + column.name.strip())
        return Place(file, line, path_text(path))

    return place


def candidate_of_row(
    cells: Sequence[str | None],
    columns: Sequence[CaseColumn],
    place: Callable[[Path], Place],
) -> Candidate:
    """Return what a row says as a case file would nest it; None and blank cells are absent."""
    if len(cells) > len(columns):
        says = Text(
            id=f"{len(cells)} sel, hanya {len(columns)} kolom",
            en=f"{len(cells)} cells, only {len(columns)} columns",
        )
        return Candidate(None, place, CaseError(says, at=place(()), hint=_QUOTES))
    nested: dict[str | int, Any] = {"schema": CASE_SCHEMA, "subject": {}}
    for column, cell in zip(columns, cells, strict=False):
        if cell is None or not column.path:
            continue
        cell = cell.strip()
        if not cell:
            continue
        at = nested
        for part in column.path[:-1]:
            at = at.setdefault(part, {})
            if not isinstance(at, dict):
                return Candidate(None, place, _given_twice(column, place))
        last = column.path[-1]
        value = _evidence(cell) if column.path == EVIDENCE else _read(cell, column.kind)
        if last in at and last != "schema":
            return Candidate(None, place, _given_twice(column, place))
        at[last] = value
    return Candidate(_lists(nested), place)


def _case_error(place: Place, refusal: Refusal) -> CaseError:
    return CaseError(refusal.says, at=place, hint=refusal.hint)


def _given_twice(column: CaseColumn, place: Callable[[Path], Place]) -> CaseError:
    name = shown(column.name)
    says = Text(id=f"{name} sudah diisi kolom lain", en=f"{name} is given by another column too")
    return CaseError(says, at=place(column.path), hint=Text(id="isi satu", en="fill in one"))


def _evidence(cell: str) -> list[dict[str, Any]]:
    """`foto:verified; tautan`: kinds, of which those marked are verified; `none`: there is none."""
    if cell == "none":
        return []
    pieces = (piece.strip().partition(":") for piece in cell.replace(";", ",").split(","))
    return [
        {"kind": kind.strip(), "verified": True if mark.strip() == "verified" else False}
        if mark.strip() in ("", "verified")
        else {"kind": kind.strip(), "verified": mark.strip()}
        for kind, _, mark in pieces
    ]


def _read(cell: str, kind: type) -> str | bool | int:
    """What cannot be read stays text, and is refused as such where the case is made."""
    if kind is bool and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    if kind is int and cell.isdecimal() and len(cell) < 10:
        return int(cell)
    return cell


def _lists(nested: Any) -> Any:
    """Turn mappings with numbered keys into lists; numbers left out are closed up."""
    if not isinstance(nested, dict):
        return [_lists(item) for item in nested] if isinstance(nested, list) else nested
    if nested and all(isinstance(key, int) for key in nested):
        return [_lists(nested[key]) for key in sorted(nested)]
    return {key: _lists(value) for key, value in nested.items()}
