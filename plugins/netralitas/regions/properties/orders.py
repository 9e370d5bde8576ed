"""This file writes a pack in other orders than its author's, and compares what has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from netralitas.policy import encode

Order = Callable[[Sequence[Any]], Sequence[Any]]

BACKWARDS = "backwards"
ORDERS: Mapping[str, Order] = {
    BACKWARDS: lambda items: items[::-1],
    "last_first": lambda items: [*items[-1:], *items[:-1]],
    "every_other": lambda items: [*items[1::2], *items[::2]],
}
"""The other orders in which a pack is tried: fixed, so that a check answers the same every time."""

MEANT = frozenset({"cites", "types"})
"""Lists of a pack whose order says something: the first citation is the source, the first type the
lightest."""

TOLD = frozenset({"path", "lawful", "closing", "cites"})
"""Lists of a verdict whose order says something; the rest are told in the order of the file."""

_PRESENTED = frozenset({"receipt", "ask"})
"""Parts of a verdict that follow the file itself: its digest, and which of several questions that
narrow a case equally is put first."""


def permuted(data: Any, order: Order) -> Any:
    """Return a pack's values with all its keys and items in another order, and the same meaning."""
    if isinstance(data, dict):
        return {
            key: _each(data[key], order) if key in MEANT else permuted(data[key], order)
            for key in order(list(data))
        }
    if isinstance(data, list):
        return [permuted(item, order) for item in order(data)]
    return data


def _each(items: Any, order: Order) -> Any:
    return [permuted(item, order) for item in items] if isinstance(items, list) else items


def written(data: Any) -> bytes:
    """Return plain values as a file that the reader takes: JSON is YAML."""
    return msgspec.json.encode(data)


def unordered(value: Any) -> Any:
    """Return plain values with every list sorted whose order says nothing, to be compared."""
    if isinstance(value, dict):
        return {
            key: [unordered(item) for item in inner]
            if key in TOLD and isinstance(inner, list | tuple)
            else unordered(inner)
            for key, inner in sorted(value.items())
            if key not in _PRESENTED
        }
    if isinstance(value, list | tuple):
        return sorted((unordered(item) for item in value), key=encode)
    return value
