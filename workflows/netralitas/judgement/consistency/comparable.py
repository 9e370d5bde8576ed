"""This file says what makes two decisions comparable, and how that is widened step by step."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, NamedTuple

from netralitas.facts import (
    Case,
    Category,
    Level,
    Outcome,
    Text,
    Tier,
    Track,
    TrackVerdict,
    Verdict,
)
from netralitas.policy import Policy

JPT: Final = "jpt"
OF_UNITS: Final = "administrator_pengawas"
FUNCTIONAL: Final = "jf"
NO_LEVEL: Final = "-"

LEVEL_GROUPS: Mapping[Level, str] = {
    Level.JPT_UTAMA: JPT,
    Level.JPT_MADYA: JPT,
    Level.JPT_PRATAMA: JPT,
    Level.ADMINISTRATOR: OF_UNITS,
    Level.PENGAWAS: OF_UNITS,
    Level.PELAKSANA: "pelaksana",
    Level.JF_AHLI_UTAMA: FUNCTIONAL,
    Level.JF_AHLI_MADYA: FUNCTIONAL,
    Level.JF_AHLI_MUDA: FUNCTIONAL,
    Level.JF_AHLI_PERTAMA: FUNCTIONAL,
    Level.JF_KETERAMPILAN: FUNCTIONAL,
}
"""Which levels of post stand together once the level itself is no longer asked for."""

_WITH_LEVELS = (Category.PNS, Category.CPNS, Category.PPPK, None)


class Ground(NamedTuple):
    """What is never widened: the types of sanction compared must be the same ones.

    The ladder follows from the regime of law, the category of the person, the tier, and the dated
    lists of types; `types` are those of it that were open, which a repeat or an earlier step on a
    ladder climbed in order makes fewer.
    """

    track: Track
    tier: Tier | None
    ladder: str
    types: tuple[str, ...]


class Likeness(NamedTuple):
    """What a decision on one track is compared by; the level is None where it is not known."""

    ground: Ground
    provisions: tuple[str, ...]
    level: str | None
    factors: tuple[str, ...]

    def path(self) -> tuple[Hashable, ...]:
        """Return the key of this decision at each step, narrowest first; keys are nested."""
        ground, group = self.ground, _group(self.level)
        return (
            (ground, group, self.provisions, self.level, self.factors),
            (ground, group, self.provisions, self.level),
            (ground, group, self.provisions),
            (ground, group),
            ground,
        )


class Step(NamedTuple):
    """One step of widening, by its stable name and in words."""

    id: str
    text: Text


STEPS: Final = (
    Step(
        "same",
        Text(
            id="ketentuan, tingkat jabatan, serta hal yang memberatkan dan meringankan sama",
            en="the same provisions, level of post, and aggravating and mitigating facts",
        ),
    ),
    Step(
        "any_factors",
        Text(
            id="diperlebar: hal yang memberatkan dan meringankan tidak lagi disamakan; ketentuan "
            "dan tingkat jabatan tetap sama",
            en="widened: aggravating and mitigating facts no longer matched; still the same "
            "provisions and level of post",
        ),
    ),
    Step(
        "level_group",
        Text(
            id="diperlebar: tingkat jabatan dari kelompok yang sama (JPT; administrator dan "
            "pengawas; pelaksana; fungsional); ketentuan tetap sama",
            en="widened: levels of post of the same group (JPT; administrator and pengawas; "
            "pelaksana; functional posts); still the same provisions",
        ),
    ),
    Step(
        "any_provisions",
        Text(
            id="diperlebar: ketentuan lain dari tingkat hukuman yang sama di jalur yang sama; "
            "kelompok jabatan tetap sama",
            en="widened: other provisions of the same tier on the same track; still the same "
            "group of posts",
        ),
    ),
    Step(
        "any_level",
        Text(
            id="diperlebar: semua jabatan, tingkat hukuman yang sama di jalur yang sama",
            en="widened: every post, the same tier on the same track",
        ),
    ),
)
"""The steps in their order. Beyond the last, other types of sanction would be compared."""

LEVELS_ASKED: Final = 4
"""How many steps ask for the level of post or its group; where it is unknown, they are passed."""


def likeness(case: Case, policy: Policy, verdict: Verdict, track: Track) -> Likeness | None:
    """Return what a case is compared by on a track; None where the law leaves its types open.

    That is where the track does not open, where it is not settled as a violation, or where a human
    must first decide on the ladder or the types.
    """
    opened = verdict.tracks.get(track)
    if opened is None or opened.outcome is not Outcome.VIOLATION:
        return None
    sanctions = opened.sanctions
    if sanctions.outcome != "decided" or sanctions.ladder is None or not sanctions.lawful:
        return None
    types = tuple(one.id for one in sanctions.lawful)
    return Likeness(
        ground=Ground(track, opened.tier, sanctions.ladder, types),
        provisions=_decisive(policy, verdict, track, opened),
        level=_level(case, policy),
        factors=tuple(sorted((*sanctions.aggravating, *sanctions.mitigating))),
    )


def _decisive(
    policy: Policy, verdict: Verdict, track: Track, opened: TrackVerdict
) -> tuple[str, ...]:
    """Return the provisions met for certain that carry the tier, by name, each once."""
    carrying = {
        row.id
        for row in policy.provisions
        if row.effect.track is track and row.effect.tier is opened.tier
    }
    return tuple(
        sorted(
            {
                met.id
                for met in opened.provisions
                if met.certain
                and met.id in carrying
                and verdict.charges[met.charge - 1].outcome is Outcome.VIOLATION
            }
        )
    )


def _level(case: Case, policy: Policy) -> str | None:
    """Return the level of post as stated or as the office gives it; `-` where there is none."""
    subject = case.subject
    if subject.level is not None:
        return subject.level.value
    office = next((one for one in policy.offices if one.id == subject.office), None)
    if office is not None and office.level is not None:
        return office.level.value
    return None if subject.category in _WITH_LEVELS else NO_LEVEL


def _group(level: str | None) -> str | None:
    return None if level is None or level == NO_LEVEL else LEVEL_GROUPS[Level(level)]
