"""This file says which personal data may be erased on a day, and why the others are kept.

The law data of this product hold no period: UU 27/2022 is named as the ground, and how long each
class of data is kept is the operator's setting, labelled so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from netralitas.casework.privacy.failures import PrivacyError
from netralitas.facts import Citation, Confidence, Text

GROUND = Citation(instrument="UU 27/2022", confidence=Confidence.D)
"""The law on personal data, named as the ground; no article of it is cited, and none decides."""

OPERATORS_SETTING = Text(
    id="setelan pengelola, bukan jangka dari undang-undang",
    en="the operator's setting, not a period of the law",
)

Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a class of data is kept after the day from which it counts.

    `cites` names the provision that sets the period, where one does; without it the period is the
    operator's setting.
    """

    name: str
    years: Count = 0
    months: Count = 0
    cites: Citation | None = None

    @property
    def label(self) -> Text:
        """Where the period comes from, in words."""
        if self.cites is None:
            return OPERATORS_SETTING
        return Text(id=str(self.cites), en=str(self.cites))

    def kept_through(self, since: date) -> date:
        """Return the last day on which the data are kept; they may be erased from the next on.

        A day that the month does not have is its last one.
        """
        months = since.year * 12 + since.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Personal data that are kept: opaque id, case, class, and the day the period counts from.

    `since` is None while the case goes on: then no period runs.
    """

    id: str
    case: str
    data_class: str
    since: date | None


class LegalHold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order that nothing of a case be erased, from a day through another, or without an end."""

    case: str
    reason: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the order stands on a day; the last day is still one."""
        return self.since <= on and (self.until is None or on <= self.until)


class Why(StrEnum):
    """Why data may be erased or must be kept."""

    OVER = "over"
    RUNNING = "running"
    OPEN = "open"
    HELD = "held"
    NO_PERIOD = "no_period"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether something kept may be erased, why, and through which day it is kept, if known."""

    kept: Kept
    why: Why
    says: Text
    through: date | None = None

    @property
    def may_be_erased(self) -> bool:
        """Whether it may be erased."""
        return self.why is Why.OVER


def schedule(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules as a schedule; PrivacyError for two of one class, or one without a period.

    A period of nothing would erase on the day after; it is taken for a mistake.
    """
    checked: dict[str, Rule] = {}
    for rule in rules:
        if rule.name in checked or not (rule.years or rule.months):
            raise PrivacyError(
                Text(
                    id=f"jadwal retensi: {rule.name!r} harus ada satu kali, dengan jangka",
                    en=f"retention schedule: {rule.name!r} must be there once, with a period",
                )
            )
        checked[rule.name] = rule
    return tuple(checked.values())


def erasable(
    kept: Iterable[Kept], rules: Sequence[Rule], holds: Sequence[LegalHold], on: date
) -> tuple[Answer, ...]:
    """Return for everything kept whether it may be erased on a day, in the order given.

    A hold comes before any period; a class without a rule, and a case that goes on, are kept.
    """
    by_name = {rule.name: rule for rule in rules}
    held = {hold.case: hold for hold in holds if hold.holds(on)}
    return tuple(_answer(one, by_name.get(one.data_class), held.get(one.case), on) for one in kept)


def _answer(kept: Kept, rule: Rule | None, hold: LegalHold | None, on: date) -> Answer:
    if hold:
        says = Text(
            id=f"ditahan atas perintah: {hold.reason}", en=f"held by an order: {hold.reason}"
        )
        return Answer(kept=kept, why=Why.HELD, says=says)
    if rule is None:
        says = Text(
            id=f"tidak ada jangka untuk {kept.data_class!r}",
            en=f"no period for {kept.data_class!r}",
        )
        return Answer(kept=kept, why=Why.NO_PERIOD, says=says)
    if kept.since is None:
        says = Text(id="perkaranya masih berjalan", en="its case still goes on")
        return Answer(kept=kept, why=Why.OPEN, says=says)
    through = rule.kept_through(kept.since)
    over = on > through
    says = Text(
        id=f"{'sudah' if over else 'belum'} lewat {through} ({rule.label.id})",
        en=f"{'past' if over else 'kept through'} {through} ({rule.label.en})",
    )
    return Answer(kept=kept, why=Why.OVER if over else Why.RUNNING, says=says, through=through)
