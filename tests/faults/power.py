"""This file builds the library that stands between a program and its files (see power.c)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SOURCE = Path(__file__).with_name("power.c")
ROOT = Path(__file__).parents[2]


def built(folder: Path) -> Path:
    """Return the library, compiled into a folder; RuntimeError without a C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise RuntimeError("a C compiler is needed")
    library = folder / "power.so"
    words = ("-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl")
    subprocess.run([compiler, *words], check=True)
    library.chmod(0o755)  # a server that runs as somebody else loads it as well
    return library


def between(library: Path, folder: Path, **more: Path) -> dict[str, str]:
    """Return the variables that put the library between a program and the files of a folder.

    `more` are the journal to write and the switch to look for.
    """
    return {
        "LD_PRELOAD": str(library),
        "FAULTS_FOLDER": f"{folder}/",
        **{f"FAULTS_{name.upper()}": str(path) for name, path in more.items()},
    }


def under(
    library: Path, folder: Path, module: str, words: Sequence[str], **more: Path
) -> subprocess.CompletedProcess[str]:
    """Run a module of the tests on the files of a folder, with the library in between."""
    environment: Mapping[str, str] = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        **between(library, folder, **more),
    }
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        env=environment,
        cwd=ROOT,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
