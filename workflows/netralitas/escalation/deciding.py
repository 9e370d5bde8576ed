"""This file follows authority along the chain: who decides when the one who would cannot.

A vacant post, and an official who did not act, pass authority to the next higher official. One who
is implicated or reported is skipped: where another is always competent he decides, else the law is
silent, and those who might decide are readings for a human.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from netralitas.facts import (
    AuthorityReading,
    Confidence,
    Official,
    OfficialCondition,
    OfficialState,
    Stage,
    Text,
)
from netralitas.policy import AuthorityCell, Chain, Seat

Roles = Mapping[str, Text]
"""What follows from each role of procedure, in words, by the role."""

PASSES_ON = frozenset({OfficialCondition.VACANT, OfficialCondition.DID_NOT_ACT})
SKIPPED = frozenset({OfficialCondition.IMPLICATED, OfficialCondition.REPORTED})
STAGES: tuple[Stage, ...] = (
    Stage.ATASAN_LANGSUNG,
    Stage.PERANGKAT_DAERAH,
    Stage.KEPALA_DAERAH,
    Stage.ABOVE_KEPALA_DAERAH,
)
"""The stages at which officials act, from the lowest up."""


class Decision(NamedTuple):
    """Who decides in one place of the table, or who might, and by which roles it came to that."""

    outcome: Literal["decided", "needs_human", "undetermined"]
    official: Official | None
    stage: Stage | None
    confidence: Confidence
    readings: tuple[AuthorityReading, ...] = ()
    roles: tuple[str, ...] = ()
    alternates: tuple[Official, ...] = ()


class Bench(NamedTuple):
    """Those who stand above a subject, what is known of each, and how sure their order is."""

    seats: tuple[Seat, ...]
    known: Mapping[Official, OfficialState]
    mark: Confidence

    def free(self, official: Official) -> bool:
        """Whether nothing known keeps an official from acting; an acting one acts."""
        state = self.known.get(official)
        return state is None or state.state is OfficialCondition.ACTING

    def above(self, official: Official) -> tuple[Seat, ...]:
        """Return the seats of the officials above one, nearest first, each official once."""
        places = [place for place, seat in enumerate(self.seats) if seat.official is official]
        found: dict[Official, Seat] = {}
        for seat in self.seats[places[-1] + 1 :] if places else ():
            found.setdefault(seat.official, seat)
        return tuple(found.values())


def bench(
    chain: Chain | None, cells: Iterable[AuthorityCell], states: Sequence[OfficialState]
) -> Bench:
    """Return those above a subject, with what a case states of them by level, office or stage.

    A state named by stage holds for every official of the chain at that stage. Of two states of one
    official, the one that keeps him from acting counts.
    """
    seats = chain.seats if chain else ()
    officials = {
        seat.official: [s.stage for s in seats if s.official is seat.official] for seat in seats
    }
    for cell in cells:
        for official in (cell.official, *(seat.official for seat in cell.also)):
            if official is not None:
                officials.setdefault(official, [])
    known: dict[Official, OfficialState] = {}
    for state in states:
        for official, stages in officials.items():
            named = (
                state.official is official
                or (state.level is not None and state.level.value == official.value)
                or (state.stage is not None and state.stage in stages)
            )
            there = known.get(official)
            if named and (there is None or there.state is OfficialCondition.ACTING):
                known[official] = state
    return Bench(seats, known, chain.confidence if chain else Confidence.D)


def decide(cell: AuthorityCell, mark: Confidence, on: Bench, roles: Roles) -> Decision:
    """Return who decides by a cell, given who can act; `mark` is the mark of the cell here."""
    if cell.official is not None and cell.stage is not None:
        seat = Seat(official=cell.official, stage=cell.stage)
        return _pass_on(seat, cell.also, mark, on, roles)
    parts = []
    for reading in cell.readings:
        if reading.official is None or reading.stage is None:
            open_reading = AuthorityReading(
                official=None,
                stage=reading.stage,
                confidence=reading.confidence,
                why=reading.why,
            )
            parts.append(Decision("needs_human", None, None, mark, (open_reading,)))
            continue
        seat = Seat(official=reading.official, stage=reading.stage)
        found = _pass_on(seat, cell.also, reading.confidence, on, roles)
        if found.outcome == "decided":
            why = roles.get(found.roles[0], reading.why) if found.roles else reading.why
            found = as_reading(found, why)
        parts.append(found)
    if cell.undetermined:
        return join(parts)
    return Decision(
        "needs_human",
        None,
        None,
        mark,
        _each_once(reading for part in parts for reading in part.readings),
        tuple(dict.fromkeys(role for part in parts for role in part.roles)),
    )


def join(parts: Sequence[Decision]) -> Decision:
    """Return one decision for several places of the table, of which one is true but not known.

    It is decided where all give the same official at the same stage; it needs a human where all do;
    otherwise it is undetermined, with everyone who might decide as a reading.
    """
    roles = tuple(dict.fromkeys(role for part in parts for role in part.roles))
    alternates = tuple(dict.fromkeys(one for part in parts for one in part.alternates))
    mark = max((part.confidence for part in parts), default=Confidence.D)
    first = parts[0] if parts else None
    if first and all(
        (part.outcome, part.official, part.stage) == ("decided", first.official, first.stage)
        for part in parts
    ):
        return Decision("decided", first.official, first.stage, mark, (), roles, alternates)
    readings = _each_once(reading for part in parts for reading in part.readings)
    if all(part.outcome == "needs_human" for part in parts):
        return Decision("needs_human", None, None, mark, readings, roles)
    return Decision("undetermined", None, None, mark, readings, roles)


def as_reading(decision: Decision, why: Text) -> Decision:
    """Return a decision that, joined with others, stands among their readings."""
    if decision.outcome != "decided":
        return decision
    reading = AuthorityReading(
        official=decision.official, stage=decision.stage, confidence=decision.confidence, why=why
    )
    return decision._replace(readings=(reading,))


def _each_once(readings: Iterable[AuthorityReading]) -> tuple[AuthorityReading, ...]:
    """Return the first reading of each official at each stage."""
    found: dict[tuple[Official | None, Stage | None], AuthorityReading] = {}
    for reading in readings:
        found.setdefault((reading.official, reading.stage), reading)
    return tuple(found.values())


def _pass_on(
    start: Seat, also: tuple[Seat, ...], mark: Confidence, on: Bench, roles: Roles
) -> Decision:
    """Return who decides: the holder of a seat or, while he cannot act, the next above."""
    passed: list[str] = []
    seats = (start, *on.above(start.official))
    for place, seat in enumerate(seats):
        if on.free(seat.official):
            others = tuple(
                one.official for one in also
                if one.official is not seat.official and on.free(one.official)
            )  # fmt: skip
            sure = max(mark, on.mark) if passed else mark
            return Decision("decided", seat.official, seat.stage, sure, (), tuple(passed), others)
        state = on.known[seat.official].state
        if state in PASSES_ON:
            if state is OfficialCondition.DID_NOT_ACT:
                passed.append("superior_inactive")
            else:
                head = seat.stage is Stage.KEPALA_DAERAH
                passed += ["vacancy", "vacant_head"] if head else ["vacancy"]
            continue
        for other in also:
            if other.official is not seat.official and on.free(other.official):
                passed.append("always_competent")
                return Decision("decided", other.official, other.stage, mark, (), tuple(passed))
        passed.append("implication")
        return _silent(seats[place + 1 :], passed, on, roles)
    return Decision("needs_human", None, None, Confidence.D, (), tuple(passed))


def _silent(above: Sequence[Seat], passed: list[str], on: Bench, roles: Roles) -> Decision:
    """Return those who might decide for one who is skipped, none of them verified.

    Above a head of region: everyone there. Below: the next higher official, and the head.
    """
    free = [seat for seat in above if on.free(seat.official)]
    heads = [seat for seat in free if seat.stage is Stage.KEPALA_DAERAH]
    chosen = list(dict.fromkeys([*free[:1], *heads[:1]])) if heads else free
    why = roles.get("implication", Text(id="", en=""))
    readings = tuple(
        AuthorityReading(official=seat.official, stage=seat.stage, confidence=Confidence.D, why=why)
        for seat in chosen
    )
    return Decision("needs_human", None, None, Confidence.D, readings, tuple(passed))
