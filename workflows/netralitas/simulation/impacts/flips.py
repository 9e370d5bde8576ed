"""This file sets the verdicts of two sides on the same rows next to each other, by column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import polars as pl

from netralitas.facts import Outcome, Tier

KINDS: Final = ("tier", "track", "type", "authority", "criminal", "due")
"""What may flip: the tier (without one the leading track, or the outcome), the tracks that open,
the recommended type, who is competent, the criminal opening, the due dates."""

GROUPS: Final = ("region", "act", "level", "government")
"""What flips are counted by."""

SEVERAL: Final = "+"
"""The act of a row whose charges are of several acts."""

BOTH, OLD_ONLY, NEW_ONLY, NEITHER = "both", "old", "new", "none"
"""By whom a row was judged."""

KEPT: Final = (
    "outcome",
    "tier",
    "tracks",
    "provisions",
    "criminal_provisions",
    "sanctions",
    "recommended",
    "authority_outcome",
    "authority_official",
    "criminal",
    "next_due",
    "due",
    "criminal_due",
)
"""The columns of a verdict that are shown of a row, for either side."""


def side_by_side(
    frame: pl.DataFrame,
    rows: pl.Series,
    old: pl.DataFrame,
    new: pl.DataFrame,
    offices: Mapping[str, str],
) -> pl.DataFrame:
    """Return one row a case: where it stands, what it is counted by, and both verdicts.

    `old` and `new` are verdicts of the rows of `frame`, nulls where there is none. `offices` gives
    the level of an office, for a row that states no level itself. Columns: `row`, `id`, those of
    `GROUPS`, `judged`, `<kind>.old` and `<kind>.new` of every kind, `flipped` (the kinds that did,
    parted by `;`), and `old.<column>`, `new.<column>` for the columns in `KEPT`.
    """
    government = _text(frame, "subject.government").alias("government")
    placed = [rows.alias("row"), _text(frame, "id"), _text(frame, "region")]
    laid = pl.DataFrame([*placed, _act(frame), _level(frame, offices), government])
    for side, verdicts in (("old", old), ("new", new)):
        named = (pl.col(name).alias(f"{side}.{name}") for name in (*KEPT, "leading"))
        laid = laid.hstack(verdicts.select(named)).with_columns(
            expression.alias(f"{kind}.{side}") for kind, expression in _kinds(side).items()
        )
    laid = laid.with_columns(_JUDGED.alias("judged"), *_DUE)
    return laid.with_columns(_FLIPPED.alias("flipped")).drop("old.leading", "new.leading")


def flips(kind: str) -> pl.Expr:
    """Return whether a kind flipped in a row that both sides judged."""
    return (pl.col("judged") == BOTH) & pl.col(f"{kind}.old").ne_missing(pl.col(f"{kind}.new"))


def _text(frame: pl.DataFrame, name: str) -> pl.Series:
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    return frame[name].cast(pl.String)


def _act(frame: pl.DataFrame) -> pl.Series:
    """Return the act of each row, or that its charges are of several."""
    further = [name for name in frame.columns if _FURTHER.fullmatch(name)]
    act = _text(frame, "act")
    if not further:
        return act
    others = frame.select(
        pl.any_horizontal(
            (pl.col(name).is_not_null() & pl.col(name).ne_missing(act)) for name in further
        ).alias("several")
    )["several"]
    return frame.select(pl.when(others).then(pl.lit(SEVERAL)).otherwise(act).alias("act"))["act"]


def _level(frame: pl.DataFrame, offices: Mapping[str, str]) -> pl.Series:
    """Return the level of each subject: as stated, else that of the office."""
    level = _text(frame, "subject.level").alias("level")
    if not offices or "subject.office" not in frame.columns:
        return level
    of_office = _text(frame, "subject.office").replace_strict(
        list(offices), list(offices.values()), default=None, return_dtype=pl.String
    )
    return frame.select(pl.coalesce(level, of_office).alias("level"))["level"]


def _kinds(side: str) -> dict[str, pl.Expr]:
    outcome = pl.col(f"{side}.outcome")
    found = pl.coalesce(f"{side}.tier", f"{side}.leading", outcome)
    answered = pl.col(f"{side}.authority_outcome")
    return {
        "tier": pl.when(outcome == Outcome.VIOLATION.value).then(found).otherwise(outcome),
        "track": pl.col(f"{side}.tracks").str.replace_all(_TIER, ""),
        "type": pl.col(f"{side}.recommended"),
        "authority": pl.when(answered == "decided")
        .then(pl.col(f"{side}.authority_official"))
        .otherwise(answered),
        "criminal": pl.col(f"{side}.criminal"),
    }


_FURTHER = re.compile(r"charges\.[1-9][0-9]*\.act")
_TIER = ":(" + "|".join(tier.value for tier in Tier) + ")"

_JUDGED = (
    pl.when(pl.col("old.outcome").is_not_null() & pl.col("new.outcome").is_not_null())
    .then(pl.lit(BOTH))
    .when(pl.col("old.outcome").is_not_null())
    .then(pl.lit(OLD_ONLY))
    .when(pl.col("new.outcome").is_not_null())
    .then(pl.lit(NEW_ONLY))
    .otherwise(pl.lit(NEITHER))
)

_SAME_DUE = pl.all_horizontal(
    pl.col(f"old.{name}").eq_missing(pl.col(f"new.{name}")) for name in ("due", "criminal_due")
)
_DATED_OLD = pl.when(pl.col("old.next_due").is_not_null()).then(pl.lit("dated"))
_DATED_NEW = pl.when(pl.col("new.next_due").is_not_null()).then(pl.lit("dated"))
_DUE = (
    _DATED_OLD.alias("due.old"),
    pl.when(_SAME_DUE)
    .then(_DATED_OLD)
    .when(pl.col("new.next_due") < pl.col("old.next_due"))
    .then(pl.lit("earlier"))
    .when(pl.col("new.next_due") > pl.col("old.next_due"))
    .then(pl.lit("later"))
    .when(pl.col("old.next_due").is_null() != pl.col("new.next_due").is_null())
    .then(_DATED_NEW)
    .otherwise(pl.lit("other"))
    .alias("due.new"),
)
"""Days are too many to be counted by: what is counted is whether the first one comes earlier."""

_FLIPPED = pl.concat_str(
    [pl.when(flips(kind)).then(pl.lit(kind)) for kind in KINDS], separator=";", ignore_nulls=True
).replace("", None)
