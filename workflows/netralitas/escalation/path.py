"""This file checks a path before the first case walks it, and keeps it ready for reading.

A path is refused that no case can finish: a stage that cannot be reached, one that cannot be left,
a closing that leads on, a step named twice from one stage, a guard that nobody keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from netralitas.escalation.guards import GUARDS
from netralitas.facts import CriminalStage, Place, PolicyError, Stage, Text, nearest
from netralitas.policy import PathStep, PathTable


class BrokenPath(PolicyError):
    """A path that no case could walk to its end."""

    def __init__(self, path: str, says: str, english: str, hint: Text | None = None) -> None:
        super().__init__(
            Text(id=f"jalur {path}: {says}", en=f"path {path}: {english}"),
            at=Place("paths"),
            hint=hint,
        )


class Path(NamedTuple):
    """A checked path: its table, its stages in order, its steps by stage and name."""

    table: PathTable
    stages: tuple[str, ...]
    steps: Mapping[tuple[str, str], PathStep]

    def text(self, stage: str) -> Text:
        """Return the words of a stage."""
        return self.table.stages[stage]

    def steps_from(self, stage: str) -> tuple[PathStep, ...]:
        """Return the steps that lead on from a stage, in the order of the table."""
        return tuple(step for step in self.table.steps if step.source == stage)


def load_path(table: PathTable) -> Path:
    """Return a path that can be walked; raises BrokenPath for one that cannot."""
    kind: type[StrEnum] = Stage if table.id == "main" else CriminalStage
    stages = tuple(table.stages)
    known = tuple(stage.value for stage in kind)
    for stage in stages:
        if stage not in known:
            raise BrokenPath(
                table.id, f"tahap {stage!r} tidak dikenal", f"unknown stage {stage!r}",
                nearest(stage, known),
            )  # fmt: skip
    if missing := sorted(set(known) - set(stages)):
        named = ", ".join(missing)
        raise BrokenPath(table.id, f"tahap {named} tidak ada", f"stage {named} is missing")
    _check_steps(table)
    _check_guards(table)
    _check_walk(table)
    return Path(
        table=table,
        stages=stages,
        steps={(step.source, step.step): step for step in table.steps},
    )


def _check_steps(table: PathTable) -> None:
    """Refuse steps between stages that are not there, and two of one name from one stage."""
    seen: set[tuple[str, str]] = set()
    for step in table.steps:
        for stage in (step.source, step.target):
            _is_stage(table, stage)
        if (step.source, step.step) in seen:
            raise BrokenPath(
                table.id,
                f"langkah {step.step!r} dari {step.source!r} tercatat dua kali",
                f"step {step.step!r} from {step.source!r} stands there twice",
            )
        seen.add((step.source, step.step))


def _check_guards(table: PathTable) -> None:
    """Refuse guards that no code keeps, steps that name none of the table, and double names."""
    named = [guard.id for guard in table.guards]
    for guard in named:
        if guard not in GUARDS:
            raise BrokenPath(
                table.id, f"syarat {guard!r} tidak dikenal", f"unknown guard {guard!r}",
                nearest(guard, tuple(GUARDS)),
            )  # fmt: skip
        if named.count(guard) > 1:
            raise BrokenPath(
                table.id, f"syarat {guard!r} dua kali", f"guard {guard!r} stands there twice"
            )
    for step in table.steps:
        for guard in step.guards:
            if guard not in named:
                raise BrokenPath(
                    table.id,
                    f"langkah {step.step!r} menyebut syarat {guard!r} yang tidak ada",
                    f"step {step.step!r} names guard {guard!r}, which is not there",
                    nearest(guard, named),
                )


def _check_walk(table: PathTable) -> None:
    """Refuse stages that no case reaches or leaves, and closings that lead on."""
    _is_stage(table, table.initial)
    for stage in table.final:
        _is_stage(table, stage)
    forward = [(step.source, step.target) for step in table.steps]
    if lost := sorted(set(table.stages) - _reachable([table.initial], forward)):
        named = ", ".join(lost)
        raise BrokenPath(table.id, f"tidak ada langkah menuju {named}", f"no step leads to {named}")
    backward = [(target, source) for source, target in forward]
    if stuck := sorted(set(table.stages) - _reachable(table.final, backward)):
        named = ", ".join(stuck)
        raise BrokenPath(
            table.id,
            f"perkara tidak dapat ditutup dari {named}",
            f"a case cannot be closed from {named}",
        )
    if open_ends := sorted({source for source, _ in forward} & set(table.final)):
        named = ", ".join(open_ends)
        raise BrokenPath(table.id, f"penutup {named} masih berlanjut", f"closing {named} leads on")
    if back := sorted(source for source, target in forward if target == table.initial):
        named = ", ".join(back)
        raise BrokenPath(
            table.id, f"{named} kembali ke tahap awal", f"{named} leads back to the initial stage"
        )


def _is_stage(table: PathTable, stage: str) -> None:
    if stage not in table.stages:
        raise BrokenPath(
            table.id, f"tahap {stage!r} tidak dikenal", f"unknown stage {stage!r}",
            nearest(stage, tuple(table.stages)),
        )  # fmt: skip


def _reachable(start: Iterable[str], edges: Collection[tuple[str, str]]) -> set[str]:
    """Return every stage that some steps lead to from the start, which is included."""
    found = set(start)
    grown = True
    while grown:
        more = {target for source, target in edges if source in found} - found
        grown = bool(more)
        found |= more
    return found
