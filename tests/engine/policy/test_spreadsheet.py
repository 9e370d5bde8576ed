"""This file reads cases from tables as a spreadsheet writes them."""

from __future__ import annotations

from datetime import date

import pytest

from netralitas.facts import Case, CaseError, Days, Facts, Language
from netralitas.policy import Policy, read_cases


def read(text: str, policy: Policy) -> list[Case | CaseError]:
    return list(read_cases(text.encode(), "t.csv", policy))


def only_case(text: str, policy: Policy) -> Case:
    [case] = read(text, policy)
    assert isinstance(case, Case), str(case)
    return case


def only_error(text: str, policy: Policy) -> str:
    [error] = read(text, policy)
    assert isinstance(error, CaseError)
    return error.message(Language.EN)


def test_a_row_is_a_case_with_one_charge(sample: Policy) -> None:
    case = only_case(
        "id,election,subject.category,subject.heads_unit,act,at,facts.reaction,facts.completed\n"
        "LMJ-1,pilkada_2024,pns,TRUE,react_online,2024-10,like,false\n",
        sample,
    )
    assert case.schema == "netralitas/case/v1"
    assert case.subject.heads_unit is True
    assert case.charges[0].at == Days.month(2024, 10)
    assert case.charges[0].facts == Facts({"reaction": "like", "completed": False})


def test_an_empty_cell_is_an_absent_value(sample: Policy) -> None:
    case = only_case(
        "id,event,subject.heads_unit,act,at,facts.reaction,evidence\na,,,react_online,, ,\n", sample
    )
    assert case.event is None
    assert case.subject.heads_unit is None
    assert case.charges[0].at is None
    assert case.charges[0].facts == Facts()
    assert case.evidence is None


@pytest.mark.parametrize(
    ("cell", "evidence"),
    [
        ("none", []),
        ("foto", [("foto", False)]),
        ("foto:verified", [("foto", True)]),
        ('"foto:verified, tautan"', [("foto", True), ("tautan", False)]),
        ("foto:verified; saksi : verified", [("foto", True), ("saksi", True)]),
    ],
)
def test_evidence_is_a_list_of_kinds(
    cell: str, evidence: list[tuple[str, bool]], sample: Policy
) -> None:
    case = only_case(f"id,subject.category,act,evidence\na,pns,react_online,{cell}\n", sample)
    assert case.evidence is not None
    assert [(item.kind.value, item.verified) for item in case.evidence] == evidence


def test_several_charges_and_lists_are_numbered_from_0(sample: Policy) -> None:
    case = only_case(
        "id,subject.level,charges.0.act,charges.0.at.from,charges.0.at.to,charges.1.act,charges.1.facts.active,"
        "officials.0.level,officials.0.state,evidence.0.kind,evidence.0.charges.0\n"
        "a,pengawas,react_online,2024-10-01,2024-10-03,join_campaign,true,administrator,vacant,foto,2\n",
        sample,
    )
    assert [charge.act for charge in case.charges] == ["react_online", "join_campaign"]
    assert case.charges[0].at == Days(first=date(2024, 10, 1), last=date(2024, 10, 3))
    assert case.charges[1].facts == Facts({"active": True})
    assert case.officials[0].state.value == "vacant"
    assert case.evidence is not None
    assert case.evidence[0].charges == (2,)


def test_numbers_left_empty_are_closed_up(sample: Policy) -> None:
    case = only_case(
        "id,subject.level,charges.0.act,charges.1.act,charges.2.act\na,,react_online,,join_campaign\n",
        sample,
    )
    assert [charge.act for charge in case.charges] == ["react_online", "join_campaign"]


def test_semicolons_and_a_byte_order_mark_come_from_a_local_spreadsheet(sample: Policy) -> None:
    case = only_case(
        "\ufeffid;subject.category;act;evidence\r\n1;pns;react_online;foto:verified\r\n", sample
    )
    assert case.id == "1"
    assert case.evidence is not None


def test_digits_stay_text_where_text_is_wanted(sample: Policy) -> None:
    case = only_case(
        "id,event,subject.category,act,facts.platform\n007,1.50,pns,react_online,12\n", sample
    )
    assert (case.id, case.event) == ("007", "1.50")
    assert case.charges[0].facts == Facts({"platform": "12"})


