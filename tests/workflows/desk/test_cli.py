"""The command line, end to end on the national law: what it answers, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netralitas.facts import Case, RuleFailure, Text
from netralitas.regions import national_files
from tests.workflows.desk.running import Run, runner

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
LURAH = str(EXAMPLES / "lurah-komentar.yaml")
OPEN = str(EXAMPLES / "fakta-belum-diketahui.yaml")
AS_OF = ("--as-of", "2024-12-31")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


def case_text(**changes: Any) -> str:
    plain: dict[str, Any] = {
        "schema": "netralitas/case/v1",
        "id": "x-1",
        "election": "pilkada_2024",
        "subject": {"category": "pns", "level": "pelaksana", "government": "kabupaten"},
        "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "like"}}],
        "evidence": [{"kind": "foto", "verified": True}],
    }
    return json.dumps(plain | changes)


def lines(*cases: str) -> bytes:
    return "\n".join(cases).encode() + b"\n"


# What is answered


def test_the_first_command_of_a_new_reader_shows_a_page(run: Run) -> None:
    ended = run("simulate", LURAH)
    assert ended.code == 0
    assert ended.err == ""
    assert "PELANGGARAN · hukuman disiplin BERAT" in ended.out
    assert f"netralitas explain {LURAH} --why-not sedang" in ended.out


def test_the_command_on_the_page_works_as_it_stands(run: Run) -> None:
    page = run("simulate", LURAH, *AS_OF).out
    command = page.rstrip().splitlines()[-1].split("netralitas ")[1].split()
    ended = run(*command)
    assert ended.code == 0
    assert "Mengapa bukan sedang?" in ended.out
    assert "--as-of 2024-12-31" in page


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_is_answered_in_both_languages(run: Run, file: Path, language: str) -> None:
    for command in ("simulate", "explain"):
        ended = run(command, str(file), "--lang", language)
        assert ended.code in (0, 5)
        assert ended.err == ""
        assert all(len(line) <= 100 for line in ended.out.splitlines() if "netralitas " not in line)


def test_many_cases_give_a_table_and_a_tally(run: Run) -> None:
    ended = run("simulate", *map(str, sorted(EXAMPLES.glob("*.yaml"))))
    assert ended.code == 5
    assert ended.out.splitlines()[0].startswith("Kasus ")
    assert len(ended.out.splitlines()) == 6
    assert ended.err == "5 kasus: 4 dinilai, 1 belum dapat ditentukan\n"


def test_json_is_an_object_for_one_case_and_a_list_for_more(run: Run) -> None:
    one = json.loads(run("simulate", LURAH, "--format", "json").out)
    assert one["outcome"] == "violation"
    two = json.loads(run("simulate", LURAH, OPEN, "--format", "json").out)
    assert [verdict["outcome"] for verdict in two] == ["violation", "undetermined"]


def test_a_batch_that_lost_a_case_is_still_a_list(run: Run) -> None:
    batch = lines(case_text(), "{broken")
    ended = run("simulate", "-", "--input", "jsonl", "--format", "json", stdin=batch)
    assert ended.code == 3
    assert [verdict["case"] for verdict in json.loads(ended.out)] == ["x-1"]
    empty = run("simulate", "-", "--input", "jsonl", "--format", "json", stdin=b"{broken\n")
    assert (empty.code, json.loads(empty.out)) == (3, [])


def test_every_form_tells_the_same_verdicts(run: Run) -> None:
    files = (LURAH, OPEN)
    listed = json.loads(run("simulate", *files, *AS_OF, "--format", "json").out)
    told = run("simulate", *files, *AS_OF, "--format", "jsonl").out
    assert [json.loads(line) for line in told.splitlines()] == listed
    sheet = list(
        csv.DictReader(io.StringIO(run("simulate", *files, *AS_OF, "--format", "csv").out))
    )
    assert [row["verdict.outcome"] for row in sheet] == [one["outcome"] for one in listed]
    assert [row["verdict.policy"] for row in sheet] == [one["receipt"]["policy"] for one in listed]
    page = run("simulate", *files, *AS_OF, "--format", "html").out
    assert all(one["case"] in page for one in listed)


def test_a_case_named_as_a_formula_is_text_in_the_sheet(run: Run) -> None:
    hostile = case_text(id="=HYPERLINK(1)").encode()
    ended = run("simulate", "-", "--input", "json", "--format", "csv", stdin=hostile)
    assert "\n'=HYPERLINK(1)," in ended.out


def test_the_answer_may_be_english_by_option_or_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run("simulate", LURAH, "--lang", "en").out
    monkeypatch.setenv("NETRALITAS_LANG", "en")
    assert "VIOLATION" in asked
    assert run("simulate", LURAH).out.split("\n\n")[1] == asked.split("\n\n")[1]
    assert run("simulate", "tidak-ada.yaml").err == "error: tidak-ada.yaml: no such file\n"
    assert "PELANGGARAN" in run("simulate", LURAH, "--lang", "id").out


def test_the_same_case_on_the_same_day_has_the_same_verdict(run: Run) -> None:
    first, second = (run("simulate", LURAH, *AS_OF, "--format", "json").out for _ in range(2))
    assert first == second
    receipt = json.loads(first)["receipt"]
    assert receipt["as_of"] == "2024-12-31"
    assert {"durable-rules", "transitions", "netralitas"} == set(receipt["engines"])


def test_explaining_gives_json_with_the_way_to_another_tier(run: Run) -> None:
    ended = run("explain", LURAH, "--why-not", "moral", "--format", "json")
    answer = json.loads(ended.out)
    assert answer["why_not"]["target"] == "moral"
    assert answer["verdict"]["case"] == "LMJ-2024-001"


def test_one_case_of_many_can_be_named(run: Run) -> None:
    many = lines(case_text(), case_text(id="x-2"))
    ended = run("explain", "-", "--input", "jsonl", "--case", "x-2", stdin=many)
    assert ended.out.startswith("x-2 ")
    assert "x-1" not in ended.out
    missing = run("explain", "-", "--input", "jsonl", "--case", "x-3", stdin=many)
    assert (missing.code, missing.err) == (2, "galat: --case: tidak ada kasus 'x-3'\n")


EXAMINED = {"examination": {"at": "2024-10-09", "by": "atasan_langsung", "signed": True}}


@pytest.mark.parametrize(
    ("process", "sanction", "code", "answer"),
    [
        (EXAMINED, "berat_a", 0, "lawful"),
        ({}, "berat_a", 5, "depends"),
        (EXAMINED, "sedang_a", 7, "unlawful"),
    ],
)
def test_the_lint_ends_as_it_answers(
    run: Run, process: dict[str, Any], sanction: str, code: int, answer: str
) -> None:
    stdin = case_text(process=process).encode()
    ended = run("lint", "-", "--sanction", sanction, "--format", "json", stdin=stdin)
    assert json.loads(ended.out)["answer"] == answer
    assert ended.code == code
    page = run("lint", "-", "--sanction", sanction, stdin=stdin)
    assert page.code == code
    assert "Diusulkan" in page.out


def test_the_lint_wants_one_case_and_a_known_sanction(run: Run) -> None:
    many = lines(case_text(), case_text(id="x-2"))
    two = run("lint", "-", "--input", "jsonl", "--sanction", "berat_a", stdin=many)
    assert (two.code, "pilih satu dengan --case" in two.err) == (2, True)
    unknown = run("lint", LURAH, "--sanction", "berat_z")
    assert (unknown.code, "tidak dikenal (maksudnya 'berat_" in unknown.err) == (2, True)
    assert run("lint", "-", "--sanction", "berat_a", stdin=b"{broken").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "official"),
    [
        (("--level", "pengawas", "--government", "kabupaten", "--tier", "berat"), 0,
         "bupati_wali_kota"),
        (("--level", "pelaksana", "--government", "kabupaten", "--tier", "sedang"), 0,
         "administrator"),
        (("--level", "pelaksana", "--government", "kabupaten", "--tier", "sedang",
          "--vacant", "administrator"), 0, "jpt_pratama"),
        (("--level", "jf_ahli_muda", "--government", "kabupaten", "--tier", "sedang"), 5, None),
    ],
)  # fmt: skip
def test_authority_is_answered_without_a_case(
    run: Run, arguments: tuple[str, ...], code: int, official: str | None
) -> None:
    ended = run("authority", *arguments, "--format", "json")
    assert ended.code == code
    assert json.loads(ended.out)["official"] == official
    assert run("authority", *arguments).code == code


def test_a_due_date_says_what_was_skipped(run: Run) -> None:
    ended = run("due", "--from", "2024-12-20", "--days", "5")
    assert ended.code == 0
    assert "31 Des 2024" in ended.out
    assert "25 Des 2024: Hari Raya Natal" in ended.out
    both = json.loads(
        run("due", "--from", "2024-12-20", "--days", "5", "--unit", "unclear",
            "--format", "json").out
    )  # fmt: skip
    assert {one["at"] for one in both["due"]} == {"2024-12-25", "2024-12-31"}


def test_a_date_beyond_the_calendar_is_refused(run: Run) -> None:
    ended = run("due", "--from", "2035-01-01", "--days", "5")
    assert ended.code == 2
    assert "di luar data hari libur" in ended.err


def test_the_policy_is_shown_whole_by_section_and_by_row(run: Run) -> None:
    whole = run("policy", "show")
    assert "Hukum sebagaimana dimuat" in whole.out
    assert run("policy", "show", "lacking").code == 0
    row = run("policy", "show", "disiplin-posting-like-follow", "--lang", "en")
    assert "PP 94/2021 ps 5 huruf n angka 5 [B]" in row.out
    shown = json.loads(run("policy", "show", "--format", "json").out)
    assert shown["digest"].startswith("sha256:")
    near = run("policy", "show", "disiplin-posting-like-folow")
    assert (near.code, "maksudnya 'disiplin-posting-like-follow'" in near.err) == (2, True)


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
@pytest.mark.parametrize("path", ["main", "criminal"])
def test_both_paths_are_drawn_in_every_form(run: Run, form: str, path: str) -> None:
    ended = run("diagram", "--path", path, "--format", form)
    assert ended.code == 0
    assert ended.out.startswith({"mermaid": "stateDiagram", "dot": "digraph", "svg": "<svg"}[form])


def test_the_nation_is_installed(run: Run) -> None:
    assert "nasional" in run("region", "list").out
    assert json.loads(run("region", "list", "--format", "json").out)[0]["id"] == "nasional"


@pytest.mark.parametrize("kind", ["case", "verdict", "policy", "pack"])
def test_the_schemas_are_printed(run: Run, kind: str) -> None:
    made = json.loads(run("schema", kind).out)
    assert made["$id"] == f"urn:netralitas:schema:{kind}:v1"
    if kind == "case":
        assert "react_online" in made["$defs"]["Charge"]["properties"]["act"]["enum"]


def test_explaining_and_linting_give_web_pages_too(run: Run) -> None:
    for arguments in (("explain", LURAH), ("lint", LURAH, "--sanction", "berat_a")):
        page = run(*arguments, "--format", "html").out
        assert page.startswith("<!doctype html>")
        assert page.endswith("</html>\n")


def test_several_cases_are_explained_one_after_the_other(run: Run) -> None:
    ended = run("explain", LURAH, OPEN)
    assert ended.code == 5
    assert ended.err == "2 kasus: 1 dinilai, 1 belum dapat ditentukan\n"
    both = json.loads(run("explain", LURAH, OPEN, "--format", "json").out)
    assert [one["verdict"]["outcome"] for one in both] == ["violation", "undetermined"]


def test_a_sample_can_be_simulated(run: Run, tmp_path: Path) -> None:
    for suffix in ("yaml", "jsonl", "csv", "json"):
        file = tmp_path / f"tiruan.{suffix}"
        assert run("sample", "-n", "12", "--seed", "3", "--out", str(file)) == (0, "", "")
        ended = run("simulate", str(file), "--format", "csv")
        assert ended.code in (0, 5)
        assert len(ended.out.splitlines()) == 13


# The check of the law


def test_the_national_law_has_no_findings_but_open_questions(run: Run) -> None:
    ended = run("policy", "check", "--format", "json")
    found = json.loads(ended.out)
    assert (ended.code, found["rows"], found["findings"]) == (0, [], [])
    assert found["open_questions"]
    assert "0 temuan" in run("policy", "check").out


def broken_law(tmp_path: Path) -> str:
    """Write a law in which one row can never be met, and two rows contradict each other."""
    for name, content in national_files().items():
        (tmp_path / name).write_bytes(content)
    rows = """schema: netralitas/policy/v1
