"""This file finds what regions are installed and reads their files, without importing any of them.

A region is an entry point of the group `netralitas.regions`: its name is the region's id, its value
`package:file.yaml` or `package:folder`. A pack is data; the package that carries it is never run.
"""

from __future__ import annotations

import importlib.machinery
import importlib.metadata
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from netralitas.facts import NotInstalled, Place, PolicyError, Text
from netralitas.policy import Bounds
from netralitas.regions.versions import engine_versions

if TYPE_CHECKING:
    from netralitas.judgement import CompiledPolicy

GROUP = "netralitas.regions"
NATION = "nasional"
_NATION_AT = "netralitas.policy:provisions"
_VALUE = re.compile(r"(?P<package>[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*):(?P<name>[A-Za-z0-9_.]+)")


class InstalledRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A region that can be named: where its pack lies, and which distribution brought it.

    `distribution` and `version` are None for the nation in a bare checkout, and for a pack from a
    folder; `value` is the entry point's value, or the path of the pack.
    """

    id: str
    value: str
    distribution: str | None = None
    version: str | None = None


def policy_for(region: str | None, packs_dir: Path | None = None) -> CompiledPolicy:
    """Return the policy in force for a region: the nation's, with the region's pack laid over it.

    None and `nasional` mean the nation alone. Raises NotInstalled, listing those there are, for a
    region that is not installed, and PolicyError for a policy or a pack that is not sound.
    """
    # Late: whoever only lists regions has no need of the rule engine that comes with judging.
    from netralitas.judgement import load_policy

    if region is None or region == NATION:
        return load_policy(national_files(), engines=engine_versions())
    pack = pack_files(region, packs_dir)
    compiled = load_policy(national_files(), pack, engines=engine_versions())
    if compiled.region.pack != region:
        raise PolicyError(
            Text(
                id=f"daerah {region!r}: paketnya milik {compiled.region.pack!r}",
                en=f"region {region!r}: its pack belongs to {compiled.region.pack!r}",
            ),
            at=Place(next(one.value for one in installed(packs_dir) if one.id == region)),
            hint=Text(id="samakan keduanya", en="give both the same name"),
        )
    return compiled


def installed(packs_dir: Path | None = None) -> tuple[InstalledRegion, ...]:
    """Return every region that can be named, the nation first and the others by their ids.

    Raises PolicyError where two distributions bring the same region: neither may win by chance.
    """
    return tuple(found.region for found in _found(packs_dir).values())


def national_files() -> dict[str, bytes]:
    """Return the files of the national policy by name; raises PolicyError when there are none."""
    return _files_at(_found(None)[NATION])


def pack_files(region: str, packs_dir: Path | None = None) -> dict[str, bytes]:
    """Return the files of a region's pack by name; raises NotInstalled for an unknown region."""
    there = _found(packs_dir)
    if region not in there:
        raise NotInstalled(region, installed=list(there))
    return _files_at(there[region])


class _Found(NamedTuple):
    """A region, and its path where that is known without asking a package."""

    region: InstalledRegion
    path: Path | None = None


def _found(packs_dir: Path | None) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for one in (*_entry_points(), *_in_folder(packs_dir)):
        known = found.setdefault(one.region.id, one)
        if known != one:
            raise _tie(one.region, known.region)
    # A bare checkout has no entry points; the national law lies beside its reader all the same.
    found.setdefault(NATION, _Found(InstalledRegion(id=NATION, value=_NATION_AT)))
    return dict(sorted(found.items(), key=lambda item: (item[0] != NATION, item[0])))


def _entry_points() -> Iterable[_Found]:
    for entry in importlib.metadata.entry_points(group=GROUP):
        distribution = entry.dist
        yield _Found(
            InstalledRegion(
                id=entry.name,
                value=entry.value,
                distribution=distribution.name if distribution else None,
                version=distribution.version if distribution else None,
            )
        )


def _in_folder(packs_dir: Path | None) -> Iterable[_Found]:
    """The packs of a folder: `<region>.yaml`, or a folder of the region's name."""
    if packs_dir is None:
        return
    if not packs_dir.is_dir():
        raise PolicyError(
            Text(id="folder paket tidak ada", en="there is no such folder of packs"),
            at=Place(str(packs_dir)),
            hint=Text(id="misalnya paket/lumajang.yaml", en="for example packs/lumajang.yaml"),
        )
    for path in sorted(packs_dir.iterdir()):
        if path.suffix == ".yaml" or (path.is_dir() and any(path.glob("*.yaml"))):
            yield _Found(InstalledRegion(id=path.name.removesuffix(".yaml"), value=str(path)), path)


def _tie(one: InstalledRegion, other: InstalledRegion) -> PolicyError:
    first, second = sorted(side.distribution or side.value for side in (one, other))
    return PolicyError(
        Text(
            id=f"daerah {one.id!r} dibawa dua kali: {first} dan {second}",
            en=f"region {one.id!r} is brought twice: by {first} and by {second}",
        ),
        at=Place(one.value),
        hint=Text(id="hapus salah satu", en="remove one of them"),
    )


def _files_at(found: _Found) -> dict[str, bytes]:
    path = found.path or _resolve(found.region)
    files = [path] if path.is_file() else sorted(path.glob("*.yaml"))
    if not files:
        raise _broken(found.region, "tidak ada berkas .yaml", "there is no .yaml file")
    return {file.name: _bytes_of(file) for file in files}


def _bytes_of(file: Path) -> bytes:
    """Read no more than tells the reader that a file is too big."""
    with file.open("rb") as stream:
        return stream.read(Bounds().bytes + 1)


def _resolve(region: InstalledRegion) -> Path:
    """Return where the value of an entry point leads, inside a package that is not imported."""
    parts = _VALUE.fullmatch(region.value)
    if parts is None or not parts["name"].strip("."):
        raise _broken(
            region,
            f"bukan paket:berkas.yaml atau paket:folder: {region.value!r}",
            f"not package:file.yaml or package:folder: {region.value!r}",
        )
    for location in locations(parts["package"]):
        path = Path(location, parts["name"])
        if path.exists():
            return path
    raise _broken(region, f"tidak ditemukan: {region.value}", f"not found: {region.value}")


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


def _broken(region: InstalledRegion, says_id: str, says_en: str) -> PolicyError:
    brought = f"{region.distribution} {region.version}" if region.distribution else region.value
    return PolicyError(
        Text(id=f"daerah {region.id!r}: {says_id}", en=f"region {region.id!r}: {says_en}"),
        at=Place(brought),
        hint=Text(
            id=f"pasang ulang distribusi itu, atau perbaiki entry point {GROUP}",
            en=f"install the distribution again, or mend its entry point in {GROUP}",
        ),
    )
