"""This file says which versions of the engines are installed."""

from __future__ import annotations

from importlib import metadata

ENGINES = ("durable-rules", "transitions")


def engine_versions() -> dict[str, str]:
    """Return the versions that a receipt names beside its digests, and in none of them."""
    return {name: metadata.version(name) for name in ENGINES}
