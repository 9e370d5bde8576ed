"""What is wrong with a policy, what its cases leave untried, and tests made of both: exactly."""

from netralitas.judgement.checking.analysis import check_policy
from netralitas.judgement.checking.coverage import Coverage, Measure, PartCoverage
from netralitas.judgement.checking.coverage_items import Item
from netralitas.judgement.checking.coverage_words import missing_words, part_words
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.recorded import Recorded, plain_case, record
from netralitas.judgement.checking.what_ifs import changed

__all__ = [
    "Coverage",
    "Item",
    "Measure",
    "PartCoverage",
    "PolicyFinding",
    "Recorded",
    "changed",
    "check_policy",
    "missing_words",
    "part_words",
    "plain_case",
    "record",
]
