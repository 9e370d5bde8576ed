"""Measure decisions on columns in memory: type, authority, due date, criminal track and region.

    python -m benchmarks.decisions CASES.parquet REGION AS_OF REPEAT

Run it with POLARS_MAX_THREADS=1 for one core. `cold` is what a new engine needs, with its truth
tables to be filled; `texts` are columns as they are read, `coded` the same as enumerations. Warm
figures are medians over the same rows. One line of JSON on stdout.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import date

import polars as pl

from netralitas.judgement import CompiledPolicy, load_policy
from netralitas.regions import national_files, pack_files
from netralitas.simulation import Columnar, chunks_of, pieces_of


def main() -> int:
    """Measure and print."""
    file, region, as_of, repeat = sys.argv[1:]
    policy = load_policy(national_files(), pack_files(region))
    frames = [
        chunk.frame
        for piece in pieces_of(file)
        for chunk in chunks_of(piece, lambda _: policy.policy)
    ]
    columnar = Columnar(policy, as_of=date.fromisoformat(as_of))
    figures = {"cold": rate(columnar, frames)}
    figures["texts"] = statistics.median(rate(columnar, frames) for _ in range(int(repeat)))
    coded = [enumerated(frame, policy) for frame in frames]
    rate(columnar, coded)
    figures["coded"] = statistics.median(rate(columnar, coded) for _ in range(int(repeat)))
    print(json.dumps({name: round(found) for name, found in figures.items()}))
    return 0


def rate(columnar: Columnar, frames: list[pl.DataFrame]) -> float:
    """Return cases decided a second: every column of every verdict as a number of its meaning."""
    started = time.perf_counter()
    for frame in frames:
        columnar.state(frame)
    return sum(frame.height for frame in frames) / (time.perf_counter() - started)


def enumerated(frame: pl.DataFrame, policy: CompiledPolicy) -> pl.DataFrame:
    """Return a frame whose columns of known words are enumerations."""
    words = Columnar(policy, as_of=date.today()).words
    return frame.with_columns(
        pl.col(name).cast(pl.Enum(known))
        for name, kind in frame.schema.items()
        if kind == pl.String and (known := words(name)) is not None
    )


if __name__ == "__main__":
    raise SystemExit(main())
