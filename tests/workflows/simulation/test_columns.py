"""Every column of a frame equals what the explained run says of each of its cases."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from netralitas.facts import NetralitasError
from netralitas.judgement import FLAT, CompiledPolicy, flat, judge, load_policy
from netralitas.regions import national_files, pack_files
from netralitas.simulation import Columnar
from netralitas.simulation.stages import Stage
from tests.workflows.simulation.rows_at_random import RandomRows, Row

AS_OF = date(2024, 12, 31)


def frame_of(rows: list[Row]) -> pl.DataFrame:
    """Return rows as a frame; `at` holds days and months as texts."""
    return pl.from_dicts(rows, infer_schema_length=None)


def disagreements(policy: CompiledPolicy, seed: int, n: int, acts: Sequence[str] = ()) -> list[str]:
    """Return every field in which the columns differ from the explained run."""
    random = RandomRows(policy.policy, seed, acts)
    drawn = random.draw(n)
    rows = frame_of([row for row, _ in drawn])
    opened = Columnar(policy, as_of=AS_OF).decide(rows).verdicts["tracks"].is_not_null()
    telling = [one for one, opens in zip(drawn, opened, strict=True) if opens]
    drawn += random.neighbours(telling, drawn, 3 * n)
    decided = Columnar(policy, as_of=AS_OF).decide(frame_of([row for row, _ in drawn]))
    refused = dict(decided.refused)
    told = []
    for place, (row, case) in enumerate(drawn):
        try:
            want: Any = flat(judge(case, policy, as_of=AS_OF))
        except NetralitasError as error:
            if str(refused.get(place)) != str(error):
                told.append(f"{row}: refused {error}, columns: {refused.get(place)}")
            continue
        got = decided.verdicts.row(place)
        told += [
            f"{column.name}: {ours!r}, explained {theirs!r}, of {row}"
            for column, ours, theirs in zip(FLAT, got, want, strict=True)
            if ours != theirs
        ]
    return told


@pytest.fixture(scope="module")
def nation() -> CompiledPolicy:
    """The national law."""
    return load_policy(national_files())


@pytest.mark.parametrize("seed", range(4))
def test_cases_with_unknowns_ranges_and_further_charges_get_the_same_columns(
    nation: CompiledPolicy, seed: int
) -> None:
    assert disagreements(nation, seed, 250) == []


@pytest.mark.parametrize("region", ["lumajang", "lombok_timur", "lebong", "sukamara", "pali"])
def test_under_a_regional_pack_the_columns_are_the_same_too(region: str) -> None:
    policy = load_policy(national_files(), pack_files(region))
    assert disagreements(policy, 7, 150) == []


def without_code(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    """Let the choice of types, the stage with eight codes, forget one of them."""
    of = Stage.of

    def short(stage: Stage, *codes: Any, **asked: Any) -> Any:
        if len(codes) == 8:
            codes = tuple(0 * code if at == place else code for at, code in enumerate(codes))
        return of(stage, *codes, **asked)

    monkeypatch.setattr(Stage, "of", short)


PRIOR: Row = {
    "priors.0.act": "react_online",
    "priors.0.sanction": "berat_a",
    "priors.0.decided_at": date(2022, 1, 10),
}
OTHER: Row = {**PRIOR, "priors.0.act": "party_member"}
PAIRS: dict[str, tuple[int, Row, Row]] = {
    "what the charges come to": (0, {"at": "2024-10-02"}, {"at": "2024-05-02"}),
    "who": (1, {"subject.category": "pns"}, {"subject.category": "pppk"}),
    "when": (2, {}, {"election": "pilkada_2020", "at": "2020-11-15", "act": "favour_decision"}),
    "earlier decisions": (5, PRIOR, {**PRIOR, "priors.0.sanction": "ptdh"}),
    "the act of an earlier decision": (5, PRIOR, {**PRIOR, "act": "promote_online"}),
    "weights": (7, OTHER, {**OTHER, "facts.impact": "state", "facts.role": "initiator"}),
}
"""Pairs of cases that differ in one of the codes by which types are chosen, and its place.

Three of the eight are left out: no law of today switches by the day of decision, the days of
further charges change no ladder that those of the first do not, and subordinates' sanctions stand
in the rows at random.
"""


def types_of(policy: CompiledPolicy, pair: tuple[Row, Row]) -> int:
    """Return how many different answers the two cases have."""
    row: Row = {
        "id": "a",
        "election": "pilkada_2024",
        "subject.category": "pns",
        "subject.level": "administrator",
        "act": "react_online",
        "at": "2024-10-02",
    }
    decided = Columnar(policy, as_of=AS_OF).decide(frame_of([{**row, **one} for one in pair]))
    return decided.verdicts.select("sanctions", "recommended").n_unique()


@pytest.mark.parametrize("name", PAIRS)
def test_cases_that_differ_in_one_thing_differ_in_their_types(
    nation: CompiledPolicy, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the control: without the code of that thing both get the same answer."""
    place, *pair = PAIRS[name]
    assert types_of(nation, (pair[0], pair[1])) == 2
    without_code(monkeypatch, place)
    assert types_of(nation, (pair[0], pair[1])) == 1


def test_what_was_worked_out_for_one_frame_holds_for_the_next(nation: CompiledPolicy) -> None:
    rows = [row for row, _ in RandomRows(nation.policy, 9).draw(300)]
    columnar = Columnar(nation, as_of=AS_OF)
    once = [columnar.decide(frame_of(rows[at : at + 60])).verdicts for at in range(0, 300, 60)]
    whole = columnar.decide(frame_of(rows)).verdicts
    assert pl.concat(once).equals(whole)
    assert Columnar(nation, as_of=AS_OF).decide(frame_of(rows)).verdicts.equals(whole)


def test_a_columnar_pickles_as_its_policy_and_day(nation: CompiledPolicy) -> None:
    rows = [row for row, _ in RandomRows(nation.policy, 5).draw(40)]
    columnar = Columnar(nation, as_of=AS_OF)
    decided = columnar.decide(frame_of(rows))
    again = pickle.loads(pickle.dumps(columnar)).decide(frame_of(rows))
    assert again.verdicts.equals(decided.verdicts)


def test_rows_whose_facts_contradict_each_other_are_refused_and_the_others_judged(
    nation: CompiledPolicy,
) -> None:
    row: Row = {"id": "a", "subject.category": "pns", "act": "join_campaign", "at": "2024-10-02"}
    contradicting = {**row, "facts.hears_vision_only": True, "facts.active": True}
    decided = Columnar(nation, as_of=AS_OF).decide(frame_of([row, contradicting, row]))
    assert [place for place, _ in decided.refused] == [1]
    assert decided.verdicts["outcome"].is_null().to_list() == [False, True, False]


def test_a_frame_without_rows_has_verdicts_without_rows(nation: CompiledPolicy) -> None:
    frame = pl.DataFrame(schema={"id": pl.String, "act": pl.String, "at": pl.Date})
    decided = Columnar(nation, as_of=AS_OF).decide(frame)
    assert decided.verdicts.height == 0
    assert decided.verdicts.columns == [column.name for column in FLAT]
