"""Every raw combination of a small law, asked of durable-rules one by one, and plain questions put
to the answers: what the checks of a policy must find, and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from netralitas.facts import Days, Outcome, Tier, Track, Value
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.policy import Consequence, Provision
from netralitas.rules import Law, Moment
from netralitas.rules.settle import Result, Settled, TrackState, combine, join, readings_of, settle

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
"""Days between which every turn of the small laws' calendars lies."""

ANY_WEIGHT = 99


class World(NamedTuple):
    """A complete combination on a moment: the rules met, and what they come to, by reading."""

    act: str
    fact: tuple[tuple[str, Value], ...]
    moment: Moment
    matched: tuple[frozenset[int], ...]
    settled: tuple[Settled, ...]

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.fact)

    @property
    def result(self) -> Result:
        return combine(self.settled).result


class Brute:
    """All worlds of a law with one election of one contest."""

    def __init__(self, policy: CompiledPolicy) -> None:
        self.law: Law = policy.law
        self.rows: tuple[Provision, ...] = policy.policy.provisions

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment that some day has, day by day."""
        found: dict[Moment, None] = {}
        pairs = self.law.calendars.contests(None, None)
        day = FIRST
        while day <= LAST:
            found |= dict.fromkeys(self.law.calendars.of_pairs(pairs, Days.of(day)))
            day += timedelta(days=1)
        found |= dict.fromkeys(
            self.law.calendars.of_pairs(pairs, Days(first=date(2014, 1, 15), last=FIRST))
        )
        return tuple(found)

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """Every possible combination of raw values on every moment, decided by the engine."""
        return tuple(self._worlds())

    def _worlds(self) -> Iterator[World]:
        base = self.law.base
        asked: dict[object, tuple[frozenset[int], Settled]] = {}
        for act in base.main:
            fields = self.law.matcher.fields(act)
            for values in itertools.product(*(base.fields[field] for field in fields)):
                fact = dict(zip(fields, values, strict=True))
                if not self._possible(fact):
                    continue
                for moment in self.moments:
                    parts = []
                    for reading in moment:
                        key = (act, values, reading)
                        if key not in asked:
                            met = self.law.tables.rules.ask(act, {**fact, **reading.fact()})
                            asked[key] = (met, settle(base, met))
                        parts.append(asked[key])
                    matched, settled = zip(*parts, strict=True)
                    yield World(act, tuple(fact.items()), moment, matched, settled)

    def _possible(self, fact: dict[str, Value]) -> bool:
        return not any(
            all(test.field in fact and test.holds(fact[test.field]) for test in conjunction)
            for _, alternatives in self.law.base.impossible
            for conjunction in alternatives
        )

    def row(self, place: int) -> str:
        return self.rows[self.law.rules[place].row].id

    # What the checks must find.

    def gaps(self) -> set[tuple[str, str]]:
        """Return (act, category) wherever a form of the act is spoken of by no row at a moment."""
        forms = {
            field.name
            for field in self.law.policy.fields
            if field.kind == "choice" and field.scope in ("charge", "derived")
        }
        spoken: dict[tuple[object, ...], bool] = {}
        for world in self.worlds:
            values = world.values
            presumed = self.law.policy.presumes.items()
            if any(values.get(name, value) != value for name, value in presumed):
                continue
            form = tuple(value for name, value in world.fact if name in forms)
            key = (world.act, values.get("category"), form, world.moment)
            spoken[key] = spoken.get(key, False) or any(world.matched)
        return {(str(key[0]), str(key[1])) for key, said in spoken.items() if not said}

    def silences(self) -> int:
        """Return in how many worlds no row is met."""
        return sum(not any(world.matched) for world in self.worlds)

    def dead(self) -> set[tuple[str, str]]:
        """Return (row, act) wherever a row is never met by an act."""
        alive = {place for world in self.worlds for met in world.matched for place in met}
        return {
            (self.row(place), act)
            for act, places in self.law.base.main.items()
            for place in places
            if place not in alive
        }

    def conflicts(self) -> set[frozenset[str]]:
        """Return the rows met together of which some say violation and others none."""
        return {
            frozenset(map(self.row, (*settled.deciding, *settled.denying)))
            for world in self.worlds
            for settled in world.settled
            if settled.deciding and settled.denying
        }

    def levels(self) -> set[tuple[str, str]]:
        """Return (lighter, heavier) of rows that decide together on one track."""
        found = set()
        for deciding in self._decisions:
            for one, other in itertools.permutations(deciding, 2):
                left, right = self.rows[one].effect, self.rows[other].effect
                if left.track is right.track and left.tier and right.tier:
                    if left.tier.weight < right.tier.weight:
                        found.add((self.rows[one].id, self.rows[other].id))
        return found

    def disputed(self) -> set[tuple[str, str]]:
        """Return those of them that the law cannot have meant."""
        by_id = {row.id: place for place, row in enumerate(self.rows)}
        found = set()
        for light, heavy in self.levels():
            one, other = by_id[light], by_id[heavy]
            only_with = all(other in deciding for deciding in self._decisions if one in deciding)
            only_then = all(one in deciding for deciding in self._decisions if other in deciding)
            cites = self.rows[one].cites[0], self.rows[other].cites[0]
            parts = [(c.instrument, c.pasal, c.ayat, c.huruf, c.angka) for c in cites]
            same_provision = parts[0] == parts[1] and any(parts[0][1:])
            same_instrument = parts[0][0] == parts[1][0]
            if (only_with and only_then) or same_provision or (only_with and same_instrument):
                found.add((light, heavy))
        return found

    @cached_property
    def _decisions(self) -> frozenset[frozenset[int]]:
        return frozenset(
            frozenset(self.law.rules[place].row for place in settled.deciding)
            for world in self.worlds
            for settled in world.settled
        )

    def needless(self, less: Brute) -> bool:
        """Whether a law less a row answers every world as this one does."""
        without = {(w.act, w.fact, w.moment): w.result for w in less.worlds}
        return all(
            without[world.act, _narrowed(world, less), world.moment] == world.result
            for world in self.worlds
        )

    def outdone(self, row: str) -> bool:
        """Whether another row that stands says as much wherever a row is met, or goes before it."""
        for world in self.worlds:
            for met, settled in zip(world.matched, world.settled, strict=True):
                gone = dict(settled.overridden)
                for place in met:
                    if self.row(place) == row and place not in gone:
                        others = (
                            other for other in met if self.row(other) != row and other not in gone
                        )
                        if not any(self._as_much(other, place) for other in others):
                            return False
        return True

    def _as_much(self, other: int, place: int) -> bool:
        """Whether a rule decides if another does, and leaves nothing open that weighs less."""
        mine, theirs = self._open(place), self._open(other)
        decides = len(mine) == 1, len(theirs) == 1
        if not mine or not theirs:
            return mine == theirs or (not mine and decides[1])
        if decides[0] and not decides[1]:
            return False
        if decides[1] and not decides[0]:
            mine = {one for one in mine if one[0] is not None}
        return all(
            any(left == right and low <= high for right, high in theirs) for left, low in mine
        )

    def _open(self, place: int) -> set[tuple[object, int]]:
        """Return what a rule may come to: a track, or what else it says, and the weight there."""
        rule = self.law.rules[place]
        effect = self.rows[rule.row].effect
        asks = effect.question is not None or rule.mode == "asks"
        readings = readings_of(self.rows[rule.row], rule.mode == "asks") if asks else (effect,)
        return {
            (
                one.track or ("forum" if one.forum else "none" if not asks else None),
                TrackState(Outcome.VIOLATION, one.tier).weight if one.track else 0,
            )
            for one in readings
        }

    def falls(self) -> set[tuple[str, str]]:
        """Return (act, fact) wherever a fact that rows of violation ask for lightens an answer."""
        at = {(w.act, w.fact, w.moment): w for w in self.worlds}
        found = set()
        for world in self.worlds:
            for name, value in world.fact:
                if value is not False or not self._aggravates(world.act, name):
                    continue
                changed = tuple((n, True if n == name else v) for n, v in world.fact)
                after = at.get((world.act, changed, world.moment))
                if after is not None and self._lighter(world, after):
                    found.add((world.act, name))
        return found

    def _aggravates(self, act: str, name: str) -> bool:
        if name in self.law.policy.presumes:
            return False
        return any(
            test.field == name and test.holds(True) and not test.holds(False)
            for place in self.law.base.main[act]
            for rule in (self.law.rules[place],)
            if rule.mode == "decides" and self.rows[rule.row].effect.track is not None
            for conjunction in rule.alternatives
            for test in conjunction
        )

    def _lighter(self, before: World, after: World) -> bool:
        now, then = self._weights(before), self._weights(after)
        pairs = [
            (min(one.get(track, 0) for one in now), max(one.get(track, 0) for one in then))
            for track in Track
        ]
        return all(most <= least for least, most in pairs) and any(
            most < least for least, most in pairs
        )

    def _weights(self, world: World) -> list[dict[Track, int]]:
        """Return what a human might answer to a world: every choice of every open reading."""
        found: list[dict[Track, int]] = []
        for settled in world.settled:
            decided = Result(Outcome.VIOLATION)
            for place in settled.deciding:
                decided = join(decided, _violation(self.rows[self.law.rules[place].row].effect))
            bases = [decided]
            if settled.deciding and settled.denying:
                bases.append(Result(Outcome.NO_VIOLATION))
            choices = []
            if settled.result.outcome is Outcome.NEEDS_HUMAN:
                for place in settled.asking:
                    rule = self.law.rules[place]
                    choices.append(readings_of(self.rows[rule.row], rule.mode == "asks"))
            if settled.result.outcome is Outcome.OUT_OF_SCOPE:
                bases, choices = [Result(Outcome.OUT_OF_SCOPE)], []
            if not all(choices):
                found += [{}, {track: ANY_WEIGHT for track in Track}]
                continue
            for base, chosen in itertools.product(bases, itertools.product(*choices)):
                for tiers in itertools.product(*map(_tiers, chosen)):
                    result = base
                    for one, tier in zip(chosen, tiers, strict=True):
                        result = join(result, _violation(one, tier))
                    found.append(_lines(result))
        return found


def _narrowed(world: World, less: Brute) -> tuple[tuple[str, Value], ...]:
    """Return a world's facts as far as another law reads them."""
    fields = less.law.matcher.fields(world.act)
    values = world.values
    return tuple((field, values[field]) for field in fields)


def _lines(result: Result) -> dict[Track, int]:
    """Return what a result weighs, ethics and discipline as one line."""
    weights: dict[Track, int] = {}
    for track, state in result.tracks:
        line = Track.DISIPLIN if track is Track.ETIK else track
        weights[line] = max(weights.get(line, 0), state.weight)
    return weights


def _tiers(reading: Consequence) -> list[Tier | None]:
    if reading.tier is None and reading.track is Track.DISIPLIN:
        return [Tier.RINGAN, Tier.SEDANG, Tier.BERAT]
    return [reading.tier]


def _violation(effect: Consequence, tier: Tier | None = None) -> Result:
    if effect.track is None:
        return Result(Outcome.NO_VIOLATION)
    state = TrackState(Outcome.VIOLATION, tier or effect.tier)
    return Result(Outcome.VIOLATION, ((effect.track, state),))
