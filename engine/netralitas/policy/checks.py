"""This file checks the rows of a policy: cited, dated, in one version a day, saying one thing.

The reader refuses a policy for the first finding, at its line; `policy check` shows them all. Names
that a row uses are checked in `references`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import msgspec

from netralitas.facts import Text, Validity, nearest
from netralitas.policy.clocks import Election, Milestone
from netralitas.policy.effects import effect_faults, tier_faults
from netralitas.policy.findings import (
    CITED,
    DATED,
    UNCITED,
    Row,
    RowFinding,
    finding,
    key_of,
    rows_of,
)
from netralitas.policy.ladders import Ladder
from netralitas.policy.model import Policy
from netralitas.policy.references import unknown_names
from netralitas.policy.scalars import Path, Refusal, unknown_name, unknown_value
from netralitas.policy.vocabulary import Field

MILESTONES = (
    "mutasi_ban",
    "pengumuman",
    "pendaftaran",
    "penelitian",
    "penetapan",
    "nomor_urut",
    "kampanye",
    "masa_tenang",
    "pemungutan",
)
"""The entries of an election's calendar that the law gives a meaning to."""


def check_rows(policy: Policy) -> tuple[RowFinding, ...]:
    """Return everything that is wrong with the rows; nothing for a policy that the reader gave."""
    return (
        *_uncited(policy),
        *_undated(policy),
        *_versions(policy),
        *_effects(policy),
        *_ladders(policy),
        *_fields(policy),
        *_calendars(policy),
        *_deadlines(policy),
        *unknown_names(policy),
    )


def _uncited(policy: Policy) -> Iterator[RowFinding]:
    for section in CITED:
        for index, row in rows_of(policy, section):
            if not row.cites:
                yield finding("uncited", (section, index, row), ("cites",), *UNCITED)


def _undated(policy: Policy) -> Iterator[RowFinding]:
    instruments = {instrument.id for instrument in policy.instruments}
    for section in ("provisions", "ladders"):
        for index, row in rows_of(policy, section):
            # Uncited and miscited rows are findings of their own.
            if row.since is None and row.cites and row.cites[0].instrument in instruments:
                yield finding(
                    "undated",
                    (section, index, row),
                    (),
                    Text(id="tanpa tanggal mulai berlaku", en="no day from which it is in force"),
                    Text(
                        id="peraturannya pun tanpa since; tulis since di sini",
                        en="its instrument has no since either; write since here",
                    ),
                )
    for section in DATED:
        for index, row in rows_of(policy, section):
            if row.since is not None and row.until is not None and row.until <= row.since:
                yield finding(
                    "never_in_force",
                    (section, index, row),
                    (),
                    Text(
                        id=f"tidak pernah berlaku: sejak {row.since}, sampai {row.until}",
                        en=f"never in force: since {row.since}, until {row.until}",
                    ),
                    Text(
                        id="until adalah hari pertama tidak berlaku lagi",
                        en="until is the first day on which it is in force no longer",
                    ),
                )


def _versions(policy: Policy) -> Iterator[RowFinding]:
    for section in msgspec.structs.asdict(policy):
        by_key: dict[object, list[tuple[int, Any]]] = {}
        for index, row in rows_of(policy, section):
            key = key_of(row)
            if key is not None:
                by_key.setdefault(key, []).append((index, row))
        for key, versions in by_key.items():
            for (_, one), (index, other) in combinations(versions, 2):
                if not _overlap(one, other):
                    continue
                dated = section in DATED
                yield finding(
                    "overlap" if dated else "duplicate",
                    (section, index, other),
                    (),
                    Text(
                        id=f"{key!r} sudah ada" + (" untuk hari yang sama" if dated else ""),
                        en=f"{key!r} is there already" + (" for the same days" if dated else ""),
                    ),
                    Text(
                        id="pisahkan dengan since dan until" if dated else "beri nama lain",
                        en="part them by since and until" if dated else "give it another name",
                    ),
                )


def _overlap(one: Any, other: Any) -> bool:
    """Whether two rows of one name hold on a common day, of the act and of the decision."""

    def validity(row: Any, prefix: str) -> Validity:
        since = getattr(row, f"{prefix}since", None)
        return Validity(since=since, until=getattr(row, f"{prefix}until", None))

    return all(
        validity(one, prefix).overlaps(validity(other, prefix)) for prefix in ("", "decided_")
    )


