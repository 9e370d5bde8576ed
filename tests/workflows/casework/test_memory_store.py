"""The store in memory keeps every promise of a store; stores that break one are found out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from netralitas.casework import Change, Event, Make, MemoryStore, Store
from netralitas.casework.conformance import StoreContract
from netralitas.facts import NetralitasError


class TestMemoryStore(StoreContract):
    """The reference."""

    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()


class Forgetful(MemoryStore):
    """Takes one change after the other: what came before a refused one stays."""

    def append(self, changes: Sequence[Change]) -> None:
        for change in changes:
            super().append([change])


class Twice(MemoryStore):
    """Claims without appending in the same breath: another may claim the same meanwhile."""

    def fire(self, now: datetime, limit: int, make: Make) -> Sequence[Event]:
        claimed = self.due(now, limit=limit)
        made = [make(self.case(case), deadline) for case, deadline in claimed]
        changes = [change for change in made if change is not None]
        for change in changes:
            self.append([change])
        return [change.event for change in changes]


class Hoarding(MemoryStore):
    """Erases nothing."""

    def _take(self, change: Change) -> None:
        kept = {name: one for name, one in self._personal.items()}
        super()._take(change)
        self._personal = {**kept, **self._personal}


BROKEN = [
    (Forgetful, StoreContract.test_changes_are_taken_together_or_not_at_all),
    (Twice, StoreContract.test_of_one_case_each_claim_sees_what_the_one_before_did),
    (Twice, StoreContract.test_a_deadline_that_cannot_fire_holds_up_no_other),
    (Hoarding, StoreContract.test_personal_data_stands_apart_and_can_be_erased),
]


@pytest.mark.parametrize("broken, promise", BROKEN, ids=lambda one: one.__name__)
def test_a_store_that_breaks_a_promise_is_found_out(broken: type[Store], promise: object) -> None:
    assert callable(promise)
    with pytest.raises((AssertionError, NetralitasError, pytest.fail.Exception)):
        promise(StoreContract(), broken())
