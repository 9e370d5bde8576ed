"""This file keeps the rows of each chunk in a file of its own, on storage that workers share."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import polars as pl

from netralitas.simulation.pieces import TableFormat
from netralitas.simulation.writing import sink


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
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
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
