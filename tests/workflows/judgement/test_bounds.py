"""The bounds proof: national law proves itself, every loosening is found, every check is needed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from msgspec.structs import replace

from netralitas.facts import (
    Case,
    Category,
    Confidence,
    Days,
    Outcome,
    RuleFailure,
    Tier,
    Track,
    Verdict,
)
from netralitas.judgement import bounds as bounds_module
from netralitas.judgement import compile_policy, judge
from netralitas.judgement import proof as proof_module
from netralitas.judgement import sections as sections_module
from netralitas.judgement.bounds import (
    COMPARISONS,
    Comparison,
    data_bounds,
    prove_bounds,
    vocabulary_bounds,
)
from netralitas.judgement.bounds_words import kind_text, proven_text
from netralitas.judgement.criminal_bounds import criminal_bounds
from netralitas.judgement.outcome_bounds import outcome_bounds
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import Certificate, CounterExample
from netralitas.judgement.refinement import Answer, DayPair, day_pair, day_pairs
from netralitas.judgement.sections import SECTIONS
from netralitas.judgement.type_bounds import type_bounds
from netralitas.policy import Effect, LadderType, Policy, check_case
from netralitas.rules import Law

from .test_bounds_tampering import (
    BERAT,
    CONTRACT,
    CRIMINAL,
    LIKE,
    LOOSENINGS,
    UNSEEN,
    Tampering,
    added,
    changed,
    lengthened,
    national,
    row,
    small,
    with_a_ladder,
    with_rows,
)

OTHER_CRIMINAL = added(CRIMINAL, subjects=(Category.BPD,))


def certificate(proof: object) -> Certificate:
    assert isinstance(proof, Certificate), proof
    return proof


def counter_example(proof: object) -> CounterExample:
    assert isinstance(proof, CounterExample), proof
    return proof


def verdicts(case: Case, tampered: Policy) -> tuple[Verdict, Verdict]:
    """Return what both laws say of a case, judged as any other."""
    [charge] = case.charges
    assert charge.at is not None
    as_of = charge.at.last
    return (
        judge(case, compile_policy(national()), as_of=as_of),
        judge(case, compile_policy(tampered), as_of=as_of),
    )


def essence(verdict: Verdict, kind: str) -> object:
    """Return the part of a verdict that a kind of counter-example is about."""
    if kind == "criminal":
        rows = {provision.id for provision in verdict.criminal.provisions}
        return (verdict.criminal.opens, rows)
    tracks = {
        track: (one.outcome, one.tier)
        if kind == "outcome"
        else [name.id for name in one.sanctions.lawful]
        for track, one in verdict.tracks.items()
    }
    return (verdict.outcome, tracks)


def test_national_law_stays_within_its_own_bounds() -> None:
    proof = certificate(prove_bounds(national(), national(), [CONTRACT]))
    assert proof.permitted == {"contract_rules": 0}
    assert proof.national == proof.regional == national().digest
    assert proof.acts == len(national().acts)
    assert set(proof.sections) == set(Policy.__struct_fields__) - {"digest"}
    assert set(proof.proven) == {"outcomes", "criminal", "types"} | set(proof.sections)
    assert proof.types_compared and proof.criminal_compared


def test_every_feasible_combination_is_counted() -> None:
    """The count is the one that the tables of the policy alone give."""
    proof = certificate(prove_bounds(national(), national(), ()))
    law = Law(national())
    moments = law.calendars.all_moments()
    cells = sum(law.matcher.whole_table(act).feasible.bit_count() for act in law.base.main)
    assert proof.moments == len(moments)
    assert proof.combinations == cells * len(moments)


@cache
def broken_by(name: str) -> CounterExample:
    """Return the counter-example that a loosening of national law gives."""
    return counter_example(
        prove_bounds(national(), LOOSENINGS[name].tamper(national()), [CONTRACT])
    )


@pytest.mark.parametrize("name", LOOSENINGS)
def test_every_loosening_is_found(name: str) -> None:
    proof, kind = broken_by(name), LOOSENINGS[name].kind
    assert proof.kind == kind
    assert proof.rows
    for words in (proof.text, proof.national.text, proof.regional.text):
        assert words is not None
    assert proof.text.id != proof.text.en


SHOWN = ("outcome", "measure", "criminal", "types")
"""The kinds of counter-example that a case shows."""


@pytest.mark.parametrize("name", [name for name, one in LOOSENINGS.items() if one.kind in SHOWN])
def test_a_counter_example_is_a_case_that_both_laws_judge_otherwise(name: str) -> None:
    tamper, kind = LOOSENINGS[name]
    proof = broken_by(name)
    assert proof.case is not None
    check_case(proof.case, tamper(national()))
    ours, theirs = verdicts(proof.case, tamper(national()))
    assert essence(ours, kind) != essence(theirs, kind)
    if kind == "outcome":
        assert ours.outcome is proof.national.outcome is not Outcome.UNDETERMINED
        assert theirs.outcome is proof.regional.outcome is not Outcome.UNDETERMINED
        assert set(proof.regional.tracks) == set(theirs.tracks)


def test_a_row_that_ends_a_day_earlier_is_shown_on_that_day() -> None:
    last = date(2022, 9, 21)
    assert row(national(), "skb-2020-tidak-dilihat").until == date(2022, 9, 22)
    tampered = changed("skb-2020-tidak-dilihat", until=last)(national())
    proof = counter_example(prove_bounds(national(), tampered, ()))
    assert proof.case is not None
    assert proof.case.charges[0].at == Days.of(last)


# What a region may add.


def contract_rule(policy: Policy) -> Policy:
    """Add a rule for people bound by contract on days before the national circular."""
    rule = replace(
        row(policy, LIKE),
        id="daerah-kontrak",
        acts=("react_online",),
        subjects=(Category.NON_ASN,),
        effect=Effect(track=Track.KONTRAK),
        phases=None,
        since=date(2020, 1, 1),
        until=date(2022, 1, 1),
    )
    return with_rows(policy, rule)


def test_a_rule_for_people_bound_by_contract_is_permitted_and_counted() -> None:
    regional = contract_rule(national())
    proof = certificate(prove_bounds(national(), regional, [CONTRACT]))
    law = Law(regional)
    days = [moment for moment, _, _ in law.calendars.all_moments()]
    table = law.matcher.whole_table("react_online")
    contract = sum(
        (block.cells & table.axis_mask("category", "non_asn")).bit_count()
        for moment in days
        for block in table.blocks(moment)
        if any(regional.provisions[law.rules[p].row].id == "daerah-kontrak" for p in block.matched)
    )
    assert proof.permitted == {"contract_rules": contract} and contract


@pytest.mark.parametrize(
    "permit",
    [
        replace(CONTRACT, categories=(Category.PPPK,)),
        replace(CONTRACT, tracks=(Track.DISIPLIN,)),
        replace(CONTRACT, categories=()),
    ],
    ids=["of other people", "of another track", "of nobody"],
)
def test_it_is_not_permitted_by_a_permit(permit: Permit) -> None:
    proof = counter_example(prove_bounds(small(), contract_rule(small()), [permit]))
    assert proof.kind == "outcome"
    assert proof.case is not None and proof.case.subject.category is Category.NON_ASN


def test_a_rule_that_also_binds_others_is_found_in_one_of_them() -> None:
    regional = changed("daerah-kontrak", subjects=(Category.NON_ASN, Category.PPPK))(
        contract_rule(small())
    )
    proof = counter_example(prove_bounds(small(), regional, [CONTRACT]))
    assert proof.case is not None and proof.case.subject.category is Category.PPPK


def test_a_rule_for_everybody_is_found_although_some_may_be_bound() -> None:
    """An act without an axis of categories confines a difference to nobody."""
    policy = replace(small(), provisions=())
    rule = replace(row(contract_rule(small()), "daerah-kontrak"), subjects=None)
    proof = counter_example(prove_bounds(policy, with_rows(policy, rule), [CONTRACT]))
    assert proof.kind == "outcome"
    assert proof.case is not None and proof.case.subject.category is None


def contract_types(*sanctions: str) -> Tampering:
    """Return what puts a ladder of these types in the place of the nation's contract ladder."""

    def tamper(policy: Policy) -> Policy:
        nation = next(one for one in policy.ladders if one.track is Track.KONTRAK)
        types = tuple(LadderType(sanction=name) for name in sanctions)
        own = replace(nation, id="daerah-kontrak", types=types)
        return replace(policy, ladders=(*(one for one in policy.ladders if one is not nation), own))

    return tamper


