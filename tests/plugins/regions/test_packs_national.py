"""No pack changes what binds on any case of the nation's corpus, what a contract may add apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netralitas.facts import Verdict
from netralitas.judgement import Entry, judge
from tests.workflows.judgement.corpus import cases, national

from .shipped import DEMONSTRATION, EVERY, changes, law, may_be_under_contract


@pytest.fixture(scope="module")
def alone() -> dict[str, Verdict]:
    """Return the verdicts of the nation alone on its corpus."""
    return {entry.id: judge(case, national(), as_of=entry.as_of) for entry, case in cases()}


def _changed(
    region: str, alone: dict[str, Verdict], *, permitted: bool = True
) -> Iterator[tuple[Entry, str]]:
    regional = law(region)
    for entry, case in cases():
        under = judge(case, regional, as_of=entry.as_of)
        contract = permitted and _widens(region) and may_be_under_contract(entry)
        for name in changes(alone[entry.id], under, contract=contract):
            yield entry, name


def _widens(region: str) -> bool:
    """Whether a pack adds anything to the contract track."""
    fills = law(region).pack
    return fills is not None and bool(fills.fills.contract_rules or fills.fills.contract_ladders)


@pytest.mark.parametrize("region", EVERY)
def test_the_nations_corpus_is_answered_the_same_under_a_pack(
    region: str, alone: dict[str, Verdict]
) -> None:
    assert len(alone) > 500
    assert not [f"{entry.file}:{entry.line} {name}" for entry, name in _changed(region, alone)]


def test_only_the_demonstration_widens_by_contract() -> None:
    assert [region for region in EVERY if _widens(region)] == [DEMONSTRATION]


def test_what_is_added_by_contract_would_be_noticed_without_the_permission(
    alone: dict[str, Verdict],
) -> None:
    """The control: the comparison sees what it permits, and it concerns contracts alone."""
    found = list(_changed(DEMONSTRATION, alone, permitted=False))
    assert found
    assert all(may_be_under_contract(entry) for entry, _ in found)


def test_a_verdict_of_another_case_is_noticed(alone: dict[str, Verdict]) -> None:
    """The control: two verdicts that bind differently are told apart, each part by its name."""
    found = set(changes(alone["disiplin-like"], alone["desa-warning-not-heeded"]))
    assert {"tier", "leading", "disiplin", "desa", "criminal"} <= found
