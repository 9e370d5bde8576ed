"""This code asks the system for random bytes."""

from __future__ import annotations

import os

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    words = os.urandom(8).hex()
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
