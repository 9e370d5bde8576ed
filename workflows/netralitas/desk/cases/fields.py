"""This file reads the fields of a step from a command line: `--day 2024-10-10 --track disiplin`.

What a field may hold is asked of the step's own shape, which is the only list of fields there is.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from netralitas.casework import COMMANDS, Command
from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.facts import InputError, Text
from netralitas.policy import read_yaml

STEPS: Final = tuple(name for name in COMMANDS if name not in ("open", "unseal"))
"""The steps that are taken in a case that is open; unsealing has a command of its own."""

_TRUE: Final = ("ya", "yes", "true")
_FALSE: Final = ("tidak", "no", "false")


def step_named(word: str) -> str:
    """Return the step of a name, written with hyphens or underscores; Complaint for no step."""
    name = word.replace("-", "_")
    if name not in STEPS:
        raise unknown_value("STEP", word, STEPS)
    return name


def fields_of(action: str) -> dict[str, Any]:
    """Return the fields of a step by name, each with its type."""
    return typing.get_type_hints(COMMANDS[action])


def needed(action: str) -> tuple[str, ...]:
    """Return the fields that a step cannot do without."""
    shape: type[Command] = COMMANDS[action]
    return tuple(field.name for field in msgspec.structs.fields(shape) if field.required)


def values_of(action: str, words: Sequence[str], given: Sequence[str]) -> dict[str, Any]:
    """Return the plain values of a step's fields; Complaint for what is no field, or no value.

    `words` are the options as they were typed, `given` those written as key=value. Several values
    of a list come one after the other; a mapping is key=value, again and again, or YAML in braces.
    """
    known = fields_of(action)
    found: dict[str, list[str]] = {}
    for name, value in (*_typed(words), *_paired(given)):
        if name not in known:
            raise unknown_value(action, name, tuple(known))
        found.setdefault(name, []).append(value)
    return {name: _value(name, values, known[name]) for name, values in found.items()}


def _typed(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    left = iter(words)
    for word in left:
        if not word.startswith("--"):
            raise Complaint(
                Text(
                    id=f"{word!r} tidak terbaca: tulis --field nilai",
                    en=f"{word!r} cannot be read: write --field value",
                )
            )
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals:
            following = next(left, None)
            if following is None:
                raise Complaint(Text(id=f"{word}: nilainya tidak ada", en=f"{word}: no value"))
            value = following
        yield name.replace("-", "_"), value


def _paired(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Complaint(
                Text(id=f"--with: {pair!r} bukan key=value", en=f"--with: {pair!r} is no key=value")
            )
        yield name.strip().replace("-", "_"), value


def _value(name: str, values: list[str], wanted: Any) -> Any:
    kinds = [kind for kind in _kinds(wanted) if kind is not type(None)]
    for kind in kinds:
        origin = typing.get_origin(kind) or kind
        if origin is tuple:
            if len(values) == 1 and values[0].startswith("["):
                return _yaml(name, values[0])
            element = typing.get_args(kind)[0]
            return [_value(name, [value], element) for value in values]
        if origin is dict:
            return _mapping(name, values)
    if len(values) > 1:
        raise Complaint(
            Text(id=f"--{name}: disebut dua kali", en=f"--{name}: given more than once")
        )
    [value] = values
    if any(_is_struct(kind) for kind in kinds):
        return _yaml(name, value)
    if bool in kinds:
        return _yes(name, value)
    if int in kinds and value.isascii() and value.isdigit():
        return int(value)
    return value


def _kinds(wanted: Any) -> tuple[Any, ...]:
    if typing.get_origin(wanted) in (typing.Union, types.UnionType):
        return typing.get_args(wanted)
    return (wanted,)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _mapping(name: str, values: list[str]) -> Any:
    if len(values) == 1 and values[0].startswith("{"):
        return _yaml(name, values[0])
    pairs: dict[str, str] = {}
    for value in values:
        key, equals, held = value.partition("=")
        if not equals or key in pairs:
            raise Complaint(
                Text(
                    id=f"--{name}: {value!r} bukan key=value yang baru",
                    en=f"--{name}: {value!r} is no new key=value",
                )
            )
        pairs[key] = held
    return pairs


def _yes(name: str, value: str) -> bool:
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise unknown_value(f"--{name}", value, (*_TRUE, *_FALSE))


def _yaml(name: str, value: str) -> Any:
    return read_yaml(value.encode(), f"--{name}", error=InputError).data
