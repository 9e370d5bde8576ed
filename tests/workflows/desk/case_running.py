"""Fixtures for tests of real cases: an office of their own, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.workflows.desk.running import Run, runner
from tests.workflows.desk.seeded_office import seed, variables


@pytest.fixture(scope="session")
def kept_law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of cases: the law is read from its files once."""
    return tmp_path_factory.mktemp("simpanan")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, kept_law: Path) -> Path:
    """A folder with an office and one case, to be copied."""
    folder = tmp_path_factory.mktemp("kantor-contoh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETRALITAS_CACHE_DIR", str(kept_law))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        seed(folder)
    return folder


@pytest.fixture
def office(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the office, in which the test works."""
    folder = tmp_path / "kerja"
    shutil.copytree(seeded, folder)
    monkeypatch.chdir(folder)
    for name in ("ACTOR", "ROLE"):
        monkeypatch.delenv(f"NETRALITAS_{name}", raising=False)
    for name, value in variables(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    return folder


@pytest.fixture
def run(
    office: Path,
    kept_law: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """What runs a command line in the office."""
    return runner(capsys, monkeypatch, kept_law)
