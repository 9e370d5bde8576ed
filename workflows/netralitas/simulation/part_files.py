"""This file keeps the rows of each chunk in a file of its own, on storage that workers share."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import polars as pl

from netralitas.simulation.pieces import TableFormat
from netralitas.simulation.writing import sink

_HALF: Final = ".part"
"""How the name of a file ends that is being written."""


class PartFiles:
    """Writes the rows of chunks into a folder; a chunk that is judged again replaces its own file.

    A file is put in place when it is whole, so that whoever looks into the folder sees whole files
    alone. OSError when a file cannot be kept.
    """

    def __init__(self, folder: str, format: TableFormat) -> None:
        self.folder = folder
        self.format = format

    def __call__(self, name: str, rows: pl.DataFrame) -> str:
        """Write the rows of the chunk of a name, and return where they are."""
        target = Path(self.folder) / f"{name}.{self.format}"
        part = target.with_name(f".{target.name}.{os.getpid()}{_HALF}")
        try:
            with open(part, "wb") as stream:
                with sink(stream, self.format) as writer:
                    writer.write(rows)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        return str(target)

    def sweep(self) -> None:
        """Remove what killed workers left half written, at the end of a run with its own folder.

        One that still writes fails at it: nobody wants its file any more.
        """
        for half in Path(self.folder).glob(f".*.{self.format}.*{_HALF}"):
            with suppress(OSError):
                half.unlink()
