"""This file holds overlays that leak: each lays a sound pack, and does one thing more.

No pack can break these promises as data, because the overlay is right. So it is the overlay that is
broken here, in one way each, under the name of the property that must notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from netralitas.facts import Category, Confidence, Official, Text, Tier, Track
from netralitas.policy import Effect, Lacking, Marks, Pack, Policy, Provision, overlay

Lay = Callable[[Policy, Pack], Policy]


def _name(row: Any) -> object:
    return getattr(row, "id", None) or getattr(row, "name", None)


def _changing(section: str, name: str, **values: Any) -> Lay:
    """Return an overlay that also changes the rows of a name."""

    def lay(policy: Policy, pack: Pack) -> Policy:
        laid = overlay(policy, pack)
        assert name in map(_name, getattr(laid, section))
        rows = (
            msgspec.structs.replace(row, **values) if _name(row) == name else row
            for row in getattr(laid, section)
        )
        return msgspec.structs.replace(laid, **{section: tuple(rows)})

    return lay


def _dropping(section: str, name: str) -> Lay:
    """Return an overlay that loses the rows of a name."""

    def lay(policy: Policy, pack: Pack) -> Policy:
        laid = overlay(policy, pack)
        assert name in map(_name, getattr(laid, section))
        kept = tuple(row for row in getattr(laid, section) if _name(row) != name)
        return msgspec.structs.replace(laid, **{section: kept})

    return lay


def permits_what_the_pack_prohibits(policy: Policy, pack: Pack) -> Policy:
    """Add a row by which an act is none, beside the pack's own row by which it is a violation."""
    laid = overlay(policy, pack)
    rule = pack.fills.contract_rules[0]
    row = Provision(
        id="bocor-dibolehkan",
        acts=rule.acts,
        subjects=(Category.NON_ASN,),
        effect=Effect(none=True),
        cites=rule.cites,
        marks=rule.marks,
        text=Text(id="dibolehkan", en="permitted"),
        when=rule.when,
        since=rule.since,
    )
    return msgspec.structs.replace(laid, provisions=(*laid.provisions, row))


class Wavering:
    """Lays a pack otherwise the second time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, policy: Policy, pack: Pack) -> Policy:
        self.times += 1
        laid = overlay(policy, pack)
        marks = Marks(content=Confidence.D)
        note = Lacking(id=f"bocor-{self.times}", text=Text(id="kali", en="time"), marks=marks)
        return msgspec.structs.replace(laid, lacking=(*laid.lacking, note))


def writes_into_the_nation(policy: Policy, pack: Pack) -> Policy:
    """Give a national fact another word in the very mapping that all regions share."""
    policy.fields[0].words["bocor"] = Text(id="bocor", en="leaked")
    return overlay(policy, pack)


def leaves_a_list(policy: Policy, pack: Pack) -> Policy:
    """Leave a list where every reader of a cache gives a tuple."""
    laid = overlay(policy, pack)
    return msgspec.structs.replace(laid, weights=list(laid.weights))


def keeps_the_first_rule_alone(policy: Policy, pack: Pack) -> Policy:
    """Lay only the contract rule that was written first."""
    fills = msgspec.structs.replace(pack.fills, contract_rules=pack.fills.contract_rules[:1])
    return overlay(policy, msgspec.structs.replace(pack, fills=fills))


def keeps_the_nation_s_name(policy: Policy, pack: Pack) -> Policy:
    """Lay the pack and call the law by the nation's digest."""
    return msgspec.structs.replace(overlay(policy, pack), digest=policy.digest)


def takes_keberatan_too_late(policy: Policy, pack: Pack) -> Policy:
    """Let a keberatan be filed only once the decision is final."""
    laid = overlay(policy, pack)
    paths = tuple(
        msgspec.structs.replace(
            table,
            steps=tuple(
                msgspec.structs.replace(step, source="final")
                if step.step == "file_keberatan"
                else step
                for step in table.steps
            ),
        )
        for table in laid.paths
    )
    return msgspec.structs.replace(laid, paths=paths)


def asks_for_more_evidence(policy: Policy, pack: Pack) -> Policy:
    """Let no case be proven by one verified piece of evidence."""
    return msgspec.structs.replace(overlay(policy, pack), verified_items=2)


def opens_a_tier(policy: Policy, pack: Pack) -> Policy:
    """Take a word from those by which a pack would reach for what is closed."""
    laid = overlay(policy, pack)
    first, *others = laid.closed_terms
    opened = msgspec.structs.replace(first, words=first.words[1:])
    return msgspec.structs.replace(laid, closed_terms=(opened, *others))


def weighs_every_like(policy: Policy, pack: Pack) -> Policy:
    """Let a like, and not only a pledge, move the type that is recommended."""
    laid = overlay(policy, pack)
    pledge = laid.weights[-1]
    like = msgspec.structs.replace(
        pledge,
        id="bocor-suka",
        when={"reaction": "like"},
        marks=Marks(content=Confidence.A),
        since=None,
        until=None,
    )
    return msgspec.structs.replace(laid, weights=(*laid.weights, like))


_SEDANG = Effect(track=Track.DISIPLIN, tier=Tier.SEDANG)
_BERAT = Effect(track=Track.DISIPLIN, tier=Tier.BERAT)

LEAKS: Mapping[str, Lay] = {
    "total": _dropping("offices", "lainnya"),
    "deterministic": Wavering(),
    "other_regions_untouched": writes_into_the_nation,
    "survives_a_cache": leaves_a_list,
    "no_conflict": permits_what_the_pack_prohibits,
    "nothing_loosened": _changing("provisions", "disiplin-posting-like-follow", effect=_SEDANG),
    "tier": _changing("provisions", "disiplin-pendekatan-parpol", effect=_BERAT),
    "superior_measured": _changing(
        "provisions",
        "pp94-28-berat",
        effect=Effect(track=Track.DISIPLIN, tier=Tier.BERAT, than_subordinate="same"),
    ),
    "criminal_track": _dropping("provisions", "pidana-188-pejabat-asn"),
    "lawful_types": _changing("ladders", "pp94-ringan", track=Track.ETIK, tier=Tier.MORAL),
    "competence": _changing("authority", "kabupaten-berat", official=Official.PENGAWAS),
    "statutory_clock": _changing("deadlines", "panggil_1", n=70),
    "appeal": takes_keberatan_too_late,
    "presumptions_kept": asks_for_more_evidence,
    "rows_kept": _changing("instruments", "pp-94-2021", rank=1),
    "vocabulary_kept": _changing("fields", "public", default=False),
    "terms_kept": opens_a_tier,
    "order_independent": keeps_the_first_rule_alone,
    "national_corpus_holds": weighs_every_like,
    "receipt_names_the_pack": keeps_the_nation_s_name,
}
"""The overlay that breaks each property which no pack can break."""