def _effects(policy: Policy) -> Iterator[RowFinding]:
    for index, row in enumerate(policy.provisions):
        for path, refusal in effect_faults(row.effect):
            yield finding("effect", ("provisions", index, row), ("effect", *path), *refusal)


def _ladders(policy: Policy) -> Iterator[RowFinding]:
    for index, row in enumerate(policy.ladders):
        for path, refusal in (*tier_faults(row.track, row.tier, ()), *_steps(row)):
            yield finding("ladder", ("ladders", index, row), path, *refusal)


def _steps(row: Ladder) -> Iterator[tuple[Path, Refusal]]:
    if not row.types:
        says = Text(id="tangga tanpa jenis sanksi", en="a ladder without any type")
        hint = Text(id="misalnya [{sanction: berat_a}]", en="for example [{sanction: berat_a}]")
        yield ("types",), Refusal(says, hint)
    seen: set[str] = set()
    for place, kind in enumerate(row.types):
        if kind.sanction in seen:
            says = Text(id=f"{kind.sanction!r} dua kali", en=f"{kind.sanction!r} stands twice")
            yield ("types", place), Refusal(says, _REMOVE)
        seen.add(kind.sanction)


_REMOVE = Text(id="hapus salah satu", en="remove one of them")


def _fields(policy: Policy) -> Iterator[RowFinding]:
    for index, row in enumerate(policy.fields):
        for path, refusal in _field(row):
            yield finding("field", ("fields", index, row), path, *refusal)


def _field(row: Field) -> Iterator[tuple[Path, Refusal]]:
    if (row.kind == "choice") != bool(row.values):
        says = Text(
            id="values harus ada pada kind: choice, dan hanya di situ",
            en="values must stand with kind: choice, and only there",
        )
        yield ("values",), Refusal(says, Text(id="misalnya [unit, agency]", en="as in [a, b]"))
    for word in row.words:
        if word not in row.values:
            yield ("words", word), unknown_value(word, row.values)
    if row.default is not None and not (
        isinstance(row.default, bool)
        if row.kind == "bool"
        else isinstance(row.default, str) and (row.kind == "text" or row.default in row.values)
    ):
        known = ("true", "false") if row.kind == "bool" else row.values
        yield ("default",), unknown_value(row.default, known)


def _calendars(policy: Policy) -> Iterator[RowFinding]:
    for index, election in enumerate(policy.elections):
        for place, milestone in enumerate(election.milestones):
            for path, refusal in _milestone(milestone, election):
                inside = ("milestones", place, *path)
                yield finding("calendar", ("elections", index, election), inside, *refusal)
    for index, holidays in enumerate(policy.holidays):
        for name in ("national", "cuti_bersama", "election"):
            for day in getattr(holidays, name):
                if day.year != holidays.year:
                    says = Text(
                        id=f"{day} tidak dalam {holidays.year}",
                        en=f"{day} is not in {holidays.year}",
                    )
                    row: Row = ("holidays", index, holidays)
                    yield finding("calendar", row, (name, day.isoformat()), says, _YEAR)


_YEAR = Text(id="periksa tahunnya", en="check the year")


def _milestone(milestone: Milestone, election: Election) -> Iterator[tuple[Path, Refusal]]:
    if milestone.id not in MILESTONES:
        what = Text(id="tahapan", en="milestone")
        yield ("id",), unknown_name(milestone.id, MILESTONES, what)
    if milestone.last is not None and milestone.last < milestone.first:
        says = Text(
            id=f"{milestone.last} mendahului {milestone.first}",
            en=f"{milestone.last} comes before {milestone.first}",
        )
        yield ("last",), Refusal(says, Text(id="periksa first dan last", en="check first and last"))
    for contest in milestone.contests:
        if contest not in election.contests:
            says = Text(
                id=f"{election.id} tidak memilih {contest}",
                en=f"{election.id} does not hold {contest}",
            )
            yield ("contests",), Refusal(says, nearest(contest, election.contests))


def _deadlines(policy: Policy) -> Iterator[RowFinding]:
    for index, row in enumerate(policy.deadlines):
        foreign = "criminal_stage" if row.path == "main" else "stage"
        if getattr(row, foreign) is not None:
            says = Text(
                id=f"{foreign} tidak ada pada path: {row.path}",
                en=f"{foreign} does not go with path: {row.path}",
            )
            hint = Text(
                id="stage untuk main, criminal_stage untuk criminal",
                en="stage is for main, criminal_stage for criminal",
            )
            yield finding("deadline", ("deadlines", index, row), (foreign,), says, hint)
