"""This file tells how somebody stands to a case, from ids that the record does not hold.

The events hold commitments; the salts are kept apart, and once they are erased nobody is known any
more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netralitas.casework.case import Case, Person, Relation
from netralitas.casework.commands import Command, Erase
from netralitas.casework.commitments import keeps
from netralitas.casework.roles import Actor, NotYours, Role
from netralitas.casework.store import Personal
from netralitas.facts import Text


def relations(case: Case, kept: Iterable[Personal], actor: str) -> frozenset[Relation]:
    """Return every relation in which a person of an id stands to a case."""
    return frozenset(one.relation for one in _known(case, kept, actor))


def name_of(case: Case, kept: Iterable[Personal], actor: str) -> str:
    """Return how the record names an actor: by his commitment where he is related, else by id."""
    return next((one.name for one in _known(case, kept, actor)), actor)


def must_be_known(case: Case, command: Command) -> None:
    """Return where it can still be told how whoever acts stands to a case; NotYours otherwise.

    Once somebody was erased, he could act in his own case and nobody would know. The case is at its
    end by then: what is left to do is to erase the rest.
    """
    if case.erased and not isinstance(command, Erase):
        raise NotYours(
            Text(
                id="data orang dalam perkara ini sudah dihapus: tidak dapat diperiksa lagi siapa "
                "yang bertindak dalam perkaranya sendiri",
                en="data of people in this case were erased: who would act in his own case can no "
                "longer be told",
            )
        )


def must_be_of_the_team(case: Case, actor: Actor) -> None:
    """Return where an actor in the role of the tim pemeriksa is a member of it; else NotYours."""
    if actor.role is Role.TIM_PEMERIKSA and actor.id not in case.team.values():
        raise NotYours(
            Text(
                id="bukan anggota tim pemeriksa perkara ini",
                en="not a member of the tim pemeriksa of this case",
            )
        )


def _known(case: Case, kept: Iterable[Personal], actor: str) -> Iterator[Person]:
    salts = {one.name: one.salt for one in kept}
    for one in case.people:
        salt = salts.get(one.name)
        if salt is None:
            continue
        if keeps(one.commitment, actor.encode(), case=case.id, name=one.name, salt=salt):
            yield one
