"""This file holds what every reader of bytes gives and bounds: values with the place of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from netralitas.facts import CaseError, InputError, Place, Text
from netralitas.policy.scalars import FORBIDDEN, Path, Refusal, forbidden, path_text


class Bounds(NamedTuple):
    """How much of a file is read before it is refused: bytes, depth of nesting, values."""

    bytes: int = 4 * 1024 * 1024
    depth: int = 40
    nodes: int = 400_000


class Located(NamedTuple):
    """Plain values (dict, list, str, bool, int, None) and the line on which each one stands."""

    data: Any
    lines: Mapping[Path, int]
    file: str

    def place(self, path: Path) -> Place:
        """Return where a value stands; for a path that is not there, where its parent does."""
        at = path
        while at and at not in self.lines:
            at = at[:-1]
        return Place(self.file, self.lines.get(at, 0), path_text(path))


class Candidate(NamedTuple):
    """What may become a case: its plain values and their places, or why it cannot."""

    data: Any
    place: Callable[[Path], Place]
    fault: CaseError | None = None


class Fault(NamedTuple):
    """Something refused in one value, so that the values beside it may still be taken."""

    path: Path
    error: InputError


class Composed(NamedTuple):
    """A document and the faults that spoil single values of it.

    What stands at the path of a fault means nothing: whoever takes the values around it must leave
    that one out.
    """

    located: Located
    faults: tuple[Fault, ...]


def decode(
    content: bytes, file: str, *, error: type[InputError], bounds: Bounds, first: int = 1
) -> str:
    """Return the text of a file; refuses what is too big, not UTF-8, or holds control characters.

    `first` is the number of its first line, for a text that is a part of a file.
    """
    if len(content) > bounds.bytes:
        raise too_big(len(content), file, error, bounds)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        byte = f"{content[fault.start]:#04x}"
        raise error(
            Text(id=f"bukan UTF-8: bita {byte}", en=f"not UTF-8: byte {byte}"),
            at=Place(file, content[: fault.start].count(b"\n") + first),
            hint=Text(id="simpan sebagai UTF-8", en="save it as UTF-8"),
        ) from None
    found = FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + first
        raise refusal_at(Place(file, line), forbidden(found.group()), error)
    # Cheap, and before any parsing: each of these characters can begin a value.
    if sum(map(text.count, "\n,[{")) > bounds.nodes:
        raise too_many(file, error, bounds)
    return text


def refusal_at(place: Place, refusal: Refusal, error: type[InputError]) -> InputError:
    """Return a refusal as the error that says it at its place."""
    return error(refusal.says, at=place, hint=refusal.hint)


def too_big(size: int, file: str, error: type[InputError], bounds: Bounds) -> InputError:
    """Return the refusal of a file with more bytes than its bounds allow."""
    has, most = f"{size / 2**20:.1f} MiB", f"{bounds.bytes / 2**20:g} MiB"
    return error(
        Text(
            id=f"berkas sebesar {has}; paling besar {most}",
            en=f"a file of {has}; at most {most}",
        ),
        at=Place(file),
        hint=Text(
            id="bagi menjadi beberapa berkas, atau pakai JSON Lines",
            en="split it into several files, or use JSON Lines",
        ),
    )


def too_many(file: str, error: type[InputError], bounds: Bounds) -> InputError:
    """Return the refusal of a file with more values than its bounds allow."""
    return error(
        Text(id=f"lebih dari {bounds.nodes} nilai", en=f"more than {bounds.nodes} values"),
        at=Place(file),
        hint=Text(
            id="bagi menjadi beberapa berkas, atau pakai JSON Lines",
            en="split it into several files, or use JSON Lines",
        ),
    )


def too_deep(place: Place, error: type[InputError], bounds: Bounds) -> InputError:
    """Return the refusal of values nested deeper than the bounds allow."""
    return error(
        Text(
            id=f"bersarang lebih dari {bounds.depth} tingkat",
            en=f"nested deeper than {bounds.depth} levels",
        ),
        at=place,
        hint=Text(id="periksa kurung dan lekukan", en="check brackets and indentation"),
    )
