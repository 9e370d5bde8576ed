"""This file finds what is wrong with plain values of a given type, and says it to a person.

msgspec converts and refuses; it is asked first, for it is fast. Only what it refused is walked here
again, to name the place exactly (a key of a mapping, too), the nearest name and the allowed values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec import inspect

from netralitas.facts import Days, Facts, Text, nearest
from netralitas.policy.days import days_of
from netralitas.policy.scalars import INTEGER_BOUND, Path, Refusal, shown, unknown_value


class TypeFault(NamedTuple):
    """One value that its type does not take: the path to it, why not, and how to go on."""

    path: Path
    says: Text
    hint: Text | None


def faults_of(data: object, wanted: Any) -> Iterator[TypeFault]:
    """Yield everything in `data` that the type does not take, the outer before the inner."""
    return _walk(data, inspect.type_info(wanted), ())


def _walk(data: object, kind: inspect.Type, path: Path) -> Iterator[TypeFault]:
    cls = getattr(kind, "cls", None)
    if cls is Facts:
        yield from _facts(data, path)
    elif cls is Days:
        days = days_of(data)
        if isinstance(days, Refusal):
            yield TypeFault(path, *days)
    elif isinstance(kind, inspect.StructType):
        yield from _struct(data, kind, path)
    elif isinstance(kind, inspect.UnionType):
        yield from _union(data, kind, path)
    elif isinstance(kind, inspect.VarTupleType | inspect.ListType):
        if not isinstance(data, list | tuple):
            yield _expected(path, _LIST, data)
            return
        for place, item in enumerate(data):
            yield from _walk(item, kind.item_type, (*path, place))
    elif isinstance(kind, inspect.DictType):
        if not isinstance(data, Mapping):
            yield _expected(path, _MAPPING, data)
            return
        for key, value in data.items():
            yield from _walk(key, kind.key_type, (*path, key))
            yield from _walk(value, kind.value_type, (*path, key))
    elif isinstance(kind, inspect.EnumType):
        yield from _choice(data, [str(member.value) for member in kind.cls], path)
    elif isinstance(kind, inspect.LiteralType):
        yield from _choice(data, list(map(str, kind.values)), path)
    else:
        yield from _scalar(data, kind, path)


def _struct(data: object, kind: inspect.StructType, path: Path) -> Iterator[TypeFault]:
    if not isinstance(data, Mapping):
        yield _expected(path, _Kind(_MAPPING.name, _same(_keys(kind))), data)
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key in data:
        if key not in fields and kind.forbid_unknown_fields:
            yield TypeFault(
                (*path, key),
                Text(id=f"kunci tidak dikenal: {shown(key)}", en=f"unknown key {shown(key)}"),
                _COMMA if kind.cls is Text and data[key] is None else nearest(str(key), [*fields]),
            )
    for name, field in fields.items():
        if name in data:
            yield from _walk(data[name], field.type, (*path, name))
        elif field.required:
            yield TypeFault(
                path,
                Text(id=f"kunci {name!r} tidak ada", en=f"key {name!r} is missing"),
                _example(name, field.type),
            )


def _union(data: object, kind: inspect.UnionType, path: Path) -> Iterator[TypeFault]:
    members = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
    if data is None and len(members) < len(kind.types):
        return
    found = [list(_walk(data, member, path)) for member in members]
    if all(found):
        # With one member beside null its own words are the right ones; else those of the last.
        yield from found[-1]


def _choice(data: object, values: Sequence[str], path: Path) -> Iterator[TypeFault]:
    if data in values:
        return
    if not isinstance(data, str):
        yield _expected(path, _one_of(values), data)
        return
    yield TypeFault(path, *unknown_value(data, values))


def _scalar(data: object, kind: inspect.Type, path: Path) -> Iterator[TypeFault]:
    if isinstance(kind, inspect.StrType) and not isinstance(data, str):
        yield _expected(
            path, _Kind(_TEXT.name, _same(f'"{data}"')) if _plain(data) else _TEXT, data
        )
    elif isinstance(kind, inspect.BoolType) and not isinstance(data, bool):
        yield _expected(path, _BOOL, data)
    elif isinstance(kind, inspect.IntType):
        if isinstance(data, bool) or not isinstance(data, int):
            yield _expected(path, _INT, data)
    elif isinstance(kind, inspect.DateType):
        if not isinstance(data, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            yield _expected(path, _DATE, data)
            return
        try:
            date.fromisoformat(data)
        except ValueError:
            says = Text(id=f"tidak ada tanggal {data}", en=f"there is no day {data}")
            yield TypeFault(path, says, _for_example(_DATE))


class _Kind(NamedTuple):
    name: Text
    hint: Text


def _same(words: str) -> Text:
    return Text(id=words, en=words)


_TEXT = _Kind(Text(id="teks", en="text"), _same('"5"'))
_BOOL = _Kind(Text(id="ya/tidak", en="true or false"), _same("true / false"))
_INT = _Kind(Text(id="bilangan bulat", en="a whole number"), _same("7"))
_DATE = _Kind(Text(id="tanggal", en="a date"), _same("2024-10-02"))
_LIST = _Kind(Text(id="daftar", en="a list"), _same("[...]"))
_MAPPING = _Kind(Text(id="pemetaan", en="a mapping"), _same("{...: ...}"))


def _one_of(values: Sequence[str]) -> _Kind:
    listed = ", ".join(values)
    return _Kind(Text(id="satu nilai", en="one value"), Text(id=listed, en=listed))


def _expected(path: Path, kind: _Kind, data: object) -> TypeFault:
    found = _named(data)
    return TypeFault(
        path,
        Text(
            id=f"seharusnya {kind.name.id}, bukan {found.id}",
            en=f"expected {kind.name.en}, not {found.en}",
        ),
        _for_example(kind),
    )


def _for_example(kind: _Kind) -> Text:
    return Text(id=f"misalnya {kind.hint.id}", en=f"for example {kind.hint.en}")


def _named(data: object) -> Text:
    if data is None:
        return Text(id="kosong", en="nothing")
    if isinstance(data, bool):
        return _same(str(data).lower())
    if isinstance(data, Mapping):
        return _MAPPING.name
    if isinstance(data, list | tuple):
        return _LIST.name
    return _same(shown(data))


def _example(name: str, kind: inspect.Type) -> Text:
    if isinstance(kind, inspect.UnionType):
        kind = kind.types[0]
    if isinstance(kind, inspect.EnumType):
        value = str(next(iter(kind.cls)).value)
    elif isinstance(kind, inspect.LiteralType):
        value = str(kind.values[0])
    elif isinstance(kind, inspect.StructType):
        value = _keys(kind)
    else:
        value = _EXAMPLES.get(type(kind), "...")
    return Text(id=f"misalnya {name}: {value}", en=f"for example {name}: {value}")


_COMMA = Text(id="teks berkoma diberi tanda kutip", en="a text with a comma needs quotes")


def _keys(kind: inspect.StructType) -> str:
    needed = [field.encode_name for field in kind.fields if field.required]
    names = needed or [field.encode_name for field in kind.fields][:2]
    return "{" + ", ".join(f"{name}: ..." for name in names) + "}"


_EXAMPLES: Mapping[type, str] = {
    inspect.BoolType: "true",
    inspect.IntType: "7",
    inspect.DateType: "2024-10-02",
    inspect.VarTupleType: "[...]",
    inspect.DictType: "{...: ...}",
}


def _plain(data: object) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)


def _facts(data: object, path: Path) -> Iterator[TypeFault]:
    if not isinstance(data, Mapping):
        yield _expected(path, _Kind(_MAPPING.name, _same("{active: true}")), data)
        return
    for name, value in data.items():
        if isinstance(value, list | tuple | Mapping):
            says = Text(id="satu fakta, satu nilai", en="one fact, one value")
            hint = Text(
                id="tulis satu perbuatan untuk setiap nilai", en="write one charge for each value"
            )
            yield TypeFault((*path, name), says, hint)
        elif value is not None and not isinstance(value, str | int):
            yield _expected((*path, name), _TEXT, value)
        elif isinstance(value, int) and abs(value) >= INTEGER_BOUND:
            yield _expected((*path, name), _INT, value)
