"""This file says what to install where a command needs more than the base installation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import Final

from netralitas.desk.complaints import Complaint
from netralitas.facts import Text

MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "simulation": ("matplotlib", "numpy", "polars", "python_calamine", "xlsxwriter"),
    "dask": ("dask", "distributed"),
    "store": ("alembic", "cryptography", "pyrage", "sqlalchemy"),
}
"""What each extra installs that commands import."""


def installed(extra: str) -> bool:
    """Whether every module of an extra can be found; none is imported."""
    return all(find_spec(module) is not None for module in MODULES[extra])


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turn the absence of a module of an extra into a Complaint that says what to install.

    Any other module that is missing is a fault of the installation, and raised as it is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in MODULES[extra]:
            raise
        raise Complaint(
            Text(
                id=f"perlu pemasangan tambahan: pip install 'netralitas[{extra}]'",
                en=f"this needs an extra: pip install 'netralitas[{extra}]'",
            )
        ) from None


def store_extra() -> AbstractContextManager[None]:
    """Return the context in which what keeps, seals and signs cases is imported."""
    return needing("store")
