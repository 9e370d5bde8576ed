"""This file knows which regions can be named, and reads their files without importing any of them.

A region is an entry point of the group `netralitas.regions` (its name is the region's id, its value
`package:file.yaml` or `package:folder`), or lies in a folder of packs. A pack is data; the package
that carries it is never run.
"""

from __future__ import annotations

import importlib.machinery
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from netralitas.facts import InputError, Language, NotInstalled, Place, PolicyError, Text
from netralitas.policy import Bounds, Pack, Policy, read_pack
from netralitas.regions.sources import (
    CORPUS,
    GROUP,
    NATION,
    Found,
    RegionSource,
    packs_in,
    places,
)

_VALUE = re.compile(r"(?P<package>[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*):(?P<name>[A-Za-z0-9_.]+)")
_NATIONAL_CORPUS = "corpus"
"""The folder beside the national law in which its corpus lies."""


class InstalledRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A region that can be named: where it comes from, and its pack, or why it cannot be loaded.

    `sources` holds one place, and several where they compete, which is a fault. The nation has
    neither a pack nor, unless its law cannot be read, a fault.
    """

    id: str
    sources: tuple[RegionSource, ...]
    pack: Pack | None = None
    fault: Text | None = None


class Registry:
    """The regions that can be named, as they stood when it was made; no pack is opened for that.

    PolicyError for a folder of packs that is not there. Everything else that is wrong is a fault of
    one region, told when that region is asked for.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        found: dict[str, list[Found]] = {}
        for place in places(folders):
            found.setdefault(place.region, []).append(place)
        self._found: Mapping[str, list[Found]] = {
            region: found[region] for region in sorted(found, key=lambda one: (one != NATION, one))
        }

    @property
    def regions(self) -> tuple[str, ...]:
        """The ids of all regions, the nation first and the others by name."""
        return tuple(self._found)

    def sources(self, region: str) -> tuple[RegionSource, ...]:
        """Return every place that claims to hold a region's pack; NotInstalled when none does."""
        told = (place.told() for place in self._places(region))
        return tuple(sorted(told, key=str))

    def files(self, region: str) -> dict[str, bytes]:
        """Return the files of a region by name, and of the nation those of its law.

        NotInstalled for an unknown region; PolicyError, naming what brought it, where two places
        hold it, or where its place holds nothing that could be read.
        """
        path = self._path(region)
        files = packs_in(path) if path.is_dir() else [path]
        if not files:
            raise self._fault(region, "tidak ada berkas .yaml", "there is no .yaml file")
        return self._bytes(region, files)

    def corpus(self, region: str) -> dict[str, bytes]:
        """Return the files of a region's corpus of cases by name; empty where there is none.

        A corpus lies beside its pack: `<name>.cases.yaml` beside `<name>.yaml`. Raises as `files`.
        """
        path = self._path(region)
        if region == NATION:
            files = sorted((path.parent / _NATIONAL_CORPUS).glob("*.yaml"))
        elif path.is_dir():
            files = sorted(path.glob(f"*{CORPUS}"))
        else:
            beside = path.with_name(path.stem + CORPUS)
            files = [beside] if beside.is_file() else []
        return self._bytes(region, files)

    def read(self, region: str, files: Mapping[str, bytes], policy: Policy) -> Pack:
        """Return the pack in a region's files, found sound under a national policy.

        PolicyError at file and line, naming what brought it, for a pack that is not sound or
        belongs to another region.
        """
        try:
            pack = read_pack(files, policy)
        except InputError as fault:
            told = self._fault(region, fault.says.id, fault.says.en)
            raise PolicyError(told.says, at=fault.at, hint=fault.hint) from None
        if pack.region != region:
            says, english = (
                f"paketnya milik {pack.region!r}",
                f"its pack belongs to {pack.region!r}",
            )
            raise PolicyError(
                self._fault(region, says, english).says,
                at=Place(next(iter(files))),
                hint=Text(id="samakan keduanya", en="give both the same name"),
            )
        return pack

    def installed(self, read: Callable[[str], Pack | None]) -> tuple[InstalledRegion, ...]:
        """Return every region with its pack as `read` gives it, or with why it cannot be loaded.

        Never raises for what is wrong with one of them: the others are told all the same.
        """
        return tuple(self._installed(region, read) for region in self._found)

    def _installed(self, region: str, read: Callable[[str], Pack | None]) -> InstalledRegion:
        pack, fault = None, None
        try:
            pack = read(region)
        except (InputError, OSError) as error:
            fault = _told(error)
        return InstalledRegion(id=region, sources=self.sources(region), pack=pack, fault=fault)

    def _places(self, region: str) -> list[Found]:
        try:
            return self._found[region]
        except KeyError:
            raise NotInstalled(region, installed=self.regions) from None

    def _path(self, region: str) -> Path:
        """Return where the one place of a region leads; PolicyError where it leads nowhere."""
        first, *others = self._places(region)
        if others:
            raise self._tie(region)
        if first.fault is not None:
            raise self._fault(region, first.fault.id, first.fault.en)
        value = first.value
        if first.path is None and not _leads(value):
            raise self._fault(
                region,
                f"bukan paket:berkas.yaml atau paket:folder: {value!r}",
                f"not package:file.yaml or package:folder: {value!r}",
            )
        path = first.path or _resolve(value)
        if path is None or not (path.is_file() or path.is_dir()):
            raise self._fault(region, f"tidak ditemukan: {value}", f"not found: {value}")
        return path

    def _bytes(self, region: str, files: Iterable[Path]) -> dict[str, bytes]:
        try:
            return {file.name: _bytes_of(file) for file in files}
        except OSError as fault:
            raise self._fault(
                region,
                f"tidak dapat dibaca: {fault.strerror}",
                f"cannot be read: {fault.strerror}",
            ) from None

    def _fault(self, region: str, says_id: str, says_en: str) -> PolicyError:
        """Return an error that names the region, and the distribution or path that brought it."""
        [source] = self.sources(region)
        return PolicyError(
            Text(
                id=f"daerah {region!r} dari {source}: {says_id}",
                en=f"region {region!r} from {source}: {says_en}",
            ),
            at=Place(GROUP),
            hint=Text(
                id="pasang ulang distribusinya, atau perbaiki letaknya",
                en="install its distribution again, or mend its place",
            ),
        )

    def _tie(self, region: str) -> PolicyError:
        places = [str(source) for source in self.sources(region)]
        return PolicyError(
            Text(
                id=f"daerah {region!r} dibawa {len(places)} kali: {' dan '.join(places)}",
                en=f"region {region!r} is brought {len(places)} times: {' and '.join(places)}",
            ),
            at=Place(GROUP),
            hint=Text(id="sisakan satu saja", en="leave one of them"),
        )


