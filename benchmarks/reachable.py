"""Compare what the truth tables say of unknown facts with brute force through durable-rules.

    python benchmarks/reachable.py --cases 5000 --why-not 200 --seed 1

Random cases with unknown facts, day ranges and up to three charges are spelt out: every value of
every unknown fact, every day of every range, each complete case decided by durable-rules itself.
The set of results must be the one that the tables give. Every minimal way to another tier or
outcome must be the one that an exhaustive search over all complete cases finds. One line of JSON;
exit 1 on a difference.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from netralitas.facts import (
    CASE_SCHEMA,
    Case,
    CaseError,
    Category,
    Charge,
    Days,
    Facts,
    Outcome,
    Subject,
    Tier,
    Value,
)
from netralitas.judgement.why_not import why_not
from netralitas.policy import read_policy
from netralitas.regions import national_files
from netralitas.rules import Law
from netralitas.rules.admit import AdmittedCharge
from netralitas.rules.moments import Moment
from netralitas.rules.settle import Result, Settled, combine, join, settle

AS_OF = date(2024, 12, 31)
CELLS_MAX = 6_000
CHANGES_MAX = 3  # the exhaustive search stops at sets of so many changes

Complete = Mapping[str, Value]


class BruteForce:
    """Decides complete facts one by one in durable-rules, and remembers each answer."""

    def __init__(self, law: Law, *, absent_is_false: bool = False) -> None:
        self._law = law
        self._absent_is_false = absent_is_false
        self._known: dict[object, Settled] = {}

    def result(self, act: str, fact: Complete, moment: Moment) -> Result:
        """Return what complete facts come to on a day."""
        fields = self._law.matcher.fields(act)
        key = (act, moment, tuple(fact.get(field) for field in fields))
        settled = self._known.get(key)
        if settled is None:
            parts = []
            for reading in moment:
                whole = {f: fact[f] for f in fields if f in fact} | reading.fact()
                parts.append(settle(self._law.base, self._law.tables.rules.ask(act, whole)))
            settled = self._known[key] = combine(parts)
        return settled.result

    def results(self, charges: tuple[AdmittedCharge, ...]) -> frozenset[Result]:
        """Return every result of every way to complete the charges, the subject's facts in
        common."""
        law = self._law
        subject = [
            field
            for field in law.base.fields
            if field in law.subject_fields
            and any(field in law.matcher.fields(c.charge.act) for c in charges)
        ]
        found: set[Result] = set()
        open_subject = [sorted(charges[0].allowed[field], key=str) for field in subject]
        for values in itertools.product(*open_subject):
            person = dict(zip(subject, values, strict=True))
            together: set[Result] | None = None
            for charge in charges:
                own = set(self._charge(charge, person))
                together = own if together is None else {join(a, b) for a in together for b in own}
            found |= together or set()
        return frozenset(found)

    def _charge(self, charge: AdmittedCharge, person: Complete) -> Iterator[Result]:
        law, act = self._law, charge.charge.act
        fields = [field for field in law.matcher.fields(act) if field not in person]
        values = [sorted(charge.allowed[field], key=str) for field in fields]
        if self._absent_is_false:
            fields = [f for f, v in zip(fields, values, strict=True) if len(v) == 1]
            values = [v for v in values if len(v) == 1]
        for cell in itertools.product(*values):
            fact = {**person, **dict(zip(fields, cell, strict=True))}
            if possible(law, fact):
                for moment in charge.moments:
                    yield self.result(act, fact, moment)


def possible(law: Law, fact: Complete) -> bool:
    """Whether complete facts break none of the declared impossibilities."""
    return not any(
        all(test.field in fact and test.holds(fact[test.field]) for test in conjunction)
        for _, alternatives in law.base.impossible
        for conjunction in alternatives
    )


def random_case(
    law: Law, rng: Random, *, charges: int | None = None, unknown: float = 0.35
) -> Case:
    """Return a case with some facts unknown, some days a range, and one to three charges."""
    elections = law.policy.elections
    election = rng.choice(elections)
    category = None if rng.random() < unknown / 2 else rng.choice(list(Category))
    count = charges if charges is not None else rng.choice((1, 1, 1, 2, 2, 3))
    return Case(
        schema=CASE_SCHEMA,
        id="acak",
        election=election.id,
        contest=rng.choice((None, *election.contests)),
        subject=Subject(category=category),
        charges=tuple(_random_charge(law, rng, unknown) for _ in range(count)),
    )


def _random_charge(law: Law, rng: Random, unknown: float) -> Charge:
    act = rng.choice([act.id for act in law.policy.acts])
    facts: dict[str, Value] = {}
    open_facts = 0
    for field in law.policy.fields:
        if field.scope != "charge" or field.kind == "text":
            continue
        if field.acts is not None and act not in field.acts:
            continue
        if field.name not in law.matcher.fields(act) and field.name != "subordinate_tier":
            continue
        if rng.random() < unknown and open_facts < 4:
            open_facts += 1
        else:
            facts[field.name] = rng.choice(law.base.fields[field.name])
    first = rng.choice(law.base.eras).day + timedelta(days=rng.randint(-400, 400))
    if rng.random() < 0.6:
        lines = [m.first for e in law.policy.elections for m in e.milestones]
        first = rng.choice(lines) + timedelta(days=rng.randint(-45, 45))
    first = max(first, date(2015, 1, 1))
    length = rng.choice((0, 0, 0, 1, 5, 29, 60))
    return Charge(
        act=act, at=Days(first=first, last=first + timedelta(days=length)), facts=Facts(facts)
    )


def admitted(law: Law, case: Case) -> tuple[AdmittedCharge, ...] | None:
    """Return the charges made ready; None for a case that contradicts itself or is too wide."""
    try:
        charges = law.admission.admit(case, AS_OF).charges
    except CaseError:
        return None
    for charge in charges:
        cells = 1
        for field in law.matcher.fields(charge.charge.act):
            cells *= len(charge.allowed[field])
        if cells * len(charge.moments) > CELLS_MAX:
            return None
    return charges


def cases(
    law: Law, rng: Random, count: int, **how: int | float
) -> Iterator[tuple[Case, tuple[AdmittedCharge, ...]]]:
    """Yield that many random cases that can be spelt out."""
    while count:
        case = random_case(law, rng, **how)  # type: ignore[arg-type]
        ready = admitted(law, case)
        if ready is not None and all(law.matcher.ways(charge) for charge in ready):
            count -= 1
            yield case, ready


def exhaustive_ways(
    law: Law, brute: BruteForce, case: Case, charge: AdmittedCharge, target: Tier | Outcome
) -> set[frozenset[str]]:
    """Return all minimal sets of fields to change, by trying every complete case of the act."""
    act = charge.charge.act
    fields = law.matcher.fields(act)
    calendar = law.calendars.moments(
        case.election, case.contest, Days(first=date(2010, 6, 6), last=date(2035, 12, 31))
    )
    found: set[frozenset[str]] = set()
    for values in itertools.product(*(law.base.fields[field] for field in fields)):
        fact = dict(zip(fields, values, strict=True))
        if not possible(law, fact):
            continue
        changed = frozenset(f for f in fields if fact[f] not in charge.allowed[f])
        if len(changed) > CHANGES_MAX:
            continue
        for moment in calendar:
            changes = changed if moment in charge.moments else changed | {"at"}
            if len(changes) > CHANGES_MAX or any(known <= changes for known in found):
                continue
            result = brute.result(act, fact, moment)
            hit = (
                result.outcome is Outcome.VIOLATION and result.tier is target
                if isinstance(target, Tier)
                else result.outcome is target
            )
            if hit:
                found = {known for known in found if not changes < known} | {changes}
    return found


_SHOWN_AS = {
    "in_service": "until",
    "kept_private": "public",
    "subordinate_rank": "subordinate_sanction",
}


def compare_ways(law: Law, brute: BruteForce, rng: Random, count: int) -> tuple[int, int]:
    """Return how many random why-nots were compared, and how many differed."""
    different = 0
    targets: list[Tier | Outcome] = [
        Tier.MORAL, Tier.SEDANG, Tier.BERAT, Outcome.NO_VIOLATION, Outcome.NEEDS_HUMAN,
    ]  # fmt: skip
    acts_small = {act.id for act in law.policy.acts} - {"join_campaign"}
    compared = 0
    while compared < count:
        case, ready = next(cases(law, rng, 1, charges=1, unknown=0.15))
        if ready[0].charge.act not in acts_small:
            continue
        compared += 1
        target = rng.choice(targets)
        answer = why_not(case, law, target, as_of=AS_OF)
        ours = {frozenset(change.fact for change in way.changes) for way in answer.ways}
        if answer.holds:
            continue
        all_ways = exhaustive_ways(law, brute, case, ready[0], target)
        small = {frozenset(_SHOWN_AS.get(f, f) for f in way) for way in all_ways}
        if answer.possible:
            different += small != {frozenset()}
        else:
            different += {way for way in ours if len(way) <= CHANGES_MAX} != small
    return compared, different


def main() -> int:
    """Compare and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--why-not", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    law = Law(read_policy(national_files()))
    rng = Random(asked.seed)
    brute = BruteForce(law)
    control = BruteForce(law, absent_is_false=True)
    different = control_different = several = unknown = 0
    started = time.perf_counter()
    for number, (_, charges) in enumerate(cases(law, rng, asked.cases), 1):
        ours = law.matcher.results(charges)
        different += ours != brute.results(charges)
        control_different += ours != control.results(charges)
        several += len(charges) > 1
        unknown += len(ours) > 1
        if number % 500 == 0:
            print(f"{number}/{asked.cases}", file=sys.stderr)
    took = time.perf_counter() - started
    compared, ways_different = compare_ways(law, brute, rng, asked.why_not)
    figures = {
        "cases": asked.cases,
        "several_charges": several,
        "undetermined": unknown,
        "different": different,
        "control_absent_is_false_different": control_different,
        "seconds": round(took, 1),
        "why_not": compared,
        "why_not_different": ways_different,
        "seed": asked.seed,
    }
    print(json.dumps(figures))
    return 1 if different or ways_different or not control_different else 0


if __name__ == "__main__":
    raise SystemExit(main())
