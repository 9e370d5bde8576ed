"""This file says what a single value of a file may be: YAML 1.2's core schema, less its traps.

`012` is 12 and `NO` is text, as YAML 1.2 has it; dates stay text; numbers with a fraction are
refused, for no fact of law has one and binary fractions compare badly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netralitas.facts import Text, nearest

Path = tuple[str | int, ...]
"""The way to a value: keys of mappings, and positions in lists counted from 0."""

INTEGER_BOUND = 2**53
"""Whole numbers stay below this, so that every reader of JSON sees the same number."""

SHOWN_MAX = 60
"""Characters of a value that a message repeats."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no text here may hold: control characters, odd line breaks, lone surrogates."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Mapping[str, bool] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WORDS = _NULL | frozenset(_BOOL)
_INT = re.compile(r"[-+]?[0-9]+")
_OTHER_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Refusal(NamedTuple):
    """Why a value is not taken, and how to go on."""

    says: Text
    hint: Text | None


def path_text(path: Path) -> str:
    """Return a path as it is shown, on one line: `charges[0].facts.active`."""
    parts: list[str] = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part}]")
        else:
            name = part if part.isprintable() and len(part) <= SHOWN_MAX else shown(part)
            parts.append(f".{name}" if parts else name)
    return "".join(parts)


def shown(value: object) -> str:
    """Return a value as a message shows it: quoted, on one line, and cut when it is long."""
    if isinstance(value, str) and len(value) > SHOWN_MAX:
        value = value[: SHOWN_MAX - 3] + "..."
    return repr(value)


def resolve(plain: str) -> tuple[str | bool | int | None, Refusal | None]:
    """Return what a plain scalar means in YAML 1.2, or why it is not taken."""
    if plain in _WORDS:
        return _BOOL.get(plain), None
    if plain[0] not in "-+.0123456789":
        return plain, None
    if _INT.fullmatch(plain):
        return whole(plain, 10)
    if _OTHER_INT.fullmatch(plain):
        return whole(plain, 0)
    if _FLOAT.fullmatch(plain):
        return None, fraction(plain)
    return plain, None


def whole(digits: str, base: int = 10) -> tuple[int | None, Refusal | None]:
    """Return a whole number, or its refusal when it is too big to be exact everywhere."""
    # Python itself refuses to read thousands of digits; nobody needs more than these.
    if len(digits) <= 20 and abs(int(digits, base)) < INTEGER_BOUND:
        return int(digits, base), None
    number = digits[:24] + ("..." if len(digits) > 24 else "")
    return None, Refusal(
        Text(id=f"bilangan terlalu besar: {number}", en=f"the number is too big: {number}"),
        Text(id="jika ini teks, beri tanda kutip", en="if this is text, put it in quotes"),
    )


def fraction(plain: str) -> Refusal:
    """Return the refusal of a number with a fraction, of an infinity and of no number at all."""
    number = plain[:40]
    return Refusal(
        Text(id=f"bilangan pecahan tidak diterima: {number}", en=f"no fractions here: {number}"),
        Text(id=f'jika ini teks, tulis "{number}"', en=f'if this is text, write "{number}"'),
    )


def join_surrogates(value: str) -> tuple[str | None, Refusal | None]:
    """Return text whose escaped surrogate pairs are joined; refuses what no text may hold."""
    if _SURROGATES.search(value):
        try:
            value = value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            found = _SURROGATES.search(value)
            return None, forbidden(found.group() if found else "\ud800")
    found = FORBIDDEN.search(value)
    return (None, forbidden(found.group())) if found else (value, None)


def forbidden(character: str) -> Refusal:
    """Return the refusal of a character that no text may hold, by its number."""
    number = f"U+{ord(character):04X}"
    if "\ud800" <= character <= "\udfff":
        return Refusal(
            Text(id=f"surogat tanpa pasangan: {number}", en=f"a lone surrogate: {number}"),
            Text(id="hapus, atau tulis karakternya", en="remove it, or write the character"),
        )
    return Refusal(
        Text(id=f"karakter kendali: {number}", en=f"a control character: {number}"),
        Text(id="hapus karakter itu", en="remove the character"),
    )


def twice(key: str, first: int) -> Refusal:
    """Return the refusal of a key that a mapping already has, on the line given."""
    return Refusal(
        Text(
            id=f"kunci {shown(key)} sudah ada pada baris {first}",
            en=f"key {shown(key)} already stands on line {first}",
        ),
        Text(id="hapus salah satu", en="remove one of them"),
    )


def unknown_value(value: object, known: Sequence[str]) -> Refusal:
    """Return the refusal of a value outside a closed list: the nearest one, and all of them."""
    near = nearest(str(value), known)
    listed = ", ".join(sorted(known))
    if listed not in near.en:
        near = Text(id=f"{near.id} yang dikenal: {listed}", en=f"{near.en} known here: {listed}")
    says = Text(id=f"nilai tidak dikenal: {shown(value)}", en=f"unknown value {shown(value)}")
    return Refusal(says, near)


def unknown_name(used: str, known: Sequence[str], what: Text) -> Refusal:
    """Return the refusal of a name that is not among those known."""
    says = Text(id=f"{what.id} tidak dikenal: {shown(used)}", en=f"unknown {what.en} {shown(used)}")
    return Refusal(says, nearest(used, known))
