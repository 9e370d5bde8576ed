"""This file keeps the guards of the paths: what is known when a step is taken, and what must hold.

The table of a path names its guards, with the words and the article of each; the question itself
is asked here. A guard returns whether the step may be taken; it never changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import msgspec

from netralitas.facts import Official, Track


class StepContext(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when a step of a real case is taken, on the day `at`, by the official `by`.

    `stages` is the expected walk of the case. `competent` are those who may impose the sanction;
    `dismissal` says whether it ends the service (None: not known). Dates that are not known are
    None: a limit that is not known does not refuse, an effect that is not known has not come.
    """

    track: Track
    at: date
    by: Official | None = None
    stages: tuple[str, ...] = ()
    competent: frozenset[Official] = frozenset()
    examined: bool = False
    missed_summonses: int = 0
    tim_pemeriksa: Literal["must", "may", "no"] = "no"
    tim_pemeriksa_formed: bool = False
    majelis_kode_etik_heard: bool = False
    approval_needed: bool = False
    approval_given: bool = False
    punished_before: bool = False
    handed_over_or_sent: bool = False
    dismissal: bool | None = None
    remedy_until: date | None = None
    remedy_filed: bool = False
    remedy_decided: bool = False
    effective_on: date | None = None
    report_until: date | None = None


Predicate = Callable[[StepContext, str, str], bool]
"""Asks whether a step from one stage to another may be taken."""


def _next_in_chain(context: StepContext, source: str, target: str) -> bool:
    if source not in context.stages:
        return target in context.stages
    place = context.stages.index(source) + 1
    return place < len(context.stages) and context.stages[place] == target


GUARDS: Mapping[str, Predicate] = {
    "next_in_chain": _next_in_chain,
    "examined_or_two_missed_summonses": lambda c, _s, _t: c.examined or c.missed_summonses >= 2,
    "tim_pemeriksa_formed": lambda c, _s, _t: c.tim_pemeriksa != "must" or c.tim_pemeriksa_formed,
    "majelis_kode_etik_heard": lambda c, _s, _t: c.majelis_kode_etik_heard,
    "decided_by_competent": lambda c, _s, _t: c.by is not None and c.by in c.competent,
    "approval_given": lambda c, _s, _t: c.approval_given or not c.approval_needed,
    "not_punished_before": lambda c, _s, _t: not c.punished_before,
    "handed_over_or_sent": lambda c, _s, _t: c.handed_over_or_sent,
    "no_dismissal": lambda c, _s, _t: c.dismissal is not True,
    "dismissal": lambda c, _s, _t: c.dismissal is not False,
    "remedy_open": lambda c, _s, _t: c.remedy_until is None or c.at <= c.remedy_until,
    "in_effect": lambda c, _s, _t: c.effective_on is not None and c.at >= c.effective_on,
    "no_remedy_pending": lambda c, _s, _t: not c.remedy_filed,
    "remedy_decided": lambda c, _s, _t: c.remedy_decided,
    "reported_in_time": lambda c, _s, _t: c.report_until is None or c.at <= c.report_until,
    "time_has_run_out": lambda c, _s, _t: c.report_until is not None and c.at > c.report_until,
}
"""Every guard by the name under which a path's table lists it."""
