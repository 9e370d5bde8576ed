"""This file lists every place that claims to hold a region's pack, and opens none of them.

There are three kinds: what the product ships, entry points of installed distributions, and folders
of packs. None goes before another; two places for one region are for the registry to refuse.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from netralitas.facts import Place, PolicyError, Text

GROUP: Final = "netralitas.regions"
NATION: Final = "nasional"
SHIPPED: Final = ("lebong", "lombok_timur", "lumajang", "pali", "sukamara")
"""The regions whose packs the product brings; setup.cfg registers the same."""

OWN: Mapping[str, str] = {
    NATION: "netralitas.policy:provisions",
    **{region: f"netralitas.regions.packs:{region}.yaml" for region in SHIPPED},
}
"""Where the product's own files lie, as an entry point says it: a bare checkout has none."""

CORPUS: Final = ".cases.yaml"
"""What a corpus of cases beside a pack is named by; it is never a pack."""

_REGION = re.compile("[a-z][a-z0-9_]{0,62}")


class RegionSource(msgspec.Struct, frozen=True, kw_only=True):
    """A place that claims to hold a region's pack, and the distribution that brought it.

    `value` is the entry point's value, or the path in a folder of packs; there, and in a bare
    checkout, `distribution` and `version` are None.
    """

    value: str
    distribution: str | None = None
    version: str | None = None

    def __str__(self) -> str:
        if self.distribution is None:
            return self.value
        brought_by = " ".join(filter(None, (self.distribution, self.version)))
        return f"{brought_by} ({self.value})"


class Found(NamedTuple):
    """A place as it was found: its distribution is only asked for its name when that is told.

    `path` is given for what lies in a folder of packs; `fault` says why it can be no pack.
    """

    region: str
    value: str
    path: Path | None = None
    brought_by: importlib.metadata.Distribution | None = None
    fault: Text | None = None

    def told(self) -> RegionSource:
        """Return the place as it is shown."""
        name, version = _named(self.brought_by)
        return RegionSource(value=printable(self.value), distribution=name, version=version)


def places(folders: Iterable[Path]) -> Iterator[Found]:
    """Yield every place there is, each once; PolicyError for a folder that is not there."""
    brought = list(dict.fromkeys(_brought()))
    yield from brought
    registered = {(one.region, one.value) for one in brought}
    for region, value in OWN.items():
        if (region, value) not in registered:
            yield Found(region, value)
    # A folder named twice, by two paths perhaps, is one folder: it cannot compete with itself.
    for folder in {folder.resolve(): folder for folder in folders}.values():
        yield from _in_folder(folder)


def printable(text: str) -> str:
    """Return a name from outside as it may be shown: nothing in it moves a cursor."""
    if text.isprintable():
        return text
    return text.encode("unicode_escape", "backslashreplace").decode("ascii")


def _brought() -> Iterator[Found]:
    """Yield what installed distributions register, each distribution asked once."""
    try:
        entries = list(importlib.metadata.entry_points(group=GROUP))
    except (ValueError, TypeError, LookupError, OSError):
        # One unreadable list among them all; asked one by one, the others still answer.
        yield from _one_by_one()
        return
    for entry in entries:
        yield _registered(entry)


def _registered(entry: importlib.metadata.EntryPoint) -> Found:
    return Found(
        printable(entry.name), entry.value, brought_by=entry.dist, fault=_no_region(entry.name)
    )


def _one_by_one() -> Iterator[Found]:
    seen: set[str] = set()
    for distribution in importlib.metadata.distributions():
        name = re.sub("[-_.]+", "-", _named(distribution)[0] or "?").lower()
        if name in seen:  # as the interpreter has it: the first on the path stands for all
            continue
        seen.add(name)
        try:
            entries = list(distribution.entry_points.select(group=GROUP))
        except (ValueError, TypeError, LookupError, OSError) as fault:
            if _registers(distribution):
                says = Text(
                    id=f"entry_points.txt tidak dapat dibaca: {fault}",
                    en=f"entry_points.txt cannot be read: {fault}",
                )
                yield Found(name, "entry_points.txt", brought_by=distribution, fault=says)
        else:
            yield from map(_registered, entries)


def _registers(distribution: importlib.metadata.Distribution) -> bool:
    """Whether a list of entry points that cannot be read speaks of regions at all."""
    try:
        return GROUP in (distribution.read_text("entry_points.txt") or "")
    except (ValueError, OSError):
        return False


def _named(distribution: importlib.metadata.Distribution | None) -> tuple[str | None, str | None]:
    """Return a distribution's name and version; None where its metadata does not say."""
    if distribution is None:
        return None, None
    try:
        about = distribution.metadata
        name, version = (about[key] if key in about else None for key in ("Name", "Version"))
    except (ValueError, TypeError, LookupError, OSError):
        return "?", None
    return printable(name) if name else "?", printable(version) if version else None


def _in_folder(folder: Path) -> Iterator[Found]:
    """Yield the packs of a folder: `<region>.yaml`, or a folder of the region's name."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as fault:
        raise PolicyError(
            Text(
                id=f"folder paket tidak dapat dibuka: {fault.strerror}",
                en=f"the folder of packs cannot be opened: {fault.strerror}",
            ),
            at=Place(printable(str(folder))),
            hint=Text(
                id="misalnya folder yang berisi lumajang.yaml",
                en="for example a folder that holds lumajang.yaml",
            ),
        ) from None
    for path in entries:
        if path.name.startswith(".") or path.name.endswith(CORPUS):
            continue
        if path.is_dir():
            if any(_packs_in(path)):
                yield _placed(path, path.name)
        elif path.suffix in (".yaml", ".yml"):
            yield _placed(path, path.stem)


def _placed(path: Path, region: str) -> Found:
    fault = _no_region(region)
    if path.suffix == ".yml":
        fault = Text(
            id=f"hanya .yaml yang dibaca: ubah namanya menjadi {region}.yaml",
            en=f"only .yaml is read: rename it to {region}.yaml",
        )
    return Found(printable(region), str(path), path, fault=fault)


def packs_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be packs, by name."""
    return sorted(_packs_in(folder))


def _packs_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.yaml") if not path.name.endswith(CORPUS))


def _no_region(name: str) -> Text | None:
    if _REGION.fullmatch(name):
        return None
    return Text(
        id=f"bukan nama daerah: {name!r} (misalnya lombok_timur)",
        en=f"no region id: {name!r} (for example lombok_timur)",
    )
