"""An office is set up by one command: settings that can be read, keys that fit, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netralitas.casework.log import read_signing_key, read_verifier_key
from netralitas.casework.privacy import Secret, public_key
from netralitas.desk.cases.settings import read_office
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run

__all__ = ["kept_law", "office", "run", "seeded"]

SETUP = ("case", "setup", "baru", "--name", "inspektorat.uji")


def test_the_keys_are_those_that_the_settings_name(run: Run, office: Path) -> None:
    ended = run(*SETUP)
    assert (ended.code, ended.err) == (0, "")
    folder = office / "baru"
    settings = read_office((folder / "office.yaml").read_bytes(), str(folder / "office.yaml"))
    signing = read_signing_key((folder / "log.key").read_text("utf-8"))
    assert [read_verifier_key(one) for one in settings.log.verifiers] == [signing.verifier]
    lines = (folder / "identity.key").read_bytes().splitlines()
    assert public_key(Secret(lines[-1])) == settings.recipients[0].key
    assert len(Path(settings.receipts or "").read_bytes()) == 32


def test_nobody_else_can_read_the_keys(run: Run, office: Path) -> None:
    made = json.loads(run(*SETUP, "--format", "json").out)
    assert len(made) == 4
    for name in made:
        assert Path(name).stat().st_mode & 0o077 == 0
    assert (office / "baru").stat().st_mode & 0o077 == 0


def test_no_file_is_overwritten(run: Run, office: Path) -> None:
    assert run(*SETUP).code == 0
    before = {file.name: file.read_bytes() for file in (office / "baru").iterdir()}
    ended = run(*SETUP)
    assert ended.code == 2
    assert "tidak ditimpa" in ended.err
    assert {file.name: file.read_bytes() for file in (office / "baru").iterdir()} == before


def test_two_offices_have_no_key_in_common(run: Run, office: Path) -> None:
    assert run(*SETUP).code == 0
    assert run("case", "setup", "lain", "--name", "inspektorat.uji").code == 0
    for name in ("log.key", "receipts.key", "identity.key"):
        assert (office / "baru" / name).read_bytes() != (office / "lain" / name).read_bytes()


@pytest.mark.parametrize("name", ["dua kata", "a+b", ""])
def test_what_no_log_can_be_named_is_refused_and_nothing_is_made(
    run: Run, office: Path, name: str
) -> None:
    assert run("case", "setup", "baru", "--name", name).code == 2
    assert not (office / "baru").exists()
