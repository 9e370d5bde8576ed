"""Commands about real cases: what they answer, how they end, and what they say when refused."""

from __future__ import annotations

import builtins
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from netralitas.desk.cases.groups import case as case_group
from netralitas.desk.cases.groups import deadlines
from netralitas.desk.command import Command, Group
from netralitas.desk.record.groups import db, log
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, EXAMPLES, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

ROOT = Path(__file__).parents[4]
DAY = ("--at", "2024-10-04")
SUPERIOR = ("--as", "camat-1", "--role", "atasan_langsung", "--seat", "administrator")


def proceed(run: Run) -> None:
    """Bring the case before the atasan langsung."""
    for words in (
        ("act", CASE, "begin_review"),
        ("evidence", CASE, "verify", "1"),
        ("act", CASE, "proceed"),
    ):
        ended = run("case", *words, *DAY, *REVIEWER)
        assert ended.code == 0, ended.err


# What is answered


def test_a_step_answers_with_the_event_the_stage_and_the_next_dates(run: Run) -> None:
    ended = run("case", "act", CASE, "begin_review", *DAY, *REVIEWER)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"{CASE} · versi 3")
    for said in ("telaah bukti dimulai", "Inspektorat", "9 Okt 2024: pidana", "UU 10/2016 ps 134"):
        assert said in ended.out


def test_json_holds_the_event_and_the_dates_as_they_are(run: Run) -> None:
    ended = run("case", "act", CASE, "begin_review", *DAY, *REVIEWER, "--format", "json")
    told = json.loads(ended.out)
    assert (told["case"], told["version"], told["repeated"]) == (CASE, 3, False)
    assert told["event"]["kind"] == "review_begun"
    assert told["stages"]["berkas"] == "evidence_review"
    assert [one["basis"] for one in told["deadlines"]] == ["statutory", "internal"]


def test_both_languages_are_spoken(run: Run) -> None:
    ended = run("case", "show", CASE, *REVIEWER, "--lang", "en")
    for said in ("UNDER WAY", "insufficient evidence", "not verified", "person reported, reporter"):
        assert said in " ".join(ended.out.split())


def test_what_is_internal_says_so_and_what_is_statutory_cites_its_law(run: Run) -> None:
    told = " ".join(run("case", "due", CASE, *REVIEWER).out.split())
    assert "(tanggal internal, bukan tenggat undang-undang)" in told
    assert "undang-undang · UU 10/2016 ps 134" in told
    dates = json.loads(run("case", "due", CASE, *REVIEWER, "--format", "json").out)
    assert {one["case"] for one in dates} == {CASE}


def test_dates_of_all_cases_are_those_within_so_many_days(run: Run) -> None:
    asked = ("case", "due", *DAY, *REVIEWER, "--days")
    assert "1 menunggu" in run(*asked, "7").out
    assert "2 menunggu" in run(*asked, "30").out
    assert "tidak ada tanggal menunggu" in run(*asked, "0").out


def test_the_list_is_filtered(run: Run) -> None:
    def listed(*filters: str) -> list[str]:
        ended = run("case", "list", *REVIEWER, *filters, "--format", "json")
        assert ended.code == 0, ended.err
        return [one["id"] for one in json.loads(ended.out)]

    assert listed() == [CASE]
    assert listed("--open", "--lane", "berkas", "--stage", "report") == [CASE]
    assert listed("--due-by", "2024-10-31") == [CASE]
    assert listed("--closed") == listed("--after", CASE) == listed("--region", "lumajang") == []
    assert listed("--lane", "disiplin") == listed("--due-by", "2024-10-01") == []
    text = run("case", "list", *REVIEWER).out
    assert "berkas: laporan" in text
    assert "9 Okt 2024" in text


def test_without_a_step_the_steps_are_listed_by_whom_and_refused_with_the_article(
    run: Run,
) -> None:
    proceed(run)
    told = json.loads(run("case", "act", CASE, *DAY, *REVIEWER, "--format", "json").out)
    able = {one["step"]: one for one in told["able"]}
    assert {"role": "atasan_langsung", "official": "administrator"} in able["summon"]["by"]
    refused = {one["step"]: one for one in told["refused"]}
    assert refused["examine"]["cites"]["instrument"] == "pp-94-2021"
    assert refused["decide"]["cites"]["pasal"] == "27"
    assert not set(able) & set(refused)
    text = " ".join(run("case", "act", CASE, *DAY, *REVIEWER).out.split())
    assert "summon · disiplin: memanggil secara tertulis" in text
    assert "atasan langsung (pejabat administrator)" in text


def test_listing_the_steps_takes_none(run: Run) -> None:
    before = run("case", "show", CASE, *REVIEWER, "--format", "json").out
    run("case", "act", CASE, *DAY, *REVIEWER)
    assert run("case", "show", CASE, *REVIEWER, "--format", "json").out == before


