"""Every whole case of the corpus comes out as the law says; a corpus that cannot fail is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netralitas.facts import CaseError, Verdict
from netralitas.judgement import (
    OF_TRACK,
    OF_VERDICT,
    Entry,
    complaints,
    falsified,
    judge,
    of_verdict,
    read_corpus,
)

from .corpus import ACCEPTANCE, cases, corpus, national

ENTRIES = corpus()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.file}:{entry.id}")
def test_a_case_comes_out_as_the_law_says(entry: Entry) -> None:
    found = complaints(entry, national())
    assert not found, "\n".join((f"{entry.file}:{entry.line} {entry.because}", *found))


def test_the_corpus_is_large_and_every_case_names_its_law() -> None:
    own = [entry for entry in ENTRIES if entry.file != ACCEPTANCE]
    assert len(own) >= 150
    assert not [entry.id for entry in own if not _names_an_instrument(entry.because)]


def test_a_reason_without_law_is_noticed() -> None:
    assert not _names_an_instrument("It was always done so.")
    assert _names_an_instrument("PP 94/2021 ps 35 ayat (3): not punished twice.")


def _names_an_instrument(because: str) -> bool:
    prefixes = ("Putusan ", "Surat MenPANRB ")
    names = [instrument.short for instrument in national().policy.instruments]
    for prefix in prefixes:
        names = [name.removeprefix(prefix) for name in names]
    return any(name in because for name in names)


def _unnoticed(entry: Entry, verdict: Verdict) -> Iterator[str]:
    """Yield the expectations of an entry that would pass whatever the verdict says."""
    leading = verdict.tracks[verdict.leading] if verdict.leading else None
    for key, wanted in entry.expect.items():
        if key in OF_VERDICT:
            wrong = falsified(key, wanted, OF_VERDICT[key](verdict))
        elif key in OF_TRACK and leading is not None:
            wrong = falsified(key, wanted, OF_TRACK[key](leading))
        else:
            continue
        if wrong is not None and not list(of_verdict(verdict, {key: wrong})):
            yield f"{entry.id}: {key}"


def test_every_expectation_can_fail() -> None:
    found = [
        unnoticed
        for entry, case in cases()
        for unnoticed in _unnoticed(entry, judge(case, national(), as_of=entry.as_of))
    ]
    assert not found


def test_an_unanswered_lint_and_an_unexpected_way_are_noticed() -> None:
    for key, wrong in (
        ("lint", [{"sanctions": ["berat_a"], "answer": "no such answer"}]),
        ("why_not", [{"target": "sedang", "ways": [["no such fact"]]}]),
        ("on", {"kontrak": {"outcome": "violation"}}),
    ):
        entry = next(entry for entry, _ in cases() if entry.id == "disiplin-like")
        assert complaints(entry._replace(expect={key: wrong}), national())


def test_a_wrong_answer_of_the_tables_is_noticed() -> None:
    for entry in ENTRIES:
        if entry.case is None:
            wrong = {key: "no such answer" for key in entry.expect}
            assert complaints(entry._replace(expect=wrong), national())


CASE = (
    "case: {schema: netralitas/case/v1, id: satu, subject: {category: pns}, "
    "charges: [{act: react_online, at: 2024-10-02}]}"
)
GOOD = f"- {CASE}\n  expect: {{outcome: violation}}\n  because: PP 94/2021\n"


def test_a_sound_case_file_is_read() -> None:
    (entry,) = read_corpus({"contoh.yaml": GOOD.encode()}, national())
    assert (entry.id, entry.line, entry.expect) == ("satu", 1, {"outcome": "violation"})


@pytest.mark.parametrize(
    ("says", "content"),
    {
        "unknown expectation": GOOD.replace("outcome:", "outcom:"),
        "unknown expectation of a track": GOOD.replace(
            "{outcome: violation}", "{on: {disiplin: {tires: berat}}}"
        ),
        "stands twice": GOOD + GOOD,
        "no reason": GOOD.replace("PP 94/2021", '" "'),
        "expects nothing": GOOD.replace("{outcome: violation}", "{}"),
        "unknown key": GOOD.replace("because:", "becuase: x\n  because:"),
        "neither a case nor a question": "- {expect: {outcome: violation}, because: x}\n",
        "an unknown act": GOOD.replace("react_online", "react_onlin"),
        "an expectation of a case asked of the tables": (
            "- asked: {id: satu, due: {from: 2024-10-02, days: 1, unit: working_days}}\n"
            "  expect: {outcome: violation}\n  because: x\n"
        ),
    }.items(),
    ids=lambda value: value if "\n" not in value else "",
)
def test_a_case_file_with_a_slip_is_refused(says: str, content: str) -> None:
    with pytest.raises(CaseError):
        read_corpus({"contoh.yaml": content.encode()}, national())
