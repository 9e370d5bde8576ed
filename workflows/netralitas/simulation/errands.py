"""This file says what is done with the pieces of a run, whatever that is and whoever does it.

Cases are judged piece by piece, and two policies are compared piece by piece; whoever hands out the
pieces, here or to processes beside us, needs to know no more of it than is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from netralitas.simulation.judges import Laws
from netralitas.simulation.pieces import Piece


class Task(NamedTuple):
    """A piece with its place among those of the run, and the place of its file among the files."""

    number: int
    file: int
    piece: Piece


class Result(Protocol):
    """What a chunk came to: it can be sent, and says how far the run has come with it."""

    @property
    def piece(self) -> int:
        """The number of the task that the chunk belongs to."""

    @property
    def rows(self) -> int:
        """How many rows of the chunk were read."""


Found = TypeVar("Found", bound=Result)
Found_co = TypeVar("Found_co", bound=Result, covariant=True)


class Errand(Protocol[Found_co]):
    """What is done with every piece of a run; under laws that can be sent, it can be sent too."""

    @property
    def laws(self) -> Sequence[Laws]:
        """Where its laws come from, in an order of its own."""

    def under(self, *laws: Laws) -> Errand[Found_co]:
        """Return the same errand with its laws taken from somewhere else, in the same order."""

    def results(self, task: Task, *, skip: int = 0) -> Iterator[Found_co]:
        """Yield what each chunk of a piece came to, leaving out the first `skip` chunks."""


def chunk_name(piece: int, chunk: int) -> str:
    """Return the name of a chunk: names sort as the rows stand."""
    return f"part-{piece:06}-{chunk:06}"


def tasks_of(pieces: Iterable[Piece]) -> tuple[Task, ...]:
    """Return the pieces of a run as tasks, in their order."""
    files: dict[str, int] = {}
    return tuple(
        Task(number, files.setdefault(piece.file, len(files)), piece)
        for number, piece in enumerate(pieces)
    )


def file_names(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return what the files of a run are called, in the order in which tasks count them."""
    return tuple({piece.file: piece.name for piece in pieces}.values())
