"""Code of a region is listed, asked only when allowed, and its own commands run in the open."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netralitas.code import lacking_mechanisms
from tests.workflows.desk.running import Run, runner

ROOT = Path(__file__).parents[4]
CODE = ROOT / "tests" / "plugins" / "code"
LURAH = str(ROOT / "examples" / "lurah-komentar.yaml")
COMMANDS = """import click
from netralitas.code.hooks import hookimpl


@hookimpl
def commands(cli):
    @cli.command()
    @click.argument("name")
    def greet(name):
        click.echo(f"halo {name}")
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return runner(capsys, monkeypatch, tmp_path / "simpanan")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions with the friendly code of Lumajang in it."""
    folder = tmp_path / "site"
    shutil.copytree(CODE / "friendly" / "lumajang", folder / "lumajang_code")
    info = folder / "lumajang_code-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lumajang-code\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[netralitas.code]\nlumajang = lumajang_code\n")
    monkeypatch.syspath_prepend(str(folder))
    finders = list(sys.meta_path)
    yield folder
    sys.meta_path[:] = finders
    for name in [name for name in sys.modules if name.startswith("lumajang_code")]:
        del sys.modules[name]


def hash_of(run: Run) -> str:
    (one,) = json.loads(run("region", "code", "--format", "json").out)
    assert isinstance(one["sha256"], str)
    return one["sha256"]


def settings(folder: Path, sha256: str, more: str) -> str:
    file = folder / "pengaturan.yaml"
    entry = f"  - {{name: lumajang, sha256: '{sha256}', {more}}}\n"
    file.write_text(f"schema: netralitas/settings/v1\ncode:\n{entry}")
    return str(file)


@pytest.fixture
def walls() -> None:
    """Without walls code is refused; in CI that is a failure."""
    if lacking_mechanisms():
        if "CI" in os.environ:
            pytest.fail(f"CI must be able to confine code: {lacking_mechanisms()}")
        pytest.skip("this machine cannot confine code")


def judged(run: Run, *more: str) -> dict[str, Any]:
    ended = run(
        "simulate",
        LURAH,
        "--region",
        "lumajang",
        "--as-of",
        "2024-12-31",
        "--format",
        "json",
        *more,
    )
    assert ended.code == 0, ended.err
    verdict: dict[str, Any] = json.loads(ended.out)
    return verdict


def test_code_is_off_until_the_settings_name_it(run: Run, site: Path) -> None:
    ended = run("region", "code")
    assert ended.code == 0
    assert "lumajang-code 1.2" in ended.out and "mati:" in ended.out
    assert "amend" not in [item["term"] for item in judged(run)["region"]["refused"]]


def test_a_proposal_stands_beside_the_verdict_and_changes_nothing_of_it(
    run: Run, site: Path, tmp_path: Path, walls: None
) -> None:
    allowed = settings(tmp_path, hash_of(run), "amend: true, powers: [guidance, recommend]")
    before, after = judged(run), judged(run, "--settings", allowed)
    terms = {item["term"] for item in after["region"]["filled"]}
    assert {"amend_guidance", "amend_recommend"} <= terms
    assert "amend_income_consequence" in {item["term"] for item in after["region"]["refused"]}
    assert after["receipt"].pop("code") == [hash_of(run)] and before["receipt"].pop("code") == []
    del before["region"], after["region"]
    assert after == before


def test_the_page_shows_what_was_proposed(
    run: Run, site: Path, tmp_path: Path, walls: None
) -> None:
    allowed = settings(tmp_path, hash_of(run), "amend: true, powers: [recommend]")
    asked = ("--region", "lumajang", "--as-of", "2024-12-31", "--settings", allowed)
    assert "yang terberat" in run("simulate", LURAH, *asked).out
    shown = run("--lang", "en", "explain", LURAH, *asked)
    assert "the heaviest" in " ".join(shown.out.split())
    assert "yang terberat" not in run("simulate", LURAH, *asked[:-2]).out


def test_changed_code_is_not_run_and_the_verdict_says_so(
    run: Run, site: Path, tmp_path: Path
) -> None:
    allowed = settings(tmp_path, hash_of(run), "amend: true, powers: [guidance]")
    (site / "lumajang_code" / "words.py").write_text("GUIDANCE = 1\n")
    (refused,) = judged(run, "--settings", allowed)["region"]["refused"]
    assert (refused["term"], refused["about"]["why"]) == ("amend", "not_run")
    assert "bukan lagi yang diizinkan" in refused["text"]["id"]


def test_an_audit_checks_the_answer_and_not_the_proposals(
    run: Run, site: Path, tmp_path: Path, walls: None
) -> None:
    allowed = settings(tmp_path, hash_of(run), "amend: true, powers: [guidance]")
    assert judged(run, "--settings", allowed, "--audit", "1")["region"]["filled"]


def test_a_regions_own_command_runs_and_says_that_it_is_not_confined(
    run: Run, site: Path, tmp_path: Path
) -> None:
    (site / "lumajang_code" / "__init__.py").write_text(COMMANDS)
    refused = run("region", "run", "lumajang", "greet", "dunia")
    assert refused.code == 7 and "halo" not in refused.out
    allowed = settings(tmp_path, hash_of(run), "commands: true")
    ended = run("region", "run", "--settings", allowed, "lumajang", "greet", "dunia")
    assert (ended.code, ended.out) == (0, "halo dunia\n")
    assert "seluruh hak Anda" in ended.err


def test_settings_that_cannot_be_read_say_the_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pengaturan.yaml"
    file.write_text("schema: netralitas/settings/v1\ncodes: []\n")
    ended = run("simulate", LURAH, "--settings", str(file))
    assert ended.code == 3 and "pengaturan.yaml:2: codes" in ended.err
    assert run("simulate", LURAH, "--settings", str(tmp_path / "none.yaml")).code == 2
