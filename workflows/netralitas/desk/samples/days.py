"""This file draws when an act was done and when it was reported, by the calendar of an election."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from netralitas.desk.assumptions import (
    DAYS_BEFORE_DETERMINATION,
    DAYS_TO_REPORT,
    LATE_REPORTS,
    LATE_UNTIL,
    LONGEST_RANGE,
    MONTH_ONLY,
    NO_DAY,
    RANGE_OF_DAYS,
    REPORTED,
    UNKNOWN_REPORT_DAY,
)
from netralitas.desk.drawing import SPAN, Draws, Table, below, table
from netralitas.desk.samples.columns import DAYS, SPANS, Column, day_code, month_of
from netralitas.facts import Contest
from netralitas.policy import Election

_BEFORE_DETERMINATION = ("approach_party", "register_candidacy")
_IN_CAMPAIGN = ("join_campaign", "campaign_executor")

BOUND = (*_BEFORE_DETERMINATION, *_IN_CAMPAIGN)
"""Acts that have a phase of their own: not drawn as a second charge, on another day."""


class ActDays:
    """Draws the day of an act, and how much of it is known, by act and contest."""

    def __init__(
        self, election: Election, contests: Sequence[Contest], acts: Sequence[str], *, known: bool
    ) -> None:
        self._known = known
        self._tables: list[list[Table]] = [
            [_days(election, contest, act) for act in acts] for contest in contests
        ]

    def draw(self, draws: Draws, contests: Sequence[int], acts: Sequence[int]) -> list[int]:
        """Return the code of the day of each act; contests and acts are counted from 1."""
        tables = self._tables
        return [
            tables[contest - 1][act - 1][number]
            for contest, act, number in zip(contests, acts, draws.numbers("day"), strict=True)
        ]

    def as_known(
        self,
        draws: Draws,
        days: Sequence[int],
        prefix: str,
        rows: Sequence[int] | None = None,
    ) -> Iterator[Column]:
        """Yield `at`, `at.from` and `at.to`: the day, its month, a range, or nothing.

        `rows` are those in which there is such a charge; None for all of them.
        """
        at = list(days)
        if rows is not None:
            at = [0] * draws.rows
            for row in rows:
                at[row] = days[row]
        if self._known:
            yield Column(f"{prefix}at", "date", DAYS, at, rows)
            return
        first, last = [0] * draws.rows, [0] * draws.rows
        forms, lengths = draws.numbers(f"{prefix}at"), draws.numbers(f"{prefix}range")
        vague = draws.rows_of(f"{prefix}at", MONTH_ONLY + RANGE_OF_DAYS + NO_DAY)
        spans = [row for row in vague if at[row]]
        for row in spans:
            form, day = forms[row] / SPAN, at[row]
            at[row] = 0
            if form < MONTH_ONLY:
                at[row] = month_of(day)
            elif form < MONTH_ONLY + RANGE_OF_DAYS:
                first[row] = day - 1 - below(lengths[row], LONGEST_RANGE)
                last[row] = day
        yield Column(f"{prefix}at", "span", SPANS, at, rows)
        yield Column(f"{prefix}at.from", "date", DAYS, first, spans)
        yield Column(f"{prefix}at.to", "date", DAYS, last, spans)


class ReportDays:
    """Draws when a matter became known and was reported, some of them late."""

    def __init__(self, election: Election, *, known: bool) -> None:
        self._known = known
        self._late = day_code(_voted(election)) + REPORTED[-1][0] + 1

    def draw(self, draws: Draws, days: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return the codes of the days of report and of knowing, none of them left out."""
        known = [
            day + below(number, DAYS_TO_REPORT + 1)
            for day, number in zip(days, draws.numbers("known"), strict=True)
        ]
        lags = draws.numbers("reported")
        at = [day + below(lag, DAYS_TO_REPORT + 1) for day, lag in zip(known, lags, strict=True)]
        until = draws.numbers("late until")
        for row in draws.rows_of("late", LATE_REPORTS):
            at[row] = self._late + below(until[row], LATE_UNTIL - REPORTED[-1][0])
            known[row] = max(days[row], at[row] - below(lags[row], DAYS_TO_REPORT + 1))
        return at, known

    def as_known(
        self, draws: Draws, at: Sequence[int], known: Sequence[int]
    ) -> tuple[Column, Column]:
        """Return the columns of the report's two days, some of them unknown."""
        told = [list(at), list(known)]
        if not self._known:
            for row in draws.rows_of("unknown report", UNKNOWN_REPORT_DAY):
                told[0][row] = told[1][row] = 0
        return (
            Column("report.at", "date", DAYS, told[0]),
            Column("report.known_at", "date", DAYS, told[1]),
        )


def contests_of(election: Election) -> list[Contest]:
    """Return the contests for which the calendar of an election has a day of determination."""
    return [
        contest
        for contest in election.contests
        if any(
            one.id == "penetapan" and (not one.contests or contest in one.contests)
            for one in election.milestones
        )
    ]


def _voted(election: Election) -> date:
    return next(one.first for one in election.milestones if one.id == "pemungutan")


def _days(election: Election, contest: Contest, act: str) -> Table:
    """Return the codes of the days on which an act may fall, in the shares of the reports."""
    spans = {
        one.id: (one.first, one.last or one.first)
        for one in election.milestones
        if not one.contests or contest in one.contests
    }
    determined, voted = spans["penetapan"][0], spans["pemungutan"][0]
    first = determined - timedelta(days=DAYS_BEFORE_DETERMINATION)
    last = voted + timedelta(days=REPORTED[-1][0])
    if act in _BEFORE_DETERMINATION:
        last = determined - timedelta(days=1)
    elif act in _IN_CAMPAIGN:
        first, last = spans["kampanye"]
    begins = determined - timedelta(days=DAYS_BEFORE_DETERMINATION)
    shares = dict(_shares(begins, voted))
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    places = table(shares.get(day, 0.0) for day in days)
    codes = [day_code(day) for day in days]
    return array("H", [codes[place] for place in places])


def _shares(begins: date, voted: date) -> Iterator[tuple[date, float]]:
    """Yield the days up to the last count of reports, each with its part of the reports."""
    counts = [(begins - timedelta(days=1), 0)]
    counts += [(voted + timedelta(days=day), reports) for day, reports in REPORTED]
    for (before, less), (until, more) in pairwise(counts):
        length = (until - before).days  # none of a count that is older than this calendar
        for place in range(1, length + 1):
            yield before + timedelta(days=place), (more - less) / length
