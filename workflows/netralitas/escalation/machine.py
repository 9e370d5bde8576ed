"""This file is the only one that meets transitions: one machine a path, and no model kept by it.

What `transitions` leaves open is closed here. There are no moves beside those of the table; a guard
that fails raises Refused with its article instead of returning a bare False; a forbidden step is
Refused too; callbacks have no effects; and the machine, once built, is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from transitions import Machine, MachineError

from netralitas.escalation.guards import GUARDS, StepContext
from netralitas.escalation.path import Path, load_path
from netralitas.facts import InputError, Place, PolicyError, Refused, Text, nearest
from netralitas.policy import PathStep

if TYPE_CHECKING:
    from transitions import EventData


class _Position:
    """Where a case stands while one step is fired; the machine moves it and forgets it."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Workflow:
    """A path on a machine: fires the steps of real cases, and says which steps there are.

    `expected` is the walk that takes the first expected step at each stage. One workflow serves any
    number of cases and threads; that a case takes a step only once is for the store to hold.
    """

    __slots__ = ("_machine", "_table", "expected", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._machine = Machine(
            None,
            states=list(path.stages),
            transitions=[
                {
                    "trigger": step.step,
                    "source": step.source,
                    "dest": step.target,
                    "conditions": [self._kept(step, guard) for guard in step.guards],
                }
                for step in path.table.steps
            ],
            initial=path.table.initial,
            auto_transitions=False,
            send_event=True,
        )
        # Read out of the machine, so that no expected walk takes a step that a real one cannot.
        self._table: Mapping[str, Mapping[str, str]] = {
            stage: {
                name: transition.dest
                for name, event in self._machine.events.items()
                for transition in event.transitions.get(stage, ())
                if transition.dest
            }
            for stage in path.stages
        }
        self.expected = self._followed()

    def __reduce__(self) -> tuple[object, ...]:
        return _workflow, (self.path,)

    @property
    def table(self) -> Mapping[str, Mapping[str, str]]:
        """What the machine itself permits: for each stage, its steps and where they lead."""
        return self._table

    def step(self, stage: str, step: str, context: StepContext) -> str:
        """Return the stage to which a step leads, taken now from `stage`.

        Raises Refused, with the article, when the step does not lead on from there or a guard does
        not hold; InputError for a step or stage that the path does not know.
        """
        if stage not in self._table:
            raise _unknown("tahap", "stage", stage, self.path.stages)
        if step not in self._machine.events:
            raise _unknown("langkah", "step", step, tuple(self._machine.events))
        # A member of an enumeration would be looked up by its name instead of its value.
        position = _Position(str(stage))
        try:
            moved = self._machine.events[step].trigger(position, context=context)
        except MachineError:
            raise self._forbidden(stage, step) from None
        if not moved:  # a guard that neither raised nor held: not ours, and never to be passed over
            raise self._forbidden(stage, step)
        return position.state

    def walk(self, stages: Iterable[str]) -> tuple[str, ...]:
        """Return the expected walk through the stages planned, after checking every step of it.

        Stages are visited in the order given. Raises PolicyError where the machine's table has no
        step that is expected between two of them.
        """
        planned = tuple(stages)
        for source, target in pairwise(planned):
            if not any(
                there == target and self.path.steps[source, name].expected
                for name, there in self._table[source].items()
            ):
                raise PolicyError(
                    Text(
                        id=f"tidak ada langkah dari {source} ke {target}",
                        en=f"no step leads from {source} to {target}",
                    ),
                    at=Place("paths"),
                )
        return planned

    def _followed(self) -> tuple[str, ...]:
        """Return the stages met by taking the first expected step at each, from the initial one."""
        stages = [self.path.table.initial]
        while True:
            onward = [
                target
                for name, target in self._table[stages[-1]].items()
                if self.path.steps[stages[-1], name].expected and target not in stages
            ]
            if not onward:
                return tuple(stages)
            stages.append(onward[0])

    def _forbidden(self, stage: str, step: str) -> Refused:
        there = ", ".join(sorted(self._table[stage]))
        return Refused(
            Text(
                id=f"langkah {step!r} tidak dapat diambil pada tahap {stage!r}; "
                + (f"yang ada: {there}" if there else "perkara sudah ditutup"),
                en=f"step {step!r} cannot be taken at stage {stage!r}; "
                + (f"there are: {there}" if there else "the case is closed"),
            )
        )

    def _kept(self, step: PathStep, name: str) -> Callable[[EventData], bool]:
        """Return the condition for the machine: true, or Refused with the guard's article."""
        guard = next(row for row in self.path.table.guards if row.id == name)
        holds = GUARDS[name]

        def condition(event: EventData) -> bool:
            context: StepContext = event.kwargs["context"]
            if guard.tracks and context.track not in guard.tracks:
                return True
            if not holds(context, step.source, step.target):
                raise Refused(guard.text, cites=guard.cites[0] if guard.cites else None)
            return True

        return condition


def _workflow(path: Path) -> Workflow:
    return Workflow(load_path(path.table))


def _unknown(kind: str, english: str, name: str, known: tuple[str, ...]) -> InputError:
    return InputError(
        Text(id=f"{kind} {name!r} tidak dikenal", en=f"unknown {english} {name!r}"),
        at=Place("step"),
        hint=nearest(name, known),
    )
