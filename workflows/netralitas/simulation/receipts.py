"""This file makes the whole verdicts of a few rows again, with their arguments and receipts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from netralitas.facts import Case, NetralitasError, Place, Verdict
from netralitas.judgement import CompiledPolicy, judge
from netralitas.policy import Policy
from netralitas.simulation.cases import case_of
from netralitas.simulation.faults import Fault, fault_of
from netralitas.simulation.judges import Judges
from netralitas.simulation.parts import Reading
from netralitas.simulation.pieces import Piece
from netralitas.simulation.sifting import Chunk


class Recomputed(NamedTuple):
    """A row judged by itself: where it stands, its case, the law it fell under, its verdict."""

    at: Place
    case: Case
    law: CompiledPolicy
    verdict: Verdict


def receipts_of(
    pieces: Iterable[Piece],
    judges: Judges,
    read: Reading,
    *,
    rows: Collection[int] = (),
    ids: Collection[str] = (),
) -> Iterator[Recomputed | Fault]:
    """Yield the rows with one of these numbers or ids, judged one by one, in the order of files.

    A row that is a case and cannot be judged is yielded as its fault; one that is no case is not
    yielded, nor one that is not there. Raises what reading a file raises.
    """

    def words(region: str | None) -> Policy:
        return judges.law(region).policy

    for piece in pieces:
        for chunk in read(piece, words):
            for place in _places(chunk, rows, ids):
                yield _recomputed(piece, chunk, place, judges)


def _places(chunk: Chunk, rows: Collection[int], ids: Collection[str]) -> list[int]:
    chosen = chunk.rows.is_in(list(rows))
    if "id" in chunk.frame.columns:
        chosen |= chunk.frame["id"].is_in(list(ids))
    places: list[int] = chosen.arg_true().to_list()
    return places


def _recomputed(piece: Piece, chunk: Chunk, place: int, judges: Judges) -> Recomputed | Fault:
    row = chunk.frame.row(place, named=True)
    at = Place(piece.name, chunk.rows[place], str(row.get("id") or ""))
    try:
        law = judges.law(row.get("region"))
        case = case_of(row, law.policy)
        return Recomputed(at, case, law, judge(case, law, as_of=judges.as_of))
    except NetralitasError as error:
        return fault_of(error, at)
