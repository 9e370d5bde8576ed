"""This code kills the process that the case names."""

from __future__ import annotations

import os
import signal

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    os.kill(int(str(case.event)), signal.SIGKILL)
    return None
