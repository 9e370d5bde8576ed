"""This file holds the wheel to the tree: what is built is what stands here, and it opens alone."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "plugins", "workflows")
SOURCES = (*ROOMS, "packing", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
SETUPTOOLS = 77
"""The first setuptools that reads the licence as setup.cfg writes it."""


def copy_of_the_source(to: Path) -> Path:
    """Return a folder with what a build needs; a build in the tree would leave its own `build/`."""
    to.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        else:
            shutil.copy(source, to / name)
    return to


def build(source: Path, out: Path) -> Path:
    """Return the wheel that pip builds from a source folder."""
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(out)]
    if int(importlib.metadata.version("setuptools").split(".")[0]) >= SETUPTOOLS:
        command.append("--no-build-isolation")
    run = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (wheel,) = out.glob("netralitas-*.whl")
    return wheel


def files_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def files_standing() -> set[str]:
    """Return every file of the three roots that is not a by-product, as the wheel would name it."""
    return {
        file.relative_to(ROOT / room).as_posix()
        for room in ROOMS
        for file in (ROOT / room).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return build(copy_of_the_source(folder / "source"), folder / "out")


def test_the_wheel_holds_what_the_tree_holds(wheel: Path) -> None:
    assert files_in(wheel) == files_standing()


def test_nothing_lands_outside_the_namespace(wheel: Path) -> None:
    assert {name.split("/")[0] for name in files_in(wheel)} == {"netralitas"}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        (entries,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
        assert "License-Expression: Apache-2.0" in archive.read(metadata).decode()
        assert "nasional = netralitas.policy:provisions" in archive.read(entries).decode()


def test_the_wheel_judges_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        "import netralitas.facts as f, netralitas.regions as r;"
        "assert f.__file__.startswith({site!r}), f.__file__;"
        "print(len(r.policy_for(None).policy.provisions) > 40)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code.format(site=str(tmp_path / "site"))],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, "True\n"), run.stderr


def test_a_package_left_out_of_the_map_is_missed_in_the_wheel(tmp_path: Path) -> None:
    source = copy_of_the_source(tmp_path / "source")
    config = source / "setup.cfg"
    text = config.read_text("utf-8")
    config.write_text(text.replace("    netralitas.escalation\n", ""), "utf-8")
    missed = files_standing() - files_in(build(source, tmp_path / "out"))
    assert missed == {
        name for name in files_standing() if name.startswith("netralitas/escalation/")
    }


def test_data_left_out_of_the_map_is_missed_in_the_wheel(tmp_path: Path) -> None:
    source = copy_of_the_source(tmp_path / "source")
    config = source / "setup.cfg"
    text = config.read_text("utf-8")
    line = "netralitas.policy = provisions/*.yaml, corpus/*.yaml\n"
    assert line in text
    config.write_text(text.replace(line, ""), "utf-8")
    missed = files_standing() - files_in(build(source, tmp_path / "out"))
    assert {Path(name).suffix for name in missed} == {".yaml"}
