"""This file says everything that tells two policies apart, before any case is seen."""

from __future__ import annotations

from datetime import date

from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.differing.cases import Cases
from netralitas.judgement.differing.difference import Combinations, Differences
from netralitas.judgement.differing.difference_rows import (
    pack_differences,
    row_differences,
    switches,
)
from netralitas.judgement.differing.groups import (
    Group,
    criminal_groups,
    outcome_groups,
    told,
    where,
)
from netralitas.judgement.differing.side_by_side import SideBySide
from netralitas.judgement.differing.types import type_differences
from netralitas.judgement.refinement import Answer


def differences(
    old: CompiledPolicy, new: CompiledPolicy, *, asked: tuple[date, date] | None = None
) -> Differences:
    """Return the exact list of what differs between two policies.

    Every feasible combination of facts on every day of a contest known to both is compared, none is
    sampled; then the criminal rows, the ladders of types, and every row of every section. `asked`
    are the days as of which either policy is asked: only then do dated switches count by
    themselves. PolicyError for a fact that means another thing in either policy; RuleFailure, when
    nothing may be concluded, for an act with too many combinations.
    """
    beside = SideBySide(old, new, asked)
    cases = Cases(beside)
    outcome, criminal = outcome_groups(beside), criminal_groups(beside)
    types = type_differences(beside, cases)
    found = [
        *(_combinations(beside, group, cases) for group in outcome.groups),
        *(_combinations(beside, group, cases, criminal=True) for group in criminal.groups),
    ]
    order = {act: place for place, act in enumerate(beside.acts)}
    found.sort(key=lambda one: (one.kind == "criminal", order[one.act], -one.count))
    return Differences(
        old=old.policy.digest,
        new=new.policy.digest,
        asked=asked,
        acts=len(beside.acts),
        moments=len(beside.days),
        compared=outcome.compared,
        criminal_compared=criminal.compared,
        types_compared=types.compared,
        combinations=tuple(found),
        types=types.found,
        rows=(
            *row_differences(old.policy, new.policy),
            *pack_differences(old.pack, new.pack),
        ),
        switches=switches(old.policy, new.policy, asked) if asked is not None else (),
        contests_old=beside.contests[0],
        contests_new=beside.contests[1],
    )


def _combinations(
    beside: SideBySide, group: Group, cases: Cases, *, criminal: bool = False
) -> Combinations:
    old, new = group.old, group.new
    same = isinstance(old, Answer) and isinstance(new, Answer) and old.result == new.result
    return Combinations(
        kind="criminal" if criminal else "measure" if same else "outcome",
        act=group.act,
        old=told(beside, group, 0),
        new=told(beside, group, 1),
        turning=group.turning,
        where=where(beside, group),
        count=group.combinations,
        case=cases.criminal(group) if criminal else cases.outcome(group),
    )
