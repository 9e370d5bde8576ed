"""`policy check` on the command line: findings with a case each, what is declared, and tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netralitas.facts import Case
from netralitas.judgement import complaints, load_policy, read_corpus
from tests.workflows.desk.law_folders import (
    ANOTHER_TIER,
    DENIED,
    LIGHTER,
    NEVER,
    TWICE,
    law_folder,
)
from tests.workflows.desk.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> str:
    return law_folder(tmp_path_factory.mktemp("hukum"))


def answered(run: Run, folder: str, *more: str) -> tuple[int, dict[str, Any]]:
    ended = run("policy", "check", "--policy", folder, "--format", "json", *more)
    return ended.code, json.loads(ended.out)


def test_the_national_law_has_no_findings_and_says_what_it_declares(run: Run, sound: str) -> None:
    code, told = answered(run, sound)
    assert (code, told["rows"], told["findings"]) == (0, [], [])
    assert len(told["open_questions"]) > 50
    kinds = {one["kind"] for one in told["declared"]}
    assert kinds == {"gap", "silence", "presumption", "concurrence", "repetition", "fall"}


@pytest.mark.parametrize(
    "rows, kinds",
    [
        ((NEVER,), {"unreachable"}),
        ((DENIED,), {"conflict"}),
        ((TWICE,), {"subsumed"}),
        ((ANOTHER_TIER,), {"overlap", "subsumed"}),
        ((LIGHTER,), {"fall"}),
    ],
    ids=["never met", "denied", "twice", "another tier", "lighter"],
)
def test_a_fault_is_found_and_no_other(
    run: Run, tmp_path: Path, rows: tuple[str, ...], kinds: set[str]
) -> None:
    code, told = answered(run, law_folder(tmp_path / "hukum", *rows))
    assert code == 4
    assert {one["kind"] for one in told["findings"]} == kinds


def test_a_row_that_is_dropped_leaves_a_gap(run: Run, tmp_path: Path) -> None:
    folder = law_folder(tmp_path / "hukum", drop="disiplin-sosialisasi-medsos")
    code, told = answered(run, folder)
    assert code == 4
    gaps = [one for one in told["findings"] if one["kind"] == "gap"]
    assert {one["act"] for one in gaps} == {"promote_online"}
    assert {person for one in gaps for person in one["people"]} == {
        "pns", "cpns", "pppk", "non_asn"
    }  # fmt: skip


def test_the_case_of_a_fault_is_judged_as_it_is_said(run: Run, tmp_path: Path) -> None:
    folder = law_folder(tmp_path / "hukum", LIGHTER)
    _, told = answered(run, folder)
    [fall] = told["findings"]
    tiers = []
    for name in ("beside", "case"):
        shown = json.dumps(fall[name]).encode()
        judged = run("simulate", "-", "--policy", folder, "--format", "json", stdin=shown)
        tiers.append(json.loads(judged.out)["tier"])
    assert (fall["fact"], tiers) == ("public", ["berat", "moral"])


def test_the_page_shows_a_fault_with_its_case_and_what_is_declared(
    run: Run, tmp_path: Path
) -> None:
    folder = law_folder(tmp_path / "hukum", DENIED)
    for language, words in (
        ("id", ("1 temuan", "Anggapan", "Kecuali", "gabungan)", "pengecualian yang dinyatakan")),
        ("en", ("1 findings", "Presumed", "Excepted", "combinations)", "a declared exception")),
    ):
        page = " ".join(run("policy", "check", "--policy", folder, "--lang", language).out.split())
        for word in words:
            assert word in page
        assert '"act": "react_online"' in page


def test_a_region_is_checked_under_its_own_law(run: Run) -> None:
    ended = run("policy", "check", "--region", "lumajang", "--format", "json")
    assert (ended.code, json.loads(ended.out)["findings"]) == (0, [])


def test_what_is_found_can_be_kept_as_tests(run: Run, tmp_path: Path) -> None:
    folder = Path(law_folder(tmp_path / "hukum", DENIED))
    file = tmp_path / "uji.yaml"
    ended = run("policy", "check", "--policy", str(folder), "--export-test", str(file))
    assert ended.code == 4
    assert f"uji ditulis ke {file}" in ended.err
    law = load_policy({one.name: one.read_bytes() for one in folder.glob("*.yaml")})
    entries = read_corpus({"uji.yaml": file.read_bytes()}, law)
    assert len(entries) > 100
    assert not [entry.id for entry in entries if complaints(entry, law)]
    (folder / "tambahan.yaml").unlink()
    mended = load_policy({one.name: one.read_bytes() for one in folder.glob("*.yaml")})
    failing = [entry for entry in entries if complaints(entry, mended)]
    assert [entry.expect["outcome"] for entry in failing] == ["needs_human"]
    assert isinstance(failing[0].case, Case)


def test_the_help_is_told_in_both_languages(run: Run) -> None:
    for language, word in (("id", "celah"), ("en", "gaps")):
        assert word in run("policy", "check", "--help", "--lang", language).out
