"""This file reads bounded YAML 1.2 and keeps the line of every value; nothing else meets ruamel.

It composes plain values over the parser's stream of events, without recursion. What could make one
text mean two things, or a small file grow, is refused: anchors, aliases, tags, duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

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
    join_surrogates,
    path_text,
    resolve,
    twice,
)
from netralitas.policy.unwanted import (
    DIRECTIVE,
    KEY,
    ONE_DOCUMENT,
    anchored,
    not_text,
    tagged,
)

_DEFAULT = Bounds()
FAULTS_MAX = 1000
"""More faulty values than this are not worth reading around."""


def read_yaml(
    content: bytes, file: str, *, error: type[InputError], bounds: Bounds = _DEFAULT
) -> Located:
    """Return the one document of a file; raises `error` for whatever is not plain YAML 1.2."""
    located, faults = compose_yaml(content, file, error=error, bounds=bounds)
    if faults:
        raise faults[0].error
    return located


def compose_yaml(
    content: bytes, file: str, *, error: type[InputError], bounds: Bounds = _DEFAULT
) -> Composed:
    """Return the document beside the faults of single values; raises `error` for the others."""
    composer = _Composer(file, error, bounds)
    for event in _events(decode(content, file, error=error, bounds=bounds), file, error):
        composer.take(event)
    return Composed(Located(composer.root, composer.lines, file), tuple(composer.faults))


def _events(text: str, file: str, error: type[InputError]) -> Iterator[Event]:
    events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except MarkedYAMLError as fault:
            problem = _line(fault.problem or fault.context)
            mark = fault.problem_mark or fault.context_mark
            if "end of stream" in problem or "stream end" in problem:
                mark = fault.context_mark or mark  # what was left open says more than the end
            place = Place(file, mark.line + 1 if mark else 0)
        except Exception as fault:  # the scanner itself falls over some texts: bad input as well
            place = Place(file)
            problem = _line(f"{type(fault).__name__} {fault}")
        else:
            yield event
            continue
        says = Text(id=f"bukan YAML yang sah: {problem}", en=f"not valid YAML: {problem}")
        raise error(says, at=place, hint=_TABS if "\\t" in problem else _SYNTAX)


def _line(problem: object) -> str:
    """One line of what the parser says, without its token brackets."""
    return re.sub(r"\('(.*)',\)", r"'\1'", " ".join(str(problem).split()))[:160]


_TABS = Text(id="pakai spasi, bukan tab", en="indent with spaces, not tabs")
_SYNTAX = Text(
    id="periksa lekukan, tanda kutip dan titik dua", en="check indentation, quotes and colons"
)


_Tagged = ScalarEvent | MappingStartEvent | SequenceStartEvent


class _Frame:
    """A collection that is still open; `key` is the key whose value comes next."""

    __slots__ = ("items", "key", "path")

    def __init__(self, items: dict[str, Any] | list[Any], path: Path) -> None:
        self.items = items
        self.path = path
        self.key: str | None = None


class _Composer:
    """Builds the document from its events and counts whatever grows."""

    def __init__(self, file: str, error: type[InputError], bounds: Bounds) -> None:
        self.root: Any = None
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._file = file
        self._error = error
        self._bounds = bounds
        self._open: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        """Add one event to the document."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._start(event)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, AliasEvent):
            if self._expects_key():
                raise self._refusal(event, self._open[-1].path, KEY)
            self._fault(self._path(), event, anchored(f"*{event.anchor}"))
            self._put(None, event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal(event, (), ONE_DOCUMENT)
            if event.version not in (None, (1, 2)) or event.tags:
                raise self._refusal(event, (), DIRECTIVE)

    def _expects_key(self) -> bool:
        if not self._open:
            return False
        frame = self._open[-1]
        return frame.key is None and isinstance(frame.items, dict)

    def _scalar(self, event: ScalarEvent) -> None:
        value: Any = event.value
        refusal = None
        if event.style is None:
            value, refusal = resolve(value)
        elif not value.isascii() or not value.isprintable():
            value, refusal = join_surrogates(value)
        if self._expects_key():
            self._key(value, refusal, event)
            return
        path = self._path()
        if refusal:
            self._fault(path, event, refusal)
        self._plain(event, path)
        self._put(value, event)

    def _key(self, value: Any, refusal: Refusal | None, event: ScalarEvent) -> None:
        frame = self._open[-1]
        key: str = event.value
        if not isinstance(value, str):
            refusal = refusal or not_text(key)
            key = key.encode("utf-8", "backslashreplace").decode()
        path = (*frame.path, key)
        if refusal:
            self._fault(path, event, refusal)
        self._plain(event, path)
        first = self.lines.setdefault(path, event.start_mark.line + 1)
        if isinstance(frame.items, dict) and key in frame.items:
            self._fault(path, event, twice(key, first))
        frame.key = key

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if self._expects_key():
            raise self._refusal(event, self._open[-1].path, KEY)
        if len(self._open) >= self._bounds.depth:
            place = Place(self._file, event.start_mark.line + 1)
            raise too_deep(place, self._error, self._bounds)
        path = self._path()
        self._plain(event, path)
        items: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self._put(items, event)
        self._open.append(_Frame(items, path))

    def _path(self) -> Path:
        """The path of the value that comes next."""
        if not self._open:
            return ()
        frame = self._open[-1]
        if isinstance(frame.items, list):
            return (*frame.path, len(frame.items))
        return (*frame.path, frame.key or "")

    def _put(self, value: Any, event: NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > self._bounds.nodes:
            raise too_many(self._file, self._error, self._bounds)
        if not self._open:
            self.root = value
            self.lines[()] = event.start_mark.line + 1
            return
        frame = self._open[-1]
        if isinstance(frame.items, list):
            self.lines[(*frame.path, len(frame.items))] = event.start_mark.line + 1
            frame.items.append(value)
        else:
            frame.items.setdefault(frame.key or "", value)
            frame.key = None

    def _plain(self, event: _Tagged, path: Path) -> None:
        """Note an anchor or a tag as a fault of its value."""
        if event.anchor:
            self._fault(path, event, anchored(f"&{event.anchor}"))
        elif event.ctag is not None:
            self._fault(path, event, tagged(str(event.tag)))

    def _fault(self, path: Path, event: NodeEvent, refusal: Refusal) -> None:
        self.faults.append(Fault(path, self._refusal(event, path, refusal)))
        if len(self.faults) > FAULTS_MAX:
            raise self.faults[0].error

    def _refusal(self, event: Event, path: Path, refusal: Refusal) -> InputError:
        place = Place(self._file, event.start_mark.line + 1, path_text(path))
        return refusal_at(place, refusal, self._error)
