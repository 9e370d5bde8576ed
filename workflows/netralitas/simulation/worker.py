"""This file is a worker beside us: a process that judges the pieces it is handed, one at a time.

It is started as a program of its own, so that nothing of the host is inherited but what is sent;
its standard input brings tasks, its standard output takes answers, and both end when the host does.
"""

from __future__ import annotations

import io
import os
import pickle
import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO, Any, NamedTuple

import polars as pl

from netralitas.simulation.errands import Errand, Result, Task
from netralitas.simulation.sealed import SentLaws, sendable

_LENGTH = 8


class Asked(NamedTuple):
    """A task for a worker, of which the first `skip` chunks are already known."""

    task: Task
    skip: int


class LawAsked(NamedTuple):
    """A worker asks for the law of a region, of one of the sources of law that an errand has.

    The host answers with it, sealed.
    """

    region: str | None
    source: int = 0


Answer = Result | LawAsked | BaseException | None
"""What a worker says: of a task its results, then None; or what it needs, or why it cannot."""


class HungUp(BaseException):
    """The other side of a channel is gone; which is no failure of a row that needed it."""


class Channel:
    """Whole messages over two streams of bytes; raises HungUp when the other side is gone."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def send(self, message: Any) -> None:
        """Send a message, which the other side must be able to unpickle."""
        packed = io.BytesIO()
        _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(message)
        content = packed.getbuffer()
        try:
            self._outgoing.write(content.nbytes.to_bytes(_LENGTH, "big"))
            self._outgoing.write(content)
            self._outgoing.flush()
        except OSError:
            raise HungUp from None

    def receive(self) -> Any:
        """Return the next message; waits for it."""
        return pickle.loads(self._whole(int.from_bytes(self._whole(_LENGTH), "big")))

    def _whole(self, size: int) -> bytes:
        try:
            content = self._incoming.read(size)
        except (OSError, ValueError):  # ValueError: closed by our own side
            raise HungUp from None
        if len(content) < size:
            raise HungUp
        return content


class _Packer(pickle.Pickler):
    """Pickles frames as Parquet, which the one who gets all of them opens four times as fast."""

    def reducer_override(self, message: object) -> Any:
        if not isinstance(message, pl.DataFrame):
            return NotImplemented
        packed = io.BytesIO()
        message.write_parquet(packed, compression="uncompressed", statistics=False)
        return _unpacked, (packed.getvalue(),)


def _unpacked(content: bytes) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(content))


def main() -> None:
    """Judge what comes in by standard input, until that ends: then the process ends at once."""
    # What anybody prints goes to stderr: standard output carries answers and nothing else.
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    channel = Channel(sys.stdin.buffer, outgoing)
    incoming: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(channel, incoming), daemon=True).start()
    try:
        serve(incoming.get, channel.send)
    except HungUp:
        os._exit(0)  # what is left in a buffer has nobody to go to


def serve(receive: Callable[[], Any], send: Callable[[Answer], None]) -> None:
    """Answer tasks with the results of their chunks, on the errand that came first."""
    errand: Errand[Result] = receive()

    def find(source: int, region: str | None) -> bytes:
        send(LawAsked(region, source))
        law: bytes = receive()
        return law

    sent = (SentLaws(partial(find, source)) for source in range(len(errand.laws)))
    errand = errand.under(*sent)
    while True:
        asked: Asked = receive()
        try:
            for result in errand.results(asked.task, skip=asked.skip):
                send(result)
        except (Exception, pl.exceptions.PanicException) as error:
            send(sendable(error))
        else:
            send(None)


def _listen(channel: Channel, incoming: queue.SimpleQueue[Any]) -> None:
    """Take in what the host sends; without a host nothing is worth finishing."""
    with suppress(HungUp):
        while True:
            incoming.put(channel.receive())
    os._exit(0)
