"""This file turns what is installed, or a policy folder, into law ready to judge by."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import netralitas.policy
import netralitas.rules
from netralitas.desk.cache import Cache, name_of
from netralitas.desk.inputs import policy_files
from netralitas.desk.version import running_version
from netralitas.facts import PolicyError
from netralitas.judgement import CompiledPolicy, compile_policy, load_policy
from netralitas.policy import policy_from_json, policy_to_json
from netralitas.regions import (
    NATION,
    engine_versions,
    national_files,
    pack_files,
)


class Library:
    """The law of the nation, and of the regions asked for; each is read once, when first needed."""

    def __init__(self, *, folder: str | None = None, cache: Cache | None = None) -> None:
        self._folder = folder
        self._cache = cache
        self._compiled: dict[str | None, CompiledPolicy] = {}
        self._recalled: dict[str, tuple[CompiledPolicy, int]] = {}

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region, of the nation alone for None; NotInstalled, PolicyError."""
        if region not in self._compiled:
            self._compiled[region] = self._load(region)
        return self._compiled[region]

    def _load(self, region: str | None) -> CompiledPolicy:
        national = national_files() if self._folder is None else policy_files(self._folder)
        pack = None if region is None or region == NATION else pack_files(region)
        if self._cache is None or pack is not None:
            return load_policy(national, pack, engines=_versions())
        maker = _maker()
        name = name_of("policy", maker, national)
        law: CompiledPolicy | None = None
        kept = self._cache.get(name)
        if kept is not None:
            with suppress(PolicyError):  # kept by a version that shaped it otherwise
                law = compile_policy(policy_from_json(kept), engines=_versions())
        if law is None:
            law = load_policy(national, engines=_versions())
            self._cache.put(name, policy_to_json(law.policy))
        cells = name_of("cells", maker, national)
        decided = self._cache.get(cells)
        if decided is not None:
            law.law.tables.rules.recall(decided)
        self._recalled[cells] = (law, law.law.tables.rules.decided)
        return law

    def keep(self) -> None:
        """Keep the cells of the truth tables that were decided since they were recalled."""
        for name, (law, before) in self._recalled.items():
            rules = law.law.tables.rules
            if self._cache is not None and rules.decided > before:
                self._cache.put(name, rules.kept())
                self._recalled[name] = (law, rules.decided)


def _versions() -> dict[str, str]:
    """Return the versions that a receipt of this program names."""
    return {"netralitas": running_version(), **engine_versions()}


def _maker() -> str:
    """Return what makes a policy of bytes: the version, and the very files that read and compile.

    In a checkout the version stands still while the reader changes; its files' times do not.
    """
    return "\n".join([running_version(), *_reader_files()])


def _reader_files() -> Iterator[str]:
    for folder in (*netralitas.policy.__path__, *netralitas.rules.__path__):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    seen = entry.stat()
                    yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}"
