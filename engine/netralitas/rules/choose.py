"""This file chooses inside a tier: the lawful types, the one recommended, and what decided that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from netralitas.facts import (
    Case,
    Category,
    Confidence,
    Facts,
    Level,
    Note,
    Prior,
    SanctionName,
    Sanctions,
    Text,
    Tier,
    Track,
)
from netralitas.policy import Ladder, LadderType, Policy, Weight
from netralitas.rules.admit import AdmittedCharge
from netralitas.rules.compile import parse_when
from netralitas.rules.conditions import Alternatives

CACHE_MAX = 20_000


class Occasion(NamedTuple):
    """What the choice of a type depends on: the track's tier, whose, when done and when decided.

    `measured_by` are the subordinates' types than which a superior's must be heavier, or the same.
    """

    case: Case
    track: Track
    tier: Tier | None
    charges: tuple[AdmittedCharge, ...]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]
    decided: date
    measured_by: tuple[tuple[Literal["heavier", "same"], str], ...]


class _Choice(NamedTuple):
    lawful: tuple[LadderType, ...]
    settled: bool
    notes: tuple[Note, ...]


class TypeChoice:
    """Chooses types of sanction under one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.names = {s.id: SanctionName(id=s.id, name=s.name) for s in policy.sanctions}
        self._order = _heaviness(policy)
        self._weights: tuple[tuple[Weight, Alternatives], ...] = tuple(
            (weight, parse_when(policy, weight.when, weight.id)) for weight in policy.weights
        )
        self._weighed = tuple(
            dict.fromkeys(
                test.field
                for _, alternatives in self._weights
                for conjunction in alternatives
                for test in conjunction
            )
        )
        self._chosen: dict[object, Sanctions] = {}

    def ladders(
        self,
        track: Track,
        tier: Tier | None,
        categories: tuple[Category, ...],
        days: tuple[date, ...],
        decided: date,
    ) -> tuple[Ladder, ...]:
        """Return the ladders that may apply: by category and by regime of the act's days, less
        those that a dated switch has not put into force by the day of decision."""
        return tuple(
            ladder
            for ladder in self._policy.ladders
            if ladder.track is track
            and ladder.tier is tier
            and any(category in ladder.categories for category in categories)
            and any(_covers(ladder.since, ladder.until, day) for day in days)
            and _covers(ladder.decided_since, ladder.decided_until, decided)
            and ladder.in_force
        )

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
                (charge.charge.act, *(charge.allowed.get(field) for field in self._weighed))
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
        ladders = self.ladders(
            occasion.track, occasion.tier, occasion.categories, days, occasion.decided
        )
        aggravating, mitigating = self._weigh(occasion)
        notes: list[Note] = []
        if len(ladders) != 1:
            notes.append(_no_ladder(len(ladders)))
            choice = _Choice(tuple(s for x in ladders for s in x.types), False, tuple(notes))
            ladder = None
        else:
            ladder = ladders[0]
            choice = self._lawful(occasion, ladder)
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

    def last_of_same_nature(self, occasion: Occasion) -> tuple[Prior, Ladder] | None:
        """Return the latest earlier sanction of this track for a violation of the same nature."""
        acts = {charge.charge.act for charge in occasion.charges}
        found: list[tuple[Prior, Ladder]] = []
        for prior in occasion.case.priors:
            same = prior.act in acts if prior.same_nature is None else prior.same_nature
            if not same or prior.same_violation or prior.sanction is None:
                continue
            for ladder in self._policy.ladders:
                if ladder.track is occasion.track and any(
                    step.sanction == prior.sanction for step in ladder.types
                ):
                    found.append((prior, ladder))
                    break
        return max(found, key=lambda item: item[0].decided_at or date.min, default=None)

    def heavier(self, sanction: str, than: str) -> bool | None:
        """Whether one type outweighs another; None when they belong to different regimes."""
        left, right = self._order.get(sanction), self._order.get(than)
        if left is None or right is None or left[0] != right[0]:
            return None
        return left[1:] > right[1:]

    def _lawful(self, occasion: Occasion, ladder: Ladder) -> _Choice:
        steps = tuple(
            step
            for step in ladder.types
            if self._unlocked(occasion.case, step) and self._measured(occasion, step)
        )
        if occasion.measured_by and not steps:
            return _Choice((), False, (_NONE_HEAVIER,))
        if any(
            prior.same_violation
            and self._on(ladder, prior.sanction)
            and not _is_ladder_step(ladder)
            for prior in occasion.case.priors
        ):
            return _Choice((), True, (_already_punished(),))
        last = self.last_of_same_nature(occasion)
        if last is None or occasion.track is Track.DESA:
            settled = bool(ladder.types)
            return _Choice(steps, settled, ())
        prior, _ = last
        assert prior.sanction is not None
        compared = [self.heavier(step.sanction, prior.sanction) for step in steps]
        if None in compared:
            return _Choice(steps, False, (_repeat_note("repeat_across_regimes", prior),))
        left = tuple(step for step, heavier in zip(steps, compared, strict=True) if heavier)
        if not left:
            return _Choice((), False, (_repeat_note("repeat_at_the_top", prior),))
        return _Choice(left, True, (_repeat_note("repeat_heavier", prior),))

    def _measured(self, occasion: Occasion, step: LadderType) -> bool:
        """Whether a superior's type is in the measure of his subordinates' (PP 94/2021 ps 24,
        28)."""
        return all(
            step.sanction == sanction
            if measure == "same"
            else self.heavier(step.sanction, sanction)
            for measure, sanction in occasion.measured_by
        )

    def _unlocked(self, case: Case, step: LadderType) -> bool:
        if not step.after:
            return True
        heeded = [prior.complied for prior in case.priors if prior.sanction in step.after]
        return bool(heeded) and (not step.unheeded or False in heeded)

    def _on(self, ladder: Ladder, sanction: str | None) -> bool:
        return any(step.sanction == sanction for step in self._same_track(ladder))

    def _same_track(self, ladder: Ladder) -> tuple[LadderType, ...]:
        return tuple(
            step
            for other in self._policy.ladders
            if other.track is ladder.track
            for step in other.types
        )

    def _weigh(self, occasion: Occasion) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
        sides: dict[str, list[Weight]] = {"aggravating": [], "mitigating": []}
        for weight, alternatives in self._weights:
            if any(_known_to_hold(charge, alternatives) for charge in occasion.charges):
                sides[weight.side].append(weight)
        return tuple(sides["aggravating"]), tuple(sides["mitigating"])

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
        if occasion.track is Track.DESA:
            unlocked = [s.sanction for s in lawful if s.after]
            return unlocked[-1] if unlocked else open_steps[0]
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
        return "replaces" if all(self.heavier(lightest, s) for s in serving) else "after"

    def _caveats(self, ladder: Ladder | None) -> tuple[Note, ...]:
        if ladder is None or ladder.caveat is None:
            return ()
        return (Note(says="ladder.caveat", text=ladder.caveat, confidence=ladder.marks.content),)


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


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _heaviness(policy: Policy) -> dict[str, tuple[object, int, int]]:
    """Place every type as (regime and track, tier, step); only within a regime can types
    compare."""
    order: dict[str, tuple[object, int, int]] = {}
    for ladder in policy.ladders:
        regime = (ladder.track, ladder.since, ladder.until, ladder.categories)
        for step, ladder_type in enumerate(ladder.types):
            order.setdefault(
                ladder_type.sanction, (regime, ladder.tier.weight if ladder.tier else 0, step)
            )
    return order


