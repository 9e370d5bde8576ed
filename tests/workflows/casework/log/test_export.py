"""An export holds what the store holds, to the byte, and judges nothing."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from netralitas.casework.log import LogError, export, leaf_hash, lines_of
from netralitas.casework.log.lines import MOST_BYTES, EventLine, read_line, written
from tests.workflows.casework.log.small_log import ORIGIN, a_log, an_event

LOG = a_log(20, 4, 10)


def test_the_lines_are_header_events_checkpoints_and_end() -> None:
    first, *middle, last = [json.loads(line) for line in LOG.lines()]
    assert (first["format"], first["schema"]) == ("netralitas-log", 1)
    assert (first["origin"], first["sizes"]) == (ORIGIN, [10, 20])
    assert first["notes"]["id"].startswith("Ekspor catatan perkara.")
    assert first["notes"]["en"].startswith("Export of a record of cases.")
    assert [line["index"] for line in middle[:20]] == list(range(20))
    assert tuple(line["checkpoint"] for line in middle[20:]) == LOG.notes
    assert last == {"events": 20, "checkpoints": 2}


def test_events_are_there_to_the_byte() -> None:
    for line, (index, event, leaf) in zip(LOG.lines()[1:], LOG.rows, strict=False):
        read = read_line(line)
        assert isinstance(read, EventLine)
        assert (read.index, bytes(read.event), read.leaf) == (index, event, leaf.hex())


def test_checkpoints_come_in_the_order_of_their_sizes() -> None:
    backward = list(export(LOG.rows, LOG.notes[::-1], origin=ORIGIN))
    assert backward == LOG.lines()


def test_a_changed_store_is_exported_as_it_is() -> None:
    rows = [(7, an_event("a", 1, ""), leaf_hash(b"another"))]
    (_, line, _) = export(rows, [], origin=ORIGIN)
    assert json.loads(line)["leaf"] == leaf_hash(b"another").hex()


@pytest.mark.parametrize("event", [b"", b"{", b'{"a":1} ', b'{"a":\n1}', b'{},"b":{}', b"\xff"])
def test_an_event_that_is_not_json_on_one_line_is_named(event: bytes) -> None:
    with pytest.raises(LogError, match="event 5 of the log: it is not JSON on one line"):
        list(export([(5, event, leaf_hash(event))], [], origin=ORIGIN))


def test_a_hash_that_is_none_is_named() -> None:
    with pytest.raises(LogError, match="event 5 of the log"):
        list(export([(5, b"{}", b"short")], [], origin=ORIGIN))


def test_a_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(LogError):
        list(export([], ["a\n"], origin=ORIGIN))


def test_a_line_that_is_too_long_is_cut_and_passed_over() -> None:
    """So that a file of one endless line takes no more memory than its beginning."""
    first, last = LOG.lines()[0], LOG.lines()[-1]
    long = b"x" * (3 * MOST_BYTES) + b"\n"
    assert list(lines_of(BytesIO(first + long + last))) == [first, long[:MOST_BYTES], last]
    assert list(lines_of(BytesIO(first + long[:-1]))) == [first, long[:MOST_BYTES]]


def test_each_line_is_read_as_it_was_written() -> None:
    for line in LOG.lines():
        read = read_line(line)
        assert read is not None
        assert written(read) == line
