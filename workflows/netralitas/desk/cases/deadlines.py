"""This file is `netralitas deadlines run`: every date that has come is fired, and each once.

It may be called as often as one likes, by cron on several machines at once: the store sees to it
that each date comes to one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

import click

from netralitas.casework import Event, Ticked
from netralitas.desk.cases.answering import words_of
from netralitas.desk.cases.options import moment, storing
from netralitas.desk.cases.story import told_of
from netralitas.desk.cases.wiring import Desk, desk_of
from netralitas.desk.cases.words import lane_word
from netralitas.desk.command import Command, option
from netralitas.desk.endings import Ending, ending_of_error, gravest, report
from netralitas.desk.options import Whole, answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.progress import waiting
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode

_FIRING: Final = Text(id="menjalankan tanggal", en="firing dates")
_FIRED: Final = Text(
    id="{fired} tanggal dijalankan, {left} ditinggalkan",
    en="{fired} dates fired, {left} left",
)
_MORE: Final = Text(
    id="batas --limit tercapai; jalankan lagi untuk sisanya",
    en="--limit was reached; run again for the rest",
)


@click.command(
    "run",
    cls=Command,
    examples=("deadlines run", "deadlines run --now 2024-10-31 --limit 100 --format json"),
    says=Text(
        id="Menjalankan setiap tanggal yang sudah tiba, masing-masing tepat sekali: pengingat, "
        "tenggat yang lewat (dengan pejabat yang tidak bertindak), lewat waktu, mulai berlaku, "
        "masa pengajuan berakhir, tanggal internal. Aman dipanggil cron sesering apa pun, juga di "
        "beberapa mesin. Jam yang mundur tidak mengubah apa pun.\n\n"
        "Kode keluar: 0, atau 1 atau 7 bila ada yang ditinggalkan, disebut di stderr.",
        en="Fire every date that has come, each exactly once: reminders, time that ran out (with "
        "the official who did not act), lapse, effect, the end of the time for filing, internal "
        "dates. Safe to be called by cron as often as one likes, on several machines at once. A "
        "clock that goes back changes nothing.\n\n"
        "Exit code: 0, or 1 or 7 where some were left, named on stderr.",
    ),
)
@option(
    "--limit",
    type=Whole(1, 1_000_000),
    metavar="N",
    default=1000,
    show_default=True,
    says=Text(id="paling banyak N tanggal", en="at most N dates"),
)
@moment("--now")
@storing
@finding_packs()
@answering("text", "json")
@click.pass_obj
def run(terminal: Terminal, /, limit: int, now: datetime | None, **shared: Any) -> int:
    """Fire what is due; return how the gravest of those left would have ended."""
    endings: Counter[Ending] = Counter()
    with desk_of(terminal, shared, now) as desk:
        with waiting(terminal, _FIRING):
            ticked = _ticked(desk, limit)
        with answer(desk.request.out) as out:
            if desk.request.format == "json":
                out.write(encode(_plain(ticked)).decode() + "\n")
            else:
                out.writelines(_lines(desk, ticked.events))
        for left in ticked.left:
            place = f"{left.due.case}: {left.due.deadline.id}"
            report(left.because, terminal, place)
            endings[ending_of_error(left.because)] += 1
        language = terminal.language
        counted = _FIRED.in_(language).format(fired=len(ticked.events), left=len(ticked.left))
        terminal.say(counted)
        if len(ticked.events) == limit:
            terminal.say(_MORE.in_(language))
    return gravest(endings)


def _ticked(desk: Desk, limit: int) -> Ticked:
    """Return what fired, dates among it that others set as they fired and that had come as well."""
    service, events = desk.service(), list[Event]()
    while True:
        ticked = service.tick(desk.at, limit - len(events))
        events += ticked.events
        if not ticked.events or len(events) >= limit:
            return Ticked(tuple(events), ticked.left)


def _lines(desk: Desk, events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        yield _line(desk, event) + "\n"


def _line(desk: Desk, event: Event) -> str:
    case = desk.store.case(event.case)
    words = words_of(desk, case)
    [told] = told_of([event], case, words)
    lane = lane_word(told.lane, words.language)
    return " · ".join(filter(None, (event.case, lane, told.says, *told.details, told.cites)))


def _plain(ticked: Ticked) -> dict[str, object]:
    return {
        "events": ticked.events,
        "left": [
            {
                "case": one.due.case,
                "deadline": one.due.deadline,
                "because": one.because.says,
            }
            for one in ticked.left
        ],
    }
