"""This file runs a script in a child process, where a crash or a hang kills nobody else."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import textwrap
from typing import NamedTuple

import pytest

PERTURBED = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.perturb=165"}
"""Has glibc fill memory that is new or given back with what is no pointer and no nothing."""

needs_glibc = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="what is read before it is written must be filled"
)

RAW = '''
import json, os, signal, sys, threading, time
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    stack = 8 * 2**20 if most == resource.RLIM_INFINITY else min(8 * 2**20, most)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, most))
except ImportError:
    pass
if "durable_rules_engine" not in sys.modules:
    eager = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    import durable_rules_engine as durable
    sys.setdlopenflags(eager)

def create(rules):
    """A ruleset of conjunctions: {name: [test, ...]}."""
    return durable.create_ruleset("raw", json.dumps(
        {name: {"all": [{"m": {"$and": tests}}]} for name, tests in rules.items()}
    ))

def ask(handle, fact, id="x", sid="x", most=1000):
    """The result code, and the names of the rules that fire."""
    text = fact if isinstance(fact, str) else json.dumps({**fact, "id": id, "sid": sid})
    code, session = durable.assert_fact(handle, text)
    started = durable.start_action_for_state(handle, session)
    message, met = started and started[1], []
    while message and len(met) < most:
        met.append(message[2 : message.index('"', 2)])
        message = durable.complete_and_start_action(handle, session)
    durable.retract_fact(handle, json.dumps({"id": id, "sid": sid}))
    return code, met

def litter():
    """Fill the free memory with something that is no pointer."""
    sizes = (10_000, 20_000, 50_000, 100_000)
    garbage = [b"\\xab" * size for size in sizes for _ in range(50)]
    return len(garbage)

def resident():
    """Memory in use in KiB, also where it was swapped out."""
    with open("/proc/self/status") as status:
        sizes = dict(line.split(":", 1) for line in status)
    return sum(int(sizes.get(part, "0").split()[0]) for part in ("VmRSS", "VmSwap"))

def say(*words):
    print(*words, flush=True)

def within(seconds):
    """From here on: be done within so many seconds, or be killed, also in the middle of C."""
    signal.alarm(seconds)
'''
"""What a script about the bare C module begins with."""

RULEBOOK = '''
from netralitas.facts import RuleFailure
from netralitas.rules import envelope, rulebook
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook

def book(*conjunctions):
    """A rulebook of rules with one alternative each: book([("f", "is", 1)], ...)."""
    return Rulebook([
        Rule(f"rule-{row}", "act", row, "decides", (tuple(Test(*test) for test in tests),))
        for row, tests in enumerate(conjunctions)
    ])
'''
"""What a script about our rulebook adds to it."""


class Child(NamedTuple):
    """How a child ended: its exit code (negative: the signal), and what it said."""

    code: int
    out: str
    err: str

    @property
    def crashed(self) -> bool:
        """Whether memory gave way: SIGSEGV and the like, or glibc's SIGABRT on a corrupt heap."""
        return -self.code in _CRASHES

    @property
    def hung(self) -> bool:
        """Whether it had to be killed: by us, or by the alarm of `within`."""
        return -self.code in (signal.SIGKILL, signal.SIGALRM)

    @property
    def broke(self) -> bool:
        """Whether it came to no end of its own, which is all that undefined behaviour promises."""
        return self.crashed or self.hung

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


_CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


def run(*parts: str, seconds: float = 300) -> Child:
    """Run the parts as one script; a child that hangs is killed, and says so in `err`."""
    script = "\n".join(textwrap.dedent(part) for part in parts)
    path = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, **PERTURBED, "PYTHONPATH": path}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environment,
    ) as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += f"\nkilled after {seconds} s"
    return Child(process.returncode, out, err)
