"""This file finds rows that change nothing: always met beside another that says as much.

Such a row of the same instrument is a slip. A row of another instrument says the same thing again,
in a source of its own: it is kept for its citation, and listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netralitas.facts import Outcome, Text
from netralitas.judgement.checking.overlaps import Together
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.policy_words import rows_words, said
from netralitas.judgement.checking.survey import Meeting, Stretch
from netralitas.judgement.refinement import Answer, answer_of
from netralitas.policy import Consequence
from netralitas.rules import Law, Settled, TrackState, combine, readings_of, settle

_SUBSUMED = Text(
    id="{row} tidak mengubah jawaban mana pun: selalu terpenuhi bersama {others}, yang sama atau "
    "lebih berat",
    en="{row} changes no answer anywhere: it is always met with {others}, as heavy or heavier",
)
_REPETITION = Text(
    id="{row} menyatakan lagi apa yang dinyatakan {others} dari peraturan lain",
    en="{row} says again what {others} of another instrument say",
)


def subsumed(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield the rows without which no answer would be another, and then those said twice."""
    idle = _idle(law, stretches)
    found = [one for row in sorted(idle) if (one := _finding(law, stretches, row)) is not None]
    yield from sorted(found, key=lambda one: one.declared)


def _idle(law: Law, stretches: Sequence[Stretch]) -> set[int]:
    """Return the rows that are met somewhere and whose removal changes no answer anywhere."""
    met: set[int] = set()
    needed: set[int] = set()
    known: dict[frozenset[int], Settled] = {}
    for meeting in _meetings(stretches):
        rows = {law.rules[place].row for place in meeting.met}
        met |= rows
        here = _answer(law, meeting.readings)
        for row in rows - needed:
            less = (
                frozenset(place for place in matched if law.rules[place].row != row)
                for matched in meeting.matched
            )
            settled = []
            for matched in less:
                if matched not in known:
                    known[matched] = settle(law.base, matched)
                settled.append(known[matched])
            if not here.same(_answer(law, tuple(settled))):
                needed.add(row)
    return met - needed


def _meetings(stretches: Sequence[Stretch]) -> Iterator[Meeting]:
    """Yield every meeting once for all stretches in which the same rules are met."""
    seen: set[tuple[frozenset[int], ...]] = set()
    for stretch in stretches:
        for meeting in stretch.meetings:
            if meeting.matched not in seen:
                seen.add(meeting.matched)
                yield meeting


def _answer(law: Law, readings: tuple[Settled, ...]) -> Answer:
    settled = combine(readings)
    return answer_of(law, settled.result, settled.deciding, settled.denying)


def _finding(law: Law, stretches: Sequence[Stretch], row: int) -> PolicyFinding | None:
    """Return what is to be said of a row that changes nothing; None where it stands alone."""
    provisions = law.policy.provisions
    together = Together()
    others: dict[int, None] = {}
    own = True
    for stretch in stretches:
        for meeting in stretch.meetings:
            for matched, settled in zip(meeting.matched, meeting.readings, strict=True):
                if all(law.rules[place].row != row for place in matched):
                    continue
                beside = _beside(law, matched, settled, row)
                if not beside:
                    return None  # it says so in words where no other row does
                others.update(dict.fromkeys(beside))
                own = own and any(_source(law, other) == _source(law, row) for other in beside)
                together.take(stretch, meeting.cells)
    named = tuple(dict.fromkeys(provisions[other].id for other in others))
    name = provisions[row].id
    return PolicyFinding(
        kind="subsumed" if own else "repetition",
        rows=(name,),
        against=named,
        text=said(_SUBSUMED if own else _REPETITION, row=name, others=rows_words(named)),
        declared=not own,
        act=together.where[0][0].act,
        combinations=together.combinations,
        case=together.case(
            law,
            "termuat",
            lambda met: any(law.rules[place].row == row for place in met.matched),
        ),
    )


def _beside(law: Law, matched: frozenset[int], settled: Settled, row: int) -> tuple[int, ...]:
    """Return the other rows met that say as much as a row, or to which it gives way."""
    gone = {loser: winner for loser, winner in settled.overridden}
    mine = [place for place in matched if law.rules[place].row == row]
    found: dict[int, None] = {}
    for place in mine:
        if place in gone:
            found[law.rules[gone[place]].row] = None
            continue
        for other in sorted(matched):
            if law.rules[other].row != row and other not in gone and _says(law, other, place):
                found[law.rules[other].row] = None
    return tuple(found)


def _says(law: Law, other: int, place: int) -> bool:
    """Whether a rule says as much as another, or more."""
    left, right = (law.policy.provisions[law.rules[one].row].effect for one in (place, other))
    mine, theirs = _readings(law, place), _readings(law, other)
    if not (_decides(law, place) or _decides(law, other)):
        return bool(mine) == bool(theirs) and all(
            any(_as_heavy(one, another) for another in theirs) for one in mine
        )
    if not _decides(law, other):
        return False
    if left.none or left.forum is not None:
        return _decides(law, place) and (left.none, left.forum) == (right.none, right.forum)
    asked = mine or frozenset([Consequence(track=left.track, tier=left.tier)])
    return all(one.track is None or _as_heavy(one, right) for one in asked)


def _as_heavy(one: Consequence, other: Consequence) -> bool:
    """Whether another consequence is as heavy as one, or heavier, on the same track."""
    least, most = (TrackState(Outcome.VIOLATION, effect.tier).weight for effect in (one, other))
    same = (one.track, one.none, one.forum) == (other.track, other.none, other.forum)
    return same and least <= most


def _decides(law: Law, place: int) -> bool:
    rule = law.rules[place]
    return rule.mode == "decides" and law.policy.provisions[rule.row].effect.question is None


def _readings(law: Law, place: int) -> frozenset[Consequence]:
    """Return the readings that a rule leaves open; none of a rule that decides."""
    rule = law.rules[place]
    return frozenset(readings_of(law.policy.provisions[rule.row], rule.mode == "asks"))


def _source(law: Law, row: int) -> str:
    """Return the instrument in which a row was written: of a row taken over, that of its origin."""
    provisions = law.policy.provisions
    origin = provisions[row].id.rpartition("/")[2]
    written = next((one for one in provisions if one.id == origin), provisions[row])
    return written.cites[0].instrument
