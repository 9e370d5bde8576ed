"""This file compares the outcome of every combination, and finds the smallest case that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netralitas.facts import Case, Text
from netralitas.judgement.bounds_words import IMPOSSIBLE, kind_text, measured_text, result_text
from netralitas.judgement.hearing import heard, lawful
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import CounterExample, Pairing, Shown, Told, TrackTold
from netralitas.judgement.refinement import (
    Answer,
    Compared,
    DayPair,
    compare,
    outcomes,
    values_of,
)
from netralitas.judgement.smallest import Unstated, fewest
from netralitas.judgement.specimen import allowed_of, case_at, shortened, stated_in, with_fact
from netralitas.policy import Provision

TRIES = 16
"""How many cells of one difference are spelt out where no case can state the first of them."""

MANY = 1_000
"""More facts than any case states."""


class _Target(NamedTuple):
    """Cells that break the bounds in one way, among all that have the same two answers."""

    wanted: int
    alike: int
    national: Answer | None
    regional: Answer | None


class _Found(NamedTuple):
    """The best case so far, and what it takes; None where no case can state it."""

    case: Case | None
    act: str
    target: _Target


def outcome_bounds(pairing: Pairing) -> Shown | CounterExample:
    """Return how many combinations were compared, or the smallest case outside the bounds."""
    national, regional = pairing.laws
    search = _Search(pairing)
    combinations = 0
    permitted = {permit.id: 0 for permit in pairing.permits}
    acts = [act.id for act in national.policy.acts]
    for part in compare(national, regional, acts, pairing.days, outcomes, _same):
        combinations += part.combinations
        targets: dict[object, _Target] = {}
        for national_answer, regional_answer, cells, left in _left(
            part, pairing.permits, permitted
        ):
            key = _key(national_answer, regional_answer)
            known = targets.get(key, _Target(0, 0, national_answer, regional_answer))
            targets[key] = known._replace(wanted=known.wanted | left, alike=known.alike | cells)
        for target in targets.values():
            if target.wanted:
                search.take(part, target)
    if search.found is not None:
        return _counter_example(pairing, search.found)
    return Shown(proven=("outcomes",), combinations=combinations, permitted=permitted)


def _same(national: object, regional: object) -> bool:
    if isinstance(national, Answer) and isinstance(regional, Answer):
        return national.same(regional)
    return national == regional


def _left(
    part: Compared, permits: Sequence[Permit], permitted: dict[str, int]
) -> Iterator[tuple[Answer | None, Answer | None, int, int]]:
    """Yield each difference with its cells, and those of them that no permit covers."""
    for cells, ours, theirs in part.differences:
        left = cells
        if isinstance(ours, Answer) and isinstance(theirs, Answer):
            for permit in permits:
                if permit.allows(ours, theirs):
                    covered = left & permit.cells(part.national)
                    permitted[permit.id] += covered.bit_count() * len(part.days)
                    left &= ~covered
        yield (
            ours if isinstance(ours, Answer) else None,
            theirs if isinstance(theirs, Answer) else None,
            cells,
            left,
        )


def _key(national: Answer | None, regional: Answer | None) -> object:
    """Return what two answers are grouped by: what a case shows of them."""
    if national is None or regional is None or national.result == regional.result:
        return (national, regional)
    return (national.result, regional.result)


class _Search:
    """Keeps the case with the fewest facts among the combinations that break the bounds."""

    def __init__(self, pairing: Pairing) -> None:
        self.found: _Found | None = None
        self._pairing = pairing
        self._below = MANY
        self._unstated: dict[str, Unstated] = {}

    def take(self, part: Compared, target: _Target) -> None:
        """Look for a smaller case among more cells that break the bounds."""
        wanted = target.wanted
        for _ in range(TRIES):
            unstated = self._unstated_of(part.act, part.days[0])
            few = fewest(part.national, wanted, target.alike, unstated, self._below)
            if few is None:
                return
            values = {
                field: value
                for field, value in values_of(part.national, few.cell).items()
                if field in few.fields
            }
            case = case_at(self._pairing.laws[0], part.act, part.days[0], values)
            shown = next((one for one in self._spelt(case, target) if self.differs(one)), None)
            if shown is not None:
                shown = shortened(shown, self.differs)
                self.found = _Found(shown, part.act, target)
                self._below = min(len(few.fields), stated_in(shown))
                return
            wanted &= ~(1 << few.cell)
        if self.found is None:
            self.found = _Found(None, part.act, target)

    def differs(self, case: Case) -> bool:
        """Whether both laws are certain of a case, say otherwise, and no permit covers that."""
        ours, theirs = (heard(law, case) for law in self._pairing.laws)
        if ours is None or theirs is None or ours.answer.same(theirs.answer):
            return False
        if ours.answer.result == theirs.answer.result:
            types = [lawful(law, case) for law in self._pairing.laws]
            if types[0] == types[1]:
                return False  # another measure, which leaves the same types in this case
        return not any(
            set(ours.categories) <= set(permit.categories)
            and permit.allows(ours.answer, theirs.answer)
            for permit in self._pairing.permits
        )

    def _spelt(self, case: Case, target: _Target) -> Iterator[Case]:
        """Yield the case and, where only a measure differs, with each type to measure by."""
        yield case
        ours, theirs = target.national, target.regional
        if ours is not None and theirs is not None and ours.result == theirs.result:
            for sanction in self._pairing.laws[0].policy.sanctions:
                yield with_fact(case, "subordinate_sanction", sanction.id)

    def _unstated_of(self, act: str, pair: DayPair) -> Unstated:
        """Return what an act's fields are in a case that states none of them."""
        known = self._unstated.get(act)
        if known is None:
            national = self._pairing.laws[0]
            bare = case_at(national, act, pair, {})
            known = self._unstated[act] = {
                field: next(iter(values)) if len(values) == 1 else None
                for field, values in allowed_of(national, bare).items()
            }
        return known


