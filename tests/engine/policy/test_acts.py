"""The table of acts is generated from the rows, and held true both ways."""

from __future__ import annotations

import msgspec
import pytest

from netralitas.policy import Policy, facts_out_of_reach, table_of_acts
from tests.laws import national_policy


@pytest.fixture(scope="module")
def national() -> Policy:
    return national_policy()


def test_no_act_is_without_a_row_that_decides_or_asks(national: Policy) -> None:
    assert [entry.id for entry in table_of_acts(national) if not entry.decides + entry.asks] == []


def test_no_row_is_without_an_act(national: Policy) -> None:
    listed = {
        row
        for entry in table_of_acts(national)
        for row in (*entry.decides, *entry.asks, *entry.opens)
    }
    assert {row.id for row in national.provisions} == listed


def test_no_row_reads_a_fact_that_its_act_cannot_state(national: Policy) -> None:
    assert facts_out_of_reach(national) == ()


def test_an_act_without_a_row_is_noticed(national: Policy) -> None:
    """The control: an act that no row names."""
    orphan = msgspec.structs.replace(national.acts[0], id="orphan")
    wider = msgspec.structs.replace(national, acts=(*national.acts, orphan))
    (entry,) = [one for one in table_of_acts(wider) if not one.decides + one.asks]
    assert entry.id == "orphan"


def test_a_fact_out_of_reach_is_noticed(national: Policy) -> None:
    """The control: a row on likes that reads whether a spouse was on leave."""
    row = next(one for one in national.provisions if one.id == "etik-posting-like-follow")
    strange = msgspec.structs.replace(row, id="strange", when={"any": [{"on_cltn": False}]})
    wider = msgspec.structs.replace(national, provisions=(*national.provisions, strange))
    assert facts_out_of_reach(wider) == (("strange", "react_online", "on_cltn"),)


def test_the_entry_of_an_act_names_its_rows_questions_and_facts(national: Policy) -> None:
    entry = next(one for one in table_of_acts(national) if one.id == "attend_declaration")
    assert "etik-deklarasi-aktif" in entry.decides
    assert "skb-2020-tidak-dilihat" in entry.asks
    assert "active" in entry.facts
