"""This file turns a day of an election into what the law distinguishes: its moment.

A moment is the readings of one day: normally one, but several where a date that was not verified
lies within sixty days, so that the day may stand on either side of it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from netralitas.facts import Confidence, Contest, Days, Value
from netralitas.policy import Election, Policy
from netralitas.rules.compile import Boundary, RuleBase

NEAR = timedelta(days=60)
FIRST_DAY = date(2014, 1, 15)  # the first day on which the data holds rows at all (UU 5/2014)
LAST_DAY = date(2035, 12, 31)


class Reading(NamedTuple):
    """One side of every line the law draws through time: era, three phase flags, contest."""

    era: int
    after_determination: bool
    in_campaign: bool
    voted: bool
    contest: str

    def fact(self) -> dict[str, Value]:
        """Return the moment fields of a flat fact."""
        return dict(self._asdict())

    @property
    def phase(self) -> str:
        """The phase in the words of the law's rows."""
        if self.voted:
            return "pasca_pemungutan"
        if self.in_campaign:
            return "masa_kampanye"
        return "sesudah_penetapan" if self.after_determination else "sebelum_penetapan"


Moment = tuple[Reading, ...]
"""The readings of a day, the one given by the dates as they stand first."""


class Span(NamedTuple):
    """A run of days of one contest with the same moment; it lasts until the next span."""

    first: date
    moment: Moment
    doubtful: tuple[str, ...]


class Line(NamedTuple):
    """A day at which a flag of the phase turns, and how sure that day is."""

    day: date
    flag: str
    verified: bool
    milestone: str


class Calendars:
    """The moments of every election and contest of a policy, as runs of days."""

    def __init__(self, base: RuleBase) -> None:
        self._spans: dict[tuple[str, str], tuple[Span, ...]] = {
            (election.id, contest.value): tuple(_spans(base, election, contest))
            for election in base.policy.elections
            for contest in election.contests
        }
        self._policy: Policy = base.policy

    def contests(
        self, election: str | None, contest: Contest | None
    ) -> tuple[tuple[str, str], ...]:
        """Return the (election, contest) pairs that a case may mean."""
        return tuple(
            key
            for key in self._spans
            if (election is None or key[0] == election)
            and (contest is None or key[1] == contest.value)
        )

    def moments(
        self, election: str | None, contest: Contest | None, days: Days
    ) -> dict[Moment, tuple[date, tuple[str, ...]]]:
        """Return every moment a day in the span may be, each with its first day and the
        unverified dates that blur it."""
        return self.of_pairs(self.contests(election, contest), days)

    def of_pairs(
        self, pairs: Iterable[tuple[str, str]], days: Days
    ) -> dict[Moment, tuple[date, tuple[str, ...]]]:
        """Return the same for (election, contest) pairs that are already known."""
        found: dict[Moment, tuple[date, tuple[str, ...]]] = {}
        for pair in pairs:
            for first, span in _within(self._spans[pair], days):
                found.setdefault(span.moment, (first, span.doubtful))
        return found

    def turns(self, days: Days) -> tuple[date, ...]:
        """Return the days inside a span on which some calendar turns from one moment to another."""
        return tuple(
            sorted(
                {
                    span.first
                    for spans in self._spans.values()
                    for span in spans
                    if span.first in days
                }
            )
        )

    def all_readings(self) -> tuple[Reading, ...]:
        """Return every reading that occurs on any day of any calendar, in a stable order."""
        return tuple(
            sorted(
                {
                    reading
                    for spans in self._spans.values()
                    for span in spans
                    for reading in span.moment
                }
            )
        )

    def all_moments(self) -> tuple[tuple[Moment, str, date], ...]:
        """Return every moment that occurs, with an election and a day on which it does."""
        found: dict[Moment, tuple[str, date]] = {}
        for (election, _), spans in self._spans.items():
            for span in spans:
                found.setdefault(span.moment, (election, span.first))
        return tuple((moment, *where) for moment, where in found.items())


def _within(spans: tuple[Span, ...], days: Days) -> Iterator[tuple[date, Span]]:
    firsts = [span.first for span in spans]
    start = max(bisect_right(firsts, days.first) - 1, 0)
    for span in spans[start:]:
        if span.first > days.last:
            return
        yield max(span.first, days.first), span


def _spans(base: RuleBase, election: Election, contest: Contest) -> Iterator[Span]:
    lines = _lines(election, contest)
    cuts = {FIRST_DAY}
    for day, verified in (
        *((boundary.day, boundary.verified) for boundary in base.eras),
        *((line.day, line.verified) for line in lines),
    ):
        cuts.add(day)
        if not verified:
            cuts |= {day - NEAR, day + NEAR + timedelta(days=1)}
    previous: tuple[Moment, tuple[str, ...]] | None = None
    for cut in sorted(day for day in cuts if FIRST_DAY <= day <= LAST_DAY):
        here = _moment(cut, base.eras, lines, contest)
        if here != previous:
            yield Span(cut, *here)
        previous = here


def _lines(election: Election, contest: Contest) -> tuple[Line, ...]:
    lines: list[Line] = []
    for milestone in election.milestones:
        if milestone.contests and contest not in milestone.contests:
            continue
        verified = milestone.confidence is not Confidence.D
        after = (milestone.last or milestone.first) + timedelta(days=1)
        if milestone.id == "penetapan":
            lines.append(Line(milestone.first, "after_determination", verified, "penetapan"))
        elif milestone.id == "kampanye":
            lines.append(Line(milestone.first, "in_campaign", verified, "kampanye"))
            lines.append(Line(after, "not_in_campaign", verified, "kampanye"))
        elif milestone.id == "pemungutan":
            lines.append(Line(after, "voted", verified, "pemungutan"))
    return tuple(lines)


def _moment(
    day: date, eras: tuple[Boundary, ...], lines: tuple[Line, ...], contest: Contest
) -> tuple[Moment, tuple[str, ...]]:
    """Return the readings of a day: each unverified line nearby may lie on either side of it."""
    doubtful_eras = [b for b in eras if not b.verified and abs(b.day - day) <= NEAR]
    doubtful_lines = [line for line in lines if not line.verified and abs(line.day - day) <= NEAR]
    readings: dict[Reading, None] = {}
    for shifted in itertools.product(
        (False, True), repeat=len(doubtful_eras) + len(doubtful_lines)
    ):
        flipped = set(itertools.compress((*doubtful_eras, *doubtful_lines), shifted))
        era = sum((b.day <= day) != (b in flipped) for b in eras)
        passed = {line.flag: (line.day <= day) != (line in flipped) for line in lines}
        voted = passed.get("voted", False)
        after = passed.get("after_determination", False) or voted
        campaign = passed.get("in_campaign", False) and not passed.get("not_in_campaign", False)
        if (campaign and not after) or (voted and campaign):
            continue  # no campaign before determination, none after the vote
        readings[Reading(era, after, campaign, voted, contest.value)] = None
    doubtful = tuple(
        dict.fromkeys(
            (
                *(f"{b.day.isoformat()}" for b in doubtful_eras),
                *(x.milestone for x in doubtful_lines),
            )
        )
    )
    return tuple(readings), doubtful
