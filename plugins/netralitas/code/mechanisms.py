"""This file asks whether this system has what it takes to confine code."""

from __future__ import annotations

import importlib
import platform
import sys

from netralitas.facts import Text

MACHINES = ("x86_64", "aarch64")
"""The processors for which the calls that remain are written down."""


def lacking_mechanisms() -> tuple[Text, ...]:
    """Return what this system lacks to confine code, and what is needed; empty when it can.

    It asks for the mechanisms and confines nothing: the proof is the child's, each time it starts.
    """
    if sys.platform != "linux":
        return (_lacking(f"{sys.platform}: Landlock, seccomp", "Linux"),)
    reasons = []
    if platform.machine() not in MACHINES:
        reasons.append(_lacking(f"{platform.machine()}: seccomp", ", ".join(MACHINES)))
    if not sys.executable:
        reasons.append(_lacking("sys.executable", "python3"))
    for module, remedy in (
        ("pluggy", ""),
        ("landlock", "Linux >=5.13, lsm=landlock"),
        ("pyseccomp", "apt-get install libseccomp2"),
    ):
        try:
            library = importlib.import_module(module)
            if module == "landlock":
                library.landlock_abi_version()
        except ImportError:
            reasons.append(_lacking(module, "pip install 'netralitas[code]'"))
        except (OSError, RuntimeError) as fault:
            reasons.append(_lacking(f"{module} ({str(fault).splitlines()[0]})", remedy))
    return tuple(reasons)


def _lacking(what: str, remedy: str) -> Text:
    return Text(
        id=f"tidak ada {what}; yang diperlukan: {remedy}", en=f"lacking {what}; needed: {remedy}"
    )
