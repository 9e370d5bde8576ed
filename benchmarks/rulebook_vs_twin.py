"""Random facts over the rules of the national policy: rulebook and twin must answer alike.

    python benchmarks/rulebook_vs_twin.py --facts 1000000 --hostile 10000 --seed 1

Half the facts are aimed at a random alternative of a random rule, so that every rule is met; the
rest is drawn from the vocabulary of the fields, absent ones included. Hostile facts are fit facts
with one poison in them: each must be refused before C sees it, which a rulebook that never had to
compile proves. One line of JSON on stdout, progress on stderr; exit 1 when they disagree anywhere
or a hostile fact is accepted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from random import Random
from typing import Any

from netralitas.facts import RuleFailure, Value
from netralitas.policy import read_policy
from netralitas.regions import national_files
from netralitas.rules.compile import compile_rules
from netralitas.rules.conditions import Conjunction, Rule, Test
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.twin import Twin

CHUNK = 20_000
Vocabulary = Mapping[str, Sequence[Value]]


class Source:
    """A stream of random facts for the acts of some rules."""

    def __init__(self, rules: Sequence[Rule], fields: Vocabulary, random: Random) -> None:
        self._random = random
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.act, []).append(rule)
        self.acts = sorted(self._rules)
        self._fields = {
            act: sorted(set(chain.from_iterable(rule.fields for rule in of_act)))
            for act, of_act in self._rules.items()
        }
        self._values = {field: tuple(values) for field, values in fields.items() if values}
        for test in _tests(rules):
            self._values.setdefault(test.field, (test.value,))
        self._all_fields = sorted(self._values)

    def fact(self) -> tuple[str, dict[str, Value]]:
        """Return an act and a fact for it."""
        random = self._random
        act = random.choice(self.acts)
        fact = {
            field: random.choice(self._values[field])
            for field in self._fields[act]
            if random.random() < 0.85
        }
        if random.random() < 0.1:  # a field this act's rules need not read
            field = random.choice(self._all_fields)
            fact[field] = random.choice(self._values[field])
        alternatives = random.choice(self._rules[act]).alternatives
        if alternatives and random.random() < 0.5:
            self._aim(fact, random.choice(alternatives))
        return act, fact

    def poisoned(self) -> tuple[Any, Any, str]:
        """Return an act and a fact of which one is unfit, and what the poison is."""
        act, fact = self.fact()
        name = self._random.choice(sorted(POISONS))
        return (*POISONS[name](act, fact, self), name)

    def any_field(self, act: str) -> str:
        """Return a field, one the act reads if it reads any."""
        return self._random.choice(self._fields[act] or self._all_fields)

    def one_of(self, values: Sequence[Any]) -> Any:
        return self._random.choice(values)

    def other_kind(self, field: str) -> Value:
        """Return a fit value, but not of the kind this field's tests have."""
        kind = type(self._values[field][0])
        fit: tuple[Value, ...] = ("true", "1", 1, 0, True)
        return self._random.choice([value for value in fit if type(value) is not kind])

    def _aim(self, fact: dict[str, Value], conjunction: Conjunction) -> None:
        for field in dict.fromkeys(test.field for test in conjunction):
            tests = [test for test in conjunction if test.field == field]
            candidates = (*self._values[field], *(test.value for test in tests))
            fitting = [value for value in candidates if all(test.holds(value) for test in tests)]
            if fitting:
                fact[field] = self._random.choice(fitting)


def _tests(rules: Sequence[Rule]) -> Iterator[Test]:
    return chain.from_iterable(chain.from_iterable(rule.alternatives for rule in rules))


def _with(values: Sequence[Any]) -> Callable[[str, dict[str, Any], Source], tuple[Any, Any]]:
    def poison(act: str, fact: dict[str, Any], source: Source) -> tuple[Any, Any]:
        return act, fact | {source.any_field(act): source.one_of(values)}

    return poison


class _Word(str):
    pass


class _Number(int):
    pass


def _deep(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"x": [value]}
    return value


