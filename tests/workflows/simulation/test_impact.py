"""What two policies make of the same rows is counted row by row, in any order, and told apart."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from netralitas.facts import Language, NotInstalled, Outcome, PolicyError, Text, Tier, Track
from netralitas.judgement import CompiledPolicy, compile_policy, flat, judge
from netralitas.judgement.flat import FLAT
from netralitas.policy import Act, Effect, Field, Policy
from netralitas.simulation.cases import case_of
from netralitas.simulation.impacts.comparing import Comparing, Comparison
from netralitas.simulation.impacts.drilling import Wanted, drilled, picked, with_provisions
from netralitas.simulation.impacts.flips import GROUPS, KINDS, SEVERAL
from netralitas.simulation.impacts.impact import Impact
from netralitas.simulation.impacts.tables import group_word, tables_of_impact, value_word
from tests.laws import national_policy

LIKE = "disiplin-posting-like-follow"
DAY = date(2024, 12, 31)
NAMES = [column.name for column in FLAT]


@cache
def national() -> Policy:
    return national_policy()


@cache
def law(name: str = "national") -> CompiledPolicy:
    """Return national law as it is, or as one of the drafts has it."""
    return compile_policy(DRAFTS[name](national()))


def changed(policy: Policy, name: str, **values: Any) -> Policy:
    """Return the policy with a row changed."""
    rows = (replace(row, **values) if row.id == name else row for row in policy.provisions)
    return replace(policy, provisions=tuple(rows))


def with_an_act(policy: Policy) -> Policy:
    """Return the policy with an act of its own, which is to it what a comment is."""
    more = Act(id="siaran", text=Text(id="siaran", en="a broadcast"))
    known = replace(policy, acts=(*policy.acts, more))
    return changed(known, LIKE, acts=("react_online", "siaran"))


def with_a_fact(policy: Policy) -> Policy:
    """Return the policy with a fact of its own, on which the row about likes now turns."""
    fact = Field(
        name="bercanda", kind="bool", scope="charge", text=Text(id="bercanda", en="in jest")
    )
    return changed(replace(policy, fields=(*policy.fields, fact)), LIKE, when={"bercanda": False})


def longer(policy: Policy) -> Policy:
    """Return the policy with more days for a report to Bawaslu."""
    rows = (replace(row, n=9) if row.id == "pilkada_lapor" else row for row in policy.deadlines)
    return replace(policy, deadlines=tuple(rows))


LIGHTER = Effect(track=Track.DISIPLIN, tier=Tier.SEDANG)

DRAFTS: Mapping[str, Callable[[Policy], Policy]] = {
    "national": lambda policy: policy,
    "lighter": lambda policy: changed(policy, LIKE, effect=LIGHTER),
    "without": lambda policy: replace(
        policy, provisions=tuple(row for row in policy.provisions if row.id != LIKE)
    ),
    "longer": longer,
    "an act": with_an_act,
    "a fact": with_a_fact,
    "fewer elections": lambda policy: replace(
        policy, elections=tuple(one for one in policy.elections if one.id != "pemilu_2024")
    ),
    "fewer sanctions": lambda policy: replace(
        policy,
        sanctions=tuple(one for one in policy.sanctions if not one.id.startswith("desa")),
        ladders=tuple(one for one in policy.ladders if one.track is not Track.DESA),
        authority=tuple(
            one for one in policy.authority if not any("desa" in s for s in one.sanctions)
        ),
    ),
}


class Everywhere:
    """One law, whatever the region; none for a region that is not installed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def of(self, region: str | None) -> CompiledPolicy:
        if region == "negeri_antah":
            raise NotInstalled(region, installed=["nasional"])
        return law(self.name)


def comparing(old: str, new: str) -> Comparing:
    return Comparing(Everywhere(old), Everywhere(new), asked=(DAY, DAY))


