"""This file reads the broken tables, each named after its mistake.

A file's first line is `# says: LINE: message`, its second `# mend: WRONG => RIGHT`: reading in bulk
must say the first, and must take every row once the second is done.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from netralitas.facts import Language
from tests.workflows.simulation.reading_twice import chunks, in_bulk, one_by_one, said

BROKEN = Path(__file__).parents[2] / "broken"
TABLES = sorted((BROKEN / "tables").iterdir())
CASES = [file for file in sorted((BROKEN / "cases").iterdir()) if file.suffix in (".csv", ".jsonl")]


class Broken(NamedTuple):
    """What is said of a broken table, its content and that content mended."""

    says: str
    content: bytes
    mended: bytes


def broken(file: Path) -> Broken:
    says, mend, content = file.read_bytes().split(b"\n", 2)
    wrong, right = mend.removeprefix(b"# mend: ").decode("unicode_escape").split(" => ")
    assert content.count(wrong.encode("latin-1")) >= 1, "the mistake is not in the file"
    mended = content.replace(wrong.encode("latin-1"), right.encode("latin-1"), 1)
    # Tables have no comments: the lines stay, what they say goes.
    return Broken(says.decode().removeprefix("# says: "), b"\n\n" + content, b"\n\n" + mended)


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_a_broken_table_says_what_is_wrong_and_where(file: Path) -> None:
    errors = in_bulk(broken(file).content, file.suffix).errors
    assert [said(error).removeprefix(f"t{file.suffix}:").strip() for error in errors] == [
        broken(file).says
    ]
    for language in Language:
        assert errors[0].message(language).isprintable()


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_a_broken_table_is_taken_once_it_is_mended(file: Path) -> None:
    found = chunks(broken(file).mended, file.suffix)
    assert [error for chunk in found for error in chunk.faults] == []
    assert sum(chunk.frame.height for chunk in found) > 0


@pytest.mark.parametrize("file", [*TABLES, *CASES], ids=lambda file: file.name)
def test_the_reader_of_single_cases_says_the_same(file: Path) -> None:
    for content in (broken(file).content, broken(file).mended):
        bulk, single = in_bulk(content, file.suffix), one_by_one(content, file.suffix)
        assert bulk.cases == single.cases
        assert bulk.said == single.said


def test_there_are_enough_broken_tables_to_learn_from() -> None:
    assert len(TABLES) >= 50
