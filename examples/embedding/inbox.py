"""A small case system in plain sqlite3: an office's inbox, whose reports become real cases.

    python examples/embedding/inbox.py kotak-masuk receive examples/lurah-komentar.yaml
    python examples/embedding/inbox.py kotak-masuk assign LMJ-2024-001 penelaah-1
    python examples/embedding/inbox.py kotak-masuk step LMJ-2024-001 begin_review
    python examples/embedding/inbox.py kotak-masuk show

The inbox keeps its own table in a database of its own and knows nothing of netralitas' tables. Two
databases cannot be written in one transaction, so the inbox first writes down what it is about to
ask, and asks under a key that follows from it. Whatever dies in between, the same request is sent
again at the next start, and the key makes it happen once.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from netralitas.casework import Actor, Answer, Open, Role, Service, Settings, command_from
from netralitas.casework.record import open_record
from netralitas.facts import Case, InputError, NetralitasError, Refused
from netralitas.policy import read_cases
from netralitas.regions import policy_for

TABLES = """
create table if not exists letter (
    number integer primary key, received text not null, file text not null, content blob not null,
    case_id text
);
create table if not exists assignment (case_id text primary key, reviewer text not null);
create table if not exists request (
    number integer primary key, case_id text not null, action text not null, fields text not null,
    asked text not null, answered integer not null default 0
);
"""


law_of = cache(policy_for)
"""The law of a region, compiled once."""


class Inbox:
    """The letters of an office and who reviews them, beside the service that keeps the cases."""

    def __init__(self, own: sqlite3.Connection, service: Service) -> None:
        self._own = own
        self._service = service
        own.executescript(TABLES)

    def receive(self, file: str, content: bytes, at: datetime) -> str:
        """Take a report in, and open its case; return the id of the case."""
        with self._own:
            number = self._own.execute(
                "insert into letter (received, file, content) values (?, ?, ?)",
                (at.isoformat(), file, content),
            ).lastrowid
        assert number is not None
        return self._open(number, file, content, at)

    def assign(self, case: str, reviewer: str) -> None:
        """Say who reviews a case."""
        with self._own:
            self._own.execute("insert or replace into assignment values (?, ?)", (case, reviewer))

    def step(self, case: str, action: str, fields: dict[str, object], at: datetime) -> Answer:
        """Take a step in a case as its reviewer; raises Refused, with the article, where not."""
        with self._own:
            number = self._own.execute(
                "insert into request (case_id, action, fields, asked) values (?, ?, ?, ?)",
                (case, action, json.dumps(fields), at.isoformat()),
            ).lastrowid
        assert number is not None
        return self._ask(number, case, action, fields, at)

    def again(self) -> None:
        """Send again what may have been lost when the program ended: nothing happens twice."""
        letters = "select number, file, content, received from letter where case_id is null"
        for number, file, content, received in self._own.execute(letters).fetchall():
            self._open(number, file, content, datetime.fromisoformat(received))
        requests = "select number, case_id, action, fields, asked from request where not answered"
        for number, case, action, fields, asked in self._own.execute(requests).fetchall():
            at = datetime.fromisoformat(asked)
            try:
                self._ask(number, case, action, json.loads(fields), at)
            except NetralitasError as error:
                print(f"{case}: {error}", file=sys.stderr)

    def show(self) -> Iterator[str]:
        """Yield a line for each case: its reviewer, where it stands, and its next date."""
        query = (
            "select letter.case_id, reviewer from letter left join assignment using (case_id)"
            " where letter.case_id is not null order by letter.number"
        )
        for case, reviewer in self._own.execute(query):
            there = self._service.store.case(case)
            stages = ", ".join(f"{lane}: {stage}" for lane, stage in there.stages())
            following = there.next_date
            date = following.at.date().isoformat() if following else "-"
            yield f"{case}  {reviewer or '-'}  {stages}  next {date}"

    def _open(self, number: int, file: str, content: bytes, at: datetime) -> str:
        policy = law_of(None).policy
        case = next(iter(read_cases(content, file, policy)))
        if not isinstance(case, Case):
            raise case
        clerk = Actor(id="loket", role=Role.BKPSDM)
        self._service.open(Open(file=case), clerk, at=at, key=f"letter/{number}")
        with self._own:
            self._own.execute("update letter set case_id = ? where number = ?", (case.id, number))
        return case.id

    def _ask(
        self, number: int, case: str, action: str, fields: dict[str, object], at: datetime
    ) -> Answer:
        [reviewer] = self._own.execute(
            "select reviewer from assignment where case_id = ?", (case,)
        ).fetchone() or ("loket",)
        actor = Actor(id=reviewer, role=Role.REVIEWER)
        try:
            command = command_from(action, fields)
            answer = self._service.act(case, command, actor, at=at, key=f"request/{number}")
        except (InputError, Refused):
            self._answered(number)  # a refusal is an answer too; whatever else fails is sent again
            raise
        self._answered(number)
        return answer

    def _answered(self, number: int) -> None:
        with self._own:
            self._own.execute("update request set answered = 1 where number = ?", (number,))


@contextmanager
def inbox(folder: Path) -> Iterator[Inbox]:
    """Yield the inbox in a folder, its own database beside that of the cases."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(folder / "inbox.db")) as own,
        closing(open_record(folder / "cases.db")) as record,
    ):
        service = Service(
            record,
            lambda region, digest: law_of(region),
            Settings(),
            lambda: secrets.token_bytes(16),
        )
        yield Inbox(own, service)


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; 7 where the law refuses it, 2 for a request that is none."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, verb, *rest = arguments
    with inbox(Path(folder)) as office:
        office.again()
        try:
            if verb == "receive" and len(rest) == 1:
                print(office.receive(rest[0], Path(rest[0]).read_bytes(), datetime.now(UTC)))
            elif verb == "assign" and len(rest) == 2:
                office.assign(*rest)
            elif verb == "step" and len(rest) >= 2:
                fields = json.loads(rest[2]) if rest[2:] else {}
                answer = office.step(rest[0], rest[1], fields, datetime.now(UTC))
                print(f"{answer.event.version}: {answer.event.kind}")
            elif verb == "show" and not rest:
                print(*office.show(), sep="\n")
            else:
                print(__doc__, file=sys.stderr)
                return 2
        except NetralitasError as error:
            print(error, file=sys.stderr)
            return 7
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
