"""What two policies differ in: every combination of facts and days, and every row of law."""

from netralitas.judgement.differing.common_words import in_common_words
from netralitas.judgement.differing.conditions import Condition
from netralitas.judgement.differing.difference import (
    Change,
    Combinations,
    Differences,
    LadderTold,
    RowDifference,
    Stretch,
    Switch,
    Turning,
    Types,
    Where,
    Window,
)
from netralitas.judgement.differing.difference_rows import changed_rows
from netralitas.judgement.differing.differences import differences

__all__ = [
    "Change",
    "Combinations",
    "Condition",
    "Differences",
    "LadderTold",
    "RowDifference",
    "Stretch",
    "Switch",
    "Turning",
    "Types",
    "Where",
    "Window",
    "changed_rows",
    "differences",
    "in_common_words",
]
