"""This file picks out the rows behind a cell of a flip table, and what makes the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from netralitas.simulation.impacts.flips import GROUPS, KEPT, KINDS, flips

Cell = str | date | None


class Wanted(NamedTuple):
    """Which flips are wanted: of one kind from one value to another, or where a group is a value.

    For a kind, `old` and `new` empty mean any, and None means nothing; for a group `old` is the
    value.
    """

    name: str
    old: str | None
    new: str | None = ""


class Provisions(NamedTuple):
    """The rows of law that make the difference in a case: met under one policy alone, or read
    otherwise; criminal rows among them."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]


class Drilled(NamedTuple):
    """A row that flipped: where it stands, what it is counted by, what either side says of it.

    `values` gives every kind that may flip as it is on either side. `case` is the row as it was
    read, from which it can be judged again.
    """

    file: str
    row: int
    id: str
    groups: Mapping[str, str | None]
    flipped: tuple[str, ...]
    values: Mapping[str, tuple[str | None, str | None]]
    old: Mapping[str, Cell]
    new: Mapping[str, Cell]
    provisions: Provisions
    case: Mapping[str, Any]


def picked(wanted: Iterable[Wanted]) -> pl.Expr:
    """Return what picks the rows in which something flipped, and all that is wanted holds."""
    tests = [pl.col("flipped").is_not_null()]
    for one in wanted:
        if one.name in GROUPS:
            tests.append(pl.col(one.name).eq_missing(pl.lit(one.old, dtype=pl.String)))
            continue
        tests.append(flips(one.name))
        for side, value in (("old", one.old), ("new", one.new)):
            if value != "":
                column = pl.col(f"{one.name}.{side}")
                tests.append(column.eq_missing(pl.lit(value, dtype=pl.String)))
    return pl.all_horizontal(tests)


def drilled(
    file: str,
    frame: pl.DataFrame,
    laid: pl.DataFrame,
    pick: pl.Expr,
    most: int,
    changed: Callable[[str | None], frozenset[str]],
) -> list[Drilled]:
    """Return the first rows that are picked, at most so many, in the order of the file.

    `changed` says which rows of law a region's two policies read otherwise.
    """
    places = laid.with_row_index("_place").filter(pick)["_place"].head(most)
    found: list[Drilled] = []
    for shown, case in zip(
        laid[places].iter_rows(named=True), frame[places].iter_rows(named=True), strict=True
    ):
        sides = [{name: shown[f"{side}.{name}"] for name in KEPT} for side in ("old", "new")]
        found.append(
            Drilled(
                file=file,
                row=shown["row"],
                id=shown["id"],
                groups={name: shown[name] for name in GROUPS},
                flipped=tuple(shown["flipped"].split(";")),
                values={kind: (shown[f"{kind}.old"], shown[f"{kind}.new"]) for kind in KINDS},
                old=sides[0],
                new=sides[1],
                provisions=_provisions(sides, changed(shown["region"])),
                case={name: value for name, value in case.items() if value is not None},
            )
        )
    return found


def with_provisions(laid: pl.DataFrame, changed: frozenset[str]) -> pl.DataFrame:
    """Return rows laid out with the rows of law that make the difference, as three columns more."""
    old, new = (_met(side) for side in ("old", "new"))
    both = old.list.set_intersection(new).list.set_intersection(sorted(changed))
    return laid.with_columns(
        _joined(old.list.set_difference(new)).alias("provisions.old"),
        _joined(new.list.set_difference(old)).alias("provisions.new"),
        _joined(both).alias("provisions.changed"),
    )


def _provisions(sides: Sequence[Mapping[str, Cell]], changed: frozenset[str]) -> Provisions:
    old, new = (
        dict.fromkeys(
            row.removesuffix("?")
            for name in ("provisions", "criminal_provisions")
            for row in str(side[name] or "").split(";")
            if row
        )
        for side in sides
    )
    return Provisions(
        old=tuple(row for row in old if row not in new),
        new=tuple(row for row in new if row not in old),
        changed=tuple(row for row in old if row in new and row in changed),
    )


def _met(side: str) -> pl.Expr:
    """Return the rows of law that one side met, as a list; what depends on the unknown as well."""
    columns = [pl.col(f"{side}.{name}") for name in ("provisions", "criminal_provisions")]
    text = pl.concat_str(columns, separator=";", ignore_nulls=True)
    return text.str.replace_all("?", "", literal=True).str.split(";")


def _joined(rows: pl.Expr) -> pl.Expr:
    text = rows.list.sort().list.join(";")
    return pl.when(text != "").then(text)
