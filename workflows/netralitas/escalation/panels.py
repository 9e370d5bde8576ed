"""This file says what surrounds a decision: the examining team, temporary release, approvals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from netralitas.escalation.cells import in_force
from netralitas.escalation.deciding import Bench
from netralitas.facts import (
    Approval,
    Category,
    Government,
    Interim,
    Official,
    OfficialCondition,
    Stage,
    Text,
    Tier,
    TimPemeriksa,
    Track,
)
from netralitas.policy import DatedBody, MeasureRule, Panel, Policy


def panel(
    policy: Policy,
    body: str,
    track: Track,
    tier: Tier | None,
    office: str | None,
    government: Government | None,
) -> Panel | None:
    """Return the narrowest panel of a kind for a tier; None where the law names none."""
    fitting = [
        row
        for row in policy.panels
        if row.body == body
        and row.track is track
        and (row.tier is None or row.tier is tier)
        and (not row.offices or office in row.offices)
        and (not row.governments or government in row.governments)
    ]
    return max(fitting, key=lambda row: (bool(row.offices), bool(row.governments)), default=None)


def tim_pemeriksa(rows: Sequence[Panel | None], on: Bench, head: Official | None) -> TimPemeriksa:
    """Return whether the team must be formed, of whom and by whom (PP 94/2021 ps 29).

    Of several tiers still possible, `must` is said only where all of them require it. A superior
    who cannot sit is replaced by the next higher one; a head who cannot form it is not named.
    """
    needs = [row.need if row else "no" for row in rows]
    row = next((row for row in rows if row), None)
    if row is None:
        return TimPemeriksa(need="no", members=(), formed_by=None)
    formed_by = row.formed_by or (head if head is not None and on.free(head) else None)
    return TimPemeriksa(
        need="must" if all(need == "must" for need in needs) else "may",
        members=tuple(_member(member, on) for member in row.members),
        formed_by=formed_by,
    )


def _member(member: str, on: Bench) -> str:
    """Return who takes a seat of the team that is named by a stage of the path."""
    seated = [seat.official for seat in on.seats if seat.stage.value == member]
    if not seated or any(on.free(official) for official in seated):
        return member
    above = [seat.official.value for seat in on.above(seated[-1]) if on.free(seat.official)]
    return above[0] if above else member


def interim(
    measures: Iterable[MeasureRule],
    track: Track,
    tiers: Sequence[Tier | None],
    categories: Sequence[Category],
    day: date | None,
) -> Interim:
    """Return whether the person may be released from the post meanwhile (PP 94/2021 ps 31).

    It is allowed only where every tier and category still possible allows it. By whom is not in
    the data.
    """
    for row in measures:
        if (
            row.interim
            and (not row.tracks or track in row.tracks)
            and (not row.tiers or all(tier in row.tiers for tier in tiers))
            and (not row.categories or all(one in row.categories for one in categories))
            and in_force(row.since, row.until, day)
        ):
            return Interim(allowed=True, starts=row.starts, until=row.ends)
    return Interim(allowed=False)


def approvals(
    policy: Policy, on: Bench, deciding: Iterable[Official], lawful: Sequence[str], day: date | None
) -> tuple[Approval, ...]:
    """Return the approvals that an acting head needs for any of the sanctions that may follow."""
    rule = body_on(policy, "acting_approval", day)
    if rule is None or rule.official is None:
        return ()
    sanctions = tuple(one for one in rule.sanctions if one in lawful)
    blanket = body_on(policy, "blanket_approval", day)
    text = _joined(rule.note or rule.body, blanket.note if blanket else None)
    found = []
    for official in dict.fromkeys(deciding):
        state = on.known.get(official)
        if not sanctions or state is None or state.state is not OfficialCondition.ACTING:
            continue
        if all(
            seat.stage is not Stage.KEPALA_DAERAH for seat in on.seats if seat.official is official
        ):
            continue
        found.append(
            Approval(
                by=rule.official,
                sanctions=sanctions,
                given=state.approval,
                confidence=rule.confidence,
                text=text,
            )
        )
    return tuple(found)


def body_on(policy: Policy, role: str, day: date | None) -> DatedBody | None:
    """Return who fills a role on a day; None where nobody does."""
    for row in policy.bodies:
        if row.role == role and in_force(row.since, row.until, day):
            return row
    return None


def _joined(first: Text, second: Text | None) -> Text:
    if second is None:
        return first
    return Text(id=f"{first.id}. {second.id}", en=f"{first.en}. {second.en}")
