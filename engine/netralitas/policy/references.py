"""This file finds names in a policy's rows that the policy does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from netralitas.facts import Text
from netralitas.policy.condition_names import condition_faults
from netralitas.policy.findings import CITED, Row, RowFinding, finding, rows_of
from netralitas.policy.model import Policy
from netralitas.policy.scalars import Path, unknown_name
from netralitas.policy.vocabulary import Field, office_field

_INSTRUMENT = Text(id="peraturan", en="instrument")
_ACT = Text(id="perbuatan", en="act")
_SANCTION = Text(id="jenis sanksi", en="sanction")
_OFFICE = Text(id="jabatan", en="office")
_FACT = Text(id="fakta", en="fact")
_ROW = Text(id="ketentuan", en="provision")
_STAGE = Text(id="tahap", en="stage")
_CLOCK = Text(id="tenggat", en="deadline")
_GUARD = Text(id="syarat langkah", en="guard")

_CONDITIONAL = ("provisions", "weights", "impossible")


class _Names(NamedTuple):
    """Every name that a row may use."""

    instruments: tuple[str, ...]
    acts: tuple[str, ...]
    sanctions: tuple[str, ...]
    offices: tuple[str, ...]
    provisions: tuple[str, ...]
    deadlines: tuple[str, ...]
    fields: dict[str, Field]
    stages: dict[str, tuple[str, ...]]


class _Use(NamedTuple):
    """A name used in a row: the path to it, the names it may be one of, and what they are."""

    row: Row
    path: Path
    name: str
    known: Sequence[str]
    what: Text


def unknown_names(policy: Policy) -> Iterator[RowFinding]:
    """Yield every name used in a row that nothing in the policy has."""
    names = _names(policy)
    for section in _CONDITIONAL:
        for index, value in rows_of(policy, section):
            for path, (says, hint) in condition_faults(value.when, names.fields, ("when",)):
                yield finding("condition", (section, index, value), path, says, hint)
    for uses in (_cites, _lists, _single_names, _clocks, _paths):
        for use in uses(policy, names):
            if use.name not in use.known:
                refusal = unknown_name(use.name, use.known, use.what)
                yield finding("unknown", use.row, use.path, *refusal)
    for index, provision in enumerate(policy.provisions):
        for place, other in enumerate(provision.overrides):
            if other == provision.id:
                says = Text(id="mengecualikan dirinya sendiri", en="an exception to itself")
                row: Row = ("provisions", index, provision)
                hint = Text(id="hapus dari overrides", en="drop it from overrides")
                yield finding("unknown", row, ("overrides", place), says, hint)


def _names(policy: Policy) -> _Names:
    def ids(rows: Sequence[Any]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.id for row in rows))

    fields = {field.name: field for field in reversed(policy.fields)}
    if policy.offices:
        fields["office"] = office_field(policy.offices)
    return _Names(
        instruments=ids(policy.instruments),
        acts=ids(policy.acts),
        sanctions=ids(policy.sanctions),
        offices=ids(policy.offices),
        provisions=ids(policy.provisions),
        deadlines=ids(policy.deadlines),
        fields=fields,
        stages={str(path.id): tuple(path.stages) for path in policy.paths},
    )


def _cites(policy: Policy, names: _Names) -> Iterator[_Use]:
    def cited(row: Row, path: Path, item: Any) -> Iterator[_Use]:
        for place, cite in enumerate(item.cites):
            inside = (*path, "cites", place, "instrument")
            yield _Use(row, inside, cite.instrument, names.instruments, _INSTRUMENT)

    for section in CITED:
        for index, value in rows_of(policy, section):
            yield from cited((section, index, value), (), value)
    for index, table in enumerate(policy.paths):
        for part in ("steps", "guards"):
            for number, item in enumerate(getattr(table, part)):
                yield from cited(("paths", index, table), (part, number), item)


def _lists(policy: Policy, names: _Names) -> Iterator[_Use]:
    listed: list[tuple[str, str, Sequence[str], Text]] = [
        ("provisions", "acts", names.acts, _ACT),
        ("provisions", "overrides", names.provisions, _ROW),
        ("fields", "acts", names.acts, _ACT),
        ("lacking", "acts", names.acts, _ACT),
        ("lacking", "sanctions", names.sanctions, _SANCTION),
        ("authority", "sanctions", names.sanctions, _SANCTION),
        ("bodies", "sanctions", names.sanctions, _SANCTION),
        ("panels", "offices", names.offices, _OFFICE),
        ("measures", "acts", names.acts, _ACT),
        ("measures", "facts", tuple(names.fields), _FACT),
    ]
    for section, attribute, known, what in listed:
        for index, value in rows_of(policy, section):
            for place, used in enumerate(getattr(value, attribute) or ()):
                yield _Use((section, index, value), (attribute, place), used, known, what)
    for index, ladder in enumerate(policy.ladders):
        row: Row = ("ladders", index, ladder)
        for place, kind in enumerate(ladder.types):
            path: Path = ("types", place)
            yield _Use(row, (*path, "sanction"), kind.sanction, names.sanctions, _SANCTION)
            for number, after in enumerate(kind.after):
                yield _Use(row, (*path, "after", number), after, names.sanctions, _SANCTION)


def _single_names(policy: Policy, names: _Names) -> Iterator[_Use]:
    facts = tuple(names.fields)
    for index, provision in enumerate(policy.provisions):
        missing = provision.effect.missing
        if missing is not None:
            yield _Use(
                ("provisions", index, provision), ("effect", "missing"), missing, facts, _FACT
            )
        if provision.effect.penalty is not None:
            row = ("provisions", index, provision)
            penalty = provision.effect.penalty
            yield _Use(row, ("effect", "penalty"), penalty, names.sanctions, _SANCTION)
    for name in policy.presumes:
        yield _Use(("presumes", 0, policy.presumes), (name,), name, facts, _FACT)


def _clocks(policy: Policy, names: _Names) -> Iterator[_Use]:
    for index, deadline in enumerate(policy.deadlines):
        row: Row = ("deadlines", index, deadline)
        if deadline.follows is not None:
            yield _Use(row, ("follows",), deadline.follows, names.deadlines, _CLOCK)
        attribute = "stage" if deadline.path == "main" else "criminal_stage"
        stage = getattr(deadline, attribute)
        # A policy without that path cannot tell.
        if stage is not None and deadline.path in names.stages:
            yield _Use(row, (attribute,), stage.value, names.stages[deadline.path], _STAGE)


def _paths(policy: Policy, names: _Names) -> Iterator[_Use]:
    for index, table in enumerate(policy.paths):
        row: Row = ("paths", index, table)
        stages = tuple(table.stages)
        guards = tuple(guard.id for guard in table.guards)
        yield _Use(row, ("initial",), table.initial, stages, _STAGE)
        for place, name in enumerate(table.final):
            yield _Use(row, ("final", place), name, stages, _STAGE)
        for number, step in enumerate(table.steps):
            path: Path = ("steps", number)
            yield _Use(row, (*path, "source"), step.source, stages, _STAGE)
            yield _Use(row, (*path, "target"), step.target, stages, _STAGE)
            for place, name in enumerate(step.guards):
                yield _Use(row, (*path, "guards", place), name, guards, _GUARD)
