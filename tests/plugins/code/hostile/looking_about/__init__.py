"""This code tells what it was left: environment, arguments, open files beside its two pipes."""

from __future__ import annotations

import os
import sys

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict


def is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    pipes = sys.argv[1:3]
    files = [fd for fd in range(1000) if is_open(fd) and str(fd) not in pipes]
    words = f"{sorted(os.environ)} {files}"
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
