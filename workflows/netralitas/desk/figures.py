"""This file writes numbers, shares and days as a reader of each language writes them."""

from __future__ import annotations

from datetime import date

from netralitas.facts import Language
from netralitas.judgement import say_day


def number(value: int, language: Language) -> str:
    """Return a whole number with its thousands parted: `1.234`, in English `1,234`."""
    grouped = f"{value:,}"
    return grouped if language is Language.EN else grouped.replace(",", ".")


def share(value: float, language: Language) -> str:
    """Return a share of one as a percentage with one decimal: `12,3 %`, in English `12.3%`.

    What is more than nothing and less than all is never written as 0 or 100.
    """
    tenths = round(value * 1000)
    below, above = value > 0 and tenths == 0, value < 1 and tenths == 1000
    tenths = 1 if below else 999 if above else tenths
    sign = "<" if below else ">" if above else ""
    whole = number(tenths // 10, language)
    if language is Language.EN:
        return f"{sign}{whole}.{tenths % 10}%"
    return f"{sign}{whole},{tenths % 10}\N{NO-BREAK SPACE}%"


def written(cell: str | int | float | date | None, language: Language) -> str:
    """Return a cell of a table as text: counts, shares and days in the manner of the language."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return say_day(cell, language)
    if isinstance(cell, float):
        return share(cell, language)
    return number(cell, language) if isinstance(cell, int) else cell
