"""This code leaves politely, as a script would."""

from __future__ import annotations

import sys

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    sys.exit("done here")
