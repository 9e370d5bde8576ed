"""This file generates the table of acts from the rows: which an act may meet, on which facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from netralitas.facts import Text
from netralitas.policy.model import Policy, Provision
from netralitas.policy.vocabulary import Act


class ActEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One act: the rows that decide on it, those that ask a human, those that open the criminal
    track, and the facts of the charge that their conditions read."""

    id: str
    text: Text
    decides: tuple[str, ...]
    asks: tuple[str, ...]
    opens: tuple[str, ...]
    facts: tuple[str, ...]


def table_of_acts(policy: Policy) -> tuple[ActEntry, ...]:
    """Return every act with its rows and facts, in the order of the vocabulary."""
    return tuple(_entry(policy, act) for act in policy.acts)


def facts_out_of_reach(policy: Policy) -> tuple[tuple[str, str, str], ...]:
    """Return (row, act, fact) wherever a row reads a fact that a charge of its act cannot state.

    Such a test could never be answered: the case would stay undetermined whatever it says.
    """
    carried = {field.name: field.acts for field in policy.fields if field.scope == "charge"}
    return tuple(
        (row.id, act, fact)
        for row in policy.provisions
        for act in row.acts
        for fact in dict.fromkeys(_read(row.when))
        if fact in carried and not _carries(carried[fact], act)
    )


def _entry(policy: Policy, act: Act) -> ActEntry:
    rows = [row for row in policy.provisions if act.id in row.acts]
    read = {fact for row in rows for fact in _read(row.when)}
    return ActEntry(
        id=act.id,
        text=act.text,
        decides=_named(row for row in rows if _decides(row)),
        asks=_named(row for row in rows if row.effect.question is not None),
        opens=_named(row for row in rows if row.effect.opens is not None),
        facts=tuple(fact for fact in _stated(policy) if fact in read),
    )


def _stated(policy: Policy) -> tuple[str, ...]:
    return tuple(field.name for field in policy.fields if field.scope == "charge")


def _decides(row: Provision) -> bool:
    return row.effect.question is None and row.effect.opens is None


def _named(rows: Iterator[Provision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.id for row in rows))


def _carries(acts: tuple[str, ...] | None, act: str) -> bool:
    return acts is None or act in acts


def _read(when: Any) -> Iterator[str]:
    """Yield the facts that a condition reads."""
    if not isinstance(when, Mapping):
        return
    for key, value in when.items():
        if key in ("all", "any"):
            for part in value:
                yield from _read(part)
        else:
            yield key
