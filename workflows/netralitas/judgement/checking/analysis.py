"""This file looks at a policy as a whole, and says what is wrong with it and what it leaves open.

Every feasible combination of every act is looked at, on every moment that occurs: nothing said here
rests on a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from netralitas.facts import Case
from netralitas.judgement.checking.gaps import gaps
from netralitas.judgement.checking.monotone import monotone
from netralitas.judgement.checking.open_questions import open_questions
from netralitas.judgement.checking.overlaps import overlaps
from netralitas.judgement.checking.policy_finding import Kind, PolicyFinding
from netralitas.judgement.checking.subsumed import subsumed
from netralitas.judgement.checking.survey import Stretch, survey
from netralitas.judgement.checking.unreachable import unreachable
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.rules import Law

Check = Callable[[Law, Sequence[Stretch]], Iterator[PolicyFinding]]

CHECKS: Mapping[tuple[Kind, ...], Check] = {
    ("unreachable",): unreachable,
    ("conflict", "overlap", "concurrence"): overlaps,
    ("gap", "silence", "presumption"): gaps,
    ("subsumed", "repetition"): subsumed,
    ("fall",): monotone,
    ("open_question",): open_questions,
}
"""Everything that is asked of a policy, by what it may find, in the order of telling."""


def check_policy(
    policy: CompiledPolicy, kinds: Sequence[Kind] | None = None
) -> tuple[PolicyFinding, ...]:
    """Return what stands out in a policy: its faults first, then what it declares itself.

    `kinds` asks for these alone, and looks for no others. RuleFailure for an act with more
    combinations than a table may have.
    """
    law = policy.law
    with law.lock:
        stretches = survey(law)
        found = [
            finding
            for told, check in CHECKS.items()
            if kinds is None or not set(kinds).isdisjoint(told)
            for finding in check(law, stretches)
            if kinds is None or finding.kind in kinds
        ]
    return tuple(_numbered(sorted(found, key=lambda one: one.declared)))


def _numbered(found: Iterable[PolicyFinding]) -> Iterator[PolicyFinding]:
    """Yield the findings, each case under an id of its own: a later one has its number behind."""
    taken: Counter[str] = Counter()

    def named(case: Case | None) -> Case | None:
        if case is None:
            return None
        taken[case.id] += 1
        number = taken[case.id]
        return case if number == 1 else replace(case, id=f"{case.id}-{number}")

    for one in found:
        yield replace(one, beside=named(one.beside), case=named(one.case))
