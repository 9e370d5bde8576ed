"""This file goes through a store page by page: its cases, and the dates that wait in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from netralitas.casework.store import Due, Query, Store, Summary


def every_case(store: Store, query: Query) -> Iterator[Summary]:
    """Yield every case that a query asks for; its `limit` is how many are read at once."""
    while page := store.list(query):
        yield from page
        if len(page) < query.limit:
            return
        query = msgspec.structs.replace(query, after=page[-1].id)


def every_date(store: Store, until: datetime, *, at_once: int) -> Iterator[Due]:
    """Yield every date that waits and comes by an instant, so many of them read at once."""
    after: tuple[datetime, str, str] | None = None
    while page := store.due(until, limit=at_once, after=after):
        yield from page
        if len(page) < at_once:
            return
        last = page[-1]
        after = (last.deadline.at, last.case, last.deadline.id)
