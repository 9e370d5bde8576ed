"""This file is the envelope in which durable-rules is safe: what may enter it, and in which shape.

Everything here is plain Python and happens before the C module is called: rules become rulesets of
conjunctions of typed constant tests on one flat fact, in shards; facts become one line of JSON.
What the C module would misread, misjudge or crash on is refused with a RuleFailure.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from netralitas.facts import RuleFailure, Text, Value
from netralitas.rules.conditions import Conjunction, Rule, Test

CONJUNCTIONS_MAX = 60
"""Conjunctions per handle: with 64 sibling tests true at once the matcher's stack is full, and with
512 under one node `create_ruleset` never returns. Siblings are never more than conjunctions."""

FIELDS_MAX = 200
"""Fields per fact and per act: a message holds at most 254 properties in C."""

TEXT_MAX = 1_000
"""Characters per text: C keeps lengths modulo 65,536, so that a long text can equal a short one."""

INTEGER_LIMIT = 2**53
"""Whole numbers lie strictly between its negative and itself: no reader of JSON rounds them."""

RESERVED = (
    *("id", "sid", "$s", "$i", "$m", "m", "$forward", "$timerName", "$baseTime", "$time"),
    *("$eq", "$neq", "$lt", "$lte", "$gt", "$gte", "$ex", "$nex", "$mt", "$imt", "$iall", "$iany"),
    *("$or", "$and", "$add", "$sub", "$mul", "$div", "$l", "$r"),
    *("all", "any", "pri", "count", "cap", "dist", "name"),
)
"""Words with a meaning in C, where they are told apart from field names by their hash alone."""

FACT_ID: Mapping[str, str] = {"id": "x", "sid": "x"}
"""One session and one fact id for every case: sessions too are told apart by their hash alone."""

PRIME = "p"
"""The rule of every ruleset that only the first, throw-away fact meets."""

_KINDS: Mapping[type, Text] = {
    str: Text(id="teks", en="text"),
    bool: Text(id="ya/tidak", en="true or false"),
    int: Text(id="bilangan bulat", en="a whole number"),
}
_SPELLING: Mapping[str, str] = {"is_not": "$neq", "at_least": "$gte", "below": "$lt"}
_encode = msgspec.json.Encoder().encode


class Shard(NamedTuple):
    """One ruleset: its JSON text, and for each name in it the position of the rule behind it."""

    ruleset: str
    position: Mapping[str, int]


class Plan(NamedTuple):
    """One act made ready: its shards, and how its facts are spelled.

    `spelling` leads from each field the rules read to its name in C; `constant` is the name of the
    field that every fact carries with the value 1, which is what a rule without tests tests for.
    """

    shards: tuple[Shard, ...]
    spelling: Mapping[str, str]
    constant: str

    @property
    def prime(self) -> str:
        """The throw-away fact: it meets the rule `PRIME` of each shard and nothing else."""
        return _encode({self.constant: 0, **FACT_ID}).decode()


def fnv1a32(name: str) -> int:
    """Return the hash by which durable-rules compares names."""
    value = 0x811C9DC5
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 16_777_619 & 0xFFFFFFFF
    return value


def free_names(count: int, hash_of: Callable[[str], int] = fnv1a32) -> tuple[str, ...]:
    """Return field names whose hashes clash neither with one another nor with a reserved word."""
    taken = {hash_of(word) for word in RESERVED}
    names: list[str] = []
    for number in itertools.count():
        if len(names) == count:
            break
        name = f"f{number}"
        if hash_of(name) not in taken:
            taken.add(hash_of(name))
            names.append(name)
    return tuple(names)


def kinds_of(rules: Sequence[Rule]) -> dict[str, type]:
    """Return the one type of each field the rules read; refuse what C would coerce or misread."""
    kinds: dict[str, type] = {}
    for rule in rules:
        for test in itertools.chain.from_iterable(rule.alternatives):
            kind = _checked(test.field, test.value)
            if kinds.setdefault(test.field, kind) is not kind:
                raise _refused(rule, test, "bercampur jenis nilai", "mixes kinds of values")
            if test.operator in ("at_least", "below"):
                if kind is not int:
                    raise _refused(rule, test, "mengurutkan bukan angka", "orders no numbers")
            elif test.operator not in ("is", "is_not"):
                raise _refused(rule, test, "memakai uji asing", "uses an unknown test")
    return kinds


def plan_of(rules: Sequence[Rule], act: str) -> Plan:
    """Return the shards of one act; positions are places in `rules`."""
    conjunctions = [
        (position, conjunction)
        for position, rule in enumerate(rules)
        if rule.act == act
        for conjunction in dict.fromkeys(rule.alternatives)
    ]
    constants: dict[str, set[Value]] = {}
    for _, conjunction in conjunctions:
        for test in conjunction:
            constants.setdefault(test.field, set()).add(test.value)
    if len(constants) > FIELDS_MAX:
        raise failure(
            f"aturan untuk {act!r} membaca {len(constants)} unsur; paling banyak {FIELDS_MAX}",
            f"the rules of {act!r} read {len(constants)} fields; at most {FIELDS_MAX}",
        )
    # The most telling field first: this order was measured to be the fastest.
    fields = sorted(constants, key=lambda field: (-len(constants[field]), field))
    constant, *names = free_names(len(fields) + 1)
    spelling = dict(zip(fields, names, strict=True))
    order = {field: place for place, field in enumerate(fields)}

    def spelled(conjunction: Conjunction) -> dict[str, Any]:
        tests = sorted(dict.fromkeys(conjunction), key=lambda test: order[test.field])
        clauses = [_clause(test, spelling[test.field]) for test in tests]
        return {"all": [{"m": {"$and": clauses or [{constant: 1}]}}]}

    shards = []
    for start in range(0, len(conjunctions), CONJUNCTIONS_MAX):
        part = conjunctions[start : start + CONJUNCTIONS_MAX]
        ruleset = {str(name): spelled(conjunction) for name, (_, conjunction) in enumerate(part)}
        ruleset[PRIME] = {"all": [{"m": {"$and": [{constant: 0}]}}]}
        position = {str(name): position for name, (position, _) in enumerate(part)}
        shards.append(Shard(_encode(ruleset).decode(), position))
    return Plan(tuple(shards), spelling, constant)


def fact_text(fact: Mapping[str, Value], kinds: Mapping[str, type], plan: Plan) -> str:
    """Return a fact as the JSON text that C reads; refuse it whole when any field is unfit.

    Fields that no rule of the act reads are checked like the others and then left out, so that an
    unfit fact is refused whatever rules stand in the policy.
    """
    if type(fact) is not dict and not isinstance(fact, Mapping):
        raise failure("fakta harus berupa pemetaan", "a fact must be a mapping")
    if len(fact) > FIELDS_MAX:
        raise failure(
            f"fakta memuat {len(fact)} unsur; paling banyak {FIELDS_MAX}",
            f"the fact holds {len(fact)} fields; at most {FIELDS_MAX}",
        )
    spelling = plan.spelling
    flat: dict[str, Value] = {plan.constant: 1}
    for field, value in fact.items():
        kind = _checked(field, value)
        if kinds.get(field, kind) is not kind:
            raise failure(
                f"unsur {_short(field)} harus berupa {_KINDS[kinds[field]].id}",
                f"field {_short(field)} must be {_KINDS[kinds[field]].en}",
            )
        if field in spelling:
            flat[spelling[field]] = int(value) if kind is bool else value
    flat.update(FACT_ID)
    return _encode(flat).decode()


def failure(says_id: str, says_en: str) -> RuleFailure:
    """Return the failure to raise, with its words in both languages."""
    return RuleFailure(Text(id=says_id, en=says_en))


def _clause(test: Test, name: str) -> dict[str, Any]:
    # C holds true == 1 == "1"; a field has one type, so true may travel as 1 and is told apart.
    value = int(test.value) if isinstance(test.value, bool) else test.value
    if test.operator == "is":
        return {name: value}
    return {_SPELLING[test.operator]: {name: value}}


def _checked(field: object, value: object) -> type:
    if type(field) is not str:
        raise failure("nama unsur harus berupa teks", "the name of a field must be text")
    kind = type(value)
    if kind is str:
        assert isinstance(value, str)
        if len(value) > TEXT_MAX:
            raise failure(
                f"unsur {_short(field)} lebih dari {TEXT_MAX} huruf",
                f"field {_short(field)} is longer than {TEXT_MAX} characters",
            )
        # Printable text holds neither NUL nor a lone surrogate; only the rest is looked through.
        if not value.isprintable() and any(
            letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value
        ):
            raise failure(
                f"unsur {_short(field)} memuat NUL atau pengganti tunggal",
                f"field {_short(field)} holds NUL or a lone surrogate",
            )
    elif kind is int:
        assert isinstance(value, int)
        if not -INTEGER_LIMIT < value < INTEGER_LIMIT:
            raise failure(
                f"unsur {_short(field)} di luar batas bilangan (2^53)",
                f"field {_short(field)} is beyond the bounds of whole numbers (2^53)",
            )
    elif kind is not bool:
        raise failure(
            f"unsur {_short(field)} bukan teks, ya/tidak atau bilangan bulat",
            f"field {_short(field)} is neither text nor true or false nor a whole number",
        )
    return kind


def _short(field: object) -> str:
    shown = ascii(field)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _refused(rule: Rule, test: Test, says_id: str, says_en: str) -> RuleFailure:
    return failure(
        f"aturan {rule.id!r}, unsur {_short(test.field)}: {says_id}",
        f"rule {rule.id!r}, field {_short(test.field)}: {says_en}",
    )
