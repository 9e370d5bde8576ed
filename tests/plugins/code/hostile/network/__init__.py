"""This code calls home: it connects to the port that the case names."""

from __future__ import annotations

import socket

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    with socket.socket() as home:
        home.connect(("127.0.0.1", int(str(case.event))))
    return None
