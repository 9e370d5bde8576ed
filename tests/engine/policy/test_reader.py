"""This file reads whole policies: files joined, days given, digests stable, names in one place."""

from __future__ import annotations

from datetime import date

import pytest

from netralitas.facts import Confidence, Level, PolicyError, Text, Track
from netralitas.policy import (
    Policy,
    check_rows,
    digest_of,
    policy_from_json,
    policy_to_json,
    read_policy,
)

HEAD = b"schema: netralitas/policy/v1\n"


def test_a_policy_is_read_whole(sample: Policy) -> None:
    assert [row.id for row in sample.provisions[:3]] == ["reaksi", "hadir", "pidana"]
    assert sample.instruments[0].title == Text(id="Peraturan contoh", en="A sample regulation")
    assert sample.presumes == {"completed": True}
    assert sample.heads_unit == {Level.PENGAWAS: True, Level.PELAKSANA: False}
    assert sample.verified_items == 1
    assert sample.provisions[0].when == {"reaction": ["comment", "like"]}
    assert sample.holidays[0].national == {date(2024, 1, 1): "tahun baru"}
    for section in ("weights", "combinations", "deadlines", "elections", "chains", "authority"):
        assert len(getattr(sample, section)) == 1
    assert len(sample.bodies) == 2


def test_a_row_without_days_has_those_of_the_instrument_it_cites_first(sample: Policy) -> None:
    rows = {row.id: row for row in sample.provisions}
    assert (rows["reaksi"].since, rows["reaksi"].until) == (date(2021, 8, 31), None)
    assert (rows["pidana"].since, rows["pidana"].until) == (date(2022, 1, 1), date(2026, 1, 2))
    assert {ladder.since for ladder in sample.ladders} == {date(2021, 8, 31)}


def test_an_instrument_that_ended_ends_its_rows(sample_content: bytes) -> None:
    ended = sample_content.replace(
        b"  since: 2021-08-31\n", b"  since: 2021-08-31\n  until: 2025-01-01\n", 1
    )
    rows = {row.id: row for row in read_policy({"a.yaml": ended}).provisions}
    assert rows["reaksi"].until == date(2025, 1, 1)
    assert rows["pidana"].until == date(2026, 1, 2)
    assert rows["kontrak/reaksi"].until == date(2025, 1, 1)


def test_a_row_of_an_instrument_without_a_day_needs_one_of_its_own(sample_content: bytes) -> None:
    undated = sample_content.replace(b"  since: 2021-08-31\n", b"", 1)
    with pytest.raises(PolicyError, match=r"tangga-sedang: .*no day from which it is in force"):
        read_policy({"a.yaml": undated})


def test_files_are_joined_by_name_whatever_order_they_come_in(sample_content: bytes) -> None:
    more = HEAD + b"acts:\n  - {id: pose, text: {id: berpose, en: posed}}\n"
    one = read_policy({"b.yaml": more, "a.yaml": sample_content})
    other = read_policy({"a.yaml": sample_content, "b.yaml": more})
    assert one == other
    assert [act.id for act in one.acts] == ["react_online", "join_campaign", "pose"]
    renamed = read_policy({"0.yaml": more, "a.yaml": sample_content})
    assert [act.id for act in renamed.acts] == ["pose", "react_online", "join_campaign"]
    assert renamed.digest != one.digest


def test_a_name_may_be_used_in_another_file_than_its_own(sample_content: bytes) -> None:
    weights = b"""weights:
  - id: w
    side: mitigating
    when: {office: lurah}
    text: {id: a, en: b}
    cites: [{instrument: contoh-2021}]
    marks: {content: A}
"""
    more = HEAD + weights
    assert read_policy({"0.yaml": more, "a.yaml": sample_content}).weights[0].id == "w"
    with pytest.raises(PolicyError, match=r"0\.yaml:5: weights\[0\].*unknown fact 'office'"):
        read_policy({"0.yaml": more + b"verified_items: 1\n"})


def test_the_digest_needs_no_parsing_and_names_files_and_bytes(
    sample: Policy, sample_content: bytes
) -> None:
    files = {"sample_policy.yaml": sample_content}
    assert digest_of(files) == sample.digest
    assert digest_of({"x": b"[not yaml", "y": b"\x00"}) == digest_of(
        {"y": b"\x00", "x": b"[not yaml"}
    )
    assert digest_of({"a": b"bc"}) != digest_of({"ab": b"c"})
    assert digest_of({"a": b"b", "c": b""}) != digest_of({"a": b"", "c": b"b"})
    assert digest_of({"sample_policy.yaml": sample_content + b"\n"}) != sample.digest


def test_the_calendar_has_a_digest_of_its_own(sample: Policy, sample_content: bytes) -> None:
    other_words = read_policy(
        {"a.yaml": sample_content.replace(b"reacting after", b"reacting behind")}
    )
    other_day = read_policy({"a.yaml": sample_content.replace(b"2024-12-26:", b"2024-12-27:")})
    assert other_words.calendar_digest == sample.calendar_digest
    assert other_words.digest != sample.digest
    assert other_day.calendar_digest != sample.calendar_digest


def test_a_policy_comes_back_from_the_cache_as_it_went_in(sample: Policy) -> None:
    kept = policy_to_json(sample)
    back = policy_from_json(kept)
    assert back == sample
    assert policy_to_json(back) == kept
    assert back.provisions[1].when == {
        "any": [{"active": {"not": True}}, {"all": [{"active": True}, {"office": "lurah"}]}]
    }
    assert back.ladders[0].track is Track.DISIPLIN
    assert back.provisions[0].marks.article is Confidence.C


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b"{}", b'{"digest": 5}', b"\xff", b"[" * 10**6])
def test_a_broken_cache_is_refused_and_not_believed(kept: bytes) -> None:
    with pytest.raises(PolicyError, match="a broken cache"):
        policy_from_json(kept)


def test_a_policy_that_the_reader_gave_has_nothing_left_to_find(sample: Policy) -> None:
    assert check_rows(sample) == ()


def test_no_file_is_no_policy() -> None:
    with pytest.raises(PolicyError, match="there is no policy file"):
        read_policy({})


def test_a_policy_must_say_how_much_evidence_suffices() -> None:
    with pytest.raises(
        PolicyError, match=r"a.yaml:1: .* / verified_items must be said exactly once"
    ):
        read_policy({"a.yaml": HEAD})
    assert read_policy({"a.yaml": HEAD + b"verified_items: 2\n"}).verified_items == 2


def test_the_fault_that_stands_first_is_the_one_that_is_said(sample_content: bytes) -> None:
    twice = sample_content.replace(
        b"acts: [react_online]\n    text: {id: reaksi", b"acts: [react]\n    text: {id: reaksi"
    ).replace(b"overrides: [hadir]", b"overrides: [hdir]")
    with pytest.raises(PolicyError, match="unknown act 'react'"):
        read_policy({"a.yaml": twice})
