"""A comparison comes to the same whoever runs it, piece by piece, and keeps no more than asked."""

from __future__ import annotations

from functools import reduce
from operator import add
from pathlib import Path

import pytest

from netralitas.facts import Language
from netralitas.judgement import CompiledPolicy
from netralitas.simulation import pool
from netralitas.simulation.errands import tasks_of
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.impacts.comparing import Comparing
from netralitas.simulation.impacts.drilling import Wanted
from netralitas.simulation.impacts.impact import Impact
from netralitas.simulation.impacts.run import ChunkImpact, Job
from netralitas.simulation.judges import KnownLaws
from netralitas.simulation.pieces import Piece
from netralitas.simulation.reading import pieces_of
from netralitas.simulation.runs import running

from .test_impact import DAY, law, rows

COLUMNS = ("id", "election", "subject.category", "subject.level", "act", "at", "evidence")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return a file of a few hundred cases, one row of which cannot be read."""
    lines = [",".join(COLUMNS)]
    for number in range(10):
        lines += [
            ",".join(str(case[name] or "") for name in COLUMNS).replace(
                case["id"], f"{number}-{case['id']}"
            )
            for case in rows()
        ]
    lines.insert(100, "x,pilkada_2024,pns,,no_such_act,2024-10-02,none")
    path = tmp_path / "kasus.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def job(show: int = 3, *, sheet: bool = True) -> Job:
    sides = [KnownLaws({None: law(name)}) for name in ("national", "lighter")]
    comparing = Comparing(*sides, asked=(DAY, DAY))
    return Job(comparing, (Wanted("tier", "berat", "sedang"),), show, sheet)


def run(pieces: tuple[Piece, ...], jobs: int = 1, show: int = 3) -> list[ChunkImpact]:
    with running(pieces, job(show), jobs=jobs) as chunks:
        return list(chunks)


def total(found: list[ChunkImpact]) -> Impact:
    return reduce(add, (one.impact for one in found), Impact())


def test_pieces_and_processes_come_to_the_same(file: str) -> None:
    whole = run(pieces_of(file))
    assert len(whole) == 1 and whole[0].matched > 3
    pieces = pieces_of(file, rows=60)
    assert len(pieces) > 3
    parts = {jobs: run(pieces, jobs) for jobs in (1, 2)}
    for found in parts.values():
        assert total(found) == whole[0].impact
        assert sum(one.matched for one in found) == whole[0].matched
        sheets = [one.sheet for one in found if one.sheet is not None]
        assert sheets[0].vstack(sheets[1]).height < sum(one.height for one in sheets)
        told = [row for one in sheets for row in one.rows()]
        assert whole[0].sheet is not None and told == whole[0].sheet.rows()
        shown = [row for one in found for row in one.picked][:3]
        assert shown == list(whole[0].picked)
    serial, pooled = ([one._replace(sheet=None) for one in parts[jobs]] for jobs in (1, 2))
    assert serial == pooled


def test_a_row_that_cannot_be_read_is_told_and_counted(file: str) -> None:
    [found] = run(pieces_of(file))
    assert found.invalid == 1
    [fault] = found.faults
    assert "kasus.csv:101" in fault.in_(Language.ID) and "no_such_act" in fault.in_(Language.EN)
    assert found.impact.cases == 360


def test_no_more_rows_are_kept_than_are_shown(file: str) -> None:
    for show in (0, 1, 5):
        assert len(run(pieces_of(file), show=show)[0].picked) == show
    with running(pieces_of(file), job(sheet=False)) as chunks:
        assert all(one.sheet is None for one in chunks)


def test_a_process_that_cannot_go_on_is_told(file: str) -> None:
    """The control: what breaks in a process is no silence."""
    pieces = (*pieces_of(file), Piece(file + "-gone", "gone", "csv", 60))
    with pytest.raises(FileNotFoundError), running(pieces, job(), jobs=2) as chunks:
        list(chunks)


def test_each_law_of_each_side_is_looked_up_once_for_all_processes(file: str) -> None:
    old, new = (Asked(law(name)) for name in ("national", "lighter"))
    what = Job(Comparing(old, new, asked=(DAY, DAY)))
    with running(pieces_of(file, rows=60), what, jobs=2) as chunks:
        found = list(chunks)
    assert old.asked == new.asked == [None]
    assert total(found) == run(pieces_of(file))[0].impact


class Asked:
    """A law for every region, and who asked for it."""

    def __init__(self, one: CompiledPolicy) -> None:
        self.one = one
        self.asked: list[str | None] = []

    def of(self, region: str | None) -> CompiledPolicy:
        self.asked.append(region)
        return self.one


def test_what_was_found_before_a_process_died_is_not_found_twice(file: str) -> None:
    (task,) = tasks_of(pieces_of(file))
    assert list(job().results(task, skip=1)) == []
    assert sum(one.rows for one in job().results(task)) == 361


def test_how_far_a_comparison_has_come_is_told_after_every_chunk(file: str) -> None:
    heard: list[tuple[int, float | None]] = []
    pieces = pieces_of(file, rows=60)
    with running(pieces, job(), watch=lambda *far: heard.append(far)) as chunks:
        assert len(list(chunks)) == len(heard)
    assert heard[-1] == (361, 1.0)
    assert [rows for rows, _ in heard] == sorted({rows for rows, _ in heard})


def test_a_process_that_dies_again_and_again_is_told(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_PROGRAM", "import os; os._exit(9)")
    with (
        pytest.raises(RunFailure, match=r"kasus\.csv: part-00000[01]-000000: 3 .*--jobs"),
        running(pieces_of(file, rows=60), job(), jobs=2) as chunks,
    ):
        list(chunks)
