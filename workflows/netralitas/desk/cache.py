"""This file keeps what was computed from the law's bytes, and never trusts what it finds kept."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from netralitas.desk.outputs import keep

FOLDER_VARIABLE = "NETRALITAS_CACHE_DIR"
KEPT_OF_A_KIND = 64
"""As many regions can be asked for in turn before what was kept of the first gives way."""

_DIGEST_BYTES = hashlib.sha256().digest_size


class Cache:
    """Bytes kept in a folder by name; each carries its checksum, and a wrong one is no answer.

    Nothing here ever fails: what cannot be read is absent, what cannot be written is not kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """Return what was kept under a name; None when it is absent, unreadable or damaged."""
        with suppress(OSError):
            kept = (self._folder / name).read_bytes()
            digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
            if hashlib.sha256(content).digest() == digest:
                return content
        return None

    def put(self, name: str, content: bytes) -> None:
        """Keep bytes under a name, whole or not at all; the oldest of its kind give way."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep(self._folder / name, hashlib.sha256(content).digest() + content)
            kind = name.partition("-")[0]
            kept = self._folder.glob(f"{kind}-*")
            for old in sorted(kept, key=lambda path: path.stat().st_mtime)[:-KEPT_OF_A_KIND]:
                old.unlink()


def cache_of(environment: Mapping[str, str]) -> Cache | None:
    """Return the cache in the folder that the environment names, else in the user's own.

    None when there is neither: a process without a home has nowhere to keep anything.
    """
    named = environment.get(FOLDER_VARIABLE)
    folder = Path(named) if named else _user_folder(environment) / "netralitas"
    return Cache(folder) if folder.is_absolute() or named else None


def name_of(kind: str, version: str, files: Mapping[str, bytes]) -> str:
    """Return the name under which a thing made from these files by this version is kept."""
    digest = hashlib.sha256(version.encode())
    for name, content in sorted(files.items()):
        for part in (name.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return f"{kind}-{digest.hexdigest()}"


def _user_folder(environment: Mapping[str, str]) -> Path:
    home = Path(os.path.expanduser("~"))
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    named = environment.get("XDG_CACHE_HOME", "")
    return Path(named) if os.path.isabs(named) else home / ".cache"
