"""This file judges the same rows under two policies and says, row by row, what that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

import polars as pl

from netralitas.facts import InputError, NetralitasError, NotInstalled, Refused, Text
from netralitas.judgement import CompiledPolicy
from netralitas.judgement.differing import changed_rows
from netralitas.policy import Policy
from netralitas.simulation.impacts.flips import side_by_side
from netralitas.simulation.impacts.pairing import Pairing, SideOf
from netralitas.simulation.judges import Judges, Laws


class Unjudged(NamedTuple):
    """A row that one side could not judge, whose failure that is, and why: 0 is the old side.

    `invalid` is the row's own, `refused` the law's, `failed` that of judging itself.
    """

    row: int
    id: str
    side: int
    kind: Literal["invalid", "refused", "failed"]
    says: Text


class Comparison(NamedTuple):
    """Rows under two policies, as `side_by_side` lays them out, and who could not judge which."""

    laid: pl.DataFrame
    unjudged: tuple[Unjudged, ...]


class Comparing:
    """Compares two policies on frames of cases, each case under the law of its region.

    `old` and `new` say which law that is on either side; `asked` as of which days. It can be sent
    to another process where both can.
    """

    def __init__(self, old: Laws, new: Laws, *, asked: tuple[date, date]) -> None:
        self.pairing = Pairing(old, new)
        self.asked = asked
        self._changed: dict[str | None, frozenset[str]] = {}
        self._judges = tuple(
            Judges(SideOf(self.pairing, side), region=None, as_of=day)
            for side, day in enumerate(asked)
        )

    def words(self, region: str | None) -> Policy:
        """Return every word that a case of a region may use; raises why there is no law."""
        return self.pairing.words(region)

    def law(self, side: int, region: str | None) -> CompiledPolicy:
        """Return the law of a region on one side; raises why there is none."""
        return SideOf(self.pairing, side).of(region)

    def laws(self, side: int, regions: Iterable[str | None]) -> list[CompiledPolicy]:
        """Return the laws of some regions on one side; a region without one is left out."""
        found = (self.pairing.pair(region)[side] for region in regions)
        return [law for law in found if isinstance(law, CompiledPolicy)]

    def compare(self, frame: pl.DataFrame, rows: pl.Series) -> Comparison:
        """Return both sides' verdicts on a frame of valid cases, laid side by side.

        `rows` are the numbers by which a person finds the rows of the frame.
        """
        ids = frame["id"].cast(pl.String)
        (old, old_errors), (new, new_errors) = (self._decided(side, frame) for side in (0, 1))
        unjudged = [
            _unjudged(rows[place], ids[place] or "", side, error)
            for side, errors in enumerate((old_errors, new_errors))
            for place, error in errors.items()
        ]
        laid = side_by_side(frame, rows, old, new, self._offices(frame))
        return Comparison(laid, tuple(sorted(unjudged, key=lambda one: (one.row, one.side))))

    def changed(self, region: str | None) -> frozenset[str]:
        """Return the rows of law that both sides have for a region, and read otherwise."""
        if region not in self._changed:
            old, new = self.pairing.pair(region).own
            found = changed_rows(old, new) if old is not None and new is not None else frozenset()
            self._changed[region] = found
        return self._changed[region]

    def _decided(
        self, side: int, frame: pl.DataFrame
    ) -> tuple[pl.DataFrame, dict[int, NetralitasError]]:
        errors: dict[int, NetralitasError] = dict(self.pairing.strangers(side, frame))
        if not errors:
            decided = self._judges[side].decide(frame)
            return decided.verdicts, dict(decided.refused)
        out = pl.Series("place", list(errors), dtype=pl.UInt32)
        numbered = frame.with_row_index("_place")
        known = numbered.filter(~pl.col("_place").is_in(out.implode()))
        decided = self._judges[side].decide(known.drop("_place"))
        places = known["_place"]
        errors |= {places[place]: error for place, error in decided.refused}
        verdicts = pl.concat([decided.verdicts, decided.verdicts.clear(len(out))])
        return verdicts[pl.concat([places, out]).arg_sort()], errors

    def _offices(self, frame: pl.DataFrame) -> Mapping[str, str]:
        """Return the level of every office that has one, in any region of a frame."""
        found: dict[str, str] = {}
        for region in regions_of(frame):
            words = self.pairing.pair(region).words
            if not isinstance(words, NetralitasError):
                found |= {one.id: one.level.value for one in words.offices if one.level}
        return found


def _unjudged(row: int, id: str, side: int, error: NetralitasError) -> Unjudged:
    kind: Literal["invalid", "refused", "failed"] = "failed"
    if isinstance(error, InputError | NotInstalled):
        kind = "invalid"
    elif isinstance(error, Refused):
        kind = "refused"
    says = error.says
    if isinstance(error, InputError):
        # The place of the row is told beside it: what is left is the place inside the row.
        where = f"{error.at.path}: " if error.at.path else ""
        hint = error.hint or Text(id="", en="")
        told = (f"{where}{says.id} ({hint.id})", f"{where}{says.en} ({hint.en})")
        says = Text(id=told[0].removesuffix(" ()"), en=told[1].removesuffix(" ()"))
    return Unjudged(row, id, side, kind, says)


def regions_of(frame: pl.DataFrame) -> Iterable[str | None]:
    """Return the regions that a frame names, None among them where some row names none."""
    if "region" not in frame.columns:
        return [None]
    regions: list[str | None] = (
        frame["region"].cast(pl.String).unique(maintain_order=True).to_list()
    )
    return regions
