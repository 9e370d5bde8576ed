"""This file makes random rules, and random facts for them, all inside the rulebook's envelope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from netralitas.facts import Value
from netralitas.rules.conditions import Operator, Rule, Test

ACTS = ("like_post", "join_campaign", "declare_candidacy")

ODD_TEXTS = (
    *("", " ", "true", "1", "null", "NaN", "a", "ab", "abc", "A", "é", "e\u0301", "日本"),
    *('"', "\\", '\\"', "'", "{", '"},{"', '","id":"y', "\n", "\t", "\x1f", "\x7f", "%s"),
    *(
        "x" * 255,
        "x" * 256,
        "x" * 1_000,
        "é" * 1_000,
        "\u2028",
        "\U0001f5f3",
        "f0",
        "id",
        "sid",
        "$s",
        "$and",
    ),
)
ODD_FIELDS = ("id", "sid", "$s", "$m", "m", "$and", "name", "all", "f0", "f1", "f6059", "f264602")
EDGES = (0, 1, -1, 2, 7, -8, 255, 65_536, 2**31, -(2**31) - 1, 2**53 - 1, -(2**53) + 1)

Vocabulary = Mapping[str, tuple[Value, ...]]


class Book(NamedTuple):
    """Random rules, and the values their fields are drawn from; the values of a field are of one
    kind, as they are in a policy."""

    rules: tuple[Rule, ...]
    fields: Vocabulary


def vocabularies() -> st.SearchStrategy[Vocabulary]:
    """One to eight fields, some with names that mean something in C."""
    names = st.one_of(
        st.sampled_from(ODD_FIELDS),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    )
    texts = st.lists(st.sampled_from(ODD_TEXTS), min_size=1, max_size=6, unique=True).map(tuple)
    numbers = st.lists(st.sampled_from(EDGES), min_size=1, max_size=6, unique=True).map(tuple)
    values = st.one_of(st.just((True, False)), texts, numbers)
    return st.dictionaries(names, values, min_size=1, max_size=8)


@st.composite
def books(draw: st.DrawFn, rules_max: int = 40) -> Book:
    """Random rules: of no alternatives, of empty ones, contradictory and repeated ones too."""
    fields = draw(vocabularies())

    @st.composite
    def tests(draw: st.DrawFn) -> Test:
        field = draw(st.sampled_from(sorted(fields)))
        value = draw(st.sampled_from(fields[field]))
        operators: tuple[Operator, ...] = ("is", "is_not")
        if type(value) is int:
            operators = ("is", "is_not", "at_least", "below")
        return Test(field, draw(st.sampled_from(operators)), value)

    alternatives = st.lists(st.lists(tests(), max_size=4).map(tuple), max_size=4).map(tuple)
    bodies = draw(
        st.lists(st.tuples(st.sampled_from(ACTS), alternatives), min_size=1, max_size=rules_max)
    )
    rules = tuple(
        Rule(f"rule-{row}", act, row, "decides", body) for row, (act, body) in enumerate(bodies)
    )
    return Book(rules, fields)


def random_book(seed: int, rules: int) -> Book:
    """As many random rules as asked for, too many for Hypothesis to draw one by one."""
    random = Random(seed)
    kinds: tuple[tuple[Value, ...], ...] = ((True, False), ODD_TEXTS, EDGES)
    fields = {
        f"field-{number}": tuple(random.sample(values, random.randint(2, min(6, len(values)))))
        for number, values in enumerate(random.choices(kinds, k=random.randint(2, 12)))
    }

    def test() -> Test:
        field = random.choice(list(fields))
        value = random.choice(fields[field])
        operators: tuple[Operator, ...] = ("is", "is", "is_not")
        if type(value) is int:
            operators = ("is", "is_not", "at_least", "below")
        return Test(field, random.choice(operators), value)

    def conjunction() -> tuple[Test, ...]:
        return tuple(test() for _ in range(random.randint(1, 5)))

    return Book(
        tuple(
            Rule(
                id=f"rule-{row}",
                act=random.choice(ACTS),
                row=row,
                mode="decides",
                alternatives=tuple(conjunction() for _ in range(random.randint(1, 3))),
            )
            for row in range(rules)
        ),
        fields,
    )


def facts_of(fields: Vocabulary) -> st.SearchStrategy[dict[str, Value]]:
    """One fact drawn by Hypothesis, so that it can be shrunk."""
    return st.fixed_dictionaries(
        {}, optional={field: st.sampled_from(values) for field, values in fields.items()}
    )


def random_facts(fields: Vocabulary, random: Random, count: int) -> Iterator[dict[str, Value]]:
    """Many facts at once: known values, unheard-of ones of their kind, absent and idle fields."""
    for _ in range(count):
        fact: dict[str, Value] = {"idle": random.choice(ODD_TEXTS)} if random.random() < 0.1 else {}
        for field, values in fields.items():
            if random.random() < 0.85:
                fact[field] = _near(random.choice(values), random)
        yield fact


def _near(value: Value, random: Random) -> Value:
    if random.random() < 0.9 or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return max(-(2**53) + 1, min(2**53 - 1, value + random.choice((-1, 1))))
    return random.choice(ODD_TEXTS)
