"""A sound export is clean; what was done to another is told with its kind, place and words."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework.log import Finding, Kind, Report, Where, lines_of, sign_checkpoint, verify
from netralitas.casework.log.checkpoints import Checkpoint
from netralitas.casework.log.events_checked import MOST_STRAYS, Orders
from netralitas.casework.log.lines import EndLine, HeaderLine, written
from netralitas.casework.log.verify import MOST_FINDINGS
from netralitas.facts import Language
from tests.faults.tampering import laid, line_of, renumbered
from tests.workflows.casework.log.small_log import (
    KEY,
    ORIGIN,
    STRANGER,
    Row,
    a_log,
    an_event,
    chained,
    signed,
)

LOG = a_log(60, 10, 20)
HELD = LOG.notes[1]


def report_on(lines: list[bytes], held: tuple[str, ...] = (HELD,)) -> Report:
    return verify(lines, held=held, keys=[KEY.verifier])


def kinds(lines: list[bytes], held: tuple[str, ...] = (HELD,)) -> list[tuple[Kind, int | None]]:
    return [(finding.kind, finding.at.index) for finding in report_on(lines, held).findings]


def moved(*indexes: int) -> list[Row]:
    return [LOG.rows[index] for index in indexes]


def test_a_sound_export_is_clean() -> None:
    report = verify(
        lines_of(BytesIO(b"".join(LOG.lines()))),
        held=[HELD],
        keys=[STRANGER.verifier, KEY.verifier],
    )
    assert report.clean
    assert report.findings == ()
    assert (report.origin, report.events, report.cases) == (ORIGIN, 60, 10)
    assert (report.checkpoints, report.proven) == (3, 40)


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.sets(st.integers(0, 40)))
def test_every_sound_export_is_clean(cases: list[str], sizes: set[int]) -> None:
    rows = chained(cases, range(len(cases)))
    at = sorted({size for size in sizes if size < len(rows)} | {len(rows)})
    notes = signed(rows, at)
    assert verify(laid(rows, notes), held=notes, keys=[KEY.verifier]).clean


def test_an_edit_is_named_by_line_index_case_and_version() -> None:
    rows = list(LOG.rows)
    rows[7] = (7, rows[7][1].replace(b'"says":', b'"says":9'), rows[7][2])
    (finding,) = report_on(laid(rows, LOG.notes)).findings
    assert finding.kind is Kind.EDITED
    case = finding.at.case
    assert finding.at == Where(line=9, index=7, case=case, version=finding.at.version)
    assert finding.message(Language.EN).startswith(f"line 9, event 7, case {case}, version ")
    assert "isi peristiwa ini diubah" in finding.message(Language.ID)


def test_an_edit_with_a_new_hash_is_named_by_the_event_behind_it() -> None:
    rows = list(chained(["a", "b", "a", "b"], range(4)))
    changed = chained(["a", "b", "a", "b"], ["lain", 1, 2, 3])
    rows[0] = changed[0]
    found = kinds(laid(rows, signed(rows, [4])))
    assert (Kind.UNLINKED, 0) in found


@pytest.mark.parametrize(
    "order, found",
    [
        ([0, 1, 3, 4], [(Kind.DELETED, 2)]),
        ([2, 3, 4], [(Kind.DELETED, 0)]),
        ([0, 2, 1, 3], [(Kind.REORDERED, 2)]),
        ([0, 4, 2, 3, 1, 5], [(Kind.REORDERED, 4), (Kind.REORDERED, 1)]),
        ([0, 1, 1, 2], [(Kind.INSERTED, 1)]),
        ([0, 1, 2, 3, 1], [(Kind.INSERTED, 1)]),
        ([0, 1, 3, 5, 6], [(Kind.DELETED, 2), (Kind.DELETED, 4)]),
        ([3, 2, 1, 0], [(Kind.REORDERED, 3), (Kind.REORDERED, 2), (Kind.REORDERED, 1)]),
    ],
)
def test_order_is_told_as_it_was_disturbed(order: list[int], found: list[tuple[Kind, int]]) -> None:
    report = verify(laid(moved(*order), []), held=[], keys=[], checks=[Orders])
    assert sorted((finding.kind, finding.at.index) for finding in report.findings) == sorted(found)


def test_many_lines_out_of_order_are_all_counted_and_some_listed() -> None:
    rows = chained(["a"], [0])
    backward = [(index, *rows[0][1:]) for index in reversed(range(2 * MOST_STRAYS))]
    report = report_on(laid(backward, []), ())
    assert report.found > 2 * MOST_STRAYS
    assert len(report.findings) == MOST_FINDINGS


def test_a_log_cut_behind_a_held_checkpoint_is_too_short() -> None:
    lines = laid(LOG.rows[:20], LOG.notes[:1])
    (finding,) = report_on(lines).findings
    assert finding.kind is Kind.TRUNCATED
    assert (finding.at.index, finding.at.until) == (20, 40)
    assert report_on(lines, ()).clean, "without what is held it does not show, as the limits say"


def test_a_rewritten_log_shows_behind_a_held_checkpoint_alone() -> None:
    other = chained([f"lain-{place % 7}" for place in range(40)], range(40))
    rows = [*LOG.rows[:20], *((place + 20, event, leaf) for place, event, leaf in other)]
    forged = laid(rows, signed(rows, [20, 40, 60]))
    (finding,) = report_on(forged).findings
    assert (finding.kind, finding.at.index, finding.at.until) == (Kind.FORKED, 20, 40)
    assert "Both histories are signed" in finding.says.en
    assert report_on(forged, ()).clean
    assert report_on(forged, (LOG.notes[0],)).clean


def test_of_many_held_checkpoints_only_the_first_that_disagrees_is_told() -> None:
    assert kinds(laid(LOG.rows[:20], LOG.notes[:1]), LOG.notes) == [(Kind.TRUNCATED, 20)]


@pytest.mark.parametrize(
    "held, kind, words",
    [
        ("no note", Kind.UNSIGNED, "it is not a text"),
        (signed(LOG.rows, [40], STRANGER)[0], Kind.UNSIGNED, "not signed by a known key"),
        (HELD.replace("\n40\n", "\n41\n"), Kind.UNSIGNED, "does not fit its text"),
        (
            sign_checkpoint(Checkpoint("lain", 40, bytes(32)), [KEY]),
            Kind.FOREIGN,
            "a checkpoint of the log 'lain'",
        ),
    ],
)
def test_a_held_checkpoint_that_cannot_be_used_is_a_finding(
    held: str, kind: Kind, words: str
) -> None:
    finding = report_on(LOG.lines(), (held,)).findings[0]
    assert finding.kind is kind
    assert words in finding.says.en


def test_without_known_keys_nothing_is_signed() -> None:
    report = verify(LOG.lines(), held=[HELD], keys=[])
    assert [finding.kind for finding in report.findings] == [Kind.UNSIGNED] * 4
    assert report.proven == 0


def test_events_behind_the_last_checkpoint_are_not_proven() -> None:
    assert kinds(laid(LOG.rows, LOG.notes[:2])) == [(Kind.UNSIGNED, 40)]


def test_another_origin_is_found() -> None:
    lines = LOG.lines()
    lines[0] = written(HeaderLine(origin="lain", sizes=(20, 40, 60)))
    assert {kind for kind, _ in kinds(lines)} == {Kind.FOREIGN}


@pytest.mark.parametrize("lines", [[], [b""], [b"\n"], [b"{}\n"], [b"\xff\n"], [b"[" * 100_000]])
def test_what_is_no_export_is_found_out(lines: list[bytes]) -> None:
    assert not report_on(lines, ()).clean


def test_an_export_without_its_first_line_is_found_out_and_checked_on() -> None:
    lines = LOG.lines()[1:]
    report = report_on(lines)
    assert not report.clean
    assert (report.events, report.proven) == (60, 40)


def test_events_among_the_checkpoints_are_out_of_order() -> None:
    lines = LOG.lines()
    lines.insert(-1, line_of(LOG.rows[5]))
    lines[-1] = written(EndLine(61, 3))
    assert (Kind.REORDERED, None) in kinds(lines)


def test_a_header_within_is_out_of_order() -> None:
    lines = LOG.lines()
    lines.insert(5, lines[0])
    assert kinds(lines) == [(Kind.REORDERED, None)]


def test_a_line_behind_the_last_is_found() -> None:
    assert (Kind.TRUNCATED, None) in kinds([*LOG.lines(), b"\n"])


@given(st.data())
def test_no_byte_of_an_export_can_be_another(data: st.DataObject) -> None:
    whole = bytearray(b"".join(LOG.lines()))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    assert not report_on(list(lines_of(BytesIO(bytes(whole))))).clean


@given(st.lists(st.sampled_from(LOG.lines()), max_size=70))
def test_any_choice_of_lines_is_judged_and_none_is_clean(lines: list[bytes]) -> None:
    assert report_on(lines).clean == (lines == LOG.lines())


@given(st.lists(st.binary(max_size=60)))
def test_bytes_of_any_kind_are_judged(lines: list[bytes]) -> None:
    assert not report_on([line + b"\n" for line in lines]).clean


@pytest.mark.parametrize(
    "held, words",
    [
        ((), "who holds the key can rewrite all of the history"),
        ((LOG.notes[1],), "Events 40 to 59 are later than the checkpoint that is held"),
        ((LOG.notes[2],), "What is added or cut behind the last checkpoint"),
    ],
)
def test_what_cannot_be_proven_is_said(held: tuple[str, ...], words: str) -> None:
    limits = report_on(LOG.lines(), held).limits
    assert words in limits[0].en
    assert "not that what it says is true" in limits[-1].en
    assert all(text.id and text.id != text.en for text in limits)


def test_every_kind_of_finding_is_said_in_both_languages() -> None:
    findings: list[Finding] = []
    for lines in (
        [],
        laid(renumbered(LOG.rows[5:]), LOG.notes),
        laid(moved(0, 4, 2, 3, 1, 7, 7), LOG.notes),
        laid([(0, an_event("a", 1, "ab" * 32), LOG.rows[0][2]), *LOG.rows[1:]], LOG.notes),
    ):
        findings += report_on(lines).findings
    assert len({finding.kind for finding in findings}) >= 6
    assert all(
        finding.says.id != finding.says.en and finding.message(Language.ID) for finding in findings
    )
