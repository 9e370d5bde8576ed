"""This file says who may do what in a case: nobody anything, but for what stands in one table.

A role permits actions; a relation to the case takes them away again, whatever the role. That the
person, besides, is the official before whom the case stands, is asked in offices.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from netralitas.casework.case import Relation
from netralitas.facts import Citation, Official, Refused, Stage, Text


class Role(StrEnum):
    """In which capacity a person acts in cases."""

    PELAPOR = "pelapor"
    REVIEWER = "reviewer"
    ATASAN_LANGSUNG = "atasan_langsung"
    TIM_PEMERIKSA = "tim_pemeriksa"
    KEPALA_PERANGKAT_DAERAH = "kepala_perangkat_daerah"
    BKPSDM = "bkpsdm"
    KEPALA_DAERAH = "kepala_daerah"
    BAWASLU_LIAISON = "bawaslu_liaison"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


OFFICIALS: frozenset[Role] = frozenset(
    {Role.ATASAN_LANGSUNG, Role.KEPALA_PERANGKAT_DAERAH, Role.KEPALA_DAERAH}
)
"""The roles of those before whom a case can stand."""

STAGES_OF: Mapping[Role, frozenset[Stage]] = {
    Role.ATASAN_LANGSUNG: frozenset({Stage.ATASAN_LANGSUNG}),
    Role.KEPALA_PERANGKAT_DAERAH: frozenset({Stage.PERANGKAT_DAERAH}),
    Role.KEPALA_DAERAH: frozenset({Stage.KEPALA_DAERAH, Stage.ABOVE_KEPALA_DAERAH}),
}
"""The stages of the path at which the holder of a role acts."""


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who acts: an opaque id, the role acted in and, for an official, his office in the chain.

    The three are the caller's word: it has authenticated the person. The id must be no name.
    """

    id: str
    role: Role
    official: Official | None = None


READING = ("read", "list", "timeline", "due", "rejudge")
"""What only looks."""

TABLE: Mapping[Role, frozenset[str]] = {
    Role.PELAPOR: frozenset({"open", "add_evidence", "follow"}),
    Role.REVIEWER: frozenset(
        {
            *("open", "add_evidence", "verify_evidence", "record_facts", "record_official"),
            *("name_person", "begin_review", "ask_more", "proceed", "close_report"),
            *("forward", "settle_authority", "recommend", "refer", "adopt_policy", "unseal"),
            *READING,
        }
    ),
    Role.ATASAN_LANGSUNG: frozenset(
        {
            *("add_evidence", "summon", "record_absence", "examine", "release", "end_release"),
            *("forward", "decide", "close_track", "hand_over", "send_decision"),
            *("record_receipt", *READING),
        }
    ),
    Role.TIM_PEMERIKSA: frozenset(
        {
            *("add_evidence", "verify_evidence", "record_facts", "name_person", "summon"),
            *("record_absence", "examine", "recommend", *READING),
        }
    ),
    Role.KEPALA_PERANGKAT_DAERAH: frozenset(
        {
            *("add_evidence", "summon", "record_absence", "examine", "release", "end_release"),
            *("forward", "decide", "close_track", "hand_over", "send_decision"),
            *("record_receipt", "decide_remedy", *READING),
        }
    ),
    Role.BKPSDM: frozenset(
        {
            *("open", "add_evidence", "record_official", "name_person", "form_team"),
            *("hear_council", "forward", "settle_authority", "hand_over", "send_decision"),
            *("record_receipt", "file_remedy", "record_remedy", "take_effect", "execute"),
            *("adopt_policy", "hold", "lift_hold", *READING),
        }
    ),
    Role.KEPALA_DAERAH: frozenset(
        {
            *("summon", "record_absence", "examine", "form_team", "release", "end_release"),
            *("forward", "decide", "close_track", "hand_over", "send_decision"),
            *("record_receipt", "decide_remedy", *READING),
        }
    ),
    Role.BAWASLU_LIAISON: frozenset(
        {
            *("open", "add_evidence", "recommend", "refer", "move_criminal", "date_criminal"),
            *("return_finding", *READING),
        }
    ),
    Role.AUDITOR: frozenset({"hold", "lift_hold", "verify_log", *READING}),
    Role.ADMINISTRATOR: frozenset({"tick", "verify_log", "erase"}),
}
"""Role by role, every action it permits. What does not stand here is refused."""

LEFT: Mapping[Relation, frozenset[str]] = {
    Relation.SUBJECT: frozenset(),
    Relation.REPORTER: frozenset({"add_evidence", "follow"}),
    Relation.WITNESS: frozenset({"add_evidence"}),
    Relation.IMPLICATED: frozenset(),
}
"""Relation by relation, what it leaves of the actions that a role permits in this case."""

_BECAUSE: Mapping[Relation, Text] = {
    Relation.SUBJECT: Text(
        id="perkara ini tentang diri sendiri: tidak ada yang bertindak dalam perkaranya sendiri",
        en="this case is about oneself: nobody acts in his own case",
    ),
    Relation.REPORTER: Text(
        id="pelapor tidak bertindak atas laporannya sendiri",
        en="a reporter does not act on his own report",
    ),
    Relation.WITNESS: Text(
        id="saksi tidak bertindak dalam perkara yang disaksikannya",
        en="a witness does not act in the case in which he is one",
    ),
    Relation.IMPLICATED: Text(
        id="yang terlibat dilewati: atasannya bertindak menggantikannya",
        en="one who is implicated is passed over: his superior acts instead",
    ),
}


class NotYours(Refused):
    """The person may not do this here: the role, a relation to the case, or the office forbids."""


def permit(
    role: Role,
    action: str,
    relations: frozenset[Relation] = frozenset(),
    *,
    replaced: Citation | None = None,
) -> None:
    """Return where a role permits an action and no relation to the case takes it away.

    NotYours otherwise, naming the roles that may, or the relation that forbids; `replaced` is the
    law by which one who is implicated is replaced.
    """
    if action not in TABLE[role]:
        able = ", ".join(one.value for one in Role if action in TABLE[one])
        raise NotYours(
            Text(
                id=f"peran {role.value} tidak boleh {action!r}; yang boleh: {able or '-'}",
                en=f"the role {role.value} may not {action!r}; who may: {able or '-'}",
            )
        )
    for relation in Relation:
        if relation in relations and action not in LEFT[relation]:
            cites = replaced if relation is Relation.IMPLICATED else None
            raise NotYours(_BECAUSE[relation], cites=cites)
