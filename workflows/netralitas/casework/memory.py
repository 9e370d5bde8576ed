"""This file is the store that keeps nothing beyond the process: the reference for the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from threading import RLock

from netralitas.casework.case import Case, freeze, thaw
from netralitas.casework.events import Deadline, Event, canonical, event_from
from netralitas.casework.store import (
    AlreadyDone,
    Change,
    Conflict,
    Done,
    Due,
    Entry,
    KeyReused,
    Make,
    Personal,
    Query,
    Summary,
    UnknownCase,
    summary,
)


class MemoryStore:
    """Cases kept in this process, as bytes, so that nobody can change what was stored.

    It may be used from several threads; one at a time is let in.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._log: list[bytes] = []
        self._of_case: dict[str, list[int]] = {}
        self._states: dict[str, bytes] = {}
        self._summaries: dict[str, Summary] = {}
        self._keys: dict[str, tuple[int, str]] = {}
        self._deadlines: dict[tuple[str, str], Deadline] = {}
        self._personal: dict[tuple[str, str], Personal] = {}

    def append(self, changes: Sequence[Change]) -> None:
        """Take all the changes, in their order, or none of them."""
        with self._lock:
            self._check(changes)
            for change in changes:
                self._take(change)

    def done(self, key: str) -> Done | None:
        """Return what a key was used for."""
        with self._lock:
            found = self._keys.get(key)
            return Done(self._event(found[0]), found[1]) if found else None

    def case(self, case: str) -> Case:
        """Return a case as it stands."""
        with self._lock:
            if case not in self._states:
                raise UnknownCase(case)
            return thaw(self._states[case])

    def events(self, case: str, *, after: int = 0) -> Sequence[Event]:
        """Return the events of a case above a version."""
        with self._lock:
            if case not in self._of_case:
                raise UnknownCase(case)
            return tuple(self._event(leaf) for leaf in self._of_case[case][after:])

    def entries(self, *, start: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """Return events of all cases in their one order."""
        with self._lock:
            return tuple(
                Entry(leaf, self._event(leaf))
                for leaf in range(start, min(start + limit, len(self._log)))
            )

    def size(self) -> int:
        """Return how many events there are."""
        with self._lock:
            return len(self._log)

    def list(self, query: Query) -> Sequence[Summary]:
        """Return the cases that a query asks for."""
        with self._lock:
            found = [one for one in self._summaries.values() if _asked(one, query)]
            return tuple(sorted(found, key=lambda one: one.id)[: query.limit])

    def due(
        self, until: datetime, *, limit: int = 1000, after: tuple[datetime, str, str] | None = None
    ) -> Sequence[Due]:
        """Return deadlines that fire at or before an instant."""
        with self._lock:
            found = sorted(
                (one.at, case, id)
                for (case, id), one in self._deadlines.items()
                if one.at <= until and (after is None or (one.at, case, id) > after)
            )
            return tuple(Due(case, self._deadlines[case, id]) for _, case, id in found[:limit])

    def fire(self, now: datetime, limit: int, make: Make) -> Sequence[Event]:
        """Claim deadlines that have come, and append what is made of each."""
        with self._lock:
            claimed = self.due(now, limit=len(self._deadlines))
            events: list[Event] = []
            for case, deadline in claimed:
                if len(events) == limit:
                    break
                if self._deadlines.get((case, deadline.id)) != deadline:
                    continue
                change = make(self.case(case), deadline)
                if change is not None:
                    self.append([change])
                    events.append(change.event)
            return tuple(events)

    def personal(self, case: str) -> Sequence[Personal]:
        """Return the personal data kept of a case."""
        with self._lock:
            return tuple(one for (of, _), one in sorted(self._personal.items()) if of == case)

    def _check(self, changes: Sequence[Change]) -> None:
        """Refuse before anything is taken, counting what the changes before would have taken."""
        versions: dict[str, int] = {}
        keys: dict[str, Change] = {}
        for change in changes:
            event = change.event
            there = self.done(event.key)
            if event.key in keys:
                there = Done(keys[event.key].event, keys[event.key].command)
            if there is not None:
                if there.command == change.command:
                    raise AlreadyDone(there.event)
                raise KeyReused(event.key)
            found = versions.get(event.case, len(self._of_case.get(event.case, ())))
            if event.version != found + 1:
                raise Conflict(event.case, expected=event.version - 1, found=found)
            versions[event.case] = event.version
            keys[event.key] = change

    def _take(self, change: Change) -> None:
        event = change.event
        leaf = len(self._log)
        self._log.append(canonical(event))
        self._of_case.setdefault(event.case, []).append(leaf)
        self._keys[event.key] = (leaf, change.command)
        self._states[event.case] = freeze(change.state)
        self._summaries[event.case] = summary(change.state)
        for one in event.sets:
            self._deadlines[event.case, one.id] = one
        for id in event.clears:
            self._deadlines.pop((event.case, id), None)
        for kept in change.keeps:
            self._personal[event.case, kept.name] = kept
        for name in change.erases:
            self._personal.pop((event.case, name), None)

    def _event(self, leaf: int) -> Event:
        return event_from(self._log[leaf])


def _asked(one: Summary, query: Query) -> bool:
    stages = one.stages if query.lane is None else {query.lane: one.stages.get(query.lane, "")}
    return (
        one.id > query.after
        and (query.region is None or one.region == query.region)
        and (query.open is None or one.open is query.open)
        and (query.lane is None or query.lane in one.stages)
        and (query.stage is None or query.stage in stages.values())
        and (query.due_by is None or (one.next_date is not None and one.next_date <= query.due_by))
    )
