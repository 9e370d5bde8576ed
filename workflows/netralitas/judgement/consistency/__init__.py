"""How comparable cases were punished before: a band of types, never a score."""

from netralitas.judgement.consistency.band import Consistency, consistency
from netralitas.judgement.consistency.disclosure import LEAST_SHOWN
from netralitas.judgement.consistency.past_decisions import PastCase
from netralitas.judgement.consistency.spread import TypeCount

__all__ = [
    "LEAST_SHOWN",
    "Consistency",
    "PastCase",
    "TypeCount",
    "consistency",
]
