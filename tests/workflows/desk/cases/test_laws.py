"""A case stays under the law it was opened with, though the law in force has changed since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netralitas.regions import national_files
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, EXAMPLES, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

SHOW = ("case", "show", CASE, *REVIEWER, "--format", "json")


@pytest.fixture
def draft(office: Path) -> str:
    """A later state of the law: the same but for one comment, and so of another digest."""
    folder = office / "rancangan"
    folder.mkdir()
    for name, content in national_files().items():
        (folder / name).write_bytes(content + b"# sesudah diubah\n")
    return str(folder)


@pytest.fixture
def laws(office: Path) -> Path:
    return office / "data" / "netralitas" / "laws"


def law_of(run: Run) -> str:
    return str(json.loads(run(*SHOW).out)["policy"])


def keep(run: Run) -> None:
    """Open another case, whereby the law in force is kept."""
    file = str(EXAMPLES / "kepala-desa.yaml")
    assert run("case", "open", file, "--at", "2024-10-20", *REVIEWER).code == 0


def test_a_step_is_taken_under_the_pinned_law_when_another_is_in_force(
    run: Run, draft: str
) -> None:
    keep(run)
    before = law_of(run)
    step = ("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    assert run(*step, "--policy", draft).code == 0
    assert law_of(run) == before


def test_without_the_kept_law_nothing_is_judged_by_another(
    run: Run, draft: str, laws: Path
) -> None:
    """The control: what was kept is gone, and the step is refused, with what to do."""
    for file in laws.glob("*"):
        file.unlink()
    step = ("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    ended = run(*step, "--policy", draft)
    assert ended.code == 7
    assert "adopt_policy" in ended.err


def test_a_kept_law_that_was_changed_is_not_that_law(run: Run, draft: str, laws: Path) -> None:
    keep(run)
    [file] = laws.glob("*.json")
    file.write_bytes(file.read_bytes().replace(b"berat_a", b"berat_b"))
    step = ("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    assert run(*step, "--policy", draft).code == 7


def test_rejudging_compares_and_changes_nothing(run: Run, draft: str) -> None:
    keep(run)
    before = law_of(run)
    ended = run("case", "rejudge", CASE, *REVIEWER, "--policy", draft, "--format", "json")
    told = json.loads(ended.out)
    assert told["same"]
    assert told["laws"]["pinned"] == before != told["laws"]["other"]
    text = run("case", "rejudge", CASE, *REVIEWER, "--policy", draft).out
    assert "JAWABAN SAMA" in text
    assert told["laws"]["other"] in text
    assert law_of(run) == before


def test_going_over_pins_and_keeps_the_law_in_force(run: Run, draft: str, laws: Path) -> None:
    keep(run)
    before = law_of(run)
    step = ("case", "act", CASE, "adopt_policy", "--reasons", "hukum baru")
    assert run(*step, "--at", "2024-10-04", *REVIEWER, "--policy", draft).code == 0
    assert law_of(run) != before
    assert len(list(laws.glob("*.json"))) == 2
    # Now the draft is pinned, and found though the installed law is in force.
    review = ("case", "act", CASE, "begin_review", "--at", "2024-10-04", *REVIEWER)
    assert run(*review).code == 0


def test_a_region_keeps_its_pack_with_the_nation(run: Run, office: Path, laws: Path) -> None:
    case = (EXAMPLES / "kepala-desa.yaml").read_text("utf-8")
    (office / "kasus.yaml").write_text(case + "\nregion: lumajang\n", "utf-8")
    assert run("case", "open", "kasus.yaml", "--at", "2024-10-20", *REVIEWER).code == 0
    kept = [json.loads(file.read_bytes()) for file in laws.glob("*.json")]
    assert {one["region"] for one in kept} == {None, "lumajang"}
    assert all(one["pack"] for one in kept if one["region"])
