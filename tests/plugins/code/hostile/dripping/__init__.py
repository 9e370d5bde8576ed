"""This code answers byte by byte, and never comes to the end."""

from __future__ import annotations

import os
import sys

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    os.write(int(sys.argv[2]), b"\0\0\xff\xff")
    while True:
        os.write(int(sys.argv[2]), b" ")
        for _ in range(10_000):
            pass
