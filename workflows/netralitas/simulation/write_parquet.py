"""This file writes frames as one Parquet file, a row group after the other.

The library writes what it pulls from a source; here frames are handed in. So the writing runs in a
thread of its own, one frame behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Any, BinaryIO, Final

import polars as pl
from polars.io.plugins import register_io_source

_GROUP_ROWS: Final = 131_072
_PATIENCE: Final = 0.05
"""Seconds after which a thread looks whether the other has taken the last frame."""

_DAYS: Final = re.compile(r"(charges\.[0-9]+\.)?at")
"""The names of columns that may hold a month as well as a day: they are text."""


class ParquetForm:
    """Writes frames as row groups of one file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: Any = _Watched(stream)
        self._frames: Queue[pl.DataFrame | None] = Queue(maxsize=1)
        self._schema: dict[str, Any] = {}
        self._thread: Thread | None = None
        self._fault: BaseException | None = None
        self._abandoned = False
        self._ended = False

    def write(self, frame: pl.DataFrame) -> None:
        """Hand a frame over; raises what the writing of an earlier one met."""
        if self._thread is None:
            self._schema = {name: _kind(name, kind) for name, kind in frame.schema.items()}
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        wanted = (pl.col(name).cast(kind) for name, kind in self._schema.items())
        self._frames.put(frame.select(wanted))
        self._raise()

    def finish(self) -> None:
        """Wait until everything is written."""
        if self._thread is None:
            pl.DataFrame().write_parquet(self._stream)
            return
        self._stop()
        self._raise()

    def abandon(self) -> None:
        """Stop the writing where it is."""
        self._abandoned = True
        if self._thread is not None:
            self._stop()

    def _stop(self) -> None:
        self._frames.put(None)
        assert self._thread is not None
        self._thread.join()

    def _raise(self) -> None:
        if self._fault is not None:
            raise self._stream.fault or self._fault

    def _run(self) -> None:
        try:
            source = register_io_source(self._pulled, schema=self._schema)
            source.sink_parquet(self._stream, row_group_size=_GROUP_ROWS)
        except BaseException as fault:
            self._fault = fault
            # Whoever hands frames in must not wait for one that is never taken.
            while not self._ended:
                with suppress(Empty):
                    self._ended = self._frames.get(timeout=_PATIENCE) is None

    def _pulled(self, *_: object) -> Iterator[pl.DataFrame]:
        while (frame := self._frames.get()) is not None:
            yield frame
        self._ended = True
        if self._abandoned:
            raise _Abandoned


class _Abandoned(Exception):
    """The file is given up."""


class _Watched:
    """A stream that remembers why it could not be written to: the library tells it in its words."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def write(self, content: bytes) -> int:
        """Write to the stream."""
        try:
            return self._stream.write(content)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()


def _kind(name: str, kind: Any) -> Any:
    """Return the type of a column in the file: the same whatever the first frame held of it."""
    return pl.String if kind == pl.Null or _DAYS.fullmatch(name) else kind
