"""This file holds the lines of an export, as they are written and as they are read back.

Line 1 names the log and the sizes at which it was signed; then comes a line for each event with its
place in the log, its leaf hash as the log recorded it, and its canonical bytes as they are; then a
line for each checkpoint; the last line says how many there are of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Protocol

import msgspec

from netralitas.facts import Text

MOST_BYTES: Final = 16 * 1024 * 1024
"""The longest line that is read, in bytes."""

NOTES = Text(
    id="Ekspor catatan perkara. Tiap baris peristiwa memuat tempatnya (index), hash daun seperti "
    "yang tercatat (leaf = SHA-256 atas 0x00 dan peristiwa) dan peristiwa apa adanya; "
    "pohonnya menurut RFC 6962. Di akhir: titik periksa bertanda tangan. Untuk membuktikan "
    "sesuatu, bandingkan dengan titik periksa yang disimpan di tempat lain.",
    en="Export of a record of cases. Each event's line holds its place (index), its leaf hash as "
    "recorded (leaf = SHA-256 over 0x00 and the event) and the event as it is; the tree is that "
    "of RFC 6962. At the end: signed checkpoints. To prove anything, compare with a checkpoint "
    "that was kept elsewhere.",
)

Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class HeaderLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line: the log's name, and the sizes of the checkpoints that are in the export."""

    format: Literal["netralitas-log"] = "netralitas-log"
    schema: Literal[1] = 1
    origin: str
    sizes: tuple[Count, ...]
    notes: Text = NOTES


class EventLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line of an event; `event` are its canonical bytes, untouched."""

    index: Count
    leaf: Hash
    event: msgspec.Raw


class CheckpointLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line of a checkpoint: the signed note."""

    checkpoint: str


class EndLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: how many events and checkpoints stand before it."""

    events: Count
    checkpoints: Count


Line = HeaderLine | EventLine | CheckpointLine | EndLine


class Readable(Protocol):
    """A stream of bytes that is read by lines, such as a file opened for reading bytes."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line with its newline, at most `size` bytes of it; nothing at the end."""


def written(line: Line) -> bytes:
    """Return a line as it stands in an export, with its newline."""
    return msgspec.json.encode(line) + b"\n"


def read_line(raw: bytes) -> Line | None:
    """Return what a line says, None when it says nothing that a line of an export may say.

    What is read may have been written otherwise than `written` would write it.
    """
    kinds: tuple[type[Line], ...] = (EventLine, CheckpointLine, HeaderLine, EndLine)
    for kind in kinds:
        try:
            return msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return None


def lines_of(stream: Readable) -> Iterator[bytes]:
    """Yield the lines of an export with bounded memory; of one that is too long, its beginning."""
    while raw := stream.readline(MOST_BYTES):
        yield raw
        while not raw.endswith(b"\n") and raw:
            raw = stream.readline(MOST_BYTES)
