"""This file gives the tests of code one real case, and refuses to skip what must be confined."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import msgspec
import pytest

from netralitas.code.mechanisms import lacking_mechanisms
from netralitas.facts import Case, Refused, Verdict
from netralitas.judgement import judge
from netralitas.policy import read_cases
from netralitas.regions import policy_for
from tests.plugins.code.attack import code_of, confined

EXAMPLE = Path(__file__).parents[3] / "examples" / "lurah-komentar.yaml"


@pytest.fixture(scope="session")
def judged() -> tuple[Case, Verdict]:
    """A case of Lumajang and its verdict under national law."""
    policy = policy_for(None)
    [read] = read_cases(EXAMPLE.read_bytes(), EXAMPLE.name, policy.policy)
    assert isinstance(read, Case)
    case = msgspec.structs.replace(read, region="lumajang")
    return case, judge(case, policy, as_of=date(2024, 12, 31))


@pytest.fixture
def case(judged: tuple[Case, Verdict]) -> Case:
    return judged[0]


@pytest.fixture
def verdict(judged: tuple[Case, Verdict]) -> Verdict:
    return judged[1]


@pytest.fixture
def walls(case: Case, verdict: Verdict) -> None:
    """The walls this machine has; without them code is refused, and in CI that is a failure."""
    if lacking_mechanisms():
        with pytest.raises(Refused, match="cannot be confined"):
            confined(code_of("friendly/lumajang"), case, verdict)
        if "CI" in os.environ:
            pytest.fail(f"CI must be able to confine code: {lacking_mechanisms()}")
        pytest.skip("this machine cannot confine code, and refuses to run it")
