"""A summary counts, merges in any order, and says the same in tables of both languages."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.facts import Confidence, Language, Outcome, Stage, Text, Tier, Track
from netralitas.judgement import FLAT, flat, judge
from netralitas.simulation.summary import Summary
from netralitas.simulation.table import TOTAL, Table
from netralitas.simulation.wording import NO_WORDING, Wording, wording_of

from ..judgement.corpus import cases as corpus_cases
from ..judgement.corpus import national

KINDS: Mapping[str, Any] = {
    "text": pl.String,
    "bool": pl.Boolean,
    "count": pl.Int64,
    "date": pl.Date,
}
SCHEMA = {column.name: KINDS[column.kind] for column in FLAT}
CASES = {name: pl.String for name in ("region", "act", "subject.level", "subject.government")}

DAYS = st.dates(date(2024, 9, 20), date(2024, 11, 10))


def lists(*values: str) -> st.SearchStrategy[str | None]:
    several = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
    return st.none() | several.map(";".join)


def dues(*clocks: str) -> st.SearchStrategy[str | None]:
    entry = st.builds(
        lambda clock, days: f"{clock}:{'/'.join(day.isoformat() for day in sorted(days))}",
        st.sampled_from(clocks),
        st.lists(DAYS, min_size=1, max_size=2),
    )
    return st.none() | st.lists(entry, min_size=1, max_size=3).map(";".join)


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


VERDICTS: dict[str, st.SearchStrategy[Any]] = {
    "outcome": maybe(*(one.value for one in Outcome)),
    "leading": maybe("disiplin", "etik", "desa"),
    "tier": maybe(*(one.value for one in Tier)),
    "recommended": maybe("berat_a", "moral_terbuka"),
    "path_length": maybe(3, 8, 9),
    "criminal": st.sampled_from(["yes", "assess", "no"]),
    "provisions": lists("satu", "satu?", "dua", "tiga?"),
    "criminal_provisions": lists("pidana-1", "pidana-2?"),
    "authority_outcome": maybe("decided", "needs_human", "undetermined"),
    "authority_official": maybe("gubernur", "bupati_wali_kota"),
    "authority_stage": maybe("kepala_daerah", "perangkat_daerah"),
    "tim_pemeriksa": maybe("must", "may", "no"),
    "due": dues("panggil_1", "berlaku", "keputusan"),
    "criminal_due": dues("pilkada_lapor"),
    "region_due": dues("lumajang-telaah"),
    "assumes_proven": maybe(True, False),
    "ask": maybe("active", "2.active", "at"),
    "date_matters": maybe(True, False),
    "region": maybe("lumajang", "lebong"),
    "region_filled": lists("butir-1", "butir-2"),
    "region_refused": lists("butir-1"),
    "as_of": st.just(date(2024, 12, 1)),
    "policy": st.sampled_from(["sha256:a", "sha256:b"]),
}


def possible(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row that a verdict could have: only a track has a type to recommend."""
    track = row["verdict.leading"] and row["verdict.recommended"]
    return row | {"verdict.recommended": track}


ROW = st.fixed_dictionaries(
    {
        "region": maybe("lumajang", "lebong"),
        "act": maybe("react_online", "join_campaign"),
        "subject.level": maybe("pelaksana", "jpt_pratama"),
        "subject.government": maybe("kabupaten", "kota"),
        **{f"verdict.{name}": values for name, values in VERDICTS.items()},
    }
)
ROWS = st.lists(ROW.map(possible), max_size=12)
FEW = settings(max_examples=30)
Rows = list[dict[str, Any]]


def frames(rows: Rows) -> tuple[pl.DataFrame, pl.DataFrame]:
    cases = pl.DataFrame([[row[name] for name in CASES] for row in rows], CASES, orient="row")
    verdicts = [[row.get(f"verdict.{name}") for name in SCHEMA] for row in rows]
    return cases, pl.DataFrame(verdicts, SCHEMA, orient="row")


def summary(rows: Rows) -> Summary:
    return Summary.of(*frames(rows))


def row(**verdict: Any) -> dict[str, Any]:
    """Return a row that was judged, with as little else as may be."""
    stated = {"outcome": "violation", "criminal": "no", "policy": "sha256:a"} | verdict
    return dict.fromkeys(CASES) | {f"verdict.{name}": value for name, value in stated.items()}


def table(of: Summary, name: str, wording: Wording = NO_WORDING) -> Table:
    return next(one for one in of.tables(Language.ID, wording) if one.name == name)


@FEW
@given(ROWS, ROWS, ROWS)
def test_summaries_merge_in_any_order(one: Rows, two: Rows, three: Rows) -> None:
    a, b, c = summary(one), summary(two), summary(three)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Summary() == a


@FEW
@given(ROWS, ROWS)
def test_parts_merged_are_the_summary_of_the_whole(one: Rows, two: Rows) -> None:
    assert summary(one) + summary(two) == summary(one + two)


