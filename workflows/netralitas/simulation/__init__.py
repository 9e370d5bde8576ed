"""What would be: many cases at once, two policies side by side, what past decisions show.

This brick needs the extra `simulation` (polars, numpy); importing it without them raises
ModuleNotFoundError, which the desk turns into what to install.
"""

from netralitas.simulation.audit import Draw, Drawn, audited
from netralitas.simulation.cases import case_of
from netralitas.simulation.columnar import Columnar, Decided
from netralitas.simulation.digest import Digest
from netralitas.simulation.drawn import frames
from netralitas.simulation.errands import file_names
from netralitas.simulation.judges import Judges, KnownLaws, Laws, known_laws
from netralitas.simulation.laying import laid_together
from netralitas.simulation.part_files import PartFiles
from netralitas.simulation.parts import Part, Work
from netralitas.simulation.pieces import Piece, TableFormat
from netralitas.simulation.reading import chunks_of, pieces_of
from netralitas.simulation.receipts import receipts_of
from netralitas.simulation.runs import Totals, running
from netralitas.simulation.summary import Summary
from netralitas.simulation.summary_layout import RESULTS, Layout
from netralitas.simulation.table import TOTAL, Cell, Table
from netralitas.simulation.wording import NO_WORDING, Wording, wording_of
from netralitas.simulation.writing import sink

__all__ = [
    "NO_WORDING",
    "RESULTS",
    "TOTAL",
    "Cell",
    "Columnar",
    "Decided",
    "Digest",
    "Draw",
    "Drawn",
    "Judges",
    "KnownLaws",
    "Laws",
    "Layout",
    "Part",
    "PartFiles",
    "Piece",
    "Summary",
    "Table",
    "TableFormat",
    "Totals",
    "Wording",
    "Work",
    "audited",
    "case_of",
    "chunks_of",
    "file_names",
    "frames",
    "known_laws",
    "laid_together",
    "pieces_of",
    "receipts_of",
    "running",
    "sink",
    "wording_of",
]
