"""This file gathers what is known of a case when a step is taken, for the guards to ask."""

from __future__ import annotations

from datetime import date

from netralitas.escalation.guards import StepContext
from netralitas.escalation.walk import Walk
from netralitas.facts import Case, CriminalStage, Official, Track
from netralitas.policy import Policy


def context_for(
    case: Case,
    walk: Walk,
    track: Track,
    policy: Policy,
    *,
    at: date,
    by: Official | None = None,
    sanction: str | None = None,
    tim_pemeriksa_formed: bool = False,
    majelis_kode_etik_heard: bool = False,
    remedy_decided: bool = False,
) -> StepContext:
    """Return what is known when a step is taken in a case, from its file and its walk.

    What a case file has no place for is an argument: whether the panels have met, and whether the
    remedy has been decided.
    """
    authority = walk.authority[track]
    decider = authority.official
    if sanction is not None and sanction in authority.by_sanction:
        decider = authority.by_sanction[sanction]
    also = authority.alternates if decider is authority.official else ()
    rows = {row.id: row for row in policy.deadlines}
    limits = [
        due.at
        for entry in walk.path[track]
        for due in entry.due
        if entry.clock and rows[entry.clock].dismissal is not None
    ]
    effects = [
        due.at
        for entry in walk.path[track]
        for due in entry.due
        if entry.clock and rows[entry.clock].kind == "takes_effect"
    ]
    reports = [
        due.at
        for entry in walk.criminal
        if entry.stage == CriminalStage.REFERRED
        for due in entry.due
    ]
    process = case.process
    ends = {one.id: one.dismissal for one in policy.sanctions}
    approval = [one for one in authority.approvals if sanction in one.sanctions]
    return StepContext(
        track=track,
        at=at,
        by=by,
        stages=tuple(dict.fromkeys(entry.stage for entry in walk.path[track])),
        competent=frozenset(one for one in (decider, *also) if one is not None),
        examined=process.examination.at is not None and process.examination.at <= at,
        missed_summonses=sum(one.attended is False for one in process.summonses),
        tim_pemeriksa=authority.tim_pemeriksa.need,
        tim_pemeriksa_formed=tim_pemeriksa_formed,
        majelis_kode_etik_heard=majelis_kode_etik_heard,
        approval_needed=bool(approval),
        approval_given=all(one.given for one in approval),
        punished_before=any(prior.same_violation for prior in case.priors),
        handed_over_or_sent=bool(
            process.delivery.received or process.delivery.sent or process.delivery.attended
        ),
        dismissal=ends.get(sanction) if sanction else None,
        remedy_until=max(limits, default=None),
        remedy_filed=process.appeal.kind is not None,
        remedy_decided=remedy_decided,
        effective_on=max(effects, default=None),
        report_until=max(reports, default=None),
    )
