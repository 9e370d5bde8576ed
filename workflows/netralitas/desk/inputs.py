"""This file brings bytes to the desk: a FILE or stdin, and the files of a policy folder."""

from __future__ import annotations

import sys
from pathlib import Path

from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.facts import Text

STDIN = "-"
MOST = 256 * 1024 * 1024
"""One byte more than this is read, and no further: the reader then refuses the file as too big."""


def content_of(name: str) -> bytes:
    """Return the bytes of a FILE, or of stdin for `-`; Complaint when there is no such file."""
    if name == STDIN:
        return sys.stdin.buffer.read(MOST + 1)
    try:
        with open(name, "rb") as stream:
            return stream.read(MOST + 1)
    except FileNotFoundError:
        raise no_such_file(name) from None
    except IsADirectoryError:
        raise Complaint(
            Text(id=f"{name}: folder, bukan berkas", en=f"{name}: a folder, not a file")
        ) from None


def file_name(name: str) -> str:
    """Return how a FILE is called in messages."""
    return "<stdin>" if name == STDIN else name


def policy_files(folder: str) -> dict[str, bytes]:
    """Return the *.yaml files of a policy folder by name; Complaint when there are none."""
    try:
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).glob("*.yaml"))}
    except NotADirectoryError:
        files = {}
    if not files:
        raise Complaint(
            Text(
                id=f"--policy: tidak ada berkas *.yaml di {folder}",
                en=f"--policy: no *.yaml file in {folder}",
            )
        )
    return files
