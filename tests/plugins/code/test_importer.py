"""This file imports packages from bytes alone."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator

import pytest

from netralitas.code.importer import load_object

FILES = {
    "__init__.py": b"from . import inner\nfrom .inner.deep import answer\n",
    "inner/__init__.py": b"",
    "inner/deep.py": b"answer = 42\nclass Holder:\n    inside = 'held'\n",
    "inner/table.json": b"{}",
}


@pytest.fixture(autouse=True)
def back() -> Iterator[None]:
    finders = list(sys.meta_path)
    yield
    sys.meta_path[:] = finders
    for name in [name for name in sys.modules if name.startswith("acme")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    "value, thing",
    [
        ("acme:answer", 42),
        ("acme.inner.deep:Holder.inside", "held"),
        ("acme.inner.deep:answer", 42),
    ],
)
def test_what_an_entry_point_names_is_found(value: str, thing: object) -> None:
    assert load_object("acme", value, FILES) == thing


def test_data_beside_the_code_is_found() -> None:
    load_object("acme", "acme", FILES)
    assert pkgutil.get_data("acme.inner", "table.json") == b"{}"
    with pytest.raises(FileNotFoundError):
        pkgutil.get_data("acme.inner", "../../etc/passwd")


@pytest.mark.parametrize("value", ["acme:question", "acme.outer", "acme.inner.deep:Holder.outside"])
def test_what_is_not_there_is_told(value: str) -> None:
    with pytest.raises(ImportError):
        load_object("acme", value, FILES)
    assert not [name for name in sys.modules if name.startswith("acme")]


@pytest.mark.parametrize("package", ["json", "netralitas", "msgspec", "antigravity"])
def test_a_name_that_is_taken_is_not_replaced(package: str) -> None:
    before = sys.modules.get(package)
    with pytest.raises(ImportError, match="is taken"):
        load_object(package, package, {"__init__.py": b""})
    assert sys.modules.get(package) is before


def test_code_that_fails_leaves_nothing_behind() -> None:
    finders = list(sys.meta_path)
    with pytest.raises(ZeroDivisionError):
        load_object("acme", "acme", FILES | {"__init__.py": b"from . import inner\n1 / 0\n"})
    assert sys.meta_path == finders
    assert not [name for name in sys.modules if name.startswith("acme")]
