"""This file reads bounded JSON and finds the line of every value when somebody asks for one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from netralitas.facts import InputError, Place, Text
from netralitas.policy.located import (
    Bounds,
    Composed,
    Fault,
    Located,
    decode,
    refusal_at,
    too_deep,
    too_many,
)
from netralitas.policy.scalars import (
    Path,
    Refusal,
    fraction,
    join_surrogates,
    path_text,
    twice,
    whole,
)

_DEFAULT = Bounds()
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def compose_json(
    content: bytes,
    file: str,
    *,
    error: type[InputError],
    bounds: Bounds = _DEFAULT,
    first: int = 1,
) -> Composed:
    """Return the document beside the faults of single values; raises `error` for the others.

    `first` is the number of its first line, for a document that is a line of a file.
    """
    text = decode(content, file, error=error, bounds=bounds, first=first)
    twins: list[bool] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        items = dict(pairs)
        if len(items) < len(pairs):
            twins.append(True)
        return items

    try:
        data = json.loads(
            text,
            object_pairs_hook=mapping,
            parse_float=_Fraction,
            parse_int=_integer,
            parse_constant=_Fraction,
        )
    except json.JSONDecodeError as fault:
        raise error(
            Text(id="bukan JSON yang sah", en="not valid JSON"),
            at=Place(file, fault.lineno + first - 1),
            hint=Text(id="periksa kurung, koma, kutip", en="check brackets, commas, quotes"),
        ) from None
    except RecursionError:
        raise too_deep(Place(file, first), error, bounds) from None
    located = Located(data, _Lines(text, first), file)
    faults = list(_faults(located, error, bounds))
    if twins:
        faults += _duplicates(text, file, error, first)
    return Composed(located, tuple(faults))


class _Fraction(str):
    """A number that no case may hold, as it was written."""


class _Big(_Fraction):
    """A whole number that not every reader would see the same, as it was written."""


def _integer(digits: str) -> int | _Big:
    number, refusal = whole(digits)
    return _Big(digits) if number is None or refusal else number


def _faults(located: Located, error: type[InputError], bounds: Bounds) -> Iterator[Fault]:
    """Walk the values once, without recursion: refuse numbers and characters that none may hold."""
    waiting: list[tuple[Path, Any]] = [((), located.data)]
    nodes = 0
    while waiting:
        path, value = waiting.pop()
        nodes += 1
        if nodes > bounds.nodes:
            raise too_many(located.file, error, bounds)
        if isinstance(value, dict | list):
            if len(path) >= bounds.depth:
                raise too_deep(located.place(path), error, bounds)
            if isinstance(value, list):
                waiting += [((*path, place), item) for place, item in enumerate(value)]
                continue
            for key, item in value.items():
                waiting.append(((*path, key), item))
                if not _clean(key):
                    yield _fault(located, path, join_surrogates(key)[1], error)
        elif isinstance(value, _Fraction):
            refusal = whole(value)[1] if isinstance(value, _Big) else fraction(value)
            yield _fault(located, path, refusal, error)
        elif isinstance(value, str):
            if not _clean(value):
                yield _fault(located, path, join_surrogates(value)[1], error)


def _clean(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or join_surrogates(text)[1] is None


def _fault(located: Located, path: Path, refusal: Refusal | None, error: type[InputError]) -> Fault:
    assert refusal is not None
    return Fault(path, refusal_at(located.place(path), refusal, error))


def _duplicates(text: str, file: str, error: type[InputError], first: int) -> Iterator[Fault]:
    lines: dict[Path, int] = {}
    for path, line in positions(text, first):
        if path in lines and isinstance(path[-1], str):
            place = Place(file, line, path_text(path))
            yield Fault(path, refusal_at(place, twice(path[-1], lines[path]), error))
        lines.setdefault(path, line)


class _Lines(Mapping[Path, int]):
    """The lines of a text's values, found out at the first question."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._lines: dict[Path, int] | None = None

    def _found(self) -> dict[Path, int]:
        if self._lines is None:
            self._lines = {(): self._first}
            for path, line in positions(self._text, self._first):
                self._lines.setdefault(path, line)
        return self._lines

    def __getitem__(self, path: Path) -> int:
        return self._found()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())


class _Frame:
    """An open collection; `key` is that of the value to come, None before a mapping's key."""

    __slots__ = ("key", "path")

    def __init__(self, path: Path, key: str | int | None) -> None:
        self.path = path
        self.key = key


def positions(text: str, first: int = 1) -> Iterator[tuple[Path, int]]:
    """Yield the path and line of every key and every item of a valid JSON text, in its order."""
    line, counted = first, 0
    frames: list[_Frame] = []
    for token in _TOKEN.finditer(text):
        line += text.count("\n", counted, token.start())
        counted = token.start()
        mark = token.group()
        frame = frames[-1] if frames else None
        path: Path = ()
        if frame is not None:
            if mark in "}]":
                frames.pop()
                continue
            if mark in ",:":
                if mark == ",":
                    frame.key = frame.key + 1 if isinstance(frame.key, int) else None
                continue
            if frame.key is None:
                frame.key = str(json.loads(mark))
                yield (*frame.path, frame.key), line
                continue
            path = (*frame.path, frame.key)
            if isinstance(frame.key, int):
                yield path, line
        if mark in "{[":
            frames.append(_Frame(path, 0 if mark == "[" else None))
