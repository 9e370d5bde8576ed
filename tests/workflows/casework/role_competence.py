"""This file asks who may decide on a person of each level, tier by tier, in a real case.

The case goes from office to office as far as the product lets it; wherever it stands, every
official tries to decide, in every role and every relation.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from netralitas.casework import Actor, Decide
from netralitas.facts import Language, Official, Refused
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, at
from tests.workflows.casework.role_cases import DAY, OPENED, PASSED, RELATED, TEAM, file_of
from tests.workflows.casework.role_comparisons import RELATIONS, STRANGER, Compared
from tests.workflows.casework.role_oracle import MAY_DECIDE, OFFICES
from tests.workflows.casework.world import PEOPLE

IMPOSED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sedang": ("campaign", ("trans_sedang_kgb",)),
    "berat": ("comment", ("berat_a", "berat_b")),
    "dismissal": ("comment", ("berat_c",)),
}
"""By tier: a charge that is punished so, and what is imposed."""

SEATED = [f"{role} {official}" for role, official in product(OFFICES["pengawas"], Official)]
"""Every official in every role, in words."""


def deciding(law: CompiledPolicy, government: str, level: str, tier: str) -> Compared:
    """Return how sanction x official x relation compares with who may impose a tier on a person.

    Permitted is what an official may in any role, at any place on the way up; the oracle permits it
    to those whom the law names, in no relation to the case.
    """
    charge, sanctions = IMPOSED[tier]
    named = f"decide, {government} {level} {tier}"
    office = Office(law)
    permitted = set[tuple[str, Official, str | None]]()
    try:
        _begin(office, {"category": "pns", "level": level, "government": government}, charge)
    except Refused as error:
        return Compared(0, (f"{named}: {error.message(Language.EN)}",))
    _someone(office, "summon", day=DAY)
    _someone(office, "examine")
    for _ in Official:  # as many places as there are offices, at most
        permitted.update(
            one for one in product(sanctions, Official, RELATIONS) if _may_decide(office, *one)
        )
        if not _someone(office, "forward", **PASSED):
            break
    able = MAY_DECIDE[government, level, tier]
    cells = list(product(sanctions, Official, RELATIONS))
    differ = [
        f"{named}: {sanction} by {official} ({relation or 'a stranger'}) "
        + ("permitted" if (sanction, official, relation) in permitted else "refused")
        for sanction, official, relation in cells
        if ((sanction, official, relation) in permitted)
        is not (official in able and relation is None)
    ]
    return Compared(len(cells), tuple(differ))


def _begin(office: Office, subject: Mapping[str, str], charge: str) -> None:
    """Bring a case before the first office; Refused where somebody may not do his part of it."""
    file = file_of(office.law, "L-1", subject, charge)
    office.open(file, "bkpsdm", OPENED, **RELATED)
    office.act("reviewer", "name_person", DAY, relation="implicated", person=PEOPLE["implicated"])
    office.act("reviewer", "begin_review", DAY)
    office.act("reviewer", "verify_evidence", DAY, number=1)
    office.act("reviewer", "proceed", DAY)
    if charge == "comment":  # a team must be formed for berat alone
        office.act("bkpsdm", "form_team", DAY, members=TEAM)


def _someone(office: Office, action: str, **values: Any) -> bool:
    """Let the first official who may take a step, and return whether there was one."""
    for who in SEATED:
        try:
            office.act(who, action, DAY, **values)
        except Refused:
            continue
        return True
    return False


def _may_decide(office: Office, sanction: str, official: Official, relation: str | None) -> bool:
    command = Decide(sanction=sanction, reasons="x")
    for role in OFFICES["pengawas"]:
        id = PEOPLE[relation] if relation else STRANGER
        actor = Actor(id=id, role=role, official=official)
        try:
            office.service.propose(office.case, command, actor, at=at(DAY, 9))
        except Refused:
            continue
        return True
    return False
