"""This code ends the process it runs in, at once."""

from __future__ import annotations

import os

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    os._exit(0)
