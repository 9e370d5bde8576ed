"""`netralitas impact`: two policies on the same cases, and before any case is seen."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.impacts.phrases import SAID
from netralitas.facts import Language
from netralitas.regions import national_files

from ..running import Run, runner

LIKE = "disiplin-posting-like-follow"
COLUMNS = "id,region,election,subject.category,subject.level,subject.government,act,at,evidence"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kept: Path,
) -> Run:
    return runner(capsys, monkeypatch, kept)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder with national law in which a comment is of tier sedang."""
    folder = tmp_path_factory.mktemp("rancangan")
    for name, content in national_files().items():
        text = content.decode()
        if f"id: {LIKE}\n" in text:
            before, row = text.split(f"id: {LIKE}\n")
            lighter = row.replace("tier: berat", "tier: sedang", 1)
            assert lighter != row
            text = f"{before}id: {LIKE}\n{lighter}"
        (folder / name).write_text(text, "utf-8")
    return str(folder)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    """Return a file of four cases, two of which the draft judges otherwise."""
    rows = [
        "A-1,,pilkada_2024,pns,pengawas,kabupaten,react_online,2024-10-02,foto:verified",
        "A-2,lumajang,pilkada_2024,pns,pelaksana,kabupaten,react_online,2024-10-02,foto:verified",
        "A-3,,pilkada_2024,pns,pelaksana,kota,react_online,2024-08-02,foto:verified",
        "A-4,,pilkada_2024,pns,pelaksana,kota,hold_activity,2024-10-02,none",
    ]
    file = tmp_path / "kasus.csv"
    file.write_text("\n".join([COLUMNS, *rows]) + "\n", "utf-8")
    return str(file)


def data(run: Run, *arguments: str) -> dict[str, Any]:
    ended = run(*arguments, "--format", "json", "--as-of", "2024-12-31")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def test_flips_are_counted_by_tier_and_by_whom_they_touch(run: Run, draft: str, cases: str) -> None:
    found = data(run, "impact", "nasional", draft, cases)
    assert (found["cases"], found["compared"], found["flipped"]) == (4, 4, 2)
    tiers = {(one["from"], one["to"]): one["cases"] for one in found["kinds"]["tier"]["from_to"]}
    assert tiers == {
        ("berat", "sedang"): 2,
        ("moral", "moral"): 1,
        ("insufficient_evidence",) * 2: 1,
    }
    by = {
        group: {one["value"]: (one["cases"], one["flipped"]) for one in values}
        for group, values in found["by"].items()
    }
    assert by == {
        "region": {None: (3, 1), "lumajang": (1, 1)},
        "act": {"react_online": (3, 2), "hold_activity": (1, 0)},
        "level": {"pengawas": (1, 1), "pelaksana": (3, 1)},
        "government": {"kabupaten": (2, 2), "kota": (2, 0)},
    }
    assert [one["id"] for one in found["rows"]["items"]] == ["A-1", "A-2"]
    assert found["rows"]["items"][0]["provisions"] == {"old": [], "new": [], "changed": [LIKE]}
    assert found["rows"]["items"][0]["row"] == 2


def test_the_same_law_flips_nothing(run: Run, cases: str) -> None:
    """The control, which also ends with 0."""
    found = data(run, "impact", "nasional", "nasional", cases)
    assert found["flipped"] == 0 and found["rows"]["items"] == []
    assert found["kinds"]["tier"]["stayed"] == 4


def test_text_says_who_flips_and_why_in_both_languages(run: Run, draft: str, cases: str) -> None:
    ended = run("impact", "nasional", draft, cases, "--as-of", "2024-12-31")
    assert ended.code == 0 and ended.err == ""
    assert "2 dari 4 kasus berubah (50,0\N{NO-BREAK SPACE}%)" in ended.out
    assert re.search(r"^Berat +0 +2 ", ended.out, re.MULTILINE)
    assert f"dibaca lain: {LIKE}" in ended.out and "kasus.csv:2" in ended.out
    english = run("--lang", "en", "impact", "nasional", draft, cases, "--show", "0")
    assert "2 of 4 cases flip (50.0%)" in english.out
    assert "kasus" not in english.out.replace("kasus.csv", "")


def test_rows_are_picked_by_flip_and_by_group(run: Run, draft: str, cases: str) -> None:
    asked = ("impact", "nasional", draft, cases)

    def picked(*only: str) -> list[str]:
        flags = [part for one in only for part in ("--only", one)]
        found = data(run, *asked, *flags)["rows"]
        assert found["matched"] == len(found["items"])
        return [one["id"] for one in found["items"]]

    assert picked("berat:sedang") == picked("berat:") == picked("*:sedang") == ["A-1", "A-2"]
    assert picked("moral:sedang") == []
    assert picked("berat:sedang", "region=lumajang") == picked("level=pelaksana") == ["A-2"]
    assert picked("region=-") == ["A-1"]
    assert picked("track=disiplin->etik") == []
    shown = data(run, *asked, "--show", "1")["rows"]
    assert (shown["matched"], shown["shown"]) == (2, 1)


