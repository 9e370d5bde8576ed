"""This file runs the contract of a regional pack as its author does, in a folder of his own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from netralitas.facts import Place, Text
from netralitas.policy import PackFinding
from netralitas.regions.conformance import failure
from netralitas.regions.properties.checking import PropertyResult
from netralitas.regions.properties.every import PROPERTIES
from tests.plugins.regions.broken_packs import FOLDER, SOUND

ROOT = Path(__file__).parents[3]
ROOMS = ("engine", "plugins", "workflows")


class Run:
    """What pytest said of an author's suite: each test's id with its outcome, and all its words."""

    def __init__(self, folder: Path, suite: str) -> None:
        (folder / "test_pack.py").write_text(textwrap.dedent(suite), "utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "test_pack.py"],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(str(ROOT / room) for room in ROOMS),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.code = run.returncode
        self.words = run.stdout
        assert run.stderr == ""
        self.outcomes = {
            line.split("::")[-1].split(" - ")[0]: line.split()[0]
            for line in run.stdout.splitlines()
            if line.startswith(("PASSED ", "FAILED ", "ERROR "))
        }


def copied(pack: Path, folder: Path) -> None:
    for file in (pack, pack.with_name(f"{pack.stem}.cases.yaml")):
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("sound")
    copied(SOUND, folder)
    return Run(
        folder,
        """
        from pathlib import Path
        from netralitas.regions.conformance import RegionContract


        class TestContoh(RegionContract):
            file = Path(__file__).with_name("demonstrasi_contoh.yaml")
        """,
    )


def test_a_sound_pack_passes_one_test_a_property(sound: Run) -> None:
    assert sound.code == 0
    passed = {name for name, outcome in sound.outcomes.items() if outcome == "PASSED"}
    assert passed == {
        *(f"test_the_pack_keeps[{one.id}]" for one in PROPERTIES),
        "test_the_pack_stays_within_its_bounds",
    }


def test_a_broken_pack_fails_one_test_with_file_and_line(tmp_path: Path) -> None:
    copied(FOLDER / "cited.yaml", tmp_path)
    run = Run(
        tmp_path,
        """
        from pathlib import Path
        from netralitas.regions.conformance import RegionContract


        class TestContoh(RegionContract):
            file = Path(__file__).with_name("cited.yaml")
        """,
    )
    failed = [name for name, outcome in run.outcomes.items() if outcome == "FAILED"]
    assert failed == ["test_the_pack_keeps[cited]", "test_the_pack_stays_within_its_bounds"]
    assert "cited: setiap butir menyebut dasarnya / every item cites its source" in run.words
    assert "cited.yaml:20: fills.duties[0]: it cites nothing" in run.words
    assert "cited.yaml:20: fills.duties[0]: tanpa dasar" in run.words
    assert "Traceback" not in run.words
    assert run.outcomes["test_the_pack_keeps[known_keys]"] == "PASSED"
    assert "test_the_pack_keeps[nothing_loosened]" not in run.outcomes  # skipped: not reached
    assert "not reached: no outcome, track or tier grows lighter" in run.words


def test_an_installed_pack_is_named_and_a_class_that_names_none_is_told_so(tmp_path: Path) -> None:
    run = Run(
        tmp_path,
        """
        from netralitas.regions.conformance import RegionContract


        class TestInstalled(RegionContract):
            pack = "sukamara"


        class TestMissing(RegionContract):
            pack = "nowhere"


        class TestNone(RegionContract):
            pass
        """,
    )
    assert "TestInstalled::test_the_pack_keeps[registered_name]" in run.words
    installed = [line for line in run.words.splitlines() if "TestInstalled" in line]
    assert installed and not [line for line in installed if line.startswith(("FAILED", "ERROR"))]
    assert "region 'nowhere' is not installed" in run.words
    assert "TestNone: set pack = '<region id>', or file = Path('...')" in run.words


def test_a_failure_names_the_promise_and_every_place() -> None:
    findings = tuple(
        PackFinding(property="cited", at=Place("a.yaml", line), text=Text(id="tanpa", en="none"))
        for line in (3, 9)
    )
    result = PropertyResult(
        id="cited", text=Text(id="janji", en="promise"), held=False, findings=findings
    )
    assert failure(result).splitlines() == [
        "cited: janji / promise",
        "  a.yaml:3: tanpa",
        "  a.yaml:3: none",
        "  a.yaml:9: tanpa",
        "  a.yaml:9: none",
    ]


def test_nothing_but_the_contract_asks_for_pytest() -> None:
    code = "import sys, netralitas.regions.properties.checking; assert 'pytest' not in sys.modules"
    path = os.pathsep.join(str(ROOT / room) for room in ROOMS)
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
