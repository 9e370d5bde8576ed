"""This file checks the parts of a regional pack that concern money, clocks and officials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from netralitas.facts import Official, Text, nearest
from netralitas.policy.effects import TIERS
from netralitas.policy.model import Policy
from netralitas.policy.pack import InternalClock
from netralitas.policy.pack_findings import PackFinding, Placed, overlap
from netralitas.policy.precedence import compete, precedence
from netralitas.policy.scalars import Path, unknown_name


def check_income(placed: Placed) -> Iterator[PackFinding]:
    """Yield income consequences that are tied to nothing, or to what the nation does not open."""
    opened = placed.term("income_consequences")
    if opened is None:
        return
    sanctions = {one.id: one.track for one in placed.policy.sanctions}
    tiers = [tier for track in opened.tracks for tier in TIERS.get(track, ())]
    for place, item in enumerate(placed.pack.fills.income_consequences):
        path: Path = ("fills", "income_consequences", place)
        if (item.tier is None) == (item.sanction is None):
            says = Text(
                id="tepat satu dari tier dan sanction", en="exactly one of tier and sanction"
            )
            hint = Text(id="misalnya tier: sedang", en="for example tier: sedang")
            yield placed.finding("income_tied", path, says, hint)
        elif item.sanction is not None and sanctions.get(item.sanction) not in opened.tracks:
            known = [name for name, track in sanctions.items() if track in opened.tracks]
            says = Text(
                id=f"{item.sanction!r} bukan jenis hukuman disiplin",
                en=f"{item.sanction!r} is no type of hukuman disiplin",
            )
            where = (*path, "sanction")
            yield placed.finding("income_tied", where, says, nearest(item.sanction, known))
        elif item.tier is not None and item.tier not in tiers:
            says = Text(
                id=f"tingkat {item.tier} bukan hukuman disiplin",
                en=f"tier {item.tier} is none of hukuman disiplin",
            )
            yield placed.finding("income_tied", (*path, "tier"), says, nearest(item.tier, tiers))


def check_ties(placed: Placed) -> Iterator[PackFinding]:
    """Yield every two items that answer one question with the same rank, day and speciality."""
    tiers = {one.id: one.tier for one in placed.policy.sanctions}
    ranks = placed.ranks()
    for term in ("income_consequences", "internal_clocks", "alternates"):
        items = [
            (place, item)
            for place, item in enumerate(getattr(placed.pack.fills, term))
            if item.cites and item.cites[0].instrument in ranks
        ]
        for (_, one), (place, other) in combinations(items, 2):
            days = placed.days(one), placed.days(other)
            if not overlap(*days) or not compete(one, other, tiers):
                continue
            if precedence(one, days[0][0], ranks) == precedence(other, days[1][0], ranks):
                says = Text(
                    id=f"seri dengan {one.id}: peringkat hukum, tanggal, dan kekhususan sama",
                    en=f"a tie with {one.id}: the same legal rank, date and speciality",
                )
                hint = Text(
                    id="pisahkan dengan since dan until, atau hapus salah satu",
                    en="part them by since and until, or drop one",
                )
                yield placed.finding("no_tie", ("fills", term, place), says, hint)


def check_clocks(placed: Placed) -> Iterator[PackFinding]:
    """Yield internal clocks that shorten nothing known, or are not shorter than the law's."""
    statutory: dict[str, list[tuple[int | None, str]]] = {}
    stages: dict[str, str] = {}
    for row in placed.policy.deadlines:
        if row.path == "main":
            statutory.setdefault(row.id, []).append((row.n, row.unit))
            stages[row.id] = row.stage or ""
    main = next((table.stages for table in placed.policy.paths if table.id == "main"), {})
    for place, clock in enumerate(placed.pack.fills.internal_clocks):
        path: Path = ("fills", "internal_clocks", place)
        if main and clock.stage.value not in main:
            says = Text(id=f"tahap {clock.stage} tidak ada", en=f"there is no stage {clock.stage}")
            yield placed.finding("clocks_known", (*path, "stage"), says)
        if clock.shortens is None:
            continue
        if clock.shortens not in statutory:
            what = Text(id="tenggat", en="deadline")
            refusal = unknown_name(clock.shortens, tuple(statutory), what)
            yield placed.finding("clocks_known", (*path, "shortens"), *refusal)
            continue
        if stages[clock.shortens] not in ("", clock.stage.value):
            says = Text(
                id=f"{clock.shortens} berjalan pada tahap {stages[clock.shortens]}",
                en=f"{clock.shortens} runs at stage {stages[clock.shortens]}",
            )
            yield placed.finding("clocks_known", (*path, "stage"), says)
        for days, unit in statutory[clock.shortens]:
            if not _shorter(clock, days, unit):
                cites = next(
                    row.cites for row in placed.policy.deadlines if row.id == clock.shortens
                )
                says = Text(
                    id=f"{clock.n} {clock.unit} tidak lebih pendek dari tenggat undang-undang "
                    f"({days} {unit})",
                    en=f"{clock.n} {clock.unit} is not shorter than the statutory {days} {unit}",
                )
                hint = Text(id="daerah hanya dapat memendekkan", en="a region can only shorten it")
                yield placed.finding("statutory_clock", (*path, "n"), says, hint, cites[:1])
                break


