"""This file finds the ladder of types that applies, and which of its steps are lawful."""

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
    Text,
    Tier,
    Track,
)
from netralitas.policy import Ladder, LadderType, Policy
from netralitas.rules.admit import AdmittedCharge


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


class Lawful(NamedTuple):
    """The steps that are open, whether the law settles that, and what must be said of it."""

    lawful: tuple[LadderType, ...]
    settled: bool
    notes: tuple[Note, ...]


class Ladders:
    """The ladders of one policy, and how their types compare."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._order = _heaviness(policy)

    def applicable(
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

    def _last_of_same_nature(self, occasion: Occasion) -> tuple[Prior, Ladder] | None:
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

    def lawful(self, occasion: Occasion, ladder: Ladder) -> Lawful:
        """Return the steps of a ladder that are open, and whether that is settled by law."""
        steps = tuple(
            step
            for step in ladder.types
            if self._unlocked(occasion.case, step) and self._measured(occasion, step)
        )
        if occasion.measured_by and not steps:
            return Lawful((), False, (_NONE_HEAVIER,))
        if any(
            prior.same_violation
            and self._on(ladder, prior.sanction)
            and not _is_ladder_step(ladder)
            for prior in occasion.case.priors
        ):
            return Lawful((), True, (_already_punished(),))
        last = self._last_of_same_nature(occasion)
        if last is None or _is_ladder_step(ladder):
            settled = bool(ladder.types)
            return Lawful(steps, settled, ())
        prior, _ = last
        assert prior.sanction is not None
        compared = [self.heavier(step.sanction, prior.sanction) for step in steps]
        if None in compared:
            return Lawful(steps, False, (_repeat_note("repeat_across_regimes", prior),))
        left = tuple(step for step, heavier in zip(steps, compared, strict=True) if heavier)
        if not left:
            return Lawful((), False, (_repeat_note("repeat_at_the_top", prior),))
        return Lawful(left, True, (_repeat_note("repeat_heavier", prior),))

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


def _already_punished() -> Note:
    return Note(
        says="type.already_punished",
        text=Text(
            id="pelanggaran yang sama sudah dihukum: tidak dapat dihukum dua kali",
            en="the same violation was already punished: it cannot be punished twice",
        ),
        confidence=Confidence.A,
    )


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
