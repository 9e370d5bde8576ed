"""This file says where each action can be done: at which points of real cases, by which offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.workflows.casework.role_cases import BUPATI, CAMAT, DAY, KABID, KADIS, PASSED, TEAM, WHY

KADIS_FOR_CAMAT = "atasan_langsung jpt_pratama"
BUPATI_AS_SUPERIOR = "atasan_langsung bupati_wali_kota"
ABOVE_BUPATI = ("kepala_daerah gubernur", "kepala_daerah mendagri")


class Situation(NamedTuple):
    """A point of a case at which something can be done, and with which values.

    `before` are the only offices that may, as role and office; None where any may that goes with
    its role. Without `staff` the roles that bear no office may not either.
    """

    point: str
    values: Mapping[str, Any] = {}
    before: tuple[str, ...] | None = None
    staff: bool = True


ENDED = {"ending": "closed_not_proven", **WHY}
UPHELD = {"outcome": "uphold", **WHY}
HEAVY, MIDDLE = {"sanction": "berat_a"}, {"sanction": "trans_sedang_kgb"}
CAMAT_ALONE, KADIS_ALONE, BUPATI_ALONE = (CAMAT,), (KADIS,), (BUPATI,)
HIMSELF_OR_ABOVE = (CAMAT, KADIS, BUPATI, *ABOVE_BUPATI)
KADIS_IN_PLACE = (KADIS, KADIS_FOR_CAMAT)
BUPATI_IN_BOTH = (BUPATI, BUPATI_AS_SUPERIOR)

SITUATIONS: Mapping[str, Sequence[Situation]] = {
    "add_evidence": [Situation("lurah/team", {"evidence": {"kind": "foto"}})],
    "verify_evidence": [Situation("lurah/team", {"number": 1})],
    "record_facts": [Situation("lurah/team", {"known_at": "2024-10-11"})],
    "record_official": [
        Situation("lurah/team", {"state": {"level": "pengawas", "state": "vacant"}})
    ],
    "name_person": [Situation("lurah/team", {"relation": "witness", "person": "x"})],
    "begin_review": [Situation("lurah/report")],
    "ask_more": [Situation("lurah/review", {"questions": ["?"]})],
    "proceed": [Situation("lurah/proven")],
    "close_report": [Situation("lurah/proven", ENDED)],
    "close_track": [
        Situation("lurah/head", ENDED, BUPATI_ALONE),
        Situation("kadis/head", ENDED, BUPATI_IN_BOTH),
        Situation("staff/opd", ENDED, (KABID, BUPATI)),
    ],
    "summon": [
        Situation("lurah/team", {"day": DAY}, CAMAT_ALONE),
        Situation("vacant/camat", {"day": DAY}, KADIS_IN_PLACE),
        Situation("kadis/begun", {"day": DAY}, BUPATI_IN_BOTH),
    ],
    "record_absence": [
        Situation("lurah/summoned", {}, CAMAT_ALONE),
        Situation("vacant/summoned", {}, KADIS_IN_PLACE),
        Situation("kadis/summoned", {}, BUPATI_IN_BOTH),
    ],
    "examine": [
        Situation("lurah/summoned", {}, CAMAT_ALONE),
        Situation("vacant/summoned", {}, KADIS_IN_PLACE),
        Situation("kadis/summoned", {}, BUPATI_IN_BOTH),
    ],
    "form_team": [
        Situation("lurah/begun", {"members": TEAM}, BUPATI_ALONE),
        Situation("kadis/examined", {"members": TEAM}, BUPATI_ALONE),
    ],
    "hear_council": [Situation("ethics/begun")],
    "forward": [
        Situation("lurah/examined", PASSED, CAMAT_ALONE, staff=False),
        Situation("lurah/opd", PASSED, KADIS_ALONE, staff=False),
        Situation("kadis/examined", PASSED, BUPATI_IN_BOTH, staff=False),
        Situation("lurah/begun", {"reason": "vacant"}, HIMSELF_OR_ABOVE),
        Situation("lurah/begun", {"reason": "implicated", **WHY}, HIMSELF_OR_ABOVE),
    ],
    "settle_authority": [
        Situation(
            "teacher/begun", {"official": "bupati_wali_kota", "document": "pendapat hukum", **WHY}
        )
    ],
    "recommend": [Situation("lurah/team", WHY)],
    "decide": [
        Situation("lurah/head", HEAVY, BUPATI_ALONE),
        Situation("kadis/head", HEAVY, BUPATI_IN_BOTH),
        Situation("staff/opd", MIDDLE, (KABID, BUPATI)),
    ],
    "hand_over": [
        Situation("lurah/decided", {}, BUPATI_ALONE),
        Situation("kadis/decided", {}, BUPATI_IN_BOTH),
        Situation("staff/decided", {}, (KABID,)),
    ],
    "send_decision": [
        Situation("lurah/missed", {}, BUPATI_ALONE),
        Situation("kadis/missed", {}, BUPATI_IN_BOTH),
        Situation("staff/missed", {}, (KABID,)),
    ],
    "record_receipt": [
        Situation("lurah/sent", {}, BUPATI_ALONE),
        Situation("kadis/sent", {}, BUPATI_IN_BOTH),
        Situation("staff/sent", {}, (KABID,)),
    ],
    "file_remedy": [
        Situation("lurah/received", {"kind": "keberatan"}),
        Situation("dismissed/received", {"kind": "banding_administratif"}),
    ],
    "decide_remedy": [
        Situation("lurah/keberatan", UPHELD, BUPATI_ALONE),
        Situation("staff/keberatan", UPHELD, KADIS_ALONE),
    ],
    "record_remedy": [Situation("dismissed/banding", UPHELD)],
    "take_effect": [Situation("lurah/answered")],
    "execute": [Situation("lurah/final")],
    "release": [
        Situation("lurah/examined", {}, CAMAT_ALONE),
        Situation("vacant/examined", {}, KADIS_IN_PLACE),
        Situation("kadis/examined", {}, BUPATI_IN_BOTH),
    ],
    "end_release": [
        Situation("lurah/released", {}, CAMAT_ALONE),
        Situation("vacant/released", {}, KADIS_IN_PLACE),
        Situation("kadis/released", {}, BUPATI_IN_BOTH),
    ],
    "refer": [Situation("lurah/begun")],
    "move_criminal": [Situation("lurah/referred", {"step": "review"})],
    "date_criminal": [Situation("lurah/criminal_prosecute", {"what": "file_complete"})],
    "return_finding": [Situation("late/report", WHY)],
    "adopt_policy": [Situation("older_law/review", WHY)],
    "hold": [Situation("lurah/team", WHY)],
    "lift_hold": [Situation("lurah/held", WHY)],
    "erase": [Situation("lurah/executed", WHY)],
    "unseal": [Situation("lurah/team", {"names": ["reporter.1"], **WHY})],
}
