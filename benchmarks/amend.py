"""Measure confined code: a warm call, beside the raw pipe, and how soon a loop is stopped.

    python benchmarks/amend.py [--calls 5000] [--stops 10] [--milliseconds 1000]

A friendly plugin is asked about one real case in its two confined children, the comparison of both
answers and the check of the proposals included; so are the children that are replaced on the way.
In the same run the very bytes of question and answer go through two bare pipes to a process that
only hands one back for the other. A plugin that loops is stopped; what is told is how long after
its limit the call came back. One line of JSON; 1 when the friendly one is refused or the looping
one is not.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from netralitas.code import wire
from netralitas.code.amendments import Amended, Power
from netralitas.code.installed import AllowedCode
from netralitas.code.settings import CodeSetting
from netralitas.code.warm import WarmPlugin
from netralitas.facts import Case, Verdict
from netralitas.judgement import judge
from netralitas.policy import encode, read_cases
from netralitas.regions import policy_for

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "lurah-komentar.yaml"
AS_OF = date(2024, 12, 31)

FRIENDLY = b"""
from netralitas.facts import Citation, Text
from netralitas.code.amendments import Amendment, Guidance
from netralitas.code.hooks import hookimpl


@hookimpl
def amend(case, verdict):
    if case.region != "lumajang":
        return None
    text, cites = Text(id="periksa segera", en="examine soon"), (Citation(instrument="contoh"),)
    return Amendment(proposals=(Guidance(text=text, cites=cites),))
"""
LOOPING = b"""
from netralitas.code.hooks import hookimpl


@hookimpl
def amend(case, verdict):
    while True:
        pass
"""
ECHO = """
import os, sys
taken, answer = int(sys.argv[1]), bytes(int(sys.argv[2]))
while True:
    left = taken
    while left:
        part = os.read(0, left)
        if not part:
            sys.exit()
        left -= len(part)
    os.write(1, answer)
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="calls and stops of confined code")
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--stops", type=int, default=10)
    parser.add_argument("--milliseconds", type=int, default=1000)
    asked = parser.parse_args()
    case, verdict = example()
    say("warm calls")
    started = time.perf_counter()
    with WarmPlugin(code(FRIENDLY), clock=time.monotonic) as plugin:
        start = time.perf_counter() - started
        amended = plugin.amend(case, verdict)
        warm = timed(lambda: plugin.amend(case, verdict), asked.calls)
    say("raw pipe")
    question, answer = bytes_of(case, verdict)
    raw = raw_round_trips(question, answer, asked.calls)
    say("stops")
    beyond, refused = stops(case, verdict, asked)
    median, bare = statistics.median(warm), statistics.median(raw)
    figures = {
        "calls": asked.calls,
        "question_bytes": len(question),
        "start_milliseconds": round(start * 1000, 1),
        "warm_median_microseconds": round(median * 1e6),
        "warm_p99_microseconds": round(sorted(warm)[int(len(warm) * 0.99)] * 1e6),
        "warm_mean_microseconds": round(statistics.mean(warm) * 1e6),
        "raw_pipe_median_microseconds": round(bare * 1e6, 1),
        "warm_to_raw": round(median / bare, 1),
        "limit_milliseconds": asked.milliseconds,
        "stop_beyond_limit_milliseconds_median": round(statistics.median(beyond) * 1000, 1),
        "stop_beyond_limit_milliseconds_worst": round(max(beyond) * 1000, 1),
    }
    print(json.dumps(figures))
    return 0 if len(amended.filled) == 1 and refused else 1


def example() -> tuple[Case, Verdict]:
    """Return a real case and its verdict under national law."""
    policy = policy_for(None)
    [read] = read_cases(EXAMPLE.read_bytes(), EXAMPLE.name, policy.policy)
    assert isinstance(read, Case)
    case = msgspec.structs.replace(read, region="lumajang")
    return case, judge(case, policy, as_of=AS_OF)


def code(source: bytes, milliseconds: int = 1000) -> AllowedCode:
    """Return a plugin of one file, allowed to give guidance."""
    setting = CodeSetting(
        name="lumajang",
        sha256="",
        powers=(Power.GUIDANCE,),
        amend=True,
        milliseconds=milliseconds,
    )
    return AllowedCode("acme_bench", "acme_bench", {"__init__.py": source}, setting)


def bytes_of(case: Case, verdict: Verdict) -> tuple[bytes, bytes]:
    """Return the bytes of a question, and of the answer to it, as they go through the pipes."""
    question = encode(wire.Question(number=1, case=case, verdict=verdict))
    room: dict[str, object] = {}
    exec(FRIENDLY, room)
    amend = room["amend"]
    assert callable(amend)
    answer = encode(wire.Answer(number=1, amendment=amend(case, verdict)))
    return wire.framed(question), wire.framed(answer)


def timed(call: Callable[[], Amended], times: int) -> list[float]:
    """Return the seconds of each call."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return seconds


def raw_round_trips(question: bytes, answer: bytes, times: int) -> list[float]:
    """Return the seconds of each round trip of the bytes alone."""
    command = [sys.executable, "-c", ECHO, str(len(question)), str(len(answer))]
    seconds = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        there, back = process.stdin.fileno(), process.stdout.fileno()
        for _ in range(times):
            started = time.perf_counter()
            rest = memoryview(question)
            while rest:
                rest = rest[os.write(there, rest) :]
            left = len(answer)
            while left:
                left -= len(os.read(back, left))
            seconds.append(time.perf_counter() - started)
        process.stdin.close()
    return seconds


def stops(case: Case, verdict: Verdict, asked: argparse.Namespace) -> tuple[list[float], bool]:
    """Return how long after its limit each looping call came back, and whether all were refused."""
    beyond, refused = [], True
    for _ in range(asked.stops):
        with WarmPlugin(code(LOOPING, asked.milliseconds), clock=time.monotonic) as plugin:
            started = time.perf_counter()
            amended = plugin.amend(case, verdict)
            beyond.append(time.perf_counter() - started - asked.milliseconds / 1000)
        refused = refused and [one.about["why"] for one in amended.refused] == ["timeout"]
    return beyond, refused


def say(what: str) -> None:
    """Say on stderr what is being measured."""
    print(what, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
