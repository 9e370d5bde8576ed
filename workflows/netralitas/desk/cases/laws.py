"""This file keeps the very files of the law that cases are judged by, and finds them again.

A case stays under the law it was opened with until somebody takes it over to another. So the files
are kept by the digest that the case pins, and what is found under it must have that digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from netralitas.desk.inputs import policy_files
from netralitas.desk.outputs import keep
from netralitas.desk.version import running_version
from netralitas.desk.wiring import Library
from netralitas.facts import PolicyError
from netralitas.judgement import CompiledPolicy, compile_policy
from netralitas.policy import overlay, read_policy
from netralitas.regions import NATION, engine_versions

_SUFFIX: Final = ".json"


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The files of a law: the nation's, and those of the pack that was laid over it."""

    region: str | None
    nation: dict[str, str]
    pack: dict[str, str]


class KeptLaws:
    """The law in force as a library gives it, and that of earlier cases from a folder.

    `own` names the folder of a national law that was chosen instead of the installed one.
    """

    def __init__(self, library: Library, folder: Path, *, own: str | None = None) -> None:
        self._library = library
        self._folder = folder
        self._own = own
        self._read: dict[str, CompiledPolicy] = {}

    def of(self, region: str | None, digest: str | None) -> CompiledPolicy:
        """Return the law of a region in force, or that of a digest, where it is or was kept.

        Where it was not, what is in force comes back: whoever asked sees it by its digest.
        """
        law = self._library.of(region)
        if digest is None or digest == law.policy.digest:
            return law
        if digest not in self._read:
            found = self._found(digest)
            if found is None:
                return law
            self._read[digest] = found
        return self._read[digest]

    def keep(self, region: str | None) -> None:
        """Keep the files of the law in force in a region; OSError where they cannot be."""
        law = self._library.of(region)
        target = self._place(law.policy.digest)
        if target.exists():
            return
        nation = policy_files(self._own) if self._own else self._library.registry.files(NATION)
        laid = law.pack is not None and region is not None
        pack = self._library.registry.files(region) if laid and region else {}
        for folder in (self._folder.parent, self._folder):  # parents would be open to everyone
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = _Kept(region=region if laid else None, nation=_words(nation), pack=_words(pack))
        keep(target, msgspec.json.encode(kept))

    def _found(self, digest: str) -> CompiledPolicy | None:
        try:
            content = self._place(digest).read_bytes()
            kept = msgspec.json.decode(content, type=_Kept)
            policy, pack = read_policy(_bytes(kept.nation)), None
            if kept.region is not None:
                registry = self._library.registry
                pack = registry.read(kept.region, _bytes(kept.pack), policy)
                policy = overlay(policy, pack)
        except (OSError, msgspec.DecodeError, PolicyError):
            return None
        if policy.digest != digest:
            return None
        engines = {"netralitas": running_version(), **engine_versions()}
        return compile_policy(policy, pack, engines=engines)

    def _place(self, digest: str) -> Path:
        return self._folder / (digest.rpartition(":")[2] + _SUFFIX)


def _words(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items()}


def _bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: content.encode() for name, content in files.items()}
