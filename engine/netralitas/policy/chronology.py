"""This file finds dates that cannot be: an act known of before it was done, a year out of range."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from netralitas.facts import Case, Days, Text
from netralitas.policy.scalars import Path, Refusal

YEARS = range(2010, 2036)
"""Years in which a case may lie, from the discipline rules of 2010 on; others are slips."""


def impossible_dates(case: Case) -> Iterator[tuple[Path, Refusal]]:
    """Yield the dates of a case that cannot be, with the path to each and why."""
    report, process = case.report, case.process
    dated: list[tuple[Path, date | None]] = [
        (("report", "known_at"), report.known_at),
        (("report", "at"), report.at),
        (("subject", "until"), case.subject.until),
        (("process", "examination", "at"), process.examination.at),
        (("process", "delivery", "sent"), process.delivery.sent),
        (("process", "delivery", "received"), process.delivery.received),
        (("process", "delivery", "for"), process.delivery.on),
        (("process", "appeal", "at"), process.appeal.at),
        (("process", "decided_at"), process.decided_at),
    ]
    for index, charge in enumerate(case.charges):
        if charge.at is not None:
            path: Path = ("charges", index, "at")
            dated += [(path, charge.at.first), (path, charge.at.last)]
            yield from _act_day(path, charge.at, case)
    for index, summons in enumerate(process.summonses):
        path = ("process", "summonses", index)
        dated += [((*path, "at"), summons.at), ((*path, "for"), summons.on)]
        yield from _order((*path, "for"), summons.at, summons.on)
    for index, prior in enumerate(case.priors):
        path = ("priors", index)
        dated += [((*path, "at"), prior.at), ((*path, "decided_at"), prior.decided_at)]
        yield from _order((*path, "decided_at"), prior.at, prior.decided_at)
    for index, imposed in enumerate(process.imposed):
        dated.append((("process", "imposed", index, "at"), imposed.at))
    for path, day in dated:
        if day is not None and day.year not in YEARS:
            yield (
                path,
                Refusal(
                    Text(id=f"tahun {day.year}", en=f"the year {day.year}"),
                    Text(
                        id=f"antara {YEARS[0]} dan {YEARS[-1]}",
                        en=f"between {YEARS[0]} and {YEARS[-1]}",
                    ),
                ),
            )
    yield from _order(("report", "at"), report.known_at, report.at)
    yield from _order(
        ("process", "delivery", "received"), process.delivery.sent, process.delivery.received
    )


def _act_day(path: Path, at: Days, case: Case) -> Iterator[tuple[Path, Refusal]]:
    """An act that comes after somebody already knew of it, examined it or decided on it."""
    process = case.process
    if at.first > at.last:
        yield path, _later(at.first, at.last)
    for name, day in (
        (Text(id="diketahui", en="known"), case.report.known_at),
        (Text(id="dilaporkan", en="reported"), case.report.at),
        (Text(id="diperiksa", en="examined"), process.examination.at),
        (Text(id="diputus", en="decided"), process.decided_at),
    ):
        if day is not None and at.first > day:
            yield (
                path,
                Refusal(
                    Text(
                        id=f"perbuatan {at.first}, sudah {name.id} {day}",
                        en=f"an act of {at.first}, {name.en} already on {day}",
                    ),
                    Text(id="periksa kedua tanggal itu", en="check both dates"),
                ),
            )


def _order(path: Path, first: date | None, then: date | None) -> Iterator[tuple[Path, Refusal]]:
    if first is not None and then is not None and then < first:
        yield path, _later(first, then)


def _later(first: date, then: date) -> Refusal:
    return Refusal(
        Text(id=f"{then} mendahului {first}", en=f"{then} comes before {first}"),
        Text(id="periksa kedua tanggal itu", en="check both dates"),
    )