def with_a_contract_sanction(policy: Policy) -> Policy:
    sanction = next(one for one in policy.sanctions if one.track is Track.KONTRAK)
    more = replace(sanction, id="daerah_surat_peringatan")
    return replace(policy, sanctions=(*policy.sanctions, more))


def more_of(section: str) -> Tampering:
    """Return what adds a row under another name to a section."""
    return lambda policy: replace(
        policy,
        **{
            section: (
                *getattr(policy, section),
                replace(getattr(policy, section)[0], id=f"daerah-{section}"),
            )
        },
    )


@pytest.mark.parametrize(
    "tamper",
    [
        contract_types("ppnpn_phk"),
        with_a_contract_sanction,
        more_of("instruments"),
        more_of("lacking"),
        more_of("weights"),
        more_of("offices"),
    ],
    ids=["contract types", "a contract sanction", "instruments", "notes", "weights", "offices"],
)
def test_what_a_region_may_add_beside_the_rows_is_permitted(tamper: Tampering) -> None:
    certificate(prove_bounds(small(), tamper(small()), [CONTRACT]))


@pytest.mark.parametrize(
    "tamper, kind",
    [(contract_types("ppnpn_phk"), "types"), (with_a_contract_sanction, "sanctions")],
    ids=["types", "sanctions"],
)
def test_it_is_not_permitted_where_nothing_is(tamper: Tampering, kind: str) -> None:
    assert counter_example(prove_bounds(small(), tamper(small()), ())).kind == kind