def test_a_case_counted_twice_or_not_at_all_would_be_noticed() -> None:
    rows = [row(tier="berat"), row(tier="moral")]
    assert summary(rows) + summary(rows[:1]) != summary(rows)
    assert summary(rows[:1]) != summary(rows)


@FEW
@given(ROWS)
def test_what_is_counted_is_what_a_plain_loop_counts(rows: Rows) -> None:
    judged = [one for one in rows if one["verdict.outcome"] is not None]
    found = summary(rows)
    assert (found.cases, found.refused) == (len(judged), len(rows) - len(judged))
    by_act: Counter[Any] = Counter()
    provisions: Counter[Any] = Counter()
    weeks: Counter[Any] = Counter()
    for one in judged:
        verdict = {name: one[f"verdict.{name}"] for name in VERDICTS}
        if verdict["outcome"] == "violation":
            result = verdict["tier"] or verdict["leading"] or "violation"
        else:
            result = verdict["outcome"]
        by_act[one["act"], result] += 1
        provisions.update((of,) for of in (verdict["provisions"] or "").split(";") if of)
        for kind in ("due", "criminal_due", "region_due"):
            for entry in (verdict[kind] or "").split(";"):
                clock, _, days = entry.partition(":")
                if clock:
                    day = date.fromisoformat(days.split("/")[0])
                    monday = date.fromordinal(day.toordinal() - day.weekday())
                    weeks[kind, clock, verdict["authority_official"], monday] += 1
    assert dict(found.acts) == by_act
    assert dict(found.provisions) == provisions
    assert dict(found.due) == weeks


@FEW
@given(ROWS)
def test_a_summary_survives_the_way_to_another_process(rows: Rows) -> None:
    found = summary(rows)
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_size_of_a_summary_does_not_grow_with_the_cases() -> None:
    rows = [row(tier="berat", due="panggil_1:2024-10-02")] * 3
    once, often = pickle.dumps(summary(rows)), pickle.dumps(summary(rows * 2000))
    assert len(often) < len(once) + 200


def test_a_column_that_the_file_did_not_have_is_not_stated() -> None:
    _, verdicts = frames([row(tier="berat")])
    found = Summary.of(pl.DataFrame({"id": ["satu"]}), verdicts)
    assert found.acts == {(None, "berat"): 1}
    assert table(found, "acts").rows == (("(tidak disebut)", 1, 1),)


def test_frames_that_do_not_belong_together_are_refused() -> None:
    cases, verdicts = frames([row(), row()])
    with pytest.raises(ValueError, match="1 cases, but 2 verdicts"):
        Summary.of(cases[:1], verdicts)


def test_what_could_not_be_judged_is_counted_beside_the_outcomes() -> None:
    found = summary([row(), row(outcome=None)])
    assert table(found, "outcomes").rows == (
        ("Pelanggaran", 1, 0.5),
        ("Tidak dapat dinilai", 1, 0.5),
    )
    assert sum(found.acts.values()) == 1


def test_tiers_stand_gravest_first_and_add_up() -> None:
    rows = [row(tier="moral"), row(tier="berat"), row(tier="berat"), row(leading="desa")]
    rows += [row(outcome="no_violation")]
    found = table(summary([one | {"act": "react_online"} for one in rows]), "acts")
    assert found.keys == ("act", "berat", "moral", "desa", "no_violation", TOTAL)
    assert found.rows == (("React_online", 2, 1, 1, 1, 5),)
    assert found.totals == ("Jumlah", 2, 1, 1, 1, 5)


def test_levels_stand_in_the_order_of_the_law_and_acts_by_number() -> None:
    rows = [row() | {"subject.level": "pelaksana", "act": "a"}] * 2
    rows += [row() | {"subject.level": "jpt_utama", "act": "b"}]
    found = summary(rows)
    assert [one[0] for one in table(found, "levels").rows] == ["JPT Utama", "Pelaksana"]
    assert [one[0] for one in table(found, "acts").rows] == ["A", "B"]


def test_an_open_provision_is_told_apart_from_a_certain_one() -> None:
    found = summary([row(provisions="satu;dua?"), row(provisions="satu?"), row(provisions="satu")])
    wording = Wording(
        provisions={"satu": Text(id="Ikut kampanye", en="Joined a campaign")},
        bases={"satu": Text(id="PP 94/2021", en="PP 94/2021")},
        marks={"satu": Confidence.D},
    )
    assert table(found, "provisions", wording).rows == (
        ("Ikut kampanye", "PP 94/2021", "satu", "D", 2, 1, 3),
        ("dua", None, "dua", None, 0, 1, 1),
    )


def test_a_question_is_counted_once_for_all_charges_it_is_asked_of() -> None:
    found = summary([row(ask="active"), row(ask="2.active"), row(ask="at", date_matters=True)])
    assert table(found, "asked").rows == (
        ("Active", 2),
        ("Hari perbuatan", 1),
        ("Hari perbuatan yang lebih tepat", 1),
    )


