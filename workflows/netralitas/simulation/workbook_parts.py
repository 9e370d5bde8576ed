"""This file looks into an XLSX workbook for what a reader of its cells does not tell.

Which cells hold a fault (`#N/A`) instead of a value, and from which day serial numbers of days are
counted. Nothing is unpacked to disk, and what would grow beyond all measure is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from netralitas.facts import CaseError, Place, Text

_SMALL: Final = 4 * 1024 * 1024
_LARGE: Final = 4 * 1024 * 1024 * 1024
_BLOCK: Final = 1024 * 1024
_CELL_BYTES: Final = 16_384
"""A cell with its formula seldom takes more; if it does, what its fault is called is not told."""

_FAULTY: Final = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=[\"']e[\"'][^>]*>")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})<")
_REFERENCE: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_MARKS: Final = (b't="e"', b"t='e'")


class Workbook:
    """The parts of one workbook; CaseError for what is none."""

    def __init__(self, file: str, name: str) -> None:
        self._file = file
        self._place = Place(name)
        try:
            with ZipFile(file) as parts:
                about = _parsed(parts, "xl/workbook.xml")
                targets = {
                    one.attrib["Id"]: one.attrib["Target"]
                    for one in _parsed(parts, "xl/_rels/workbook.xml.rels")
                }
        except (BadZipFile, KeyError, ElementTree.ParseError, ValueError, EOFError) as fault:
            raise self._broken(str(fault)) from None
        properties = (one.attrib for one in about if _local(one.tag) == "workbookPr")
        counts_from_1904 = next(properties, {}).get("date1904") in ("1", "true")
        self.epoch = date(1904, 1, 1) if counts_from_1904 else date(1899, 12, 30)
        self._sheets = {
            sheet.attrib["name"]: targets.get(_identified(sheet.attrib), "")
            for part in about
            if _local(part.tag) == "sheets"
            for sheet in part
        }

    def faulty_cells(self, sheet: str) -> dict[int, tuple[str, str]]:
        """Return for each row with a faulty cell the letters of the first one, and the fault."""
        target = self._sheets.get(sheet, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found: dict[int, tuple[str, str]] = {}
        try:
            with ZipFile(self._file) as parts:
                if parts.getinfo(part).file_size > _LARGE:
                    raise self._too_large()
                for reference, fault in _faults(parts, part):
                    if reference is None:
                        raise self._unnamed(fault)
                    letters, row = reference
                    found.setdefault(row, (letters, fault))
        except (BadZipFile, KeyError, EOFError) as fault:
            raise self._broken(str(fault)) from None
        return found

    def _broken(self, words: str) -> CaseError:
        return CaseError(
            Text(id=f"bukan XLSX yang utuh: {words}", en=f"no sound XLSX: {words}"),
            at=self._place,
            hint=Text(id="simpan ulang sebagai .xlsx atau CSV", en="save it anew as .xlsx or CSV"),
        )

    def _too_large(self) -> CaseError:
        return CaseError(
            Text(id="lembar ini terlalu besar", en="the sheet is too large"),
            at=self._place,
            hint=Text(id="simpan sebagai CSV", en="save it as CSV"),
        )

    def _unnamed(self, fault: str) -> CaseError:
        return CaseError(
            Text(id=f"ada sel galat {fault}", en=f"a cell holds the fault {fault}"),
            at=self._place,
            hint=Text(id="perbaiki rumusnya", en="mend its formula"),
        )


def letters_of(place: int) -> str:
    """Return the letters above a column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, last = divmod(place - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _faults(parts: ZipFile, part: str) -> Iterator[tuple[tuple[str, int] | None, str]]:
    """Yield the place and the fault of every faulty cell of a sheet, block by block."""
    with parts.open(part) as stream:
        text = stream.read(_BLOCK)
        while text:
            more = stream.read(_BLOCK)
            # A cell that may go on in the next block is looked at with it.
            end = max(len(text) - _CELL_BYTES, 0) if more else len(text)
            if any(mark in text for mark in _MARKS):
                for cell in _FAULTY.finditer(text):
                    if cell.start() < end:
                        named = _REFERENCE.search(cell[0])
                        told = _VALUE.search(text, cell.end(), cell.end() + _CELL_BYTES)
                        reference = (named[1].decode(), int(named[2])) if named else None
                        yield reference, told[1].decode("ascii", "replace") if told else "?"
            text = text[end:] + more if more else b""


def _parsed(parts: ZipFile, part: str) -> ElementTree.Element:
    """Return a small part of a workbook; ValueError for one that is large or defines entities."""
    with parts.open(part) as stream:
        content = stream.read(_SMALL + 1)
    if len(content) > _SMALL or b"<!" in content:
        raise ValueError(part)
    return ElementTree.fromstring(content)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _identified(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith("}id")), "")
