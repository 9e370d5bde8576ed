"""Reading in bulk takes the cases that reading one by one takes, and says the same of others."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netralitas.facts import NotInstalled, Place, PolicyError, Text
from netralitas.policy import Policy
from netralitas.simulation.bulk_checks import Checks
from netralitas.simulation.frames import CHUNK_ROWS
from netralitas.simulation.reading import chunks_of, pieces_of, table_format_of
from netralitas.simulation.sifting import FAULTS_TOLD
from tests.workflows.simulation.reading_twice import (
    chunks,
    csv,
    in_bulk,
    one_by_one,
    only,
    said,
    taken,
    words,
)
from tests.workflows.simulation.tables_at_random import csv_files, jsonl_files, tables
from tests.workflows.simulation.tables_written import as_csv, as_parquet, as_xlsx

_PACK = Place("lain.yaml", 7)
ROWS = st.sampled_from((CHUNK_ROWS, 1, 3))
HEADER = "id,subject.category,act,facts.reaction"


@settings(max_examples=150)
@given(content=csv_files(), rows=ROWS)
@example(content=b'id,subject.category,act\na,pns,"react\nb,pns,react_online\n', rows=1)
@example(content=b"id,subject.category,act\ra,pns,react_online\rb,pns,react_online", rows=1)
@example(content=b'id,act,subject.level,event\na,react_online,,5" x\nb,react_online,,y\n', rows=1)
def test_a_csv_table_read_in_bulk_gives_the_same_cases(content: bytes, rows: int) -> None:
    bulk, single = in_bulk(content, ".csv", rows=rows), one_by_one(content, ".csv")
    assert bulk.cases == single.cases
    assert bulk.said == single.said


@settings(max_examples=150)
@given(content=jsonl_files(), rows=ROWS)
def test_json_lines_read_in_bulk_give_the_same_cases(content: bytes, rows: int) -> None:
    bulk, single = in_bulk(content, ".jsonl", rows=rows), one_by_one(content, ".jsonl")
    assert bulk.cases == single.cases
    assert bulk.said == single.said


@settings(max_examples=60)
@given(table=tables(plain=True))
def test_a_workbook_and_parquet_give_the_cases_of_the_same_cells(
    table: tuple[list[str], list[list[str]]],
) -> None:
    single = one_by_one(as_csv(*table), ".csv")
    for suffix, content in ((".xlsx", as_xlsx(*table)), (".parquet", as_parquet(*table))):
        bulk = in_bulk(content, suffix)
        assert bulk.cases == single.cases, suffix
        assert bulk.said_of_columns == single.said_of_columns, suffix


@settings(max_examples=60)
@given(content=jsonl_files())
def test_a_document_gives_the_same_cases(content: bytes) -> None:
    document = b"[" + b",\n".join(line for line in content.split(b"\n") if line.strip()) + b"]"
    for suffix in (".json", ".yaml"):
        bulk, single = in_bulk(document, suffix), one_by_one(document, suffix)
        assert bulk.cases == single.cases
        assert bulk.said == single.said


@pytest.mark.parametrize(
    ("check", "table"),
    [
        ("_facts", csv(HEADER, "a,pns,join_campaign,like")),
        ("_contest", csv(f"{HEADER},election,contest", "a,pns,let_others,,pilkada_2024,dpd")),
        ("_dates", csv(f"{HEADER},at,report.at", "a,pns,let_others,,2024-10-03,2024-10-02")),
    ],
)
def test_a_check_that_is_left_out_is_missed(
    check: str, table: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(in_bulk(table, ".csv").errors) == len(one_by_one(table, ".csv").errors) == 1

    def nothing(*_: object) -> Iterator[Any]:
        return iter(())

    monkeypatch.setattr(Checks, check, nothing)
    assert only(table, ".csv").frame.height == 1


def test_three_bad_rows_among_many_are_named_and_the_rest_is_taken() -> None:
    lines = [f"k-{number},pns,react_online,like" for number in range(20_000)]
    lines[77] = "k-77,pnss,react_online,like"
    lines[9_000] = "k-9000,pns,react_online,likes"
    lines[19_999] = "k-19999,pns,join_campaign,like"
    found = chunks(csv(HEADER, *lines), ".csv", rows=4_096)
    assert [said(error) for chunk in found for error in chunk.faults] == [
        "t.csv:79: subject.category: unknown value 'pnss' (did you mean 'pns'? known here: bpd, "
        "cpns, kepala_desa, non_asn, pejabat_daerah, pejabat_negara, perangkat_desa, pns, pppk, "
        "tni_polri)",
        "t.csv:9002: facts.reaction: unknown value 'likes' (did you mean 'like'? known here: "
        "comment, follow, join, like, post, share)",
        "t.csv:20001: facts.reaction: join_campaign carries no fact 'reaction' (known here: "
        + ", ".join(sorted(_carried("join_campaign")))
        + ")",
    ]
    rows = np.concatenate([chunk.rows.to_numpy() for chunk in found])
    assert sum(chunk.frame.height for chunk in found) == len(rows) == 19_997
    assert set(range(2, 20_002)) - set(rows.tolist()) == {79, 9_002, 20_001}


def test_a_flood_of_faults_is_told_in_part_and_counted() -> None:
    lines = ["a,pnss,react_online,like", "b,pns,react_online,like"] * 2_000
    chunk = only(csv(HEADER, *lines), ".csv")
    assert chunk.frame.height == 2_000
    assert len(chunk.faults) == FAULTS_TOLD
    assert chunk.untold == 2_000 - FAULTS_TOLD


def test_what_a_flood_does_not_tell_is_still_looked_at() -> None:
    lines = ["a,pnss,react_online,like"] * 2_000 + ["b,pns,react_online,like", "c,pns,gesture,"]
    header = f"{HEADER},subject.heads_unit"
    odd = csv(header, *(f"{line},tRuE" for line in lines))
    chunk = only(odd, ".csv")
    assert chunk.frame["id"].to_list() == ["b", "c"]
    assert chunk.frame["subject.heads_unit"].to_list() == [True, True]


def test_each_row_is_read_in_the_words_of_its_region() -> None:
    table = csv(
        "id,region,subject.category,subject.office,act",
        "a,contoh,non_asn,contoh_penyuluh,react_online",
        "b,,non_asn,contoh_penyuluh,react_online",
        "c,lain,non_asn,contoh_penyuluh,react_online",
        "d,lain,pns,camat,react_online",
        "e,tiada,pns,camat,react_online",
        "f, contoh ,pns,camat,react_online",
    )
    chunk = only(table, ".csv")
    assert chunk.frame["id"].to_list() == ["a", "d", "f"]
    assert chunk.frame["region"].to_list() == ["contoh", "lain", "contoh"]
    assert [error.at.line for error in chunk.faults] == [3, 4, 6]
    assert said(chunk.faults[0]).startswith("t.csv:3: subject.office: unknown office")
    assert said(chunk.faults[2]) == (
        "t.csv:6: region: region 'tiada' is not installed; installed: contoh, lain"
    )


def test_facts_that_a_region_adds_are_columns_of_json_lines() -> None:
    line = (
        '{"schema": "netralitas/case/v1", "id": "%s", "region": %s, "subject": {}, '
        '"charges": [{"act": "react_online", "facts": {"contoh_apel": true}}]}'
    )
    chunk = only((line % ("a", '"contoh"') + "\n" + line % ("b", "null")).encode(), ".jsonl")
    assert chunk.frame["id"].to_list() == ["a"]
    assert chunk.frame["facts.contoh_apel"].to_list() == [True]
    assert said(chunk.faults[0]).startswith("t.jsonl:2: charges[0].facts.contoh_apel: unknown fact")


def test_a_pack_that_cannot_be_loaded_is_a_fault_of_the_rows_that_name_it(tmp_path: Path) -> None:
    def broken(region: str | None) -> Policy:
        if region == "lain":
            raise PolicyError(Text(id="rusak", en="broken"), at=_PACK)
        return words(region)

    file = tmp_path / "t.csv"
    file.write_bytes(csv("id,region,subject.level,act", "a,lain,,gesture", "b,,,gesture"))
    [piece] = pieces_of(str(file))
    [chunk] = chunks_of(piece, broken)
    assert chunk.frame["id"].to_list() == ["b"]
    assert said(chunk.faults[0]) == f"{file}:2: region: lain.yaml:7: broken"


def test_without_words_of_the_nation_nothing_can_be_read(tmp_path: Path) -> None:
    def lawless(region: str | None) -> Policy:
        raise NotInstalled("nasional", installed=())

    file = tmp_path / "t.csv"
    file.write_bytes(csv(HEADER, "a,pns,react_online,like"))
    with pytest.raises(NotInstalled):
        list(chunks_of(pieces_of(str(file))[0], lawless))


def test_pieces_travel_and_are_read_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(csv(HEADER, *(f"k-{number},pns,react_online,like" for number in range(500))))
    pieces = pieces_of(str(file), rows=100)
    assert len(pieces) > 3
    there = pickle.loads(pickle.dumps(tuple(reversed(pieces))))
    found = [chunk for piece in there for chunk in chunks_of(piece, words)]
    rows = [row for chunk in found for row in chunk.rows.to_list()]
    assert sorted(rows) == list(range(2, 502))
    assert rows != sorted(rows)


def test_a_header_that_no_case_has_is_told_once_for_all_pieces() -> None:
    table = csv("id,subject.categori,act", *["a,pns,react_online"] * 50)
    found = taken(chunks(table, ".csv", rows=5))
    assert found.cases == []
    assert found.said == [
        "t.csv:1: unknown column 'subject.categori' (did you mean 'subject.category'?)"
    ]


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pieces_of(str(tmp_path / "tiada.csv"))


@pytest.mark.parametrize(
    ("file", "begins", "format"),
    [
        ("a.csv", b"", "csv"),
        ("a.CSV", b"", "csv"),
        ("a.xlsx", b"", "xlsx"),
        ("a.parquet", b"", "parquet"),
        ("a.ndjson", b"", "jsonl"),
        ("a.yml", b"", "yaml"),
        ("a", b"PK\x03\x04", "xlsx"),
        ("a", b"PAR1", "parquet"),
        ("a", b'{"id": 1}\n{"id": 2}\n', "jsonl"),
    ],
)
def test_the_format_is_that_of_the_name_or_of_the_first_bytes(
    file: str, begins: bytes, format: str
) -> None:
    assert table_format_of(file, begins) == format


def test_the_days_of_acts_are_dates_until_a_month_comes() -> None:
    header = f"{HEADER},at"
    single = only(csv(header, "a,pns,gesture,,2024-10-02", "b,pns,gesture,,"), ".csv").frame
    assert single.schema["at"] == pl.Date
    mixed = only(csv(header, "a,pns,gesture,,2024-10-02", "b,pns,gesture,,2024-10"), ".csv").frame
    assert mixed["at"].to_list() == ["2024-10-02", "2024-10"]


def _carried(act: str) -> Iterator[str]:
    for field in words(None).fields:
        if field.scope == "charge" and (field.acts is None or act in field.acts):
            yield field.name
