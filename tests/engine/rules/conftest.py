"""The national law, compiled once for the tests of this room."""

from __future__ import annotations

import pytest

from netralitas.policy import Policy
from netralitas.rules import Law
from tests.laws import national_policy


@pytest.fixture(scope="session")
def national() -> Policy:
    return national_policy()


@pytest.fixture(scope="session")
def law(national: Policy) -> Law:
    return Law(national)