POISONS: Mapping[str, Callable[[str, dict[str, Any], Source], tuple[Any, Any]]] = {
    "float": _with((0.5, 1.0, 1e16, 1e-05, float("nan"), float("inf"), -0.0)),
    "nothing": _with((None,)),
    "bytes": _with((b"", b"true", bytearray(b"x"))),
    "shape": _with(([], {}, (), [1], {"x": 1}, {1, 2}, _deep(500))),
    "subclass": _with((_Word("x"), _Number(1))),
    "large": _with((2**53, -(2**53), 2**63, -(2**63) - 1, 10**400)),
    "NUL": _with(("\0", "a\0", "\0a", "x" * 500 + "\0")),
    "surrogate": _with(("\ud800", "a\udfff", "\udc00\ud800")),
    "long": _with(("x" * 1_001, "é" * 65_538, "x" * 1_000_000)),
    "other kind": lambda act, fact, source: (
        (act, fact | {(field := source.any_field(act)): source.other_kind(field)})
    ),
    "nameless": lambda act, fact, source: (
        (act, fact | {source.one_of((None, 1, b"x", ("x",), _Word("x"))): 1})
    ),
    "many": lambda act, fact, source: (act, fact | {f"n{n}": 1 for n in range(201)}),
    "no mapping": lambda act, fact, source: (
        (act, source.one_of((None, list(fact.items()), json.dumps(fact), b"{}", 1, "[" * 1_000)))
    ),
    "no act": lambda act, fact, source: (source.one_of((None, 1, b"x", [act], {act})), fact),
}


def compare(rules: Sequence[Rule], source: Source, count: int, say: Callable[[str], None]) -> Any:
    """Return how often rulebook and twin agree on random facts, and how fast each was."""
    rulebook, twin = Rulebook(rules), Twin(rules)
    met: set[int] = set()
    disagreements: list[str] = []
    answered = done = 0
    seconds = {"rulebook": 0.0, "twin": 0.0}
    resident: list[float] = []
    while done < count:
        facts = [source.fact() for _ in range(min(CHUNK, count - done))]
        start = time.perf_counter()
        decided = [rulebook.matches(act, fact) for act, fact in facts]
        seconds["rulebook"] += time.perf_counter() - start
        start = time.perf_counter()
        checked = [twin.matches(act, fact) for act, fact in facts]
        seconds["twin"] += time.perf_counter() - start
        for (act, fact), one, other in zip(facts, decided, checked, strict=True):
            met |= one
            answered += bool(one)
            if one != other:
                disputed = sorted(rules[position].id for position in one ^ other)
                disagreements.append(f"{act} {fact}: {disputed}")
        done += len(facts)
        resident.append(_resident())
        say(f"{done:,} of {count:,} facts, {len(disagreements)} disagreements")
    handles = rulebook.open_handles
    rulebook.close()
    for line in disagreements[:5]:
        say(line)
    return {
        "facts": done,
        "disagreements": len(disagreements),
        "facts_meeting_a_rule": answered,
        "rules": len(rules),
        "rules_met": len(met),
        "rules_never_met": sorted(rules[place].id for place in set(range(len(rules))) - met)[:20],
        "acts": len(source.acts),
        "conjunctions": sum(len(set(rule.alternatives)) for rule in rules),
        "handles": handles,
        "rulebook_per_second": round(done / seconds["rulebook"]) if done else 0,
        "twin_per_second": round(done / seconds["twin"]) if done else 0,
        "resident_mib": round(resident[-1], 1) if resident else 0,
        "resident_mib_grown_in_second_half": (
            round(resident[-1] - resident[len(resident) // 2], 1) if resident else 0
        ),
    }


def refuse(rules: Sequence[Rule], source: Source, count: int, say: Callable[[str], None]) -> Any:
    """Return how many hostile facts were refused, and by a rulebook that never called C."""
    rulebook = Rulebook(rules)
    accepted: dict[str, int] = {}
    for _ in range(count):
        act, fact, name = source.poisoned()
        try:
            rulebook.matches(act, fact)
        except RuleFailure:
            continue
        accepted[name] = accepted.get(name, 0) + 1
    say(f"{count:,} hostile facts, {sum(accepted.values())} accepted {accepted or ''}")
    return {
        "hostile": count,
        "hostile_accepted": sum(accepted.values()),
        "handles_after_hostile": rulebook.open_handles,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print the figures; 1 when anything is not as it must be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--hostile", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    base = compile_rules(read_policy(national_files()))
    source = Source(base.rules, base.fields, Random(given.seed))
    figures = {
        "seed": given.seed,
        **compare(base.rules, source, given.facts, say),
        **refuse(base.rules, source, given.hostile, say),
    }
    print(json.dumps(figures))
    fine = not (
        figures["disagreements"] or figures["hostile_accepted"] or figures["handles_after_hostile"]
    )
    return 0 if fine else 1


def _resident() -> float:
    """Return the resident memory in MiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


if __name__ == "__main__":
    sys.exit(main())
