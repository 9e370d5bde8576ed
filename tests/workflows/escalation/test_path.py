"""A path is checked before the first case walks it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from netralitas.escalation import BrokenPath, load_path
from netralitas.facts import CriminalStage, Language, Stage, Text
from netralitas.policy import PathTable, Policy


@pytest.fixture(params=["main", "criminal"])
def table(policy: Policy, request: pytest.FixtureRequest) -> PathTable:
    return next(table for table in policy.paths if table.id == request.param)


@pytest.fixture
def main(policy: Policy) -> PathTable:
    return next(table for table in policy.paths if table.id == "main")


def test_the_paths_of_the_nation_can_be_walked(table: PathTable) -> None:
    kind = Stage if table.id == "main" else CriminalStage
    path = load_path(table)
    assert set(path.stages) == {stage.value for stage in kind}
    for stage in path.stages:
        assert bool(path.steps_from(stage)) is (stage not in table.final)
        assert path.text(stage).id


def without(table: PathTable, **wanted: str) -> dict[str, Any]:
    """Return the steps of a table less those of which all of this holds."""
    left = tuple(
        step
        for step in table.steps
        if not all(getattr(step, name) == value for name, value in wanted.items())
    )
    assert len(left) < len(table.steps)
    return {"steps": left}


def changed(table: PathTable, place: int, **values: Any) -> dict[str, Any]:
    steps = list(table.steps)
    steps[place] = msgspec.structs.replace(steps[place], **values)
    return {"steps": tuple(steps)}


BROKEN = [
    (lambda t: without(t, target="keberatan"), "no step leads to keberatan"),
    (lambda t: without(t, source="keberatan"), "a case cannot be closed from keberatan"),
    (lambda t: without(t, source="final"), "no step leads to executed"),
    (lambda t: {"initial": "reprot"}, "did you mean 'report'"),
    (lambda t: {"final": (*t.final, "exceuted")}, "did you mean 'executed'"),
    (lambda t: {"final": (*t.final, "decided")}, "closing decided leads on"),
    (lambda t: {"final": ()}, "cannot be closed from"),
    (lambda t: changed(t, 0, target="evidence_reveiw"), "did you mean 'evidence_review'"),
    (lambda t: changed(t, 0, source="atasan_langsng"), "did you mean 'atasan_langsung'"),
    (lambda t: {"steps": (*t.steps, t.steps[0])}, "stands there twice"),
    (lambda t: changed(t, 3, guards=("examined",)), "names guard 'examined'"),
    (lambda t: {"guards": (*t.guards, t.guards[0])}, "stands there twice"),
    (
        lambda t: {"guards": (msgspec.structs.replace(t.guards[0], id="next_in_chian"),)},
        "did you mean 'next_in_chain'",
    ),
    (lambda t: changed(t, -1, target="report"), "leads back to the initial stage"),
    (
        lambda t: {"stages": {**t.stages, "appeal": Text(id="banding", en="appeal")}},
        "unknown stage 'appeal'",
    ),
    (
        lambda t: {"stages": {k: v for k, v in t.stages.items() if k != "final"}},
        "stage final is missing",
    ),
]


@pytest.mark.parametrize("change, says", BROKEN, ids=[says for _, says in BROKEN])
def test_a_broken_path_is_refused_and_says_why(main: PathTable, change: Any, says: str) -> None:
    if says == "leads back to the initial stage":
        # The last step leads to a closing that would then be lost: leave it there by another way.
        extra = msgspec.structs.replace(main.steps[0], step="go_back", source="decided")
        changes = {"steps": (*main.steps, msgspec.structs.replace(extra, target="report"))}
    else:
        changes = change(main)
    with pytest.raises(BrokenPath) as refused:
        load_path(msgspec.structs.replace(main, **changes))
    assert says in refused.value.message(Language.EN)
    assert refused.value.message(Language.ID) != refused.value.message(Language.EN)
