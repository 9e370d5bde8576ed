"""The law at work: what the rows of a policy say of a case, decided by durable-rules."""

from netralitas.rules.admit import (
    EVIDENCE_INSUFFICIENT,
    EVIDENCE_SUFFICIENT,
    Admitted,
    AdmittedCharge,
)
from netralitas.rules.cells import Axis
from netralitas.rules.compile import RuleBase, compile_rules
from netralitas.rules.concur import (
    Concurred,
    Opened,
    Ways,
    certain,
    concur,
    judged,
    opened,
    outcome_of,
)
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.criminal import CriminalQuestion, Opening
from netralitas.rules.find import Engine, Law, find, tracks_of
from netralitas.rules.ladders import Ladders
from netralitas.rules.moments import FIRST_DAY, LAST_DAY, Calendars, Moment, Reading
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.settle import (
    Met,
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
from netralitas.rules.unknown import reachable

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
    "CriminalQuestion",
    "CrossChecked",
    "Engine",
    "Ladders",
    "Law",
    "Met",
    "Moment",
    "Opened",
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
    "Ways",
    "certain",
    "combine",
    "compile_rules",
    "concur",
    "find",
    "join",
    "judged",
    "opened",
    "outcome_of",
    "reachable",
    "readings_of",
    "settle",
    "tracks_of",
]
