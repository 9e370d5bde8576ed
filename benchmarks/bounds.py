"""Measure the bounds proof on the whole national policy, beside judging the same combinations.

    python benchmarks/bounds.py [--repeat 3] [--sample 20000] [--rows 100] [--seed 1]

The national policy is proven against itself, against itself with one rule for people bound by
contract, and with many of them on facts of their own. A sample of the same combinations is then
judged one by one through both rule bases, durable-rules asked each time: the ratio is what a loop
over all of them would take beside the proof. One line of JSON, each figure the median of several
runs; exit 1 where the loop sees a difference that the proof does not, or a proof fails.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from random import Random

from msgspec.structs import replace

from netralitas.facts import Category, Text, Track, Value
from netralitas.judgement.bounds import prove_bounds
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import Certificate, Pairing
from netralitas.policy import Effect, Field, Policy, Provision, read_policy
from netralitas.regions import national_files
from netralitas.rules import Law, Moment, Result
from netralitas.rules.settle import combine, settle

CONTRACT = Permit(id="contract_rules", tracks=(Track.KONTRAK,), categories=(Category.NON_ASN,))
FACTS = 4


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="the bounds proof beside a loop")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sample", type=int, default=20_000)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    national = read_policy(national_files())
    regional = {
        "itself": national,
        "one_row": with_rules(national, Random(asked.seed), 1, 0),
        f"{asked.rows}_rows": with_rules(national, Random(asked.seed), asked.rows, FACTS),
    }
    figures: dict[str, object] = {}
    failed = False
    for name, policy in regional.items():
        print(name, file=sys.stderr)
        seconds, proof = proven(national, policy, asked.repeat)
        failed |= proof is None
        if proof is None:
            continue
        looped, different = judged_one_by_one(national, policy, Random(asked.seed), asked)
        failed |= different > 0
        figures[name] = {
            "seconds": round(seconds, 2),
            "combinations": proof.combinations,
            "permitted": sum(proof.permitted.values()),
            "criminal_compared": proof.criminal_compared,
            "loop_microseconds_each": round(looped * 1e6, 1),
            "loop_seconds_for_all": round(looped * proof.combinations),
            "ratio": round(looped * proof.combinations / seconds),
            "different": different,
        }
    print(json.dumps({**figures, "repeat": asked.repeat, "sample": asked.sample}))
    return 1 if failed else 0


def with_rules(policy: Policy, rng: Random, rows: int, facts: int) -> Policy:
    """Return the policy with rules for people bound by contract, some on facts of their own."""
    names = [f"daerah_{number}" for number in range(facts)]
    acts = [act.id for act in policy.acts if act.id != "fail_to_act"]
    cites = policy.provisions[0].cites
    more = tuple(
        Field(name=name, kind="bool", scope="charge", text=Text(id=name, en=name)) for name in names
    )
    rules = tuple(
        Provision(
            id=f"daerah-{number}",
            acts=tuple(rng.sample(acts, 5)),
            subjects=(Category.NON_ASN,),
            effect=Effect(track=Track.KONTRAK),
            cites=cites,
            marks=policy.provisions[0].marks,
            text=Text(id="aturan kontrak", en="a contract rule"),
            when={name: True for name in rng.sample(names, min(2, facts))} or None,
            since=date(2018 + number % 6, 3, 1 + number % 28),
        )
        for number in range(rows)
    )
    return replace(policy, provisions=(*policy.provisions, *rules), fields=(*policy.fields, *more))


def proven(national: Policy, regional: Policy, repeat: int) -> tuple[float, Certificate | None]:
    """Return the median time of a proof from nothing, and the certificate if there is one."""
    times = []
    proof = None
    for _ in range(repeat):
        started = time.perf_counter()
        proof = prove_bounds(national, regional, [CONTRACT])
        times.append(time.perf_counter() - started)
    return statistics.median(times), proof if isinstance(proof, Certificate) else None


def judged_one_by_one(
    national: Policy, regional: Policy, rng: Random, asked: argparse.Namespace
) -> tuple[float, int]:
    """Return the median time of judging one combination under both, and how many differ where no
    permit could cover it."""
    pairing = Pairing(national, regional, ())
    drawn = list(combinations(pairing, rng, asked.sample))
    times = []
    different = 0
    for _ in range(asked.repeat):
        started = time.perf_counter()
        different = 0
        for act, facts, ours, theirs in drawn:
            one = result(pairing.laws[0], act, facts, ours)
            other = result(pairing.laws[1], act, facts, theirs)
            different += one != other and facts.get("category") != Category.NON_ASN.value
        times.append((time.perf_counter() - started) / len(drawn))
    return statistics.median(times), different


def combinations(
    pairing: Pairing, rng: Random, count: int
) -> Iterator[tuple[str, dict[str, Value], Moment, Moment]]:
    """Yield combinations drawn from those that the proof compares, feasible ones alone."""
    laws = pairing.laws
    acts = [act.id for act in laws[0].policy.acts]
    while count:
        act = rng.choice(acts)
        fields = dict.fromkeys(field for law in laws for field in law.matcher.fields(act))
        facts = {field: rng.choice(laws[1].base.fields[field]) for field in fields}
        if possible(laws[0], facts):
            count -= 1
            pair = rng.choice(pairing.days)
            yield act, facts, pair.national, pair.regional


def possible(law: Law, facts: dict[str, Value]) -> bool:
    """Whether facts break none of the declared impossibilities."""
    return not any(
        all(test.field in facts and test.holds(facts[test.field]) for test in conjunction)
        for _, alternatives in law.base.impossible
        for conjunction in alternatives
    )


def result(law: Law, act: str, facts: dict[str, Value], moment: Moment) -> Result:
    """Return what durable-rules says of complete facts at a moment."""
    parts = [
        settle(law.base, law.tables.rules.ask(act, {**facts, **reading.fact()}))
        for reading in moment
    ]
    return combine(parts).result


if __name__ == "__main__":
    raise SystemExit(main())
