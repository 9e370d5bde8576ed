"""This file chooses inside a tier: the lawful types, the one recommended, and what decided that."""

from __future__ import annotations

from datetime import date
from typing import Literal

from netralitas.facts import (
    Facts,
    Note,
    SanctionName,
    Sanctions,
    Text,
    Track,
)
from netralitas.policy import Ladder, LadderType, Weight
from netralitas.rules.admit import AdmittedCharge
from netralitas.rules.compile import RuleBase
from netralitas.rules.conditions import Alternatives
from netralitas.rules.ladders import Ladders, Lawful, Occasion

CACHE_MAX = 20_000


class TypeChoice:
    """Chooses types of sanction under one policy."""

    def __init__(self, base: RuleBase) -> None:
        policy = base.policy
        self.names = {s.id: SanctionName(id=s.id, name=s.name) for s in policy.sanctions}
        self._ladders = Ladders(policy)
        self._weights: tuple[tuple[Weight, Alternatives], ...] = tuple(
            (weight, base.parse(weight.when, weight.id)) for weight in policy.weights
        )
        self._weighed = tuple(
            dict.fromkeys(
                test.field
                for _, alternatives in self._weights
                for conjunction in alternatives
                for test in conjunction
            )
        )
        self._dated = any(weight.since or weight.until for weight in policy.weights)
        self._chosen: dict[object, Sanctions] = {}

    def choose(self, occasion: Occasion) -> Sanctions:
        """Return the lawful types lightest first, and the recommended one if one may be."""
        days = tuple(
            dict.fromkeys(
                first for charge in occasion.charges for first, _ in charge.moments.values()
            )
        )
        key = (
            occasion.track,
            occasion.tier,
            occasion.categories,
            occasion.levels,
            occasion.decided,
            days,
            occasion.case.priors,
            occasion.case.process.imposed,
            occasion.measured_by,
            tuple(
                (
                    charge.charge.act,
                    charge.days if self._dated else None,
                    *(charge.allowed.get(field) for field in self._weighed),
                )
                for charge in occasion.charges
            ),
        )
        found = self._chosen.get(key)
        if found is None:
            found = self._choose(occasion, days)
            if len(self._chosen) >= CACHE_MAX:
                self._chosen.clear()
            self._chosen[key] = found
        return found

    def _choose(self, occasion: Occasion, days: tuple[date, ...]) -> Sanctions:
        ladders = self._ladders.applicable(
            occasion.track, occasion.tier, occasion.categories, days, occasion.decided
        )
        aggravating, mitigating = self._weigh(occasion)
        notes: list[Note] = []
        if len(ladders) != 1:
            notes.append(_no_ladder(len(ladders)))
            choice = Lawful(tuple(s for x in ladders for s in x.types), False, tuple(notes))
            ladder = None
        else:
            ladder = ladders[0]
            choice = self._ladders.lawful(occasion, ladder)
        recommended = None
        if choice.settled:
            recommended = self._recommend(occasion, choice.lawful, aggravating, mitigating)
        names = tuple(self.names[step.sanction] for step in choice.lawful)
        all_notes = (
            *choice.notes,
            *self._caveats(ladder),
            *(
                _step_note(step)
                for step in choice.lawful
                if step.note is not None
                and (not step.not_for or any(level in step.not_for for level in occasion.levels))
            ),
        )
        return Sanctions(
            outcome="decided" if choice.settled else "needs_human",
            lawful=names,
            recommended=recommended,
            aggravating=tuple(weight.id for weight in aggravating),
            mitigating=tuple(weight.id for weight in mitigating),
            execution=self._execution(occasion, choice.lawful),
            ladder=ladder.id if ladder else None,
            notes=all_notes,
        )

    def none_yet(self) -> Sanctions:
        """Return the answer of a track on which a human has first to decide whether it opens."""
        return Sanctions(
            outcome="needs_human",
            lawful=(),
            recommended=None,
            aggravating=(),
            mitigating=(),
            execution="now",
            ladder=None,
            notes=(),
        )

    def _weigh(self, occasion: Occasion) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
        sides: dict[str, list[Weight]] = {"aggravating": [], "mitigating": []}
        for place, (weight, _) in enumerate(self._weights):
            if any(self.weighs(place, charge) for charge in occasion.charges):
                sides[weight.side].append(weight)
        return tuple(sides["aggravating"]), tuple(sides["mitigating"])

    @property
    def weights(self) -> tuple[tuple[Weight, Alternatives], ...]:
        """The policy's weights in their order, each with its condition."""
        return self._weights

    def weighs(self, place: int, charge: AdmittedCharge) -> bool:
        """Whether a weight is in force and known to hold for a charge, whatever is unknown."""
        weight, alternatives = self._weights[place]
        return _in_force(weight, charge) and _known_to_hold(charge, alternatives)

    def _recommend(
        self,
        occasion: Occasion,
        lawful: tuple[LadderType, ...],
        aggravating: tuple[Weight, ...],
        mitigating: tuple[Weight, ...],
    ) -> str | None:
        """Return the lightest, or a heavier one for each aggravating fact that nothing mitigates.

        Only facts whose weight was verified move the choice; the rest is named for a human.
        """
        level = occasion.levels[0] if len(occasion.levels) == 1 else None
        open_steps = [s.sanction for s in lawful if s.recommend and level not in s.not_for]
        if not open_steps or any(imposed.sanction for imposed in occasion.case.process.imposed):
            return None
        unlocked = [s.sanction for s in lawful if s.after]
        if unlocked:
            return unlocked[-1]  # the next step of a ladder that is climbed in order
        heavy = sum(weight.marks.content.verified for weight in aggravating)
        light = sum(weight.marks.content.verified for weight in mitigating)
        step = 0 if light else min(heavy, len(open_steps) - 1)
        return open_steps[step]

    def _execution(
        self, occasion: Occasion, lawful: tuple[LadderType, ...]
    ) -> Literal["now", "replaces", "after"]:
        serving = [p.sanction for p in occasion.case.priors if p.status == "serving" and p.sanction]
        if not serving or not lawful or occasion.track is not Track.DISIPLIN:
            return "now"
        lightest = lawful[0].sanction
        return "replaces" if all(self._ladders.heavier(lightest, s) for s in serving) else "after"

    def _caveats(self, ladder: Ladder | None) -> tuple[Note, ...]:
        if ladder is None or ladder.caveat is None:
            return ()
        return (Note(says="ladder.caveat", text=ladder.caveat, confidence=ladder.marks.content),)


def _in_force(weight: Weight, charge: AdmittedCharge) -> bool:
    """Whether a weight holds on every day on which the act may have been done."""
    since, until = weight.since or date.min, weight.until or date.max
    return since <= charge.days.first and charge.days.last < until


def _known_to_hold(charge: AdmittedCharge, alternatives: Alternatives) -> bool:
    """Whether a condition holds of a charge whatever is still unknown of it."""
    return any(
        all(
            test.field in charge.allowed
            and all(test.holds(value) for value in charge.allowed[test.field])
            for test in conjunction
        )
        for conjunction in alternatives
    )


def _no_ladder(found: int) -> Note:
    if found:
        return Note(
            says="type.several_ladders",
            text=Text(
                id="jenis hukuman bergantung pada yang belum diketahui "
                "(kedudukan atau rezim hukum)",
                en="the types depend on what is not known (category or legal regime)",
            ),
        )
    return Note(
        says="type.no_ladder",
        text=Text(
            id="data tidak memuat jenis hukuman untuk kedudukan dan rezim ini",
            en="the data has no types of sanction for this category and regime",
        ),
    )


def _step_note(step: LadderType) -> Note:
    assert step.note is not None
    return Note(says="type.note", text=step.note, about=Facts({"sanction": step.sanction}))
