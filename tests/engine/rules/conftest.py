"""The national law, compiled once for the tests of this room."""

from __future__ import annotations

import pytest

from netralitas.policy import Policy, read_policy
from netralitas.regions import national_files
from netralitas.rules import Law


@pytest.fixture(scope="session")
def national() -> Policy:
    return read_policy(national_files())


@pytest.fixture(scope="session")
def law(national: Policy) -> Law:
    return Law(national)
