"""This file draws what somebody was punished with before: a served or running sanction of his."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from netralitas.desk.assumptions import PRIORS
from netralitas.desk.drawing import Draws, below
from netralitas.desk.samples.columns import BEFORE, DAYS, Column
from netralitas.facts import Track
from netralitas.policy import Ladder, Policy

_STATUS: Final = (None, "served", "serving")
_TRUTH: Final = (None, True, False)
_TRACKS: Final = (Track.DISIPLIN, Track.ETIK, Track.DESA)


class EarlierSanctions:
    """Draws an earlier sanction from the ladders that the law had for the person at the time."""

    def __init__(self, policy: Policy, acts: Sequence[str]) -> None:
        self._acts = (None, *acts)
        self._ladders = [one for one in policy.ladders if one.track in _TRACKS and one.in_force]
        self._sanctions = (None, *(sanction.id for sanction in policy.sanctions))
        self._ends = {sanction.id for sanction in policy.sanctions if sanction.dismissal}

    def draw(self, draws: Draws, days: Sequence[int], categories: Column) -> list[Column]:
        """Return the columns of one earlier decision, before the day of the act."""
        act, at, decided, sanction, status, complied = ([0] * draws.rows for _ in range(6))
        numbers = [draws.numbers(f"prior {place}") for place in range(6)]
        rows = draws.rows_of("prior", PRIORS)
        for row in rows:
            lots = [drawn[row] for drawn in numbers]
            ruled = days[row] - 60 - below(lots[0], 900)
            done = ruled - 30 - below(lots[1], 90)
            open_types = self._open(categories.words[categories.codes[row]], done)
            if not open_types:
                continue
            chosen = open_types[below(lots[2], len(open_types))]
            act[row] = 1 + below(lots[3], len(self._acts) - 1)
            at[row], decided[row] = done, ruled
            sanction[row] = self._sanctions.index(chosen)
            status[row] = 2 if days[row] - ruled < 365 and below(lots[4], 2) else 1
            complied[row] = 1 + below(lots[5], 2)
        return [
            Column("priors.0.act", "text", self._acts, act, rows),
            Column("priors.0.at", "date", DAYS, at, rows),
            Column("priors.0.decided_at", "date", DAYS, decided, rows),
            Column("priors.0.sanction", "text", self._sanctions, sanction, rows),
            Column("priors.0.status", "text", _STATUS, status, rows),
            Column("priors.0.complied", "bool", _TRUTH, complied, rows),
        ]

    def _open(self, category: object, code: int) -> list[str]:
        """Return the types such a person could get for an act of a day and still be in service."""
        day = date.fromordinal(code + BEFORE)
        return [
            step.sanction
            for ladder in self._ladders
            if category in ladder.categories and _covers(ladder, day)
            for step in ladder.types
            if not step.after and step.sanction not in self._ends
        ]


def _covers(ladder: Ladder, day: date) -> bool:
    return (ladder.since or date.min) <= day < (ladder.until or date.max)
