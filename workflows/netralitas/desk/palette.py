"""This file holds the colours and patterns of charts and of the page around them.

Tiers go from dark to light in one blue, which every eye and every printer keeps in order; what is
no tier has a pattern besides its colour. Whatever is written stands out from what it stands on by
4.5 to 1 or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Style(NamedTuple):
    """How a part of a chart is drawn: its fill, the ink of a number on it, and its pattern."""

    fill: str
    ink: str
    hatch: str = ""


INK = "#1b1b1b"
PAPER = "#ffffff"
QUIET = "#595959"
"""The ink of what stands back: notes, axes, outlines."""
PALE = "#f4f6f8"
"""The ground of headings and of every other row."""
RULE = "#d5dae0"
"""Lines that part rows and scales; nothing is read from them."""
ACCENT = "#2166ac"

STYLES: Mapping[str, Style] = {
    "berat": Style("#08306b", PAPER),
    "sedang": Style(ACCENT, PAPER),
    "ringan": Style("#7ab3d9", INK),
    "moral": Style("#c5dff0", INK),
    "kepegawaian": Style("#7b3294", PAPER, "//"),
    "desa": Style("#c2a5cf", INK, "\\\\"),
    "kontrak": Style("#e7d4e8", INK, "++"),
    "needs_human": Style("#fdb863", INK, ".."),
    "undetermined": Style("#fee8c8", INK, "xx"),
    "insufficient_evidence": Style("#d0d0d0", INK, "--"),
    "no_violation": Style("#f2f2f2", INK),
    "out_of_scope": Style("#ffffff", INK, "||"),
}
"""How each result is drawn, the same in every chart."""

OTHERS = (
    Style(ACCENT, PAPER),
    Style("#fdb863", INK, "//"),
    Style("#c2a5cf", INK, ".."),
    Style("#c5dff0", INK, "xx"),
    Style("#7b3294", PAPER, "\\\\"),
    Style("#d0d0d0", INK, "--"),
)
"""For columns of other tables, in turn."""

SHADES = (
    Style(PAPER, INK),
    Style("#eaf3fa", INK),
    Style("#d0e3f2", INK),
    Style("#a9cce6", INK),
    Style(ACCENT, PAPER),
    Style("#08306b", PAPER),
)
"""From nothing to everything, for squares of a matrix; the number stands on each."""


def style_of(key: str, place: int) -> Style:
    """Return the style of a column by its key; for a key without one, by its place."""
    return STYLES.get(key) or OTHERS[place % len(OTHERS)]


def shade(part: float) -> Style:
    """Return the shade for a share of one: nothing is paper, the first of anything is not."""
    return SHADES[0] if part <= 0 else SHADES[1 + min(int(part * 5), 4)]
