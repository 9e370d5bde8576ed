"""This file says which version of netralitas runs; it imports next to nothing, for `--version`."""

from __future__ import annotations

from importlib import metadata


def running_version() -> str:
    """Return the installed version; `checkout` where the sources run without being installed."""
    try:
        return metadata.version("netralitas")
    except metadata.PackageNotFoundError:
        return "checkout"
