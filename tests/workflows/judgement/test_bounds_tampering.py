"""National law tampered with in memory: every way in which a region might loosen it, and no pack.

The other tests of the bounds proof take their policies from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from netralitas.facts import Category, Confidence, Level, Official, Text, Tier, Track
from netralitas.judgement.permits import Permit
from netralitas.policy import (
    Effect,
    Field,
    Impossible,
    LadderType,
    Marks,
    Office,
    Policy,
    Provision,
    check_rows,
)
from netralitas.rules import Law
from tests.laws import national_policy

Tampering = Callable[[Policy], Policy]

LIKE = "disiplin-posting-like-follow"
MORAL_LIKE = "etik-posting-like-follow"
SUPERIOR = "pp94-28-berat"
CRIMINAL = "pidana-188-mk-136"
CONTRACT = Permit(id="contract_rules", tracks=(Track.KONTRAK,), categories=(Category.NON_ASN,))

FEW_ACTS = ("react_online", "accompany_spouse", "party_member", "favour_decision", "fail_to_act")
"""Acts on which a tampering with a section is proven quickly; they know every kind of row."""


@cache
def national() -> Policy:
    """Return the national law."""
    return national_policy()


@cache
def small(acts: tuple[str, ...] = FEW_ACTS) -> Policy:
    """Return the national law on a few acts alone."""
    policy = national()
    return replace(
        policy,
        acts=tuple(act for act in policy.acts if act.id in acts),
        provisions=tuple(
            replace(row, acts=tuple(act for act in row.acts if act in acts))
            for row in policy.provisions
            if set(row.acts) & set(acts)
        ),
    )


def row(policy: Policy, name: str) -> Provision:
    """Return the first row of that name."""
    return next(one for one in policy.provisions if one.id == name)


def changed(name: str, **values: Any) -> Tampering:
    """Return what changes a row."""
    return lambda policy: replace(
        policy,
        provisions=tuple(
            replace(one, **values) if one.id == name else one for one in policy.provisions
        ),
    )


def added(name: str, **values: Any) -> Tampering:
    """Return what adds a row made after another."""
    return lambda policy: with_rows(
        policy, replace(row(policy, name), id=f"daerah-{name}", **values)
    )


def with_rows(policy: Policy, *rows: Provision) -> Policy:
    """Return the policy with rows added behind its own."""
    return replace(policy, provisions=(*policy.provisions, *rows))


def with_fields(policy: Policy, *names: str) -> Policy:
    """Return the policy with more facts that a charge may state."""
    more = (
        Field(name=name, kind="bool", scope="charge", text=Text(id=name, en=name)) for name in names
    )
    return replace(policy, fields=(*policy.fields, *more))


def with_office(policy: Policy, name: str) -> Policy:
    """Return the policy with one more office."""
    return replace(policy, offices=(*policy.offices, Office(id=name, text=Text(id=name, en=name))))


def first(section: str, **values: Any) -> Tampering:
    """Return what changes the first row of a section."""
    return at(section, lambda one: True, **values)


def at(section: str, chosen: Callable[[Any], bool], **values: Any) -> Tampering:
    """Return what changes the first row of a section that is chosen."""

    def tamper(policy: Policy) -> Policy:
        rows = list(getattr(policy, section))
        place = next(place for place, one in enumerate(rows) if chosen(one))
        rows[place] = replace(rows[place], **values)
        return replace(policy, **{section: tuple(rows)})

    return tamper


def less(section: str) -> Tampering:
    """Return what drops the last row of a section."""
    return lambda policy: replace(policy, **{section: getattr(policy, section)[:-1]})


def milestone(election: str, name: str, days: int) -> Tampering:
    """Return what moves a milestone of an election by some days."""

    def tamper(policy: Policy) -> Policy:
        [found] = [one for one in policy.elections if one.id == election]
        moved = tuple(
            replace(one, first=one.first + timedelta(days=days)) if one.id == name else one
            for one in found.milestones
        )
        return at("elections", lambda one: one.id == election, milestones=moved)(policy)

    return tamper


def without_a_way(policy: Policy) -> Policy:
    """Take the higher remedy away from the main path."""
    main = next(path for path in policy.paths if path.id == "main")
    kept = tuple(step for step in main.steps if step.target != "banding_administratif")
    assert len(kept) < len(main.steps)
    return at("paths", lambda one: one.id == "main", steps=kept)(policy)


def with_a_ladder(policy: Policy) -> Policy:
    """Add one more ladder to the tier berat."""
    berat = next(ladder for ladder in policy.ladders if ladder.tier is Tier.BERAT)
    return replace(policy, ladders=(*policy.ladders, replace(berat, id="daerah-berat")))


def with_a_lighter_type(policy: Policy) -> Policy:
    """Put a type of the tier ringan on the ladder of the tier berat."""
    berat = next(ladder for ladder in policy.ladders if ladder.tier is Tier.BERAT)
    ringan = next(ladder for ladder in policy.ladders if ladder.tier is Tier.RINGAN)
    types = (LadderType(sanction=ringan.types[0].sanction), *berat.types)
    return at("ladders", lambda one: one is berat, types=types)(policy)


def with_a_day_off(policy: Policy) -> Policy:
    """Add a day off to the year 2024."""
    year = next(one for one in policy.holidays if one.year == 2024)
    national = {**year.national, date(2024, 10, 1): "Hari jadi daerah"}
    return at("holidays", lambda one: one.year == 2024, national=national)(policy)


def lengthened(policy: Policy) -> Policy:
    """Give a statutory clock more days."""
    known = next(one for one in policy.deadlines if one.n is not None)
    return at("deadlines", lambda one: one is known, n=(known.n or 0) + 7)(policy)


class Loosening(NamedTuple):
    """A tampering, and the kind of counter-example that must find it."""

    tamper: Tampering
    kind: str


RINGAN = Effect(track=Track.DISIPLIN, tier=Tier.RINGAN)
BERAT = Effect(track=Track.DISIPLIN, tier=Tier.BERAT)

LOOSENINGS: Mapping[str, Loosening] = {
    "a tier is lowered": Loosening(changed(LIKE, effect=RINGAN), "outcome"),
    "a tier is raised": Loosening(changed("pp94-5n-2", effect=BERAT), "outcome"),
    "a row is removed": Loosening(
        lambda policy: replace(
            policy, provisions=tuple(one for one in policy.provisions if one.id != LIKE)
        ),
        "outcome",
    ),
    "a row is made an exception of another": Loosening(
        added(LIKE, effect=RINGAN, overrides=(LIKE,)), "outcome"
    ),
    "an exception that no day shows": Loosening(
        changed(MORAL_LIKE, overrides=(LIKE,)), "provisions"
    ),
    "a row that says none": Loosening(added(LIKE, effect=Effect(none=True)), "outcome"),
    "a condition on a new fact": Loosening(
        lambda policy: with_fields(changed(LIKE, when={"bercanda": False})(policy), "bercanda"),
        "outcome",
    ),
    "a condition on a new office": Loosening(
        lambda policy: with_office(
            changed(LIKE, when={"office": {"not": "tukang"}})(policy), "tukang"
        ),
        "outcome",
    ),
    "a row ends one day earlier": Loosening(changed(LIKE, until=date(2024, 11, 27)), "outcome"),
    "a row begins one day later": Loosening(changed(LIKE, since=date(2022, 9, 23)), "outcome"),
    "a candidate's determination is moved by a day": Loosening(
        milestone("pilkada_2024", "penetapan", 1), "outcome"
    ),
    "a question instead of a tier": Loosening(
        changed(LIKE, effect=Effect(question=Text(id="?", en="?"))), "outcome"
    ),
    "a row reached by an unverified reading": Loosening(
        changed(LIKE, marks=Marks(content=Confidence.D)), "outcome"
    ),
    "a measure of a superior's type is changed": Loosening(
        added(
            SUPERIOR,
            effect=Effect(track=Track.DISIPLIN, tier=Tier.BERAT, than_subordinate="same"),
        ),
        "measure",
    ),
    "a criminal row is dropped": Loosening(
        lambda policy: replace(
            policy, provisions=tuple(one for one in policy.provisions if one.id != CRIMINAL)
        ),
        "criminal",
    ),
    "a criminal row is narrowed": Loosening(
        changed(CRIMINAL, subjects=(Category.PEJABAT_NEGARA,)), "criminal"
    ),
    "a criminal row is weakened": Loosening(
        changed(CRIMINAL, effect=Effect(opens="assess")), "criminal"
    ),
    "a criminal row is added": Loosening(added(CRIMINAL, subjects=(Category.BPD,)), "criminal"),
    "a lighter type is put on a ladder": Loosening(with_a_lighter_type, "types"),
    "a ladder is added": Loosening(with_a_ladder, "types"),
    "a clock is lengthened": Loosening(lengthened, "deadlines"),
    "a competence is moved": Loosening(first("authority", official=Official.CAMAT), "authority"),
    "a remedy is taken away": Loosening(without_a_way, "paths"),
    "a day off is added": Loosening(with_a_day_off, "holidays"),
    "a ban is moved": Loosening(milestone("pilkada_2024", "mutasi_ban", 1), "elections"),
    "a combination is called impossible": Loosening(
        lambda policy: replace(
            policy,
            impossible=(
                *policy.impossible,
                Impossible(when={"active": False, "by_subject": False}, text=Text(id="-", en="-")),
            ),
        ),
        "impossible",
    ),
    "a row asks for a fact that no case can state": Loosening(
        added(LIKE, when={"subordinate_rank": "berat"}, effect=BERAT), "fields"
    ),
    "a national row's name is taken": Loosening(
        lambda policy: with_rows(
            policy,
            replace(
                row(policy, LIKE),
                subjects=(Category.BPD,),
                since=date(2036, 1, 1),
                until=date(2036, 1, 2),
            ),
        ),
        "provisions",
    ),
    "a sanction on a closed track": Loosening(
        lambda policy: replace(
            policy, sanctions=(*policy.sanctions, replace(policy.sanctions[0], id="daerah-x"))
        ),
        "sanctions",
    ),
}
"""Every way to loosen national law that a malicious pack might try, as if it could."""

UNSEEN: Mapping[str, Tampering] = {
    "calendar_digest": lambda policy: replace(policy, calendar_digest="sha256:other"),
    "instruments": first("instruments", short="Lain"),
    "provisions": changed(LIKE, text=Text(id="lain", en="other")),
    "sanctions": first("sanctions", name=Text(id="lain", en="other")),
    "ladders": lambda policy: replace(policy, ladders=(policy.ladders[-1], *policy.ladders[:-1])),
    "weights": less("weights"),
    "combinations": less("combinations"),
    "deadlines": lengthened,
    "elections": milestone("pilkada_2024", "mutasi_ban", 1),
    "holidays": with_a_day_off,
    "chains": less("chains"),
    "authority": first("authority", official=Official.CAMAT),
    "panels": less("panels"),
    "bodies": less("bodies"),
    "measures": less("measures"),
    "paths": without_a_way,
    "fields": first("fields", text=Text(id="lain", en="other")),
    "acts": first("acts", text=Text(id="lain", en="other")),
    "offices": first("offices", heads_unit=False),
    "impossible": first("impossible", text=Text(id="lain", en="other")),
    "presumes": lambda policy: replace(
        policy, presumes=dict(reversed(list(policy.presumes.items())))
    ),
    "heads_unit": lambda policy: replace(
        policy, heads_unit={**policy.heads_unit, Level.ADMINISTRATOR: False}
    ),
    "verified_items": lambda policy: replace(policy, verified_items=2),
    "lacking": less("lacking"),
    "open_terms": less("open_terms"),
    "closed_terms": less("closed_terms"),
}
"""For each section a tampering that no other comparison sees."""


@pytest.mark.parametrize("name", LOOSENINGS)
def test_a_tampered_law_is_one_that_could_be_judged_by(name: str) -> None:
    """The tamperings are no broken policies: the proof alone stands in their way."""
    tampered = LOOSENINGS[name].tamper(national())
    assert tampered != national()
    assert Law(tampered).rules


def test_nothing_but_the_tampering_is_wrong_with_a_tampered_row() -> None:
    for name in ("a tier is lowered", "a row that says none", "a condition on a new fact"):
        assert check_rows(LOOSENINGS[name].tamper(national())) == ()
