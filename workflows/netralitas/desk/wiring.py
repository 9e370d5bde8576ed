"""This file turns what is installed, or a policy folder, into law ready to judge by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import netralitas.policy
import netralitas.rules
from netralitas.desk.cache import Cache, name_of
from netralitas.desk.inputs import policy_files
from netralitas.desk.version import running_version
from netralitas.facts import NetralitasError, PolicyError
from netralitas.judgement import CompiledPolicy, compile_policy
from netralitas.policy import (
    Pack,
    Policy,
    overlay,
    pack_from_json,
    pack_to_json,
    policy_from_json,
    policy_to_json,
    read_policy,
    widened,
)
from netralitas.regions import NATION, InstalledRegion, Registry, engine_versions

Found = TypeVar("Found", Pack, Policy)


class Library:
    """The law of the nation, and of the regions asked for; each is read once, when first needed.

    `folder` holds a national law to take instead of the installed one; `packs` are folders of packs
    beside the installed ones. What is asked for a region takes None and `nasional` for the nation,
    and raises NotInstalled, or PolicyError for law or a pack that cannot be taken.
    """

    def __init__(
        self,
        *,
        folder: str | None = None,
        packs: Sequence[Path] = (),
        cache: Cache | None = None,
    ) -> None:
        self._folder = folder
        self._folders = packs
        self._cache = cache
        self._files: dict[str, Mapping[str, bytes]] = {}
        self._national: Policy | NetralitasError | None = None
        self._packs: dict[str, Pack | NetralitasError] = {}
        self._laid: dict[str, Policy] = {}
        self._compiled: dict[str, CompiledPolicy] = {}
        self._recalled: dict[str, tuple[CompiledPolicy, int]] = {}

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region, ready to judge by."""
        name = region or NATION
        if name not in self._compiled:
            self._compiled[name] = self._compile(name)
        return self._compiled[name]

    def policy(self, region: str | None) -> Policy:
        """Return the law of a region as data: its words are known before anything is compiled."""
        name = region or NATION
        if name not in self._laid:
            pack = self.pack(region)
            self._laid[name] = self.national if pack is None else overlay(self.national, pack)
        return self._laid[name]

    def beside(self, region: str) -> CompiledPolicy:
        """Return the nation's law in a region's words, without one rule of the region's."""
        pack = self.pack(region)
        policy = self.national if pack is None else widened(self.national, pack)
        return compile_policy(policy, engines=_versions())

    def pack(self, region: str | None) -> Pack | None:
        """Return the pack of a region; None for the nation."""
        if region is None or region == NATION:
            return None
        if region not in self._packs:
            try:
                self._packs[region] = self._read_pack(region)
            except NetralitasError as error:
                self._packs[region] = error  # a batch may name it a thousand times
        return _or_raise(self._packs[region])

    def installed(self) -> tuple[InstalledRegion, ...]:
        """Return every region with its pack or its fault; nothing is compiled, nothing raised."""

        def read(region: str) -> Pack | None:
            self.policy(region)
            return self.pack(region)

        return self.registry.installed(read)

    @cached_property
    def registry(self) -> Registry:
        """The regions that can be named; installed distributions are asked once for all of them."""
        return Registry(self._folders)

    @property
    def national(self) -> Policy:
        """The nation's law as data; PolicyError where it cannot be taken."""
        if self._national is None:
            try:
                self._national = self._read_national()
            except NetralitasError as error:
                self._national = error  # told of every region, and read once all the same
        return _or_raise(self._national)

    def keep(self) -> None:
        """Keep the cells of the truth tables that were decided since they were recalled."""
        for name, (law, before) in self._recalled.items():
            rules = law.law.tables.rules
            if self._cache is not None and rules.decided > before:
                self._cache.put(name, rules.kept())
                self._recalled[name] = (law, rules.decided)

    def _bytes(self, region: str) -> Mapping[str, bytes]:
        """Return the files of a region as they were when first asked for."""
        if region not in self._files:
            own = region == NATION and self._folder is not None
            self._files[region] = (
                policy_files(self._folder or "") if own else self.registry.files(region)
            )
        return self._files[region]

    @cached_property
    def _maker(self) -> str:
        """What makes a policy of bytes: the version, and the very files that read and compile.

        In a checkout the version stands still while the reader changes; its files' times do not.
        """
        return "\n".join([running_version(), *_reader_files()])

    def _read_national(self) -> Policy:
        name = self._name("policy", NATION)
        kept = self._cache.get(name) if self._cache else None
        if kept is not None:
            with suppress(PolicyError):  # kept by a version that shaped it otherwise
                return policy_from_json(kept)
        policy = read_policy(self._bytes(NATION))
        if self._cache is not None:
            self._cache.put(name, policy_to_json(policy))
        return policy

    def _read_pack(self, region: str) -> Pack:
        name = self._name("pack", region)
        kept = self._cache.get(name) if self._cache else None
        if kept is not None:
            with suppress(PolicyError):  # kept by a version that shaped it otherwise
                return pack_from_json(kept)
        pack = self.registry.read(region, self._bytes(region), self.national)
        if self._cache is not None:
            self._cache.put(name, pack_to_json(pack))
        return pack

    def _compile(self, region: str) -> CompiledPolicy:
        law = compile_policy(self.policy(region), self.pack(region), engines=_versions())
        if self._cache is not None:
            cells = self._name("cells", region)
            decided = self._cache.get(cells)
            if decided is not None:
                law.law.tables.rules.recall(decided)
            self._recalled[cells] = (law, law.law.tables.rules.decided)
        return law

    def _name(self, kind: str, region: str) -> str:
        """Return the name of what is kept of a region: it stands for the nation's bytes as well.

        A pack is sound under one national law, and need not be under another.
        """
        both = dict(self._bytes(NATION))
        if region != NATION:
            both |= {f"{region}/{name}": some for name, some in self._bytes(region).items()}
        return name_of(kind, self._maker, both)


def _or_raise(found: Found | NetralitasError) -> Found:
    if isinstance(found, NetralitasError):
        raise found.with_traceback(None)
    return found


def _versions() -> dict[str, str]:
    """Return the versions that a receipt of this program names."""
    return {"netralitas": running_version(), **engine_versions()}


def _reader_files() -> Iterator[str]:
    for folder in (*netralitas.policy.__path__, *netralitas.rules.__path__):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    seen = entry.stat()
                    yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}"
