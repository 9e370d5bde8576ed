"""The law at work: what the rows of a policy say of a case, decided by durable-rules."""

from netralitas.rules.admit import (
    EVIDENCE_INSUFFICIENT,
    EVIDENCE_SUFFICIENT,
    Admitted,
    AdmittedCharge,
)
from netralitas.rules.cells import Axis
from netralitas.rules.compile import RuleBase, compile_rules
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.criminal import Opening
from netralitas.rules.find import Concurred, Engine, Law, carries, certain, concur, find
from netralitas.rules.ladders import Ladders
from netralitas.rules.match import Met, judged
from netralitas.rules.moments import FIRST_DAY, LAST_DAY, Calendars, Moment, Reading
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.settle import (
    Result,
    Settled,
    TrackState,
    combine,
    join,
    readings_of,
    settle,
)
from netralitas.rules.tables import ActTable, Block
from netralitas.rules.twin import CrossChecked, Twin

__all__ = [
    "EVIDENCE_INSUFFICIENT",
    "EVIDENCE_SUFFICIENT",
    "FIRST_DAY",
    "LAST_DAY",
    "ActTable",
    "Admitted",
    "AdmittedCharge",
    "Axis",
    "Block",
    "Calendars",
    "Concurred",
    "CrossChecked",
    "Engine",
    "Ladders",
    "Law",
    "Met",
    "Moment",
    "Opening",
    "Reading",
    "Result",
    "Rule",
    "RuleBase",
    "Rulebook",
    "Settled",
    "Test",
    "TrackState",
    "Twin",
    "carries",
    "certain",
    "combine",
    "compile_rules",
    "concur",
    "find",
    "join",
    "judged",
    "readings_of",
    "settle",
]
