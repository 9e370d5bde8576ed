"""This code reads the file that the case names and tells what it says."""

from __future__ import annotations

from pathlib import Path

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    words = Path(str(case.event)).read_text()
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