def rows(**more: Any) -> list[dict[str, Any]]:
    """Return cases of every kind: acts before and after determination, people of all levels."""
    found: list[dict[str, Any]] = []
    people = [
        ("pns", "pelaksana", None, "kabupaten"),
        ("pns", None, "camat", "kota"),
        ("pns", "jpt_pratama", "kepala_dinas", "provinsi"),
        ("pppk", None, None, "kabupaten"),
        ("non_asn", None, None, None),
        (None, "pengawas", "lurah", "kabupaten"),
    ]
    for act in ("react_online", "join_campaign", "favour_decision"):
        for day in (date(2024, 8, 1), date(2024, 10, 2)):
            for category, level, office, government in people:
                found.append(
                    {
                        "id": f"{act}-{day}-{len(found)}",
                        "region": None,
                        "election": "pilkada_2024",
                        "report.at": date(2024, 10, 3),
                        "report.known_at": date(2024, 10, 2),
                        "report.channel": "bawaslu",
                        "subject.category": category,
                        "subject.level": level,
                        "subject.office": office,
                        "subject.government": government,
                        "act": act,
                        "at": day,
                        "facts.active": True if act == "join_campaign" else None,
                        "facts.public": True,
                        "evidence": "foto:verified",
                        **more,
                    }
                )
    return found


def frame_of(cases: list[dict[str, Any]]) -> pl.DataFrame:
    """Return cases as a frame; what one of them does not state is null."""
    names = dict.fromkeys(name for case in cases for name in case)
    return pl.DataFrame(
        {name: [case.get(name) for case in cases] for name in names},
        schema_overrides={
            name: kind
            for kind, of in (
                (pl.String, ("region", "subject.level", "subject.office", "charges.1.act")),
                (pl.Date, ("charges.1.at",)),
            )
            for name in of
            if name in names
        },
        infer_schema_length=None,
    )


def compared(old: str, new: str, cases: list[dict[str, Any]]) -> Comparison:
    frame = frame_of(cases)
    numbers = pl.Series("row", range(2, frame.height + 2))
    return comparing(old, new).compare(frame, numbers)


