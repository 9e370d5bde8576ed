"""The reporter follows by receipt, and is shown where the report stands and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, EXAMPLES, RECEIPT, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

DAY = ("--at", "2024-10-04")


def test_the_stage_and_the_questions_are_shown(run: Run) -> None:
    ended = run("case", "follow", RECEIPT)
    assert ended.code == 0
    assert "berkas: laporan" in ended.out
    run("case", "act", CASE, "begin_review", *DAY, *REVIEWER)
    run("case", "act", CASE, "ask_more", "--questions", "jam berapa?", *DAY, *REVIEWER)
    told = json.loads(run("case", "follow", RECEIPT, "--format", "json").out)
    assert told["stages"]["berkas"] == "evidence_review"
    assert told["asked"] == ["jam berapa?"]


def test_a_question_that_is_settled_is_not_asked_any_more(run: Run) -> None:
    run("case", "act", CASE, "begin_review", *DAY, *REVIEWER)
    run("case", "act", CASE, "ask_more", "--questions", "jam berapa?", *DAY, *REVIEWER)
    run("case", "evidence", CASE, "verify", "1", *DAY, *REVIEWER)
    run("case", "act", CASE, "proceed", *DAY, *REVIEWER)
    told = json.loads(run("case", "follow", RECEIPT, "--format", "json").out)
    assert told["stages"]["disiplin"] == "atasan_langsung"
    assert told["asked"] == []


def test_nothing_else_is_told(run: Run) -> None:
    run("case", "act", CASE, "begin_review", *DAY, *REVIEWER)
    shown = run("case", "follow", RECEIPT).out + run("case", "follow", RECEIPT, "--lang", "en").out
    for hidden in (CASE, REPORTER, "lurah", "PELANGGARAN", "violation", "Inspektorat", "sha256"):
        assert hidden.lower() not in shown.lower(), hidden


def test_the_number_may_come_from_standard_input_as_people_write_it(run: Run) -> None:
    spoken = RECEIPT.lower().replace("-", " ")
    assert run("case", "follow", "-", stdin=f"{spoken}\n".encode()).code == 0


def test_a_mistyped_number_and_one_of_nobody_are_told_apart(run: Run) -> None:
    mistyped = run("case", "follow", RECEIPT[:-1] + "5")
    unknown = run("case", "follow", "0000-0000-0000-0000-0")
    assert (mistyped.code, unknown.code) == (2, 2)
    assert "salah ketik" in mistyped.err
    assert "tidak ada laporan" in unknown.err


def test_the_number_stands_nowhere(run: Run, office: Path) -> None:
    plain = RECEIPT.replace("-", "").encode()
    for file in office.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert RECEIPT.encode() not in content
            assert plain not in content


def test_a_request_whose_answer_was_lost_gives_another_number_of_the_same_case(run: Run) -> None:
    file = str(EXAMPLES / "kepala-desa.yaml")
    opening = ("case", "open", file, "--reporter", "warga-2", *REVIEWER, "--format", "json")
    told = [json.loads(run(*opening, "--at", "2024-10-20", "--key", "k").out) for _ in range(2)]
    assert [one["repeated"] for one in told] == [False, True]
    first, second = (one["receipt"] for one in told)
    assert first != second
    shown = [run("case", "follow", number, "--format", "json").out for number in (first, second)]
    assert shown[0] == shown[1]
    assert json.loads(shown[0])["changed"] == "2024-10-20"


def test_a_key_that_cannot_be_used_is_told_before_a_case_is_opened(run: Run, office: Path) -> None:
    (office / "kantor" / "receipts.key").write_bytes(b"short")
    file = str(EXAMPLES / "kepala-desa.yaml")
    assert run("case", "open", file, "--reporter", "warga-2", *REVIEWER).code == 1
    assert run("case", "show", "CONTOH-DESA-001", *REVIEWER).code == 2


def test_who_reports_himself_gets_a_number_and_reads_nothing(run: Run) -> None:
    file = str(EXAMPLES / "kepala-desa.yaml")
    day = ("--at", "2024-10-20")
    ended = run("case", "open", file, *day, "--as", "warga-9", "--role", "pelapor")
    assert ended.code == 0
    assert "tanda terima" not in ended.err
    assert "hanya ditampilkan sekali" in ended.out
    assert len(ended.out.splitlines()) == 2
    plain = run("case", "show", "CONTOH-DESA-001", "--as", "warga-9", "--role", "pelapor")
    assert plain.code == 7


def test_without_a_reporter_or_a_key_there_is_no_number(run: Run, office: Path) -> None:
    file = str(EXAMPLES / "kepala-desa.yaml")
    day = ("--at", "2024-10-20")
    ended = run("case", "open", file, *day, *REVIEWER, "--format", "json")
    assert "receipt" not in json.loads(ended.out)
    settings = office / "kantor" / "office.yaml"
    settings.write_text(settings.read_text("utf-8").replace("receipts:", "# receipts:"), "utf-8")
    assert run("case", "follow", RECEIPT).code == 2
