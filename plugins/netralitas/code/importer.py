"""This file imports a package from bytes that were hashed, so that what runs is what was allowed.

Files on disk are not looked at again: neither a change after the hash was taken nor compiled code
beside the sources, which the hash leaves out, is ever run.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder, SourceLoader
from types import ModuleType

_NOWHERE = "/dev/null"
"""Below it there can be no file, so nobody else finds a module that the bytes do not hold."""


class HashedPackage(MetaPathFinder):
    """Finds the modules of one package in its files' bytes, and no others."""

    def __init__(self, package: str, files: Mapping[str, bytes]) -> None:
        self._package = package
        self._loader = _HashedLoader(package, files)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a module of the package; None for any other name."""
        if not self._loader.holds(fullname):
            return None
        file = self._loader.get_filename(fullname)
        return importlib.util.spec_from_file_location(fullname, file, loader=self._loader)


class _HashedLoader(SourceLoader):
    """Compiles modules from bytes; there is no bytecode to be read or written."""

    def __init__(self, package: str, files: Mapping[str, bytes]) -> None:
        self._package = package
        self._files = files

    def holds(self, fullname: str) -> bool:
        return self._file(fullname) is not None

    def get_filename(self, fullname: str) -> str:
        """Return the name a module's file goes by; ImportError for one that is not there."""
        file = self._file(fullname)
        if file is None:
            raise ImportError(f"no module {fullname}", name=fullname)
        return f"{_NOWHERE}/{self._package}/{file}"

    def get_data(self, path: str) -> bytes:
        """Return the bytes of a file of the package; OSError for any other path."""
        name = path.removeprefix(f"{_NOWHERE}/{self._package}/")
        if name not in self._files:
            raise FileNotFoundError(name)
        return self._files[name]

    def _file(self, fullname: str) -> str | None:
        package, *parts = fullname.split(".")
        if package != self._package:
            return None
        stem = "/".join(parts)
        names = (f"{stem}/__init__.py", f"{stem}.py") if stem else ("__init__.py",)
        return next((name for name in names if name in self._files), None)


def load_object(package: str, value: str, files: Mapping[str, bytes]) -> object:
    """Import a package from its bytes and return what an entry point's value names in it.

    ImportError when the package's name is taken, or when there is no such thing in it; whatever the
    code itself raises passes through, and nothing of the package stays imported.
    """
    if package in sys.modules or package in sys.stdlib_module_names:
        raise ImportError(f"the name {package} is taken", name=package)
    finder = HashedPackage(package, files)
    sys.meta_path.insert(0, finder)
    try:
        return _named(value)
    except BaseException:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]
        raise


def _named(value: str) -> object:
    module, _, attributes = value.partition(":")
    thing: object = importlib.import_module(module)
    for attribute in filter(None, attributes.split(".")):
        if not hasattr(thing, attribute):
            raise ImportError(f"there is no {value}", name=module)
        thing = getattr(thing, attribute)
    return thing
