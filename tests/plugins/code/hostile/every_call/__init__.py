"""This code tries every system call there is, by number, and tells which are not refused."""

from __future__ import annotations

import ctypes
import errno

from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    libc = ctypes.CDLL(None, use_errno=True)
    spared = {int(number) for number in str(case.event).split()}
    remain = []
    for number in sorted(set(range(600)) - spared):
        ctypes.set_errno(0)
        libc.syscall(number, 0, 0, 0, 0, 0, 0)
        if ctypes.get_errno() != errno.EPERM:
            remain.append(number)
    words = " ".join(map(str, remain))
    text, cites = Text(id=words, en=words), (Citation(instrument="none"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
