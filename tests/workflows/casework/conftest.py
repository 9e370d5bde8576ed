"""The national law, read once, and an office under it."""

from __future__ import annotations

import pytest

from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, national_law


@pytest.fixture(scope="session")
def law() -> CompiledPolicy:
    return national_law()


@pytest.fixture
def office(law: CompiledPolicy) -> Office:
    return Office(law)
