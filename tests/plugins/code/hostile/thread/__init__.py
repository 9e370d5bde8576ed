"""This code starts a thread that would go on between the cases."""

from __future__ import annotations

from threading import Thread

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    Thread(target=print, daemon=True).start()
    return None
