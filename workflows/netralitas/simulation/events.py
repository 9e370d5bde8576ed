"""This file reads from a frame the days on which clocks start, as `events_of` does from a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from netralitas.facts import Channel
from netralitas.simulation.coding import NO_DAY, Coded, Days, first_stated

_CHANNELS: Final = tuple(Channel)


def events_in(coded: Coded) -> Mapping[str, Days]:
    """Return for each event the day on which it happened in each row; only events that occur."""
    found = dict(_reported(coded)) | dict(_processed(coded))
    return {name: days for name, days in found.items() if (days != NO_DAY).any()}


def _reported(coded: Coded) -> Iterator[tuple[str, Days]]:
    at = coded.days("report.at")
    channel = coded.choice("report.channel")
    yield "violation_known", coded.days("report.known_at")
    yield "report_received", at
    for name, one in (
        ("report_received_bawaslu", Channel.BAWASLU),
        ("report_received_sbt", Channel.SBT),
    ):
        yield name, np.where(channel == _CHANNELS.index(one) + 1, at, NO_DAY)


def _processed(coded: Coded) -> Iterator[tuple[str, Days]]:
    if not coded.named("process."):
        return
    height = coded.height
    summonses = _numbered(coded, "process.summonses")
    yield "summoned", first_stated((coded.days(f"{one}.at") for one in summonses), height)
    yield (
        "examination_missed",
        first_stated((_unless_attended(coded, one) for one in summonses), height),
    )
    # The last sanction imposed says when it was decided, where the case does not.
    imposed = reversed(_numbered(coded, "process.imposed"))
    decided = [coded.days("process.decided_at"), *(coded.days(f"{one}.at") for one in imposed)]
    yield "decided", first_stated(decided, height)
    yield "delivery_missed", _unless_attended(coded, "process.delivery")
    handed_over = np.where(
        coded.choice("process.delivery.attended") == 2,
        coded.days("process.delivery.for"),
        NO_DAY,
    )
    received = (coded.days("process.delivery.received"), handed_over)
    yield "decision_received", first_stated(received, height)
    kind, at = coded.choice("process.appeal.kind"), coded.days("process.appeal.at")
    for place, name in enumerate(("keberatan_received", "banding_received"), 1):
        yield name, np.where(kind == place, at, NO_DAY)


def _unless_attended(coded: Coded, one: str) -> Days:
    missed = coded.choice(f"{one}.attended") == 1
    return np.where(missed, coded.days(f"{one}.for"), NO_DAY)


def _numbered(coded: Coded, name: str) -> list[str]:
    """Return the numbered columns under a name, `name.0` first."""
    after = len(name) + 1
    places = {int(one[after:].split(".")[0]) for one in coded.named(f"{name}.")}
    return [f"{name}.{place}" for place in sorted(places)]
