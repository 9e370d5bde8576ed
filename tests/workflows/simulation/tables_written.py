"""This file writes the same table as CSV, as a workbook and as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl
from xlsxwriter import Workbook

Rows = Sequence[Sequence[object]]


def as_csv(names: Sequence[str], rows: Rows) -> bytes:
    """Return a table as the bytes of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([names, *rows])
    return out.getvalue().encode()


def as_xlsx(names: Sequence[str], rows: Rows, **options: object) -> bytes:
    """Return a table as the bytes of a workbook; texts stay texts."""
    out = io.BytesIO()
    with Workbook(out, {"default_date_format": "dd/mm/yyyy", **options}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([names, *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, place, cell)
                elif cell is not None:
                    sheet.write(line, place, cell)
    return out.getvalue()


def as_parquet(names: Sequence[str], rows: Rows) -> bytes:
    """Return a table as the bytes of a Parquet file; rows that say nothing are left out."""
    told = [row for row in rows if any(str(cell).strip() for cell in row)]
    out = io.BytesIO()
    schema = dict.fromkeys(names, pl.String)
    pl.DataFrame([list(row) for row in told], schema=schema, orient="row").write_parquet(out)
    return out.getvalue()
