"""This file runs one command line inside a test, and gives back how it ended."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from netralitas.desk import main

VARIABLES = ("NETRALITAS_LANG", "NETRALITAS_PACKS_DIR", "NETRALITAS_SETTINGS")


class Ended(NamedTuple):
    """How a command line ended, and what it said where."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: Path) -> Run:
    """Return what runs a command line with a cache of its own and none of the user's variables."""
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(cache))
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return go
