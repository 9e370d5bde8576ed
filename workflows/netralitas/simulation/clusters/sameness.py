"""This file tells whether another machine has the same program, and sees the same files."""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_BRICKS = ("facts", "policy", "rules", "escalation", "judgement", "simulation")
_HEAD_BYTES = 64 * 1024


class Stamp(NamedTuple):
    """By what a file is known again elsewhere: its size, and a digest of its head."""

    size: int
    head: str


def stamp_of(file: str) -> Stamp:
    """Return the stamp of a file as it is seen here; raises OSError where there is none."""
    with open(file, "rb") as stream:
        head = stream.read(_HEAD_BYTES)
        size = os.fstat(stream.fileno()).st_size
    return Stamp(size, hashlib.blake2b(head, digest_size=16).hexdigest())


def fingerprint() -> str:
    """Return what tells two netralitas apart that could judge differently: their very sources.

    In a checkout the version stands still while the sources change.
    """
    digest = hashlib.blake2b(digest_size=16)
    for brick in _BRICKS:
        for folder in import_module(f"netralitas.{brick}").__path__:
            for file in sorted(Path(folder).rglob("*.py")):
                content = file.read_bytes()
                digest.update(
                    f"{brick}/{file.relative_to(folder)} {len(content)} ".encode() + content
                )
    return digest.hexdigest()
