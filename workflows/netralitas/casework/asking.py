"""This file says what was asked, in a digest: a repeated request is told from a key used twice."""

from __future__ import annotations

from netralitas.casework.commands import Command, Open, action_of
from netralitas.casework.roles import Actor, Role
from netralitas.policy import digest, to_plain

_IDS = ("reporter", "subject", "witnesses", "person")
"""The values of commands that hold ids of related persons."""


def asked_of(case: str, command: Command, who: str, actor: Actor) -> str:
    """Return the digest of what was asked by whom: the same for a repeated request.

    It is kept for good, so that no id of a related person goes into it; `who` is the actor as the
    record names him.
    """
    plain: dict[str, object] = to_plain(command)
    for name in _IDS:
        plain.pop(name, None)
    return digest([case, action_of(command), plain, who, actor.role.value])


def opener(command: Open, actor: Actor) -> str:
    """Return how the record names who opens a case: the reporter by his commitment."""
    reports = actor.role is Role.PELAPOR or command.source == "temuan"
    return "reporter.1" if reports or command.reporter == actor.id else actor.id
