"""Whole cases kept as data, each with what must come of it and the article that says so.

An entry is a case (`case`) or a question put to the tables alone (`asked`), what is expected, and
why. An expectation that nobody knows is an error: a slip of the pen would never fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from netralitas.escalation import authority_for, due_date
from netralitas.facts import (
    Case,
    CaseError,
    Category,
    Government,
    Level,
    Lint,
    Official,
    Outcome,
    Tier,
)
from netralitas.judgement import CompiledPolicy, explain, judge, lint, load_policy
from netralitas.policy import read_cases, read_yaml
from netralitas.regions import national_files

from .expectations import OF_AUTHORITY, OF_TRACK, OF_VERDICT, Expected, of_verdict, unmet

CASES = Path(__file__).parents[2] / "cases"
AS_OF = date(2024, 12, 31)
ACCEPTANCE = "acceptance"
"""The public cases: an exact copy, whose entries carry no reason of their own."""

ANSWERS = ("lint", "why_not", "on", "note")
"""What is asked of other functions, or of other tracks; a note is for the reader alone."""

ASKED = (*OF_AUTHORITY, "working_days", "calendar_days")


class Entry(NamedTuple):
    """One entry of a case file, and where it stands."""

    file: str
    line: int
    id: str
    case: Case | None
    asked: Mapping[str, Any]
    as_of: date
    expect: Expected
    because: str


class Broken(Exception):
    """A case file says something that cannot be taken."""


@cache
def national() -> CompiledPolicy:
    """Return the law as it is shipped, compiled once for a run of the tests."""
    return load_policy(national_files())


@cache
def corpus() -> tuple[Entry, ...]:
    """Return every entry of every case file, in the order of files and lines."""
    files = {file.stem: file.read_bytes() for file in sorted(CASES.glob("*.yaml"))}
    return load(files, national())


@cache
def cases() -> tuple[tuple[Entry, Case], ...]:
    """Return the entries that hold a case, with it."""
    return tuple((entry, entry.case) for entry in corpus() if entry.case is not None)


def load(files: Mapping[str, bytes], policy: CompiledPolicy) -> tuple[Entry, ...]:
    """Return the entries of case files; Broken when one cannot be read or names itself twice."""
    entries: dict[str, Entry] = {}
    for name, content in files.items():
        located = read_yaml(content, f"{name}.yaml", error=CaseError)
        for place, item in enumerate(located.data):
            entry = _entry(name, located.place((place,)).line, item, policy)
            if entry.id in entries:
                raise Broken(f"{name}.yaml:{entry.line}: {entry.id} stands twice")
            entries[entry.id] = entry
    return tuple(entries.values())


def _entry(file: str, line: int, item: Mapping[str, Any], policy: CompiledPolicy) -> Entry:
    where = f"{file}.yaml:{line}"
    if unknown := set(item) - {"case", "asked", "as_of", "expect", "because"}:
        raise Broken(f"{where}: unknown keys {sorted(unknown)}")
    if ("case" in item) == ("asked" in item):
        raise Broken(f"{where}: either a case or something asked of the tables")
    if file != ACCEPTANCE and not item.get("because", "").strip():
        raise Broken(f"{where}: no reason is given")
    known = ASKED if "asked" in item else (*OF_VERDICT, *OF_TRACK, *ANSWERS)
    named = [*item["expect"]]
    wrong = [key for key in named if key not in known]
    for track in item["expect"].get("on", {}).values():
        wrong += [key for key in track if key not in OF_TRACK]
    if not named:
        raise Broken(f"{where}: expects nothing")
    if wrong:
        raise Broken(f"{where}: unknown expectations {wrong}")
    case = _case(item["case"], where, policy) if "case" in item else None
    return Entry(
        file=file,
        line=line,
        id=case.id if case else item["asked"]["id"],
        case=case,
        asked=item.get("asked", {}),
        as_of=date.fromisoformat(item["as_of"]) if "as_of" in item else AS_OF,
        expect=item["expect"],
        because=item.get("because", ""),
    )


def _case(data: Any, where: str, policy: CompiledPolicy) -> Case:
    (read,) = read_cases(json.dumps(data).encode(), where, policy.policy, format="json")
    if isinstance(read, CaseError):
        raise Broken(f"{where}: {read}")
    return read


def complaints(entry: Entry, policy: CompiledPolicy) -> tuple[str, ...]:
    """Return everything in which an entry's answer is not what was expected, empty when nothing."""
    if entry.case is None:
        return tuple(_of_tables(entry.asked, entry.expect, policy))
    verdict = judge(entry.case, policy, as_of=entry.as_of)
    return (
        *of_verdict(verdict, entry.expect),
        *_of_lints(entry.case, entry, policy),
        *_of_whys(entry.case, entry, policy),
    )


def _of_lints(case: Case, entry: Entry, policy: CompiledPolicy) -> Iterator[str]:
    for one in entry.expect.get("lint", ()):
        by = Official(one["by"]) if "by" in one else None
        label = Tier(one["label"]) if "label" in one else None
        found = lint(case, policy, one["sanctions"], as_of=entry.as_of, by=by, label=label)
        yield from _of_lint(one, found)


def _of_lint(one: Mapping[str, Any], found: Lint) -> Iterator[str]:
    if found.answer != one["answer"]:
        points = [(point.rule, point.answer) for point in found.because]
        yield f"lint {one}: {found.answer} because of {points}"
    names = [name.id for name in found.nearest]
    if missing := [name for name in one.get("nearest_include", ()) if name not in names]:
        yield f"lint {one}: {missing} not among the nearest {names}"


def _of_whys(case: Case, entry: Entry, policy: CompiledPolicy) -> Iterator[str]:
    for one in entry.expect.get("why_not", ()):
        name = one["target"]
        target = Tier(name) if name in list(Tier) else Outcome(name)
        why = explain(case, policy, as_of=entry.as_of, why_not=target).why_not
        assert why is not None
        ways = {frozenset(change.fact for change in way.changes) for way in why.ways}
        if ways != {frozenset(way) for way in one.get("ways", ())}:
            yield f"why_not {name}: {sorted(map(sorted, ways))}, not {one.get('ways')}"
        for key, got in (("holds", why.holds), ("possible", why.possible)):
            if got is not one.get(key, False):
                yield f"why_not {name}: {key} is {got}"


def _of_tables(asked: Mapping[str, Any], expect: Expected, policy: CompiledPolicy) -> Iterator[str]:
    """Yield in what a table, asked without a case, does not answer as expected."""
    if "due" in asked:
        due = asked["due"]
        answer = due_date(policy.policy, date.fromisoformat(due["from"]), due["days"], due["unit"])
        dates = {str(one.unit): one.at.isoformat() for one in answer.due}
        if dates != dict(expect):
            yield f"due: {dates}, not {dict(expect)}"
        return
    one = asked["authority"]
    authority = authority_for(
        policy.policy,
        level=Level(one["level"]),
        government=Government(one["government"]),
        tier=Tier(one["tier"]),
        category=Category(one["category"]) if "category" in one else None,
        sanction=one.get("sanction"),
        vacant=[Level(level) for level in one.get("vacant", ())],
    )
    for key, wanted in expect.items():
        yield from unmet(key, wanted, OF_AUTHORITY[key](authority))
