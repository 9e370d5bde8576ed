"""This file finds the facts and values that a condition names and the policy does not know.

`rules` parses conditions and knows their whole grammar; here only names are looked up, so that a
slip of the key is told apart from a fact at the line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netralitas.facts import Text
from netralitas.policy.scalars import Path, Refusal, unknown_name, unknown_value
from netralitas.policy.vocabulary import Field

_FACT = Text(id="fakta", en="fact")
_TEST = Text(id="uji", en="test")
_EXAMPLE = Text(
    id="misalnya {active: true} atau {any: [{reaction: like}]}",
    en="for example {active: true} or {any: [{reaction: like}]}",
)


def condition_faults(
    when: Any, fields: Mapping[str, Field], path: Path
) -> Iterator[tuple[Path, Refusal]]:
    """Yield what a condition names that no fact or value is; `rules` parses the rest of it."""
    if when is None:
        return
    if not isinstance(when, Mapping):
        says = Text(id="syarat harus berupa pemetaan", en="a condition must be a mapping")
        yield path, Refusal(says, _EXAMPLE)
        return
    for key, value in when.items():
        here = (*path, key)
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                says = Text(id=f"{key!r} harus berupa daftar", en=f"{key!r} must be a list")
                yield here, Refusal(says, _EXAMPLE)
                continue
            for place, part in enumerate(value):
                yield from condition_faults(part, fields, (*here, place))
        elif key not in fields:
            yield here, unknown_name(key, (*fields, "all", "any"), _FACT)
        else:
            yield from _tests(fields[key], value, here)


_TESTS = ("not", "at_least", "below")


def _tests(field: Field, value: Any, path: Path) -> Iterator[tuple[Path, Refusal]]:
    if isinstance(value, Mapping):
        if not value:
            says = Text(id=f"tanpa uji untuk {field.name!r}", en=f"no test of {field.name!r}")
            yield path, Refusal(says, _EXAMPLE)
        for test, inner in value.items():
            if test == "not":
                yield from _tests(field, inner, (*path, test))
            elif test not in _TESTS:
                yield (*path, test), unknown_name(test, _TESTS, _TEST)
            elif field.name != "era":
                says = Text(id=f"{field.name!r} bukan bilangan", en=f"{field.name!r} is no number")
                yield (*path, test), Refusal(says, _EXAMPLE)
            elif isinstance(inner, bool) or not isinstance(inner, int):
                says = Text(id=f"{test}: bilangan bulat", en=f"{test} takes a whole number")
                yield (*path, test), Refusal(says, Text(id="misalnya 2", en="for example 2"))
        return
    values = value if isinstance(value, list) else [value]
    if not values:
        yield path, Refusal(Text(id="daftar kosong", en="an empty list"), _EXAMPLE)
    for item in values:
        if field.kind == "choice" and item not in field.values:
            yield path, unknown_value(item, field.values)
        elif field.kind == "bool" and not isinstance(item, bool):
            yield path, unknown_value(item, ("true", "false"))
        elif not isinstance(item, str | bool | int):
            yield path, Refusal(Text(id="bukan nilai", en="not a value"), _EXAMPLE)
