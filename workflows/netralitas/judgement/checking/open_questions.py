"""This file lists the questions that a policy leaves open, each with a case that meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from netralitas.facts import Text
from netralitas.judgement.checking.overlaps import Together
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.policy_words import said
from netralitas.judgement.checking.survey import Stretch
from netralitas.rules import Law, Met

_UNVERIFIED = Text(
    id="hanya terjangkau menurut tafsir yang belum diverifikasi: {row}",
    en="reached only by a reading that was not verified: {row}",
)


def open_questions(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield every row that asks a human, in the order of the rows."""
    found: dict[int, Together] = {}
    for stretch in stretches:
        for meeting in stretch.meetings:
            rows = {
                law.rules[place].row for settled in meeting.readings for place in settled.asking
            }
            for row in rows:
                found.setdefault(row, Together()).take(stretch, meeting.cells)
    for row, together in sorted(found.items()):
        provision = law.policy.provisions[row]
        yield PolicyFinding(
            kind="open_question",
            rows=(provision.id,),
            text=provision.effect.question or said(_UNVERIFIED, row=provision.text),
            declared=True,
            act=together.where[0][0].act,
            combinations=together.combinations,
            case=together.case(law, "terbuka", _asked(law, row)),
        )


def _asked(law: Law, row: int) -> Callable[[Met], bool]:
    """Return what says whether a row asks in one way a case may turn out."""
    return lambda met: any(law.rules[place].row == row for place in met.settled.asking)
