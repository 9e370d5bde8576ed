"""This file compares what a store keeps beside its events with what the events make of it.

The log holds the events alone. Where a case stands, when its dates fire and how far the tree has
grown are rows beside them, and a changed one would be believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from netralitas.casework import Case, Deadline, Query, Summary, every_case, every_date, folded
from netralitas.desk.progress import watched
from netralitas.desk.terminal import Terminal
from netralitas.facts import InputError, Text

if TYPE_CHECKING:
    from netralitas.casework import record

_CASES: Final = Text(id="perkara", en="cases")
_PAGE: Final = 1000
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def unlike(
    store: record.Record, size: int, root: bytes, found: bytes, terminal: Terminal
) -> Iterator[Text]:
    """Yield what stands otherwise in a store than its events say.

    `size` and `root` are those of its edge when it was read, `found` is the root of its events. It
    may be written meanwhile: what was changed by an honest writer is never told.
    """
    if root != found:
        yield Text(
            id="tepi pohon yang disimpan bukan tepi dari peristiwanya",
            en="the edge of the tree that is kept is not that of its events",
        )
    beyond = store.leaves(start=size, limit=1)
    if beyond and beyond[0].place >= store.frontier().size:
        place = beyond[0].place
        yield Text(
            id=f"peristiwa {place}: berdiri di luar tepi pohon, ditulis tanpa program ini",
            en=f"event {place}: it stands beyond the edge of the tree, not written by this program",
        )
    lines = list(every_case(store, Query(limit=_PAGE)))
    dates = _dates(store)
    for line in watched(lines, terminal, _CASES, of=len(lines)):
        yield from _of_case(store, line, dates.get(line.id, []))


def _of_case(store: record.Record, line: Summary, dates: Sequence[Deadline]) -> Iterator[Text]:
    try:
        case = store.case(line.id)
        made: Case | None = folded(store.events(line.id)[: case.version])
    except InputError:
        made, case = None, None
    if made is None or made != case:
        yield Text(
            id=f"perkara {line.id}: tidak disimpan sebagaimana dihasilkan peristiwanya",
            en=f"case {line.id}: it is not kept as its events make it",
        )
    elif case.version == line.version and {*dates} != {*case.deadlines}:
        yield Text(
            id=f"perkara {line.id}: tanggal yang menunggu bukan yang dihasilkan peristiwanya",
            en=f"case {line.id}: the dates that wait are not those that its events make",
        )


def _dates(store: record.Record) -> dict[str, list[Deadline]]:
    """Return the dates that wait, by case."""
    by_case: dict[str, list[Deadline]] = {}
    for case, deadline in every_date(store, _LAST, at_once=_PAGE):
        by_case.setdefault(case, []).append(deadline)
    return by_case
