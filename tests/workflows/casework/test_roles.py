"""Who may do what: every role, action, relation, office and tier against an oracle of its own.

The oracle is a grid drawn by hand, action by action, and rules in words; the product's table is
written role by role. Nothing here is computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from netralitas.casework import (
    COMMANDS,
    Actor,
    Case,
    NotYours,
    Query,
    Relation,
    Role,
    command_from,
    roles,
)
from netralitas.casework.roles import permit
from netralitas.facts import InputError, Official, Refused
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, actor, at, case_file
from tests.workflows.casework.test_stories import file_of

GRID = """
action            pelapor reviewer atasan tim opd bkpsdm head bawaslu auditor admin
open                 x       x       .     .   .    x     .      x       .      .
add_evidence         x       x       x     x   x    x     .      x       .      .
verify_evidence      .       x       .     x   .    .     .      .       .      .
record_facts         .       x       .     x   .    .     .      .       .      .
record_official      .       x       .     .   .    x     .      .       .      .
name_person          .       x       .     x   .    x     .      .       .      .
begin_review         .       x       .     .   .    .     .      .       .      .
ask_more             .       x       .     .   .    .     .      .       .      .
proceed              .       x       .     .   .    .     .      .       .      .
close_report         .       x       .     .   .    .     .      .       .      .
close_track          .       .       x     .   x    .     x      .       .      .
summon               .       .       x     x   x    .     x      .       .      .
record_absence       .       .       x     x   x    .     x      .       .      .
examine              .       .       x     x   x    .     x      .       .      .
form_team            .       .       .     .   .    x     x      .       .      .
hear_council         .       .       .     .   .    x     .      .       .      .
forward              .       x       x     .   x    x     x      .       .      .
settle_authority     .       x       .     .   .    x     .      .       .      .
recommend            .       x       .     x   .    .     .      x       .      .
decide               .       .       x     .   x    .     x      .       .      .
hand_over            .       .       x     .   x    x     x      .       .      .
send_decision        .       .       x     .   x    x     x      .       .      .
record_receipt       .       .       x     .   x    x     x      .       .      .
file_remedy          .       .       .     .   .    x     .      .       .      .
decide_remedy        .       .       .     .   x    .     x      .       .      .
record_remedy        .       .       .     .   .    x     .      .       .      .
take_effect          .       .       .     .   .    x     .      .       .      .
execute              .       .       .     .   .    x     .      .       .      .
release              .       .       x     .   x    .     x      .       .      .
end_release          .       .       x     .   x    .     x      .       .      .
refer                .       x       .     .   .    .     .      x       .      .
move_criminal        .       .       .     .   .    .     .      x       .      .
date_criminal        .       .       .     .   .    .     .      x       .      .
return_finding       .       .       .     .   .    .     .      x       .      .
adopt_policy         .       x       .     .   .    x     .      .       .      .
hold                 .       .       .     .   .    x     .      .       x      .
lift_hold            .       .       .     .   .    x     .      .       x      .
erase                .       .       .     .   .    .     .      .       .      x
unseal               .       x       .     .   .    .     .      .       .      .
read                 .       x       x     x   x    x     x      x       x      .
list                 .       x       x     x   x    x     x      x       x      .
timeline             .       x       x     x   x    x     x      x       x      .
due                  .       x       x     x   x    x     x      x       x      .
rejudge              .       x       x     x   x    x     x      x       x      .
follow               x       .       .     .   .    .     .      .       .      .
verify_log           .       .       .     .   .    .     .      .       x      x
tick                 .       .       .     .   .    .     .      .       .      x
"""
COLUMNS = {
    "pelapor": Role.PELAPOR,
    "reviewer": Role.REVIEWER,
    "atasan": Role.ATASAN_LANGSUNG,
    "tim": Role.TIM_PEMERIKSA,
    "opd": Role.KEPALA_PERANGKAT_DAERAH,
    "bkpsdm": Role.BKPSDM,
    "head": Role.KEPALA_DAERAH,
    "bawaslu": Role.BAWASLU_LIAISON,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMINISTRATOR,
}


def grid() -> dict[str, frozenset[Role]]:
    head, *lines = GRID.strip().splitlines()
    names = head.split()[1:]
    return {
        line.split()[0]: frozenset(
            COLUMNS[name] for name, mark in zip(names, line.split()[1:], strict=True) if mark == "x"
        )
        for line in lines
    }


ORACLE = grid()


def leaves(relation: Relation | None, action: str) -> bool:
    """What the relation leaves: to reporters evidence and following, to witnesses evidence."""
    if relation is None:
        return True
    if action == "add_evidence":
        return relation in (Relation.REPORTER, Relation.WITNESS)
    return action == "follow" and relation is Relation.REPORTER


def differences() -> list[str]:
    """Return every cell of role x action x relation in which product and oracle differ."""
    found = []
    for role in Role:
        for action in {*ORACLE, *COMMANDS, *(a for table in roles.TABLE.values() for a in table)}:
            for relation in (None, *Relation):
                try:
                    permit(role, action, frozenset({relation} if relation else ()))
                    permitted = True
                except NotYours:
                    permitted = False
                if permitted != (role in ORACLE.get(action, ()) and leaves(relation, action)):
                    found.append(f"{role} {action} {relation}")
    return found


def test_the_whole_table_is_that_of_the_oracle() -> None:
    assert differences() == []


def test_every_command_stands_in_the_oracle() -> None:
    assert set(COMMANDS) <= set(ORACLE)


@pytest.mark.parametrize("role", Role)
def test_one_permission_more_or_less_is_noticed(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = dict(roles.TABLE)
    table[role] = table[role] ^ {"decide"}
    monkeypatch.setattr(roles, "TABLE", table)
    assert differences()


def test_a_relation_that_leaves_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "LEFT", {**roles.LEFT, Relation.SUBJECT: frozenset({"decide"})})
    assert any("subject" in one for one in differences())


PEOPLE: Mapping[str | None, str] = {
    None: "orang-lain",
    "subject": "terlapor",
    "reporter": "warga",
    "witness": "saksi",
    "implicated": "terlibat",
}
TEAM = {"atasan_langsung": "camat", "unsur_pengawasan": "auditor", "unsur_kepegawaian": "staf"}
BEFORE = {
    Role.ATASAN_LANGSUNG: Official.ADMINISTRATOR,
    Role.KEPALA_PERANGKAT_DAERAH: Official.JPT_PRATAMA,
    Role.KEPALA_DAERAH: Official.BUPATI_WALI_KOTA,
}
"""The offices above a lurah, by the role in which each acts."""


@pytest.fixture(scope="module")
def situations(law: CompiledPolicy) -> tuple[Office, Mapping[str, Case]]:
    """Return one case at every point where something else can be done."""
    office, states = Office(law), dict[str, Case]()
    office.open(
        file_of(law, "lurah"),
        "bkpsdm",
        "2024-10-03",
        reporter="warga",
        subject="terlapor",
        witnesses=("saksi",),
    )
    camat, kadis, bupati = (
        "atasan_langsung administrator",
        "kepala_perangkat_daerah jpt_pratama",
        "kepala_daerah bupati_wali_kota",
    )

    def then(name: str, who: str, action: str, /, **values: Any) -> None:
        office.act(who, action, "2024-10-04", **values)
        states[name] = office.case

    then("report", "reviewer", "name_person", relation="implicated", person="terlibat")
    then("review", "reviewer", "begin_review")
    then("proven", "reviewer", "verify_evidence", number=1)
    then("atasan", "reviewer", "proceed")
    then("referred", "bawaslu_liaison", "refer")
    then("summoned", camat, "summon", day="2024-10-04")
    then("examined", camat, "examine")
    then("released", camat, "release")
    then("opd", camat, "forward", reason="competence")
    then("head", kadis, "forward", reason="competence")
    then("team", "bkpsdm", "form_team", members=TEAM)
    then("decided", bupati, "decide", sanction="berat_a")
    then("missed", "bkpsdm", "hand_over", attended=False)
    then("sent", "bkpsdm", "send_decision")
    then("received", "bkpsdm", "record_receipt")
    then("keberatan", "bkpsdm", "file_remedy", kind="keberatan")
    then("answered", bupati, "decide_remedy", outcome="uphold", reasons="x")
    then("final", "bkpsdm", "take_effect")
    then("prosecuted", "bawaslu_liaison", "move_criminal", step="drop")
    then("executed", "bkpsdm", "execute")
    return office, states


X = {"reasons": "x"}
SITUATIONS: Mapping[str, tuple[str, str, Mapping[str, Any], str]] = {
    "add_evidence": ("report", "any", {"evidence": {"kind": "foto"}}, ""),
    "verify_evidence": ("team", "any", {"number": 1}, ""),
    "record_facts": ("team", "any", {"known_at": "2024-10-01"}, ""),
    "record_official": ("team", "any", {"state": {"level": "pengawas", "state": "vacant"}}, ""),
    "name_person": ("team", "any", {"relation": "witness", "person": "x"}, ""),
    "begin_review": ("report", "any", {}, ""),
    "ask_more": ("review", "any", {"questions": ["?"]}, ""),
    "proceed": ("proven", "any", {}, ""),
    "close_report": ("proven", "any", {"ending": "closed_not_proven", **X}, ""),
    "close_track": ("team", "before", {"ending": "closed_not_proven", **X}, "kepala_daerah"),
    "summon": ("atasan", "before", {"day": "2024-10-04"}, "atasan_langsung"),
    "record_absence": ("summoned", "before", {}, "atasan_langsung"),
    "examine": ("summoned", "before", {}, "atasan_langsung"),
    "form_team": ("head", "any", {"members": TEAM}, ""),
    "forward": ("examined", "before", {"reason": "competence"}, "atasan_langsung"),
    "recommend": ("team", "any", X, ""),
    "decide": ("team", "before", {"sanction": "berat_a"}, "kepala_daerah"),
    "hand_over": ("decided", "before", {}, "kepala_daerah"),
    "send_decision": ("missed", "before", {}, "kepala_daerah"),
    "record_receipt": ("sent", "before", {}, "kepala_daerah"),
    "file_remedy": ("received", "any", {"kind": "keberatan"}, ""),
    "decide_remedy": ("keberatan", "before", {"outcome": "uphold", **X}, "kepala_daerah"),
    "take_effect": ("answered", "any", {}, ""),
    "execute": ("final", "any", {}, ""),
    "release": ("examined", "before", {}, "atasan_langsung"),
    "end_release": ("released", "before", {}, "atasan_langsung"),
    "refer": ("atasan", "any", {}, ""),
    "move_criminal": ("referred", "any", {"step": "review"}, ""),
    "hold": ("team", "any", X, ""),
    "erase": ("executed", "any", X, ""),
    "unseal": ("team", "any", {"names": ["reporter.1"], **X}, ""),
}
"""By action: where it can be done, before whom the case then stands, and with which values."""


@pytest.mark.parametrize("action", sorted(SITUATIONS))
def test_in_a_real_case_exactly_the_right_people_may(
    action: str, situations: tuple[Office, Mapping[str, Case]]
) -> None:
    """Every role with each relation; officials with the office of their role and with others."""
    office, states = situations
    name, kind, values, stands = SITUATIONS[action]
    case = states[name]
    wrong, allowed = [], 0
    for role in Role:
        for relation, person in PEOPLE.items():
            for official in (BEFORE[role], Official.MENDAGRI) if role in BEFORE else (None,):
                if role is Role.TIM_PEMERIKSA and relation is None and case.team:
                    person = "auditor"
                who = Actor(id=person, role=role, official=official)
                expected = role in ORACLE[action] and leaves(
                    Relation(relation) if relation else None, action
                )
                if role in BEFORE:
                    # Mendagri sits above a head of region: he acts as none of the lower ones.
                    holds = official is BEFORE[role] or role is Role.KEPALA_DAERAH
                    expected = expected and holds
                    if kind == "before" or action == "form_team":
                        there = stands or "kepala_daerah"
                        in_place = role.value == there and official is BEFORE[role]
                        above = action == "decide_remedy" and official is Official.MENDAGRI
                        expected = expected and (in_place or above)
                if role is Role.TIM_PEMERIKSA:
                    expected = expected and person in case.team.values()
                if kind == "before" and action == "forward" and role not in BEFORE:
                    expected = False  # for competence, only the official himself passes it on
                try:
                    office.service.propose(
                        case, command_from(action, values), who, at=at("2024-10-04", 9)
                    )
                    permitted = True
                except NotYours:
                    permitted = False
                except (Refused, InputError) as error:
                    permitted = False
                    if expected:
                        wrong.append(f"{who}: {error}")
                        continue
                allowed += permitted
                if permitted != expected:
                    wrong.append(f"{who.role} {who.id} {who.official}: {permitted}")
    assert wrong == []
    assert allowed


TIERS = {
    "berat": {
        "act": "react_online", "at": "2024-10-02", "facts": {"reaction": "comment"},
    },
    "sedang": {
        "act": "join_campaign",
        "at": "2024-10-02",
        "facts": {
            "party_attribute": True, "active": False, "mobilised_staff": False,
            "state_facility": False,
        },
    },
}  # fmt: skip
MAY_DECIDE: Mapping[tuple[str, str, str], frozenset[str]] = {
    ("kabupaten", "pelaksana", "sedang"): frozenset({"administrator", "bupati_wali_kota"}),
    ("kabupaten", "pelaksana", "berat"): frozenset({"bupati_wali_kota"}),
    ("kabupaten", "pengawas", "sedang"): frozenset({"jpt_pratama", "bupati_wali_kota"}),
    ("kabupaten", "pengawas", "berat"): frozenset({"bupati_wali_kota"}),
    ("kabupaten", "administrator", "sedang"): frozenset({"bupati_wali_kota"}),
    ("kabupaten", "administrator", "berat"): frozenset({"bupati_wali_kota"}),
    ("kabupaten", "jpt_pratama", "sedang"): frozenset({"bupati_wali_kota"}),
    ("kabupaten", "jpt_pratama", "berat"): frozenset({"bupati_wali_kota"}),
    ("provinsi", "pelaksana", "sedang"): frozenset({"administrator"}),
    ("provinsi", "pelaksana", "berat"): frozenset({"gubernur"}),
    ("provinsi", "pengawas", "sedang"): frozenset({"jpt_pratama"}),
    ("provinsi", "administrator", "sedang"): frozenset({"jpt_madya"}),
    ("provinsi", "jpt_pratama", "sedang"): frozenset({"gubernur"}),
    ("provinsi", "jpt_pratama", "berat"): frozenset({"gubernur"}),
}
"""PP 94/2021 ps 16-25 as tabulated for the regions: who may impose which tier on whom."""


@pytest.mark.parametrize("government, level, tier", sorted(MAY_DECIDE))
def test_only_the_competent_official_decides_at_each_level_and_tier(
    government: str, level: str, tier: str, law: CompiledPolicy
) -> None:
    office = Office(law)
    values = {
        "schema": "netralitas/case/v1",
        "id": "L-1",
        "election": "pilkada_2024",
        "report": {"at": "2024-10-03", "known_at": "2024-10-02"},
        "subject": {"category": "pns", "level": level, "government": government},
        "charges": [TIERS[tier]],
        "evidence": [{"kind": "foto"}],
    }
    office.open(case_file(law, values), "reviewer", "2024-10-03", subject="terlapor")
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    office.act("reviewer", "proceed", "2024-10-04")
    decided: set[str] = set()
    for place in range(4):
        for action, more in (("summon", {"day": "2024-10-04"}), ("examine", {})):
            if place == 0:
                assert any(_done(office, who, action, **more) for who in _officials())
        if tier == "berat":
            _done(office, "bkpsdm", "form_team", members=TEAM)
        for who in _officials():
            if _may(office, who, "decide", sanction=_sanction(tier)):
                decided.add(who.split()[1])
            assert not _may(office, f"{who} terlapor", "decide", sanction=_sanction(tier))
        if not any(_done(office, who, "forward", reason="competence") for who in _officials()):
            break
    assert decided == MAY_DECIDE[government, level, tier]


def _officials() -> list[str]:
    return [f"{role} {official.value}" for role in map(str, BEFORE) for official in Official]


def _sanction(tier: str) -> str:
    return "berat_a" if tier == "berat" else "trans_sedang_kgb"


def _done(office: Office, who: str, action: str, **values: Any) -> bool:
    try:
        office.act(who, action, "2024-10-04", **values)
    except Refused:
        return False
    return True


def _may(office: Office, who: str, action: str, **values: Any) -> bool:
    command = command_from(action, {**values, "reasons": "x"})
    try:
        office.service.propose(office.case, command, actor(who), at=at("2024-10-04", 9))
    except Refused:
        return False
    return True


def test_an_administrator_reads_no_case_and_lists_none(
    situations: tuple[Office, Mapping[str, Case]],
) -> None:
    office, _ = situations
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


def test_a_refusal_names_who_may(situations: tuple[Office, Mapping[str, Case]]) -> None:
    office, states = situations
    with pytest.raises(NotYours, match="who may: reviewer"):
        office.service.propose(
            states["report"],
            command_from("begin_review", {}),
            Actor(id="x", role=Role.BKPSDM),
            at=at("2024-10-04"),
        )
    with pytest.raises(NotYours, match="pp-94-2021 ps 29"):
        office.service.propose(
            states["report"],
            command_from("begin_review", {}),
            Actor(id="terlibat", role=Role.REVIEWER),
            at=at("2024-10-04"),
        )