def test_the_argument_of_both_sides_comes_on_demand(run: Run, draft: str, cases: str) -> None:
    asked = ("impact", "nasional", draft, cases, "--show", "1")
    [row] = data(run, *asked, "--argument")["rows"]["items"]
    tiers = [row["argument"][side]["tracks"]["disiplin"]["tier"] for side in ("old", "new")]
    assert tiers == ["berat", "sedang"]
    assert row["argument"]["old"]["charges"][0]["because"]
    assert "argument" not in data(run, *asked)["rows"]["items"][0]
    told = run(*asked, "--argument").out
    assert told.count("Uraian 1") == 2 and "Resi" in told


def test_a_sheet_holds_every_flip_as_a_row(
    run: Run, draft: str, cases: str, tmp_path: Path
) -> None:
    out = tmp_path / "berubah.csv"
    ended = run("impact", "nasional", draft, cases, "--format", "csv", "--out", str(out))
    assert ended.code == 0 and ended.out == ""
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [(one["id"], one["tier.old"], one["tier.new"]) for one in rows] == [
        ("A-1", "berat", "sedang"),
        ("A-2", "berat", "sedang"),
    ]
    assert rows[0]["provisions.changed"] == LIKE and rows[0]["row"] == "2"
    assert "2 dari 4" in ended.err


def test_a_cell_that_would_be_a_formula_is_quoted(run: Run, draft: str, tmp_path: Path) -> None:
    row = "=1+1,,pilkada_2024,pns,pengawas,kabupaten,react_online,2024-10-02,foto:verified"
    file = tmp_path / "kasus.csv"
    file.write_text(f"{COLUMNS}\n{row}\n", "utf-8")
    ended = run("impact", "nasional", draft, str(file), "--format", "csv")
    [told] = csv.DictReader(io.StringIO(ended.out))
    assert told["id"] == "'=1+1"


def test_a_report_holds_the_matrix_and_the_rows(
    run: Run, draft: str, cases: str, tmp_path: Path
) -> None:
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    for out, form in ((page, "html"), (book, "xlsx")):
        flags = ("--format", form, "--out", str(out), "--as-of", "2024-12-31")
        assert run("impact", "nasional", draft, cases, *flags).code == 0
    text = page.read_text("utf-8")
    assert "<svg" in text and LIKE in text and "A-2" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    calamine = pytest.importorskip("python_calamine")
    names = calamine.CalamineWorkbook.from_path(book).sheet_names
    assert "Dari hasil lama ke hasil baru" in names and "Baris yang berubah" in names


def test_invalid_rows_are_named_and_the_rest_is_compared(run: Run, draft: str, cases: str) -> None:
    file = Path(cases)
    more = file.read_text("utf-8") + "A-5,,pilkada_2024,pms,,,react_online,2024-10-02,none\n"
    file.write_text(more, "utf-8")
    ended = run("impact", "nasional", draft, cases, "--format", "json")
    assert ended.code == 3
    assert "kasus.csv:6" in ended.err and "pns" in ended.err
    assert json.loads(ended.out)["cases"] == 4


def test_a_row_of_a_region_without_law_is_named(run: Run, draft: str, cases: str) -> None:
    file = Path(cases)
    row = "A-5,negeri_antah,pilkada_2024,pns,,,react_online,2024-10-02,none\n"
    file.write_text(file.read_text("utf-8") + row, "utf-8")
    ended = run("impact", "nasional", draft, cases, "--format", "json")
    assert ended.code == 3 and "negeri_antah" in ended.err
    assert json.loads(ended.out)["compared"] == 4


def test_a_threshold_ends_with_4_where_it_is_passed(run: Run, draft: str, cases: str) -> None:
    asked = ("impact", "nasional", draft, cases, "--show", "0", "--fail-over")
    assert run(*asked, "49.9").code == 4
    assert run(*asked, "50").code == 0
    assert run("impact", "nasional", draft, "--show", "0", "--fail-over", "0").code == 4
    assert run(*asked, "101").code == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nasionl", "nasional", "nasional"),
        ("nasional", "lumajng", "lumajang"),
        ("nasional", "tidak/ada.yaml", "tidak/ada.yaml"),
        ("nasional", "2024-13-01", "2024-10-02"),
        ("nasional", "lumajang@pali", "paling banyak"),
        ("2024-01-01@2024-01-02", "nasional", "paling banyak"),
    ],
)
def test_a_word_that_names_nothing_is_refused(
    old: str, new: str, says: str, run: Run, cases: str
) -> None:
    ended = run("impact", old, new, cases)
    assert ended.code == 2 and says in ended.err and ended.out == ""


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--only", "sedng:berat"), "'sedang'"),
        (("--only", "act=react_onlin"), "'react_online'"),
        (("--only", "akt=react_online"), "'act'"),
        (("--only", "sedang"), "sedang:berat"),
        (("--by", "tier,levl"), "'level'"),
        (("--argument", "--format", "csv"), "json"),
    ],
)
def test_what_is_asked_in_vain_is_refused(
    flags: tuple[str, ...], says: str, run: Run, cases: str
) -> None:
    ended = run("impact", "nasional", "pali", cases, *flags)
    assert ended.code == 2 and says in ended.err


