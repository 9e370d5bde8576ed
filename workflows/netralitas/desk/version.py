"""This file says which versions of netralitas and of its engines run."""

from importlib import metadata

ENGINES = ("durable-rules", "transitions")


def running_version() -> str:
    """Return the installed version; `checkout` where the sources run without being installed."""
    try:
        return metadata.version("netralitas")
    except metadata.PackageNotFoundError:
        return "checkout"


def engine_versions() -> dict[str, str]:
    """Return the versions that a receipt names beside its digests."""
    versions = {name: metadata.version(name) for name in ENGINES}
    return {"netralitas": running_version(), **versions}
