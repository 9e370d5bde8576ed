"""This file is an office for tests: a service on a store in memory, and the people who use it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from netralitas.casework import (
    Actor,
    Answer,
    Case,
    MemoryStore,
    Open,
    Role,
    Service,
    Settings,
    Store,
    Ticked,
    command_from,
)
from netralitas.facts import Case as CaseFile
from netralitas.facts import CaseError, Official
from netralitas.judgement import CompiledPolicy, load_policy
from netralitas.policy import read_cases

PROVISIONS = Path(__file__).parents[3] / "engine/netralitas/policy/provisions"


def national_law() -> CompiledPolicy:
    """Return the law of the nation, read from the product's own files."""
    return load_policy({file.name: file.read_bytes() for file in PROVISIONS.glob("*.yaml")})


def case_file(law: CompiledPolicy, values: Mapping[str, Any]) -> CaseFile:
    """Return a case file from its plain values; raises what is wrong with it."""
    [found] = read_cases(json.dumps(values, default=str).encode(), "case.json", law.policy)
    if isinstance(found, CaseError):
        raise found
    return found


def at(day: str | date, hour: int = 3) -> datetime:
    """Return an hour of a day, in UTC: three o'clock is ten in the morning in Jakarta."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def actor(words: str) -> Actor:
    """Return an actor of words: `kepala_daerah bupati_wali_kota bupati-1`; office and id may lack.

    One without an id is known by role and office.
    """
    role, *more = words.split()
    offices = {one.value for one in Official}
    official = next((Official(word) for word in more if word in offices), None)
    names = [word for word in more if word not in offices]
    return Actor(
        id=names[0] if names else "/".join([role, *more]), role=Role(role), official=official
    )


class Office:
    """A service with one case in it, and keys and salts that count up."""

    def __init__(
        self,
        law: CompiledPolicy,
        *,
        store: Store | None = None,
        settings: Settings | None = None,
        service: type[Service] = Service,
    ) -> None:
        self.law = law
        self.store = store if store is not None else MemoryStore()
        salts = count(1)
        self.service = service(
            self.store,
            lambda region, digest: self.law,
            settings or Settings(),
            lambda: next(salts).to_bytes(16, "big"),
        )
        self._keys = count(1)
        self.id = ""

    def open(self, file: CaseFile, words: str, day: str, **values: Any) -> Answer:
        """Open the case of a file."""
        self.id = file.id
        command = Open(file=file, **values)
        return self.service.open(command, actor(words), at=at(day), key=f"open-{file.id}")

    def act(self, words: str, action: str, day: str | date, /, **values: Any) -> Answer:
        """Do something in the case, by plain values as a file would give them."""
        command = command_from(action, values)
        key = f"key-{next(self._keys)}"
        return self.service.act(self.id, command, actor(words), at=at(day), key=key)

    def tick(self, day: str | date, limit: int = 100) -> Ticked:
        """Let what is due by a day fire."""
        return self.service.tick(at(day), limit)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.store.case(self.id)
