"""This file builds the wheel with setuptools, after a look for the C compiler an install will need.

durable-rules comes as C source and is compiled when it is installed. Without a compiler pip would
end in that package's log; our own build runs before it, and can say in words what is missing. It
looks only where a frontend asks what a build needs, which is before any dependency is fetched.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

from setuptools import build_meta
from setuptools.build_meta import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

Settings = Mapping[str, str | list[str] | None]

MISSING = """\
netralitas needs {what}, because its rule engine (durable-rules) is compiled on installation.
netralitas membutuhkan {apa}, sebab mesin aturannya (durable-rules) dikompilasi saat dipasang.

  Debian, Ubuntu    sudo apt-get install gcc python3-dev
  Fedora            sudo dnf install gcc python3-devel
  macOS             xcode-select --install
  pyenv, uv         a C compiler alone (the headers come with Python)

To build or install without one (a durable-rules wheel is at hand):
  pip install --config-settings compiler=none ...
"""


def get_requires_for_build_wheel(config_settings: Settings | None = None) -> list[str]:
    """Return what setuptools needs; end the build with a message when no compiler would do."""
    require_compiler(config_settings)
    return build_meta.get_requires_for_build_wheel(config_settings)


def get_requires_for_build_editable(config_settings: Settings | None = None) -> list[str]:
    """Return what setuptools needs; end the build with a message when no compiler would do."""
    require_compiler(config_settings)
    return build_meta.get_requires_for_build_editable(config_settings)


def require_compiler(config_settings: Settings | None) -> None:
    """Raise SystemExit with words a person can follow when durable-rules could not be compiled."""
    if (config_settings or {}).get("compiler") == "none" or os.name == "nt" or already_built():
        return
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    if shutil.which(compiler[0]) is None:
        raise SystemExit(MISSING.format(what="a C compiler", apa="kompilator C"))
    if not compiles(compiler):
        raise SystemExit(MISSING.format(what="Python's C headers", apa="berkas header C Python"))


def already_built() -> bool:
    """Whether the compiled engine stands in the environment that is installed into."""
    return any(Path(sysconfig.get_path("platlib")).glob("durable_rules_engine*"))


def compiles(compiler: list[str]) -> bool:
    """Whether the compiler takes a file that includes Python.h."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "headers.c")
        source.write_text("#include <Python.h>\n", "utf-8")
        include = f"-I{sysconfig.get_path('include')}"
        run = subprocess.run(
            [*compiler, include, "-fsyntax-only", str(source)], capture_output=True, check=False
        )
    return run.returncode == 0
