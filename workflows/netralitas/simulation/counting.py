"""This file counts frames of cases and verdicts: every count is a group of polars, none a loop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from netralitas.facts import Outcome

Key = str | int | bool | date | None
Counts = Mapping[tuple[Key, ...], int]
"""How often each combination of values occurs."""

_CASE: Mapping[str, str] = {
    "case.region": "region",
    "case.act": "act",
    "case.level": "subject.level",
    "case.government": "subject.government",
}
"""The columns of cases that are counted by, under names that no verdict has."""

_VERDICT = (
    *("outcome", "leading", "tier", "recommended", "path_length", "criminal", "tim_pemeriksa"),
    *("authority_outcome", "authority_official", "authority_stage", "region"),
    *("assumes_proven", "date_matters"),
)

_BY: Mapping[str, tuple[str, ...]] = {
    "outcome": ("outcome",),
    "tracks": ("leading", "result"),
    "regions": ("place", "result"),
    "acts": ("case.act", "result"),
    "levels": ("case.level", "result"),
    "governments": ("case.government", "result"),
    "recommended": ("leading", "tier", "recommended"),
    "authority": ("authority_outcome", "authority_official", "authority_stage"),
    "teams": ("tim_pemeriksa",),
    "paths": ("path_length",),
    "criminal": ("criminal",),
}
"""What is counted by which columns."""

_WITHOUT: Mapping[str, str] = {
    "tracks": "leading",
    "recommended": "recommended",
    "authority": "authority_outcome",
    "teams": "tim_pemeriksa",
}
"""Where an empty cell means that there is nothing to count."""

_LISTS: Mapping[str, tuple[str, ...]] = {
    "provisions": ("provisions",),
    "criminal_provisions": ("criminal_provisions",),
    "filled": ("region", "region_filled"),
    "region_refused": ("region", "region_refused"),
}
"""Columns of several values, the last of each; the first are counted by as well."""

_DUE = ("due", "criminal_due", "region_due")


def counted(cases: pl.DataFrame, verdicts: pl.DataFrame) -> dict[str, Any]:
    """Return what a summary says of cases and their verdicts, by the names of its fields."""
    judged = verdicts.with_columns(_column(cases, name, there) for name, there in _CASE.items())
    refused = judged["outcome"].null_count()
    if refused:
        judged = judged.filter(pl.col("outcome").is_not_null())
    lazy = judged.lazy()
    # Few kinds of row remain of many, and the tables are made of those few.
    kinds = lazy.group_by(*_CASE, *_VERDICT).len()
    lists = {name: _exploded(lazy, columns) for name, columns in _LISTS.items()}
    dues = {kind: _weeks(lazy, kind) for kind in _DUE}
    asked = lazy.filter(pl.col("ask").is_not_null()).group_by("ask").len()
    laws = lazy.group_by("region", "policy", "as_of").len()
    found = pl.collect_all([kinds, asked, laws, *lists.values(), *dues.values()])
    few, rest = found[0].with_columns(_RESULT, _PLACE), found[3:]
    counts = {name: _table(few, columns, _WITHOUT.get(name)) for name, columns in _BY.items()}
    counts["asked"], counts["laws"] = _counts(found[1]), _counts(found[2])
    counts |= {name: _counts(frame) for name, frame in zip(lists, rest, strict=False)}
    counts["due"] = {
        (kind, *key): n
        for kind, frame in zip(dues, rest[len(lists) :], strict=True)
        for key, n in _counts(frame).items()
    }
    return {
        "cases": judged.height,
        "refused": refused,
        "assumed_proven": _sum(few, "assumes_proven"),
        "date_matters": _sum(few, "date_matters"),
        **counts,
    }


def _column(cases: pl.DataFrame, name: str, there: str) -> pl.Series | pl.Expr:
    """Return a column of the cases; an empty one where the file did not have it."""
    if there not in cases.columns:
        return pl.lit(None, dtype=pl.String).alias(name)
    return cases[there].cast(pl.String).alias(name)


_RESULT = (
    pl.when(pl.col("outcome") == Outcome.VIOLATION.value)
    .then(pl.coalesce("tier", "leading", "outcome"))
    .otherwise("outcome")
    .alias("result")
)
_PLACE = pl.coalesce("case.region", "region").alias("place")


def _table(few: pl.DataFrame, columns: tuple[str, ...], without: str | None) -> Counts:
    frame = few.filter(pl.col(without).is_not_null()) if without else few
    return _counts(frame.group_by(*columns).agg(pl.col("len").sum()))


def _exploded(judged: pl.LazyFrame, columns: tuple[str, ...]) -> pl.LazyFrame:
    """Return how often each value of a column of several occurs; the same text is split once."""
    return (
        judged.filter(pl.col(columns[-1]).is_not_null())
        .group_by(*columns)
        .len()
        .with_columns(pl.col(columns[-1]).str.split(";"))
        .explode(columns[-1])
        .group_by(*columns)
        .agg(pl.col("len").sum())
    )


def _weeks(judged: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    """Return how many due dates of each clock and official fall into each week, by its Monday."""
    entry = pl.col(kind).str.splitn(":", 2)
    day = entry.struct.field("field_1").str.head(10).str.to_date("%Y-%m-%d")
    return (
        judged.filter(pl.col(kind).is_not_null())
        .group_by(kind, "authority_official")
        .len()
        .with_columns(pl.col(kind).str.split(";"))
        .explode(kind)
        .select(
            entry.struct.field("field_0").alias("clock"),
            "authority_official",
            day.dt.truncate("1w").alias("week"),
            "len",
        )
        .group_by("clock", "authority_official", "week")
        .agg(pl.col("len").sum())
    )


def _counts(frame: pl.DataFrame) -> Counts:
    return {tuple(row[:-1]): row[-1] for row in frame.iter_rows()}


def _sum(few: pl.DataFrame, column: str) -> int:
    return int(few.filter(pl.col(column))["len"].sum())
