"""This file finds the code that regions brought, and what the operator's settings say of each.

Nothing is imported to find it: names come from metadata, the hash from the bytes of the files.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from netralitas.code.mechanisms import lacking_mechanisms
from netralitas.code.settings import CodeSetting, Settings
from netralitas.facts import NotInstalled, Refused, Text
from netralitas.policy import digest_of

CODE_GROUP = "netralitas.code"

_NAME = re.compile("[a-z][a-z0-9_]{0,62}")
_VALUE = re.compile(r"(?P<package>[A-Za-z_]\w*)(\.[A-Za-z_]\w*)*(:[A-Za-z_][\w.]*)?", re.ASCII)
_FILES_MAX = 2_000
_BYTES_MAX = 8 * 1024 * 1024
_COMPILED = "__pycache__"


class InstalledCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code plugin that is installed: who brought it, its hash, and what it may do.

    `sha256` is None where its files cannot be read as one package; `why_not` says why it is off,
    and is None exactly when the settings allow it something. `lacking` is what this system lacks to
    confine code: while it is not empty, `amend` is refused although it is allowed.
    """

    name: str
    value: str
    distribution: str
    version: str
    sha256: str | None = None
    amend: bool = False
    commands: bool = False
    why_not: Text | None = None
    lacking: tuple[Text, ...] = ()


class AllowedCode(NamedTuple):
    """Code that the operator allowed, as the bytes that were hashed, with its settings."""

    package: str
    value: str
    files: dict[str, bytes]
    setting: CodeSetting


def installed_code(settings: Settings) -> tuple[InstalledCode, ...]:
    """Return every code plugin that is installed, by name, and whether the settings allow it.

    Refused where a distribution's list of entry points cannot be read.
    """
    entries = sorted(_entries(), key=lambda entry: (entry.name, entry.value))
    times = Counter(entry.name for entry in entries)
    lacking = lacking_mechanisms() if entries else ()
    judged = (_judged(entry, settings, times[entry.name])[0] for entry in entries)
    return tuple(msgspec.structs.replace(one, lacking=lacking) for one in judged)


def allowed_code(name: str, settings: Settings) -> AllowedCode:
    """Return the code of a plugin that the settings allow, to be run.

    NotInstalled for a name that nothing brings; Refused for code that is off, with the reason.
    """
    entries = list(_entries())
    own = [entry for entry in entries if entry.name == name]
    if not own:
        raise NotInstalled(name, installed=sorted({entry.name for entry in entries}))
    judged, files = _judged(own[0], settings, len(own))
    setting = settings.of(name)
    if judged.why_not is not None or setting is None or files is None:
        why = judged.why_not or _NOT_NAMED
        raise Refused(
            Text(
                id=f"kode {name!r} tidak dijalankan: {why.id}", en=f"code {name!r} is off: {why.en}"
            )
        )
    return AllowedCode(_package(own[0].value), own[0].value, files, setting)


class _Unreadable(Exception):
    """A package whose files cannot be hashed as a whole."""

    def __init__(self, says: Text) -> None:
        super().__init__(str(says))
        self.says = says


_NOT_NAMED = Text(
    id="pengaturan tidak menyebutnya: kode mati sampai diizinkan dengan nama dan hash",
    en="the settings do not name it: code is off until allowed by name and hash",
)


def _judged(
    entry: importlib.metadata.EntryPoint, settings: Settings, times: int
) -> tuple[InstalledCode, dict[str, bytes] | None]:
    """Return what is to be said of an entry point, and its files where they could be read."""
    found = InstalledCode(
        name=entry.name,
        value=entry.value,
        distribution=entry.dist.name if entry.dist else "?",
        version=entry.dist.version if entry.dist else "?",
    )
    try:
        files = _files(entry)
    except _Unreadable as fault:
        return msgspec.structs.replace(found, why_not=fault.says), None
    found = msgspec.structs.replace(found, sha256=digest_of(files))
    why = _why_not(found, settings.of(entry.name), times)
    setting = settings.of(entry.name)
    if why is not None or setting is None:
        return msgspec.structs.replace(found, why_not=why or _NOT_NAMED), files
    return msgspec.structs.replace(found, amend=setting.amend, commands=setting.commands), files


def _why_not(found: InstalledCode, setting: CodeSetting | None, times: int) -> Text | None:
    if times > 1:
        return Text(
            id=f"{found.name!r} dibawa {times} distribusi: hapus yang lain",
            en=f"{found.name!r} is brought by {times} distributions: remove the others",
        )
    if setting is None:
        return _NOT_NAMED
    if setting.sha256 != found.sha256:
        return Text(
            id=f"berkasnya bukan lagi yang diizinkan: {found.sha256}, bukan {setting.sha256}",
            en=f"its files are not those allowed: {found.sha256}, not {setting.sha256}",
        )
    if not setting.amend and not setting.commands:
        return Text(
            id="pengaturan menyebutnya, tetapi tidak mengizinkan amend ataupun commands",
            en="the settings name it but allow neither amend nor commands",
        )
    return None


def _entries() -> Iterator[importlib.metadata.EntryPoint]:
    try:
        yield from importlib.metadata.entry_points(group=CODE_GROUP)
    except (ValueError, TypeError, LookupError, OSError) as fault:
        # Which distribution is broken cannot be told from here, so no code is run at all.
        raise Refused(
            Text(
                id=f"daftar entry point suatu distribusi tidak terbaca, tidak ada kode yang "
                f"dijalankan: {fault}",
                en=f"the entry points of some distribution cannot be read, no code is run: {fault}",
            )
        ) from fault


def _package(value: str) -> str:
    return re.split("[.:]", value, maxsplit=1)[0]


def _files(entry: importlib.metadata.EntryPoint) -> dict[str, bytes]:
    """Return the files of an entry point's top package by relative name, compiled ones left out."""
    if not _NAME.fullmatch(entry.name) or not _VALUE.fullmatch(entry.value):
        raise _Unreadable(
            Text(
                id=f"bukan nama_daerah = paket.modul:objek: {entry.name} = {entry.value}",
                en=f"not region_id = package.module:object: {entry.name} = {entry.value}",
            )
        )
    package = _package(entry.value)
    # Late: a child that is being started has no need of the regions.
    from netralitas.regions import locations

    folders = locations(package)
    if len(folders) != 1 or not Path(folders[0], "__init__.py").is_file():
        raise _Unreadable(
            Text(
                id=f"{package} bukan satu folder dengan __init__.py",
                en=f"{package} is not one folder with an __init__.py",
            )
        )
    return _bytes_below(Path(folders[0]).resolve())


def _bytes_below(top: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != _COMPILED]
        for name in (*folders, *names):
            path = Path(folder, name)
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise _Unreadable(
                    Text(
                        id=f"{path} bukan berkas biasa: pasang distribusi itu dengan pip install",
                        en=f"{path} is no plain file: install the distribution with pip install",
                    )
                )
        for name in names:
            path = Path(folder, name)
            with path.open("rb") as stream:
                content = stream.read(_BYTES_MAX + 1 - size)
            size += len(content)
            files[path.relative_to(top).as_posix()] = content
            if size > _BYTES_MAX or len(files) > _FILES_MAX:
                raise _Unreadable(
                    Text(
                        id=f"{top} melebihi {_BYTES_MAX} bita atau {_FILES_MAX} berkas",
                        en=f"{top} exceeds {_BYTES_MAX} bytes or {_FILES_MAX} files",
                    )
                )
    return files
