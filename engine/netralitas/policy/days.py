"""This file reads the day of an act: a date, a month, or the span between two dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from netralitas.facts import Days, Text
from netralitas.policy.scalars import SHOWN_MAX, Refusal, shown

_HINT = Text(
    id="misalnya 2024-10-02, 2024-10 atau {from: 2024-10-02, to: 2024-10-05}",
    en="for example 2024-10-02, 2024-10 or {from: 2024-10-02, to: 2024-10-05}",
)
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


def days_of(data: object) -> Days | Refusal:
    """Return the days that a file means by `at`, or why there are no such days."""
    if isinstance(data, Days):
        return data
    if isinstance(data, Mapping) and set(data) == {"from", "to"}:
        first, last = _day(data["from"]), _day(data["to"])
        if first is None or last is None:
            return _no_day(data["to"] if last is None else data["from"])
        if first > last:
            return Refusal(
                Text(
                    id=f"dari {first} sampai {last}: awal sesudah akhir",
                    en=f"from {first} to {last}: the first day comes after the last",
                ),
                _HINT,
            )
        return Days(first=first, last=last)
    if isinstance(data, str) and _MONTH.fullmatch(data):
        year, month = map(int, data.split("-"))
        try:
            return Days.month(year, month)
        except (ValueError, OverflowError):
            return Refusal(
                Text(id=f"tidak ada bulan {data}", en=f"there is no month {data}"), _HINT
            )
    day = _day(data)
    return Days.of(day) if day else _no_day(data)


def plain_days(days: Days) -> str | dict[str, str]:
    """Return the days as a file writes them: `2024-10-02`, or `{from, to}`."""
    if days.certain:
        return days.first.isoformat()
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def _day(data: object) -> date | None:
    if not isinstance(data, str) or not _DATE.fullmatch(data):
        return None
    try:
        return date.fromisoformat(data)
    except ValueError:
        return None


def _no_day(data: object) -> Refusal:
    if isinstance(data, str) and _DATE.fullmatch(data):
        return Refusal(Text(id=f"tidak ada tanggal {data}", en=f"there is no day {data}"), _HINT)
    found = shown(data) if isinstance(data, str) else repr(data)[:SHOWN_MAX]
    return Refusal(
        Text(id=f"seharusnya tanggal, bukan {found}", en=f"expected a date, not {found}"), _HINT
    )
