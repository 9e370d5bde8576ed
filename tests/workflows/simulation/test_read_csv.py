"""CSV comes as spreadsheets of every country write it; what is wrong with a row stays with it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from netralitas.simulation import csv_cells
from netralitas.simulation.reading import pieces_of
from tests.workflows.simulation.reading_twice import chunks, csv, in_bulk, one_by_one, only, said

HEADER = "id,subject.category,act,facts.platform"


def lines_of(content: bytes, rows: int) -> list[int]:
    return [line for chunk in chunks(content, ".csv", rows=rows) for line in chunk.rows.to_list()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_table_is_read_as_any_spreadsheet_writes_it(
    delimiter: str, ending: str, mark: bytes
) -> None:
    rows = [HEADER, "a,pns,react_online,facebook", "b,pppk,gesture,", ""]
    content = mark + ending.join(rows).replace(",", delimiter).encode()
    chunk = only(content, ".csv")
    assert chunk.frame["id"].to_list() == ["a", "b"]
    assert chunk.frame["facts.platform"].to_list() == ["facebook", None]
    assert chunk.rows.to_list() == [2, 3]
    assert in_bulk(content, ".csv").cases == one_by_one(content, ".csv").cases


@pytest.mark.parametrize("rows", [1, 2, 1000])
def test_a_row_is_named_by_the_line_on_which_it_begins(rows: int) -> None:
    content = csv(
        HEADER,
        'a,pns,react_online,"two\nlines"',
        "",
        ",,,",
        'b,pns,react_online,"say ""no"""',
        'c,pns,react_online,"one; two, three"',
        "d,pns,react_online,",
    )
    assert lines_of(content, rows) == [2, 6, 7, 8]
    cases = in_bulk(content, ".csv", rows=rows).cases
    assert [case.charges[0].facts.get("platform") for case in cases] == [
        "two\nlines",
        'say "no"',
        "one; two, three",
        None,
    ]


@pytest.mark.parametrize("rows", [1, 3, 1000])
def test_quotes_that_mean_nothing_do_not_join_rows(rows: int) -> None:
    content = csv(HEADER, *(f'k-{n},pns,react_online,5" x' for n in range(7)))
    assert lines_of(content, rows) == list(range(2, 9))
    assert in_bulk(content, ".csv", rows=rows).cases == one_by_one(content, ".csv").cases


def test_what_spoils_one_row_leaves_the_next_ones_standing() -> None:
    content = csv(
        HEADER,
        "a,pns,react_online,caf\xe9",
        'b,pns,react_online,"x"y',
        "c,pns,react_online,x,more",
        "d,pns",
        "e,pns,react_online,\x07",
        "f,pns,react_online,\u2028",
        "g,pns,react_online,café",
    )
    content = content.replace("caf\xe9\nb".encode(), b"caf\xe9\nb", 1)
    chunk = only(content, ".csv")
    assert chunk.frame["id"].to_list() == ["g"]
    assert [said(error) for error in chunk.faults] == [
        't.csv:2: not UTF-8: byte 0xe9 (save it as "CSV UTF-8")',
        "t.csv:3: not valid CSV: ',' expected after '\"' (check the quotes)",
        "t.csv:4: 5 cells, only 4 columns (check the quotes)",
        "t.csv:5: key 'charges' is missing (for example charges: [...])",
        "t.csv:6: a control character: U+0007 (remove the character)",
        "t.csv:7: a control character: U+2028 (remove the character)",
    ]


def test_utf_16_is_refused_as_a_whole() -> None:
    content = csv(HEADER, "a,pns,react_online,facebook").decode().encode("utf-16")
    chunk = only(content, ".csv")
    assert chunk.frame.height == 0
    [error] = chunk.faults
    assert said(error) == 't.csv:1: not UTF-8: byte 0xff (save it as "CSV UTF-8")'


def test_blanks_around_cells_are_none_of_their_values() -> None:
    content = csv(HEADER, " a ,pns , react_online,\u00a0facebook ", "b,\tpns, gesture ,   ")
    chunk = only(content, ".csv")
    assert chunk.frame.rows() == [
        ("a", "pns", "react_online", "facebook"),
        ("b", "pns", "gesture", None),
    ]


