"""This file holds the build's look for a compiler: words for a person, and before all else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = (
    "import sys; sys.path.insert(0, {packing!r}); import compiler_first as c;"
    "c.already_built = lambda: {built}; c.{call}({settings}); print('goes on')"
)


def ask(
    *,
    call: str = "require_compiler",
    path: str | None = None,
    compiler: str = "",
    built: bool = False,
    settings: object = None,
) -> subprocess.CompletedProcess[str]:
    """Return what the build says in a world of its own, without an engine unless `built`."""
    code = ASK.format(packing=str(ROOT / "packing"), built=built, call=call, settings=settings)
    environment = {"PATH": os.environ["PATH"] if path is None else path, "CC": compiler}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_a_machine_with_a_compiler_goes_on() -> None:
    run = ask()
    assert (run.returncode, run.stdout, run.stderr) == (0, "goes on\n", "")


def test_a_machine_without_a_compiler_is_told_what_to_install(tmp_path: Path) -> None:
    run = ask(path=str(tmp_path))
    assert run.returncode == 1
    assert run.stderr.startswith("netralitas needs a C compiler")
    assert "apt-get install gcc python3-dev" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_machine_without_headers_is_told_so(tmp_path: Path) -> None:
    blind = tmp_path / "blind-compiler"
    blind.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    blind.chmod(0o755)
    run = ask(compiler=str(blind))
    assert run.returncode == 1
    assert run.stderr.startswith("netralitas needs Python's C headers")


@pytest.mark.parametrize(
    "built, settings", [(True, None), (False, {"compiler": "none"})], ids=["built", "told so"]
)
def test_no_compiler_is_asked_for_where_none_is_needed(
    built: bool, settings: object, tmp_path: Path
) -> None:
    run = ask(path=str(tmp_path), built=built, settings=settings)
    assert (run.returncode, run.stdout) == (0, "goes on\n")


@pytest.mark.parametrize(
    "hook", ["get_requires_for_build_wheel", "get_requires_for_build_editable"]
)
def test_the_first_thing_pip_asks_ends_with_these_words(hook: str, tmp_path: Path) -> None:
    run = ask(path=str(tmp_path), call=hook)
    assert run.returncode == 1
    assert run.stderr.startswith("netralitas needs a C compiler")
