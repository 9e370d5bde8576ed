"""Events: one canonical form, one hash, a chain; folding them refuses what does not follow."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from netralitas.casework import (
    KINDS,
    Event,
    body_of,
    canonical,
    digest,
    event_from,
    evolve,
    folded,
    freeze,
    thaw,
)
from netralitas.casework.conformance import a_case, a_step
from netralitas.casework.events import upcast, utc
from netralitas.facts import InputError
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office
from tests.workflows.casework.test_stories import stories, told


def test_the_canonical_form_is_sorted_json_without_spaces() -> None:
    event = a_case("α").event
    content = canonical(event)
    plain = json.loads(content)
    again = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert content.decode() == again
    assert plain["at"] == "2024-10-03T02:00:00.123456Z"


def test_the_digest_is_the_leaf_hash_of_the_canonical_bytes() -> None:
    event = a_case().event
    assert digest(event) == hashlib.sha256(b"\0" + canonical(event)).hexdigest()
    assert digest(event) != hashlib.sha256(canonical(event)).hexdigest()


@pytest.mark.parametrize("field", Event.__struct_fields__)
def test_the_digest_depends_on_every_field(field: str) -> None:
    event = a_step(a_case().state).event
    others = {
        "version": 9,
        "schema": 9,
        "at": event.at + timedelta(microseconds=1),
        "body": {},
        "cites": (msgspec.convert({"instrument": "x"}, type=dict),),
        "commitments": {"a": "b"},
        "judged": {},
        "sets": ({},),
        "clears": ("x",),
    }
    changed = msgspec.structs.replace(event, **{field: others.get(field, "other")})
    assert digest(changed) != digest(event)


def test_an_event_is_read_back_as_it_was() -> None:
    event = a_step(a_case().state).event
    assert event_from(canonical(event)) == event
    for wrong in (b"", b"{}", b'{"case":1}', b"\xff", b"[" * 100_000):
        with pytest.raises(InputError):
            event_from(wrong)


def test_a_case_is_frozen_and_thawed_as_it_was() -> None:
    case = a_step(a_case("β").state).state
    assert thaw(freeze(case)) == case
    for wrong in (b"", b"{}", b"[]", b"\xff"):
        with pytest.raises(InputError):
            thaw(wrong)


def test_events_that_do_not_follow_are_refused() -> None:
    first = a_case()
    second = a_step(first.state)
    third = a_step(second.state)
    assert folded([first.event, second.event, third.event]) == third.state
    for wrong in (
        [],
        [second.event],
        [first.event, third.event],
        [first.event, second.event, second.event],
        [first.event, a_step(a_case("B-1").state).event],
        [first.event, msgspec.structs.replace(second.event, previous="0" * 64)],
        [msgspec.structs.replace(first.event, kind="hold_placed", body={"reasons": "x"})],
        [first.event, msgspec.structs.replace(second.event, kind="decided_")],
        [first.event, msgspec.structs.replace(second.event, body={"number": "one"})],
    ):
        with pytest.raises(InputError):
            folded(wrong)


def test_bodies_of_older_schemas_are_brought_up_step_by_step() -> None:
    event = msgspec.structs.replace(a_step(a_case().state).event, schema=1, body={"a": 1})
    steps = {
        1: lambda kind, body: {"b": body["a"] + 1, "kind": kind},
        2: lambda kind, body: {"c": body["b"] + 1, "kind": body["kind"]},
    }
    assert upcast(event, steps) == {"c": 3, "kind": "evidence_added"}
    assert upcast(msgspec.structs.replace(event, schema=3), steps) == {"a": 1}
    with pytest.raises(InputError, match="schema 4, this program knows 3"):
        upcast(msgspec.structs.replace(event, schema=4), steps)
    with pytest.raises(InputError, match="update the program"):
        body_of(msgspec.structs.replace(event, schema=2))


def test_times_are_kept_in_utc_and_must_name_their_zone() -> None:
    jakarta = datetime(2024, 10, 3, 9, tzinfo=timezone(timedelta(hours=7)))
    assert utc(jakarta) == datetime(2024, 10, 3, 2, tzinfo=UTC)
    assert utc(jakarta).tzinfo is UTC
    with pytest.raises(InputError, match="without a time zone"):
        utc(datetime(2024, 10, 3))


def test_the_stories_tell_of_every_kind_of_event(law: CompiledPolicy) -> None:
    """So every kind is folded by a test; the few that no story tells are told in test_service."""
    elsewhere = {"policy_adopted", "hold_placed", "hold_lifted", "erased", "unsealed"}
    seen: set[str] = set()
    for story in stories():
        office = Office(law)
        assert told(office, story) == []
        seen |= {one.kind for one in office.store.events(office.id)}
    assert seen | elsewhere == set(KINDS)


def test_the_case_follows_from_its_events_at_every_version() -> None:
    change = a_case()
    case = change.state
    for _ in range(3):
        change = a_step(case)
        assert evolve(case, change.event) == change.state
        case = change.state
    assert case.version == 4