def _shorter(clock: InternalClock, days: int | None, unit: str) -> bool:
    """Whether an internal clock always ends before the statutory one, days off apart."""
    if days is None or clock.n >= days:
        return False
    return clock.unit == unit or clock.unit == "calendar_days"


def check_holidays(placed: Placed) -> Iterator[PackFinding]:
    """Yield local holidays that are none: no days, or days off in the whole nation already."""
    national = {
        day
        for year in placed.policy.holidays
        for days in (year.national, year.cuti_bersama, year.election)
        for day in days
    }
    years = {year.year for year in placed.policy.holidays}
    for place, item in enumerate(placed.pack.fills.local_holidays):
        path: Path = ("fills", "local_holidays", place, "days")
        for day in item.days:
            if fault := _no_holiday(day, national, years):
                yield placed.finding("holidays_sound", (*path, day.isoformat()), fault)


def _no_holiday(day: date, national: set[date], years: set[int]) -> Text | None:
    if day.year not in years:
        return Text(
            id=f"{day}: hari libur tahun itu belum ada dalam data",
            en=f"{day}: the days off of that year are not in the data",
        )
    if day in national or day.weekday() >= 5:
        return Text(id=f"{day} memang hari libur", en=f"{day} is a day off anyway")
    return None


def check_alternates(placed: Placed) -> Iterator[PackFinding]:
    """Yield alternates whom national law does not put above the implicated official anywhere."""
    for place, item in enumerate(placed.pack.fills.alternates):
        allowed = stand_ins(placed.policy, item.implicated)
        if item.official not in allowed:
            path: Path = ("fills", "alternates", place, "official")
            opened = placed.term("alternates")
            says = Text(
                id=f"hukum nasional tidak memberi {item.official} wewenang itu",
                en=f"national law gives {item.official} no such competence",
            )
            hint = nearest(item.official, sorted(allowed)) if allowed else None
            cites = opened.cites if opened is not None else ()
            yield placed.finding("competence", path, says, hint, cites)


def stand_ins(policy: Policy, implicated: Official) -> frozenset[Official]:
    """Return every official who may come in question where one is implicated."""
    found: set[Official] = set()
    for chain in policy.chains:
        officials = [seat.official for seat in chain.seats]
        if implicated in officials:
            last = len(officials) - officials[::-1].index(implicated)
            found.update(officials[last:])
    for cell in policy.authority:
        if cell.official is implicated:
            found.update(seat.official for seat in cell.also)
    return frozenset(found) - {implicated}
