"""Every event names the one before it in its case, and a break says what kind it is."""

from __future__ import annotations

import pytest

from netralitas.casework.log import Break, LogError, breaks_of, head_of, leaf_hash
from tests.workflows.casework.log.small_log import an_event, chained

EVENTS = [event for _, event, _ in chained(["a"] * 5, range(5))]


def how(events: list[bytes]) -> list[tuple[int, str]]:
    return [(broken.version, broken.how.value) for broken in breaks_of(events)]


def test_a_chain_that_holds_has_no_break() -> None:
    assert breaks_of(EVENTS) == breaks_of([]) == ()


def test_an_edited_event_breaks_the_chain_behind_it() -> None:
    head = head_of(EVENTS[2])
    edited = an_event("a", head.version, head.previous, "lain")
    (broken,) = breaks_of([*EVENTS[:2], edited, *EVENTS[3:]])
    assert (broken.version, broken.how) == (4, Break.UNLINKED)
    assert broken.before is not None
    assert (broken.before.version, broken.before.leaf) == (3, leaf_hash(edited))


def test_each_break_is_told_apart() -> None:
    one, two, three, four, _ = EVENTS
    assert how([one, three, four]) == [(3, "missing")]
    assert how([two, three]) == [(2, "missing")]
    assert how([one, two, two, three]) == [(2, "twice")]
    assert how([one, three, two, four]) == [(3, "missing"), (2, "earlier")]
    assert how([an_event("a", 1, "ab" * 32)]) == [(1, "unlinked")]


def test_the_last_event_is_not_held_by_the_chain() -> None:
    """What shows an edit there is the root of the log alone."""
    edited = an_event("a", 5, head_of(EVENTS[4]).previous, "lain")
    assert breaks_of([*EVENTS[:4], edited]) == ()


@pytest.mark.parametrize(
    "event",
    [
        b"",
        b"[]",
        b'{"case":"a","version":1}',
        b'{"case":"a","version":0,"previous":""}',
        b'{"case":"a","version":1.5,"previous":""}',
        b'{"case":"a","version":1,"previous":"AB"}',
        b'{"case":1,"version":1,"previous":""}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_event_is_refused(event: bytes) -> None:
    with pytest.raises(LogError, match="it is not JSON with case, version and previous"):
        head_of(event)
