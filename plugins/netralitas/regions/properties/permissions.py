"""This file reads off the open terms what a region may answer otherwise than the nation."""

from __future__ import annotations

from netralitas.facts import Category
from netralitas.judgement import Permit
from netralitas.policy import Policy, Term

_DECIDING: tuple[Term, ...] = ("contract_rules", "duties")
"""The open terms that become rows of law; what the others fill never decides anything."""


def permits_of(policy: Policy) -> tuple[Permit, ...]:
    """Return what a region may add to an outcome, as the national policy opens it.

    A term on no track lets a region ask; one for no category in particular is for everyone.
    """
    return tuple(
        Permit(id=term.id, tracks=term.tracks, categories=term.categories or tuple(Category))
        for term in policy.open_terms
        if term.id in _DECIDING
    )
