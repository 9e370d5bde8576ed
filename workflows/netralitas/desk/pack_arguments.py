"""This file finds the packs that a command line names: installed ones, files, and folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.desk.inputs import content_of
from netralitas.facts import Text
from netralitas.regions import CORPUS, NATION, Registry, packs_in

_MODULES = "netralitas_*"
"""Where a distribution's own folder holds its pack."""


class NamedPack(NamedTuple):
    """A pack as it was named: `shown` to a person, `region` where it is installed as one.

    `place` is the folder that goes before the name of a file in messages, where it is known.
    """

    shown: str
    region: str | None
    files: Mapping[str, bytes]
    cases: Mapping[str, bytes]
    place: str = ""

    def at(self, file: str) -> str:
        """Return a file of the pack, or of its corpus, as the person can open it."""
        return str(Path(self.place, file))


def named_packs(name: str, registry: Registry, cases: str | None) -> Iterator[NamedPack]:
    """Yield what one argument names: a region that can be named, a .yaml file, or a folder's packs.

    A folder is one of packs, or that of a distribution. `cases` is a corpus to take instead of the
    pack's own. Complaint for what is not there; whatever the registry raises for a region.
    """
    if name == NATION:
        raise Complaint(
            Text(
                id="nasional bukan paket daerah; untuk hukum nasional: netralitas policy check",
                en="nasional is no regional pack; for national law: netralitas policy check",
            )
        )
    given = None if cases is None else {Path(cases).name: content_of(cases)}
    path = Path(name)
    if name in registry.regions or not (path.exists() or path.suffix or path.name != name):
        corpus = registry.corpus(name) if given is None else given
        yield NamedPack(name, name, registry.files(name), corpus)
        return
    for file in _packs_at(path):
        beside = file.with_name(file.stem + CORPUS)
        own = {beside.name: content_of(str(beside))} if beside.is_file() else {}
        yield NamedPack(
            shown=str(file),
            region=None,
            files={file.name: content_of(str(file))},
            cases=own if given is None else given,
            place=str(file.parent),
        )


def _packs_at(path: Path) -> list[Path]:
    if not path.exists():
        raise no_such_file(str(path))
    if not path.is_dir():
        return [path]
    found = packs_in(path) or [one for inner in path.glob(_MODULES) for one in packs_in(inner)]
    if not found:
        raise Complaint(
            Text(
                id=f"{path}: tidak ada paket .yaml di folder ini",
                en=f"{path}: no .yaml pack in this folder",
            )
        )
    return sorted(found)
