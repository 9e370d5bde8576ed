"""`policy coverage` on the command line: counts, what is missing, thresholds, and tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.laws.coverage import percent_of
from netralitas.facts import Language
from netralitas.judgement import complaints, read_corpus
from tests.laws import national_law
from tests.workflows.desk.running import Run, runner

LURAH = str(Path(__file__).parents[4] / "examples" / "lurah-komentar.yaml")
ENTRY = (
    "- case: {schema: netralitas/case/v1, id: satu, election: pilkada_2024, subject: "
    "{category: pns}, charges: [{act: react_online, at: 2024-10-02, facts: {reaction: like}}]}\n"
    "  expect: {outcome: violation}\n  because: SKB 2022\n"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


Measured = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, ...], dict[str, Any]]:
    """What was measured before: the same arguments are asked once."""
    return {}


@pytest.fixture
def measured(run: Run, told: dict[tuple[str, ...], dict[str, Any]]) -> Measured:
    def measure(*arguments: str) -> dict[str, Any]:
        if arguments not in told:
            ended = run("policy", "coverage", *arguments, "--format", "json")
            assert ended.code == 0
            told[arguments] = json.loads(ended.out)
        return told[arguments]

    return measure


def part(told: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [one for one in told["parts"] if one["part"] == name]
    return dict(found)


def test_the_shipped_corpus_is_measured_by_default(measured: Measured) -> None:
    told = measured()
    for name in ("met", "decides"):
        assert part(told, name)["covered"] == part(told, name)["total"] > 150
    assert told["covered"] == sum(one["covered"] for one in told["parts"])
    assert told["total"] == sum(one["total"] for one in told["parts"])
    assert 0 < told["covered"] < told["total"]
    wanted = {case["id"] for case in told["wanted"]}
    named = {one["case"] for one in told["parts"] for one in one["missing"]}
    assert named == wanted


def test_one_case_covers_little_and_more_cases_cover_more(
    measured: Measured, tmp_path: Path
) -> None:
    entry = tmp_path / "uji.yaml"
    entry.write_text(ENTRY, "utf-8")
    one, both = measured(LURAH), measured(LURAH, str(entry))
    assert (one["cases"], both["cases"]) == (1, 2)
    assert 0 < one["covered"] < both["covered"] < one["total"]


def test_the_same_case_counts_the_same_as_a_test_and_as_a_plain_case(
    measured: Measured, tmp_path: Path
) -> None:
    test, plain = tmp_path / "uji.yaml", tmp_path / "kasus.yaml"
    test.write_text(ENTRY, "utf-8")
    plain.write_text(ENTRY.split("\n")[0].replace("- case: ", "- "), "utf-8")
    assert measured(str(test))["parts"] == measured(str(plain))["parts"]


def test_the_missing_cases_fill_the_coverage_when_they_are_added(
    run: Run, measured: Measured, tmp_path: Path
) -> None:
    file = tmp_path / "belum.yaml"
    ended = run("policy", "coverage", "--export-test", str(file), "--out", str(tmp_path / "x"))
    assert ended.code == 0
    law = national_law()
    entries = read_corpus({"belum.yaml": file.read_bytes()}, law)
    assert len(entries) == len(measured()["wanted"])  # without them it is not full
    assert not [entry.id for entry in entries[::9] if complaints(entry, law)]
    whole = measured(*map(str, sorted(_corpus())), str(file))
    assert whole["covered"] == whole["total"] and not whole["wanted"]


def _corpus() -> list[Path]:
    import netralitas.policy

    (folder,) = netralitas.policy.__path__
    return list(Path(folder, "corpus").glob("*.yaml"))


@pytest.mark.parametrize(
    "language, least, words",
    [
        ("id", "0", ("Liputan hukum oleh 1 kasus", "baris yang terpenuhi", "lagi: --format")),
        ("en", "50", ("Coverage of the law by 1 cases", "rows met", "more: --format")),
    ],
)
def test_the_page_counts_part_by_part_and_ends_with_4_below_the_threshold(
    run: Run, language: str, least: str, words: tuple[str, ...]
) -> None:
    ended = run("policy", "coverage", LURAH, "--lang", language, "--fail-under", least)
    page = " ".join(ended.out.split())
    for word in words:
        assert word in page
    assert '{"schema": "netralitas/case/v1"' in page
    assert ended.code == (4 if least == "50" else 0)
    assert ("--fail-under 50: covered" in ended.err) is (least == "50")


def test_a_threshold_is_a_share_of_a_hundred(run: Run) -> None:
    for least in ("half", "101", "-1"):
        assert run("policy", "coverage", LURAH, "--fail-under", least).code == 2


def test_what_is_not_all_is_never_shown_as_a_hundred() -> None:
    assert percent_of(4071, 4072, Language.EN) == "99.9"
    assert percent_of(4072, 4072, Language.ID) == "100,0"
    assert percent_of(0, 0, Language.EN) == "100.0"


def test_a_region_brings_its_items_and_its_corpus(measured: Measured) -> None:
    nation, region = measured(), measured("--region", "lumajang")
    assert region["cases"] > nation["cases"]
    items = part(region, "item")
    assert items["covered"] == items["total"] > 5
    assert not [one for one in nation["parts"] if one["part"] == "item"]
    alone = measured(LURAH, "--region", "lumajang")
    assert part(alone, "item")["covered"] < items["total"]


def test_a_case_that_is_invalid_is_named_and_the_rest_is_measured(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kasus.yaml"
    good = ENTRY.split("\n")[0].replace("- case: ", "- ")
    file.write_text(good + "\n" + good.replace("react_online", "react_onlin") + "\n", "utf-8")
    ended = run("policy", "coverage", str(file), "--format", "json")
    assert ended.code == 3
    assert "react_onlin" in ended.err and "kasus.yaml:2" in ended.err
    assert json.loads(ended.out)["cases"] == 1


def test_a_corpus_with_a_slip_and_a_missing_one_are_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "uji.yaml"
    file.write_text(ENTRY.replace("outcome:", "outcom:"), "utf-8")
    ended = run("policy", "coverage", str(file))
    assert (ended.code, ended.out) == (3, "")
    assert "outcom" in ended.err
    assert run("policy", "coverage", str(tmp_path / "tidak-ada.yaml")).code == 2
    broken = tmp_path / "rusak.yaml"
    broken.write_text("- {", "utf-8")
    assert run("policy", "coverage", str(broken)).code == 3
