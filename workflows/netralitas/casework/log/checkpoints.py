"""This file writes and reads checkpoints: the state of a log in three lines, in C2SP's tlog form.

The lines are the origin, a name that no other log has; the number of leaves; and the root in
base64. Lines that another log may add below are kept and mean nothing here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netralitas.casework.log.failures import LogError, malformed
from netralitas.casework.log.merkle import HASH_BYTES
from netralitas.casework.log.notes import SigningKey, VerifierKey, open_note, sign, text_of
from netralitas.facts import Text

MOST_LEAVES = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(NamedTuple):
    """The state of a log: whose log, how many leaves, which root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the lines to be signed."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, self.size, root, *self.extensions))


def sign_checkpoint(checkpoint: Checkpoint, keys: Iterable[SigningKey]) -> str:
    """Return a checkpoint as a note signed by each of the keys; LogError if it is not sound."""
    text = checkpoint.text()
    if read_checkpoint(text) != checkpoint:
        raise _no_checkpoint()
    return sign(text, keys)


def open_checkpoint(note: str, keys: Sequence[VerifierKey]) -> Checkpoint:
    """Return the checkpoint that a known key signed; LogError as `open_note`, or if it is none."""
    return read_checkpoint(open_note(note, keys).text)


def claimed_checkpoint(note: str) -> Checkpoint:
    """Return what a note claims, whoever signed it; LogError when it is no checkpoint."""
    return read_checkpoint(text_of(note))


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint in the text of a note; LogError when it is none."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() != "" or not all(lines) or not _SIZE.fullmatch(lines[1]):
        raise _no_checkpoint()
    origin, size, root, *extensions = lines
    checkpoint = Checkpoint(origin, int(size), _root(root), tuple(extensions))
    if checkpoint.size > MOST_LEAVES or checkpoint.text() != text:
        raise _no_checkpoint()
    return checkpoint


def _root(written: str) -> bytes:
    try:
        root = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise _no_checkpoint() from None
    if len(root) != HASH_BYTES:
        raise _no_checkpoint()
    return root


def _no_checkpoint() -> LogError:
    return malformed(
        Text(id="titik periksa", en="checkpoint"),
        Text(
            id="bentuknya bukan asal, jumlah daun dan akar dalam base64, masing-masing satu baris",
            en="it is not origin, number of leaves and root in base64, each on a line",
        ),
    )
