"""This file copies rows whose forms of violation a provision takes over for other people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec

from netralitas.facts import Confidence, Place, PolicyError, Text
from netralitas.policy.effects import effect_faults
from netralitas.policy.findings import UNCITED
from netralitas.policy.marks import Marks
from netralitas.policy.model import Consequence, Effect, FormsOf, Instrument, Provision
from netralitas.policy.scalars import Path, Refusal, unknown_name


def copies(
    forms: FormsOf,
    provisions: Sequence[Provision],
    instruments: Sequence[Instrument],
    place: Callable[[Path], Place],
) -> Iterator[Provision]:
    """Yield a copy of every row taken over; raises PolicyError for a take-over that says nothing.

    A copy has the people, effect and citations of the take-over, and is as sure as the weaker of
    both rows; a question stays a question between the effect and none.
    """
    for path, (says, hint) in _faults(forms, provisions, instruments):
        raise PolicyError(says, at=place(path), hint=hint)
    taken = [row for row in provisions if _is_taken(row, forms)]
    named = {row.id: f"{forms.id}/{row.id}" for row in taken}
    until = {instrument.id: instrument.until for instrument in instruments}
    for row in taken:
        since = max(filter(None, (row.since, forms.since)))
        end = _earliest(row.until, forms.until or until[forms.cites[0].instrument])
        if end is not None and end <= since:
            continue  # this version of the row ended before it could be taken over
        yield msgspec.structs.replace(
            row,
            id=named[row.id],
            subjects=forms.subjects,
            effect=_effect(row.effect, forms.effect),
            cites=forms.cites,
            marks=_marks(row.marks, forms.marks),
            overrides=tuple(named.get(other, other) for other in row.overrides),
            since=since,
            until=end,
            note=row.note or forms.note,
        )


def _is_taken(row: Provision, forms: FormsOf) -> bool:
    """Whether a row is a violation or a question of the instruments named."""
    states = row.effect.track is not None or row.effect.question is not None
    return (
        states
        and row.cites[0].instrument in forms.instruments
        and row.id not in forms.without
        and row.id != forms.id
    )


def _effect(original: Effect, effect: Effect) -> Effect:
    if original.question is None or effect.question is not None:
        return effect
    if original.readings and not any(reading.none for reading in original.readings):
        return effect  # whichever level it is, it is a violation, and here there are no levels
    reading = Consequence(
        track=effect.track, tier=effect.tier, none=effect.none, forum=effect.forum
    )
    return Effect(question=original.question, readings=(reading, Consequence(none=True)))


def _marks(row: Marks, forms: Marks) -> Marks:
    phases = [mark for mark in (row.phase, forms.phase) if mark is not None]
    return Marks(
        content=_weaker(row.content, forms.content),
        phase=max(phases) if phases else None,
        article=forms.article,
        date=forms.date,
    )


def _weaker(one: Confidence, other: Confidence) -> Confidence:
    return max(one, other)  # A before D: the later letter is the weaker mark


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _faults(
    forms: FormsOf, provisions: Sequence[Provision], instruments: Sequence[Instrument]
) -> Iterator[tuple[Path, Refusal]]:
    known = [instrument.id for instrument in instruments]
    what = Text(id="peraturan", en="instrument")
    if not forms.cites:
        yield ("cites",), UNCITED
    for place, cite in enumerate(forms.cites):
        if cite.instrument not in known:
            yield ("cites", place, "instrument"), unknown_name(cite.instrument, known, what)
    for place, name in enumerate(forms.instruments):
        if name not in known:
            yield ("instruments", place), unknown_name(name, known, what)
    rows = [row.id for row in provisions]
    for place, name in enumerate(forms.without):
        if name not in rows:
            provision = Text(id="ketentuan", en="provision")
            yield ("without", place), unknown_name(name, rows, provision)
    for path, refusal in effect_faults(forms.effect):
        yield ("effect", *path), refusal
    if forms.id in rows:
        says = Text(id=f"{forms.id!r} sudah ada", en=f"{forms.id!r} is there already")
        yield ("id",), Refusal(says, Text(id="beri nama lain", en="give it another name"))
    if not any(_is_taken(row, forms) for row in provisions):
        says = Text(id="tidak ada bentuk yang diambil alih", en="it takes over no form at all")
        hint = Text(
            id="peraturan itu tidak memuat pelanggaran",
            en="those instruments hold no violation",
        )
        yield ("instruments",), Refusal(says, hint)
