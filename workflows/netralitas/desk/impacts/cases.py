"""This file runs two policies over files of cases and gathers what that changes."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import polars as pl

from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.desk.endings import Ending, failure
from netralitas.desk.impacts.phrases import said
from netralitas.desk.impacts.sides import Sides
from netralitas.desk.inputs import STDIN, file_name
from netralitas.desk.page import About
from netralitas.desk.progress import shown
from netralitas.desk.vocabulary import vocabulary_of
from netralitas.facts import Language, Place, Text
from netralitas.judgement import CompiledPolicy, judge
from netralitas.simulation import case_of, pieces_of, running
from netralitas.simulation.impacts import (
    ChunkImpact,
    Comparing,
    Drilled,
    Impact,
    Job,
    Unjudged,
    Wanted,
)

SHOWN_MOST = 1_000
"""How many rows are kept at most to be shown one by one."""

NAMED_MOST = 1_000
"""How many rows that one side cannot judge are kept by name; all are counted, and told."""


class UnjudgedRow(NamedTuple):
    """A row that one side could not judge: where it stands, which side, and why."""

    file: str
    row: int
    id: str
    side: str
    why: str


class Gathered(NamedTuple):
    """What a comparison came to: all counts, the first rows picked, who could not judge which."""

    impact: Impact
    rows: tuple[Drilled, ...]
    matched: int
    unjudged: tuple[UnjudgedRow, ...]


class Run:
    """Compares both sides on files, chunk by chunk; what it keeps does not grow with them.

    Rows that cannot be read, and those that one side cannot judge, are told on stderr as they come.
    `show` rows of those picked are kept.
    """

    def __init__(self, sides: Sides, wanted: Sequence[Wanted], show: int) -> None:
        self._sides = sides
        self._wanted = tuple(wanted)
        self._show = show
        self.comparing = Comparing(sides.old, sides.new, asked=sides.asked)
        self.endings: Counter[Ending] = Counter()
        self._impact = Impact()
        self._matched = 0
        self._rows: list[Drilled] = []
        self._unjudged: list[UnjudgedRow] = []

    def compared(
        self, files: Sequence[str], kind: Any, *, jobs: int, sheet: bool
    ) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield, for a `sheet`, the rows picked, chunk by chunk, each with the name of its file.

        They come with the rows of law that make the difference, as `with_provisions` adds them.
        """
        job = Job(self.comparing, self._wanted, self._show, sheet)
        with local_files(files) as named:
            pieces = [
                piece for name, path in named for piece in pieces_of(path, format=kind, name=name)
            ]
            with (
                shown(self._sides.request.terminal) as show,
                running(pieces, job, jobs=jobs, watch=show) as chunks,
            ):
                for chunk in chunks:
                    self._take(chunk)
                    if chunk.sheet is not None:
                        yield chunk.file, chunk.sheet

    @property
    def gathered(self) -> Gathered:
        """What was gathered from the chunks that went by."""
        return Gathered(self._impact, tuple(self._rows), self._matched, tuple(self._unjudged))

    @property
    def laws(self) -> tuple[list[CompiledPolicy], list[CompiledPolicy]]:
        """The laws of either side that judged the chunks which went by, region by region."""
        regions = {of for of, _, _ in self._impact.matrix("tier", "region")}
        in_order = sorted(regions, key=str)
        return self.comparing.laws(0, in_order), self.comparing.laws(1, in_order)

    def argument(self, row: Drilled) -> tuple[About, About]:
        """Return a row with the verdict of either side, judged again with its whole argument."""
        return self._about(0, row), self._about(1, row)

    def _about(self, side: int, row: Drilled) -> About:
        region = row.groups["region"]
        law = self.comparing.law(side, region)
        case = case_of(row.case, self.comparing.words(region))
        verdict = judge(case, law, as_of=self._sides.asked[side])
        return About(case, verdict, vocabulary_of(law.policy, self._language, law.pack))

    @property
    def _language(self) -> Language:
        return self._sides.request.language

    def _take(self, chunk: ChunkImpact) -> None:
        """Add a chunk to what was gathered, and tell what of it could not be read or judged."""
        terminal = self._sides.request.terminal
        self._impact += chunk.impact
        self._matched += chunk.matched
        self._rows += chunk.picked[: self._show - len(self._rows)]
        for fault in chunk.faults:
            terminal.say(failure(fault.in_(self._language), terminal))
        self.endings[Ending.INVALID] += chunk.invalid
        endings: dict[int, Ending] = {}
        for one in chunk.unjudged:
            ending = max(endings.get(one.row, Ending.OK), _ENDINGS[one.kind], key=_GRAVER.index)
            endings[one.row] = ending
            self._tell(chunk.file, one)
        self.endings.update(endings.values())
        self.endings[Ending.OK] += chunk.impact.cases - len(endings)

    def _tell(self, file: str, one: Unjudged) -> None:
        terminal = self._sides.request.terminal
        side = (self._sides.old, self._sides.new)[one.side].word
        why = one.says.in_(self._language)
        cannot = said("unjudged_row", self._language, side=side)
        terminal.say(failure(f"{Place(file, one.row, one.id)}: {cannot}: {why}", terminal))
        if len(self._unjudged) < NAMED_MOST:
            self._unjudged.append(UnjudgedRow(file, one.row, one.id, side, why))


_ENDINGS = {"invalid": Ending.INVALID, "refused": Ending.REFUSED, "failed": Ending.INTERNAL}
_GRAVER = (Ending.OK, Ending.REFUSED, Ending.INVALID, Ending.INTERNAL)


@contextmanager
def local_files(files: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield every file by the name in messages and by its path; stdin is laid down for as long.

    Complaint for one that is not there, before any is read.
    """
    for file in files:
        if file != STDIN and not os.path.exists(file):
            raise no_such_file(file)
        if os.path.isdir(file):
            raise Complaint(
                Text(id=f"{file}: folder, bukan berkas", en=f"{file}: a folder, not a file")
            )
    with TemporaryDirectory() as folder:
        laid = os.path.join(folder, "stdin")
        if STDIN in files:
            with open(laid, "wb") as stream:
                shutil.copyfileobj(sys.stdin.buffer, stream)
        yield [(file_name(file), laid if file == STDIN else file) for file in files]


Argue = Callable[[Drilled], tuple[About, About]]
