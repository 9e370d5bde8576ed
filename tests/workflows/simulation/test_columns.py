"""Every column of a frame equals what the explained run says of each of its cases."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from netralitas.facts import NetralitasError
from netralitas.judgement import FLAT, CompiledPolicy, flat, judge, load_policy
from netralitas.regions import national_files, pack_files
from netralitas.simulation import Columnar
from netralitas.simulation.stages import Stage
from tests.workflows.simulation.rows_at_random import RandomRows, Row

AS_OF = date(2024, 12, 31)


def frame_of(rows: list[Row]) -> pl.DataFrame:
    """Return rows as a frame; `at` holds days and months as texts."""
    return pl.from_dicts(rows, infer_schema_length=None)


def disagreements(policy: CompiledPolicy, seed: int, n: int) -> list[str]:
    """Return every field in which the columns differ from the explained run."""
    drawn = RandomRows(policy.policy, seed).draw(n)
    decided = Columnar(policy, as_of=AS_OF).decide(frame_of([row for row, _ in drawn]))
    refused = dict(decided.refused)
    told = []
    for place, (row, case) in enumerate(drawn):
        try:
            want: Any = flat(judge(case, policy, as_of=AS_OF))
        except NetralitasError as error:
            if str(refused.get(place)) != str(error):
                told.append(f"{row}: refused {error}, columns: {refused.get(place)}")
            continue
        got = decided.verdicts.row(place)
        told += [
            f"{column.name}: {ours!r}, explained {theirs!r}, of {row}"
            for column, ours, theirs in zip(FLAT, got, want, strict=True)
            if ours != theirs
        ]
    return told


@pytest.fixture(scope="module")
def nation() -> CompiledPolicy:
    """The national law."""
    return load_policy(national_files())


@pytest.mark.parametrize("seed", range(4))
def test_cases_with_unknowns_ranges_and_further_charges_get_the_same_columns(
    nation: CompiledPolicy, seed: int
) -> None:
    assert disagreements(nation, seed, 600) == []


@pytest.mark.parametrize("region", ["lumajang", "lombok_timur", "lebong", "sukamara", "pali"])
def test_under_a_regional_pack_the_columns_are_the_same_too(region: str) -> None:
    policy = load_policy(national_files(), pack_files(region))
    assert disagreements(policy, 7, 400) == []
