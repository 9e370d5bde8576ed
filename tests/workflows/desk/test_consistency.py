"""`netralitas consistency` on the command line: what it says, how it ends, and what it keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.desk.running import Run, runner

ROOT = Path(__file__).parents[3]
LURAH = str(ROOT / "examples" / "lurah-komentar.yaml")
BEFORE = str(ROOT / "examples" / "keputusan-sebelumnya.csv")
AS_OF = ("--as-of", "2025-01-10")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


def decision(number: int, sanction: str | None = "berat_a", **changes: Any) -> dict[str, Any]:
    imposed = [] if sanction is None else [{"sanction": sanction}]
    return {
        "schema": "netralitas/case/v1",
        "id": f"RAHASIA-{number}",
        "election": "pilkada_2024",
        "subject": {"category": "pns", "level": "pengawas", "government": "kabupaten"},
        "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "like"}}],
        "process": {"decided_at": "2024-11-18", "imposed": imposed},
    } | changes


def file_of(folder: Path, *decisions: dict[str, Any] | str) -> str:
    file = folder / "keputusan.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in decisions]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return str(file)


def test_the_page_says_the_law_first_then_the_group_and_the_spread(run: Run) -> None:
    ended = run("consistency", LURAH, "--sanction", "berat_b", "--decisions", BEFORE, *AS_OF)
    assert (ended.code, ended.err) == (0, "")
    assert "ALASAN TERTULIS DIMINTA" in ended.out.splitlines()[0]
    places = [ended.out.index(word) for word in ("Keabsahan", "Sebanding", "Sebaran", "Letak")]
    assert places == sorted(places)
    assert "3 (75 %)" in ended.out
    assert "0 (0 %)" in ended.out
    assert "Praktik masa lalu bukan hukum" in ended.out


def test_both_languages_say_the_same_things(run: Run) -> None:
    asked = ("consistency", LURAH, "--sanction", "berat_a", "--decisions", BEFORE, *AS_OF)
    said = {language: run(*asked, "--lang", language) for language in ("id", "en")}
    assert [one.code for one in said.values()] == [0, 0]
    assert "DI BAGIAN TENGAH" in said["id"].out
    assert "IN THE MIDDLE" in said["en"].out


def test_as_json_a_departure_asks_for_a_reason_and_still_ends_well(run: Run) -> None:
    asked = ("consistency", LURAH, "--decisions", BEFORE, *AS_OF, "--format", "json")
    told = {name: run(*asked, "--sanction", name) for name in ("berat_a", "berat_b")}
    assert [one.code for one in told.values()] == [0, 0]
    answers = {name: json.loads(one.out) for name, one in told.items()}
    assert {name: one["asks_reason"] for name, one in answers.items()} == {
        "berat_a": False,
        "berat_b": True,
    }
    assert [one["n"] for one in answers["berat_a"]["group"]["types"]] == [3, 1, 0]
    unlawful = next(x for x in answers["berat_a"]["left_out"] if x["why"] == "unlawful")
    assert unlawful["n"] == 3


def test_an_unlawful_proposal_ends_with_seven_and_says_so_first(run: Run) -> None:
    ended = run("consistency", LURAH, "--sanction", "ringan_a", "--decisions", BEFORE, *AS_OF)
    assert ended.code == 7
    assert "TIDAK SAH" in ended.out.splitlines()[0]
    assert "Yang sah" in ended.out


def test_a_case_without_an_answer_ends_with_five(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "kasus.json"
    open_case = decision(0, subject={"government": "kabupaten"}, process={})
    case.write_text(json.dumps(open_case), "utf-8")
    ended = run("consistency", str(case), "--sanction", "berat_a", "--decisions", BEFORE, *AS_OF)
    assert ended.code == 5
    assert "TIDAK ADA YANG DAPAT DIBANDINGKAN" in ended.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_too_few_show_nothing_at_all(run: Run, tmp_path: Path, form: str) -> None:
    few = file_of(tmp_path, decision(1), decision(2, "berat_b"))
    asked = ("consistency", LURAH, "--sanction", "berat_a", "--decisions", few, "--format", form)
    ended = run(*asked, *AS_OF)
    assert ended.code == 0
    assert "RAHASIA" not in ended.out
    none = run(*asked[:5], file_of(tmp_path, decision(1, None)), "--format", form, *AS_OF)
    assert ended.out == none.out, "one, two or none at all: the answer is the same"


def test_several_files_are_one_practice(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text("\n".join(json.dumps(decision(n)) for n in (1, 2)), "utf-8")
    second.write_text("\n".join(json.dumps(decision(n)) for n in (3, 4, 4)), "utf-8")
    asked = ("consistency", LURAH, "--sanction", "berat_a", *AS_OF, "--format", "json")
    ended = run(*asked, "--decisions", str(first), "--decisions", str(second))
    assert json.loads(ended.out)["group"]["n"] == 4


def test_a_past_decision_that_cannot_be_read_is_named_by_its_line(run: Run, tmp_path: Path) -> None:
    broken = decision(4, subject={"category": "pnss"})
    foreign = decision(5, region="tidak_terpasang")
    file = file_of(tmp_path, *(decision(n) for n in (1, 2, 3)), broken, foreign, "{")
    ended = run("consistency", LURAH, "--sanction", "berat_a", "--decisions", file, *AS_OF)
    assert ended.code == 3
    assert f"{file}:4:" in ended.err
    assert "tidak_terpasang" in ended.err
    assert f"{file}:6:" in ended.err
    assert "RAHASIA" not in ended.out + ended.err
    assert "n = 3" in ended.out


def test_past_cases_of_a_region_are_judged_in_its_words(run: Run, tmp_path: Path) -> None:
    staff = {"category": "non_asn", "office": "tkb", "government": "kabupaten"}
    past = [
        decision(n, "ppnpn_teguran", subject=staff, region="lumajang",
                 charges=[{"act": "hold_activity", "at": "2024-10-02"}])
        for n in (1, 2, 3)
    ]  # fmt: skip
    case = tmp_path / "kasus.json"
    case.write_text(json.dumps(past[0] | {"id": "INI", "process": {}}), "utf-8")
    asked = ("consistency", str(case), "--sanction", "ppnpn_teguran", *AS_OF)
    ended = run(*asked, "--decisions", file_of(tmp_path, *past))
    assert "n = 3" in ended.out


def test_what_is_asked_wrongly_is_refused(run: Run, tmp_path: Path) -> None:
    asked = ("consistency", LURAH, "--sanction", "berat_a")
    assert run(*asked).code == 2
    assert run(*asked, "--decisions", str(tmp_path / "tidak-ada.csv")).code == 2
    ended = run("consistency", LURAH, "--sanction", "berat_x", "--decisions", BEFORE)
    assert ended.code == 2
    assert "maksudnya 'berat_c'?" in ended.err
    many = file_of(tmp_path, decision(1, process={}), decision(2, process={}))
    assert run("consistency", many, "--sanction", "berat_a", "--decisions", BEFORE).code == 2
    one = ("--case", "RAHASIA-2")
    assert run("consistency", many, *one, "--sanction", "berat_a", "--decisions", BEFORE).code == 0


def test_the_answer_goes_into_a_file_whole(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "banding.json"
    asked = ("consistency", LURAH, "--sanction", "berat_a", "--decisions", BEFORE, *AS_OF)
    assert run(*asked, "--format", "json", "--out", str(out)).out == ""
    assert json.loads(out.read_text("utf-8"))["schema"] == "netralitas/consistency/v1"
