"""This file checks that an effect says exactly one thing, in a tier that its track has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netralitas.facts import Text, Tier, Track
from netralitas.policy.model import Consequence, Effect
from netralitas.policy.scalars import Path, Refusal

TIERS: Mapping[Track, tuple[Tier, ...]] = {
    Track.ETIK: (Tier.MORAL,),
    Track.DISIPLIN: (Tier.RINGAN, Tier.SEDANG, Tier.BERAT),
}
"""The tiers of each track that has tiers; the other tracks have ladders of their own."""


def effect_faults(effect: Effect) -> Iterator[tuple[Path, Refusal]]:
    """Yield what is wrong with an effect: it says one thing, and its tier belongs to its track."""
    others = (effect.question is not None) + (effect.opens is not None)
    yield from _consequence(effect, (), others)
    if effect.readings and effect.question is None:
        says = Text(id="bacaan tanpa pertanyaan", en="readings without a question")
        hint = Text(id="tulis question, atau hapus readings", en="write question, or drop readings")
        yield ("readings",), Refusal(says, hint)
    for index, reading in enumerate(effect.readings):
        # A reading may say discipline and leave the tier open: the law does so itself.
        yield from _consequence(reading, ("readings", index), 0, open_tier=True)
    for name, needed in (("missing", ("assess",)), ("penalty", ("yes", "assess"))):
        if getattr(effect, name) is not None and effect.opens not in needed:
            listed = ", ".join(needed)
            says = Text(id=f"{name} hanya bersama opens", en=f"{name} goes with opens only")
            yield (
                (name,),
                Refusal(says, Text(id=f"misalnya opens: {listed}", en=f"with opens: {listed}")),
            )


def tier_faults(
    track: Track | None, tier: Tier | None, path: Path
) -> Iterator[tuple[Path, Refusal]]:
    """Yield what is wrong with a tier in a track: missing, foreign, or without a track."""
    tiers = TIERS.get(track, ()) if track is not None else ()
    listed = ", ".join(tiers)
    if tier is None and tiers:
        yield (
            path,
            Refusal(
                Text(id=f"{track} tanpa tier", en=f"{track} without a tier"),
                Text(id=f"salah satu dari {listed}", en=f"one of {listed}"),
            ),
        )
    elif tier is not None and tier not in tiers:
        says = (
            Text(id=f"tier {tier} tanpa track", en=f"tier {tier} without a track")
            if track is None
            else Text(id=f"tidak ada tier {tier} pada {track}", en=f"{track} has no tier {tier}")
        )
        hint = (
            Text(id=f"salah satu dari {listed}", en=f"one of {listed}")
            if tiers
            else Text(id="hapus tier", en="drop the tier")
        )
        yield (*path, "tier"), Refusal(says, hint)


def _consequence(
    one: Consequence, path: Path, others: int, *, open_tier: bool = False
) -> Iterator[tuple[Path, Refusal]]:
    said = others + (one.track is not None) + one.none + (one.forum is not None)
    if said != 1:
        yield path, Refusal(_ONE_OF, _EXAMPLE)
    elif one.tier is not None or not open_tier:
        yield from tier_faults(one.track, one.tier, path)


_ONE_OF = Text(
    id="harus tepat satu dari track, none, forum, question, opens",
    en="must be exactly one of track, none, forum, question, opens",
)
_EXAMPLE = Text(
    id="misalnya {track: disiplin, tier: berat}", en="for example {track: disiplin, tier: berat}"
)
