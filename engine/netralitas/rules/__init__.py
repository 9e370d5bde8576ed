"""The law at work: what the rows of a policy say of a case, decided by durable-rules."""

from netralitas.rules.admit import (
    EVIDENCE_INSUFFICIENT,
    EVIDENCE_SUFFICIENT,
    AdmittedCharge,
)
from netralitas.rules.compile import RuleBase, compile_rules
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.find import Engine, Law, find
from netralitas.rules.ladders import Ladders
from netralitas.rules.match import judged
from netralitas.rules.moments import FIRST_DAY, LAST_DAY, Moment
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.settle import Result, join
from netralitas.rules.tables import ActTable, Block
from netralitas.rules.twin import CrossChecked, Twin

__all__ = [
    "EVIDENCE_INSUFFICIENT",
    "EVIDENCE_SUFFICIENT",
    "FIRST_DAY",
    "LAST_DAY",
    "ActTable",
    "AdmittedCharge",
    "Block",
    "CrossChecked",
    "Engine",
    "Ladders",
    "Law",
    "Moment",
    "Result",
    "Rule",
    "RuleBase",
    "Rulebook",
    "Test",
    "Twin",
    "compile_rules",
    "find",
    "join",
    "judged",
]
