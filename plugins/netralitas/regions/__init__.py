"""What may a region change: which regions are installed, and the policy in force for each."""

from netralitas.regions.embedding import (
    corpus_files,
    installed,
    pack_files,
    policy_for,
)
from netralitas.regions.registry import InstalledRegion, Registry, locations, national_files
from netralitas.regions.scaffold import (
    Scaffold,
    refused_name,
    refused_title,
    title_of,
    write_scaffold,
)
from netralitas.regions.sources import CORPUS, GROUP, NATION, SHIPPED, RegionSource, packs_in
from netralitas.regions.versions import engine_versions

__all__ = [
    "CORPUS",
    "GROUP",
    "NATION",
    "SHIPPED",
    "InstalledRegion",
    "RegionSource",
    "Registry",
    "Scaffold",
    "corpus_files",
    "engine_versions",
    "installed",
    "locations",
    "national_files",
    "pack_files",
    "packs_in",
    "policy_for",
    "refused_name",
    "refused_title",
    "title_of",
    "write_scaffold",
]
