"""The digest of rows hangs on every cell of them, and on neither their order nor their chunks."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from hashlib import blake2b
from operator import add, xor
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netralitas.simulation.columnar import SCHEMA
from netralitas.simulation.digest import Digest

Row = dict[str, Any]

texts = st.text(max_size=20) | st.sampled_from(["a", "ab", "abcdefgh", "abcdefgh\0", "é" * 9])
CELLS = {
    pl.String: texts,
    pl.Boolean: st.booleans(),
    pl.Int64: st.integers(0, 40) | st.integers(-(2**63), 2**63 - 1),
    pl.Date: st.dates(date(1990, 1, 1), date(2060, 1, 1)) | st.dates(),
}
COLUMNS: dict[str, Any] = {"id": pl.String, **SCHEMA}
SOME = ("id", "outcome", "provisions", "path_length", "assumes_proven", "next_due", "policy")
"""Columns of every type; the others are laid out in the same way."""

rows = st.fixed_dictionaries({name: st.none() | CELLS[COLUMNS[name]] for name in SOME})
tables = st.lists(rows, min_size=1, max_size=12)


def digest(table: list[Row]) -> Digest:
    frame = pl.DataFrame(table, schema={name: COLUMNS[name] for name in SOME})
    return Digest.of(frame.select("id"), frame.drop("id"))


@given(tables, st.randoms(use_true_random=False))
def test_neither_order_nor_chunks_matter(table: list[Row], chance: Random) -> None:
    shuffled = chance.sample(table, len(table))
    cut = chance.randint(0, len(table))
    assert digest(shuffled[:cut]) + digest(shuffled[cut:]) == digest(table)
    assert reduce(add, (digest([row]) for row in table), Digest()) == digest(table)


def without_order(table: list[Row]) -> list[str]:
    """Return the rows themselves, in one order: what a digest stands for."""
    return sorted(repr([row[name] for name in SOME]) for row in table)


Weigh = Callable[[list[Row]], object]

WHOLE = settings()
FIRST_FOUND = settings(phases=[Phase.generate])
"""For a control: what is known to fail need not be made small."""


def each_changed_cell_shows(weigh: Weigh, how: settings = WHOLE) -> None:
    @how
    @given(tables, st.data())
    def check(table: list[Row], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(table) - 1))
        name = data.draw(st.sampled_from(SOME))
        value = data.draw(st.none() | CELLS[COLUMNS[name]])
        changed = [*table[:place], {**table[place], name: value}, *table[place + 1 :]]
        assert (weigh(changed) == weigh(table)) is (value == table[place][name])

    check()


def swapped_values_show(weigh: Weigh, how: settings = WHOLE) -> None:
    @how
    @given(tables, st.data())
    def check(table: list[Row], data: st.DataObject) -> None:
        one, other = (data.draw(st.integers(0, len(table) - 1)) for _ in range(2))
        name = data.draw(st.sampled_from(SOME))
        swapped = [dict(row) for row in table]
        swapped[one][name], swapped[other][name] = table[other][name], table[one][name]
        same = without_order(swapped) == without_order(table)
        assert (weigh(swapped) == weigh(table)) is same

    check()


def doubled_rows_show(weigh: Weigh, how: settings = WHOLE) -> None:
    @how
    @given(tables, st.integers(1, 2))
    def check(table: list[Row], more: int) -> None:
        assert weigh(table + table[:1] * more) != weigh(table)

    check()


def _cell(name: str, value: object) -> int:
    content = blake2b(f"{name}={value!r}".encode(), digest_size=8).digest()
    return int(struct.unpack("<Q", content)[0])


def sum_of_cells(table: list[Row]) -> object:
    """A weak digest: it does not know which cells stand in one row."""
    return sum(_cell(name, value) for row in table for name, value in row.items()) % 2**64


def exclusive_or_of_rows(table: list[Row]) -> object:
    """A weak digest: what stands there twice is as if it were not there."""
    return len(table) % 2, reduce(xor, (_cell("", sorted(row.items())) for row in table))


def without_the_last_column(table: list[Row]) -> object:
    """A weak digest: it forgets a column."""
    return without_order([{**row, SOME[-1]: None} for row in table])


PROPERTIES: dict[Callable[..., None], Weigh] = {
    each_changed_cell_shows: without_the_last_column,
    swapped_values_show: sum_of_cells,
    doubled_rows_show: exclusive_or_of_rows,
}


@pytest.mark.parametrize("shows", PROPERTIES, ids=lambda shows: shows.__name__)
def test_every_difference_shows(shows: Callable[[Weigh], None]) -> None:
    shows(digest)


@pytest.mark.parametrize("shows", PROPERTIES, ids=lambda shows: shows.__name__)
def test_a_weak_digest_is_found_out(shows: Callable[..., None]) -> None:
    with pytest.raises(AssertionError):
        shows(PROPERTIES[shows], FIRST_FOUND)


@settings(max_examples=25)
@given(st.lists(texts, min_size=2, max_size=40, unique=True))
def test_no_two_texts_are_taken_for_each_other(some: list[str]) -> None:
    ids = [digest([dict.fromkeys(SOME) | {"id": text}]) for text in some]
    cells = [digest([dict.fromkeys(SOME) | {"provisions": text}]) for text in some]
    assert len(set(map(str, ids + cells))) == 2 * len(some)


@given(tables)
def test_how_a_column_is_stored_changes_nothing(table: list[Row]) -> None:
    frame = pl.DataFrame(table, schema={name: COLUMNS[name] for name in SOME})
    verdicts = frame.drop("id")
    values = frame["outcome"].drop_nulls().unique(maintain_order=True)
    stored = verdicts.with_columns(
        pl.col("provisions").cast(pl.Categorical),
        pl.col("outcome").cast(pl.Enum(values)),
        pl.col("next_due").cast(pl.String),
        pl.lit(None, pl.String).alias("region"),
    )
    assert Digest.of(frame, stored.select(reversed(stored.columns))) == digest(table)


def written_out(table: list[Row]) -> Digest:
    """Return the digest as its definition has it, number by number and without any library."""
    whole = 2**64 - 1

    def mixed(lane: int) -> int:
        lane = (lane ^ lane >> 30) * 0xBF58476D1CE4E5B9 & whole
        lane = (lane ^ lane >> 27) * 0x94D049BB133111EB & whole
        return lane ^ lane >> 31

    def hashed(text: bytes, seed: int, factor: int) -> int:
        lane = seed ^ len(text) * factor & whole
        for at in range(0, len(text), 8):
            lane = (lane ^ int.from_bytes(text[at : at + 8], "little")) * factor & whole
            lane ^= lane >> 32
        return mixed(lane)

    lanes = []
    for seed, factor in (
        (0x243F6A8885A308D3, 0x9E3779B97F4A7C15),
        (0x13198A2E03707344, 0xD6E8FEB86659FD93),
    ):
        total = 0
        for row in table:
            lane = seed
            for name, value in row.items():
                if value is not None:
                    text = str(value).lower() if isinstance(value, bool) else str(value)
                    column = name if name == "id" else f"verdict.{name}"
                    lane += hashed(text.encode(), hashed(column.encode(), seed, factor), factor)
            total += mixed(lane & whole)
        lanes.append(total & whole)
    return Digest(len(table), *lanes)


@given(tables)
def test_a_digest_is_what_its_definition_says(table: list[Row]) -> None:
    assert digest(table) == written_out(table)


def test_a_digest_comes_out_the_same_for_ever() -> None:
    table: list[Row] = [
        {
            "id": f"kasus-{place}" if place % 7 else None,
            "outcome": ("violation", "undetermined", "needs_human", None)[place % 4],
            "provisions": ("pp94-5n5;skb-b6", "skb-b6?")[place % 2],
            "path_length": place % 5,
            "assumes_proven": place % 3 == 0,
            "next_due": date(2024, 9, 22) + timedelta(days=place % 30),
            "policy": "sha256:0",
        }
        for place in range(1000)
    ]
    assert str(digest(table)) == "1000:3044a2f836d501f2f7475273d708b50e"
    assert str(Digest()) == "0:" + "0" * 32


def test_verdicts_of_other_cases_are_refused() -> None:
    frame = pl.DataFrame({"id": ["a", "b"]})
    with pytest.raises(ValueError, match="2 cases, but 1 verdicts"):
        Digest.of(frame, pl.DataFrame({"outcome": ["violation"]}))


def test_no_rows_come_to_nothing() -> None:
    empty = pl.DataFrame(schema=COLUMNS)
    assert Digest.of(empty, empty.drop("id")) == Digest()
