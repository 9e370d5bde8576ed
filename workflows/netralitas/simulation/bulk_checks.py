"""This file finds the rows of a table that may be no cases, all rows at once.

What it lets pass the reader of single cases takes too. What it finds doubtful that reader must
look at, and decide; what it finds refused that reader refuses, whatever else the row says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import Contest
from netralitas.policy import Field, Policy
from netralitas.simulation.cell_types import Typing
from netralitas.simulation.frames import FrameColumn
from netralitas.simulation.list_checks import Lists, Marked, Mask


class Checked(NamedTuple):
    """The typed columns of all rows, and which rows the reader of single cases must look at.

    What stands in a doubtful row means nothing. The refused rows are among the doubtful ones.
    """

    frame: pl.DataFrame
    doubtful: Mask
    refused: Mask


class Checks:
    """The checks of columns under one policy.

    `lenient` is for the cells of a table, which may have blanks around them; `clean` says that no
    text holds a control character.
    """

    def __init__(
        self, columns: Sequence[FrameColumn], policy: Policy, *, lenient: bool, clean: bool
    ) -> None:
        self._columns = columns
        self._typing = Typing(columns, policy, lenient=lenient, clean=clean)
        self._lists = Lists(columns)
        self._acts = [act.id for act in policy.acts]
        self._fields = {field.name: field for field in policy.fields if field.scope == "charge"}
        self._contests = [contest.value for contest in Contest]
        self._held = {
            election.id: [
                contest.value
                for contest in election.contests
                if any(not one.contests or contest in one.contests for one in election.milestones)
            ]
            for election in policy.elections
        }

    def on(self, cells: pl.DataFrame) -> Checked:
        """Return the frame that cells make, and the rows of it that may be no cases."""
        marked = Marked(cells.height)
        frame = self._typing.typed(cells, marked)
        if "id" not in frame:
            marked.refuse(np.ones(cells.height, dtype=np.bool_))
        self._lists.check(frame, marked)
        for mask in (*self._facts(frame), *self._contest(frame)):
            marked.refuse(mask)
        for wrong in self._dates(frame):
            marked.refuse(wrong)
        return Checked(frame, marked.doubtful, marked.refused)

    def _facts(self, frame: pl.DataFrame) -> Iterator[Mask]:
        """Yield for each fact the rows that may not state it: another's, or not of their act."""
        coded: dict[str, NDArray[Any]] = {}
        for column in self._columns:
            if not isinstance(column.leaf, Field):
                continue
            stated = frame[column.name]
            field = self._fields.get(column.leaf.name)
            act = column.name.rpartition("facts.")[0] + "act"
            if stated.null_count() == frame.height or act not in frame:
                continue
            if field is None or field.kind != column.leaf.kind:
                yield stated.is_not_null().to_numpy()
            elif field.acts is not None:
                if act not in coded:
                    coded[act] = _places(frame[act], self._acts)
                carries = np.array([one in field.acts for one in self._acts] + [True])
                yield stated.is_not_null().to_numpy() & ~carries[coded[act]]

    def _dates(self, frame: pl.DataFrame) -> Iterator[pl.Series]:
        """Yield the rows in which what must come later comes before."""
        pairs = list(_ORDERED)
        for place in self._lists.places("process", "summonses"):
            pairs.append((f"process.summonses.{place}.at", f"process.summonses.{place}.for"))
        for place in self._lists.places("priors"):
            pairs.append((f"priors.{place}.at", f"priors.{place}.decided_at"))
        for place in self._lists.places("charges"):
            name = f"charges.{place}.at" if place else "at"
            pairs.append((f"{name}.from", f"{name}.to"))
            for began in (name, f"{name}.from"):
                pairs += [(began, then) for then in _AFTER_THE_ACT]
        for first, then in pairs:
            if first in frame and then in frame:
                yield frame[then] < self._typing.first_days(frame[first])

    def _contest(self, frame: pl.DataFrame) -> Iterator[Mask]:
        """Yield the rows whose election does not hold their contest, or has no phases for it."""
        if "election" not in frame or "contest" not in frame:
            return
        sound = np.ones((len(self._held) + 1, len(self._contests) + 1), dtype=np.bool_)
        for place, held in enumerate(self._held.values()):
            sound[place, :-1] = [contest in held for contest in self._contests]
        elections = _places(frame["election"], list(self._held))
        yield ~sound[elections, _places(frame["contest"], self._contests)]


_ORDERED = (
    ("report.known_at", "report.at"),
    ("process.delivery.sent", "process.delivery.received"),
)
_AFTER_THE_ACT = ("report.known_at", "report.at", "process.examination.at", "process.decided_at")


def _places(series: pl.Series, known: Sequence[str]) -> NDArray[Any]:
    """Return for each row the place of its value, and the number of values for any other."""
    codes = series.cast(pl.Enum(known), strict=False).to_physical().cast(pl.Int32)
    return codes.fill_null(len(known)).to_numpy()
