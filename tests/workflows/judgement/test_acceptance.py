"""The public acceptance cases: all of them, with everything they expect, unchanged."""

from __future__ import annotations

import hashlib

import pytest

from netralitas.judgement import (
    OF_TRACK,
    OF_VERDICT,
    Entry,
    complaints,
    falsified,
    judge,
    of_verdict,
)

from .corpus import ACCEPTANCE, CASES, corpus, national

ENTRIES = [entry for entry in corpus() if entry.file == ACCEPTANCE]
PUBLISHED = "94b567cc3912cda8ada0bd529a7464a17c15aae567cfada7001074e98f108028"
"""The digest of the file as it was given: whoever changes an expectation changes this line too."""

KEYS = {
    "ask",
    "authority",
    "criminal_opens",
    "note",
    "outcome",
    "path_include",
    "provision_like",
    "reachable_include",
    "sanctions_exclude",
    "sanctions_include",
    "skipped_include",
    "tier",
    "tim_pemeriksa",
    "tracks",
}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_public_case_comes_out_as_published(entry: Entry) -> None:
    assert not complaints(entry, national())


def test_all_eighteen_are_there_as_they_were_given() -> None:
    assert [entry.id for entry in ENTRIES] == [f"acc-{n:02}" for n in range(1, 19)]
    content = (CASES / ACCEPTANCE).read_bytes()
    assert hashlib.sha256(content).hexdigest() == PUBLISHED


def test_every_key_they_use_is_checked() -> None:
    assert {key for entry in ENTRIES for key in entry.expect} == KEYS
    assert KEYS - {"note"} <= {*OF_VERDICT, *OF_TRACK}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_public_case_that_came_out_otherwise_would_be_noticed(entry: Entry) -> None:
    assert entry.case is not None
    verdict = judge(entry.case, national(), as_of=entry.as_of)
    leading = verdict.tracks[verdict.leading] if verdict.leading else None
    for key, wanted in entry.expect.items():
        if key in OF_VERDICT:
            wrong = falsified(key, wanted, OF_VERDICT[key](verdict))
        elif key in OF_TRACK and leading is not None:
            wrong = falsified(key, wanted, OF_TRACK[key](leading))
        else:
            continue
        assert list(of_verdict(verdict, {key: wrong}))
