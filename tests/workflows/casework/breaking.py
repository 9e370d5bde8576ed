"""This file takes guards away, one at a time: the controls of the invariants of histories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from netralitas.casework import Case, Change, MemoryStore, Role, clocks, deciding, evolving, roles
from netralitas.casework import service as of_service
from netralitas.casework.scene import Scene
from netralitas.facts import Lint, Official, Stage

Set = Callable[[Any, str, Any], None]
"""Sets an attribute, as `monkeypatch.setattr` does, or for good."""


def _lawful(*_: Any, **__: Any) -> Lint:
    return Lint(answer="lawful", because=(), nearest=())


def nobody_was_heard(put: Set) -> None:
    """Everyone counts as examined, for the guards and for the lint."""
    original = Scene.context

    def context(self: Scene, *args: Any, **values: Any) -> Any:
        return msgspec.structs.replace(original(self, *args, **values), examined=True)

    put(Scene, "context", context)
    put(deciding, "lint", _lawful)


def a_stage_left_out(put: Set) -> None:
    """A decision counts as delivered."""
    original = evolving._moved

    def moved(one: Any, stage: Stage, day: Any, **more: Any) -> Any:
        return original(one, Stage.DELIVERED if stage is Stage.DECIDED else stage, day, **more)

    put(evolving, "_moved", moved)


def law_without_its_article(put: Set) -> None:
    """Statutory dates come without the law they stand on."""
    original = clocks._dated

    def dated(*args: Any, **values: Any) -> Any:
        return msgspec.structs.replace(original(*args, **values), cites=())

    put(clocks, "_dated", dated)


def everyone_is_competent(put: Set) -> None:
    """Whoever has an office may decide, wherever the case stands."""
    original = Scene.context

    def context(self: Scene, *args: Any, **values: Any) -> Any:
        known = original(self, *args, **values)
        return msgspec.structs.replace(known, competent=frozenset(Official))

    put(Scene, "context", context)
    put(deciding, "lint", _lawful)
    put(deciding, "must_stand_before", lambda scene, one: scene.actor.official)
    put(deciding, "stands_at", lambda stage, wanted: True)


def decided_again(put: Set) -> None:
    """A decision leaves the case where it stood, and is forgotten by the lint."""
    original = evolving._proceeding

    def proceeding(one: Any, body: Any, day: Any) -> Any:
        after = original(one, body, day)
        if type(body).__name__ != "Decided":
            return after
        return msgspec.structs.replace(after, stage=one.stage, decision=None)

    put(evolving, "_proceeding", proceeding)


def no_reviews(put: Set) -> None:
    """Where no clock of the law runs, nobody looks again."""
    put(clocks, "_reviews", lambda scene: iter(()))


def nobody_executes(put: Set) -> None:
    """No role may execute a decision."""
    table = dict(roles.TABLE)
    table[Role.BKPSDM] = table[Role.BKPSDM] - {"execute"}
    put(roles, "TABLE", table)


def criminal_ends_discipline(put: Set) -> None:
    """What ends the criminal track closes the others with it."""
    original = evolving._applied

    def applied(case: Case, body: Any, day: Any) -> Case:
        after = original(case, body, day)
        if type(body).__name__ != "CriminalMoved" or body.step != "drop":
            return after
        closed = tuple(
            msgspec.structs.replace(one, stage=Stage.CLOSED_NO_VIOLATION)
            for one in after.proceedings
        )
        return msgspec.structs.replace(after, proceedings=closed)

    put(evolving, "_applied", applied)


def state_beside_the_events(put: Set) -> None:
    """The store keeps another case than its events make."""
    original = MemoryStore._take

    def take(self: MemoryStore, change: Change) -> None:
        state = msgspec.structs.replace(change.state, held=True)
        original(self, msgspec.structs.replace(change, state=state))

    put(MemoryStore, "_take", take)


def fired_early(put: Set) -> None:
    """The clock is asked what is due a month from now."""
    original = MemoryStore.due

    def due(self: MemoryStore, until: Any, **values: Any) -> Any:
        return original(self, until + timedelta(days=30), **values)

    put(MemoryStore, "due", due)


def strangers_all(put: Set) -> None:
    """Nobody is known to stand in any relation to a case."""
    put(of_service, "relations", lambda case, kept, actor: frozenset())


def no_reasons(put: Set) -> None:
    """Reasons are not asked for at a decision."""
    put(deciding, "reasoned", lambda reasons, says, english: reasons)


BREAKS: Mapping[str, Callable[[Set], None]] = {
    one.__name__: one
    for one in (
        nobody_was_heard,
        a_stage_left_out,
        law_without_its_article,
        everyone_is_competent,
        decided_again,
        no_reviews,
        nobody_executes,
        criminal_ends_discipline,
        state_beside_the_events,
        fired_early,
        strangers_all,
        no_reasons,
    )
}
"""Every control by its name."""
