"""Whole cases, told in YAML step by step: what is done, what follows, and what is refused, and why.

A step names who acts (`as`), what (`do`) with which values (`with`), on which day (`at`). It
expects the stages that it leads to (`then`), or a refusal that says and cites something (`refused`,
in English); a step `tick` expects exactly what the clock fires (`fires`). `dates` are the ids of
all deadlines after a step, `due` the last day of some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from netralitas.casework import folded
from netralitas.facts import Case as CaseFile
from netralitas.facts import CaseError, Language, NetralitasError
from netralitas.judgement import CompiledPolicy
from netralitas.policy import read_yaml
from tests.workflows.casework.office import Office, case_file

Story = Mapping[str, Any]
STORIES = Path(__file__).parent / "stories"


FILES = Path(__file__).parent / "files/cases.yaml"


def stories() -> list[Story]:
    return [
        story
        for file in sorted(STORIES.glob("*.yaml"))
        for story in read_yaml(file.read_bytes(), file.name, error=CaseError).data
    ]


def file_of(law: CompiledPolicy, name: str) -> CaseFile:
    return case_file(law, read_yaml(FILES.read_bytes(), FILES.name, error=CaseError).data[name])


def told(office: Office, story: Story) -> list[str]:
    """Return where a story goes otherwise than it is told."""
    faults: list[str] = []
    opened = dict(story["open"])
    who, day = opened.pop("as"), opened.pop("at")
    if "witnesses" in opened:
        opened["witnesses"] = tuple(opened["witnesses"])
    office.open(file_of(office.law, story["case"]), who, day, **opened)
    for number, step in enumerate(story["steps"], start=1):
        faults += [
            f"step {number} ({step.get('do', 'tick')}): {one}" for one in taken(office, step)
        ]
        if office.case != folded(office.store.events(office.id)):
            faults.append(f"step {number}: the stored case is not what its events make")
    end = story["end"]
    if office.case.open is not end["open"]:
        faults.append(f"at the end the case is {'open' if office.case.open else 'closed'}")
    if dict(office.case.stages()) != end["stages"]:
        faults.append(f"at the end {dict(office.case.stages())}")
    return faults


def taken(office: Office, step: Story) -> Iterator[str]:
    """Take one step, and yield what came otherwise than expected."""
    said = ""
    try:
        if "do" in step:
            office.act(step["as"], step["do"], step["at"], **step.get("with", {}))
        else:
            ticked = office.tick(step["at"])
            fires = [f"{one.body['kind']} {one.body['does']}" for one in ticked.events]
            if fires != step["fires"]:
                yield f"fires {fires}"
            if "reportable" in step:
                named = [one.body["reportable"] for one in ticked.events if one.body["reportable"]]
                if named != step["reportable"]:
                    yield f"reportable {named}"
            if ticked.left:
                yield f"left {ticked.left}"
    except NetralitasError as error:
        said = error.message(Language.EN)
    expected = step.get("refused")
    if expected is None and said:
        yield f"refused: {said}"
    if expected is not None and expected not in said:
        yield f"expected a refusal with {expected!r}, not {said!r}"
    stages = dict(office.case.stages())
    for lane, stage in step.get("then", {}).items():
        if stages.get(lane) != stage:
            yield f"{lane} is at {stages.get(lane)}, not {stage}"
    there = {one.id: one for one in office.case.deadlines}
    if "dates" in step and sorted(there) != sorted(step["dates"]):
        yield f"dates {sorted(there)}"
    for id, day in step.get("due", {}).items():
        if id not in there or str(there[id].due[-1]) != day:
            yield f"{id} is due {there[id].due[-1] if id in there else 'never'}, not {day}"


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["story"])
def test_a_case_goes_as_it_is_told(story: Story, law: CompiledPolicy) -> None:
    assert told(Office(law), story) == []


def test_a_story_that_goes_otherwise_is_noticed(law: CompiledPolicy) -> None:
    """The control: a refusal that does not come, one that does, a wrong stage, a wrong date."""
    [story] = [one for one in stories() if one["story"].startswith("a lurah's comment")]
    wrong = {**story, "end": {"open": True, "stages": {}}}
    wrong["steps"] = [
        {**story["steps"][0], "refused": "never"},
        {**story["steps"][0], "dates": ["x#1"]},
        *story["steps"][1:],
    ]
    wrong["steps"][3] = {**wrong["steps"][3], "then": {"disiplin": "decided"}}
    faults = told(Office(law), wrong)
    assert len(faults) == 6, faults
