"""This file says what must be said beside an answer on authority: who was skipped, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from netralitas.escalation.cells import Position, in_force
from netralitas.escalation.deciding import STAGES, Bench, Decision
from netralitas.escalation.panels import body_on
from netralitas.facts import (
    Confidence,
    Note,
    OfficialCondition,
    Skipped,
    Stage,
    Text,
    Tier,
)
from netralitas.policy import AuthorityCell, DatedBody, Panel, Policy

NO_CELL = Text(
    id="data tidak memuat sel kewenangan untuk keadaan ini",
    en="the data has no authority cell for this situation",
)

NEAR = 60
"""Within so many days of a date marked D, it is not certain on which side of it a day lies."""


def remarks(
    policy: Policy,
    cells: Iterable[tuple[AuthorityCell | None, Confidence]],
    majelis: Panel | None,
    met: Iterable[str],
    day: date | None,
) -> Iterable[Note]:
    """Yield the notes of an answer: the cells' own, the ethics council, then the roles met."""
    seen: set[str] = set()
    for cell, mark in cells:
        text = cell.note if cell else NO_CELL
        if text is not None and text.id not in seen:
            seen.add(text.id)
            says = "authority.cell" if cell else "authority.no_cell"
            yield Note(says=says, text=text, confidence=mark)
    if majelis:
        yield Note(
            says="authority.majelis_kode_etik", text=majelis.text, confidence=majelis.confidence
        )
    for role in dict.fromkeys(met):
        row = body_on(policy, role, day)
        if row:
            yield Note(
                says=f"authority.{role}", text=row.note or row.body, confidence=row.confidence
            )


def forwarding(policy: Policy, day: date) -> tuple[Note, ...]:
    """Return who forwards the recommendation on a day; near a date that is not verified, all who
    may be the one, each marked D."""
    rows = [row for row in policy.bodies if row.role == "forwarding"]
    certain = [row for row in rows if in_force(row.since, row.until, day)]
    possible = [row for row in rows if row in certain or _near(row, day)]
    mark = Confidence.D if len(possible) > 1 else None
    return tuple(
        Note(
            says="walk.forwarding",
            text=row.body
            if row.note is None
            else Text(id=f"{row.body.id}. {row.note.id}", en=f"{row.body.en}. {row.note.en}"),
            confidence=mark or row.confidence,
        )
        for row in possible
    )


def _near(row: DatedBody, day: date) -> bool:
    """Whether an unverified edge of a row lies so near that the day may be on its other side."""
    return row.since_confidence is Confidence.D and any(
        edge is not None and abs((day - edge).days) <= NEAR for edge in (row.since, row.until)
    )


def skipped(on: Bench, decision: Decision) -> tuple[Skipped, ...]:
    """Return the officials up to the one who decides who do not act, and why."""
    found = []
    for seat in on.seats:
        if decision.stage and STAGES.index(seat.stage) > STAGES.index(decision.stage):
            break
        if not on.free(seat.official):
            why = on.known[seat.official].state.value
            found.append(Skipped(official=seat.official, stage=seat.stage, why=why))
    return tuple(found)


def roles(on: Bench) -> Iterable[str]:
    """Yield what the known states call for, whoever decides."""
    heads = {seat.official for seat in on.seats if seat.stage is Stage.KEPALA_DAERAH}
    for official, state in on.known.items():
        if state.state is OfficialCondition.DID_NOT_ACT:
            yield "superior_inactive"
        elif state.state is OfficialCondition.ACTING and official not in heads:
            yield "acting_elsewhere"


Positions = Sequence[tuple[Position, Tier | None]]


def condition(these: Positions, every: Positions) -> Text:
    """Return in words what makes some of the places of the table, among all possible, the true."""
    words = []
    for part, (indonesian, english) in enumerate(PARTS):
        own = _values(these, part)
        if own and set(own) != set(_values(every, part)):
            words.append((f"{indonesian} {' / '.join(own)}", f"{english} {' / '.join(own)}"))
    if not words:
        return Text(id="menurut tabel kewenangan", en="by the table of authority")
    return Text(
        id="bila " + ", ".join(one for one, _ in words),
        en="if " + ", ".join(one for _, one in words),
    )


PARTS = (
    ("kategori", "the category is"),
    ("jenjang", "the level is"),
    ("pemerintah", "the government is"),
    ("tingkat hukuman", "the tier is"),
)
"""What the places of the table are told apart by, in words."""


def _values(positions: Positions, part: int) -> tuple[str, ...]:
    """Return what some positions have in one part, each value once and as a word."""
    values = [(*position, tier)[part] for position, tier in positions]
    named = (value.value.replace("_", " ") for value in values if value is not None)
    return tuple(dict.fromkeys(named))
