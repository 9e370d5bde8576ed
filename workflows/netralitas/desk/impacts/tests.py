"""This file keeps cases that two policies judge otherwise as tests of the new one.

What is kept is the answer of NEW: a law that says the same passes, and OLD does not. A fact that
NEW has no word for decides nothing under it, and is left out of the test.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from netralitas.desk.complaints import Complaint
from netralitas.desk.export_test import export_tests
from netralitas.desk.impacts.sides import Sides
from netralitas.facts import Case, Facts, Text
from netralitas.judgement import CompiledPolicy
from netralitas.judgement.checking import Recorded, record
from netralitas.policy import Policy

_FLIPPED = Text(id="Dari {old} ke {new}: {change}.", en="From {old} to {new}: {change}.")
_SEVERAL = Text(
    id="--export-test: baris yang ditampilkan di bawah hukum beberapa daerah; pilih satu dengan "
    "--only region=DAERAH",
    en="--export-test: the rows shown fall under the law of several regions; choose one with "
    "--only region=REGION",
)


def export_changed(
    file: str, changed: Iterable[tuple[str | None, Case, Text]], sides: Sides
) -> None:
    """Add cases to a test file, each with its region and with what changes for it, in words.

    Complaint where NEW judges them by the law of several regions: a test file has one.
    """
    laws: dict[str, CompiledPolicy] = {}
    tests: list[Recorded] = []
    for region, case, change in changed:
        law = sides.new.of(region)
        laws[law.policy.digest] = law
        tests.append(_test(case, law, change, sides))
    if len(laws) > 1:
        raise Complaint(_SEVERAL)
    law = next(iter(laws.values()), None) or sides.new.of(None)
    export_tests(file, tests, law, sides.request.terminal)


def _test(case: Case, law: CompiledPolicy, change: Text, sides: Sides) -> Recorded:
    words = {"old": sides.old.word, "new": sides.new.word}
    why = Text(
        id=_FLIPPED.id.format(**words, change=change.id),
        en=_FLIPPED.en.format(**words, change=change.en),
    )
    # The region that the test states is the one whose law NEW is, whatever the row said.
    stated = replace(_worded(case, law.policy), region=law.pack.region if law.pack else None)
    return record(stated, law, as_of=sides.asked[1], why=why)


def _worded(case: Case, policy: Policy) -> Case:
    """Return a case without the facts that a policy has no words for."""
    known = {field.name for field in policy.fields}
    charges = tuple(
        replace(one, facts=Facts({name: one.facts[name] for name in one.facts if name in known}))
        for one in case.charges
    )
    return replace(case, charges=charges)
