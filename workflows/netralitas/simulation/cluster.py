"""This file hands a run to a cluster, and imports what that needs only then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from netralitas.simulation.parts import Part, Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.runs import Watch


@contextmanager
def clustered(
    pieces: Sequence[Piece],
    work: Work,
    scheduler: str,
    *,
    within: float,
    watch: Watch | None = None,
) -> Iterator[Iterator[Part]]:
    """Yield the parts of a run on a cluster, as the function of that name in `clusters` does."""
    from netralitas.simulation.clusters import clustered

    with clustered(pieces, work, scheduler, within=within, watch=watch) as parts:
        yield parts
