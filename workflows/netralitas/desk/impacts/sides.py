"""This file finds what OLD and NEW name: a policy folder, a pack, a region, a day, or several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.desk.inputs import content_of
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.wiring import Library
from netralitas.facts import Text, nearest
from netralitas.judgement import CompiledPolicy, compile_policy
from netralitas.policy import overlay, read_pack
from netralitas.regions import NATION

_LIKE_A_DAY = re.compile(r"\d[\d-]*")


class Side:
    """The law that OLD or NEW names; without a region in it each case's own region counts.

    `day` is the day as of which it is asked, where it names one.
    """

    def __init__(
        self,
        word: str,
        library: Library,
        *,
        region: str | None,
        pack: str | None,
        day: date | None,
    ) -> None:
        self.word = word
        self.library = library
        self.region = region
        self.pack = pack
        self.day = day
        self._of_file: CompiledPolicy | None = None

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; NotInstalled or PolicyError where there is none."""
        if self.pack is None:
            return self.library.of(self.region or region)
        if self._of_file is None:
            national = self.library.national
            pack = read_pack({Path(self.pack).name: content_of(self.pack)}, national)
            law = overlay(national, pack)
            self._of_file = compile_policy(law, pack, engines=self.library.of(None).engines)
        return self._of_file


class Sides(NamedTuple):
    """Both sides, and what the shared options come to."""

    old: Side
    new: Side
    request: Request

    @property
    def asked(self) -> tuple[date, date]:
        """The days as of which either side is asked."""
        old, new = (side.day or self.request.as_of for side in (self.old, self.new))
        return old, new

    @property
    def dated(self) -> bool:
        """Whether a day was named by either side."""
        return self.old.day is not None or self.new.day is not None

    def keep(self) -> None:
        """Keep what was computed from the law for the next time."""
        for library in dict.fromkeys((self.old.library, self.new.library)):
            library.keep()


def sides_of(old: str, new: str, terminal: Terminal, shared: Mapping[str, Any]) -> Sides:
    """Return what two words name; Complaint, with the nearest known word, for an unknown one."""
    request = request_of(terminal, shared)
    return Sides(
        old=_side(old, "OLD", request, shared),
        new=_side(new, "NEW", request, shared),
        request=request,
    )


def _side(word: str, name: str, request: Request, shared: Mapping[str, Any]) -> Side:
    folder, region, pack, day = None, None, None, None
    for part in _parts(word):
        kind = _kind(part, request.law.registry.regions)
        if kind == "folder" and folder is None:
            folder = part
        elif kind == "region" and region is None and pack is None:
            region = part
        elif kind == "pack" and region is None and pack is None:
            pack = part
        elif kind == "day" and day is None:
            day = _day(part, name)
        elif kind is None:
            raise _unknown(name, part, request.law.registry.regions)
        else:
            raise _twice(name, word)
    library = request.law
    if folder is not None:
        library = request_of(request.terminal, {**shared, "policy": folder}).law
    return Side(word, library, region=region or request.region, pack=pack, day=day)


def _parts(word: str) -> list[str]:
    """Return the parts of a word, parted by `@`; a path that holds one stays whole."""
    if Path(word).exists():
        return [word]
    path, _, rest = word.rpartition("@")
    if path and Path(path).exists():
        return [path, rest]
    return word.split("@")


def _kind(part: str, regions: Sequence[str]) -> str | None:
    if part == NATION or part in regions:
        return "region"
    if _LIKE_A_DAY.fullmatch(part):
        return "day"
    path = Path(part)
    if path.is_dir():
        return "folder"
    return "pack" if path.is_file() else None


def _day(part: str, name: str) -> date:
    try:
        if len(part) == len("2024-10-02"):
            return date.fromisoformat(part)
    except ValueError:
        pass
    raise Complaint(
        Text(
            id=f"{name}: {part!r} bukan tanggal (misalnya 2024-10-02)",
            en=f"{name}: {part!r} is not a date (for example 2024-10-02)",
        )
    )


def _unknown(name: str, part: str, regions: Sequence[str]) -> Complaint:
    """Return the complaint about a word that names nothing, with the nearest one that would."""
    if part.endswith(".yaml") or "/" in part:
        return no_such_file(part)
    hint = nearest(part, [NATION, *regions])
    return Complaint(
        Text(
            id=f"{name}: {part!r} bukan folder hukum, berkas paket, daerah, atau tanggal "
            f"({hint.id})",
            en=f"{name}: {part!r} is no policy folder, pack file, region or date ({hint.en})",
        )
    )


def _twice(name: str, word: str) -> Complaint:
    return Complaint(
        Text(
            id=f"{name}: {word!r} menyebut dua hal sejenis; paling banyak satu folder, satu daerah "
            "atau paket, dan satu tanggal, misalnya rancangan@lumajang@2024-10-02",
            en=f"{name}: {word!r} names two of a kind; at most one folder, one region or pack, and "
            "one date, for example draft@lumajang@2024-10-02",
        )
    )
