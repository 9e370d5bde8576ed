"""This file gives the policy tests a tiny policy of their own, which is not law."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.policy import Policy, read_policy


@pytest.fixture(scope="session")
def sample_content() -> bytes:
    return (Path(__file__).parent / "sample_policy.yaml").read_bytes()


@pytest.fixture(scope="session")
def sample(sample_content: bytes) -> Policy:
    return read_policy({"sample_policy.yaml": sample_content})
