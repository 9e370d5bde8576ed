"""This code turns its own process into a program, which makes the file that the case names."""

from __future__ import annotations

import os

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    os.execv("/bin/sh", ["sh", "-c", f"echo > '{case.event}'"])
