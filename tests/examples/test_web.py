"""The FastAPI example commits its own note and the step together, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient
from ruamel.yaml import YAML

from netralitas.casework.record import open_record
from tests.examples.example import ROOT, example

web = example("web")
HEADERS = {"X-Actor": "penelaah-1", "X-Role": "reviewer"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    record = open_record(tmp_path / "kasus.db")
    engine = sql.create_engine(f"sqlite:///{tmp_path / 'kasus.db'}")
    app = web.application(engine, record, lambda: datetime(2024, 10, 4, 3, tzinfo=UTC))
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made
    engine.dispose()
    record.close()


def report() -> dict[str, Any]:
    """Return the example's report as JSON has it."""
    read = YAML(typ="safe", pure=True).load((ROOT / "examples/lurah-komentar.yaml").read_text())
    return {key: value for key, value in _plain(read).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def opened(client: TestClient) -> None:
    answer = client.post("/cases", json=report(), headers={**HEADERS, "Idempotency-Key": "1"})
    assert answer.status_code == 201, answer.text


def test_a_case_is_opened_once_under_its_key(client: TestClient) -> None:
    opened(client)
    opened(client)
    shown = client.get("/cases/LMJ-2024-001", headers=HEADERS).json()
    assert shown["version"] == 1
    assert [note["text"] for note in shown["notes"]] == ["opened"]


def test_a_step_and_its_note_stand_together(client: TestClient) -> None:
    opened(client)
    answer = client.post(
        "/cases/LMJ-2024-001/steps/begin_review",
        headers={**HEADERS, "Idempotency-Key": "2", "X-Note": "dibaca pagi ini"},
    )
    assert answer.json()["kind"] == "review_begun"
    shown = client.get("/cases/LMJ-2024-001", headers=HEADERS).json()
    assert [note["text"] for note in shown["notes"]] == ["opened", "dibaca pagi ini"]
    assert shown["stages"]["berkas"] == "evidence_review"


def test_where_the_note_fails_the_step_was_not_taken(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(client)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(web, "note", full)
    headers = {**HEADERS, "Idempotency-Key": "2", "X-Note": "hilang"}
    answer = client.post("/cases/LMJ-2024-001/steps/begin_review", headers=headers)
    assert answer.status_code == 500
    shown = client.get("/cases/LMJ-2024-001", headers=HEADERS).json()
    assert shown["version"] == 1


def test_what_the_law_refuses_is_told_with_its_reason(client: TestClient) -> None:
    opened(client)
    answer = client.post(
        "/cases/LMJ-2024-001/steps/execute", headers={**HEADERS, "Idempotency-Key": "2"}
    )
    assert answer.status_code == 422
    assert "reviewer" in answer.json()["en"]
    unknown = client.get("/cases/TIDAK-ADA", headers=HEADERS)
    assert unknown.status_code == 404