def test_truth_values_are_read_however_they_are_spelt() -> None:
    content = csv(
        "id,subject.heads_unit,act",
        "a,true,gesture",
        "b,FALSE,gesture",
        "c,tRuE,gesture",
        "d,,gesture",
    )
    assert only(content, ".csv").frame["subject.heads_unit"].to_list() == [True, False, True, None]


def test_numbers_left_out_of_a_list_are_closed_up() -> None:
    content = csv(
        "id,subject.level,charges.2.act,charges.5.act,charges.5.at,officials.3.level,officials.3.state",
        "a,,gesture,post_photo,2024-10-02,camat,vacant".replace("camat", "pengawas"),
        "b,,,post_photo,2024-10-02,,",
    )
    chunk = only(content, ".csv")
    assert [name for name in chunk.frame.columns if not name.startswith("subject")] == [
        "id", "act", "charges.1.act", "charges.1.at", "officials.0.level", "officials.0.state",
        "at",
    ]  # fmt: skip
    cases = in_bulk(content, ".csv").cases
    assert cases == one_by_one(content, ".csv").cases
    assert [len(case.charges) for case in cases] == [2, 1]


def test_an_earlier_answer_beside_the_cases_is_not_read() -> None:
    content = csv("id,subject.level,act,verdict.tier,verdict.tier", "a,,gesture,berat,=1+1")
    assert only(content, ".csv").frame.columns == ["id", "subject.level", "act"]


def test_a_row_with_too_many_cells_is_found_beside_columns_that_are_not_read() -> None:
    content = csv("id,subject.level,act,verdict.tier", "a,,gesture,berat", "b,,gesture,berat,more")
    assert [error.at.line for error in only(content, ".csv").faults] == [3]


def test_a_mark_of_byte_order_inside_a_table_is_a_character() -> None:
    content = csv("id,subject.level,act", "\ufeff,,gesture", "\ufeffb,,gesture")
    for rows in (1, 1000):
        assert in_bulk(content, ".csv", rows=rows).cases == one_by_one(content, ".csv").cases


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_table_needs_a_header(content: bytes) -> None:
    [error] = only(content, ".csv").faults
    assert said(error).startswith("t.csv: a table without a header")


def test_a_header_alone_is_a_table_without_cases() -> None:
    chunk = only(csv(HEADER), ".csv")
    assert (chunk.frame.height, chunk.faults) == (0, ())
    assert chunk.frame.columns == HEADER.split(",")


def test_a_table_has_a_most_of_columns() -> None:
    content = csv(",".join(["id,subject.level,act", *(f"charges.{n}.act" for n in range(1, 2000))]))
    [error] = only(content, ".csv").faults
    assert said(error) == "t.csv:1: 2002 columns; at most 2000 (remove the columns not in use)"


def test_most_rows_are_parted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(*_: object, **__: object) -> None:
        raise AssertionError("read row by row")

    monkeypatch.setattr(csv_cells, "_row_by_row", alone)
    content = csv(HEADER, *(f'k-{n},pns,react_online,"a, b\r\nc ""d"" é"' for n in range(50)))
    assert sum(chunk.frame.height for chunk in chunks(content, ".csv", rows=7)) == 50
    with pytest.raises(AssertionError, match="row by row"):
        chunks(csv(HEADER, 'a,pns,react_online,5" x'), ".csv")


def test_pieces_are_about_as_long_as_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(csv(HEADER, *(f"k-{n:06},pns,react_online,facebook" for n in range(10_000))))
    pieces = pieces_of(str(file), rows=1_000)
    assert 9 <= len(pieces) <= 12
    assert [piece.first for piece in pieces] == [True, *[False] * (len(pieces) - 1)]
    assert pieces[0].line == 2
    assert all(one.end == then.start for one, then in pairwise(pieces))
    assert pieces[-1].end == file.stat().st_size
