"""This file holds the product to the oracle of roles: in its table, and in real cases.

Everybody tries: every role in every relation to the case, officials with every office and with
none, members of the team and others. What may not be done must be refused as not theirs to do: a
refusal for another reason would prove nothing about who may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import NamedTuple

from netralitas.casework import (
    COMMANDS,
    Actor,
    NotYours,
    Open,
    Query,
    Relation,
    Role,
    command_from,
    roles,
)
from netralitas.casework.roles import permit
from netralitas.facts import Language, NetralitasError, Official, Refused, Text
from tests.workflows.casework.office import Office, at
from tests.workflows.casework.role_cases import LINES, MEMBERS, RELATED, TEAM, Built
from tests.workflows.casework.role_oracle import OFFICES, ORACLE, holds, leaves, may_open
from tests.workflows.casework.role_situations import SITUATIONS, Situation
from tests.workflows.casework.world import PEOPLE

RELATIONS: tuple[Relation | None, ...] = (None, *Relation)
STRANGER = "orang-lain"
SHOWN, LATER = "dismissed", at("2025-01-01")
"""The case that is shown to whoever asks to read, and when: one with a team, and under way."""


def _among(cases: Iterable[str]) -> None:
    """Return where the case is among those that are shown; else refuse as for the case itself."""
    if SHOWN not in cases:
        raise NotYours(Text(id="tidak ditampilkan", en="not shown"))


READERS: Mapping[str, Callable[[Office, Actor], object]] = {
    "read": lambda office, actor: office.service.show(SHOWN, actor),
    "timeline": lambda office, actor: office.service.timeline(SHOWN, actor),
    "rejudge": lambda office, actor: office.service.rejudge(SHOWN, actor, at=LATER),
    "follow": lambda office, actor: office.service.follow(SHOWN, actor),
    "list": lambda office, actor: _among(one.id for one in office.service.list(Query(), actor)),
    "due": lambda office, actor: _among(one.case for one in office.service.due(LATER, actor)),
}
"""How each of those who read asks; from lists a case is left out that may not be read."""

NOT_OF_THE_SERVICE = ("tick", "verify_log")
"""What stands in the table, and no method of the service asks about."""

TRIED = (*SITUATIONS, "open", *READERS)


class Compared(NamedTuple):
    """How many cells were compared, which of them differ, and which roles were permitted at all."""

    cells: int
    differ: tuple[str, ...]
    permitted: frozenset[Role] = frozenset()


class Try(NamedTuple):
    """Somebody who tries something: who, how related to the case, whether he may, and how."""

    actor: Actor
    relation: Relation | None
    may: bool
    does: Callable[[], object]


def table() -> Compared:
    """Return how role x action x relation of the product's table compares with the oracle."""
    actions = {*ORACLE, *COMMANDS, *(one for held in roles.TABLE.values() for one in held)}
    return _compared(
        Try(
            Actor(id=action, role=role),
            relation,
            role in ORACLE.get(action, ()) and leaves(relation, action),
            partial(permit, role, action, frozenset({relation} if relation else ())),
        )
        for action, role, relation in product(sorted(actions), Role, RELATIONS)
    )


def in_real_cases(built: Built, action: str) -> Compared:
    """Return how an action compares wherever it can be done, by whomever it is tried."""
    if action == "open":
        return _compared(_opening(built))
    if action in READERS:
        return _compared(_reading(built, action))
    parts = [_at_a_point(built, action, one) for one in SITUATIONS[action]]
    return Compared(
        sum(one.cells for one in parts),
        tuple(line for one in parts for line in one.differ),
        frozenset(role for one in parts for role in one.permitted),
    )


def _at_a_point(built: Built, action: str, situation: Situation) -> Compared:
    name = situation.point.split("/")[0]
    case = built.points.get(situation.point)
    if case is None:
        return Compared(0, (f"{action}: no case came to {situation.point}",))
    propose = partial(built.offices[name].service.propose, at=at(LINES[name].day, 9))
    command, formed = command_from(action, situation.values), bool(case.team)
    found = _compared(
        Try(
            actor,
            relation,
            actor.role in ORACLE[action]
            and leaves(relation, action)
            and _in_place(actor, situation, formed),
            partial(propose, case, command, actor),
        )
        for actor, relation in _people(formed)
    )
    told = tuple(f"{action} at {situation.point}: {line}" for line in found.differ)
    return found._replace(differ=told)


def _in_place(actor: Actor, situation: Situation, formed: bool) -> bool:
    """Whether an actor is one of those who may there: by his office, or as a member of the team."""
    level = LINES[situation.point.split("/")[0]].level
    if actor.role in OFFICES[level]:
        if situation.before is None:
            return holds(level, actor.role, actor.official)
        return f"{actor.role} {actor.official}" in situation.before
    if actor.role is Role.TIM_PEMERIKSA and not (formed and actor.id in TEAM.values()):
        return False
    return situation.staff


def _people(formed: bool) -> Iterator[tuple[Actor, Relation | None]]:
    """Yield everybody who tries, with the relation in which he stands to each case."""
    for role, relation in product(Role, RELATIONS):
        names = [PEOPLE[relation] if relation else STRANGER]
        if role is Role.TIM_PEMERIKSA and formed:
            names.append(MEMBERS[relation])
        offices = (None, *Official) if role in OFFICES["pengawas"] else (None,)
        for name, official in product(dict.fromkeys(names), offices):
            yield Actor(id=name, role=role, official=official), relation


def _opening(built: Built) -> Iterator[Try]:
    """Yield who tries to open a case; nobody can be implicated in one that is not open yet."""
    office = built.offices["lurah"]
    for number, (actor, relation) in enumerate(_people(formed=False)):
        if relation is not Relation.IMPLICATED:
            file = LINES["lurah"].file(office.law, f"open-{number}")
            command = Open(file=file, **RELATED)
            does = partial(office.service.open, command, actor, at=LATER, key=file.id)
            yield Try(actor, relation, may_open(actor.role, relation), does)


def _reading(built: Built, action: str) -> Iterator[Try]:
    for actor, relation in _people(formed=True):
        may = actor.role in ORACLE[action] and leaves(relation, action)
        if action == "follow":
            may = may and relation is Relation.REPORTER
        if actor.role is Role.TIM_PEMERIKSA:
            may = may and actor.id in TEAM.values()
        yield Try(actor, relation, may, partial(READERS[action], built.offices[SHOWN], actor))


def _compared(tries: Iterable[Try]) -> Compared:
    """Let everybody try, and return where somebody was permitted or refused against the oracle."""
    cells, differ, permitted = 0, list[str](), set[Role]()
    for one in tries:
        cells += 1
        try:
            one.does()
            may, because = True, ""
        except NetralitasError as error:
            may, because = False, f": {error.message(Language.EN)}"
            if not one.may and not _about_who(error):
                differ.append(f"{_told(one)} refused for another reason{because}")
        if may:
            permitted.add(one.actor.role)
        if may != one.may:
            differ.append(f"{_told(one)} {'permitted' if may else 'refused'}{because}")
    return Compared(cells, tuple(differ), frozenset(permitted))


def _about_who(error: NetralitasError) -> bool:
    """Whether a refusal says that somebody may not: by role, relation, office or competence."""
    cites = error.cites if isinstance(error, Refused) else None
    return isinstance(error, NotYours) or (cites is not None and cites.pasal == "16-25")


def _told(one: Try) -> str:
    words = (one.actor.role, one.actor.official, one.actor.id, one.relation and f"({one.relation})")
    return " ".join(word for word in words if word)
