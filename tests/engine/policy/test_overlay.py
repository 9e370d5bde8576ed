"""A pack laid over the nation's law adds to it, in its own days, and changes no row of it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from netralitas.facts import Category, PolicyError, Track
from netralitas.policy import (
    Policy,
    overlay,
    pack_from_json,
    pack_to_json,
    read_pack,
    widened,
)

from .packs import FILLS, MANIFEST, content, nation, pack

ADDED = {"instruments", "fields", "offices"}
LAID = {*ADDED, "provisions", "sanctions", "ladders", "weights", "lacking"}


def changed(before: Policy, after: Policy) -> set[str]:
    """Return the sections in which two policies differ, their digests apart."""
    return {
        name
        for name in Policy.__struct_fields__
        if name != "digest" and getattr(before, name) != getattr(after, name)
    }


def test_a_pack_touches_the_sections_it_may_and_no_other() -> None:
    assert changed(nation(), overlay(nation(), pack())) == LAID
    assert changed(nation(), widened(nation(), pack())) == ADDED


def test_every_row_of_the_nation_stays_as_it_is() -> None:
    laid = overlay(nation(), pack())
    for name in LAID - {"ladders"}:
        rows = getattr(nation(), name)
        assert getattr(laid, name)[: len(rows)] == rows, name


def test_a_contract_rule_binds_only_people_under_contract() -> None:
    (rule,) = (row for row in overlay(nation(), pack()).provisions if row.id == "contoh-aturan")
    assert rule.subjects == (Category.NON_ASN,)
    assert (rule.effect.track, rule.effect.tier) == (Track.KONTRAK, None)
    assert (rule.since, rule.until) == (date(2024, 1, 1), date(2025, 1, 1))


def test_a_duty_becomes_a_question_and_a_fact_that_names_it() -> None:
    laid = overlay(nation(), pack())
    (duty,) = (row for row in laid.provisions if row.id == "contoh-awas")
    assert duty.effect.question is not None and duty.effect.track is None
    assert duty.when == {"omission": "regional_duty", "regional_duty": "contoh-awas"}
    assert duty.since == date(2024, 2, 1)
    (field,) = (one for one in laid.fields if one.name == "regional_duty")
    assert field.values == ("contoh-awas",)


def test_a_contract_ladder_stands_in_the_place_of_the_nations_on_its_days_alone() -> None:
    ladders = [row for row in overlay(nation(), pack()).ladders if row.track is Track.KONTRAK]
    days = [(row.id, row.since, row.until) for row in ladders]
    (own,) = (row for row in nation().ladders if row.track is Track.KONTRAK)
    assert days == [
        ("kontrak", own.since, date(2024, 3, 1)),
        ("kontrak", date(2025, 1, 1), own.until),
        ("contoh-tangga", date(2024, 3, 1), date(2025, 1, 1)),
    ]


def test_what_is_not_known_of_a_region_is_said_within_its_days() -> None:
    (gap,) = (row for row in overlay(nation(), pack()).lacking if row.id == "contoh-belum")
    assert gap.marks.content == "D"
    assert (gap.since, gap.until) == (date(2024, 1, 1), date(2025, 1, 1))


def test_the_digest_stands_for_the_policy_and_for_the_pack() -> None:
    other = read_pack(content(MANIFEST + FILLS + "# a word more\n"), nation())
    altered = msgspec.structs.replace(nation(), digest="sha256:0")
    digests = {overlay(p, q).digest for p in (nation(), altered) for q in (pack(), other)}
    assert len(digests) == 4
    assert overlay(nation(), pack()) == overlay(nation(), pack())


def test_a_pack_survives_its_cache() -> None:
    assert pack_from_json(pack_to_json(pack())) == pack()
    with pytest.raises(PolicyError, match="a broken cache"):
        pack_from_json(b"{}")


def test_a_pack_fills_only_what_this_nation_opens(sample: Policy) -> None:
    assert read_pack(content(MANIFEST), sample).filled == ()
    with pytest.raises(PolicyError, match=r"contoh\.yaml:\d+: fills\.facts: .*does not open"):
        read_pack(content(), sample)


def test_a_pack_says_what_it_fills() -> None:
    assert pack().filled == (
        "facts",
        "offices",
        "contract_rules",
        "contract_ladders",
        "duties",
        "weights",
    )