def alone(name: str, case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the verdict on one row, judged by itself."""
    verdict = judge(case_of(case, law(name).policy), law(name), as_of=DAY)
    return dict(zip(NAMES, flat(verdict), strict=True))


def result(row: Mapping[str, Any]) -> str:
    """Return what a verdict comes to, as the flip table has it."""
    if row["outcome"] != Outcome.VIOLATION.value:
        return str(row["outcome"])
    return str(row["tier"] or row["leading"])


@cache
def of_rows(old: str, new: str) -> Comparison:
    return compared(old, new, rows())


@pytest.mark.parametrize("new", ["lighter", "without", "longer", "national"])
def test_every_flip_is_what_the_single_verdicts_say(new: str) -> None:
    cases = rows()
    sides = [(alone("national", case), alone(new, case)) for case in cases]
    impact = Impact.of(of_rows("national", new).laid)
    counted = Counter((None, result(old), result(other)) for old, other in sides)
    assert impact.matrix("tier") == counted
    assert impact.both == impact.cases == len(cases)
    for kind, column in (("type", "recommended"), ("criminal", "criminal")):
        assert impact.flips(kind) == sum(old[column] != other[column] for old, other in sides)
    dues = [[(one["due"], one["criminal_due"]) for one in pair] for pair in sides]
    assert impact.flips("due") == sum(old != other for old, other in dues)
    by_act = Counter(
        (case["act"], result(old), result(other))
        for case, (old, other) in zip(cases, sides, strict=True)
    )
    assert impact.matrix("tier", "act") == by_act


def test_the_drafts_flip_something_each_and_the_same_law_nothing() -> None:
    """The control of all that is counted here."""
    assert Impact.of(of_rows("national", "national").laid).flipped == 0
    assert Impact.of(of_rows("national", "lighter").laid).matrix("tier")[None, "berat", "sedang"]
    assert Impact.of(of_rows("national", "without").laid).flips("tier")
    later = Impact.of(of_rows("national", "longer").laid)
    assert later.flips("tier") == 0 and later.flips("due")


@given(st.data())
def test_parts_add_up_in_any_order(data: st.DataObject) -> None:
    laid = of_rows("national", "lighter").laid
    places = data.draw(st.permutations(range(laid.height)))
    cuts = sorted(data.draw(st.lists(st.integers(0, laid.height), max_size=3)))
    parts = [
        laid[places[start:end]] for start, end in zip([0, *cuts], [*cuts, laid.height], strict=True)
    ]
    total = sum((Impact.of(part) for part in parts), Impact())
    assert total == Impact.of(laid)
    assert pickle.loads(pickle.dumps(total)) == total


def test_a_level_comes_from_the_office_where_it_is_not_stated() -> None:
    levels = of_rows("national", "national").laid["level"].to_list()
    office = next(one for one in national().offices if one.id == "camat")
    assert office.level is not None
    stated = [case["subject.level"] or case["subject.office"] for case in rows()]
    assert [level for level, said in zip(levels, stated, strict=True) if said == "camat"] == [
        office.level.value
    ] * stated.count("camat")
    assert set(levels) == {"pelaksana", office.level.value, "jpt_pratama", "pengawas", None}


def test_a_row_of_several_acts_counts_as_such() -> None:
    one, other = rows()[:2]
    second = {"charges.1.act": "join_campaign", "charges.1.at": date(2024, 10, 2)}
    same = {"charges.1.act": "react_online", "charges.1.at": date(2024, 10, 5)}
    laid = compared("national", "lighter", [one | second, other | same]).laid
    assert laid["act"].to_list() == [SEVERAL, "react_online"]


def test_a_fact_that_one_side_knows_alone_decides_nothing_on_the_other() -> None:
    cases = rows(**{"facts.bercanda": True})
    found = compared("national", "a fact", cases)
    assert found.unjudged == ()
    impact = Impact.of(found.laid)
    assert impact.matrix("tier") == Impact.of(of_rows("national", "without").laid).matrix("tier")


@pytest.mark.parametrize(
    ("old", "new", "column", "value", "side"),
    [
        ("national", "an act", "act", "siaran", 0),
        ("an act", "national", "act", "siaran", 1),
        ("fewer elections", "national", "election", "pemilu_2024", 0),
        ("national", "fewer sanctions", "priors.0.sanction", "desa_teguran_lisan", 1),
    ],
)
def test_rows_that_one_side_cannot_judge_are_named(
    old: str, new: str, column: str, value: str, side: int
) -> None:
    cases = rows()
    if column == "priors.0.sanction":
        value = next(one.id for one in national().sanctions if one.id.startswith("desa"))
    cases[3][column] = value
    found = compared(old, new, cases)
    [one] = found.unjudged
    assert (one.row, one.id, one.side) == (5, cases[3]["id"], side)
    assert repr(value) in one.says.en
    impact = Impact.of(found.laid)
    assert (impact.both, impact.old_only, impact.new_only) == (
        len(cases) - 1,
        side,
        1 - side,
    )
    assert found.laid["judged"].to_list().count("both") == len(cases) - 1


def test_a_region_that_is_not_installed_is_told_of_both_sides() -> None:
    cases = rows()
    cases[0]["region"] = "negeri_antah"
    found = compared("national", "lighter", cases)
    assert [(one.row, one.side) for one in found.unjudged] == [(2, 0), (2, 1)]
    assert Impact.of(found.laid).neither == 1


def test_a_region_without_law_on_one_side_alone_is_judged_on_the_other() -> None:
    class Nation(Everywhere):
        def of(self, region: str | None) -> CompiledPolicy:
            return law(self.name)

    cases = rows()
    cases[0]["region"] = "negeri_antah"
    frame = frame_of(cases)
    sides = Comparing(Nation("national"), Everywhere("lighter"), asked=(DAY, DAY))
    found = sides.compare(frame, pl.Series("row", range(2, frame.height + 2)))
    assert [(one.row, one.side, one.kind) for one in found.unjudged] == [(2, 1, "invalid")]
    assert Impact.of(found.laid).old_only == 1


def test_laws_whose_words_do_not_go_together_are_refused_by_name() -> None:
    def with_choice(policy: Policy) -> Policy:
        text = Text(id="-", en="-")
        fact = Field(name="bercanda", kind="choice", scope="charge", text=text, values=("a", "b"))
        return replace(policy, fields=(*policy.fields, fact))

    class Other(Everywhere):
        def of(self, region: str | None) -> CompiledPolicy:
            return compile_policy(with_choice(national()))

    sides = Comparing(Everywhere("a fact"), Other(""), asked=(DAY, DAY))
    with pytest.raises(PolicyError, match="bercanda"):
        sides.words(None)


def test_what_one_side_cannot_judge_leaves_the_others_in_their_places() -> None:
    """The verdicts of the rows around one that is refused stay with their rows."""
    cases = rows()
    cases[3]["act"] = "siaran"
    laid = compared("national", "an act", cases).laid
    whole = of_rows("national", "national").laid
    for column in ("old.outcome", "old.tier", "old.provisions"):
        got, expected = laid[column].to_list(), whole[column].to_list()
        assert got[3] is None
        assert got[:3] + got[4:] == expected[:3] + expected[4:]


def test_the_rows_behind_a_cell_are_drilled_out() -> None:
    cases = rows()
    found = of_rows("national", "lighter")
    pick = picked([Wanted("tier", "berat", "sedang"), Wanted("act", "react_online")])
    shown = drilled(
        "x.csv", frame_of(cases), found.laid, pick, 2, comparing("national", "lighter").changed
    )
    assert len(shown) == 2
    for one in shown:
        case = cases[one.row - 2]
        assert (one.file, one.id, one.groups["act"]) == ("x.csv", case["id"], "react_online")
        assert one.values["tier"] == ("berat", "sedang")
        assert one.provisions == ((), (), (LIKE,))
        assert one.case == {name: value for name, value in case.items() if value is not None}
        assert "tier" in one.flipped
    gone = of_rows("national", "without")
    [first, *_] = drilled(
        "x", frame_of(cases), gone.laid, picked([]), 1, lambda region: frozenset()
    )
    assert first.provisions == ((LIKE,), (), ())


def test_what_is_not_picked_is_not_shown() -> None:
    laid = of_rows("national", "lighter").laid
    assert laid.filter(picked([Wanted("tier", "moral", "")])).height == 0
    assert laid.filter(picked([Wanted("act", "join_campaign")])).height == 0
    every = laid.filter(picked([])).height
    assert every == laid.filter(picked([Wanted("tier", "", "")])).height > 0
    types = laid.filter(picked([Wanted("type", "", "")])).height
    assert 0 < types == Impact.of(laid).flips("type")
    assert laid.filter(picked([Wanted("region", None)])).height == every


def test_a_sheet_of_rows_names_the_same_provisions_as_the_rows_shown() -> None:
    for new in ("lighter", "without"):
        found = of_rows("national", new)
        change = comparing("national", new).changed
        sheet = with_provisions(found.laid.filter(picked([])), change(None))
        shown = drilled("x", frame_of(rows()), found.laid, picked([]), 100, change)
        told = sheet.select("provisions.old", "provisions.new", "provisions.changed").rows()
        assert told == [
            tuple(";".join(sorted(some)) or None for some in one.provisions) for one in shown
        ]
        assert shown


def test_the_tables_say_what_was_counted() -> None:
    impact = Impact.of(of_rows("national", "lighter").laid)
    for language in Language:
        tables = {one.name: one for one in tables_of_impact(impact, language)}
        matrix = tables["flips"]
        assert matrix.totals[-1] == impact.both
        old = [row[0] for row in matrix.rows]
        berat = matrix.rows[old.index(value_word("tier", "berat", language).capitalize())]
        place = matrix.headings.index(value_word("tier", "sedang", language).capitalize())
        assert berat[place] == impact.matrix("tier")[None, "berat", "sedang"]
        [act] = [row for row in tables["by_act"].rows if row[2]]
        assert act[2] == act[4] == impact.flips("tier") and act[3] == 0
        assert tables["kinds"].rows[0][1] == impact.flips("tier")
        assert all(len(row) == len(one.keys) for one in tables.values() for row in one.rows)


def test_only_the_tables_asked_for_are_made() -> None:
    impact = Impact.of(of_rows("national", "lighter").laid)
    names = [one.name for one in tables_of_impact(impact, Language.ID, ["type", "level"])]
    assert names == ["flips", "kinds", "type", "by_level"]
    assert tables_of_impact(Impact(), Language.ID) == ()


def test_every_value_has_words_in_both_languages() -> None:
    laid = pl.concat([of_rows("national", new).laid for new in ("lighter", "without", "longer")])
    for language in Language:
        for kind in KINDS:
            for side in ("old", "new"):
                for value in laid[f"{kind}.{side}"].unique().to_list():
                    assert value_word(kind, value, language)
        for group in GROUPS:
            for value in [*laid[group].unique().to_list(), None]:
                assert group_word(group, value, language)
        assert group_word("act", SEVERAL, language) != SEVERAL


def test_a_comparison_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(comparing("national", "lighter")))
    frame = frame_of(rows()[:4])
    numbers = pl.Series("row", range(2, 6))
    assert sent.compare(frame, numbers).laid.equals(
        comparing("national", "lighter").compare(frame, numbers).laid
    )
