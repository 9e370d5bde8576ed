"""Real steps: what the machine permits is what the table says, and a no comes with its article."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.escalation import Escalation, StepContext, Workflow, load_path
from netralitas.escalation.guards import GUARDS
from netralitas.facts import (
    CriminalStage,
    InputError,
    Language,
    Official,
    PolicyError,
    Refused,
    Stage,
    Track,
)
from netralitas.policy import PathTable, Policy

DAY = date(2024, 11, 1)


@pytest.fixture(scope="module", params=["main", "criminal"])
def workflow(escalation: Escalation, request: pytest.FixtureRequest) -> Workflow:
    return escalation.main if request.param == "main" else escalation.criminal


@pytest.fixture(scope="module")
def main(escalation: Escalation) -> Workflow:
    return escalation.main


def free(**values: Any) -> StepContext:
    """Return a context in which every guard holds, but for what is given."""
    known: dict[str, Any] = {
        "track": Track.DISIPLIN,
        "at": DAY,
        "by": Official.BUPATI_WALI_KOTA,
        "competent": frozenset({Official.BUPATI_WALI_KOTA}),
        "examined": True,
        "majelis_kode_etik_heard": True,
        "handed_over_or_sent": True,
        "remedy_decided": True,
        "effective_on": DAY,
    }
    return StepContext(**{**known, **values})


def permitted(workflow: Workflow, stage: str, step: str) -> str | None:
    """Return where a step leads when everything a guard asks for holds; None if it may not."""
    late = date(2024, 10, 31) if step == "lapse" else None
    for target in workflow.path.stages:
        try:
            return workflow.step(stage, step, free(stages=(stage, target), report_until=late))
        except Refused:
            continue
    return None


def disagreements(workflow: Workflow, table: PathTable) -> list[str]:
    """Return every stage and step on which the machine and a table are not of one mind."""
    rows = {(row.source, row.step): row.target for row in table.steps}
    steps = {row.step for row in (*table.steps, *workflow.path.table.steps)}
    return [
        f"{stage} {step}"
        for stage in table.stages
        for step in sorted(steps)
        if permitted(workflow, stage, step) != rows.get((stage, step))
    ]


def test_the_machine_permits_what_the_table_says_and_nothing_else(workflow: Workflow) -> None:
    assert disagreements(workflow, workflow.path.table) == []


def test_a_table_with_one_step_more_or_less_is_noticed(main: Workflow) -> None:
    table = main.path.table
    fewer = msgspec.structs.replace(table, steps=table.steps[1:])
    assert disagreements(main, fewer) == ["report review"]
    back = msgspec.structs.replace(table.steps[0], step="review", source="decided")
    more = msgspec.structs.replace(table, steps=(*table.steps, back))
    assert disagreements(main, more) == ["decided review"]


def test_the_table_read_from_the_machine_is_the_table_of_the_data(workflow: Workflow) -> None:
    read = {
        (source, step, target)
        for source, steps in workflow.table.items()
        for step, target in steps.items()
    }
    assert read == {(row.source, row.step, row.target) for row in workflow.path.table.steps}


def test_there_are_no_moves_beside_the_table(main: Workflow) -> None:
    for stage in main.path.stages:
        with pytest.raises(InputError, match="unknown step"):
            main.step("report", f"to_{stage}", free())


REFUSALS: list[tuple[str, str, dict[str, Any], str]] = [
    ("atasan_langsung", "decide", {"examined": False}, "pp-94-2021 ps 27"),
    ("atasan_langsung", "decide", {"examined": False, "missed_summonses": 1}, "pp-94-2021 ps 27"),
    ("kepala_daerah", "decide", {"tim_pemeriksa": "must"}, "pp-94-2021 ps 29"),
    ("kepala_daerah", "decide", {"by": Official.PENGAWAS}, "pp-94-2021 ps 16-25"),
    ("kepala_daerah", "decide", {"by": None}, "pp-94-2021 ps 16-25"),
    ("kepala_daerah", "decide", {"approval_needed": True}, "pp-49-2008 ps 132A"),
    ("kepala_daerah", "decide", {"punished_before": True}, "pp-94-2021 ps 35 ayat (3)"),
    (
        "kepala_daerah",
        "decide",
        {"track": Track.ETIK, "majelis_kode_etik_heard": False},
        "b71-2017",
    ),
    ("decided", "deliver", {"handed_over_or_sent": False}, "pp-94-2021 ps 37 ayat (3)"),
    ("delivered", "file_keberatan", {"dismissal": True}, "pp-79-2021"),
    ("delivered", "file_banding_administratif", {"dismissal": False}, "pp-79-2021"),
    ("delivered", "file_keberatan", {"remedy_until": date(2024, 10, 31)}, "ps 11 ayat (3)"),
    ("delivered", "take_effect", {"effective_on": None}, "perbkn-6-2022 ps 50 ayat (1)"),
    ("delivered", "take_effect", {"effective_on": date(2024, 11, 2)}, "ps 50 ayat (1)"),
    ("delivered", "take_effect", {"remedy_filed": True}, "pp-94-2021 ps 38"),
    ("keberatan", "take_effect", {"remedy_decided": False}, "pp-94-2021 ps 38"),
    (
        "atasan_langsung",
        "forward_to_kepala_daerah",
        {"stages": ("atasan_langsung", "perangkat_daerah", "kepala_daerah")},
        "pp-94-2021 ps 27",
    ),
]


@pytest.mark.parametrize("stage, step, known, article", REFUSALS)
def test_a_guard_that_fails_is_a_refusal_with_its_article(
    main: Workflow, stage: str, step: str, known: dict[str, Any], article: str
) -> None:
    with pytest.raises(Refused) as refused:
        main.step(stage, step, free(**known))
    assert article in str(refused.value.cites)
    assert article in refused.value.message(Language.ID)
    assert article in refused.value.message(Language.EN)


@pytest.mark.parametrize("stage, step, known, article", REFUSALS)
def test_each_of_these_steps_is_permitted_when_the_guard_is_removed(
    policy: Policy, stage: str, step: str, known: dict[str, Any], article: str
) -> None:
    """A control: what refuses is the guard, and nothing else."""
    table = next(table for table in policy.paths if table.id == "main")
    bare = tuple(msgspec.structs.replace(row, guards=()) for row in table.steps)
    unguarded = Workflow(load_path(msgspec.structs.replace(table, steps=bare)))
    target = next(row.target for row in table.steps if (row.source, row.step) == (stage, step))
    assert unguarded.step(stage, step, free(**known)) == target


def test_every_guard_of_the_data_refuses_something_here(policy: Policy) -> None:
    named = {guard.id for table in policy.paths for guard in table.guards}
    used = {guard for table in policy.paths for step in table.steps for guard in step.guards}
    assert named == used == set(GUARDS)
    contexts = BAD + [known for _, _, known, _ in REFUSALS]
    for guard in named - {"next_in_chain"}:
        assert any(not _holds(guard, known) for known in contexts), guard


BAD: list[dict[str, Any]] = [
    {"report_until": date(2024, 10, 31)},
    {"report_until": DAY},
]


def _holds(guard: str, known: dict[str, Any]) -> bool:
    return GUARDS[guard](free(**known), "", "")


def test_two_missed_summonses_stand_for_an_examination(main: Workflow) -> None:
    absent = free(examined=False, missed_summonses=2)
    assert main.step("atasan_langsung", "decide", absent) == "decided"


def test_guards_of_discipline_do_not_bind_other_tracks(main: Workflow) -> None:
    village = free(track=Track.DESA, examined=False, tim_pemeriksa="must")
    assert main.step("kepala_daerah", "decide", village) == "decided"


@pytest.mark.parametrize(
    "stage, step, there",
    [
        ("report", "decide", "review"),
        ("decided", "review", "deliver"),
        ("executed", "deliver", "the case is closed"),
        ("closed_not_proven", "review", "the case is closed"),
    ],
)
def test_a_step_that_does_not_lead_on_is_refused_and_names_those_that_do(
    main: Workflow, stage: str, step: str, there: str
) -> None:
    with pytest.raises(Refused) as refused:
        main.step(stage, step, free())
    assert there in refused.value.message(Language.EN)


@pytest.mark.parametrize(
    "stage, step, hint",
    [("report", "reveiw", "did you mean 'review'"), ("reprot", "review", "did you mean 'report'")],
)
def test_an_unknown_step_or_stage_is_an_error_with_the_nearest(
    main: Workflow, stage: str, step: str, hint: str
) -> None:
    with pytest.raises(InputError, match=hint):
        main.step(stage, step, free())


def test_the_type_of_the_stage_says_on_which_path_a_case_stands(escalation: Escalation) -> None:
    assert escalation.step(Stage.REPORT, "review", free()) is Stage.EVIDENCE_REVIEW
    referred = escalation.step(CriminalStage.NONE, "refer", free(report_until=DAY))
    assert referred is CriminalStage.REFERRED
    review = escalation.step(CriminalStage.REFERRED, "review", free())
    assert review is CriminalStage.BAWASLU_REVIEW


def test_a_report_lapses_only_after_its_time_and_is_taken_only_within_it(
    escalation: Escalation,
) -> None:
    late, early = free(report_until=date(2024, 10, 31)), free(report_until=DAY)
    assert escalation.step(CriminalStage.NONE, "lapse", late) is CriminalStage.LAPSED
    with pytest.raises(Refused, match="disciplinary track goes on"):
        escalation.step(CriminalStage.NONE, "refer", late)
    with pytest.raises(Refused, match="has not passed"):
        escalation.step(CriminalStage.NONE, "lapse", early)


def test_a_refused_step_leaves_nothing_behind(main: Workflow) -> None:
    for _ in range(3):
        with pytest.raises(Refused):
            main.step("kepala_daerah", "decide", free(examined=False))
    assert main.step("kepala_daerah", "decide", free()) == "decided"


def test_an_expected_walk_takes_no_step_that_a_real_one_could_not(
    main: Workflow, policy: Policy
) -> None:
    assert main.walk(["report", "evidence_review", "kepala_daerah", "decided"])
    with pytest.raises(PolicyError, match="no step leads from report to decided"):
        main.walk(["report", "decided"])
    # A step that is permitted, but not expected, is no part of an expected walk.
    with pytest.raises(PolicyError, match="closed_not_proven"):
        main.walk(["evidence_review", "closed_not_proven"])


def test_the_expected_walk_takes_the_first_expected_step_to_the_end(
    escalation: Escalation,
) -> None:
    assert escalation.criminal.expected == (
        *("none", "referred", "bawaslu_review", "investigation", "prosecution"),
        *("verdict", "appeal", "final"),
    )
    assert escalation.main.expected[0] == "report"
    assert escalation.main.expected[-1] == "executed"
    for workflow in (escalation.main, escalation.criminal):
        assert workflow.walk(workflow.expected) == workflow.expected


def test_a_case_that_stands_outside_its_walk_may_only_come_back_to_it(main: Workflow) -> None:
    walk = ("report", "evidence_review", "kepala_daerah", "decided")
    outside = free(stages=walk)
    assert main.step("atasan_langsung", "forward_to_kepala_daerah", outside) == "kepala_daerah"
    with pytest.raises(Refused):
        main.step("atasan_langsung", "forward_to_perangkat_daerah", outside)


def test_a_workflow_goes_to_another_process_as_its_table(main: Workflow) -> None:
    there = pickle.loads(pickle.dumps(main))
    assert there.table == main.table
    assert there.step("report", "review", free()) == "evidence_review"


def test_one_machine_serves_many_threads(main: Workflow) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def many(_: int) -> set[str]:
        return {main.step("kepala_daerah", "decide", free()) for _ in range(200)}

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(many, range(16))) == {"decided"}


def test_a_guard_that_only_answers_no_is_still_a_refusal(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: `transitions` would return a bare False, and the case would seem to have moved."""
    table = next(table for table in policy.paths if table.id == "main")
    kept: Callable[..., Any] = lambda *_: lambda _event: False  # noqa: E731
    monkeypatch.setattr(Workflow, "_kept", kept)
    silent = Workflow(load_path(table))
    with pytest.raises(Refused):
        silent.step("kepala_daerah", "decide", free())