def test_fields_come_from_a_file_and_the_line_goes_before_it(run: Run, office: Path) -> None:
    proceed(run)
    (office / "langkah.yaml").write_text("day: 2024-10-09\n", "utf-8")
    step = ("case", "act", CASE, "summon", "--from", "langkah.yaml")
    ended = run(*step, "--at", "2024-10-07", *SUPERIOR, "--day", "2024-10-10", "--format", "json")
    assert json.loads(ended.out)["event"]["body"]["on"] == "2024-10-10"


def test_a_page_about_a_case_is_one_web_page(run: Run) -> None:
    page = run("case", "show", CASE, *REVIEWER, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert CASE in page
    assert REPORTER not in page


@pytest.mark.parametrize("language, words", [("id", "Langkah:"), ("en", "Steps:")])
def test_the_help_lists_every_step_with_its_fields(run: Run, language: str, words: str) -> None:
    told = " ".join(run("case", "act", "--help", "--lang", language).out.split())
    assert words in told
    for step, field in (("summon", "--day [--on]"), ("decide_remedy", "--outcome --reasons")):
        assert step in told
        assert field in told


# How it ends


def test_what_the_law_forbids_ends_with_seven_and_names_the_article(run: Run) -> None:
    proceed(run)
    step = ("case", "act", CASE, "summon", "--day", "2024-12-24", "--at", "2024-10-07")
    ended = run(*step, *SUPERIOR)
    assert (ended.code, ended.out) == (7, "")
    assert "pp-94-2021 ps 26" in ended.err
    assert f"netralitas case act {CASE}" in ended.err  # how to go on


def test_who_may_not_is_told_who_may(run: Run) -> None:
    ended = run("case", "act", CASE, "begin_review", "--as", "x", "--role", "auditor")
    assert ended.code == 7
    assert "reviewer" in ended.err
    administrator = ("--as", "sistem", "--role", "administrator")
    for words in (("show", CASE), ("timeline", CASE), ("list",), ("due",), ("act", CASE)):
        assert run("case", *words, *administrator).code == 7


def test_a_reporter_does_not_act_on_his_own_report(run: Run) -> None:
    ended = run("case", "act", CASE, "begin_review", "--as", REPORTER, "--role", "reviewer")
    assert ended.code == 7
    assert "laporannya sendiri" in ended.err
    assert REPORTER not in ended.err


USAGE = [
    ("case show TIDAK-ADA --as x --role auditor", "tidak ada"),
    (f"case show {CASE}", "siapa yang bertindak"),
    (f"case show {CASE} --as x", "dalam peran apa"),
    (f"case show {CASE} --as x --role bupati", "tidak dikenal"),
    (f"case act {CASE} begin_revue --as x --role reviewer", "begin_review"),
    (f"case act {CASE} summon --dya 1 --as x --role reviewer", "day"),
    (f"case act {CASE} --with day=1 --as x --role reviewer --day 2024-10-10", "langkah apa"),
    (f"case act {CASE} summon --at 2024-13-01 --as x --role reviewer", "bukan waktu"),
    ("case open tidak-ada.yaml --as x --role reviewer", "berkas tidak ada"),
    ("case list --office tidak-ada.yaml --as x --role reviewer", "berkas tidak ada"),
]


@pytest.mark.parametrize("line, says", USAGE, ids=[line[:50] for line, _ in USAGE])
def test_what_is_not_there_is_a_fault_of_usage(run: Run, line: str, says: str) -> None:
    ended = run(*shlex.split(line))
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err


def test_a_value_that_no_step_can_have_is_invalid(run: Run) -> None:
    ended = run("case", "act", CASE, "close_report", "--ending", "executed", *DAY, *REVIEWER)
    assert ended.code == 3
    assert "ending" in ended.err


def test_a_file_that_holds_no_fields_is_invalid(run: Run, office: Path) -> None:
    (office / "daftar.yaml").write_text("- day\n", "utf-8")
    ended = run("case", "act", CASE, "summon", "--from", "daftar.yaml", *DAY, *REVIEWER)
    assert ended.code == 3
    assert "daftar.yaml:1" in ended.err


def test_a_file_that_is_no_case_is_invalid(run: Run, office: Path) -> None:
    (office / "rusak.yaml").write_text("schema: netralitas/case/v1\nid: x\n", "utf-8")
    assert run("case", "open", "rusak.yaml", *REVIEWER).code == 3


def test_a_case_that_is_there_is_not_opened_again(run: Run) -> None:
    ended = run("case", "open", str(EXAMPLES / "lurah-komentar.yaml"), *REVIEWER)
    assert ended.code == 1
    assert CASE in ended.err


def test_a_step_for_a_version_that_has_passed_is_not_taken(run: Run) -> None:
    step = ("case", "act", CASE, "begin_review", *DAY, *REVIEWER, "--if-version")
    assert run(*step, "1").code == 1
    assert run(*step, "2").code == 0


def test_the_same_request_under_the_same_key_is_done_once(run: Run) -> None:
    step = ("case", "act", CASE, "begin_review", *DAY, *REVIEWER, "--key", "k-1")
    first = run(*step, "--format", "json")
    again = run(*step, "--format", "json")
    assert (first.code, again.code) == (0, 0)
    assert json.loads(again.out)["repeated"]
    assert json.loads(first.out)["event"] == json.loads(again.out)["event"]
    assert "sudah dilakukan" in again.err


def test_a_key_used_for_something_else_is_refused(run: Run) -> None:
    run("case", "act", CASE, "begin_review", *DAY, *REVIEWER, "--key", "k-1")
    question = ("--questions", "siapa?")
    ended = run("case", "act", CASE, "ask_more", *question, *DAY, *REVIEWER, "--key", "k-1")
    assert ended.code == 1
    assert "k-1" in ended.err


def test_ids_of_persons_are_not_taken_where_nothing_can_be_sealed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NETRALITAS_OFFICE")
    file = str(EXAMPLES / "kepala-desa.yaml")
    ended = run("case", "open", file, "--reporter", "warga-2", *REVIEWER)
    assert ended.code == 2
    assert "case setup" in ended.err
    assert run("case", "list", *REVIEWER, "--format", "json").out.count("DESA") == 0
    assert run("case", "open", file, *REVIEWER).code == 0


def test_a_store_that_cannot_be_opened_is_said_in_one_line(run: Run, office: Path) -> None:
    (office / "rusak.db").write_bytes(b"not a database, but long enough to be looked at" * 100)
    ended = run("case", "list", *REVIEWER, "--db", "rusak.db")
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1


# The frame


def without(module: str, patch: pytest.MonkeyPatch) -> None:
    """Let a module not be installed."""
    imported = builtins.__import__

    def refuse(name: str, *more: Any, **named: Any) -> Any:
        if name.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {name!r}", name=module)
        return imported(name, *more, **named)

    for name in [name for name in sys.modules if name.startswith("netralitas.casework.record")]:
        patch.delitem(sys.modules, name)
    import netralitas.casework

    patch.delattr(netralitas.casework, "record", raising=False)
    patch.setattr(builtins, "__import__", refuse)


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("sqlalchemy", monkeypatch)
    ended = run("case", "list", *REVIEWER)
    assert ended.code == 2
    assert "pip install 'netralitas[store]'" in ended.err
    assert "pip install 'netralitas[store]'" in run("case", "list", *REVIEWER, "--lang", "en").err


def test_the_other_commands_load_nothing_of_casework() -> None:
    code = (
        "import sys; from netralitas.desk.cli import main; main(['--help']);"
        "main(['due', '--from', '2024-10-02', '--days', '3', '--no-cache']);"
        "print([n for n in sys.modules if n.split('.')[0] in ('sqlalchemy', 'alembic', 'pyrage',"
        " 'cryptography') or n.startswith('netralitas.casework')], file=sys.stderr)"
    )
    path = ":".join(str(ROOT / room) for room in ("engine", "workflows", "plugins"))
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "[]"


COMMANDS = [
    (group.name, name)
    for group in (case_group, deadlines, log, db)
    if isinstance(group, Group)
    for name in group.entries
]
EXAMPLE_LINES = [
    example
    for group in (case_group, deadlines, log, db)
    if isinstance(group, Group)
    for name in group.entries
    if isinstance(command := group.get_command(click.Context(group), name), Command)
    for example in command.examples
]


def test_every_command_has_an_example() -> None:
    shown = {tuple(shlex.split(example)[:2]) for example in EXAMPLE_LINES}
    assert shown == set(COMMANDS)


@pytest.mark.parametrize("example", EXAMPLE_LINES)
def test_every_example_of_the_help_runs_in_the_seeded_office(
    run: Run, office: Path, example: str
) -> None:
    (office / "examples").symlink_to(EXAMPLES)
    (office / "rancangan").symlink_to(ROOT / "engine/netralitas/policy/provisions")
    ended = run(*shlex.split(example))
    assert ended.code in (0, 7), ended.err


def test_an_actor_is_no_name_on_the_page(run: Run) -> None:
    """What is shown names roles; ids stand in the events alone."""
    proceed(run)
    shown = run("case", "show", CASE, *REVIEWER).out + run("case", "timeline", CASE, *REVIEWER).out
    assert "penelaah-1" not in shown