def test_what_goes_with_cases_is_refused_without_them(run: Run) -> None:
    for flags in (("--by", "tier"), ("--only", "a:b"), ("--argument",)):
        ended = run("impact", "nasional", "pali", *flags)
        assert ended.code == 2 and "CASES" in ended.err


def test_a_file_that_is_not_there_is_refused_before_anything_is_judged(
    run: Run, draft: str, cases: str
) -> None:
    ended = run("impact", "nasional", draft, cases, "tidak-ada.csv")
    assert ended.code == 2 and "tidak-ada.csv" in ended.err and ended.out == ""


def test_both_sides_may_name_a_region_a_pack_file_or_a_day(run: Run, cases: str) -> None:
    pack = Path(__file__).parents[4] / "plugins/netralitas/regions/packs/pali.yaml"
    by_file = data(run, "impact", "lumajang@2024-06-01", f"{pack}@2024-06-01", cases)
    by_name = data(run, "impact", "lumajang@2024-06-01", "pali@2024-06-01", cases)
    assert by_file["new"]["policies"] == by_name["new"]["policies"]
    assert by_file["old"]["policies"] != by_file["new"]["policies"]
    assert by_file["old"]["as_of"] == "2024-06-01"
    own = data(run, "impact", "2020-10-01", "2024-10-01", cases)
    assert len(own["old"]["policies"]) == 2  # the nation's and Lumajang's: each case's own


def test_without_cases_the_list_names_what_differs(run: Run, draft: str) -> None:
    found = data(run, "impact", "nasional", draft)
    [group] = found["combinations"]
    assert (group["act"], group["turning"]["changed"]) == ("react_online", [LIKE])
    assert (group["old"]["tracks"]["disiplin"]["tier"], group["count"]) == ("berat", 10)
    assert group["case"]["charges"][0]["act"] == "react_online"
    assert [row["row"] for row in found["rows"]] == [LIKE]
    assert found["differing"] == 10 and not found["none"]
    told = run("impact", "nasional", draft).out
    assert "10 dari 937.888 kombinasi berbeda" in told and f"karena {LIKE} (berubah)" in told


def test_the_case_of_the_list_shows_the_difference(run: Run, draft: str, tmp_path: Path) -> None:
    """Closing the circle: the list's own case is judged otherwise by the two policies."""
    case = data(run, "impact", "nasional", draft)["combinations"][0]["case"]
    file = tmp_path / "kasus.jsonl"
    file.write_text(json.dumps(case) + "\n", "utf-8")
    tiers = []
    for flags in ((), ("--policy", draft)):
        ended = run("simulate", str(file), *flags, "--format", "json")
        assert ended.code == 0, ended.err
        tiers.append(json.loads(ended.out)["tier"])
    assert tiers == ["berat", "sedang"]


def test_two_laws_that_say_the_same_are_said_to(run: Run) -> None:
    ended = run("impact", "nasional", "nasional")
    assert ended.code == 0 and "Tidak ada beda" in ended.out
    assert data(run, "impact", "nasional", "nasional")["none"]


def test_two_days_show_the_dated_switches(run: Run) -> None:
    found = data(run, "impact", "nasional@2022-10-01", "nasional@2023-02-01")
    assert [one["row"] for one in found["switches"]] == ["blokir_siasn"]
    told = run("impact", "2022-10-01", "2023-02-01").out
    assert "blokir_siasn: berlaku menurut tanggal baru saja" in told


def test_the_list_comes_as_a_sheet_a_page_and_a_workbook(
    run: Run, draft: str, tmp_path: Path
) -> None:
    ended = run("impact", "nasional", draft, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert [(one["part"], one["rows_changed"]) for one in rows] == [
        ("combinations", LIKE),
        ("provisions", LIKE),
    ]
    assert json.loads(rows[0]["case"])["subject"] == {"category": "pns"}
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    for out, form in ((page, "html"), (book, "xlsx")):
        assert run("impact", "nasional", draft, "--format", form, "--out", str(out)).code == 0
    assert LIKE in page.read_text("utf-8")
    assert book.read_bytes()[:2] == b"PK"


def test_fewer_groups_than_there_are_is_said(run: Run, draft: str) -> None:
    told = run("impact", "nasional", draft, "--show", "0").out
    assert "dan 1 kelompok lain" in told and "karena" not in told


def test_help_comes_in_both_languages_with_examples(run: Run) -> None:
    for language, word in (("id", "Pemakaian"), ("en", "Usage")):
        ended = run("--lang", language, "impact", "--help")
        assert ended.code == 0 and word in ended.out and "netralitas impact nasional" in ended.out


def test_every_phrase_is_said_in_both_languages() -> None:
    for key, text in SAID.items():
        for language in Language:
            assert text.in_(language), key
        # What is filled in is the same in both.
        names = [sorted(re.findall(r"{(\w+)}", text.in_(one))) for one in Language]
        assert names[0] == names[1], key
