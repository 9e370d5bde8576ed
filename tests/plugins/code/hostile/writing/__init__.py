"""This code writes the file that the case names."""

from __future__ import annotations

from pathlib import Path

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    Path(str(case.event)).write_text("here I was")
    return None
