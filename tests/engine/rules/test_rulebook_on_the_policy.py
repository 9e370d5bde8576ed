"""This file holds rulebook and twin to one answer on the national policy, by the benchmark."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from netralitas.facts import RuleFailure, Value
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.twin import Twin

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "rulebook_vs_twin.py"


@pytest.fixture
def benchmark() -> ModuleType:
    """The benchmark, loaded anew for each test."""
    spec = importlib.util.spec_from_file_location("rulebook_vs_twin", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(benchmark: ModuleType, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Return the exit code and the figures, after making sure that they are one line."""
    code = benchmark.main(arguments)
    out, progress = capsys.readouterr()
    assert out.count("\n") == 1
    assert "hostile facts" in progress
    return code, json.loads(out)


def test_rulebook_and_twin_agree_on_fifty_thousand_facts_and_every_rule_is_met(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    code, figures = run(benchmark, capsys, "--facts", "50000", "--hostile", "0")
    assert code == 0
    assert figures["facts"] == 50_000
    assert figures["disagreements"] == 0
    assert figures["rules_met"] == figures["rules"] > 300


def test_ten_thousand_hostile_facts_are_refused_before_they_reach_c(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    code, figures = run(benchmark, capsys, "--facts", "0", "--hostile", "10000")
    assert code == 0
    assert figures["hostile"] == 10_000
    assert figures["hostile_accepted"] == figures["handles_after_hostile"] == 0


class Late(Twin):
    """A twin for which every change of the law comes into force one change too late."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        era = fact.get("era", 0)
        earlier = {"era": era - 1} if isinstance(era, int) and era else {}
        return super().matches(act, dict(fact) | earlier)


def test_the_benchmark_sees_a_twin_that_errs_about_eras(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "Twin", Late)
    code, figures = run(benchmark, capsys, "--facts", "3000", "--hostile", "0")
    assert code == 1
    assert figures["disagreements"] > 0


class Lenient(Rulebook):
    """A rulebook that answers "none" where it should refuse."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        try:
            return super().matches(act, fact)
        except RuleFailure:
            return frozenset()


class Trusting(Rulebook):
    """A rulebook that compiles before it looks at the fact."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        if isinstance(act, str):
            super().matches(act, {})
        return super().matches(act, fact)


@pytest.mark.parametrize("careless", [Lenient, Trusting])
def test_the_benchmark_sees_a_careless_rulebook(
    careless: type[Rulebook],
    benchmark: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(benchmark, "Rulebook", careless)
    code, figures = run(benchmark, capsys, "--facts", "0", "--hostile", "100")
    assert code == 1
    assert figures["hostile_accepted"] > 0 or figures["handles_after_hostile"] > 0


def test_every_poison_is_hostile(benchmark: ModuleType) -> None:
    base = benchmark.compile_rules(benchmark.read_policy(benchmark.national_files()))
    source = benchmark.Source(base.rules, base.fields, benchmark.Random(2))
    drawn = {source.poisoned()[2] for _ in range(1_000)}
    assert drawn == set(benchmark.POISONS)
