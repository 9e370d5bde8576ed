"""This code starts a program, which makes the file that the case names."""

from __future__ import annotations

import subprocess

from netralitas.code.amendments import Amendment
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    subprocess.run(["/bin/sh", "-c", f"echo > '{case.event}'"], check=True)
    return None
