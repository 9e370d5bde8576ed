"""What stands out in a policy: found on the tables, and exactly what brute force finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from netralitas.facts import Case, Category, Outcome, Reason, Text, Tier, Track, Verdict
from netralitas.judgement import CompiledPolicy, compile_policy, judge
from netralitas.judgement.checking import check_policy
from netralitas.judgement.checking.policy_finding import Kind, PolicyFinding
from netralitas.judgement.checking.recorded import plain_case
from netralitas.judgement.checking.survey import survey
from netralitas.judgement.checking.unreachable import criminal_targets
from netralitas.judgement.checking.witness import Witnesses, always, without
from netralitas.policy import (
    Consequence,
    Effect,
    Lacking,
    Marks,
    Policy,
    Weight,
    read_cases,
)

from .brute_force import Brute
from .test_bounds_tampering import changed, national, row, small, with_rows

AS_OF = date(2024, 12, 31)
BERAT = Effect(track=Track.DISIPLIN, tier=Tier.BERAT)
SEDANG = Effect(track=Track.DISIPLIN, tier=Tier.SEDANG)
MORAL = Effect(track=Track.ETIK, tier=Tier.MORAL)
NONE = Effect(none=True)
QUESTION = Effect(
    question=Text(id="apa?", en="what?"),
    readings=(Consequence(track=Track.DISIPLIN, tier=Tier.BERAT), Consequence(none=True)),
)
ACTIVE = "disiplin-deklarasi-keberpihakan"
MEETS = "disiplin-bertemu-calon-berpihak"
CAMPAIGN_ROWS = (
    "pp94-5n-1",
    "pp94-5n-2",
    "pp94-5n-3",
    "percobaan-yang-berhenti",
    "forum-tni-polri",
    "skb-2020-tidak-dilihat",
    "etik-ikut-kegiatan-kampanye",
)


def one_election(policy: Policy) -> Policy:
    """Return a policy with the calendar of one election."""
    return replace(
        policy, elections=tuple(one for one in policy.elections if one.id == "pilkada_2024")
    )


@cache
def few() -> Policy:
    """Return the national law on meetings and declarations, in one election."""
    return one_election(small(("attend_declaration", "meet_candidate")))


@cache
def campaign() -> Policy:
    """Return some rows of the national law on joining a campaign, in one election."""
    policy = one_election(small(("join_campaign",)))
    rows = tuple(one for one in policy.provisions if one.id in CAMPAIGN_ROWS)
    return replace(policy, provisions=rows)


@cache
def superiors() -> Policy:
    """Return the national law on superiors who did not act, in one election."""
    return one_election(small(("fail_to_act",)))


Mutation = Callable[[Policy], Policy]


def dropped(*names: str) -> Mutation:
    """Return what drops rows."""

    def drop(policy: Policy) -> Policy:
        rows = tuple(one for one in policy.provisions if one.id not in names)
        assert len(rows) == len(policy.provisions) - len(names)
        return replace(policy, provisions=rows)

    return drop


def added(like: str, **values: object) -> Mutation:
    """Return what adds a row made after another."""

    def add(policy: Policy) -> Policy:
        return with_rows(policy, replace(row(policy, like), id="baru", **values))

    return add


class Mutated(NamedTuple):
    """A mutation of a small law, and the kind of finding it must bring, about which rows."""

    base: Callable[[], Policy]
    mutate: Mutation
    kind: Kind
    rows: tuple[str, ...] = ()


OTHER_CITE = {"cites": row(national(), "pp94-5n-2").cites}

MUTATIONS: Mapping[str, Mutated] = {
    "the only row after determination is dropped": Mutated(few, dropped(ACTIVE), "gap"),
    "the only row before determination is dropped": Mutated(
        few, dropped("etik-deklarasi-aktif"), "gap"
    ),
    "the row of an unseen instrument is dropped": Mutated(
        few, dropped("skb-2020-tidak-dilihat"), "gap"
    ),
    "all rows of one category are dropped": Mutated(few, dropped("bpd-tanpa-baris"), "gap"),
    "another forum is dropped": Mutated(campaign, dropped("forum-tni-polri"), "gap"),
    "a row forgets a category": Mutated(
        few, changed(ACTIVE, subjects=(Category.PNS, Category.CPNS)), "gap"
    ),
    "a row ends too early": Mutated(few, changed(ACTIVE, until=date(2024, 10, 20)), "gap"),
    "a form of the act is forgotten": Mutated(superiors, dropped("pp94-24-sedang"), "gap"),
    "a row asks for what cannot be": Mutated(
        few, added(MEETS, when={"all": [{"active": True}, {"active": False}]}), "unreachable"
    ),
    "a row asks for two reactions at once": Mutated(
        few,
        added(MEETS, when={"candidate_is": "self", "all": [{"candidate_is": "spouse"}]}),
        "unreachable",
    ),
    "a row is in force on no day of its phase": Mutated(
        few, added(MEETS, phases={"masa_kampanye": "B"}, until=date(2022, 10, 1)), "unreachable"
    ),
    "a row that denies beside one that decides": Mutated(
        few, added(MEETS, effect=NONE), "conflict", (MEETS, "baru")
    ),
    "a row that denies for some people": Mutated(
        few, added(MEETS, effect=NONE, subjects=(Category.CPNS,)), "conflict", (MEETS, "baru")
    ),
    "a row that denies on the campaign alone": Mutated(
        few, added(ACTIVE, effect=NONE, phases={"masa_kampanye": "B"}), "conflict", (ACTIVE, "baru")
    ),
    "a row twice with another tier": Mutated(
        few, added(MEETS, effect=SEDANG), "overlap", ("baru", MEETS)
    ),
    "a provision twice with another tier": Mutated(
        campaign,
        added("pp94-5n-3", effect=SEDANG, when={"mobilised_staff": True, "party_attribute": True}),
        "overlap",
        ("baru", "pp94-5n-3"),
    ),
    "a level that never counts": Mutated(
        few,
        added(MEETS, effect=SEDANG, when={"active": True, "official_occasion": True}),
        "overlap",
        ("baru", MEETS),
    ),
    "a lawful concurrence": Mutated(
        few,
        added(MEETS, effect=SEDANG, when={"official_occasion": True}),
        "concurrence",
        ("baru", MEETS),
    ),
    "a row twice": Mutated(few, added(MEETS), "subsumed", ("baru",)),
    "a narrower row of the same level": Mutated(
        few, added(MEETS, when={"active": True, "official_occasion": False}), "subsumed", ("baru",)
    ),
    "a row for fewer people": Mutated(
        few, added(ACTIVE, subjects=(Category.PNS,)), "subsumed", ("baru",)
    ),
    "a question asked twice": Mutated(
        few, added("bertemu-calon-acara-resmi"), "subsumed", ("baru",)
    ),
    "a row of another instrument that says it again": Mutated(
        few, added(MEETS, **OTHER_CITE), "repetition", ("baru",)
    ),
    "a heavier row spares those with attributes": Mutated(
        campaign,
        changed("pp94-5n-3", when={"mobilised_staff": True, "party_attribute": False}),
        "fall",
    ),
    "an exception lightens what attributes add": Mutated(
        campaign,
        added(
            "pp94-5n-2",
            effect=MORAL,
            when={"party_attribute": True},
            overrides=("pp94-5n-1", "pp94-5n-2", "pp94-5n-3"),
        ),
        "fall",
    ),
    "support is no violation where it is active": Mutated(
        few,
        lambda policy: with_rows(
            changed(MEETS, when={"official_occasion": True})(policy),
            replace(
                row(policy, MEETS),
                id="baru",
                when={"active": True},
                effect=MORAL,
                overrides=(MEETS,),
            ),
        ),
        "fall",
    ),
}


@cache
def compiled(name: str) -> CompiledPolicy:
    mutation = MUTATIONS[name]
    return compile_policy(mutation.mutate(mutation.base()))


@cache
def found(name: str) -> tuple[PolicyFinding, ...]:
    return check_policy(compiled(name))


def of_kind(findings: tuple[PolicyFinding, ...], kind: Kind) -> list[PolicyFinding]:
    return [one for one in findings if one.kind == kind]


def dead_pairs(policy: Policy, findings: tuple[PolicyFinding, ...]) -> set[tuple[str, str]]:
    """Return (row, act) of rows that cannot be met; the criminal rows apart."""
    return {
        (one.rows[0], act)
        for one in of_kind(findings, "unreachable")
        for act in ((one.act,) if one.act else row(policy, one.rows[0]).acts)
        if row(policy, one.rows[0]).effect.opens is None
    }


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found(name: str) -> None:
    mutation = MUTATIONS[name]
    before = check_policy(compile_policy(mutation.base()), [mutation.kind])
    more = [
        one
        for one in of_kind(found(name), mutation.kind)
        if (one.kind, one.rows, one.text) not in {(b.kind, b.rows, b.text) for b in before}
    ]
    assert more
    if mutation.rows:
        assert any(set(mutation.rows) <= set(one.rows) for one in more)


def by_kind(policy: CompiledPolicy, findings: tuple[PolicyFinding, ...]) -> dict[str, object]:
    """Return what was found, in the words of brute force."""
    gaps = {(one.act, person) for one in of_kind(findings, "gap") for person in one.people}
    overlaps = {one.rows for one in of_kind(findings, "overlap")}
    return {
        "gap": gaps,
        "unreachable": dead_pairs(policy.policy, findings),
        "conflict": {frozenset(one.rows) for one in of_kind(findings, "conflict")},
        "overlap": overlaps,
        "concurrence": {one.rows for one in of_kind(findings, "concurrence")} | overlaps,
        "fall": {(one.act, one.fact) for one in of_kind(findings, "fall") if not one.declared},
    }


def by_brute_force(policy: CompiledPolicy) -> dict[str, object]:
    brute = Brute(policy)
    return {
        "gap": brute.gaps(),
        "unreachable": brute.dead(),
        "conflict": brute.conflicts(),
        "overlap": brute.disputed(),
        "concurrence": brute.levels(),
        "fall": brute.falls(),
    }


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_findings_are_those_of_brute_force(name: str) -> None:
    assert by_kind(compiled(name), found(name)) == by_brute_force(compiled(name))


@cache
def before(base: Callable[[], Policy]) -> dict[str, object]:
    return by_brute_force(compile_policy(base()))


COMPARED = ("gap", "unreachable", "conflict", "overlap", "concurrence", "fall")


@pytest.mark.parametrize("name", [n for n, one in MUTATIONS.items() if one.kind in COMPARED])
def test_findings_of_another_law_would_be_noticed(name: str) -> None:
    """The control: brute force on the law before the mutation finds otherwise, kind by kind."""
    kind, base = MUTATIONS[name].kind, MUTATIONS[name].base
    assert by_kind(compiled(name), found(name))[kind] != before(base)[kind]


ADDED = [
    name
    for name, one in MUTATIONS.items()
    if one.base is few
    and one.kind in ("overlap", "concurrence", "subsumed", "repetition", "conflict")
]


@pytest.mark.parametrize("name", ADDED)
def test_a_row_that_changes_nothing_is_one_without_which_every_answer_is_the_same(
    name: str,
) -> None:
    policy, findings = compiled(name), found(name)
    idle = {one.rows[0] for one in findings if one.kind in ("subsumed", "repetition")}
    brute = Brute(policy)
    for name in ("baru", MEETS):
        less = Brute(compile_policy(dropped(name)(policy.policy)))
        assert (name in idle) is (brute.needless(less) and brute.outdone(name)), name


def test_every_silence_is_counted_once() -> None:
    """The control of the counts: gaps, silences and presumptions are all that no row speaks of."""
    policy = compile_policy(few())
    brute = Brute(policy)
    assert brute.silences()
    kinds: list[Kind] = ["gap", "silence", "presumption"]
    told = sum(one.combinations for one in check_policy(policy, kinds))
    table_cells = _silent_cells(policy)
    assert told == table_cells


def _silent_cells(policy: CompiledPolicy) -> int:
    """Return how many cells of the tables meet nothing, moment by moment."""
    law = policy.law
    total = 0
    for act in law.base.main:
        table = law.matcher.whole_table(act)
        for moment, _, _ in law.calendars.all_moments():
            total += sum(
                block.cells.bit_count() for block in table.blocks(moment) if not block.matched
            )
    return total


# Rows that open the criminal track read what the others come to.

ASSESS = Effect(opens="assess")


@pytest.mark.parametrize(
    "when, people, dead",
    [
        ({"meets_row": True}, Category.BPD, False),
        ({"meets_row": False}, Category.BPD, True),  # whatever a member of it does is asked
        ({"meets_row": False}, Category.PNS, False),
        ({"meets_row": True, "openly_active": True}, Category.PNS, False),
        ({"meets_row": True, "openly_active": False}, Category.PNS, False),
        ({"meets_row": True, "replacement_window": True}, Category.PNS, True),
        ({"replacement_window": False}, Category.PNS, False),
    ],
)
def test_a_criminal_row_is_met_only_where_the_other_rows_allow_it(
    when: dict[str, object], people: Category, dead: bool
) -> None:
    """After determination no day lies in the months before it."""
    phases = {"sesudah_penetapan": "B"}
    add = added(ACTIVE, effect=ASSESS, when=when, subjects=(people,), phases=phases)
    policy = compile_policy(add(few()))
    law = policy.law
    [place] = [
        place
        for place in law.base.criminal["attend_declaration"]
        if law.policy.provisions[law.rules[place].row].id == "baru"
    ]
    target = criminal_targets(law, survey(law)).get(place)
    assert (target is None) is dead
    assert dead is (("baru",) in [one.rows for one in check_policy(policy, ["unreachable"])])
    if target is not None:
        assert Witnesses(law).smallest("pidana", [target], lambda one: _opens(one, policy))


def _opens(case: Case, policy: CompiledPolicy) -> bool:
    verdict = judge(case, policy, as_of=AS_OF)
    return "baru" in [one.id for one in verdict.criminal.provisions]


# The cases.


def argued(because: Reason) -> Iterator[tuple[str, str]]:
    yield because.says, str(because.about.get("row", ""))
    for reason in because.because:
        yield from argued(reason)


def judged(case: Case, policy: CompiledPolicy) -> Verdict:
    """Return the verdict on a case that was written to a file and read again."""
    content = json.dumps(plain_case(case)).encode()
    (read,) = read_cases(content, "kasus.json", policy.policy)
    assert read == case
    return judge(case, policy, as_of=AS_OF)


def weight(verdict: Verdict) -> int:
    return (verdict.outcome is Outcome.VIOLATION) + (verdict.tier.weight if verdict.tier else 0)


def shows(one: PolicyFinding, policy: CompiledPolicy) -> bool:
    """Whether the case of a finding, judged, has the property that is claimed of it."""
    assert one.case is not None
    verdict = judged(one.case, policy)
    steps = dict.fromkeys(argued(verdict.charges[0].because))
    says = {says for says, _ in steps}
    rows = {row for _, row in steps}
    if one.kind in ("gap", "silence", "presumption"):
        return verdict.outcome is Outcome.NO_VIOLATION and "match.none" in says
    if one.kind == "conflict":
        return verdict.outcome is Outcome.NEEDS_HUMAN and "settle.conflict" in says
    if one.kind in ("overlap", "concurrence", "subsumed", "repetition", "open_question"):
        return set(one.rows) <= rows
    if one.kind == "fall":
        assert one.beside is not None
        before = judged(one.beside, policy)
        if one.declared:
            rows_before = {row for _, row in argued(before.charges[0].because)}
            return (before.outcome, rows_before) != (verdict.outcome, rows)
        return weight(before) > weight(verdict)
    return False


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_case_has_the_property_it_is_said_to_show(name: str) -> None:
    policy = compiled(name)
    shown = [one for one in found(name) if one.kind != "unreachable"]
    assert all(one.case is not None for one in shown)
    assert not [(one.kind, one.rows, one.case) for one in shown if not shows(one, policy)]


def test_a_case_without_the_property_would_be_noticed() -> None:
    """The control: the case of one finding does not show another."""
    name = "a row that denies beside one that decides"
    [conflict] = of_kind(found(name), "conflict")
    silence = of_kind(found(name), "silence")[0]
    assert not shows(replace(conflict, case=silence.case), compiled(name))
    assert not shows(replace(silence, case=conflict.case), compiled(name))
    fallen = of_kind(found("a heavier row spares those with attributes"), "fall")[0]
    turned = replace(fallen, case=fallen.beside, beside=fallen.case)
    assert not shows(turned, compiled("a heavier row spares those with attributes"))


@pytest.mark.parametrize("name", [n for n, one in MUTATIONS.items() if one.kind == "gap"])
def test_no_fact_of_a_gap_can_go(name: str) -> None:
    law = compiled(name).law
    for one in of_kind(found(name), "gap"):
        assert one.case is not None
        stated = [*one.case.charges[0].facts, *one.case.subject.__struct_fields__]
        for fact in stated:
            less = without(one.case, fact)
            assert less == one.case or not always(law, less, lambda met: not met.matched)


# What is declared.


def test_a_lack_that_the_policy_lists_is_no_gap() -> None:
    policy = dropped(ACTIVE)(few())
    gaps = [one for one in check_policy(compile_policy(policy), ["gap"]) if not one.declared]
    lack = Lacking(
        id="deklarasi",
        text=Text(id="belum ada", en="not there"),
        marks=Marks(content=row(policy, MEETS).marks.content),
        acts=("attend_declaration",),
    )
    for admitted, left in (
        (lack, 0),
        (replace(lack, acts=("meet_candidate",)), len(gaps)),
        (replace(lack, tracks=(Track.DISIPLIN,)), len(gaps)),
        (replace(lack, until=date(2020, 1, 1)), len(gaps)),
    ):
        told = check_policy(
            compile_policy(replace(policy, lacking=(*policy.lacking, admitted))), ["gap"]
        )
        assert len([one for one in told if not one.declared]) == left
    only_pns = replace(lack, categories=(Category.PNS,))
    told = check_policy(
        compile_policy(replace(policy, lacking=(*policy.lacking, only_pns))), ["gap"]
    )
    assert {one.declared for one in told if "pns" in one.people} == {True}
    assert {one.declared for one in told if "cpns" in one.people} == {False}


def test_an_act_without_any_row_is_a_gap() -> None:
    act = replace(few().acts[0], id="tanpa_baris")
    policy = compile_policy(replace(few(), acts=(*few().acts, act)))
    [gap] = [one for one in check_policy(policy, ["gap"]) if one.act == "tanpa_baris"]
    assert gap.people == tuple(Category)
    assert shows(gap, policy)


def test_an_exception_that_a_row_states_is_declared() -> None:
    policy = compile_policy(one_election(small(("accompany_spouse",))))
    [leave] = [one for one in check_policy(policy, ["fall"]) if one.fact == "on_cltn"]
    assert leave.declared
    assert shows(leave, policy)


def test_a_weight_makes_a_fact_aggravating() -> None:
    """A fact that no row of violation asks for aggravates where a weight says so."""
    spared = added(
        MEETS, effect=NONE, when={"active": True, "in_uniform": True}, overrides=(MEETS,)
    )(few())
    weight = Weight(
        id="seragam",
        side="aggravating",
        when={"in_uniform": True},
        text=Text(id="seragam", en="uniform"),
        cites=spared.weights[0].cites,
        marks=spared.weights[0].marks,
    )
    weighed = replace(spared, weights=(*spared.weights, weight))
    for policy, facts in ((spared, []), (weighed, ["in_uniform"])):
        found = [one for one in check_policy(compile_policy(policy), ["fall"]) if not one.declared]
        assert [one.fact for one in found] == facts


# The law as it is shipped.


@cache
def shipped() -> tuple[PolicyFinding, ...]:
    return check_policy(compile_policy(national()))


def test_nothing_is_wrong_with_national_law() -> None:
    assert not [(one.kind, one.rows, one.act) for one in shipped() if not one.declared]


def test_what_national_law_admits_would_be_found() -> None:
    """The control: without its word on what it lacks, national law has these gaps."""
    policy = compile_policy(replace(national(), lacking=()))
    faults = {(one.act, one.people) for one in check_policy(policy, ["gap"]) if not one.declared}
    assert faults == {
        ("approach_party", ("pns", "cpns", "pppk")),
        ("approach_party", ("non_asn",)),
        ("party_member", ("pppk",)),
        ("fail_to_act", ("pppk",)),
        ("fail_to_act", ("non_asn",)),
    }
    admitted = {(one.act, one.people) for one in shipped() if one.kind == "gap" and one.declared}
    assert admitted == faults


def test_every_case_about_national_law_shows_what_it_is_said_to() -> None:
    policy = compile_policy(national())
    shown = [one for one in shipped() if one.case is not None]
    assert len(shown) > 100
    assert not [(one.kind, one.rows) for one in shown if not shows(one, policy)]


def test_the_cases_have_ids_of_their_own() -> None:
    cases = [case for one in shipped() for case in (one.case, one.beside) if case is not None]
    assert len({case.id for case in cases}) == len(cases)


def test_everything_is_said_in_both_languages() -> None:
    for one in shipped():
        assert one.text.id and one.text.en and one.text.id != one.text.en


def test_only_what_is_asked_for_is_looked_for() -> None:
    policy = compile_policy(few())
    everything = check_policy(policy)
    for kind in ("gap", "open_question", "presumption"):
        some: list[Kind] = [kind]
        assert check_policy(policy, some) == tuple(one for one in everything if one.kind == kind)