def _is_ladder_step(ladder: Ladder) -> bool:
    """Whether the ladder is climbed in order for one violation, so that more than one is lawful."""
    return any(step.after for step in ladder.types)


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


def _already_punished() -> Note:
    return Note(
        says="type.already_punished",
        text=Text(
            id="pelanggaran yang sama sudah dihukum: tidak dapat dihukum dua kali",
            en="the same violation was already punished: it cannot be punished twice",
        ),
        confidence=Confidence.A,
    )


def _step_note(step: LadderType) -> Note:
    assert step.note is not None
    return Note(says="type.note", text=step.note, about=Facts({"sanction": step.sanction}))


_NONE_HEAVIER = Note(
    says="type.none_heavier",
    text=Text(
        id="tidak ada jenis yang lebih berat dari hukuman bawahannya: manusia memutuskan",
        en="there is no type heavier than the subordinate's: a human decides",
    ),
)
_REPEAT: Mapping[str, Text] = {
    "repeat_heavier": Text(
        id="pengulangan yang sifatnya sama: jenis yang lebih berat dari yang terakhir",
        en="a repeat of the same nature: a heavier type than the last",
    ),
    "repeat_at_the_top": Text(
        id="pengulangan yang sifatnya sama, tetapi tidak ada jenis yang lebih berat "
        "dalam tingkat ini: manusia memutuskan",
        en="a repeat of the same nature, but no heavier type in this tier: a human decides",
    ),
    "repeat_across_regimes": Text(
        id="pengulangan yang sifatnya sama lintas rezim hukum: "
        "jenisnya tidak dapat dibandingkan, manusia memutuskan",
        en="a repeat of the same nature across legal regimes: "
        "the types do not compare, a human decides",
    ),
}


def _repeat_note(kind: str, prior: Prior) -> Note:
    return Note(
        says=f"type.{kind}",
        text=_REPEAT[kind],
        confidence=Confidence.A,
        about=Facts({"sanction": prior.sanction or ""}),
    )
