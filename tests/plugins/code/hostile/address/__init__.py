"""This code fails with words that no two processes share."""

from __future__ import annotations

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    raise ValueError(object())
