"""This file writes an answer: to stdout, or to a file that is whole or not there at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def answer(out: str | None) -> Iterator[TextIO]:
    """Yield where an answer in words goes, as `answer_bytes` does for any other."""
    if out is None or out == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    with _opened(out) as handle:
        with open(handle, "w", encoding="utf-8", newline="", closefd=False) as stream:
            yield stream


@contextmanager
def answer_bytes(out: str | None) -> Iterator[BinaryIO]:
    """Yield where an answer goes: stdout for None or `-`, else a file put in place when whole.

    An error or an interrupt leaves an earlier file of that name as it was, and no half one. What is
    no ordinary file (a pipe, a device) is written to as it stands: it must never be replaced.
    """
    if out is None or out == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _opened(out) as handle, open(handle, "wb", closefd=False) as stream:
        yield stream


@contextmanager
def _opened(out: str) -> Iterator[int]:
    """Yield the open file of an answer that does not go to stdout."""
    target = Path(os.path.realpath(out))
    if target.exists() and not target.is_file():
        with open(target, "wb", buffering=0) as stream:
            yield stream.fileno()
        return
    with _beside(target, 0o666) as handle:
        yield handle


def keep(target: Path, content: bytes) -> None:
    """Write a small file whole or not at all, for its owner alone; OSError when it cannot be."""
    with _beside(target, 0o600) as handle:
        with open(handle, "wb", closefd=False) as stream:
            stream.write(content)


@contextmanager
def _beside(target: Path, mode: int) -> Iterator[int]:
    """Yield an open file beside the target, and let it take the target's place on success."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with suppress(FileNotFoundError):
        part.unlink()  # left by a process of this number that was killed
    # The mode is the creator's wish; the umask of the person applies to it as to any file.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        try:
            yield handle
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
