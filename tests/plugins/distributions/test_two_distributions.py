"""Two regions as real distributions in one environment: installed, used, taken out one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import pytest

from netralitas.regions.scaffold import distribution_of, write_scaffold
from tests.house.test_wheel import SETUPTOOLS, build, copy_of_the_source

ONE, OTHER = "kota_satu", "kota_dua"
NATION = "nasional"
TODAY = date(2026, 11, 22)

FILLED = """
instruments:
  - id: {region}-se-1-2024
    short: "SE Rekaan 1/2024"
    title: {{id: "edaran rekaan", en: "an invented circular"}}
    marks: {{content: C, date: C}}
    since: 2024-08-01
    rank: 5
fills:
  guidance:
    - id: {region}-petunjuk
      text: {{id: "petunjuk {region}", en: "guidance of {region}"}}
      cites: [{{instrument: {region}-se-1-2024}}]
      marks: {{content: C}}
"""


class Ended(NamedTuple):
    """How a process ended, and what it said where."""

    code: int
    out: str
    err: str


class Environment(NamedTuple):
    """A virtual environment with the product in it, and the folders of two distributions."""

    python: Path
    folders: dict[str, Path]
    home: Path

    def run(self, *command: str, cwd: Path | None = None) -> Ended:
        """Run a module of the environment, with nothing of the checkout on its path."""
        settings = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        settings |= {"HOME": str(self.home), "NETRALITAS_CACHE_DIR": str(self.home / "simpanan")}
        done = subprocess.run(
            [str(self.python), "-m", *command],
            cwd=cwd or self.home,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def ask(self, *arguments: str) -> Ended:
        """Run `netralitas`."""
        return self.run("netralitas", *arguments)

    def pip(self, command: str, *arguments: str) -> None:
        """Run a command of the pip that runs this on the environment; it must succeed."""
        options = ["--no-deps"] if command == "install" else []
        if options and int(metadata.version("setuptools").split(".")[0]) >= SETUPTOOLS:
            options.append("--no-build-isolation")  # what is lent builds; nothing is fetched
        pip = [sys.executable, "-m", "pip", "--python", str(self.python)]
        done = subprocess.run(
            [*pip, command, "--disable-pip-version-check", *options, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def regions(self) -> dict[str, str]:
        """Return the regions that are listed and no part of the product, and whose they are."""
        listed = json.loads(self.ask("region", "list", "--format", "json").out)
        brought = {one["id"]: one["sources"][0]["distribution"] for one in listed}
        return {region: name for region, name in brought.items() if name != "netralitas"}

    def verdict(self, region: str) -> Ended:
        """Judge the case of a region."""
        case = str(self.home / f"{region}.yaml")
        return self.ask("simulate", case, "--as-of", "2024-12-31", "--format", "json")


def a_distribution(out: Path, region: str) -> Path:
    """Return the folder of a new distribution whose pack has one thing of its own to say."""
    made = write_scaffold(out, region, title=region, today=TODAY)
    pack = made.folder / made.pack
    pack.write_text(pack.read_text("utf-8") + FILLED.format(region=region), "utf-8")
    return made.folder


def a_case(region: str | None) -> str:
    case = {
        "schema": "netralitas/case/v1",
        "id": f"perkara-{region}",
        "region": region,
        "election": "pilkada_2024",
        "subject": {"category": "pns", "level": "pengawas", "office": "lurah"},
        "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "like"}}],
        "evidence": [{"kind": "foto", "verified": True}],
    }
    return json.dumps({key: value for key, value in case.items() if value is not None})


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the product and both regions: one for good, the other from its folder.

    What the product needs is lent by the environment that runs this: a path in a `.pth` file lends
    modules but follows no `.pth` file there, so that an editable product is not lent as well.
    """
    home = tmp_path_factory.mktemp("dua-distribusi")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    base = {"base": str(home / "venv"), "platbase": str(home / "venv")}
    site, python = (Path(sysconfig.get_path(kind, vars=base)) for kind in ("purelib", "scripts"))
    lent = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (site / "lent.pth").write_text("\n".join(lent) + "\n", "utf-8")
    for region in (ONE, OTHER, None):
        (home / f"{region or NATION}.yaml").write_text(a_case(region), "utf-8")
    folders = {region: a_distribution(home, region) for region in (ONE, OTHER)}
    environment = Environment(python / "python", folders, home)
    wheel = build(copy_of_the_source(home / "source"), home / "wheels")
    environment.pip("install", str(wheel))
    environment.pip("install", str(folders[ONE]))
    environment.pip("install", "-e", str(folders[OTHER]))
    return environment


@pytest.mark.parametrize("region", [ONE, OTHER])
def test_each_region_is_listed_checked_and_judged_with(both: Environment, region: str) -> None:
    assert both.regions() == {ONE: distribution_of(ONE), OTHER: distribution_of(OTHER)}
    checked = both.ask("region", "check", region)
    assert checked.code == 0, checked.out + checked.err
    judged = both.verdict(region)
    assert (judged.code, judged.err) == (0, "")
    (filled,) = json.loads(judged.out)["region"]["filled"]
    assert filled["id"] == f"{region}-petunjuk"


def test_taking_one_out_leaves_the_other_and_bringing_it_back_changes_no_byte(
    both: Environment,
) -> None:
    """Brought back it comes after the other, before which it came: the order is turned round."""
    before = {region: both.verdict(region) for region in (ONE, OTHER, NATION)}
    assert [ended.code for ended in before.values()] == [0, 0, 0]
    assert len(set(before.values())) == 3
    both.pip("uninstall", "--yes", distribution_of(ONE))
    try:
        assert both.regions() == {OTHER: distribution_of(OTHER)}
        assert both.verdict(OTHER) == before[OTHER]
        assert both.verdict(NATION) == before[NATION]
        gone = both.verdict(ONE)
        assert (gone.code, json.loads(gone.out)) == (3, [])
        assert f"'{ONE}' tidak terpasang" in gone.err
    finally:
        both.pip("install", str(both.folders[ONE]))
    assert {region: both.verdict(region) for region in (ONE, OTHER, NATION)} == before


def test_a_change_in_its_folder_counts_at_once_where_it_was_installed_editable(
    both: Environment,
) -> None:
    for region, code in ((OTHER, 3), (ONE, 0)):
        pack = both.folders[region] / f"netralitas_{region}" / f"{region}.yaml"
        before = pack.read_text("utf-8")
        pack.write_text(before + "  tiers: []\n", "utf-8")
        try:
            assert both.verdict(region).code == code
        finally:
            pack.write_text(before, "utf-8")


def test_an_installed_distribution_passes_its_own_tests(both: Environment) -> None:
    done = both.run("pytest", "-q", "-p", "no:cacheprovider", cwd=both.folders[OTHER])
    assert done.code == 0, done.out
    assert " passed" in done.out
