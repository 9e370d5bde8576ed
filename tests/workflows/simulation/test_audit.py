"""An audit finds what a run says otherwise than a case by itself, in rows drawn fairly."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from netralitas.facts import Place, RuleFailure, Text
from netralitas.judgement import flat
from netralitas.simulation.audit import Difference, Draw, Drawn, audited
from netralitas.simulation.columnar import Decided
from netralitas.simulation.errands import file_names
from netralitas.simulation.faults import Fault
from netralitas.simulation.judges import Judges
from netralitas.simulation.parts import Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.receipts import Recomputed, receipts_of
from netralitas.simulation.runs import running

from .few_cases import (
    AS_OF,
    NOWHERE,
    InstalledLaws,
    SeveralDraws,
    case,
    pieces,
    read,
    work,
)


@cache
def judging() -> Work:
    """Return the work of all runs here: what judges the cases is compiled once."""
    return work()


def drawn(found: tuple[Piece, ...], draw: Draw, what: Work | None = None, jobs: int = 1) -> Drawn:
    rows = Drawn(draw.size)
    with running(found, (what or judging())._replace(draw=draw), jobs=jobs) as parts:
        for part in parts:
            assert part.drawn is not None and part.drawn.height <= draw.size
            rows.add(part.drawn)
    return rows


def ids(rows: Drawn) -> list[str]:
    return [row["id"] for row in rows.rows()]


def differences(found: tuple[Piece, ...], judges: Judges, size: int) -> list[Difference]:
    what = Work(judges, read)
    return list(audited(drawn(found, Draw(size, 0), what), judges, file_names(found)))


SIZES = (1, 7, 40, 1000)


def drawn_in_sizes(found: tuple[Piece, ...], jobs: int = 1) -> dict[int, list[str]]:
    """Return the rows that are drawn in each size: all of them in one run."""
    rows = {size: Drawn(size) for size in SIZES}
    draw: Any = SeveralDraws(tuple(Draw(size, 4) for size in SIZES))
    with running(found, judging()._replace(draw=draw), jobs=jobs) as parts:
        for part in parts:
            assert part.drawn is not None
            for size, kept in rows.items():
                own = part.drawn.filter(pl.col("of_size") == size).drop("of_size")
                assert own.height <= size
                kept.add(own)
    return {size: ids(kept) for size, kept in rows.items()}


def test_the_same_rows_are_drawn_however_the_run_is_done(tmp_path: Path) -> None:
    once = drawn_in_sizes(pieces(tmp_path, 1, of=60, rows=60))
    for size, some in once.items():
        assert len(some) == min(size, 58) and some == sorted(some)
    assert once[7] == ids(drawn(pieces(tmp_path, 1, of=60, rows=60), Draw(7, 4)))
    assert drawn_in_sizes(pieces(tmp_path, 3, of=20, rows=7)) == once
    assert drawn_in_sizes(tuple(reversed(pieces(tmp_path, 3)))) == once
    assert drawn_in_sizes(pieces(tmp_path, 3), jobs=2) == once


def test_another_seed_or_another_file_draws_other_rows(tmp_path: Path) -> None:
    found = pieces(tmp_path, 1, of=60, rows=60)
    one, other = (ids(drawn(found, Draw(10, seed))) for seed in (1, 2))
    assert one != other
    two_files = (*found, found[0]._replace(file="another", name="lain.csv"))
    numbers = [(row["audit.file"], row["id"]) for row in drawn(two_files, Draw(20, 1)).rows()]
    first, second = ({id for file, id in numbers if file == place} for place in (0, 1))
    assert first and second and first != second


def test_every_row_is_drawn_about_as_often() -> None:
    numbers = pl.Series(range(200))
    nothing = Decided(pl.DataFrame({"outcome": [None] * 200}), (), 0)
    often: Counter[int] = Counter()
    for seed in range(400):
        often.update(Draw(20, seed).of(0, numbers, pl.DataFrame(), nothing)["audit.row"])
    assert len(often) == 200
    # Each row is drawn 40 times on average, with a standard deviation of 6.
    assert 10 < min(often.values()) and max(often.values()) < 70


def test_a_run_that_is_right_has_no_differences(tmp_path: Path) -> None:
    judges = judging().judges
    assert differences(pieces(tmp_path, 2, of=60, rows=60), judges, 1000) == []


class Wrong(Judges):
    """Judges that say something else of some cases."""

    def __init__(self, column: str, value: Any, of: frozenset[str]) -> None:
        super().__init__(InstalledLaws(), region=None, as_of=AS_OF)
        self.column, self.value, self.of = column, value, of

    def decide(self, frame: pl.DataFrame) -> Decided:
        decided = super().decide(frame)
        wrong = frame["id"].is_in(list(self.of))
        value = pl.lit(self.value, decided.verdicts.schema[self.column])
        changed = pl.when(wrong).then(value).otherwise(pl.col(self.column)).alias(self.column)
        return decided._replace(verdicts=decided.verdicts.with_columns(changed))


CELLS = [
    ("tier", "ringan"),
    ("recommended", "berat_a"),
    ("provisions", None),
    ("path_length", 99),
    ("assumes_proven", None),
    ("next_due", date(1999, 1, 1)),
    ("as_of", date(1999, 1, 1)),
]


@pytest.mark.parametrize("column, value", CELLS, ids=[column for column, _ in CELLS])
def test_one_wrong_cell_is_found_with_its_place(column: str, value: Any, tmp_path: Path) -> None:
    judges = Wrong(column, value, frozenset({"kasus-000042"}))
    (found,) = differences(pieces(tmp_path, 1, of=60, rows=60), judges, 1000)
    assert found.at == Place("kasus.csv", 42, column)
    assert (found.id, found.column, found.together) == ("kasus-000042", column, value)
    right = next(receipts_of(pieces(tmp_path, 3), work().judges, read, rows=[42]))
    assert isinstance(right, Recomputed)
    assert found.alone in flat(right.verdict) and found.alone != value
    assert repr(value) in found.says.id and repr(found.alone) in found.says.en


def test_a_small_audit_finds_what_is_wrong_everywhere(tmp_path: Path) -> None:
    every = frozenset(case(number)["id"] for number in range(60))
    judges = Wrong("as_of", date(1999, 1, 1), every)
    assert len(differences(pieces(tmp_path, 1, of=60, rows=60), judges, 5)) == 5


class Breaking(Judges):
    """Judges that do not judge one case, which can be judged."""

    def decide(self, frame: pl.DataFrame) -> Decided:
        decided = super().decide(frame)
        place = frame["id"].index_of("kasus-000042")
        if place is None:
            return decided
        error = RuleFailure(Text(id="gagal", en="it broke"))
        return decided._replace(refused=(*decided.refused, (place, error)))


def test_a_case_that_only_one_side_judges_is_a_difference(tmp_path: Path) -> None:
    judges = Breaking(InstalledLaws(), region=None, as_of=AS_OF)
    (found,) = differences(pieces(tmp_path, 1, of=60, rows=60), judges, 1000)
    assert (found.at.line, found.column) == (42, "refused")
    assert (found.together, found.alone) == ("it broke", None)


def test_an_engine_that_contradicts_its_twin_is_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contradicted(policy: object) -> object:
        raise RuleFailure(Text(id="berbeda", en="the twin says something else"))

    monkeypatch.setattr("netralitas.simulation.audit.cross_checked", contradicted)
    found = differences(pieces(tmp_path, 1, of=5, rows=5), work().judges, 2)
    assert [one.alone for one in found] == ["the twin says something else"] * 2


def test_verdicts_of_chosen_rows_are_made_again(tmp_path: Path) -> None:
    again = partial(receipts_of, pieces(tmp_path, 3), work().judges, read)
    by_row, by_id = list(again(rows=[3, 44])), list(again(ids=["kasus-000003", "kasus-000044"]))
    assert by_row == by_id
    first, second = by_row
    assert isinstance(first, Recomputed) and isinstance(second, Recomputed)
    assert first.at == Place("kasus.csv", 3, "kasus-000003")
    assert (first.verdict.region.pack, second.verdict.region.pack) == ("lumajang", None)
    assert first.verdict.receipt.facts and first.case.id == "kasus-000003"
    assert list(again(rows=[13, 5000])) == []  # no case, and no row


def test_a_chosen_row_that_cannot_be_judged_says_why(tmp_path: Path) -> None:
    (fault,) = receipts_of(pieces(tmp_path, 1), work().judges, read, rows=[7])
    assert isinstance(fault, Fault)
    assert fault.at.line == 7 and NOWHERE in fault.says.en
