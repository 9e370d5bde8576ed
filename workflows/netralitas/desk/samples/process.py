"""This file draws what was done in a case so far: summonses, examination, decision, delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from netralitas.desk.drawing import SPAN, Draws, table
from netralitas.desk.samples.columns import DAYS, Column, Kind, Word

_TRUTH: Final = (None, True, False)

_COLUMNS: Final[tuple[tuple[str, Kind, Sequence[Word]], ...]] = (
    ("process.summonses.0.at", "date", DAYS),
    ("process.summonses.0.for", "date", DAYS),
    ("process.summonses.0.attended", "bool", _TRUTH),
    ("process.summonses.1.at", "date", DAYS),
    ("process.summonses.1.for", "date", DAYS),
    ("process.summonses.1.attended", "bool", _TRUTH),
    ("process.examination.at", "date", DAYS),
    ("process.examination.signed", "bool", _TRUTH),
    ("process.decided_at", "date", DAYS),
    ("process.delivery.for", "date", DAYS),
    ("process.delivery.attended", "bool", _TRUTH),
    ("process.delivery.sent", "date", DAYS),
    ("process.delivery.received", "date", DAYS),
    ("process.appeal.kind", "text", (None, "keberatan")),
    ("process.appeal.at", "date", DAYS),
)

_FIRST: Final[Mapping[str, str]] = {
    name.rpartition(".")[0]: name for name, _, _ in reversed(_COLUMNS)
}
"""The column that is filled wherever another beside it is, for each place of the process."""

_SUMMONED, _EXAMINED, _DECIDED, _DELIVERED = 1, 2, 3, 4
_MISSES: Final = 0.2
_UNSIGNED: Final = 0.05
_APPEALS: Final = 0.1


class Proceedings:
    """Draws how far cases have come; `decided` is the share of the proven that are decided.

    The days lie within those of the law: examined at most seven days after the summons, handed over
    at most fourteen after the decision. How long it takes in truth, nothing is known of.
    """

    def __init__(self, decided: float) -> None:
        left = 1 - decided
        self._proven = table((left * 0.4, left * 0.3, left * 0.3, decided * 0.2, decided * 0.8))
        self._unproven = table((0.8, 0.2))

    def draw(self, draws: Draws, reported: Sequence[int], proven: Sequence[bool]) -> list[Column]:
        """Return the columns of the process, from the code of the day of each report."""
        stages = [
            (self._proven if seen else self._unproven)[number]
            for seen, number in zip(proven, draws.numbers("stage"), strict=True)
        ]
        codes = {name: [0] * draws.rows for name, _, _ in _COLUMNS}
        summoned = [row for row, stage in enumerate(stages) if stage >= _SUMMONED]
        due = _after(draws, "summons", reported, summoned, 3, 18, codes["process.summonses.0.at"])
        due = _after(draws, "due", due, summoned, 1, 7, codes["process.summonses.0.for"])
        examined = [row for row in summoned if stages[row] >= _EXAMINED]
        due = _examine(draws, due, examined, codes)
        decided = [row for row in examined if stages[row] >= _DECIDED]
        ruled = _after(draws, "decision", due, decided, 5, 56, codes["process.decided_at"])
        delivered = [row for row in decided if stages[row] >= _DELIVERED]
        _deliver(draws, ruled, delivered, codes)
        held = {
            place: [row for row, code in enumerate(codes[first]) if code]
            for place, first in _FIRST.items()
        }
        return [
            Column(name, kind, words, codes[name], held[name.rpartition(".")[0]])
            for name, kind, words in _COLUMNS
        ]


def _after(
    draws: Draws,
    name: str,
    start: Sequence[int],
    rows: Sequence[int],
    least: int,
    span: int,
    column: list[int],
) -> list[int]:
    """Fill in days that come `least` days or up to `span` - 1 more after others; return them."""
    numbers = draws.numbers(name)
    for row in rows:
        column[row] = start[row] + least + numbers[row] * span // SPAN
    return column


def _examine(
    draws: Draws, due: Sequence[int], rows: Sequence[int], codes: Mapping[str, list[int]]
) -> list[int]:
    """Fill in who came when summoned, a second summons, the examination; return its days.

    Somebody who misses both is never examined: what is returned is then the day he should have
    come.
    """
    again = draws.rows_of("first summons missed", _MISSES, rows)
    attended = codes["process.summonses.0.attended"]
    for row in rows:
        attended[row] = 1
    sent = _after(draws, "summons again", due, again, 1, 5, codes["process.summonses.1.at"])
    late = _after(draws, "due again", sent, again, 1, 7, codes["process.summonses.1.for"])
    at, signed = codes["process.examination.at"], codes["process.examination.signed"]
    came = list(due)
    for row in again:
        came[row] = late[row]
        attended[row] = 2
        codes["process.summonses.1.attended"][row] = 1
    for row in rows:
        at[row] = came[row]
        signed[row] = 1
    for row in draws.rows_of("not signed", _UNSIGNED, rows):
        signed[row] = 2
    for row in draws.rows_of("second summons missed", _MISSES, again):
        codes["process.summonses.1.attended"][row] = 2
        at[row] = signed[row] = 0
    return came


def _deliver(
    draws: Draws, ruled: Sequence[int], rows: Sequence[int], codes: Mapping[str, list[int]]
) -> None:
    """Fill in when the decision was handed over or sent, and whether somebody objected to it."""
    handed = _after(draws, "delivery", ruled, rows, 1, 14, codes["process.delivery.for"])
    attended, received = codes["process.delivery.attended"], codes["process.delivery.received"]
    for row in rows:
        attended[row] = 1
        received[row] = handed[row]
    away = draws.rows_of("delivery missed", _MISSES, rows)
    for row in away:
        attended[row] = 2
    sent = _after(draws, "sent", handed, away, 1, 3, codes["process.delivery.sent"])
    _after(draws, "received", sent, away, 2, 6, received)
    objecting = draws.rows_of("appeal", _APPEALS, rows)
    _after(draws, "appeal at", received, objecting, 1, 14, codes["process.appeal.at"])
    for row in objecting:
        codes["process.appeal.kind"][row] = 1
