"""This file lets personal data be erased only when the office's schedule says that it may.

The periods are the office's own settings, and are told as such; the law's data hold none.
"""

from __future__ import annotations

from netralitas.casework import Case, Erase
from netralitas.desk.cases.wiring import Desk
from netralitas.desk.extras import store_extra
from netralitas.facts import Refused


def must_be_over(desk: Desk, case: str, command: Erase) -> None:
    """Return where the period of everything to be erased is over; Refused, saying why, otherwise.

    A relation without a period is kept, and so is everything while its case goes on.
    """
    found: Case = desk.store.case(case)
    names = command.names or tuple(one.name for one in desk.store.personal(case))
    day = found.day(desk.at)
    with store_extra():
        from netralitas.casework.privacy import Kept, Rule, erasable, schedule

        rules = schedule(
            Rule(name=one.name, years=one.years, months=one.months) for one in desk.office.retention
        )
        since = None if found.open else found.day(found.changed)
        kept = [
            Kept(id=name, case=case, data_class=name.partition(".")[0], since=since)
            for name in names
        ]
        for answer in erasable(kept, rules, (), day):
            if not answer.may_be_erased:
                raise Refused(answer.says)
