"""This file says what a case touches of a law, certainly: nothing that hangs on what is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast

from netralitas.facts import Case, CaseError, Value
from netralitas.judgement.checking.boundaries import sides_of
from netralitas.judgement.checking.coverage_items import (
    Item,
    Part,
    answer_word,
    carrying,
    row_item,
    row_name,
    value_word,
)
from netralitas.judgement.checking.turning_days import sides_of_day, turns_of
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.verdict import judge
from netralitas.rules import AdmittedCharge, Met, Reading, find


class Touching:
    """Tells what cases touch under one policy."""

    def __init__(self, policy: CompiledPolicy) -> None:
        self._policy = policy
        self._law = policy.law
        self._turns = turns_of(policy.law)
        self._every = {name: frozenset(values) for name, values in self._law.base.fields.items()}
        self._criminal: dict[tuple[str, str], Item] = {
            (law_row.id, rule.mode): row_item(self._law, "met", place)
            for places in self._law.base.criminal.values()
            for place in places
            for rule in (self._law.rules[place],)
            for law_row in (policy.policy.provisions[rule.row],)
        }

    def by(self, case: Case, as_of: date) -> frozenset[Item]:
        """Return everything that a case covers; CaseError for one that cannot be judged."""
        found: set[Item] = set()
        with self._law.lock:
            for scene in self._scenes(case, as_of):
                found.update(self._of_rows(scene))
                found.update(self._of_facts(scene))
                for place in self._law.base.main[scene.act]:
                    found.update(self._sides(scene, place))
        found.update(self._of_verdict(case, as_of))
        return frozenset(found)

    def touches(self, item: Item, case: Case, as_of: date) -> bool:
        """Whether a case covers one thing; the same as asking for all of them, and quicker."""
        try:
            if item in self._criminal.values() or item.part == "item":
                return item in self._of_verdict(case, as_of)
            with self._law.lock:
                return any(self._in_scene(item, scene) for scene in self._scenes(case, as_of))
        except CaseError:
            return False

    def _in_scene(self, item: Item, scene: _Scene) -> bool:
        if item.part == "boundary":
            return any(
                item in self._sides(scene, place)
                for place in self._law.base.main[scene.act]
                if (row_name(self._law, place), self._law.rules[place].mode) == item.about[:2]
            )
        if item.part in ("met", "decides", "overridden"):
            return item in self._of_rows(scene)
        return item in self._of_facts(scene)

    def _scenes(self, case: Case, as_of: date) -> Iterator[_Scene]:
        law = self._law
        pairs = law.calendars.contests(case.election, case.contest)
        for charge in law.admission.admit(case, as_of).charges:
            readings = {reading for moment in charge.moments for reading in moment}
            moment = {
                field: frozenset(reading.fact()[field] for reading in readings)
                for field in Reading._fields
            }
            allowed = {**self._every, **charge.allowed, **moment}
            yield _Scene(charge, allowed, law.matcher.ways(charge), pairs)

    def _of_rows(self, scene: _Scene) -> Iterator[Item]:
        """Yield the rows that a charge certainly meets, by which it is decided, which give way."""
        law = self._law
        for part, places in (
            ("met", [way.matched for way in scene.ways]),
            ("decides", [frozenset(carrying(law, way.settled)) for way in scene.ways]),
            (
                "overridden",
                [frozenset(loser for loser, _ in way.settled.overridden) for way in scene.ways],
            ),
        ):
            for place in frozenset.intersection(*places) if places else ():
                yield row_item(law, cast(Part, part), place)

    def _of_facts(self, scene: _Scene) -> Iterator[Item]:
        """Yield the classes, the answer and the days of a charge, as far as they are certain."""
        table = self._law.matcher.whole_table(scene.act)
        for axis in table.axes:
            places = axis.cells(scene.allowed[axis.field])
            if len(places) == 1:
                group = axis.classes[next(iter(places))]
                yield Item("class", (scene.act, axis.field, *map(value_word, group)))
        words = {answer_word(way.settled.result) for way in scene.ways}
        people = scene.allowed["category"]
        if len(words) == 1 and len(people) == 1:
            yield Item("answer", (scene.act, *map(str, people), *words))
        at = scene.charge.charge.at
        if at is not None and at.certain:
            yield from sides_of_day(self._turns, at.first, scene.pairs)

    def _sides(self, scene: _Scene, place: int) -> Iterator[Item]:
        return sides_of(
            self._law,
            place,
            scene.allowed,
            met=all(place in way.matched for way in scene.ways),
            missed=not any(place in way.matched for way in scene.ways),
        )

    def _of_verdict(self, case: Case, as_of: date) -> Iterator[Item]:
        """Yield the criminal rows and the regional items that a verdict names."""
        criminal = find(case, self._law, as_of=as_of).criminal
        modes = [("decides", row.id) for row in criminal.provisions]
        for reason in criminal.why:
            if reason.says == "criminal.unverified":
                modes.append(("asks", str(reason.about["row"])))
        for mode, row in modes:
            if (row, mode) in self._criminal:
                yield self._criminal[row, mode]
        if self._policy.pack is None:
            return
        region = judge(case, self._policy, as_of=as_of).region
        named = [item.id for item in region.filled] + [item.id for item in region.refused]
        named += [entry.clock for entry in region.clocks if entry.clock is not None]
        for name in dict.fromkeys(named):
            yield Item("item", (name,))


class _Scene(NamedTuple):
    """What is known of a charge: what each field may be, each way it may turn out, which election.

    `allowed` holds the fields of the moment too.
    """

    charge: AdmittedCharge
    allowed: Mapping[str, frozenset[Value]]
    ways: tuple[Met, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def act(self) -> str:
        return self.charge.charge.act