def test_a_clock_falls_on_its_stage_and_from_the_decision_on_the_official() -> None:
    due = "panggil_1:2024-10-02/2024-10-04;sampaikan:2024-10-09"
    found = summary([row(due=due, authority_official="gubernur", criminal_due="lapor:2024-10-10")])
    wording = Wording(
        stages={"panggil_1": Stage.ATASAN_LANGSUNG, "sampaikan": Stage.DELIVERED},
    )
    load = table(found, "due", wording)
    assert set(load.headings[1:-1]) == {"Atasan langsung", "Gubernur", "Lapor"}
    assert [one[0] for one in load.rows] == [date(2024, 9, 30), date(2024, 10, 7)]
    assert [one[-1] for one in load.rows] == [1, 2]
    assert load.totals[-1] == 3


def test_a_pack_that_is_not_in_force_is_told_as_such() -> None:
    found = summary([row(region="lumajang", region_refused="lumajang", region_filled="butir")])
    assert table(found, "additions").rows == (
        ("lumajang", "butir", 1, 0),
        ("lumajang", "paket tidak berlaku pada hari perbuatan", 0, 1),
    )


def test_the_words_are_those_of_the_law() -> None:
    wording = wording_of([national()])
    found = table(summary([row() | {"act": "join_campaign"}]), "acts", wording)
    assert found.rows[0][0] == "Ikut kampanye"
    assert wording.stages["panggil_1"] is Stage.ATASAN_LANGSUNG
    assert wording.bases["pp94-5n-6"].id.startswith("PP 94/2021 ps 5")
    assert wording.marks["pp94-5n-6"] is Confidence.A


def test_every_act_sanction_and_clock_of_the_nation_has_words() -> None:
    law = national().policy
    wording = wording_of([national()])
    assert {one.id for one in law.acts} <= set(wording.acts)
    assert {one.id for one in law.sanctions} <= set(wording.sanctions)
    assert {one.id for one in law.deadlines} <= set(wording.clocks)
    assert set(wording.stages) == set(wording.clocks)


@pytest.mark.parametrize("language", Language)
def test_every_verdict_of_the_corpus_has_words_in_every_table(language: Language) -> None:
    law = national()
    rows = []
    for _, case in corpus_cases():
        verdict = flat(judge(case, law, as_of=date(2024, 12, 1)))
        stated = {f"verdict.{name}": cell for name, cell in zip(SCHEMA, verdict, strict=True)}
        subject = case.subject
        rows.append(
            stated
            | {
                "region": None,
                "act": case.charges[0].act,
                "subject.level": subject.level and subject.level.value,
                "subject.government": subject.government and subject.government.value,
            }
        )
    found = summary(rows)
    tables = found.tables(language, wording_of([law]))
    assert found.cases == len(rows) > 100
    names = {"outcomes", "acts", "levels", "recommended", "authority", "provisions", "due", "laws"}
    assert names <= {one.name for one in tables}
    told = [cell for one in tables for cells in one.rows for cell in cells if type(cell) is str]
    assert not [cell for cell in told if "_" in cell]


@FEW
@given(ROWS)
def test_both_languages_have_the_same_tables_with_the_same_numbers(rows: Rows) -> None:
    found = summary(rows)
    indonesian, english = found.tables(Language.ID), found.tables(Language.EN)
    assert [one.name for one in indonesian] == [one.name for one in english]
    for one, other in zip(indonesian, english, strict=True):
        assert len(one.keys) == len(one.headings) == len(other.headings)
        assert all(len(cells) == len(one.keys) for cells in one.rows)
        assert len(one.totals) in (0, len(one.keys))
        counts = [[cell for cell in cells if isinstance(cell, int)] for cells in one.rows]
        others = [[cell for cell in cells if isinstance(cell, int)] for cells in other.rows]
        assert sorted(counts) == sorted(others)
        assert one.title != other.title or one.title.startswith("Tim pemeriksa")


@FEW
@given(ROWS)
def test_totals_are_the_sums_of_their_columns(rows: Rows) -> None:
    for found in summary(rows).tables(Language.ID):
        for place in found.counted():
            if found.totals:
                assert found.totals[place] == sum(cells[place] or 0 for cells in found.rows)  # type: ignore[misc]


def test_nothing_at_all_has_no_tables() -> None:
    assert summary([]).tables(Language.ID) == ()
    assert summary([]) == Summary()


def test_every_track_and_outcome_has_a_column() -> None:
    rows = [row(leading=one.value) for one in Track]
    rows += [row(outcome=one.value) for one in Outcome]
    found = table(summary(rows), "acts")
    assert sum(found.rows[0][1:-1]) == len(rows)  # type: ignore[arg-type]
