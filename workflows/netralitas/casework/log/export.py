"""This file writes the log as an export that can be verified where the database is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from netralitas.casework.log.checkpoints import claimed_checkpoint
from netralitas.casework.log.failures import LogError, malformed
from netralitas.casework.log.lines import (
    MOST_BYTES,
    CheckpointLine,
    EndLine,
    EventLine,
    HeaderLine,
    read_line,
    written,
)
from netralitas.facts import Text


def export(
    events: Iterable[tuple[int, bytes, bytes]], checkpoints: Sequence[str], *, origin: str
) -> Iterator[bytes]:
    """Yield the lines of the export of a log, one at a time, in the order in which it was written.

    An event is its place in the log, its canonical bytes and its leaf hash as the store keeps them:
    nothing is mended or judged here, so that a changed store gives an export that shows it.
    Checkpoints are signed notes. LogError for an event that is not JSON on one line, named by its
    place, and for a note that is no checkpoint.
    """
    notes = sorted(checkpoints, key=lambda note: claimed_checkpoint(note).size)
    sizes = tuple(claimed_checkpoint(note).size for note in notes)
    yield written(HeaderLine(origin=origin, sizes=sizes))
    count = 0
    for index, canonical, leaf in events:
        yield _event(index, canonical, leaf)
        count += 1
    for note in notes:
        yield written(CheckpointLine(note))
    yield written(EndLine(count, len(notes)))


def _event(index: int, canonical: bytes, leaf: bytes) -> bytes:
    line = written(EventLine(index, leaf.hex(), msgspec.Raw(canonical)))
    read = read_line(line)
    if (
        not isinstance(read, EventLine)
        or bytes(read.event) != canonical
        or line.count(b"\n") != 1
        or len(line) > MOST_BYTES
    ):
        raise _not_one_line(index)
    return line


def _not_one_line(index: int) -> LogError:
    return malformed(
        Text(id=f"peristiwa {index} dalam catatan", en=f"event {index} of the log"),
        Text(
            id="bukan JSON dalam satu baris dengan hash daunnya; simpanan berubah di tempat itu",
            en="it is not JSON on one line with its leaf hash; the store was changed at that place",
        ),
    )
