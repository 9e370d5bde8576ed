"""The tables are made and brought up to date by `netralitas db upgrade`, and refused otherwise."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Text

from netralitas.casework import Unavailable
from netralitas.casework.conformance import AT, a_case, a_step
from netralitas.casework.evolving import folded
from netralitas.casework.migrations import current, upgrade
from netralitas.casework.migrations.upgrading import config_for
from netralitas.casework.record import open_record
from netralitas.casework.record.opening import find
from netralitas.casework.record.schema import check_schema
from netralitas.casework.record.tables import ALL, SCHEMAS, VERSION_TABLE
from tests.faults.soundness import wrong

RELEASES = sorted(Path(__file__).parent.glob("release_*.sql"))
"""A store as each earlier state of the tables had it, as SQL."""


def test_the_migrations_lead_through_every_state_that_is_known(tmp_path: Path) -> None:
    _, engine, _ = find(tmp_path / "kasus.db")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config_for(connection))
    engine.dispose()
    states = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(states)) == SCHEMAS


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_migrations_make_the_tables_that_are_drawn(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    address = tmp_path / "kasus.db" if kind == "sqlite" else request.getfixturevalue("postgres")
    assert current(address) is None
    assert upgrade(address) == current(address) == SCHEMAS[-1]
    _, engine, _ = find(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, ALL) == []
        others = MetaData()
        for table in ALL.sorted_tables:
            table.to_metadata(others)
        others.tables["netralitas_cases"].append_column(Column("more", Text))
        assert compare_metadata(context, others) != []  # the control: a column more
    engine.dispose()


def test_a_file_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    assert current(tmp_path / "kasus.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_upgraded_twice_without_harm(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    upgrade(file)
    record = open_record(file)
    record.append([a_case()])
    record.close()
    upgrade(file)
    record = open_record(file)
    assert record.size() == 1
    record.close()


def test_several_who_open_a_new_file_at_once_find_one_store(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"

    def open_and_write(number: int) -> None:
        record = open_record(file)
        record.append([a_case(f"A-{number}")])
        record.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_and_write, range(6)))
    record = open_record(file)
    assert record.size() == 6
    assert wrong(record) == []
    record.close()


def test_a_server_without_tables_says_what_to_run(postgres: str) -> None:
    with pytest.raises(Unavailable, match="netralitas db upgrade"):
        open_record(postgres)


def test_tables_of_an_earlier_state_are_refused_until_they_are_upgraded() -> None:
    with pytest.raises(Unavailable) as refused:
        check_schema("0001", known=("0001", "0002"))
    assert "`netralitas db upgrade`" in refused.value.says.id
    assert "`netralitas db upgrade`" in refused.value.says.en
    check_schema("0002", known=("0001", "0002"))


def test_tables_of_a_later_release_are_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "kasus.db"
    upgrade(file)
    connection = sqlite3.connect(file)
    connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.commit()
    connection.close()
    for attempt in (open_record, upgrade):
        with pytest.raises(Unavailable, match="later release"):
            attempt(file)
    assert current(file) == "9999"


@pytest.mark.parametrize("release", RELEASES, ids=lambda file: file.stem)
def test_a_store_of_an_earlier_release_is_upgraded_with_all_that_is_in_it(
    release: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kasus.db"
    connection = sqlite3.connect(file)
    connection.executescript(release.read_text("utf-8"))
    connection.close()
    assert f"release_{current(file)}" == release.stem
    assert upgrade(file) == SCHEMAS[-1]
    record = open_record(file)
    assert wrong(record) == []
    events = record.events("A-1")
    assert [event.version for event in events] == [1, 2, 3]
    assert record.case("A-1") == folded(events)
    assert [one.name for one in record.personal("A-1")] == ["reporter.1"]
    assert [one.deadline.id for one in record.due(AT)] == ["berkas/tinjau#1"]
    record.append([a_step(record.case("A-1"))])
    assert record.size() == 4
    record.close()


def test_every_state_of_the_tables_has_a_store_to_upgrade() -> None:
    assert [file.stem for file in RELEASES] == [f"release_{state}" for state in SCHEMAS]
