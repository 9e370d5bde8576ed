"""This file is what passes between the host and a confined child: messages, and their frames.

A frame is four bytes of length and as many of JSON. The host reads each answer strictly, as what a
stranger sent; the child may believe the host.
"""

from __future__ import annotations

import os
import struct
from typing import Any

import msgspec

from netralitas.code.amendments import Amendment
from netralitas.facts import Case, Days, Facts, Verdict
from netralitas.policy import days_of

ANSWER_MAX = 64 * 1024
"""The longest answer, in bytes, that the host reads."""
REQUEST_MAX = 32 * 1024 * 1024
"""The longest message that a child reads: a package's files, or a case with its verdict."""

_LENGTH = struct.Struct(">I")


class _Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message in either direction."""


class Confinement(_Message, frozen=True):
    """Host to child, first: how narrow to make itself."""

    memory_mib: int
    cpu_seconds: int


class Proof(_Message, frozen=True):
    """Child to host: which attempts were refused, as all must be; or why there is no proof."""

    withstood: tuple[str, ...] = ()
    failed: str | None = None


class Package(_Message, frozen=True):
    """Host to child, after the proof: the code, as the bytes that were hashed."""

    name: str
    value: str
    files: dict[str, bytes]


class Loaded(_Message, frozen=True):
    """Child to host: the code is ready, or why it is not."""

    failed: str | None = None


class Question(_Message, frozen=True):
    """Host to child: one case and its verdict."""

    number: int
    case: Case
    verdict: Verdict


class Answer(_Message, frozen=True):
    """Child to host: what the code proposes, or how it failed."""

    number: int
    amendment: Amendment | None = None
    failed: str | None = None


def framed(content: bytes) -> bytes:
    """Return a message's bytes behind their length."""
    return _LENGTH.pack(len(content)) + content


def taken(buffer: bytes | bytearray) -> bytes | None:
    """Return the message that a buffer begins with; None while it is not whole.

    ValueError for more than one message, and for one that is longer than an answer may be.
    """
    if len(buffer) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(buffer)
    if length > ANSWER_MAX or len(buffer) > _LENGTH.size + length:
        raise ValueError("too long")
    if len(buffer) < _LENGTH.size + length:
        return None
    return bytes(buffer[_LENGTH.size :])


def receive(fd: int) -> bytes:
    """Wait for one message and return it; EOFError when the other side is gone."""
    (length,) = _LENGTH.unpack(_exactly(fd, _LENGTH.size))
    if length > REQUEST_MAX:
        raise EOFError
    return _exactly(fd, length)


def send(fd: int, content: bytes) -> None:
    """Write one message, however long the other side takes."""
    rest = memoryview(framed(content))
    while rest:
        rest = rest[os.write(fd, rest) :]


def from_host(wanted: type, data: Any) -> Any:
    """Return the values of the host that msgspec cannot read by itself."""
    if wanted is Facts:
        return Facts(data)
    if wanted is Days:
        return days_of(data)
    raise NotImplementedError(wanted.__name__)


def _exactly(fd: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(fd, size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
