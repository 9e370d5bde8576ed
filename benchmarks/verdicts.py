"""Measure single verdicts on the real national policy: rate, start, memory.

    python benchmarks/verdicts.py [--seconds 2] [--memory 200000] [--repeat 5]

Everything in one run, each figure the median of several: whole verdicts through the embedding API
(with the full argument, authority, path, due dates and receipt), matching one charge alone (beside
the raw C module on the same facts), start to first verdict as a new process with an empty and with
a warm cache, and the resident memory while verdicts go on. One line of JSON on stdout; what it is
doing on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import durable_rules_engine
import msgspec

from netralitas.facts import Case, CaseError
from netralitas.judgement import CompiledPolicy, judge, load_policy
from netralitas.policy import read_cases
from netralitas.regions import national_files
from netralitas.rules.envelope import FACT_ID, fact_text, kinds_of, plan_of

AS_OF = date(2024, 12, 31)
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="rates, start and memory of single verdicts")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--memory", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    policy = load_policy(national_files())
    cases = examples(policy)
    figures: dict[str, object] = {"cases": len(cases)}
    say("whole verdicts")
    figures["verdicts_per_second"] = rate(
        lambda: [judge(case, policy, as_of=AS_OF) for case in cases], len(cases), asked
    )
    say("matching one charge")
    charges = [c for case in cases for c in policy.law.admission.admit(case, AS_OF).charges]
    matcher = policy.law.matcher

    def match_all() -> None:
        matcher.forget()
        for charge in charges:
            matcher.ways(charge)

    figures["charges_matched_per_second"] = rate(match_all, len(charges), asked)
    figures["raw_durable_rules_per_second"] = raw(policy, cases, asked)
    say("start to first verdict")
    figures["start_cold_seconds"], figures["start_warm_seconds"] = starts(asked.repeat)
    figures["bare_python_seconds"] = statistics.median(
        process([sys.executable, "-c", "pass"], {}) for _ in range(asked.repeat)
    )
    say("memory")
    figures["memory_mib"] = memory(policy, cases, asked.memory)
    print(json.dumps(figures))
    return 0


def examples(policy: CompiledPolicy) -> list[Case]:
    """Return the public acceptance cases: all known, unknown, several charges, all tracks."""
    content = (ROOT / "tests" / "cases" / "acceptance.yaml").read_bytes()
    from netralitas.policy import read_yaml

    located = read_yaml(content, "acceptance.yaml", error=CaseError)
    whole = msgspec.json.encode([item["case"] for item in located.data])
    read = list(read_cases(whole, "acceptance.json", policy.policy, format="json"))
    return [case for case in read if isinstance(case, Case)]


def rate(work: Callable[[], object], items: int, asked: argparse.Namespace) -> int:
    """Return items a second, the median of several stretches after a warm-up."""
    work()
    rates = []
    for _ in range(asked.repeat):
        rounds = 0
        started = time.perf_counter()
        while time.perf_counter() - started < asked.seconds / asked.repeat:
            work()
            rounds += 1
        rates.append(rounds * items / (time.perf_counter() - started))
    return round(statistics.median(rates))


def raw(policy: CompiledPolicy, cases: list[Case], asked: argparse.Namespace) -> int:
    """Return what the C module alone does on one shard with one case's fact, as a limit."""
    law = policy.law
    charge = law.admission.admit(cases[0], AS_OF).charges[0]
    plan = plan_of(law.rules, charge.charge.act)
    (moment,) = charge.moments
    fields = law.matcher.fields(charge.charge.act)
    fact = {f: next(iter(charge.allowed[f])) for f in fields} | moment[0].fact()
    text = fact_text(fact, kinds_of(law.rules), plan)
    gone = msgspec.json.encode(FACT_ID).decode()
    handle = durable_rules_engine.create_ruleset("raw", plan.shards[0].ruleset)

    def once() -> None:
        for _ in range(100):
            result, state = durable_rules_engine.assert_fact(handle, text)
            if result == 0:
                found = durable_rules_engine.start_action_for_state(handle, state)
                while found:
                    found = durable_rules_engine.complete_and_start_action(handle, state)
            durable_rules_engine.retract_fact(handle, gone)

    return rate(once, 100, asked)


def starts(repeat: int) -> tuple[float, float]:
    """Return the median seconds of `netralitas simulate` on one case: empty cache, warm cache."""
    command = [
        sys.executable,
        "-m",
        "netralitas",
        "simulate",
        str(ROOT / "examples" / "lurah-komentar.yaml"),
    ]
    cold, warm = [], []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            settings = {"NETRALITAS_CACHE_DIR": folder}
            cold.append(process(command, settings))
            warm.append(process(command, settings))
    return round(statistics.median(cold), 3), round(statistics.median(warm), 3)


def process(command: list[str], settings: dict[str, str]) -> float:
    """Return the wall seconds of one whole process; it must succeed."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **settings})
    return time.perf_counter() - started


def memory(policy: CompiledPolicy, cases: list[Case], verdicts: int) -> dict[str, int]:
    """Return the resident memory in MiB at the start, half-way and at the end."""
    at = {}
    for part in ("start", "half", "end"):
        for number in range(0 if part == "start" else verdicts // 2):
            judge(cases[number % len(cases)], policy, as_of=AS_OF)
        at[part] = resident()
    return at


def resident() -> int:
    """Return this process's resident memory in MiB (the peak, where the system tells only that)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() // 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def say(what: str) -> None:
    """Say on stderr what is being measured."""
    print(what, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
