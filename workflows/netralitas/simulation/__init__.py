"""What would be: many cases at once, two policies side by side, what past decisions show.

This brick needs the extra `simulation` (polars, numpy); importing it without them raises
ModuleNotFoundError, which the desk turns into what to install.
"""

from netralitas.simulation.columnar import Columnar, Decided
from netralitas.simulation.judges import Judges, KnownLaws, Laws, known_laws

__all__ = ["Columnar", "Decided", "Judges", "KnownLaws", "Laws", "known_laws"]
