"""This file answers an embedding system in one call: what is installed, and the law of a region."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netralitas.facts import PolicyError
from netralitas.policy import Pack, Policy, overlay, read_policy
from netralitas.regions.registry import InstalledRegion, Registry
from netralitas.regions.sources import NATION
from netralitas.regions.versions import engine_versions

if TYPE_CHECKING:
    from netralitas.judgement import CompiledPolicy


def policy_for(region: str | None, packs_dir: Path | None = None) -> CompiledPolicy:
    """Return the policy in force for a region: the nation's, with the region's pack laid over it.

    None and `nasional` mean the nation alone. `packs_dir` is a folder of packs beside those that
    are installed. Raises NotInstalled, listing those there are, for a region that is not installed,
    and PolicyError for a policy or a pack that is not sound.
    """
    # Late: whoever only lists regions has no need of the rule engine that comes with judging.
    from netralitas.judgement import compile_policy

    registry = _registry(packs_dir)
    policy = read_policy(registry.files(NATION))
    if region is None or region == NATION:
        return compile_policy(policy, engines=engine_versions())
    pack = registry.read(region, registry.files(region), policy)
    return compile_policy(overlay(policy, pack), pack, engines=engine_versions())


def installed(packs_dir: Path | None = None) -> tuple[InstalledRegion, ...]:
    """Return every region that can be named, the nation first and the others by their ids.

    A pack that cannot be loaded is told with its fault, and hides none of the others. Every pack is
    read; no law is compiled. PolicyError only for a folder of packs that is not there.
    """
    registry = _registry(packs_dir)

    national: Policy | PolicyError
    try:
        national = read_policy(registry.files(NATION))
    except PolicyError as error:
        national = error  # told of every region: none of them can be laid over it

    def read(region: str) -> Pack | None:
        if isinstance(national, PolicyError):
            raise national
        if region == NATION:
            return None
        return registry.read(region, registry.files(region), national)

    return registry.installed(read)


def pack_files(region: str, packs_dir: Path | None = None) -> dict[str, bytes]:
    """Return the files of a region's pack by name; raises NotInstalled for an unknown region."""
    return _registry(packs_dir).files(region)


def corpus_files(region: str, packs_dir: Path | None = None) -> dict[str, bytes]:
    """Return the files of a region's corpus of cases by name; empty where it has none.

    Raises NotInstalled for an unknown region. The corpus of `nasional` is that of the nation.
    """
    return _registry(packs_dir).corpus(region)


def _registry(packs_dir: Path | None) -> Registry:
    return Registry(() if packs_dir is None else (packs_dir,))
