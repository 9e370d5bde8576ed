"""This code answers by how many cases it has seen, not by the case."""

from __future__ import annotations

from itertools import count

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict

seen = count()


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    words = "harsh" if next(seen) % 2 else "mild"
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
