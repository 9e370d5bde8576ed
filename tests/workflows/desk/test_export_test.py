"""`--export-test`: what the product answers now, as a test file that passes today and fails under
another law; added to, and never broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from netralitas.desk.complaints import Complaint
from netralitas.desk.export_test import export_tests
from netralitas.desk.terminal import Terminal
from netralitas.facts import CaseError, Language, RuleFailure, Text
from netralitas.judgement import AS_OF, CompiledPolicy, complaints, load_policy, read_corpus
from netralitas.judgement.checking import Recorded, record
from netralitas.policy import read_cases
from tests.laws import national_law
from tests.workflows.desk.law_folders import law_folder
from tests.workflows.desk.running import Run, runner

EXAMPLES = Path(__file__).parents[3] / "examples"
LURAH = str(EXAMPLES / "lurah-komentar.yaml")
EARLY = str(EXAMPLES / "suka-sebelum-penetapan.yaml")
WHY = Text(id="Sebab.", en="Cause.")
CASE = (
    b"{schema: netralitas/case/v1, id: satu, election: pilkada_2024, subject: {category: pns}, "
    b"charges: [{act: react_online, at: 2024-10-02, facts: {reaction: like}}]}"
)
QUIET = Terminal(Language.EN)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


@pytest.fixture(scope="module")
def law() -> CompiledPolicy:
    return national_law()


@pytest.fixture
def recorded(law: CompiledPolicy) -> Recorded:
    (case,) = read_cases(CASE, "kasus.yaml", law.policy)
    assert not isinstance(case, CaseError)
    return record(case, law, as_of=AS_OF, why=WHY)


# From the command line.


def test_a_what_if_becomes_tests_that_pass_now(
    run: Run, tmp_path: Path, law: CompiledPolicy
) -> None:
    file = tmp_path / "uji.yaml"
    ended = run("explain", EARLY, "--why-not", "berat", "--export-test", str(file),
                "--as-of", "2024-12-31", "--lang", "en")  # fmt: skip
    assert ended.code == 0
    assert f"tests written to {file}" in ended.err
    entries = read_corpus({"uji.yaml": file.read_bytes()}, law)
    assert len(entries) >= 2
    assert "why_not" in entries[0].expect
    assert {entry.expect["tier"] for entry in entries[1:]} == {"berat"}
    assert not [entry.id for entry in entries if complaints(entry, law)]
    assert all("reviewed by nobody" in entry.because for entry in entries)


def test_the_tests_fail_under_a_mutated_law(run: Run, tmp_path: Path) -> None:
    """The control: a law that gives the same act no level answers the kept tests otherwise."""
    file = tmp_path / "uji.yaml"
    run("explain", EARLY, "--why-not", "berat", "--export-test", str(file), "--as-of", "2024-12-31")
    folder = Path(law_folder(tmp_path / "hukum", drop="disiplin-posting-like-follow"))
    other = load_policy({one.name: one.read_bytes() for one in folder.glob("*.yaml")})
    entries = read_corpus({"uji.yaml": file.read_bytes()}, other)
    failing = [entry.id for entry in entries if complaints(entry, other)]
    assert failing


def test_a_case_is_kept_without_a_target_too(run: Run, tmp_path: Path, law: CompiledPolicy) -> None:
    file = tmp_path / "uji.yaml"
    assert run("explain", LURAH, "--export-test", str(file), "--as-of", "2025-02-01").code == 0
    [entry] = read_corpus({"uji.yaml": file.read_bytes()}, law)
    assert (entry.id, entry.as_of) == ("LMJ-2024-001", date(2025, 2, 1))
    assert not complaints(entry, law)


def test_the_answer_itself_is_the_same_with_and_without_it(run: Run, tmp_path: Path) -> None:
    asked = ("explain", LURAH, "--why-not", "sedang", "--as-of", "2024-12-31")
    plain = run(*asked)
    kept = run(*asked, "--export-test", str(tmp_path / "uji.yaml"))
    assert (plain.code, plain.out) == (kept.code, kept.out)


def test_cases_of_two_regions_do_not_go_into_one_file(run: Run, tmp_path: Path) -> None:
    cases = tmp_path / "kasus.yaml"
    text = CASE.decode()
    cases.write_text(
        "".join(
            f"- {text.replace('id: satu', f'id: {region}, region: {region}')}\n"
            for region in ("lumajang", "lebong")
        ),
        "utf-8",
    )
    file = tmp_path / "uji.yaml"
    ended = run("explain", str(cases), "--export-test", str(file), "--lang", "en")
    assert ended.code == 2
    assert "several regions" in ended.err and not file.exists()
    alone = run("explain", str(cases), "--case", "lebong", "--export-test", str(file))
    assert alone.code in (0, 5) and "region: lebong" in file.read_text("utf-8")


def test_a_regions_tests_are_measured_by_its_coverage(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "uji.yaml"
    run("explain", LURAH, "--region", "lumajang", "--export-test", str(file))
    assert "region: lumajang" in file.read_text("utf-8")
    assert run("policy", "coverage", str(file), "--region", "lumajang").code == 0


# The file.


def test_tests_are_added_below_what_a_file_holds(
    tmp_path: Path, law: CompiledPolicy, recorded: Recorded
) -> None:
    file = tmp_path / "uji.yaml"
    before = (
        b"# Kept by hand.\n- asked: {id: hari, due: {from: 2024-10-02, days: 1, "
        b"unit: working_days}}\n  expect: {working_days: 2024-10-03}\n  because: PP 94/2021"
    )
    file.write_bytes(before)
    export_tests(str(file), [recorded], law, QUIET)
    content = file.read_bytes()
    assert content.startswith(before + b"\n- case: ")
    assert [entry.id for entry in read_corpus({"uji.yaml": content}, law)] == ["hari", "satu"]


def test_the_same_test_is_not_added_twice(
    tmp_path: Path, law: CompiledPolicy, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "uji.yaml"
    export_tests(str(file), [recorded], law, QUIET)
    first = file.read_bytes()
    export_tests(str(file), [recorded, recorded], law, QUIET)
    assert file.read_bytes() == first
    assert capsys.readouterr().err.splitlines()[-1] == "2 stood there already"


def test_another_case_under_a_taken_id_gets_a_number(
    tmp_path: Path, law: CompiledPolicy, recorded: Recorded
) -> None:
    other = record(replace(recorded.case, evidence=()), law, as_of=AS_OF, why=WHY)
    file = tmp_path / "uji.yaml"
    export_tests(str(file), [recorded, other], law, QUIET)
    third = record(replace(recorded.case, evidence=()), law, as_of=date(2025, 1, 1), why=WHY)
    export_tests(str(file), [third], law, QUIET)
    entries = read_corpus({"uji.yaml": file.read_bytes()}, law)
    assert [entry.id for entry in entries] == ["satu", "satu-2", "satu-3"]
    assert [entry.expect["outcome"] for entry in entries[:2]] == [
        "violation", "insufficient_evidence"
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"- {", b"[]]", b"- {id: satu}\n", b"satu: dua\n"])
def test_a_file_that_is_no_corpus_stays_as_it_is(
    tmp_path: Path, law: CompiledPolicy, recorded: Recorded, content: bytes
) -> None:
    file = tmp_path / "uji.yaml"
    file.write_bytes(content)
    with pytest.raises(CaseError):
        export_tests(str(file), [recorded], law, QUIET)
    assert file.read_bytes() == content


def test_a_test_that_does_not_hold_is_not_kept(
    tmp_path: Path, law: CompiledPolicy, recorded: Recorded
) -> None:
    file = tmp_path / "uji.yaml"
    wrong = recorded._replace(expect={**recorded.expect, "tier": "ringan"})
    with pytest.raises(RuleFailure, match="satu"):
        export_tests(str(file), [wrong], law, QUIET)
    assert not file.exists()


def test_nothing_is_written_for_nothing_and_never_to_stdout(
    tmp_path: Path,
    law: CompiledPolicy,
    recorded: Recorded,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "uji.yaml"
    export_tests(str(file), [], law, QUIET)
    assert not file.exists()
    assert "no case to test" in capsys.readouterr().err
    with pytest.raises(Complaint):
        export_tests("-", [recorded], law, QUIET)