def national_files() -> dict[str, bytes]:
    """Return the files of the national policy by name; raises PolicyError when there are none."""
    return Registry().files(NATION)


def _told(error: InputError | OSError) -> Text:
    if isinstance(error, InputError):
        return Text(id=error.message(Language.ID), en=error.message(Language.EN))
    return Text(id=str(error), en=str(error))


def _bytes_of(file: Path) -> bytes:
    """Read no more than tells the reader that a file is too big."""
    with file.open("rb") as stream:
        return stream.read(Bounds().bytes + 1)


def _leads(value: str) -> bool:
    """Whether the value of an entry point has the form of one that can lead to a pack."""
    parts = _VALUE.fullmatch(value)
    return parts is not None and bool(parts["name"].strip(".")) and not value.endswith(CORPUS)


def _resolve(value: str) -> Path | None:
    """Return where the value of an entry point leads, inside a package that is not imported."""
    package, _, name = value.partition(":")
    paths = (Path(location, name) for location in locations(package))
    return next((path for path in paths if path.exists()), None)


def locations(package: str) -> tuple[str, ...]:
    """Return the folders of a package, found by the finders alone: no code of it or above it runs.

    `importlib.util.find_spec` imports the parents of a dotted name; here each parent's own search
    locations are handed to the finders instead, which also serves editable installs.
    """
    path: tuple[str, ...] | None = None
    name = ""
    for part in package.split("."):
        name = f"{name}.{part}" if name else part
        try:
            spec = _spec(name, path)
            path = tuple((spec and spec.submodule_search_locations) or ())
        except KeyError:
            # A namespace inside a parent that is not imported cannot list itself; its folders can.
            path = tuple(str(Path(at, part)) for at in path or () if Path(at, part).is_dir())
    return path or ()


def _spec(name: str, path: tuple[str, ...] | None) -> importlib.machinery.ModuleSpec | None:
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        spec = find(name, path) if find else None
        if isinstance(spec, importlib.machinery.ModuleSpec):
            return spec
    return None
