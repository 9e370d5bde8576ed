"""This code starts a copy of itself, which makes the file that the case names."""

from __future__ import annotations

import os

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    child = os.fork()
    if child == 0:
        open(str(case.event), "w").close()
        os._exit(0)
    os.waitpid(child, 0)
    return None