def test_a_bad_row_is_named_and_the_rest_is_taken(sample: Policy) -> None:
    read_ = read(
        "id,subject.category,act\na,pns,react_online\nb,pnss,react_online\n\nc,pns,react_online,extra\nd,pns,react_online\n",
        sample,
    )
    assert [one.id for one in read_ if isinstance(one, Case)] == ["a", "d"]
    assert [one.at.line for one in read_ if isinstance(one, CaseError)] == [3, 5]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (
            "id,subject.categori,act",
            "unknown column 'subject.categori' (did you mean 'subject.category'?)",
        ),
        ("id,category,act", "unknown column 'category' (did you mean 'subject.category'?)"),
        ("id,facts.reacton,act", "unknown column 'facts.reacton' (did you mean 'facts.reaction'?)"),
        ("id,facts,act", "unknown column 'facts'"),
        ("id,facts.voted,act", "unknown column 'facts.voted'"),
        ("id,charges.act,act", "unknown column 'charges.act' (did you mean 'charges.0'?)"),
        ("id,subject.level.x,act", "unknown column 'subject.level.x'"),
        ("id,charges.0.at.form,act", "unknown column 'charges.0.at.form'"),
        (
            "id,evidence.0.kindd,act",
            "unknown column 'evidence.0.kindd' (did you mean 'evidence.0.kind'?)",
        ),
        ("id,subject,act", "unknown column 'subject'"),
        ("id,,act", "unknown column ''"),
        ("id,subject.level,id", "column 'id' stands twice"),
        ("id,charges.0.act,act", "column 'act' stands twice"),
    ],
)
def test_a_column_that_no_case_has_is_refused_before_any_row(
    header: str, says: str, sample: Policy
) -> None:
    message = only_error(f"{header}\na,pns,react_online\nb,pns,react_online\n", sample)
    assert message.startswith(f"t.csv:1: {says}")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("subject.category,act", "id"),
        ("id,subject.category,at", "act"),
        ("id,act,event", "subject.category"),
    ],
)
def test_a_column_that_every_case_needs_is_missed(header: str, column: str, sample: Policy) -> None:
    assert only_error(f"{header}\na,b,c\n", sample) == (
        f"t.csv:1: there is no column '{column}' (add {column} to the header)"
    )


def test_an_earlier_answer_beside_the_cases_is_not_read(sample: Policy) -> None:
    case = only_case(
        "id,verdict.tier,subject.category,act,verdict.tier\na,berat,pns,react_online,=1\n", sample
    )
    assert case.id == "a"


def test_columns_may_be_parted_by_tabs(sample: Policy) -> None:
    assert only_case("id\tsubject.category\tact\na\tpns\treact_online\n", sample).id == "a"


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (b"b,pns,\xe9", "not UTF-8: byte 0xe9"),
        (b"b,pns,\x1b[0m", "a control character: U+001B"),
        (b'b,"pns"x,react_online', "not valid CSV: ',' expected after '\"'"),
        (b"b," + b"x" * 200_000 + b",react_online", "not valid CSV: field larger than field limit"),
    ],
)
def test_what_spoils_a_row_leaves_the_others_standing(
    spoilt: bytes, says: str, sample: Policy
) -> None:
    header, sound = b"id,subject.category,act", b"%s,pns,react_online"
    content = b"\n".join([header, sound % b"a", spoilt, sound % b"c"])
    first, error, last = read_cases(content, "t.csv", sample)
    assert isinstance(first, Case) and isinstance(last, Case)
    assert isinstance(error, CaseError)
    assert error.message(Language.EN).startswith(f"t.csv:3: {says}")


def test_a_row_of_several_lines_is_named_by_its_first(sample: Policy) -> None:
    read_ = read(
        'id,subject.category,act,facts.platform\na,pns,react_online,"two\nlines"\n'
        'b,pnss,react_online,"two\nlines"\n',
        sample,
    )
    assert [one.at.line for one in read_ if isinstance(one, CaseError)] == [4]


def test_a_header_that_is_no_text_is_refused(sample: Policy) -> None:
    [error] = read_cases("id,subject.category,act\n".encode("utf-16"), "t.csv", sample)
    assert isinstance(error, CaseError)
    assert error.message(Language.EN) == ('t.csv:1: not UTF-8: byte 0xff (save it as "CSV UTF-8")')


def test_a_table_has_a_most_of_columns(sample: Policy) -> None:
    header = ",".join(["id", "subject.category", *(f"charges.{n}.act" for n in range(1_999))])
    assert only_error(f"{header}\n", sample).startswith("t.csv:1: 2001 columns; at most 2000")


def test_a_number_that_no_list_counts_to_is_no_column(sample: Policy) -> None:
    header = f"id,subject.category,charges.{'9' * 5000}.act"
    assert only_error(f"{header}\n", sample).startswith("t.csv:1: unknown column 'charges.999")


@pytest.mark.parametrize(
    "columns", ["at,at.from", "at.from,at", "evidence,evidence.0.kind", "evidence.0.kind,evidence"]
)
def test_a_value_given_in_two_columns_is_refused(columns: str, sample: Policy) -> None:
    values = {
        "at": "2024-10-02",
        "at.from": "2024-10-02",
        "evidence": "foto",
        "evidence.0.kind": "foto",
    }
    row = ",".join(values[column] for column in columns.split(","))
    message = only_error(f"id,act,subject.level,{columns}\na,react_online,,{row}\n", sample)
    assert "is given by another column too" in message


def test_a_wrong_cell_is_named_by_its_row_and_path(sample: Policy) -> None:
    header = "id,subject.category,subject.heads_unit,act"
    text = f"{header}\na,pns,true,react_online\nb,pns,ya,react_online\n"
    [_, error] = read(text, sample)
    assert isinstance(error, CaseError)
    assert error.message(Language.EN) == (
        "t.csv:3: subject.heads_unit: expected true or false, not 'ya' (for example true / false)"
    )


def test_a_quote_left_open_is_refused(sample: Policy) -> None:
    errors = read('id,subject.category,act\na,pns,"react_online\nb,pns,react_online\n', sample)
    assert isinstance(errors[-1], CaseError)
    assert "not valid CSV" in errors[-1].message(Language.EN)


def test_a_field_longer_than_a_table_may_have_is_refused(sample: Policy) -> None:
    message = only_error(f"id,subject.category,act\n{'x' * 200_000},pns,react_online\n", sample)
    assert "not valid CSV" in message or "characters" in message