provisions:
  - {id: tidak-pernah, acts: [react_online], effect: {track: disiplin, tier: sedang},
     when: {all: [{reaction: like}, {reaction: share}]}, cites: [{instrument: pp-94-2021}],
     marks: {content: A}, since: 2021-08-31, text: {id: "Tak terpenuhi", en: "Never met"}}
  - {id: bukan-apa-apa, acts: [react_online], effect: {none: true}, when: {reaction: share},
     cites: [{instrument: pp-94-2021}], marks: {content: A}, since: 2021-08-31,
     text: {id: "Membagikan itu sah", en: "Sharing is lawful"}}
"""
    (tmp_path / "uji.yaml").write_text(rows, "utf-8")
    return str(tmp_path)


def test_a_law_with_faults_has_findings_each_with_a_case(run: Run, tmp_path: Path) -> None:
    folder = broken_law(tmp_path)
    ended = run("policy", "check", "--policy", folder, "--format", "json")
    assert ended.code == 4
    found = json.loads(ended.out)["findings"]
    kinds = {one["kind"]: one for one in reversed(found)}
    assert {"unreachable", "conflict"} <= set(kinds)
    assert ["tidak-pernah"] in [one["rows"] for one in found if one["kind"] == "unreachable"]
    page = run("policy", "check", "--policy", folder)
    assert page.code == 4
    assert "conflict " in page.out
    shown = json.dumps(kinds["conflict"]["case"])
    judged = run("simulate", "-", "--policy", folder, "--format", "json", stdin=shown.encode())
    assert json.loads(judged.out)["outcome"] == "needs_human"


# How it ends


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ""),
        (("--help",), ""),
        (("simulate", "--help"), ""),
        (("--version",), ""),
    ],
)
def test_asking_for_help_is_no_error(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.err) == (0, said)
    assert ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("simulat", "x"), "perintah 'simulat' tidak dikenal (maksudnya 'simulate'?)"),
        (("policy", "chek"), "perintah 'chek' tidak dikenal (maksudnya 'check'?)"),
        (("simulate",), "FILE... wajib diisi"),
        (("lint", LURAH), "--sanction wajib diisi"),
        (("simulate", LURAH, "--formt", "json"), "pilihan '--formt' tidak dikenal"),
        (("simulate", LURAH, "--format"), "pilihan '--format' tidak tepat"),
        (("simulate", LURAH, "--format", "xml"), "--format: 'xml' tidak dikenal"),
        (("simulate", LURAH, "--lang", "fr"), "--lang: 'fr' tidak dikenal (yang dikenal: en, id)"),
        (("simulate", LURAH, "--as-of", "20241231"), "--as-of: '20241231' bukan tanggal"),
        (("simulate", LURAH, "--as-of", "2024-02-30"), "--as-of: '2024-02-30' bukan tanggal"),
        (("simulate", LURAH, "--audit", "-1"), "--audit: '-1' bukan bilangan 0 s.d. 1000000"),
        (("simulate", LURAH, "--region", "atlantis"), "daerah 'atlantis' tidak terpasang"),
        (("simulate", LURAH, "--packs-dir", "tak-ada"), "--packs-dir: tidak ada folder tak-ada"),
        (("simulate", "tidak-ada.yaml"), "tidak-ada.yaml: berkas tidak ada"),
        (("simulate", str(EXAMPLES)), "folder, bukan berkas"),
        (("simulate", LURAH, "--policy", str(EXAMPLES / "x")), "--policy: tidak ada berkas *.yaml"),
        (("schema", "kasus"), "KIND: 'kasus' tidak dikenal"),
        (("schema", "case", "case"), "pemakaian tidak tepat"),
        (("sample", "--election", "pilkada_1999"), "--election: 'pilkada_1999' tidak dikenal"),
        (("explain", LURAH, "--why-not", "brat"), "--why-not: 'brat' tidak dikenal (maksudnya"),
        (("authority", "--office", "raja"), "--office: 'raja' tidak dikenal"),
        (("authority", "--sanction", "x"), "--sanction: 'x' tidak dikenal"),
    ],
)
def test_a_fault_of_usage_is_one_line_and_code_2(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("galat: ")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_a_fault_of_usage_is_said_in_english_too(run: Run) -> None:
    assert run("simulate", "--lang", "en").err == "error: FILE... is required\n"
    near = run("--lang", "en", "simulat").err
    assert near == "error: unknown command 'simulat' (did you mean 'simulate'?)\n"


BROKEN = {
    "broken YAML": (b"x: [", "yaml"),
    "broken JSON": (b"{", "json"),
    "not UTF-8": (b"id: \xff\xfe", "yaml"),
    "NUL": (b"id: a\x00b", "yaml"),
    "too big": (b"x" * (5 * 1024 * 1024), "yaml"),
    "an alias bomb": (b"a: &a [1]\nb: *a\n", "yaml"),
    "very deep": (b"[" * 5000 + b"]" * 5000, "json"),
    "empty": (b"", "yaml"),
    "two subjects": (case_text(subject=[{}, {}]).encode(), "json"),
    "a lone surrogate": (b'{"id": "\\ud800"}', "json"),
    "another schema": (case_text(schema="netralitas/case/v9").encode(), "json"),
    "act after report": (case_text(report={"at": "2024-09-01"}).encode(), "json"),
}


@pytest.mark.parametrize(("content", "form"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_case_is_one_line_and_code_3(run: Run, content: bytes, form: str) -> None:
    ended = run("simulate", "-", "--input", form, stdin=content)
    assert ended.code == 3
    assert ended.out == ""
    assert ended.err.startswith("galat: <stdin>")
    assert ended.err.count("\n") == 1


def test_a_batch_reports_each_bad_case_and_judges_the_rest(run: Run) -> None:
    batch = lines(
        case_text(),
        case_text(id="x-2", charges=[{"act": "react_onlin"}]),
        "",
        case_text(id="x-3", region="atlantis"),
        case_text(id="x-4", charges=[{"act": "attend_declaration", "at": "2024-10-05"}]),
    )
    ended = run("simulate", "-", "--input", "jsonl", "--format", "jsonl", stdin=batch)
    assert [json.loads(line)["case"] for line in ended.out.splitlines()] == ["x-1", "x-4"]
    assert "<stdin>:2:" in ended.err
    assert "x-3: daerah 'atlantis' tidak terpasang; yang terpasang: nasional" in ended.err
    assert ended.err.endswith("4 kasus: 1 dinilai, 1 belum dapat ditentukan, 2 tidak sah\n")
    assert ended.code == 3


def test_a_region_named_on_the_command_line_goes_before_that_of_the_case(run: Run) -> None:
    case = case_text(region="atlantis").encode()
    assert run("simulate", "-", stdin=case).code == 3
    assert run("simulate", "-", "--region", "nasional", stdin=case).code == 0


def test_a_broken_policy_is_one_line_and_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rusak.yaml").write_text("schema: netralitas/policy/v1\nactz: []\n", "utf-8")
    ended = run("simulate", LURAH, "--policy", str(tmp_path))
    assert ended.code == 3
    assert ended.err.startswith("galat: rusak.yaml:2: ")
    assert "maksudnya 'acts'?" in ended.err


def fail(error: BaseException) -> Callable[..., Any]:
    def raising(*_: Any, **__: Any) -> Any:
        raise error

    return raising


def test_what_nobody_expected_is_one_line_and_code_1(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netralitas.desk.judged.judge", fail(KeyError("di dalam")))
    ended = run("simulate", LURAH)
    assert ended.code == 1
    assert ended.err.startswith("galat: kegagalan tak terduga (KeyError: 'di dalam')")
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1
    assert "Traceback (most recent call last)" in run("simulate", LURAH, "--debug").err


def test_a_case_that_cannot_be_judged_leaves_the_others_standing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netralitas.judgement import judge

    def sometimes(case: Case, *rest: Any, **more: Any) -> Any:
        if case.id == "x-2":
            raise RuleFailure(Text(id="mesin gagal", en="the engine failed"))
        return judge(case, *rest, **more)

    monkeypatch.setattr("netralitas.desk.judged.judge", sometimes)
    batch = lines(case_text(), case_text(id="x-2"), case_text(id="x-3"))
    ended = run("simulate", "-", "--input", "jsonl", "--format", "jsonl", stdin=batch)
    assert len(ended.out.splitlines()) == 2
    assert ended.err.splitlines()[0] == "galat: <stdin>: x-2: mesin gagal"
    assert ended.code == 1


def test_an_interrupt_is_130_and_leaves_no_half_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from netralitas.judgement import judge

    def second_time(case: Case, *rest: Any, **more: Any) -> Any:
        if case.id == "x-2":
            raise KeyboardInterrupt
        return judge(case, *rest, **more)

    monkeypatch.setattr("netralitas.desk.judged.judge", second_time)
    target = tmp_path / "jawaban.jsonl"
    target.write_text("lama", "utf-8")
    batch = lines(case_text(), case_text(id="x-2"))
    ended = run(
        "simulate", "-", "--input", "jsonl", "--format", "jsonl", "--out", str(target), stdin=batch
    )
    assert ended.code == 130
    assert ended.err.strip() == "galat: dihentikan"
    assert target.read_text("utf-8") == "lama"
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban.jsonl"]


def test_a_folder_that_cannot_be_written_is_code_1(run: Run, tmp_path: Path) -> None:
    ended = run("simulate", LURAH, "--out", str(tmp_path / "tidak" / "ada.txt"))
    assert ended.code == 1
    assert ended.err.startswith("galat: ")
    assert ended.err.count("\n") == 1


# The audit


def test_an_audit_without_a_difference_is_quiet(run: Run) -> None:
    batch = lines(*(case_text(id=f"x-{n}") for n in range(5)))
    ended = run(
        "simulate", "-", "--input", "jsonl", "--audit", "3", "--format", "jsonl", stdin=batch
    )
    assert (ended.code, ended.err) == (0, "5 kasus: 5 dinilai\n")


def test_an_audit_that_differs_ends_with_4(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    from netralitas.judgement import judge

    def otherwise(*arguments: Any, **more: Any) -> Any:
        return msgspec.structs.replace(judge(*arguments, **more), notes=())

    monkeypatch.setattr("netralitas.desk.audit.judge", otherwise)
    batch = lines(*(case_text(id=f"x-{n}") for n in range(5)))
    arguments = ("simulate", "-", "--input", "jsonl", "--audit", "2", "--format", "jsonl")
    ended = run(*arguments, stdin=batch)
    assert ended.code == 4
    assert ended.err.count("audit: jawaban kedua berbeda dari yang pertama") == 2


def test_an_audit_whose_engines_disagree_ends_with_4(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = RuleFailure(Text(id="mesin dan kembarannya berbeda", en="engine and twin differ"))
    monkeypatch.setattr("netralitas.desk.audit.judge", fail(says))
    ended = run("simulate", LURAH, "--audit", "5")
    assert ended.code == 4
    assert "mesin dan kembarannya berbeda" in ended.err


# The cache


def test_the_law_comes_from_the_cache_and_answers_the_same(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = run("simulate", LURAH, *AS_OF, "--format", "json", "--no-cache").out
    assert run("simulate", LURAH, *AS_OF, "--format", "json").out == fresh
    assert list(kept.glob("policy-*"))
    monkeypatch.setattr("netralitas.desk.wiring.read_policy", fail(AssertionError("was read")))
    assert run("simulate", LURAH, *AS_OF, "--format", "json").out == fresh


def test_a_damaged_cache_is_rebuilt_without_a_word(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(tmp_path))
    expected = run("simulate", LURAH, *AS_OF).out
    [entry] = tmp_path.glob("policy-*")
    whole = entry.read_bytes()
    for damage in (b"", whole[:100], whole[:-1] + b"?"):
        entry.write_bytes(damage)
        assert run("simulate", LURAH, *AS_OF) == (0, expected, "")
        assert entry.read_bytes() == whole


def test_a_kept_thing_of_another_shape_is_rebuilt(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netralitas.desk.cache import Cache

    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(tmp_path))
    run("simulate", LURAH)
    [entry] = tmp_path.glob("policy-*")
    Cache(tmp_path).put(entry.name, b'{"digest": "sha256:x"}')
    assert run("simulate", LURAH).code == 0


def test_another_policy_folder_is_another_entry(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, law = tmp_path / "simpanan", tmp_path / "hukum"
    law.mkdir()
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(kept))
    run("simulate", LURAH)
    run("simulate", LURAH, "--policy", broken_law(law))
    run("simulate", LURAH, "--policy", str(law))
    assert len(list(kept.glob("policy-*"))) == 2


# Whole processes


def process(*arguments: str, code: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(str(ROOT / room) for room in ("engine", "plugins", "workflows"))
    command = [sys.executable, *(["-c", code] if code else ["-m", "netralitas"]), *arguments]
    environment = {"PYTHONPATH": path, "HOME": str(more.pop("home")), "PATH": os.defpath}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60, **more
    )


WHAT_IS_IMPORTED = """
import sys
from netralitas.desk import main
main(sys.argv[1:])
print(" ".join(sorted(sys.modules)), file=sys.stderr)
"""


def test_the_version_imports_next_to_nothing(tmp_path: Path) -> None:
    ended = process("--version", code=WHAT_IS_IMPORTED, home=tmp_path)
    assert ended.stdout.startswith("netralitas ")
    imported = set(ended.stderr.split())
    assert not imported & {"rich", "ruamel", "transitions", "netralitas.policy", "netralitas.rules"}


def test_one_case_needs_neither_tables_nor_pages(tmp_path: Path) -> None:
    process("simulate", LURAH, home=tmp_path)  # so that the law is kept
    ended = process("simulate", LURAH, code=WHAT_IS_IMPORTED, home=tmp_path)
    imported = set(ended.stderr.split())
    assert "netralitas.judgement" in imported
    assert not imported & {
        "rich",
        "jsonschema",
        "netralitas.desk.samples.sampling",
        "netralitas.desk.shapes",
    }


def test_a_reader_who_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    path = os.pathsep.join(str(ROOT / room) for room in ("engine", "plugins", "workflows"))
    command = f"{sys.executable} -m netralitas sample -n 20000 --format jsonl | head -n 1"
    ended = subprocess.run(
        ["bash", "-c", command],
        env={"PYTHONPATH": path, "HOME": str(tmp_path), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr == ""
    assert ended.stdout.count("\n") == 1


def test_a_plain_locale_still_writes_utf8(tmp_path: Path) -> None:
    ended = process("simulate", LURAH, home=tmp_path)
    assert " · " in ended.stdout


# What the rules say has words


def test_no_reason_of_a_thousand_cases_is_without_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tiruan.jsonl"
    run("sample", "-n", "400", "--seed", "11", "--unknown", "30", "--out", str(file))
    told = run("simulate", str(file), "--format", "jsonl").out.splitlines()
    from netralitas.judgement import known_keys

    def keys(reason: dict[str, Any]) -> set[str]:
        return {reason["says"]}.union(*(keys(step) for step in reason["because"]))

    said = {
        key
        for line in told
        for verdict in [json.loads(line)]
        for charge in (*verdict["charges"],)
        for key in keys(charge["because"])
    } | {reason["says"] for line in told for reason in json.loads(line)["criminal"]["why"]}
    assert said
    assert said - known_keys() == set()
