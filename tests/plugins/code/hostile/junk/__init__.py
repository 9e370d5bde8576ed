"""This code writes to the pipe itself, in good form, what is no answer."""

from __future__ import annotations

import os
import sys

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    os.write(int(sys.argv[2]), b"\0\0\0\4junk")
    while True:
        pass
