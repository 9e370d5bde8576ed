"""This file counts what a pack costs before anything of it is decided: numbers, never seconds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from netralitas.judgement import CompiledPolicy
from netralitas.regions.properties.candidate import Candidate
from netralitas.rules import Law

COMBINATIONS_MAX = 300_000
"""Combinations of facts that the rows of one act may tell apart; the nation's largest has 8,192."""

WORK_MAX = 400_000
"""Values read, rules made and cells to be decided for a pack; the nation's law has 156,000."""


class Measure(NamedTuple):
    """What a pack costs: values in its file, rules made of it, cells the engine decides for them.

    `combinations` counts for each act the combinations of facts that all its rules tell apart.
    """

    values: int
    rules: int
    cells: int
    combinations: Mapping[str, int]

    @property
    def work(self) -> int:
        """Values, rules and cells together: what loading and proving the pack takes."""
        return self.values + self.rules + self.cells


def measured(candidate: Candidate) -> Measure:
    """Return what a pack costs; RuleFailure names a rule that by itself is beyond every table."""
    law = candidate.law.law
    own = own_rules(candidate.law, candidate)
    return Measure(
        values=len(candidate.located.lines),
        rules=len(own),
        cells=sum(_cells(law, position) for position in own),
        combinations={act: _combinations(law, act) for act in law.base.main},
    )


def own_rules(law: CompiledPolicy, candidate: Candidate) -> tuple[int, ...]:
    """Return the positions of the rules that were made of a pack's own items."""
    provisions = law.policy.provisions
    return tuple(
        position
        for position, rule in enumerate(law.law.rules)
        if provisions[rule.row].id in candidate.items
    )


def _cells(law: Law, position: int) -> int:
    classes = law.tables.rules.classes(position).values()
    return math.prod(len(set(of.values())) for of in classes)


def _combinations(law: Law, act: str) -> int:
    """Return how many combinations an act's rules tell apart, the days of the calendar left out."""
    of_moments = {field.name for field in law.policy.fields if field.scope == "moment"} | {"era"}
    told: dict[str, dict[object, list[object]]] = {}
    for position in law.base.main[act]:
        for field, classes in law.tables.rules.classes(position).items():
            if field not in of_moments:
                for value, group in classes.items():
                    told.setdefault(field, {}).setdefault(value, []).append(group)
    return math.prod(len({tuple(groups) for groups in of.values()}) for of in told.values())
