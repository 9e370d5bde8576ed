"""Who may do what: every role, action, relation, office and tier against an oracle of its own.

The whole matrix is `python -m tests.faults.role_matrix`.
"""

from __future__ import annotations

import json

import pytest

from netralitas.casework import (
    COMMANDS,
    Actor,
    NotYours,
    Query,
    Relation,
    Role,
    command_from,
    roles,
)
from netralitas.judgement import CompiledPolicy
from tests.faults.role_matrix import BREAKS, LEAST, Matrix, faults, main
from tests.workflows.casework.office import at
from tests.workflows.casework.role_cases import DAY, Built, built
from tests.workflows.casework.role_comparisons import (
    NOT_OF_THE_SERVICE,
    TRIED,
    Compared,
    in_real_cases,
    table,
)
from tests.workflows.casework.role_competence import deciding
from tests.workflows.casework.role_oracle import MAY_DECIDE, ORACLE
from tests.workflows.casework.role_situations import SITUATIONS, Situation


@pytest.fixture(scope="module")
def cases(law: CompiledPolicy) -> Built:
    return built(law)


def test_the_whole_table_is_that_of_the_oracle() -> None:
    found = table()
    assert found.differ == ()
    assert found.cells == len(ORACLE) * len(Role) * (1 + len(Relation))


def test_every_command_stands_in_the_oracle() -> None:
    assert set(COMMANDS) <= set(ORACLE)


def test_every_action_of_the_oracle_is_tried_in_a_real_case() -> None:
    assert {*TRIED, *NOT_OF_THE_SERVICE} == set(ORACLE)
    assert len(TRIED) + len(NOT_OF_THE_SERVICE) == len(ORACLE)


@pytest.mark.parametrize("role", Role)
def test_one_permission_more_or_less_is_noticed(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = dict(roles.TABLE)
    held[role] = held[role] ^ {"decide"}
    monkeypatch.setattr(roles, "TABLE", held)
    assert table().differ


def test_a_relation_that_leaves_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "LEFT", {**roles.LEFT, Relation.SUBJECT: frozenset({"decide"})})
    assert any("subject" in one for one in table().differ)


def test_every_case_comes_to_all_of_its_points(cases: Built) -> None:
    assert cases.not_taken == []


@pytest.mark.parametrize("action", sorted(TRIED))
def test_in_a_real_case_exactly_the_right_people_may(action: str, cases: Built) -> None:
    """Every role in each relation; officials with every office and none; members of the team."""
    found = in_real_cases(cases, action)
    assert found.differ == ()
    assert found.permitted == ORACLE[action]


def test_an_action_that_nobody_can_do_where_it_is_tried_is_noticed(
    cases: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    for point in ("lurah/report", "lurah/nowhere"):
        elsewhere = {**SITUATIONS, "execute": [Situation(point)]}
        monkeypatch.setattr("tests.workflows.casework.role_comparisons.SITUATIONS", elsewhere)
        found = in_real_cases(cases, "execute")
        assert found.differ
        assert not found.permitted


@pytest.mark.parametrize("government, level, tier", [one for one in MAY_DECIDE if one[0] != "kota"])
def test_only_the_competent_official_decides_at_each_level_and_tier(
    government: str, level: str, tier: str, law: CompiledPolicy
) -> None:
    """The program compares a kota too, whose rows are those of a kabupaten."""
    found = deciding(law, government, level, tier)
    assert found.differ == ()
    assert found.cells


def test_the_program_finds_nothing_in_its_short_way(
    law: CompiledPolicy, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--short"], law=lambda: law) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {part: printed[part]["cells"] for part in LEAST[True]} == LEAST[True]
    assert (printed["faults"], printed["broken"]) == (0, None)


NOTICED = {
    "a_permission_less": {"table", "cases", "deciders"},
    "a_permission_more": {"table", "cases"},
    "a_relation_that_leaves_more": {"table", "cases", "deciders"},
    "any_office_in_any_role": {"cases"},
    "everyone_is_competent": {"cases", "deciders"},
    "strangers_all": {"cases", "deciders"},
}
"""The parts of the matrix in which each control differs."""


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_the_program_ends_with_1_when_something_is_broken(
    name: str,
    law: CompiledPolicy,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--short", "--break", name], monkeypatch.setattr, lambda: law) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["broken"].startswith(name)
    assert {part for part in LEAST[True] if printed[part]["differ"]} == NOTICED[name]


def test_less_than_the_whole_matrix_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.faults.role_matrix.TRIED", TRIED[1:])
    nobody = Matrix(table(), {"erase": Compared(9, ())}, {}, ["lurah/final: refused"])
    assert faults(nobody, {"table": 10, "cases": 10}) == [
        f"tried nowhere: {TRIED[0]}",
        "step not taken: lurah/final: refused",
        "never permitted in a real case: administrator erase",
        "cases: 9 cells compared, not 10",
    ]


def test_an_administrator_reads_no_case_and_lists_none(cases: Built) -> None:
    office = cases.offices["lurah"]
    administrator = Actor(id="admin", role=Role.ADMINISTRATOR)
    service = office.service
    with pytest.raises(NotYours):
        service.show(office.id, administrator)
    with pytest.raises(NotYours):
        service.timeline(office.id, administrator)
    with pytest.raises(NotYours):
        service.list(Query(), administrator)
    with pytest.raises(NotYours):
        service.due(at("2025-01-01"), administrator)
    with pytest.raises(NotYours):
        service.show(office.id, Actor(id="terlapor", role=Role.AUDITOR))
    assert service.show(office.id, Actor(id="lain", role=Role.AUDITOR)).id == office.id


def test_a_refusal_names_who_may(cases: Built) -> None:
    service, case = cases.offices["lurah"].service, cases.points["lurah/report"]
    begin = command_from("begin_review", {})
    with pytest.raises(NotYours, match="who may: reviewer"):
        service.propose(case, begin, Actor(id="x", role=Role.BKPSDM), at=at(DAY))
    with pytest.raises(NotYours, match="pp-94-2021 ps 29"):
        service.propose(case, begin, Actor(id="terlibat", role=Role.REVIEWER), at=at(DAY))
