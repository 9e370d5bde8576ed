"""The record keeps every promise of a store, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netralitas.casework import Store
from netralitas.casework.conformance import StoreContract
from netralitas.casework.migrations import upgrade
from netralitas.casework.record import open_record


class TestSqlite(StoreContract):
    """A file."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        record = open_record(tmp_path / "kasus.db")
        yield record
        record.close()


class TestPostgres(StoreContract):
    """A server of our own."""

    @pytest.fixture
    def store(self, postgres: str) -> Iterator[Store]:
        upgrade(postgres)
        record = open_record(postgres)
        yield record
        record.close()