def test_a_contract_ladder_has_no_types_of_another_track() -> None:
    """A ladder also says which type outweighs which, for all who are punished by it."""
    tampered = contract_types("ppnpn_teguran", "berat_a")(small())
    found = counter_example(prove_bounds(small(), tampered, [CONTRACT]))
    assert (found.kind, found.rows) == ("ladders", ("daerah-kontrak",))
    assert "berat_a" in found.text.id


def test_a_ladder_that_no_case_reaches_is_found_all_the_same() -> None:
    berat = next(one for one in small().ladders if one.tier is Tier.BERAT)
    own = replace(berat, id="daerah-tni", categories=(Category.TNI_POLRI,))
    tampered = replace(small(), ladders=(*small().ladders, own))
    found = counter_example(prove_bounds(small(), tampered, [CONTRACT]))
    assert (found.kind, found.case, found.rows) == ("types", None, ("daerah-tni",))


def test_a_criminal_row_that_no_case_reaches_is_found_all_the_same() -> None:
    never = added(CRIMINAL, phases={"pasca_pemungutan": Confidence.A}, when=NEVER)(small())
    found = counter_example(prove_bounds(small(), never, [CONTRACT]))
    assert (found.kind, found.case, found.rows) == ("criminal", None, (f"daerah-{CRIMINAL}",))


NEVER = {"replacement_window": True}
"""No day after the vote lies before the determination."""


def test_a_combination_that_only_the_region_rules_out_is_a_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The outcomes alone would find it, were the section not compared."""
    tamper, _ = LOOSENINGS["a combination is called impossible"]
    monkeypatch.setattr(sections_module, "SECTIONS", {**SECTIONS, "impossible": "names"})
    found = counter_example(prove_bounds(small(), tamper(small()), ()))
    assert (found.kind, found.case) == ("outcome", None)
    assert found.regional.outcome is None and "mustahil" in found.text.id


# Every comparison carries weight: without it something that only it sees passes.

ALONE: dict[Comparison, Tampering] = {
    vocabulary_bounds: UNSEEN["acts"],
    outcome_bounds: added(LIKE, effect=BERAT, phases=None),
    criminal_bounds: OTHER_CRIMINAL,
    type_bounds: with_a_ladder,
    data_bounds: lengthened,
}


def test_every_comparison_has_its_control() -> None:
    assert tuple(ALONE) == COMPARISONS


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.__name__)
def test_without_a_comparison_a_loosening_passes(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered = ALONE[comparison](small())
    counter_example(prove_bounds(small(), tampered, [CONTRACT]))
    rest = tuple(one for one in COMPARISONS if one is not comparison)
    monkeypatch.setattr(bounds_module, "COMPARISONS", rest)
    certificate(prove_bounds(small(), tampered, [CONTRACT]))


def test_every_section_of_a_policy_is_classified() -> None:
    assert set(SECTIONS) == set(Policy.__struct_fields__)
    assert set(UNSEEN) == {name for name, how in SECTIONS.items() if how != "names"}


@pytest.mark.parametrize("section", UNSEEN)
def test_without_a_section_a_loosening_passes(
    section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered = UNSEEN[section](small())
    found = counter_example(prove_bounds(small(), tampered, [CONTRACT]))
    assert found.kind == section
    monkeypatch.setattr(sections_module, "SECTIONS", {**SECTIONS, section: "names"})
    certificate(prove_bounds(small(), tampered, [CONTRACT]))


def test_a_section_that_nobody_classified_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: how for name, how in SECTIONS.items() if name != "panels"}
    monkeypatch.setattr(sections_module, "SECTIONS", known)
    with pytest.raises(RuleFailure, match="panels"):
        prove_bounds(small(), small(), ())


def test_without_the_measure_a_loosening_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    tampered = LOOSENINGS["a measure of a superior's type is changed"].tamper(small())
    counter_example(prove_bounds(small(), tampered, ()))
    monkeypatch.setattr(Answer, "same", lambda one, other: one.result == other.result)
    certificate(prove_bounds(small(), tampered, ()))


def test_without_the_days_of_both_a_loosening_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of one day makes a day that only the regional calendar knows."""
    day = date(2024, 5, 1)
    tampered = added(LIKE, phases=None, since=day, until=day + timedelta(days=1))(small())
    found = counter_example(prove_bounds(small(), tampered, ()))
    assert found.case is not None and found.case.charges[0].at == Days.of(day)
    known = day_pairs(Law(small()), Law(small()))

    def national_days(ours: Law, theirs: Law) -> tuple[DayPair, ...]:
        return tuple(day_pair(ours, theirs, *one[2:]) for one in known)

    monkeypatch.setattr(proof_module, "day_pairs", national_days)
    certificate(prove_bounds(small(), tampered, ()))


# Words.


def test_everything_proven_is_said_in_both_languages() -> None:
    for key in certificate(prove_bounds(small(), small(), ())).proven:
        sentence = proven_text(key)
        assert sentence.id and sentence.en and sentence.id != sentence.en


@pytest.mark.parametrize("kind", ["outcome", "measure", "criminal", "types", *UNSEEN])
def test_every_kind_of_counter_example_is_said_in_both_languages(kind: str) -> None:
    sentence = kind_text(kind)
    assert sentence.id and sentence.en and sentence.id != sentence.en
