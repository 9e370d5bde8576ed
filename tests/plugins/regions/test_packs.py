"""Every case beside a pack comes out as it says, under the pack and under the nation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from netralitas.facts import Confidence, Text, Verdict
from netralitas.judgement import (
    OF_TRACK,
    OF_VERDICT,
    Entry,
    complaints,
    falsified,
    national_complaints,
    of_verdict,
)
from netralitas.policy import examine_pack
from tests.workflows.judgement.corpus import national

from .shipped import DEMONSTRATION, EVERY, REAL, changes, entries, law, pack, pack_file, verdicts

CASES = [(region, entry) for region in EVERY for entry in entries(region)]

KNOWN = {
    "lebong": ("duties", "guidance"),
    "lombok_timur": ("bindings", "duties", "weights", "guidance"),
    "lumajang": ("bindings", "channels", "reviewers", "checklists", "guidance"),
    "pali": ("bindings", "channels", "guidance"),
    "sukamara": ("weights", "guidance"),
}
"""What is known of each region, and nothing more: no money, no clock, no ladder, no rule."""


def _name(value: object) -> str:
    return value.id if isinstance(value, Entry) else str(value)


@pytest.mark.parametrize(("region", "entry"), CASES, ids=_name)
def test_a_case_comes_out_as_its_corpus_says(region: str, entry: Entry) -> None:
    found = complaints(entry, law(region))
    assert not found, "\n".join((f"{entry.file}:{entry.line} {entry.because}", *found))


@pytest.mark.parametrize(("region", "entry"), CASES, ids=_name)
def test_the_nation_alone_answers_as_the_corpus_says(region: str, entry: Entry) -> None:
    assert entry.national, f"{entry.id} does not say what the nation answers"
    found = national_complaints(entry, national())
    assert not found, "\n".join((f"{entry.file}:{entry.line} {entry.because}", *found))


@pytest.mark.parametrize("region", EVERY)
def test_a_pack_is_sound_and_has_enough_cases_of_its_own(region: str) -> None:
    assert not examine_pack(pack_file(region), national().policy).findings
    assert len(entries(region)) >= (8 if region in REAL else 20)
    for entry in entries(region):
        assert entry.case is not None and entry.case.region == region


@pytest.mark.parametrize("region", EVERY)
def test_a_case_says_with_which_mark_and_on_what_it_rests(region: str) -> None:
    assert not [one.id for one in entries(region) if not _well_founded(region, one.because)]


def test_a_reason_without_mark_or_source_is_noticed() -> None:
    assert not _well_founded("lebong", "SE Bupati Lebong says so.")
    assert not _well_founded("lebong", "It was always so (C).")
    assert _well_founded("lebong", "SE Bupati Lebong (C): PP 94/2021 decides.")


def _well_founded(region: str, because: str) -> bool:
    """Whether a reason names a mark of confidence, and an instrument of the nation's or its own."""
    instruments = (*national().policy.instruments, *pack(region).instruments)
    names = [one.short.removeprefix("Putusan ").removeprefix("Surat ") for one in instruments]
    own = "peragaan" if region == DEMONSTRATION else region.replace("_", " ")
    sources = [name for name in names if name in because] or own in because.casefold()
    return (
        bool(sources) and re.search(r"\b[ABCD]\b[^()]*\)|\bis D\b|marked D\b", because) is not None
    )


@pytest.mark.parametrize("region", EVERY)
def test_every_expectation_can_fail(region: str) -> None:
    for entry, under, alone in verdicts(region):
        assert not list(_unnoticed(entry.expect, under)), entry.id
        assert not list(_unnoticed(entry.national, alone)), entry.id


def _unnoticed(expect: Any, verdict: Verdict) -> Iterator[str]:
    """Yield the expectations that would pass whatever the verdict says."""
    leading = verdict.tracks[verdict.leading] if verdict.leading else None
    for key, wanted in expect.items():
        if key in OF_VERDICT:
            wrong = falsified(key, wanted, OF_VERDICT[key](verdict))
        elif key in OF_TRACK and leading is not None:
            wrong = falsified(key, wanted, OF_TRACK[key](leading))
        else:
            continue
        if wrong is not None and not list(of_verdict(verdict, {key: wrong})):
            yield key
        if key.endswith("_include") and not wanted:
            yield f"{key}: names nothing"


@pytest.mark.parametrize("region", EVERY)
def test_a_case_with_a_falsified_expectation_is_noticed(region: str) -> None:
    for entry, under, alone in verdicts(region):
        outcome = falsified("outcome", under.outcome.value, under.outcome.value)
        assert complaints(entry._replace(expect={"outcome": outcome}), law(region))
        outcome = falsified("outcome", alone.outcome.value, alone.outcome.value)
        assert national_complaints(entry._replace(national={"outcome": outcome}), national())


@pytest.mark.parametrize("region", REAL)
def test_a_real_region_fills_what_is_known_of_it_and_says_what_is_not(region: str) -> None:
    one = pack(region)
    assert one.filled == KNOWN[region]
    assert not one.demonstration
    assert one.not_known
    assert one.valid.confidence is Confidence.D and one.valid.note is not None


def test_the_demonstration_fills_every_open_term_and_says_that_it_is_no_region() -> None:
    one = pack(DEMONSTRATION)
    assert set(one.filled) == {term.id for term in national().policy.open_terms}
    assert one.demonstration
    for text in (one.name, one.legal_basis, *(each.title for each in one.instruments)):
        assert "bukan daerah sungguhan" in text.id
        assert "no real region" in text.en


@pytest.mark.parametrize("region", EVERY)
def test_a_pack_speaks_two_languages(region: str) -> None:
    texts = list(_texts(pack(region)))
    assert texts
    for text in texts:
        assert text.id.strip() and text.en.strip()
        assert text.id != text.en


def test_a_text_in_one_language_only_is_noticed() -> None:
    one = pack("lebong")
    broken = msgspec.structs.replace(one, name=Text(id=one.name.id, en=one.name.id))
    assert [text for text in _texts(broken) if text.id == text.en]


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _texts(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


@pytest.mark.parametrize("region", REAL)
def test_a_pledge_of_a_real_region_is_shown_and_moves_nothing(region: str) -> None:
    assert all(one.marks.content is Confidence.D for one in pack(region).fills.weights)
    for entry, under, alone in verdicts(region):
        assert not list(changes(alone, under)), entry.id


def test_a_verified_pledge_of_the_demonstration_moves_a_recommendation() -> None:
    """The control: a weight that moves something is told apart."""
    moved = {entry.id for entry, under, alone in verdicts(DEMONSTRATION) if under.tier is alone.tier
             and "disiplin" in changes(alone, under)}  # fmt: skip
    assert moved == {"bobot-pakta-menggeser-saran"}
