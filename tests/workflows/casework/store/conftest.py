"""One server for all tests of stores that need one, and an empty database of it for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workflows.casework.store.postgres import Server, running_for_tests


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_for_tests() as server:
        yield server


@pytest.fixture
def postgres(server: Server) -> str:
    """The address of an empty database."""
    return server.new()