def _counter_example(pairing: Pairing, found: _Found) -> CounterExample:
    national, regional = pairing.laws
    ours, theirs = found.target.national, found.target.regional
    rows: tuple[str, ...] = ()
    if found.case is not None:
        hears = [heard(law, found.case) for law in (national, regional)]
        assert hears[0] is not None and hears[1] is not None
        ours, theirs = hears[0].answer, hears[1].answer
        rows = _rows(hears[0].rows, hears[1].rows)
    same_result = ours is not None and theirs is not None and ours.result == theirs.result
    kind = "measure" if same_result else "outcome"
    sides = [_told(answer) for answer in (ours, theirs)]
    act = next(act.text for act in national.policy.acts if act.id == found.act)
    what = kind_text(kind)
    turns = f" [{', '.join(rows)}]" if rows else ""
    return CounterExample(
        kind=kind,
        act=found.act,
        text=Text(
            id=f"{what.id}: {act.id}: nasional {sides[0].text.id}, "
            f"daerah {sides[1].text.id}{turns}",
            en=f"{what.en}: {act.en}: nation {sides[0].text.en}, region {sides[1].text.en}{turns}",
        ),
        case=found.case,
        national=sides[0],
        regional=sides[1],
        rows=rows,
    )


def _rows(ours: Sequence[Provision], theirs: Sequence[Provision]) -> tuple[str, ...]:
    """Return the rows that only one of the laws met as they stand, or else all that were met."""
    only = [row.id for row in ours if row not in theirs]
    only += [row.id for row in theirs if row not in ours]
    return tuple(dict.fromkeys(only or [row.id for row in (*ours, *theirs)]))


def _told(answer: Answer | None) -> Told:
    if answer is None:
        return Told(text=IMPOSSIBLE)
    result = answer.result
    text = result_text(result)
    if answer.measures:
        text = measured_text(text, answer.measures)
    return Told(
        text=text,
        outcome=result.outcome,
        tracks={
            track: TrackTold(outcome=state.outcome, tier=state.tier)
            for track, state in result.tracks
        },
    )
