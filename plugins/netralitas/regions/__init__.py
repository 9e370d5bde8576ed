"""What may a region change: which regions are installed, and the policy in force for each."""

from netralitas.regions.registry import (
    NATION,
    InstalledRegion,
    installed,
    national_files,
    pack_files,
    policy_for,
)
from netralitas.regions.versions import engine_versions

__all__ = [
    "NATION",
    "InstalledRegion",
    "engine_versions",
    "installed",
    "national_files",
    "pack_files",
    "policy_for",
]
