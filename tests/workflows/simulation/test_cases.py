"""A row of a frame is the very case that its file is, and a case is a row."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from netralitas.facts import CaseError, Days, Language
from netralitas.policy import encode, read_cases
from netralitas.simulation.cases import case_of, row_of
from netralitas.simulation.flattening import Flattening
from tests.workflows.judgement.corpus import cases
from tests.workflows.simulation.reading_twice import words

ROW: dict[str, Any] = {"id": "a", "subject.category": "pns", "act": "react_online"}


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"at": date(2024, 10, 2), "facts.reaction": "like", "facts.public": True},
        {"at": "2024-10", "report.at": date(2024, 11, 2), "report.by.confidential": True},
        {"at.from": date(2024, 10, 1), "at.to": date(2024, 10, 3)},
        {"charges.1.act": "post_photo", "charges.1.at": "2024-10-05"},
        {"charges.1.act": "post_photo", "charges.1.facts.symbol": True},
        {f"charges.{place}.act": "gesture" for place in range(1, 12)},
        {"evidence": "foto:verified; tautan"},
        {"evidence": "none"},
        {"evidence.0.kind": "foto", "evidence.0.sha256": "ab", "evidence.0.charges.0": 1},
        {"evidence.0.kind": "foto", "evidence.0.charges": True},
        {"priors.0.act": "gesture", "priors.0.at": date(2020, 1, 2), "priors.1.status": "served"},
        {"officials.0.state": "acting", "officials.0.level": "pengawas", "officials.0.kind": "pj"},
        {"process.summonses.0": True, "process.summonses.1.for": date(2024, 10, 9)},
        {"process.imposed.0.sanction": "sedang_a", "process.delivery.for": date(2024, 12, 1)},
        {"subject.tambahan_penghasilan": 5_000_000, "subject.until": date(2030, 1, 1)},
    ],
)  # fmt: skip
def test_a_row_and_its_case_are_each_others(columns: dict[str, Any]) -> None:
    row = ROW | columns
    case = case_of(row, words(None))
    back = row_of(case, row.keys() | {"evidence.0.verified"}, lambda path: pytest.fail(str(path)))
    assert case_of(back, words(None)) == case
    assert case_of({**dict.fromkeys(reversed(row)), **back}, words(None)) == case


def test_every_case_of_the_corpus_is_a_row() -> None:
    for entry, case in cases():
        names = Flattening().cells(json.loads(encode(case)))
        row = row_of(case, names, lambda path: pytest.fail(str(path)))
        assert case_of(row, words(None)) == case, entry


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"act": "like"}, "row: act: unknown act 'like'"),
        ({"subject.category": "pnss"}, "row: subject.category: unknown value 'pnss'"),
        ({"facts.reaction": "likes"}, "row: facts.reaction: unknown value 'likes'"),
        ({"facts.symbol": True}, "row: facts.symbol: react_online carries no fact 'symbol'"),
        ({"charges.1.act": "like"}, "row: charges.1.act: unknown act 'like'"),
        ({"id": None}, "row: key 'id' is missing"),
        ({"act": None}, "row: key 'act' is missing"),
    ],
)
def test_a_row_that_is_no_case_is_refused_by_its_column(columns: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError) as refused:
        case_of(ROW | columns, words(None))
    assert refused.value.message(Language.EN).startswith(says)


def test_a_row_is_the_case_that_a_file_would_hold() -> None:
    content = (
        b"schema: netralitas/case/v1\nid: a\nsubject: {category: pns}\n"
        b"charges: [{act: react_online, at: 2024-10, facts: {reaction: like}}]\n"
        b"evidence: [{kind: foto, verified: true}, {kind: saksi}]\n"
    )
    [case] = read_cases(content, "a.yaml", words(None))
    row = ROW | {"at": "2024-10", "facts.reaction": "like", "evidence": "foto:verified,saksi"}
    assert case_of(row, words(None)) == case
    assert case_of(row, words(None)).charges[0].at == Days.month(2024, 10)
