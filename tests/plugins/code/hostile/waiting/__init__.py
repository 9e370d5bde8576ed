"""This code waits for a lock that nobody opens, without using the processor."""

from __future__ import annotations

from threading import Lock

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    lock = Lock()
    lock.acquire()
    lock.acquire()
    return None
