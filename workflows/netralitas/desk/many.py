"""This file judges many cases at once, as tables: it reads, shows how far it is, writes and counts.

What comes out are rows with the columns of their verdicts, or a summary of all of them. The whole
verdict of a case, with its argument and receipt, is made again by `explain FILE --case ID`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import Ending, failure, gravest, tally
from netralitas.desk.extras import needing
from netralitas.desk.many_answer import summarised, writing
from netralitas.desk.progress import Shown, shown
from netralitas.desk.request import Request
from netralitas.desk.tables import table_pieces
from netralitas.desk.terminal import Terminal
from netralitas.facts import Outcome, Text

if TYPE_CHECKING:
    from netralitas.simulation import Drawn, Judges, Part, Piece, Totals, Work

WITHIN: Final = 30.0
"""Seconds to wait for a cluster."""

FAULTS_TOLD: Final = 1_000
"""Faults of rows that are told one by one; the others are counted."""

_ENDINGS: Final = {
    "invalid": Ending.INVALID,
    "refused": Ending.REFUSED,
    "failed": Ending.INTERNAL,
}


class Asked(NamedTuple):
    """How many cases are to be judged: as rows or as a summary, by whom, and audited how."""

    rows: bool
    jobs: int
    scheduler: str | None
    audit: int
    seed: int


def simulate_many(request: Request, files: Sequence[str], kind: Any, asked: Asked) -> Ending:
    """Judge the cases of files as tables, write the answer, and return the gravest ending."""
    with needing("simulation"):
        from netralitas.simulation import Draw, Drawn, Judges, Totals, Work, chunks_of
    _refuse(request, asked)
    judges = Judges(request.law, region=request.region, as_of=request.as_of)
    draw = Draw(asked.audit, asked.seed) if asked.audit else None
    drawn, totals, told = Drawn(asked.audit), Totals(), _Told(request)
    with table_pieces(files, kind) as pieces:
        with writing(
            request, pieces, judges, rows=asked.rows, shared=bool(asked.scheduler)
        ) as writer:
            keep = writer and writer.keep
            work = Work(judges, chunks_of, keep=keep, draw=draw, counted=not asked.rows)
            with (
                shown(request.terminal) as show,
                _run(pieces, work, asked, show, request.terminal) as parts,
            ):
                for part in parts:
                    told.faults(part)
                    if writer is not None:
                        writer.take(part.kept)
                    if part.drawn is not None:
                        drawn.add(part.drawn)
                    totals += Totals.of(part)
        if writer is None:
            summarised(request, totals, judges, files)
        endings = _endings(totals)
        if asked.audit:
            endings[Ending.FINDINGS] += _audited(drawn, pieces, judges, told)
    request.law.keep()
    request.terminal.say(tally(endings, request.terminal))
    told.digest(totals)
    return gravest(endings)


def _refuse(request: Request, asked: Asked) -> None:
    """Refuse what tables cannot do, before anything is read."""
    if request.settings is not None:
        raise Complaint(
            Text(
                id="--settings: kode daerah ditanya per kasus, tidak untuk tabel; pakai "
                "--format json atau jsonl tanpa --rows",
                en="--settings: regional code is asked case by case, not for tables; use "
                "--format json or jsonl without --rows",
            )
        )
    if asked.scheduler and asked.rows:
        _refuse_folder(request.out or "")


def _refuse_folder(folder: str) -> None:
    """Refuse a folder that is none, or in which rows of this run could be taken for others."""
    if not os.path.isdir(folder):
        raise Complaint(
            Text(
                id="--scheduler: --out harus menyebut folder yang dilihat semua pekerja",
                en="--scheduler: --out must name a folder that all workers see",
            )
        )
    found = sorted(os.listdir(folder))
    if found:
        raise Complaint(
            Text(
                id=f"--out {folder}: folder tidak kosong ({found[0]}, {len(found)} seluruhnya); "
                "sebutkan folder baru, agar baris dari proses lain tidak tercampur",
                en=f"--out {folder}: the folder is not empty ({found[0]}, {len(found)} in all); "
                "name a new one, so that rows of another run do not get among these",
            )
        )


@contextmanager
def _run(
    pieces: Sequence[Piece], work: Work, asked: Asked, show: Shown | None, terminal: Terminal
) -> Iterator[Iterator[Part]]:
    """Yield the parts of the run, here or on the cluster that was asked for."""
    if asked.scheduler is None:
        from netralitas.simulation import running

        with running(pieces, work, jobs=asked.jobs, watch=show) as parts:
            yield parts
        return
    with needing("dask"):
        from netralitas.simulation.clusters import EXPOSED, clustered, exposed

    if exposed(asked.scheduler):
        terminal.say(EXPOSED.in_(terminal.language))
    with clustered(pieces, work, asked.scheduler, within=WITHIN, watch=show) as parts:
        yield parts


class _Told:
    """What is said on stderr of rows that were not judged, up to a number of lines."""

    def __init__(self, request: Request) -> None:
        self._terminal = request.terminal
        self._left = FAULTS_TOLD
        self._untold = 0

    def faults(self, part: Part) -> None:
        """Say what was wrong with rows of a part; count what is not said."""
        for fault in part.faults[: self._left]:
            self._terminal.say(failure(fault.message(self._terminal.language), self._terminal))
        said = min(self._left, len(part.faults))
        self._left -= said
        self._untold += sum(part.faulty.values()) - said

    def difference(self, at: str, says: Text) -> None:
        """Say in what a row differed when it was judged by itself."""
        said = f"{at}: {says.in_(self._terminal.language)}"
        self._terminal.say(failure(said, self._terminal))

    def digest(self, totals: Totals) -> None:
        """Say how many faults were not told, and the digest of the run."""
        if self._untold > 0:
            more = Text(
                id=f"{self._untold} kesalahan lain tidak disebut",
                en=f"{self._untold} more faults are not told",
            )
            self._terminal.say(more.in_(self._terminal.language))
        alone = Text(
            id=f"dinilai satu per satu: {totals.alone}; digest {totals.digest}",
            en=f"judged one by one: {totals.alone}; digest {totals.digest}",
        )
        self._terminal.say(alone.in_(self._terminal.language))


def _endings(totals: Totals) -> Counter[Ending]:
    endings: Counter[Ending] = Counter()
    for outcome, count in totals.outcomes.items():
        undetermined = outcome == Outcome.UNDETERMINED
        endings[Ending.UNDETERMINED if undetermined else Ending.OK] += count
    for kind, count in totals.faulty.items():
        endings[_ENDINGS[kind]] += count
    return endings


def _audited(drawn: Drawn, pieces: Sequence[Piece], judges: Judges, told: _Told) -> int:
    """Judge the drawn rows one by one, say each difference, and return how many there are."""
    from netralitas.simulation import audited, file_names

    found = 0
    for difference in audited(drawn, judges, file_names(pieces)):
        found += 1
        told.difference(str(difference.at), difference.says)
    return found
