"""This file is the exam for stores: whoever keeps cases subclasses it, and gives it an empty one.

class TestOurStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return OurStore(tmp_path / "cases.db")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import msgspec
import pytest

from netralitas.casework.bodies import (
    Body,
    Closed,
    EvidenceAdded,
    Fired,
    HoldLifted,
    HoldPlaced,
    Opened,
    PersonNamed,
    kind_of,
    plain,
)
from netralitas.casework.case import Case, Relation
from netralitas.casework.commitments import commitment
from netralitas.casework.events import Deadline, Event, canonical, digest
from netralitas.casework.evolving import evolve, folded
from netralitas.casework.store import (
    AlreadyDone,
    Change,
    Conflict,
    KeyReused,
    Personal,
    Query,
    Store,
    StoreError,
    UnknownCase,
)
from netralitas.facts import CASE_SCHEMA, Charge, Evidence, EvidenceKind, Stage, Subject, Text
from netralitas.facts import Case as CaseFile

AT = datetime(2024, 10, 3, 2, 0, 0, 123456, tzinfo=UTC)


def a_case(
    id: str = "A-1",
    *,
    key: str = "",
    region: str | None = None,
    sets: tuple[Deadline, ...] = (),
    keeps: tuple[Personal, ...] = (),
) -> Change:
    """Return the change that opens a case."""
    file = CaseFile(
        schema=CASE_SCHEMA,
        id=id,
        subject=Subject(),
        charges=(Charge(act="react_online"),),
        region=region,
    )
    body = Opened(file=file, source="laporan", zone=7, policy="sha256:0", packs=())
    return _change(None, id, body, key or f"open/{id}", sets=sets, keeps=keeps)


def a_step(
    case: Case,
    *,
    key: str = "",
    command: str = "",
    body: Body | None = None,
    sets: tuple[Deadline, ...] = (),
    clears: tuple[str, ...] = (),
    keeps: tuple[Personal, ...] = (),
    erases: tuple[str, ...] = (),
) -> Change:
    """Return a change that adds something to a case: by default, a piece of evidence."""
    said = body or EvidenceAdded(
        number=len(case.evidence) + 1, evidence=Evidence(kind=EvidenceKind.FOTO)
    )
    key = key or f"{case.id}/{case.version + 1}"
    return _change(
        case, case.id, said, key, command, sets=sets, clears=clears, keeps=keeps, erases=erases
    )


def a_deadline(kind: str = "berkas/tinjau", serial: int = 1, *, day: int = 0) -> Deadline:
    """Return a deadline that fires some days after the case was opened."""
    at = AT + timedelta(days=day)
    return Deadline(
        kind=kind,
        serial=serial,
        lane="berkas",
        does="review",
        at=at,
        due=(at.date(),),
        basis="internal",
        says=Text(id="ditinjau", en="looked at"),
        starts=date(2024, 10, 3),
    )


def firing(case: Case, deadline: Deadline) -> Change:
    """Return what firing a deadline does, as a service would have it."""
    body = Fired(
        kind=deadline.kind,
        serial=deadline.serial,
        lane=deadline.lane,
        does=deadline.does,
        due=deadline.due,
        basis=deadline.basis,
    )
    key = f"deadline/{case.id}/{deadline.id}"
    return a_step(case, key=key, body=body, clears=(deadline.id,))


def _change(
    before: Case | None,
    case: str,
    body: Body,
    key: str,
    command: str = "",
    *,
    sets: tuple[Deadline, ...] = (),
    clears: tuple[str, ...] = (),
    keeps: tuple[Personal, ...] = (),
    erases: tuple[str, ...] = (),
) -> Change:
    event = Event(
        case=case,
        version=before.version + 1 if before else 1,
        kind=kind_of(body),
        at=AT,
        actor="pegawai-7",
        role="reviewer",
        body=plain(body),
        key=key,
        commitments={
            one.name: commitment(one.data, case=case, name=one.name, salt=one.salt) for one in keeps
        },
        sets=sets,
        clears=clears,
        previous=before.last if before else "",
    )
    return Change(
        event=event,
        state=evolve(before, event),
        command=command or f"command of {key}",
        keeps=keeps,
        erases=erases,
    )


def grown(store: Store, id: str, events: int) -> Case:
    """Return a case after it was opened and grown to so many events in a store."""
    change = a_case(id)
    store.append([change])
    while change.state.version < events:
        change = a_step(change.state)
        store.append([change])
    return change.state


class StoreContract:
    """The promises of a store; `store` is a fixture that gives an empty one, anew for each test."""

    @pytest.fixture
    def store(self) -> Store:
        """Return an empty store: a subclass says which."""
        raise NotImplementedError

    def test_what_was_appended_is_read_back_byte_for_byte(self, store: Store) -> None:
        opened = a_case("LMJ-2024/α 1", sets=(a_deadline(),))
        second = a_step(opened.state, clears=(a_deadline().id,))
        store.append([opened])
        store.append([second])
        events = store.events("LMJ-2024/α 1")
        assert [canonical(one) for one in events] == [
            canonical(opened.event),
            canonical(second.event),
        ]
        assert store.case("LMJ-2024/α 1") == second.state == folded(events)
        assert [one.version for one in store.events("LMJ-2024/α 1", after=1)] == [2]
        assert store.events("LMJ-2024/α 1", after=2) == ()

    def test_a_case_that_is_not_there_is_unknown(self, store: Store) -> None:
        with pytest.raises(UnknownCase):
            store.case("A-1")
        with pytest.raises(UnknownCase):
            store.events("A-1")
        assert store.size() == 0
        assert list(store.entries()) == []

    def test_a_version_is_taken_once(self, store: Store) -> None:
        case = grown(store, "A-1", 2)
        store.append([a_step(case, key="first")])
        with pytest.raises(Conflict) as conflict:
            store.append([a_step(case, key="second")])
        assert (conflict.value.expected, conflict.value.found) == (2, 3)
        assert [one.key for one in store.events("A-1")][2:] == ["first"]
        assert store.done("second") is None

    def test_no_version_is_left_out(self, store: Store) -> None:
        case = grown(store, "A-1", 1)
        ahead = a_step(a_step(case).state)
        with pytest.raises(Conflict):
            store.append([ahead])
        with pytest.raises(Conflict):
            store.append([a_step(a_case("B-1").state)])
        assert store.size() == 1

    def test_the_same_command_under_the_same_key_is_told_what_it_did(self, store: Store) -> None:
        case = grown(store, "A-1", 1)
        change = a_step(case, key="k", command="c")
        store.append([change])
        with pytest.raises(AlreadyDone) as done:
            store.append([change])
        assert canonical(done.value.event) == canonical(change.event)
        found = store.done("k")
        assert found is not None
        assert (found.event.version, found.command) == (2, "c")
        later = a_step(store.case("A-1"), key="k", command="c")
        with pytest.raises(AlreadyDone):
            store.append([later])
        assert store.size() == 2

    def test_a_key_used_for_another_command_is_refused_in_any_case(self, store: Store) -> None:
        case = grown(store, "A-1", 1)
        store.append([a_step(case, key="k", command="c")])
        with pytest.raises(KeyReused):
            store.append([a_step(store.case("A-1"), key="k", command="other")])
        with pytest.raises(KeyReused):
            store.append([a_case("B-1", key="k")])
        with pytest.raises(UnknownCase):
            store.case("B-1")

    def test_changes_are_taken_together_or_not_at_all(self, store: Store) -> None:
        case = grown(store, "A-1", 1)
        kept = Personal(name="witness.1", salt=b"s" * 16, data=b"w")
        good = a_case("B-1", sets=(a_deadline(),), keeps=(kept,))
        step = a_step(good.state)
        stale = a_step(case, key="stale")
        store.append([a_step(case)])
        with pytest.raises(Conflict):
            store.append([good, step, stale])
        with pytest.raises(UnknownCase):
            store.case("B-1")
        assert store.done(good.event.key) is None
        assert list(store.due(AT + timedelta(days=99))) == []
        assert list(store.personal("B-1")) == []
        assert store.size() == 2
        store.append([good, step])
        assert store.case("B-1") == step.state
        with pytest.raises((AlreadyDone, KeyReused)):
            twice = a_case("C-1", key="twice")
            store.append([twice, a_step(twice.state, key="twice")])
        with pytest.raises(UnknownCase):
            store.case("C-1")

    def test_all_events_have_one_order_without_gaps(self, store: Store) -> None:
        first, second = a_case("A-1"), a_case("B-1")
        changes = [first, second, a_step(second.state), a_step(first.state)]
        for change in changes:
            store.append([change])
        entries = list(store.entries())
        assert [one.leaf for one in entries] == [0, 1, 2, 3]
        assert [one.event for one in entries] == [one.event for one in changes]
        assert [one.leaf for one in store.entries(start=1, limit=2)] == [1, 2]
        assert list(store.entries(start=4)) == []
        assert store.size() == 4
        previous = [one.event.previous for one in entries]
        assert previous == ["", "", digest(second.event), digest(first.event)]

    def test_cases_are_listed_by_what_is_asked(self, store: Store) -> None:
        store.append([a_case("B-1", region="lebong", sets=(a_deadline(day=5),))])
        store.append([a_case("A-1", sets=(a_deadline(day=1),))])
        ended = a_case("C-1", region="lebong")
        store.append([ended])
        ending = Closed(track=None, ending=Stage.CLOSED_NO_VIOLATION, law="no_violation")
        store.append([a_step(ended.state, body=ending)])

        def ids(**values: Any) -> list[str]:
            return [one.id for one in store.list(Query(**values))]

        assert ids() == ["A-1", "B-1", "C-1"]
        assert ids(region="lebong") == ["B-1", "C-1"]
        assert ids(open=True) == ["A-1", "B-1"]
        assert ids(open=False) == ["C-1"]
        assert ids(stage="closed_no_violation") == ["C-1"]
        assert ids(lane="berkas", stage="report") == ["A-1", "B-1"]
        assert ids(lane="disiplin") == []
        assert ids(due_by=AT + timedelta(days=1)) == ["A-1"]
        assert ids(limit=2) == ["A-1", "B-1"]
        assert ids(limit=2, after="B-1") == ["C-1"]
        line = store.list(Query(after="B-1"))[0]
        assert (line.version, line.region, line.open) == (2, "lebong", False)
        assert line.stages == {"berkas": "closed_no_violation", "pidana": "none"}
        assert (line.opened, line.changed, line.next_date) == (AT, AT, None)

    def test_deadlines_are_set_moved_and_cleared_with_their_events(self, store: Store) -> None:
        opened = a_case(sets=(a_deadline("x", day=3), a_deadline("y", day=1)))
        store.append([opened])
        until = AT + timedelta(days=99)
        assert [one.deadline.kind for one in store.due(until)] == ["y", "x"]
        assert [one.deadline.kind for one in store.due(AT + timedelta(days=1))] == ["y"]
        assert list(store.due(AT)) == []
        moved = a_step(opened.state, sets=(a_deadline("x", day=0),), clears=("y#1",))
        store.append([moved])
        [due] = store.due(until)
        assert (due.case, due.deadline) == ("A-1", a_deadline("x", day=0))

    def test_deadlines_come_in_pages(self, store: Store) -> None:
        for number in range(5):
            store.append([a_case(f"A-{number}", sets=(a_deadline(day=number // 2),))])
        until = AT + timedelta(days=99)
        first = list(store.due(until, limit=2))
        last = first[-1]
        rest = store.due(until, after=(last.deadline.at, last.case, last.deadline.id))
        assert [one.case for one in (*first, *rest)] == [f"A-{number}" for number in range(5)]

    def test_a_deadline_fires_once_when_it_has_come(self, store: Store) -> None:
        store.append([a_case(sets=(a_deadline("x", day=1), a_deadline("y", day=2)))])
        assert list(store.fire(AT, 10, firing)) == []
        events = store.fire(AT + timedelta(days=1), 10, firing)
        assert [one.body["kind"] for one in events] == ["x"]
        assert list(store.fire(AT + timedelta(days=1), 10, firing)) == []
        events = store.fire(AT + timedelta(days=9), 10, firing)
        assert [one.body["kind"] for one in events] == ["y"]
        assert list(store.fire(AT, 10, firing)) == []
        assert store.case("A-1").fired == ("x#1", "y#1")
        assert store.case("A-1") == folded(store.events("A-1"))

    def test_no_more_fire_than_asked_for(self, store: Store) -> None:
        for number in range(5):
            store.append([a_case(f"A-{number}", sets=(a_deadline(),))])
        assert [one.case for one in store.fire(AT, 2, firing)] == ["A-0", "A-1"]
        assert [one.case for one in store.fire(AT, 9, firing)] == ["A-2", "A-3", "A-4"]

    def test_of_one_case_each_claim_sees_what_the_one_before_did(self, store: Store) -> None:
        """`y` is cleared by firing `x`, and is not fired; `z`, set by it, waits for the next."""
        store.append([a_case(sets=(a_deadline("x", day=0), a_deadline("y", day=1)))])
        seen: list[int] = []

        def make(case: Case, deadline: Deadline) -> Change:
            seen.append(case.version)
            if deadline.kind != "x":
                return firing(case, deadline)
            change = firing(case, deadline)
            event = msgspec.structs.replace(
                change.event, clears=("x#1", "y#1"), sets=(a_deadline("z", day=0),)
            )
            return msgspec.structs.replace(change, event=event, state=evolve(case, event))

        now = AT + timedelta(days=9)
        assert [one.body["kind"] for one in store.fire(now, 10, make)] == ["x"]
        assert [one.body["kind"] for one in store.fire(now, 10, make)] == ["z"]
        assert seen == [1, 2]

    def test_a_deadline_that_cannot_fire_holds_up_no_other(self, store: Store) -> None:
        for number in range(3):
            store.append([a_case(f"A-{number}", sets=(a_deadline(),))])

        def make(case: Case, deadline: Deadline) -> Change | None:
            return None if case.id == "A-0" else firing(case, deadline)

        assert [one.case for one in store.fire(AT, 1, make)] == ["A-1"]
        assert [one.case for one in store.fire(AT, 9, make)] == ["A-2"]
        assert [one.case for one in store.fire(AT, 9, firing)] == ["A-0"]

    def test_a_claim_without_its_append_is_none(self, store: Store) -> None:
        store.append([a_case(sets=(a_deadline(),))])

        def dies(case: Case, deadline: Deadline) -> Change:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            store.fire(AT, 9, dies)
        assert store.size() == 1
        assert len(store.fire(AT, 9, firing)) == 1

    def test_of_several_workers_each_deadline_comes_to_one(self, store: Store) -> None:
        for number in range(40):
            store.append([a_case(f"A-{number:02}", sets=(a_deadline(),))])

        def work() -> int:
            fired = 0
            for _ in range(60):
                try:
                    events = store.fire(AT, 3, firing)
                except StoreError:
                    continue
                fired += len(events)
            return fired

        assert sum(_at_once([work] * 4)) == 40
        assert store.size() == 80
        assert list(store.due(AT)) == []

    def test_of_several_writers_on_one_case_no_version_is_lost_or_doubled(
        self, store: Store
    ) -> None:
        store.append([a_case()])

        def work(name: str) -> int:
            taken = 0
            while taken < 10:
                change = a_step(store.case("A-1"), key=f"{name}/{taken}")
                try:
                    store.append([change])
                except Conflict:
                    continue
                taken += 1
            return taken

        assert sum(_at_once([partial(work, name) for name in "abcd"])) == 40
        events = store.events("A-1")
        assert [one.version for one in events] == list(range(1, 42))
        assert store.case("A-1") == folded(events)

    def test_personal_data_stands_apart_and_can_be_erased(self, store: Store) -> None:
        kept = Personal(name="reporter.1", salt=b"s" * 16, data="warga-α".encode())
        other = Personal(name="reporter.1", salt=b"t" * 16, data=b"\x00\xff")
        opened = a_case(keeps=(kept,))
        store.append([opened])
        store.append([a_case("B-1", keeps=(other,))])
        assert list(store.personal("A-1")) == [kept]
        assert list(store.personal("B-1")) == [other]
        content = b"".join(canonical(one.event) for one in store.entries())
        assert kept.data not in content
        assert kept.salt not in content
        witness = Personal(name="witness.1", salt=b"u" * 16, data=b"w")
        named = PersonNamed(relation=Relation.WITNESS, name="witness.1")
        second = a_step(opened.state, body=named, keeps=(witness,))
        store.append([second])
        assert list(store.personal("A-1")) == [kept, witness]
        before = [canonical(one.event) for one in store.entries()]
        store.append([a_step(second.state, erases=("reporter.1",))])
        assert list(store.personal("A-1")) == [witness]
        assert list(store.personal("B-1")) == [other]
        after = [canonical(one.event) for one in store.entries()]
        assert after[: len(before)] == before
        assert store.case("A-1").people[0].commitment == commitment(
            kept.data, case="A-1", name=kept.name, salt=kept.salt
        )

    def test_a_refused_change_leaves_personal_data_and_deadlines_as_they_were(
        self, store: Store
    ) -> None:
        kept = Personal(name="reporter.1", salt=b"s" * 16, data=b"r")
        opened = a_case(sets=(a_deadline(),), keeps=(kept,))
        store.append([opened])
        store.append([a_step(opened.state, body=HoldPlaced(reasons="sengketa"))])
        lifted = HoldLifted(reasons="selesai")
        stale = a_step(
            opened.state, key="x", body=lifted, clears=(a_deadline().id,), erases=("reporter.1",)
        )
        with pytest.raises(Conflict):
            store.append([stale])
        assert list(store.personal("A-1")) == [kept]
        assert len(store.due(AT)) == 1
        assert store.case("A-1").held


def _at_once(work: Sequence[Callable[[], int]]) -> list[int]:
    with ThreadPoolExecutor(len(work)) as pool:
        return [one.result() for one in [pool.submit(task) for task in work]]
