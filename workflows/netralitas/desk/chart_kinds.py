"""This file is what kinds of chart there are, and what each says to somebody who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from netralitas.facts import Language, Text


class Chart(StrEnum):
    """The kinds of chart: a bar for each row, its parts, a lane for each office, from and to."""

    BARS = "bars"
    STACKED = "stacked"
    WEEKS = "weeks"
    MATRIX = "matrix"


def described(kind: Chart, language: Language, rows: int) -> str:
    """Return what a chart of so many rows shows, in words, and where its numbers are."""
    told = (shows(kind, language), _ROWS.in_(language).format(n=rows), _NUMBERS.in_(language))
    return " ".join(told)


def shows(kind: Chart, language: Language) -> str:
    """Return what a kind of chart shows, in words."""
    return _SHOWS[kind].in_(language)


_ROWS = Text(id="{n} baris.", en="{n} rows.")
_NUMBERS = Text(
    id="Semua angka ada pada tabel di bawahnya.", en="Every number is in the table below it."
)

_SHOWS: Mapping[Chart, Text] = {
    Chart.BARS: Text(
        id="Panjang batang adalah banyaknya.", en="The length of a bar is the number."
    ),
    Chart.STACKED: Text(
        id="Setiap batang adalah seluruh kasus baris itu, yang banyaknya disebut di ujung kanan, "
        "dibagi menurut hasilnya.",
        en="Each bar is all cases of its row, their number at its right end, parted by what they "
        "came to.",
    ),
    Chart.WEEKS: Text(
        id="Satu lajur setiap kantor, satu batang setiap minggu: tinggi batang adalah banyaknya "
        "tenggat.",
        en="A lane for each office, a bar for each week: its height is the number of due dates.",
    ),
    Chart.MATRIX: Text(
        id="Setiap petak menyebut berapa kasus berpindah dari yang disebut barisnya ke yang "
        "disebut kolomnya; yang tetap berbingkai tebal.",
        en="Each square says how many cases went from what its row names to what its column "
        "names; what stayed has a bold frame.",
    ),
}
