"""The national law for tests that do not change it: read and compiled once a process."""

from __future__ import annotations

from functools import cache

from netralitas.judgement import CompiledPolicy, compile_policy
from netralitas.policy import Policy, read_policy
from netralitas.regions import national_files
from netralitas.regions.properties import Nation, read_nation


@cache
def national_policy() -> Policy:
    """Return the national law as it was read."""
    return read_policy(national_files())


@cache
def national_law() -> CompiledPolicy:
    """Return the national law ready to judge by; its tables fill up as tests ask."""
    return compile_policy(national_policy())


@cache
def national() -> Nation:
    """Return the nation against which packs are checked."""
    return read_nation(national_law())
