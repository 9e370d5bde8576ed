"""The corpus leaves no row of law, cell, ladder, clock or act unvisited; a thinner one is noticed.

A row counts as met only where nothing was unknown, as missed only where its own act was charged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from netralitas.escalation.cells import Cells, Position
from netralitas.facts import Case, Government, Level, Tier, Track, Verdict
from netralitas.facts.people import Category
from netralitas.judgement import Entry, judge
from netralitas.rules.admit import Admitted

from .corpus import corpus, national

Row = tuple[str, str]
"""A row of law and its mode: it decides, or it only asks."""

LAW = national().law
CELLS = Cells(national().policy)
NEVER_CHOSEN = {"pp94-ringan", "pp94-sedang-tunjangan"}
"""No neutrality violation is ringan, and the cut of the allowance is not in force."""


class Visit(NamedTuple):
    """What one entry touches of the law."""

    met: frozenset[Row] = frozenset()
    missed: frozenset[Row] = frozenset()
    cells: frozenset[str] = frozenset()
    ladders: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()
    clocks: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()


@cache
def visit(place: int) -> Visit:
    """Return what the entry at a place of the corpus touches."""
    entry = corpus()[place]
    if entry.case is None:
        return Visit(cells=frozenset(_asked_cells(entry)))
    verdict = judge(entry.case, national(), as_of=entry.as_of)
    admitted = LAW.admission.admit(entry.case, entry.as_of)
    met = frozenset(_met(admitted, verdict))
    acts = frozenset(charge.act for charge in entry.case.charges)
    entries = [one for track in verdict.tracks.values() for one in track.path]
    return Visit(
        met=met,
        missed=frozenset(_rows_of(acts)) - met,
        cells=frozenset(_cells(entry.case, admitted, verdict)),
        ladders=frozenset(
            t.sanctions.ladder for t in verdict.tracks.values() if t.sanctions.ladder
        ),
        proposed=frozenset(
            name
            for lint in entry.expect.get("lint", ())
            if lint["answer"] != "lawful"
            for name in lint["sanctions"]
        ),
        clocks=frozenset(one.clock for one in (*entries, *verdict.criminal.path) if one.clock),
        acts=acts,
    )


def _name(position: int) -> Row:
    rule = LAW.rules[position]
    return LAW.policy.provisions[rule.row].id, rule.mode


def _rows_of(acts: Iterable[str]) -> Iterator[Row]:
    for act in acts:
        for position in (*LAW.base.main[act], *LAW.base.criminal[act]):
            yield _name(position)


def _met(admitted: Admitted, verdict: Verdict) -> Iterator[Row]:
    worlds = LAW.matcher.match(admitted).worlds
    if len(worlds) == 1 and all(len(ways) == 1 for ways in worlds[0].charges):
        for (way,) in worlds[0].charges:
            yield from map(_name, way.matched)
    for row in verdict.criminal.provisions:
        yield row.id, "decides"
    for reason in verdict.criminal.why:
        if reason.says == "criminal.unverified":
            yield str(reason.about["row"]), "asks"


def _cells(case: Case, admitted: Admitted, verdict: Verdict) -> Iterator[str]:
    government = case.subject.government
    if government is None or len(admitted.categories) > 1:
        return
    level = admitted.levels[0] if len(admitted.levels) == 1 else None
    position = Position(admitted.categories[0], level, government)
    for name, track in verdict.tracks.items():
        lawful = [one.id for one in track.sanctions.lawful]
        for charge in admitted.charges:
            days = charge.days.first, charge.days.last
            for sanction in (None, *lawful):
                found = CELLS.find(name, track.tier, position, sanction, days)
                yield from (cell.id for cell in found)


def _asked_cells(entry: Entry) -> Iterator[str]:
    if "authority" in entry.asked:
        one = entry.asked["authority"]
        position = Position(Category.PNS, Level(one["level"]), Government(one["government"]))
        tier = Tier(one["tier"])
        found = CELLS.find(Track.DISIPLIN, tier, position, one.get("sanction"), None)
        yield from (cell.id for cell in found)


def _visits(without: Iterable[str] = ()) -> list[Visit]:
    left_out = set(without)
    entries = enumerate(corpus())
    return [visit(n) for n, entry in entries if entry.file.removesuffix(".yaml") not in left_out]


def _every_row() -> set[Row]:
    return {_name(position) for position in range(len(LAW.rules))}


def rows_never_met(visits: list[Visit]) -> set[Row]:
    return _every_row().difference(*(one.met for one in visits))


def rows_never_missed(visits: list[Visit]) -> set[Row]:
    return _every_row().difference(*(one.missed for one in visits))


def cells_never_hit(visits: list[Visit]) -> set[str]:
    return {cell.id for cell in LAW.policy.authority}.difference(*(one.cells for one in visits))


def acts_never_charged(visits: list[Visit]) -> set[str]:
    return {act.id for act in LAW.policy.acts}.difference(*(one.acts for one in visits))


def clocks_never_running(visits: list[Visit]) -> set[str]:
    return {clock.id for clock in LAW.policy.deadlines}.difference(*(one.clocks for one in visits))


def ladders_never_used(visits: list[Visit]) -> set[str]:
    """Return the ladders nobody climbed, less those whose every type was proposed in vain."""
    used = {name for one in visits for name in one.ladders}
    proposed = {name for one in visits for name in one.proposed}
    return {
        ladder.id
        for ladder in LAW.policy.ladders
        if ladder.id not in used
        and not (
            ladder.id in NEVER_CHOSEN and all(step.sanction in proposed for step in ladder.types)
        )
    }


CHECKS: tuple[Callable[[list[Visit]], set[Row] | set[str]], ...] = (
    rows_never_met,
    rows_never_missed,
    cells_never_hit,
    acts_never_charged,
    clocks_never_running,
    ladders_never_used,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_is_left_unvisited(check: Callable[[list[Visit]], set[Row] | set[str]]) -> None:
    assert not check(_visits())


@pytest.mark.parametrize(
    ("check", "without"),
    [
        (rows_never_met, ["desa"]),
        (rows_never_met, ["non-asn"]),
        (rows_never_met, ["superiors"]),
        (rows_never_met, ["pidana-pilkada"]),
        (rows_never_missed, ["desa"]),
        (cells_never_hit, ["wewenang"]),
        (acts_never_charged, ["needs-human", "non-asn"]),
        (clocks_never_running, ["tenggat"]),
        (ladders_never_used, ["lint"]),
        (ladders_never_used, ["pppk"]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "+".join(value),
)
def test_a_corpus_without_a_file_is_noticed(
    check: Callable[[list[Visit]], set[Row] | set[str]], without: list[str]
) -> None:
    assert check(_visits(without))


def test_a_ladder_that_no_case_climbs_is_one_that_may_not_be() -> None:
    used = {name for one in _visits() for name in one.ladders}
    assert not used & NEVER_CHOSEN
