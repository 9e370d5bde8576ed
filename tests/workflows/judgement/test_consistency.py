"""A proposed sanction beside past decisions: what is compared, what is left out, what is hidden."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.facts import Case, CaseError, Tier, Track
from netralitas.judgement.consistency.band import Consistency, consistency
from netralitas.judgement.consistency.comparable import STEPS, Ground, Likeness
from netralitas.judgement.consistency.comparison import Comparison
from netralitas.judgement.consistency.disclosure import LEAST_SHOWN
from netralitas.judgement.consistency.past_decisions import (
    PastCase,
    PastDecision,
    Unusable,
    past_decisions,
)
from netralitas.judgement.consistency.spread import Group, group_of, position_of
from netralitas.policy import encode, read_cases

from .corpus import national

AS_OF = date(2025, 6, 2)
NAMES = {one.id: one for one in national().law.types.names.values()}


def a_case(**changes: Any) -> Case:
    """Return a pengawas who commented in the campaign; dotted names change what is inside."""
    plain: dict[str, Any] = {
        "schema": "netralitas/case/v1",
        "id": "KASUS-INI",
        "election": "pilkada_2024",
        "subject": {"category": "pns", "level": "pengawas", "government": "kabupaten"},
        "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "comment"}}],
        "evidence": [{"kind": "foto", "verified": True}],
        "process": {"examination": {"at": "2024-10-21"}},
    }
    for name, value in changes.items():
        at: Any = plain
        *parents, last = name.split("__")
        for key in parents:
            at = at[int(key)] if key.isdecimal() else at.setdefault(key, {})
        at[last] = value
    (case,) = read_cases(msgspec.json.encode(plain), "x.json", national().policy, format="json")
    assert isinstance(case, Case), case
    return case


NUMBERS = itertools.count(1)


def past(sanction: str | None, **changes: Any) -> PastCase:
    """Return a case like `a_case` that was decided, with an id of its own."""
    imposed = [] if sanction is None else [{"sanction": sanction}]
    decided = {"process__decided_at": "2024-11-18", "process__imposed": imposed}
    named = {"id": f"RAHASIA-{next(NUMBERS):04}"}
    return PastCase(a_case(**{**named, **decided, **changes}), national())


def compared(
    decisions: Sequence[PastCase], sanction: str = "berat_a", case: Case | None = None
) -> Consistency:
    return consistency(case or a_case(), national(), sanction, decisions, as_of=AS_OF)


def counts(found: Consistency) -> dict[str, int]:
    assert found.group is not None
    return {one.sanction.id: one.n for one in found.group.types}


def left_out(found: Consistency) -> dict[str, int | None]:
    return {one.why: one.n for one in found.left_out}


def step(found: Consistency) -> str:
    (shown,) = (one.id for one in found.steps if one.shown)
    return shown


# What is shown


def test_the_whole_spread_is_shown_with_types_that_were_never_imposed() -> None:
    found = compared([past("berat_a") for _ in range(3)] + [past("berat_b")])
    assert found.outcome == "shown"
    assert step(found) == "same"
    assert counts(found) == {"berat_a": 3, "berat_b": 1, "berat_c": 0}
    assert found.group is not None
    assert [one.share for one in found.group.types] == [0.75, 0.25, 0.0]


@pytest.mark.parametrize(
    ("changes", "widened"),
    [
        ({}, "same"),
        ({"charges__0__facts": {"reaction": "like", "motive": "personal_gain"}}, "any_factors"),
        ({"subject__level": "administrator"}, "level_group"),
        ({"charges__0__act": "promote_online", "charges__0__facts": {}}, "any_provisions"),
        ({"subject__level": "pelaksana"}, "any_level"),
    ],
)
def test_each_step_of_widening_is_named(changes: dict[str, Any], widened: str) -> None:
    found = compared([past("berat_a", **changes) for _ in range(3)])
    assert step(found) == widened
    names = [one.id for one in STEPS]
    assert [one.id for one in found.steps] == names[: names.index(widened) + 1]
    assert all(one.text.id and one.text.en for one in found.steps)


def test_two_are_never_shown_and_three_are() -> None:
    """The control stands beside it: the third decision is what makes the difference."""
    two = compared([past("berat_a") for _ in range(2)])
    assert (two.outcome, two.group, two.position) == ("too_few", None, None)
    assert not two.asks_reason
    assert len(two.steps) == len(STEPS)
    three = compared([past("berat_a") for _ in range(3)])
    assert three.outcome == "shown"


def test_a_group_is_widened_past_one_whose_difference_would_tell() -> None:
    """Three that are the same, and two others: five would tell whoever knows the three."""
    same = [past("berat_a") for _ in range(3)]
    others = [past("berat_b", charges__0__facts={"admitted": True}) for _ in range(2)]
    asked = a_case(charges__0__facts={"admitted": True})
    assert compared([*same, *others], case=asked).outcome == "too_few"
    more = past("berat_b", charges__0__facts={"admitted": True})
    assert step(compared([*same, *others, more], case=asked)) == "same"


def test_nothing_tells_who_the_past_decisions_are_about() -> None:
    decisions = [past("berat_a", event="PERISTIWA-RAHASIA") for _ in range(4)]
    decisions += [past("ringan_a"), past(None), past("berat_b", subject__level="pelaksana")]
    said = encode(compared(decisions)).decode()
    assert "RAHASIA" not in said
    assert "KASUS-INI" in said, "the control: ids would be found"


# What is left out


def test_what_was_unlawful_at_the_time_is_left_out_and_counted() -> None:
    decisions = [past("berat_a") for _ in range(3)] + [past("ringan_a") for _ in range(4)]
    found = compared(decisions)
    assert counts(found)["berat_a"] == 3
    assert left_out(found)["unlawful"] == 4


OTHERS: list[tuple[str, dict[str, Any], str | None]] = [
    ("not_imposed", {}, None),
    ("undecidable", {"process__decided_at": None}, "berat_a"),
    ("undecidable", {"subject__category": None}, "berat_a"),
    ("unlawful", {}, "trans_sedang_kgb"),
    ("unlawful", {"process__imposed": [{"sanction": "berat_a", "label": "sedang"}]}, ""),
    ("unlawful", {"process__imposed": [{"sanction": "berat_a", "by": "administrator"}]}, ""),
    ("unlawful", {"process__imposed": [{"sanction": "berat_a"}, {"sanction": "berat_b"}]}, ""),
    ("same_matter", {"id": "KASUS-INI"}, "berat_a"),
    ("same_matter", {"event": "RAPAT"}, "berat_a"),
    (
        "other_track_or_tier",
        {
            "charges": [
                {"act": "join_campaign", "at": "2024-10-02",
                 "facts": {"party_attribute": True, "active": False, "mobilised_staff": False,
                           "state_facility": False, "service_attribute": False}}
            ]
        },
        "trans_sedang_kgb",
    ),
    (
        "other_regime",
        {
            "election": "pilkada_2020",
            "charges": [{"act": "join_campaign", "at": "2020-10-02",
                         "facts": {"state_facility": True}}],
            "process__examination": {"at": "2020-11-02"},
            "process__decided_at": "2020-12-01",
        },
        "pp53_berat_a",
    ),
    ("other_category", {"subject__category": "pppk"}, "pppk_putus_hormat_tapi"),
    (
        "other_types",
        {"priors": [{"act": "react_online", "at": "2023-11-20", "decided_at": "2024-01-08",
                     "sanction": "berat_a", "status": "served"}]},
        "berat_b",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "changes", "sanction"), OTHERS)
def test_another_decision_changes_its_own_count_and_nothing_else(
    why: str, changes: dict[str, Any], sanction: str | None
) -> None:
    asked = a_case(event="RAPAT")
    same = [past("berat_a") for _ in range(3)]
    before = compared(same, case=asked)
    for extra, told in ((1, None), (2, None), (3, 3), (5, 5)):
        given = [past(sanction, **changes) for _ in range(extra)]
        if why == "same_matter" and "id" in changes:  # one and the same case, under two dates
            given = [
                past(sanction, **changes, process__examination={"at": f"2024-10-2{day}"},
                     charges__0__at=f"2024-10-0{day}")
                for day in range(1, extra + 1)
            ]  # fmt: skip
        after = compared([*same, *given], case=asked)
        assert left_out(after) == {**left_out(before), why: told}
        assert msgspec.structs.replace(after, left_out=before.left_out) == before


def test_the_same_decision_counts_once_however_often_it_stands_there() -> None:
    decisions = [past("berat_a") for _ in range(3)]
    found = compared([*decisions, *decisions, *decisions[:1]])
    assert counts(found)["berat_a"] == 3
    assert left_out(found)["repeated"] == 4


def test_of_two_records_of_one_decision_the_later_counts() -> None:
    first = past("berat_a")
    later = past("berat_b", id=first.case.id, process__decided_at="2024-11-25")
    rest = [past("berat_a") for _ in range(2)]
    for decisions in ([first, later, *rest], [later, *rest, first]):
        assert counts(compared(decisions)) == {"berat_a": 2, "berat_b": 1, "berat_c": 0}


def test_an_earlier_decision_against_the_person_is_known_by_the_priors() -> None:
    prior = {"at": "2024-10-02", "decided_at": "2024-11-18", "sanction": "berat_a",
             "same_nature": False}  # fmt: skip
    decisions = [past("berat_a") for _ in range(3)]
    for change, known in (
        ({}, 3),
        ({"act": "react_online"}, 3),
        ({"act": "gesture"}, None),
        ({"decided_at": "2024-11-19"}, None),
        ({"sanction": "berat_b"}, None),
    ):
        asked = a_case(priors=[prior | change])
        assert left_out(compared(decisions, case=asked))["same_matter"] == known


def test_what_a_file_does_not_state_is_not_held_against_a_past_decision() -> None:
    found = compared([past("berat_a", process__examination={}) for _ in range(3)])
    assert counts(found)["berat_a"] == 3


# What is said of the proposal


def test_the_usual_type_asks_for_no_reason_and_another_does() -> None:
    decisions = [past("berat_a") for _ in range(6)] + [past("berat_b")]
    usual, other, never = (compared(decisions, name) for name in ("berat_a", "berat_b", "berat_c"))
    assert usual.position is not None and usual.position.where == "middle"
    assert other.position is not None and other.position.where == "heavier_than_the_middle"
    assert never.position is not None and never.position.where == "heavier_than_all"
    assert [one.asks_reason for one in (usual, other, never)] == [False, True, True]


def test_an_unlawful_proposal_is_said_to_be_so_however_usual() -> None:
    found = compared([past("berat_a") for _ in range(9)], "ringan_a")
    assert found.lint.answer == "unlawful"
    assert found.lint.nearest
    assert (found.outcome, found.group) == ("too_few", None) or found.position is not None
    assert found.position is not None and found.position.where == "not_open"
    assert any(note.says == "consistency.no_law" for note in found.notes)


def test_a_case_without_an_answer_is_compared_with_nothing() -> None:
    found = compared([past("berat_a") for _ in range(9)], case=a_case(subject__category=None))
    assert (found.outcome, found.steps, found.group) == ("nothing_to_compare", (), None)
    assert not found.asks_reason


def test_where_the_level_is_not_known_the_steps_that_match_it_are_passed() -> None:
    asked = a_case(subject={"category": "pns", "government": "kabupaten"})
    found = compared([past("berat_a") for _ in range(9)], case=asked)
    assert step(found) == "any_level"
    assert "consistency.level_unknown" in {note.says for note in found.notes}


@pytest.mark.parametrize(("n", "small"), [(9, True), (10, False)])
def test_a_small_group_is_said_to_be_small(n: int, small: bool) -> None:
    found = compared([past("berat_a") for _ in range(n)])
    assert ("consistency.small" in {note.says for note in found.notes}) is small


def test_an_unknown_sanction_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(CaseError, match="berat_a"):
        compared([], "berat_aa")


def test_the_order_of_the_past_decisions_does_not_matter() -> None:
    levels = ("pengawas", "administrator", "pelaksana")
    decisions = [past(f"berat_{'ab'[n % 2]}", subject__level=levels[n % 3]) for n in range(12)]
    decisions += [past("ringan_a"), past(None), decisions[0]]
    first = encode(compared(decisions))
    for seed in range(5):
        random.Random(seed).shuffle(decisions)
        assert encode(compared(decisions)) == first


# The middle, in words


def a_group(*n: int) -> Group:
    return group_of(dict(zip(("berat_a", "berat_b", "berat_c"), n, strict=True)), NAMES)


@pytest.mark.parametrize(
    ("n", "where"),
    [
        ((3, 0, 0), ("middle", "heavier_than_all", "heavier_than_all")),
        ((1, 1, 1), ("middle", "middle", "middle")),
        ((1, 2, 1), ("lighter_than_the_middle", "middle", "heavier_than_the_middle")),
        ((1, 8, 1), ("lighter_than_the_middle", "middle", "heavier_than_the_middle")),
        ((5, 0, 5), ("middle", "between", "middle")),
        ((0, 4, 0), ("lighter_than_all", "middle", "heavier_than_all")),
        ((0, 1, 7), ("lighter_than_all", "lighter_than_the_middle", "middle")),
    ],
)
def test_the_middle_is_what_is_left_without_the_outer_quarters(
    n: tuple[int, ...], where: tuple[str, ...]
) -> None:
    group = a_group(*n)
    assert tuple(position_of(group, name).where for name in ("berat_a", "berat_b", "berat_c")) == (
        where
    )


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(lambda n: sum(n) >= LEAST_SHOWN))
def test_the_middle_holds_half_of_the_decisions_or_more(n: list[int]) -> None:
    group = a_group(*n)
    assert 2 * sum(one.n for one in group.types if one.middle) >= group.n
    assert sum(one.n for one in group.types) == group.n == sum(n)


# Groups made by hand, many of them


GROUNDS = [
    Ground(Track.DISIPLIN, Tier.BERAT, "pp94-berat", ("berat_a", "berat_b", "berat_c")),
    Ground(Track.DISIPLIN, Tier.BERAT, "pp94-berat", ("berat_b", "berat_c")),
    Ground(Track.DISIPLIN, Tier.BERAT, "pp53-berat", ("pp53_berat_a", "pp53_berat_b")),
    Ground(Track.DISIPLIN, Tier.BERAT, "pppk-berat", ("pppk_putus_hormat_tapi",)),
    Ground(Track.ETIK, Tier.MORAL, "moral", ("moral_tertutup", "moral_terbuka")),
]
LIKENESSES = st.builds(
    Likeness,
    ground=st.sampled_from(GROUNDS),
    provisions=st.sampled_from([("p",), ("p", "q")]),
    level=st.sampled_from(["pengawas", "administrator", "pelaksana", None]),
    factors=st.sampled_from([(), ("mengakui",)]),
)
NOBODY = a_case(id="TANYA")


@st.composite
def found_decisions(draw: st.DrawFn) -> list[PastDecision]:
    likes = draw(st.lists(LIKENESSES, max_size=25))
    return [
        PastDecision(NOBODY_ELSE, like, draw(st.sampled_from(like.ground.types))) for like in likes
    ]


NOBODY_ELSE = a_case(id="LAIN")


@given(LIKENESSES, LIKENESSES)
def test_widening_only_adds(one: Likeness, other: Likeness) -> None:
    alike = [left == right for left, right in zip(one.path(), other.path(), strict=True)]
    assert alike == sorted(alike), "once two decisions are alike they stay so"


def test_steps_in_another_order_would_be_noticed() -> None:
    one = Likeness(GROUNDS[0], ("p",), "pengawas", ())
    other = one._replace(level="administrator")
    turned = [left == right for left, right in zip(one.path(), other.path(), strict=True)][::-1]
    assert turned != sorted(turned)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(found_decisions(), LIKENESSES)
def test_nothing_below_three_is_told_at_any_step(
    decisions: list[PastDecision], asked: Likeness
) -> None:
    comparison = Comparison(decisions, NOBODY, national().policy)
    at = comparison.step(asked)
    if at is not None:
        assert comparison.group(asked, at).n >= LEAST_SHOWN
    for one in comparison.left_out(asked.ground.track, asked):
        assert one.n is None or one.n >= LEAST_SHOWN


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(found_decisions())
def test_all_answers_together_do_not_tell_of_one_or_two(decisions: list[PastDecision]) -> None:
    """Whatever may be asked is asked; what the answers count is then taken apart."""
    comparison = Comparison(decisions, NOBODY, national().policy)
    told: set[frozenset[int]] = set()
    for asked in EVERYTHING:
        at = comparison.step(asked)
        if at is not None:
            key = asked.path()[at]
            group = {place for place, one in enumerate(decisions)
                     if one.likeness.path()[at] == key}  # fmt: skip
            told.add(frozenset(group))
    signs: dict[tuple[bool, ...], int] = {}
    for place in range(len(decisions)):
        sign = tuple(place in group for group in sorted(told, key=sorted))
        signs[sign] = signs.get(sign, 0) + 1
    assert all(size >= LEAST_SHOWN for sign, size in signs.items() if any(sign))


EVERYTHING = [
    Likeness(ground, provisions, level, factors)
    for ground in GROUNDS
    for provisions in (("p",), ("p", "q"), ("r",))
    for level in ("pengawas", "administrator", "pelaksana", "jpt_pratama", None)
    for factors in ((), ("mengakui",), ("penggagas",))
]


def test_every_past_case_is_counted_once_for_each_of_its_tracks() -> None:
    decisions = [past("berat_a"), past(None), past("ringan_a")]
    both = past("", process__imposed=[{"sanction": "berat_a"}, {"sanction": "moral_terbuka"}])
    found = list(past_decisions([*decisions, both]))
    assert [one.why for one in found if isinstance(one, Unusable)] == [
        "not_imposed",
        "unlawful",
        "unlawful",
    ]
    assert len(found) == 5
