"""This file judges frames whose cases fall under several laws, each under that of its region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

import polars as pl

from netralitas.facts import NetralitasError, NotInstalled, PolicyError
from netralitas.judgement import CompiledPolicy
from netralitas.simulation.columnar import SCHEMA, Columnar, Decided


class Laws(Protocol):
    """Where the law of a region comes from; None asks for that of the nation alone."""

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; NotInstalled or PolicyError where there is none."""


class KnownLaws(NamedTuple):
    """Laws that were looked up before, to be sent to another process: each, or why there is none.

    A region that was not looked up raises KeyError: it is the caller's fault, not a case's.
    """

    by_region: Mapping[str | None, CompiledPolicy | NetralitasError]

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region; raises what was raised when it was looked up."""
        found = self.by_region[region]
        if isinstance(found, NetralitasError):
            raise found.with_traceback(None)
        return found


def known_laws(laws: Laws, regions: Iterable[str | None]) -> KnownLaws:
    """Return the laws of some regions and of the nation, looked up once for all."""
    found: dict[str | None, CompiledPolicy | NetralitasError] = {}
    for region in dict.fromkeys((None, *regions)):
        try:
            found[region] = laws.of(region)
        except (NotInstalled, PolicyError) as error:
            found[region] = error
    return KnownLaws(found)


class Judges:
    """Judges frames of cases, each under the law of its region, or all under that of `region`."""

    def __init__(self, laws: Laws, *, region: str | None, as_of: date) -> None:
        self.laws = laws
        self.region = region
        self.as_of = as_of
        self._columnar: dict[str | None, Columnar] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.laws, self.region, self.as_of)

    def law(self, region: str | None) -> CompiledPolicy:
        """Return the law under which a case of a region is judged."""
        return self.columnar(region).policy

    def columnar(self, region: str | None) -> Columnar:
        """Return what judges the cases of a region; NotInstalled, PolicyError without its law."""
        name = self.region or region
        if name not in self._columnar:
            self._columnar[name] = Columnar(self.laws.of(name), as_of=self.as_of)
        return self._columnar[name]

    def decide(self, frame: pl.DataFrame) -> Decided:
        """Return the verdicts of the cases of a frame, in its order.

        The cases of a region whose law cannot be had are refused, each with the reason.
        """
        regions = self._regions(frame)
        if len(regions) == 1:
            return self._part(regions[0], frame)
        numbered = frame.select(pl.col("region").cast(pl.String)).with_row_index("place")
        verdicts: list[pl.DataFrame] = []
        order: list[pl.Series] = []
        refused: list[tuple[int, NetralitasError]] = []
        alone = 0
        for region in regions:
            of_region = pl.col("region").eq_missing(pl.lit(region, dtype=pl.String))
            places = numbered.filter(of_region)["place"]
            part = self._part(region, frame[places])
            verdicts.append(part.verdicts)
            order.append(places)
            refused += [(places[place], error) for place, error in part.refused]
            alone += part.alone
        put_back = pl.concat(order).arg_sort()
        refused.sort(key=lambda one: one[0])
        return Decided(pl.concat(verdicts)[put_back], tuple(refused), alone)

    def _regions(self, frame: pl.DataFrame) -> list[str | None]:
        if self.region is not None or "region" not in frame.columns:
            return [None]
        found = frame["region"].cast(pl.String).unique(maintain_order=True).to_list()
        return found or [None]

    def _part(self, region: str | None, frame: pl.DataFrame) -> Decided:
        try:
            columnar = self.columnar(region)
        except (NotInstalled, PolicyError) as error:
            nothing = pl.DataFrame(schema=SCHEMA).clear(frame.height)
            return Decided(nothing, tuple((place, error) for place in range(frame.height)), 0)
        return columnar.decide(frame)


def _again(laws: Laws, region: str | None, as_of: date) -> Judges:
    return Judges(laws, region=region, as_of=as_of)
