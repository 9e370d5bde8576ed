"""What two policies make of the same cases: flips, by whom and why."""

from netralitas.simulation.impacts.comparing import Comparing, Unjudged
from netralitas.simulation.impacts.drilling import Drilled, Wanted
from netralitas.simulation.impacts.flips import GROUPS, KEPT, KINDS, SEVERAL
from netralitas.simulation.impacts.impact import Impact
from netralitas.simulation.impacts.run import ChunkImpact, Job
from netralitas.simulation.impacts.tables import MATRIX, group_word, tables_of_impact, value_word

__all__ = [
    "GROUPS",
    "KEPT",
    "KINDS",
    "MATRIX",
    "SEVERAL",
    "ChunkImpact",
    "Comparing",
    "Drilled",
    "Impact",
    "Job",
    "Unjudged",
    "Wanted",
    "group_word",
    "tables_of_impact",
    "value_word",
]
