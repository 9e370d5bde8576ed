"""This file draws a path as Mermaid, DOT or SVG, from the table that the machine itself holds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from netralitas.escalation.machine import Workflow
from netralitas.facts import Language, Text


class _Edge(NamedTuple):
    source: str
    target: str
    words: str
    expected: bool


def mermaid(workflow: Workflow, language: Language) -> str:
    """Return the path as a Mermaid state diagram; closings end in the final point."""
    lines = ["stateDiagram-v2"]
    for stage in workflow.path.stages:
        # Mermaid reads the whole rest of the line as text: only a quotation mark could end it.
        words = _words(workflow, stage, language).replace('"', "'")
        lines.append(f'    state "{words}" as {stage}')
    lines.append(f"    [*] --> {workflow.path.table.initial}")
    for edge in _edges(workflow, language):
        # A second colon would end the label.
        words = edge.words.replace(":", " –")
        lines.append(f"    {edge.source} --> {edge.target}: {words}")
    lines += [f"    {stage} --> [*]" for stage in workflow.path.table.final]
    return "\n".join(lines) + "\n"


def dot(workflow: Workflow, language: Language) -> str:
    """Return the path in the DOT language; expected steps are drawn heavier."""
    lines = [f"digraph {workflow.path.table.id} {{", "    rankdir=TB;", "    node [shape=box];"]
    for stage in workflow.path.stages:
        shape = ", peripheries=2" if stage in workflow.path.table.final else ""
        lines.append(f"    {stage} [label={_quoted(_words(workflow, stage, language))}{shape}];")
    for edge in _edges(workflow, language):
        weight = ", penwidth=2" if edge.expected else ", style=dashed"
        lines.append(f"    {edge.source} -> {edge.target} [label={_quoted(edge.words)}{weight}];")
    return "\n".join([*lines, "}"]) + "\n"


WIDTH, HEIGHT, GAP, LEFT, ASIDE = 330, 38, 66, 190, 640
"""Measures of the SVG in pixels: a box, the step between two, and where the two columns begin."""


def svg(workflow: Workflow, language: Language) -> str:
    """Return the path as one SVG: the expected stages below each other, the closings beside them.

    Steps to the next stage are straight and named; those that pass over stages are arcs on the left
    with their name as a tooltip; those to a closing run to the right.
    """
    edges = _edges(workflow, language)
    main = _column(workflow, edges)
    aside = [stage for stage in workflow.path.stages if stage not in main]
    x = {stage: LEFT for stage in main} | {stage: ASIDE for stage in aside}
    y = {stage: 20 + GAP * place for place, stage in enumerate(main)}
    y |= {stage: 20 + GAP * (place + 1) for place, stage in enumerate(aside)}
    height = 40 + GAP * max(len(main), len(aside) + 1)
    width = ASIDE + WIDTH + 20 if aside else LEFT + WIDTH + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>',
    ]
    for edge in edges:
        parts += _line(edge, x, y)
    for stage in workflow.path.stages:
        ends = ' stroke-width="2.5"' if stage in workflow.path.table.final else ""
        parts.append(
            f'<rect x="{x[stage]}" y="{y[stage]}" width="{WIDTH}" height="{HEIGHT}" rx="6" '
            f'fill="white" stroke="black"{ends}/>'
            f'<text x="{x[stage] + WIDTH // 2}" y="{y[stage] + 24}" text-anchor="middle">'
            f"{escape(_words(workflow, stage, language))}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(edge: _Edge, x: dict[str, int], y: dict[str, int]) -> Iterator[str]:
    """Yield one step as a line, an arc or a rising curve, with its words."""
    style = 'fill="none" stroke="black" marker-end="url(#arrow)"'
    style += "" if edge.expected else ' stroke-dasharray="5 4"'
    title = f"<title>{escape(edge.words)}</title>"
    top, bottom = y[edge.source] + HEIGHT, y[edge.target]
    # Left of the middle, so that the words fit beside the line.
    middle = x[edge.source] + 60
    if x[edge.source] != x[edge.target]:
        start, end = y[edge.source] + HEIGHT // 2, y[edge.target] + HEIGHT // 2
        yield (
            f'<path d="M{x[edge.source] + WIDTH} {start} C{ASIDE - 60} {start} {ASIDE - 60} {end} '
            f'{ASIDE} {end}" {style}>{title}</path>'
        )
    elif bottom - top == GAP - HEIGHT:
        yield f'<path d="M{middle} {top} L{middle} {bottom}" {style}>{title}</path>'
        yield f'<text x="{middle + 8}" y="{bottom - 9}" font-size="11">{escape(edge.words)}</text>'
    else:
        start, end = y[edge.source] + HEIGHT // 2, y[edge.target] + HEIGHT // 2
        out = LEFT - 20 - abs(end - start) // 5
        yield (
            f'<path d="M{LEFT} {start} C{out} {start} {out} {end} {LEFT} {end}" {style}>'
            f"{title}</path>"
        )


def _column(workflow: Workflow, edges: tuple[_Edge, ...]) -> list[str]:
    """Return the stages that an expected walk may visit, in the order of the table."""
    expected = {edge.target for edge in edges if edge.expected}
    initial = workflow.path.table.initial
    return [stage for stage in workflow.path.stages if stage == initial or stage in expected]


def _edges(workflow: Workflow, language: Language) -> tuple[_Edge, ...]:
    found = []
    for source, steps in workflow.table.items():
        for name, target in steps.items():
            step = workflow.path.steps[source, name]
            words = step.text or Text(id=name, en=name)
            found.append(_Edge(source, target, words.in_(language), step.expected))
    return tuple(found)


def _words(workflow: Workflow, stage: str, language: Language) -> str:
    return workflow.path.text(stage).in_(language)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
