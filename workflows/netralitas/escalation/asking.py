"""This file answers two questions about authority without a case: who may, and may this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from netralitas.escalation.authority import AuthorityTable, Query, tiers
from netralitas.facts import (
    Authority,
    Category,
    Government,
    Level,
    Official,
    OfficialCondition,
    OfficialState,
    Tier,
    Track,
)
from netralitas.policy import Policy


def authority_for(
    policy: Policy,
    *,
    level: Level | None,
    government: Government | None,
    tier: Tier | None,
    category: Category | None = None,
    sanction: str | None = None,
    vacant: Sequence[Level | Official] = (),
    office: str | None = None,
    day: date | None = None,
) -> Authority:
    """Return who may impose a tier, or one sanction, without a case.

    The table is that of PNS unless a category is named. The track follows from the sanction, else
    from the category, else from the tier. Source: PP 94/2021 ps 16-25, PP 42/2004 ps 15(2), UU
    6/2014 ps 29-30; what the data lacks is `needs_human`.
    """
    category = category or Category.PNS
    known = {one.id: one for one in policy.sanctions}
    asked = known.get(sanction) if sanction else None
    track = asked.track if asked else _track(category, tier)
    tier = asked.tier if asked and asked.tier else tier
    states = [
        OfficialState(state=OfficialCondition.VACANT, level=one)
        if isinstance(one, Level)
        else OfficialState(state=OfficialCondition.VACANT, official=one)
        for one in vacant
    ]
    query = Query(
        track=track,
        tiers=tiers(track, tier),
        categories=(category,),
        levels=(level,) if level else (),
        governments=(government,) if government else (),
        day=day,
        sanctions=(sanction,) if sanction else (),
        recommended=sanction,
        office=office,
        officials=tuple(states),
    )
    return AuthorityTable(policy).ask(query).authority


def competence(
    authority: Authority, official: Official, sanction: str | None = None
) -> Literal["lawful", "unlawful", "depends"]:
    """Return whether an official may impose a sanction under an answer already given.

    It depends where a human must settle who decides, or a fact is missing; among the readings
    nobody is excluded, and nobody is confirmed.
    """
    decider = authority.official
    if sanction is not None and sanction in authority.by_sanction:
        decider = authority.by_sanction[sanction]
    if decider is None:
        return "depends"
    if official is decider or (decider is authority.official and official in authority.alternates):
        return "lawful"
    return "unlawful"


def _track(category: Category, tier: Tier | None) -> Track:
    if category in (Category.KEPALA_DESA, Category.PERANGKAT_DESA):
        return Track.DESA
    if category is Category.NON_ASN:
        return Track.KONTRAK
    return Track.ETIK if tier is Tier.MORAL else Track.DISIPLIN
