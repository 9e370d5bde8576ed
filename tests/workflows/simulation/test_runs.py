"""A run comes to the same whatever its chunks are, and a row that breaks is one row."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import reduce
from operator import add
from pathlib import Path

import polars as pl
import pytest

from netralitas.facts import Language, RuleFailure, Text
from netralitas.simulation.columnar import Decided
from netralitas.simulation.errands import tasks_of
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.isolating import FAILED_MAX
from netralitas.simulation.judges import Judges, KnownLaws
from netralitas.simulation.parts import Part, Work, parts_of
from netralitas.simulation.pieces import Piece
from netralitas.simulation.runs import Totals, running
from netralitas.simulation.sealed import SentLaws, sealed_law, sendable

from .few_cases import (
    AS_OF,
    NOWHERE,
    InstalledLaws,
    case,
    pieces,
    read,
    read_what_is_gone,
    told,
    whole,
    work,
)


def parts(found: tuple[Piece, ...], what: Work) -> list[Part]:
    with running(found, what) as some:
        return list(some)


def total(found: list[Part]) -> Totals:
    return reduce(add, map(Totals.of, found), Totals())


def test_a_part_counts_what_was_read_judged_and_left_out(tmp_path: Path) -> None:
    (part,) = parts(pieces(tmp_path, 1, of=100, rows=100), work())
    numbers = [number for number in range(100) if number % 41 != 13]
    homeless = [number for number in numbers if case(number)["region"] == NOWHERE]
    assert (part.rows, part.judged) == (100, len(numbers) - len(homeless))
    assert part.faulty == {"invalid": 3 + len(homeless)}
    assert sum(part.outcomes.values()) == part.judged == part.summary.cases
    assert part.summary.refused == len(homeless)
    assert part.digest.rows == len(numbers)


def test_a_fault_says_where_it_stands_and_why(tmp_path: Path) -> None:
    (part,) = parts(pieces(tmp_path, 1, of=10, rows=10), work())
    (fault,) = part.faults
    assert fault.kind == "invalid"
    assert fault.message(Language.EN).startswith(
        f"kasus.csv:7: kasus-000007: region '{NOWHERE}' is not"
    )
    (part,) = parts(pieces(tmp_path, 1, of=20, rows=20), work())
    assert part.faults[1].message(Language.ID) == "kasus.csv:13: act: bukan kasus"


@pytest.mark.parametrize("rows", [3, 17, 32])
def test_chunks_change_nothing_of_what_a_run_comes_to(rows: int, tmp_path: Path) -> None:
    together = parts(pieces(tmp_path, 1, of=64, rows=64), work())
    apart = parts(pieces(tmp_path, 2, of=32, rows=rows), work())
    assert len(apart) == 2 * -(-32 // rows)
    assert total(apart) == total(together)


def test_rows_are_kept_only_where_they_are_asked_for(tmp_path: Path) -> None:
    found = pieces(tmp_path, 1, of=30, rows=10)
    assert [part.kept for part in parts(found, work())] == [None] * 3
    kept = pl.concat([part.kept for part in parts(found, work(keep=whole))])
    assert kept["id"].to_list() == [case(number)["id"] for number in range(30) if number != 13]
    assert kept["verdict.outcome"].null_count() == 1  # the one of a region that is not there
    assert kept.columns[:2] == ["id", "region"] and kept.columns[-1] == "verdict.policy"


def test_chunks_are_named_in_the_order_of_the_rows(tmp_path: Path) -> None:
    found = parts(pieces(tmp_path, 2, of=20, rows=5), work(keep=lambda name, rows: name))
    names = [part.name for part in found]
    assert names == sorted(names) == [part.kept for part in found]
    assert len(set(names)) == 8


def test_a_run_may_be_taken_up_where_it_was_left(tmp_path: Path) -> None:
    (task,) = tasks_of(pieces(tmp_path, 1, of=30, rows=10))
    all_of_them = [told(part) for part in parts_of(task, work(keep=whole))]
    rest = [told(part) for part in parts_of(task, work(keep=whole), skip=1)]
    assert rest == all_of_them[1:]


def test_the_run_is_told_how_far_it_has_come(tmp_path: Path) -> None:
    heard: list[tuple[int, float | None]] = []
    with running(pieces(tmp_path, 4), work(), watch=lambda *far: heard.append(far)) as some:
        assert len(list(some)) == 4
    assert heard == [(20, 0.25), (40, 0.5), (60, 0.75), (80, 1.0)]
    heard.clear()
    with running(pieces(tmp_path, 1, of=40), work(), watch=lambda *far: heard.append(far)) as some:
        assert len(list(some)) == 2
    assert heard == [(20, None), (40, None)]


def test_what_reading_raises_is_raised(tmp_path: Path) -> None:
    with running(pieces(tmp_path, 1, of=40), work(read_what_is_gone)) as some:
        assert next(some).rows == 20
        with pytest.raises(FileNotFoundError, match=r"kasus\.csv"):
            next(some)


class Brittle(Judges):
    """Judges at which judging breaks for some rows."""

    def __init__(self, broken: frozenset[str], error: BaseException) -> None:
        super().__init__(InstalledLaws(), region=None, as_of=AS_OF)
        self.broken = broken
        self.error = error

    def decide(self, frame: pl.DataFrame) -> Decided:
        if not self.broken.isdisjoint(frame["id"]):
            raise self.error
        return super().decide(frame)


BREAKS = [
    (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    (RuleFailure(Text(id="mesin gagal", en="the engine failed")), "the engine failed"),
]


@pytest.mark.parametrize("error, says", BREAKS, ids=["unforeseen", "foreseen"])
def test_a_row_at_which_judging_breaks_is_a_fault_of_that_row(
    error: Exception, says: str, tmp_path: Path
) -> None:
    broken = frozenset({"kasus-000004", "kasus-000011"})
    found = pieces(tmp_path, 1, of=12, rows=12)
    (whole_part,) = parts(found, work())
    (part,) = parts(found, Work(Brittle(broken, error), read))
    assert part.judged == whole_part.judged - 2
    assert part.faulty == {"failed": 2, "invalid": 1}
    assert [fault.at.line for fault in part.faults if fault.kind == "failed"] == [4, 11]
    assert all(fault.says.en.endswith(says) for fault in part.faults if fault.kind == "failed")
    (sound,) = parts(found, Work(Brittle(frozenset(), error), read))
    assert told(sound) == told(whole_part)


def test_an_engine_that_breaks_at_every_row_ends_the_run(tmp_path: Path) -> None:
    every = frozenset(case(number)["id"] for number in range(3 * FAILED_MAX))
    found = pieces(tmp_path, 1, of=3 * FAILED_MAX, rows=3 * FAILED_MAX)
    with (
        running(found, Work(Brittle(every, ZeroDivisionError("by zero")), read)) as some,
        pytest.raises(RuleFailure, match="more than 100 rows at once: ZeroDivisionError: by zero"),
    ):
        next(some)


def test_being_out_of_memory_or_interrupted_is_no_fault_of_a_row(tmp_path: Path) -> None:
    for error in (MemoryError(), KeyboardInterrupt()):
        broken = Work(Brittle(frozenset({"kasus-000004"}), error), read)
        with running(pieces(tmp_path, 1), broken) as some, pytest.raises(type(error)):
            next(some)


def test_what_a_worker_is_sent_is_small_and_comes_to_the_same_law() -> None:
    laws = InstalledLaws()
    assert len(pickle.dumps(work().under(KnownLaws({})))) < 1000
    for region in (None, "lumajang"):
        sealed = sealed_law(laws, region)
        assert len(sealed) < 400_000
        sent = SentLaws({region: sealed}.__getitem__)
        assert sent.of(region).policy.digest == laws.of(region).policy.digest
        assert sent.of(region) is sent.of(region)


def test_a_law_that_is_not_there_is_missing_in_the_same_words_elsewhere() -> None:
    here, there = InstalledLaws(), SentLaws(lambda region: sealed_law(InstalledLaws(), region))
    said = []
    for laws in (here, there):
        with pytest.raises(Exception, match=NOWHERE) as raised:
            laws.of(NOWHERE)
        said.append((raised.type, str(raised.value), vars(raised.value)))
    assert said[0] == said[1]


class Odd(Exception):
    """A failure that keeps what cannot be sent."""

    def __init__(self) -> None:
        super().__init__("odd")
        self.stream: Iterator[int] = iter_forever()


def iter_forever() -> Iterator[int]:
    while True:
        yield 0


def test_a_failure_that_cannot_be_sent_is_told_in_words() -> None:
    error = sendable(Odd())
    assert isinstance(error, RuleFailure) and str(error).endswith("Odd: odd")


class Worded(Exception):
    """A failure that words its message itself, and so is another one when Python sends it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no {name}")


def test_a_failure_is_sent_as_it_is_where_it_arrives_whole() -> None:
    for error in (RunFailure(Text(id="a", en="b")), OSError(2, "x", "y"), Worded("one")):
        sent = sendable(error)
        assert (sent is error) == (type(error) is not Worded)
        assert str(pickle.loads(pickle.dumps(sent))).endswith(str(error))
