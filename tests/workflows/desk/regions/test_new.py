"""`netralitas region new`: what it writes, what it says, and what it refuses to touch."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from netralitas.policy import examine_pack
from tests.laws import national_policy
from tests.workflows.desk.running import Run, runner


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kept: Path,
) -> Run:
    """Run `netralitas region new` in an empty folder."""
    here = tmp_path / "di-sini"
    here.mkdir()
    monkeypatch.chdir(here)
    anything = runner(capsys, monkeypatch, kept)
    return lambda *arguments: anything("region", "new", *arguments)


def standing() -> list[str]:
    """Return every file below the current folder."""
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def test_a_distribution_is_written_and_the_next_commands_are_told(run: Run) -> None:
    ended = run("kota_contoh", "--title", "Kota Contoh")
    assert (ended.code, ended.err) == (0, "")
    folder = "netralitas-region-kota_contoh"
    pack = f"{folder}/netralitas_kota_contoh/kota_contoh.yaml"
    assert len(standing()) == 6
    assert pack in standing()
    assert ended.out.splitlines()[0] == f"Ditulis di {folder}:"
    assert ended.out.splitlines()[-3:] == [
        f"  netralitas region check {folder}",
        f"  pip install -e {folder}",
        "  netralitas simulate --region kota_contoh KASUS.yaml",
    ]


def test_the_yaml_alone_is_written_into_a_folder_of_packs(run: Run) -> None:
    ended = run("kota_contoh", "--yaml-only", "--out", "paket saya", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert standing() == ["paket saya/kota_contoh.cases.yaml", "paket saya/kota_contoh.yaml"]
    check, simulate = (shlex.split(line) for line in ended.out.splitlines()[-2:])
    assert check == ["netralitas", "region", "check", "paket saya/kota_contoh.yaml"]
    assert simulate[-3:] == ["--packs-dir", "paket saya", "CASE.yaml"]
    files = {"kota_contoh.yaml": Path("paket saya/kota_contoh.yaml").read_bytes()}
    assert examine_pack(files, national_policy()).findings == ()


def test_the_skeleton_is_dated_today(run: Run) -> None:
    run("kota_contoh", "--yaml-only")
    assert f"a skeleton of {date.today()} " in Path("kota_contoh.yaml").read_text("utf-8")


def test_json_names_what_was_written(run: Run) -> None:
    ended = run("kota_contoh", "--yaml-only", "--format", "json")
    assert json.loads(ended.out) == {
        "region": "kota_contoh",
        "folder": ".",
        "files": ["kota_contoh.yaml", "kota_contoh.cases.yaml"],
        "next": [
            "netralitas region check kota_contoh.yaml",
            "netralitas simulate --region kota_contoh --packs-dir . KASUS.yaml",
        ],
    }


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["lombok-utara"], "maksudnya 'lombok_utara'?"),
        (["nasional"], "daerah 'nasional' sudah ada"),
        (["lumajang"], "daerah 'lumajang' sudah ada"),
        (["kota_contoh", "--title", "dua\nbaris"], "bukan sebutan daerah"),
        (["kota_contoh", "--title", ""], "bukan sebutan daerah"),
        ([], "NAME wajib diisi"),
        (["kota_contoh", "--yaml-olny"], "maksudnya '--yaml-only'?"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    run: Run, arguments: list[str], says: str
) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1
    assert standing() == []


@pytest.mark.parametrize("options", [[], ["--yaml-only"]], ids=["distribution", "yaml"])
def test_what_exists_is_left_as_it_is(run: Run, options: list[str]) -> None:
    assert run("kota_contoh", *options).code == 0
    before = {name: Path(name).read_bytes() for name in standing()}
    ended = run("kota_contoh", "--title", "Lain", *options)
    assert (ended.code, ended.out) == (2, "")
    assert "sudah ada dan tidak ditimpa" in ended.err
    assert "--out DIR" in ended.err
    assert {name: Path(name).read_bytes() for name in standing()} == before
    assert run("kota_contoh", *options, "--out", "lain").code == 0


def test_a_file_in_the_place_of_the_folder_is_named(run: Run) -> None:
    Path("berkas").write_text("", "utf-8")
    ended = run("kota_contoh", "--yaml-only", "--out", "berkas", "--lang", "en")
    assert ended.code == 2
    assert ended.err.startswith("error: berkas: exists and is not overwritten")


def test_a_pack_in_a_folder_of_packs_counts_as_installed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("kota_contoh", "--yaml-only", "--out", "paket").code == 0
    monkeypatch.setenv("NETRALITAS_PACKS_DIR", "paket")
    ended = run("kota_contoh")
    assert ended.code == 2
    assert "daerah 'kota_contoh' sudah ada" in ended.err
