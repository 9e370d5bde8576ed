"""This code answers in the order of a set, which another process has otherwise."""

from __future__ import annotations

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    words = " ".join({"satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan"})
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
