"""This file reads whole cases kept as data and says where a policy does not answer as expected.

An entry is a case (`case`) or a question put to the tables alone (`asked`), what is expected
(`expect`), and why (`because`). An entry of a regional corpus may also say what the nation alone
would answer (`national`). An expectation that nobody knows is refused: a slip would never fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from netralitas.escalation import authority_for, due_date
from netralitas.facts import (
    Case,
    CaseError,
    Category,
    Government,
    Level,
    Lint,
    NetralitasError,
    Official,
    Outcome,
    Place,
    Text,
    Tier,
    nearest,
)
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.expectations import (
    OF_AUTHORITY,
    OF_TRACK,
    OF_VERDICT,
    Expected,
    of_verdict,
    unmet,
)
from netralitas.judgement.lint import lint
from netralitas.judgement.verdict import explain, judge
from netralitas.policy import read_cases, read_yaml

AS_OF: Final = date(2024, 12, 31)
"""The day on which an entry is judged that names none."""

ANSWERS: Final = ("lint", "why_not", "on", "note")
"""What is asked of other functions, or of other tracks; a note is for the reader alone."""

ASKED: Final = (*OF_AUTHORITY, "working_days", "calendar_days")
_KEYS: Final = ("case", "asked", "as_of", "expect", "national", "because")


class Entry(NamedTuple):
    """One entry of a corpus, and where it stands.

    `national` is what the nation alone is expected to answer; empty where nothing is said of it.
    """

    file: str
    line: int
    id: str
    case: Case | None
    asked: Mapping[str, Any]
    as_of: date
    expect: Expected
    because: str
    national: Expected


def read_corpus(
    files: Mapping[str, bytes], policy: CompiledPolicy, *, reasons: bool = True
) -> tuple[Entry, ...]:
    """Return the entries of corpus files, in the order given.

    CaseError, at file and line, for one that cannot be read, names itself twice, expects nothing or
    something unknown, or, unless `reasons` is false, gives no reason.
    """
    entries: dict[str, Entry] = {}
    for name, content in files.items():
        located = read_yaml(content, name, error=CaseError)
        for place, item in enumerate(located.data or ()):
            at = located.place((place,))
            entry = _entry(Place(at.file, at.line), item, policy, reasons)
            if entry.id in entries:
                raise _broken(at, f"{entry.id} sudah ada", f"{entry.id} stands twice")
            entries[entry.id] = entry
    return tuple(entries.values())


def _broken(at: Place, says: str, english: str, hint: Text | None = None) -> CaseError:
    return CaseError(Text(id=says, en=english), at=at, hint=hint)


def _entry(at: Place, item: Any, policy: CompiledPolicy, reasons: bool) -> Entry:
    if not isinstance(item, Mapping):
        raise _broken(at, "bukan sebuah butir", "no entry", _EXAMPLE)
    for key in item:
        if key not in _KEYS:
            hint = nearest(str(key), _KEYS)
            raise _broken(at, f"kunci tidak dikenal: {key!r}", f"unknown key {key!r}", hint)
    if ("case" in item) == ("asked" in item):
        raise _broken(
            at,
            "kasus, atau pertanyaan kepada tabel: salah satu",
            "either a case or something asked of the tables",
        )
    if reasons and not str(item.get("because") or "").strip():
        raise _broken(at, "tanpa alasan (because)", "no reason is given (because)")
    known = ASKED if "asked" in item else (*OF_VERDICT, *OF_TRACK, *ANSWERS)
    expect = _expected(at, item.get("expect"), known)
    national = _expected(at, item["national"], known) if "national" in item else {}
    case = _case(at, item["case"], policy) if "case" in item else None
    return Entry(
        file=at.file,
        line=at.line,
        id=case.id if case else item["asked"]["id"],
        case=case,
        asked=item.get("asked", {}),
        as_of=date.fromisoformat(item["as_of"]) if "as_of" in item else AS_OF,
        expect=expect,
        because=str(item.get("because") or ""),
        national=national,
    )


def _expected(at: Place, said: Any, known: tuple[str, ...]) -> Expected:
    if not isinstance(said, Mapping) or not said:
        raise _broken(at, "tidak mengharapkan apa pun", "expects nothing", _EXAMPLE)
    wrong = [(key, known) for key in said if key not in known]
    for track in (said.get("on") or {}).values():
        wrong += [(key, tuple(OF_TRACK)) for key in track if key not in OF_TRACK]
    for key, names in wrong:
        says, english = f"harapan tidak dikenal: {key!r}", f"unknown expectation {key!r}"
        raise _broken(at, says, english, nearest(str(key), names))
    return dict(said)


_EXAMPLE = Text(
    id="misalnya {case: {...}, expect: {outcome: violation}, because: ...}",
    en="for example {case: {...}, expect: {outcome: violation}, because: ...}",
)


def _case(at: Place, data: Any, policy: CompiledPolicy) -> Case:
    (read,) = read_cases(json.dumps(data).encode(), str(at), policy.policy, format="json")
    if isinstance(read, CaseError):
        raise CaseError(read.says, at=Place(at.file, at.line, read.at.path), hint=read.hint)
    return read


def complaints(entry: Entry, policy: CompiledPolicy) -> tuple[str, ...]:
    """Return everything in which an entry's answer is not what was expected, empty when nothing.

    A case that cannot be judged is a complaint as well.
    """
    try:
        return tuple(_complaints(entry, policy))
    except NetralitasError as fault:
        return (str(fault),)


def national_complaints(entry: Entry, national: CompiledPolicy) -> tuple[str, ...]:
    """Return in what the nation alone does not answer an entry as its `national` says."""
    if entry.case is None or not entry.national:
        return ()
    try:
        verdict = judge(entry.case, national, as_of=entry.as_of)
    except NetralitasError as fault:
        return (str(fault),)
    return tuple(of_verdict(verdict, entry.national))


def _complaints(entry: Entry, policy: CompiledPolicy) -> tuple[str, ...]:
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
