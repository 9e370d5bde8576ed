"""JSON Lines become columns that are the same in every piece of a file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from netralitas.policy import Candidate, candidate_of_line
from netralitas.simulation import read_jsonl
from netralitas.simulation.sifting import FAULTS_TOLD
from tests.workflows.simulation.reading_twice import chunks, in_bulk, one_by_one, only, said

PLAIN: dict[str, Any] = {
    "schema": "netralitas/case/v1",
    "id": "LMJ-1",
    "subject": {"category": "pns"},
    "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "like"}}],
}


def lines(*cases: dict[str, Any], **how: Any) -> bytes:
    return "".join(json.dumps(case, **how) + "\n" for case in cases).encode()


def case(**changes: Any) -> dict[str, Any]:
    return {**PLAIN, **changes}


def test_pieces_have_the_columns_of_the_whole_file() -> None:
    content = lines(
        PLAIN,
        case(evidence=[{"kind": "foto", "verified": True}, {"kind": "saksi"}]),
        case(
            charges=[
                *PLAIN["charges"],
                {"act": "gesture", "at": {"from": "2024-10-01", "to": "2024-10-03"}},
            ]
        ),
        case(evidence=[], priors=[{"same_violation": True}]),
    )
    found = chunks(content, ".jsonl", rows=1)
    assert len(found) > 1
    assert {tuple(chunk.frame.columns) for chunk in found} == {
        (
            "id", "subject.category", "act", "at", "facts.reaction", "evidence.0.kind",
            "evidence.0.verified", "evidence.1.kind", "charges.1.act", "charges.1.at.from",
            "charges.1.at.to", "evidence", "priors.0.same_violation",
        )
    }  # fmt: skip
    assert in_bulk(content, ".jsonl", rows=1).cases == one_by_one(content, ".jsonl").cases


def test_lines_are_numbered_as_they_stand() -> None:
    content = b"\n" + lines(PLAIN) + b"\n \n" + lines(PLAIN) + b'{"id": 1}\n'
    found = chunks(content, ".jsonl", rows=2)
    assert [row for chunk in found for row in chunk.rows.to_list()] == [2, 5]
    assert [error.at.line for chunk in found for error in chunk.faults] == [6]


@pytest.mark.parametrize(
    "odd",
    [
        case(evidence=[{"kind": "foto", "charges": []}]),
        case(process={"summonses": [{}, {"at": "2024-10-07"}, {"for": None}]}),
        case(priors=[{}]),
        case(report={"by": {}}),
        case(event=None, subject={"until": None}, priors=[], process={"examination": {}}),
        case(charges=[{"act": "gesture", "at": {"from": "2024-10-01", "to": "2024-10-31"}}]),
        case(id=" a "),
        case(subject={"tambahan_penghasilan": -5}),
        case(subject={"tambahan_penghasilan": 2**53 - 1}),
        case(charges=[{"act": "other", "facts": {"description": "é" * 5000}}]),
    ],
)
def test_what_only_few_cases_say_is_kept(odd: dict[str, Any]) -> None:
    for content in (
        lines(odd),
        lines(odd, PLAIN, odd),
        lines(odd, indent=None, separators=(",", " : ")),
    ):
        bulk, single = in_bulk(content, ".jsonl"), one_by_one(content, ".jsonl")
        assert bulk.said == []
        assert bulk.cases == single.cases
        assert single.cases


def test_a_list_longer_than_a_row_is_told() -> None:
    content = lines(case(evidence=[{"kind": "foto"}] * 257), PLAIN)
    chunk = only(content, ".jsonl")
    assert chunk.rows.to_list() == [2]
    assert said(chunk.faults[0]) == (
        "t.jsonl:1: evidence: 257 entries; a row of a table holds at most 256 "
        "(judge this case by itself)"
    )


def test_plain_lines_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(*_: object) -> None:
        raise AssertionError("read one by one")

    monkeypatch.setattr(read_jsonl, "candidate_of_line", alone)
    plain = lines(PLAIN, case(evidence=[{"kind": "foto", "verified": True}]), case(evidence=[]))
    assert only(plain, ".jsonl").frame.height == 3
    with pytest.raises(AssertionError, match="one by one"):
        only(lines(PLAIN).replace(b'"id"', b'"id": "x", "id"'), ".jsonl")


def test_a_file_with_keys_without_end_is_refused() -> None:
    content = lines(*({f"k{number}": 1} for number in range(20_001)))
    [error] = [error for chunk in chunks(content, ".jsonl") for error in chunk.faults]
    assert said(error) == "t.jsonl: more than 20000 different keys (check the keys of each line)"


def test_of_a_flood_of_faults_no_more_lines_are_read_one_by_one_than_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A region that is not installed is refused for all its lines at once, block after block."""
    monkeypatch.setattr(read_jsonl, "_BATCH", 700)
    looked_at: list[int] = []

    def looking(line: bytes, file: str, number: int) -> Candidate:
        looked_at.append(number)
        return candidate_of_line(line, file, number)

    monkeypatch.setattr(read_jsonl, "candidate_of_line", looking)
    for region, told, untold, kept in (("antah", FAULTS_TOLD, 3_200, 0), ("lain", 0, 0, 4_200)):
        looked_at.clear()
        found = chunks(lines(*[case(region=region)] * 4_200), ".jsonl")
        assert len(found) == 6
        assert sum(len(chunk.faults) for chunk in found) == told
        assert sum(chunk.untold for chunk in found) == untold
        assert sum(chunk.frame.height for chunk in found) == kept
        assert told <= len(looked_at) <= told + 700


def test_after_a_flood_what_may_be_a_case_is_still_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read_jsonl, "_BATCH", 700)
    flood = lines(*[case(region="antah")] * 2_000)
    twice = lines(case(id="kembar")).replace(b'"id"', b'"id": "lain", "id"')
    odd = lines(case(id="ganjil", evidence=[{}]))
    found = chunks(flood + odd + twice + lines(PLAIN), ".jsonl")
    assert [name for chunk in found for name in chunk.frame.to_dict().get("id", [])] == ["LMJ-1"]
    assert sum(len(chunk.faults) + chunk.untold for chunk in found) == 2_002
