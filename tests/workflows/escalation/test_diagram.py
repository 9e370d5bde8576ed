"""The path as a drawing: every step of the machine is in it, and nothing else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml

import msgspec
import pytest

from netralitas.escalation import Escalation, Workflow, dot, load_path, mermaid, svg
from netralitas.facts import Language, Text

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["main", "criminal"])
def workflow(escalation: Escalation, request: pytest.FixtureRequest) -> Workflow:
    return escalation.main if request.param == "main" else escalation.criminal


def steps(workflow: Workflow) -> set[tuple[str, str]]:
    return {(step.source, step.target) for step in workflow.path.table.steps}


@pytest.mark.parametrize("language", list(Language))
def test_mermaid_draws_every_step_and_marks_both_ends(
    workflow: Workflow, language: Language
) -> None:
    drawn = mermaid(workflow, language)
    lines = drawn.splitlines()
    assert lines[0] == "stateDiagram-v2"
    found = re.findall(r"^    (\w+) --> (\w+): (.+)$", drawn, re.MULTILINE)
    assert {(source, target) for source, target, _ in found} == steps(workflow)
    assert all(":" not in words for _, _, words in found)
    assert f"    [*] --> {workflow.path.table.initial}" in lines
    assert all(f"    {stage} --> [*]" in lines for stage in workflow.path.table.final)


@pytest.mark.parametrize("language", list(Language))
def test_dot_draws_every_step(workflow: Workflow, language: Language) -> None:
    drawn = dot(workflow, language)
    found = re.findall(r"^    (\w+) -> (\w+) \[label=\"(.+)\", ", drawn, re.MULTILINE)
    assert {(source, target) for source, target, _ in found} == steps(workflow)
    assert drawn.startswith("digraph ") and drawn.rstrip().endswith("}")


@pytest.mark.parametrize("language", list(Language))
def test_the_svg_is_well_formed_and_holds_every_stage_and_step(
    workflow: Workflow, language: Language
) -> None:
    root = xml.fromstring(svg(workflow, language))
    assert len(root.findall(f"{SVG}rect")) == len(workflow.path.stages)
    words = {element.text for element in root.iter(f"{SVG}text")}
    assert {workflow.path.text(stage).in_(language) for stage in workflow.path.stages} <= words
    titles = [element.text for element in root.iter(f"{SVG}title")]
    assert len(titles) == len(workflow.path.table.steps)


def test_nothing_is_drawn_outside_the_svg(workflow: Workflow) -> None:
    root = xml.fromstring(svg(workflow, Language.ID))
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    for box in root.findall(f"{SVG}rect"):
        assert int(box.attrib["x"]) + int(box.attrib["width"]) <= width
        assert int(box.attrib["y"]) + int(box.attrib["height"]) <= height
    for path in root.findall(f"{SVG}path"):
        assert all(int(number) >= 0 for number in re.findall(r"-?\d+", path.attrib["d"]))


def test_words_of_a_stage_cannot_break_a_drawing(escalation: Escalation) -> None:
    table = escalation.main.path.table
    hostile = Text(id='"<script>&\\', en='"<script>&\\')
    stages = {**table.stages, "report": hostile}
    workflow = Workflow(load_path(msgspec.structs.replace(table, stages=stages)))
    xml.fromstring(svg(workflow, Language.EN))
    assert 'label="\\"<script>&\\\\"' in dot(workflow, Language.EN)
    assert mermaid(workflow, Language.EN).count('"') == 2 * len(workflow.path.stages)


def test_a_drawing_follows_the_machine(escalation: Escalation) -> None:
    """A control: a step taken out of the table is gone from the drawing."""
    table = escalation.criminal.path.table
    fewer = tuple(step for step in table.steps if step.step != "return_file")
    workflow = Workflow(load_path(msgspec.structs.replace(table, steps=fewer)))
    assert "prosecution --> investigation" in mermaid(escalation.criminal, Language.ID)
    assert "prosecution --> investigation" not in mermaid(workflow, Language.ID)
