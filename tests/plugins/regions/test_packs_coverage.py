"""The corpora of the packs leave nothing of them unshown; a thinner corpus is noticed.

An item counts as shown only where nothing was unknown, as absent where it is not told at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from netralitas.facts import RegionReport, Value
from netralitas.policy import Item

from .shipped import DEMONSTRATION, EVERY, pack, verdicts

TICKED = {"verified", "missing"}
"""How every kind on a checklist must be seen to stand, at least."""


class Visit(NamedTuple):
    """What one case touches of a pack."""

    case: str
    shown: frozenset[str]
    depends: frozenset[str]
    absent: frozenset[str]
    notes: frozenset[str]
    ticked: frozenset[tuple[str, Value]]
    stated: frozenset[tuple[str, Value]]


@cache
def visits(region: str) -> tuple[Visit, ...]:
    """Return what the cases of a pack's corpus touch."""
    found = []
    for entry, verdict, _ in verdicts(region):
        assert entry.case is not None
        report = verdict.region
        charges = [charge.facts.plain() for charge in entry.case.charges]
        office = entry.case.subject.office
        found.append(
            Visit(
                case=entry.id,
                shown=frozenset(_shown(report)),
                depends=frozenset(one.id for one in report.filled if not one.certain),
                absent=frozenset(items(region)) - frozenset(_told(report)),
                notes=frozenset(note.says for note in verdict.notes),
                ticked=frozenset(_ticked(report)),
                stated=frozenset(
                    [("office", office or ""), *(pair for one in charges for pair in one.items())]
                ),
            )
        )
    return tuple(found)


def _shown(report: RegionReport) -> Iterator[str]:
    yield from (one.id for one in report.filled if one.certain)
    yield from (one.clock for one in report.clocks if one.clock)


def _told(report: RegionReport) -> Iterator[str]:
    yield from (one.id for one in report.filled)
    yield from (one.id for one in report.refused)
    yield from (one.clock for one in report.clocks if one.clock)


def _ticked(report: RegionReport) -> Iterator[tuple[str, Value]]:
    for one in report.filled:
        if one.term == "checklists":
            yield from one.about.items()


def items(region: str) -> list[str]:
    """Return the ids of everything in a pack that a verdict may show."""
    fills = pack(region).fills
    rows = [row for term in fills.__struct_fields__ for row in getattr(fills, term)]
    return [row.id for row in rows if isinstance(row, Item)]


def never_shown(region: str, seen: Iterable[Visit]) -> set[str]:
    return set(items(region)).difference(*(one.shown for one in seen))


def never_absent(region: str, seen: Iterable[Visit]) -> set[str]:
    return set(items(region)).difference(*(one.absent for one in seen))


def duties_never_left_open(region: str, seen: Iterable[Visit]) -> set[str]:
    duties = {duty.id for duty in pack(region).fills.duties}
    return duties.difference(*(one.depends for one in seen))


def notes_never_seen(region: str, seen: Iterable[Visit]) -> set[str]:
    notes = {f"lacking.{one.id}" for one in pack(region).not_known}
    return notes.difference(*(one.notes for one in seen))


def notes_always_seen(region: str, seen: Iterable[Visit]) -> set[str]:
    notes = {f"lacking.{one.id}" for one in pack(region).not_known}
    return {name for name in notes if all(name in one.notes for one in seen)}


def kinds_never_ticked_both_ways(region: str, seen: Iterable[Visit]) -> set[tuple[str, Value]]:
    wanted: set[tuple[str, Value]] = {
        (kind.value, state)
        for one in pack(region).fills.checklists
        for kind in one.kinds
        for state in TICKED
    }
    return wanted.difference(*(one.ticked for one in seen))


def words_never_used(region: str, seen: Iterable[Visit]) -> set[tuple[str, Value]]:
    """Return the offices nobody holds, and the values of the pack's own facts nobody states."""
    fills = pack(region).fills
    wanted: set[tuple[str, Value]] = {("office", one.id) for one in fills.offices}
    for fact in fills.facts:
        wanted |= {(fact.name, value) for value in fact.values or (True,)}
    return wanted.difference(*(one.stated for one in seen))


Check = Callable[[str, Iterable[Visit]], set[str] | set[tuple[str, Value]]]
CHECKS: tuple[Check, ...] = (
    never_shown,
    never_absent,
    duties_never_left_open,
    notes_never_seen,
    notes_always_seen,
    kinds_never_ticked_both_ways,
    words_never_used,
)


def _check_name(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize("region", EVERY)
@pytest.mark.parametrize("check", CHECKS, ids=_check_name)
def test_nothing_of_a_pack_is_left_unvisited(check: Check, region: str) -> None:
    assert not check(region, visits(region))


@pytest.mark.parametrize(
    ("check", "region", "case"),
    [
        (never_shown, "lebong", "lebong-tidak-menindak"),
        (never_shown, "lombok_timur", "lombok-timur-pppk-penanda-tangan"),
        (never_shown, "lumajang", "lumajang-tkb-berkomentar"),
        (never_shown, "pali", "pali-mendengar-visi-misi"),
        (never_shown, DEMONSTRATION, "pengganti-2025"),
        (never_shown, DEMONSTRATION, "tpp-tidak-puas-2025"),
        (never_absent, "lumajang", "lumajang-sesudah-masa-paket"),
        (never_absent, "sukamara", "sukamara-di-luar-masa-paket"),
        (duties_never_left_open, "lebong", "lebong-kewajiban-tidak-disebut"),
        (notes_always_seen, "pali", "pali-pemilu-2019"),
        (kinds_never_ticked_both_ways, "lumajang", "lumajang-lurah-mengunggah-foto"),
        (words_never_used, DEMONSTRATION, "kontrak-operator-foto-grup-warga"),
    ],
    ids=_check_name,
)
def test_a_corpus_without_a_case_is_noticed(check: Check, region: str, case: str) -> None:
    rest = [one for one in visits(region) if one.case != case]
    assert len(rest) == len(visits(region)) - 1
    assert check(region, rest)


def test_a_corpus_without_notes_is_noticed() -> None:
    for region in EVERY:
        silent = [one._replace(notes=frozenset()) for one in visits(region)]
        assert len(notes_never_seen(region, silent)) == len(pack(region).not_known)


def test_a_cut_is_shown_with_the_rupiah_where_the_amount_is_known_and_without_where_not() -> None:
    cuts = [
        (entry.case and entry.case.subject.tambahan_penghasilan, one.about)
        for entry, verdict, _ in verdicts(DEMONSTRATION)
        for one in verdict.region.filled
        if one.term == "income_consequences"
    ]
    assert {bool(monthly) for monthly, _ in cuts} == {True, False}
    for monthly, about in cuts:
        assert ("rupiah" in about) is bool(monthly)
        if monthly:
            points, months = about["basis_points"], about["months"]
            assert isinstance(points, int) and isinstance(months, int)
            assert about["rupiah"] == monthly * points // 10_000 * months
