"""This file lays a verdict flat: one row of columns, the same however the verdict was come to.

A column holds a text, a date, a count or a yes and no; several values of a text are parted by `;`.
Texts are stored values, the same in every language; None where a verdict has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from netralitas.facts import (
    Ask,
    MetProvision,
    Outcome,
    PathEntry,
    Reachable,
    RegionReport,
    Text,
    Tier,
    Track,
    TrackVerdict,
    Verdict,
)

Cell = str | bool | int | date | None


class FlatColumn(NamedTuple):
    """A column of verdicts: its stable name, the kind of its cells, and its heading."""

    name: str
    kind: Literal["text", "bool", "count", "date"]
    heading: Text


def _column(
    name: str, id: str, en: str, kind: Literal["text", "bool", "count", "date"] = "text"
) -> FlatColumn:
    return FlatColumn(name, kind, Text(id=id, en=en))


FLAT: Final = (
    _column("outcome", "hasil", "outcome"),
    _column("leading", "jalur utama", "leading track"),
    _column("tier", "tingkat", "tier"),
    _column("tracks", "jalur", "tracks"),
    _column("charges", "hasil per tuduhan", "outcome of each charge"),
    _column("provisions", "ketentuan", "provisions"),
    _column("sanctions", "sanksi yang sah", "lawful sanctions"),
    _column("recommended", "sanksi yang disarankan", "recommended sanction"),
    _column("aggravating", "pemberat", "aggravating"),
    _column("mitigating", "peringan", "mitigating"),
    _column("authority_outcome", "kewenangan", "authority"),
    _column("authority_stage", "tahap berwenang", "stage of authority"),
    _column("authority_official", "pejabat berwenang", "competent official"),
    _column("tim_pemeriksa", "tim pemeriksa", "tim pemeriksa"),
    _column("path", "tahap jalur", "stages of the path"),
    _column("path_length", "panjang jalur", "length of the path", "count"),
    _column("next_due_stage", "tahap tenggat pertama", "stage of the first due date"),
    _column("next_due", "tenggat pertama", "first due date", "date"),
    _column("due", "tenggat", "due dates"),
    _column("criminal", "pidana", "criminal track"),
    _column("criminal_provisions", "ketentuan pidana", "criminal provisions"),
    _column("criminal_due", "tenggat pidana", "criminal due dates"),
    _column("assumes_proven", "dengan anggapan terbukti", "if proven", "bool"),
    _column("reachable", "masih mungkin", "still reachable"),
    _column("ask", "tanyakan", "ask"),
    _column("date_matters", "tanggal menentukan", "the date matters", "bool"),
    _column("region", "paket daerah", "regional pack"),
    _column("region_filled", "tambahan daerah", "added by the region"),
    _column("region_income", "potongan penghasilan", "cut of income"),
    _column("region_due", "tenggat internal", "internal due dates"),
    _column("region_refused", "ditolak dari daerah", "refused of the region"),
    _column("as_of", "dinilai per", "as of", "date"),
    _column("policy", "hukum", "policy"),
)
"""The columns of a verdict, in their order."""


def flat(verdict: Verdict) -> tuple[Cell, ...]:
    """Return a verdict as one row under `FLAT`."""
    leading = verdict.tracks.get(verdict.leading) if verdict.leading is not None else None
    return (
        verdict.outcome.value,
        verdict.leading.value if verdict.leading else None,
        verdict.tier.value if verdict.tier else None,
        flat_tracks((track, one.outcome, one.tier) for track, one in verdict.tracks.items()),
        ";".join(charge.outcome.value for charge in verdict.charges),
        flat_provisions(row for one in verdict.tracks.values() for row in one.provisions),
        *_decided(leading),
        *_walked(leading.path if leading else verdict.closing),
        verdict.criminal.opens,
        flat_provisions(verdict.criminal.provisions),
        flat_due(verdict.criminal.path),
        verdict.assumes_proven,
        flat_reachable(verdict.unknown.reachable),
        flat_ask(verdict.unknown.ask, len(verdict.charges)),
        verdict.unknown.date_matters,
        *flat_region(verdict.region),
        verdict.receipt.as_of,
        verdict.receipt.policy,
    )


def flat_tracks(tracks: Iterable[tuple[Track, Outcome, Tier | None]]) -> str | None:
    """Return the tracks, each with its tier, or with its outcome where it is no violation."""
    told = []
    for track, outcome, tier in tracks:
        more = outcome.value if outcome is not Outcome.VIOLATION else tier.value if tier else ""
        told.append(f"{track.value}:{more}" if more else track.value)
    return joined(told)


def flat_provisions(rows: Iterable[MetProvision]) -> str | None:
    """Return the ids of the provisions met, once each; `?` marks what depends on the unknown."""
    return joined(f"{row.id}?" if not row.certain else row.id for row in rows)


def flat_reachable(reachable: Iterable[Reachable]) -> str | None:
    """Return what remains reachable, gravest first."""
    return joined(
        f"{one.outcome.value}:{one.tier.value}" if one.tier else one.outcome.value
        for one in reachable
    )


def flat_ask(ask: Ask | None, charges: int) -> str | None:
    """Return the fact to ask for, with the number of its charge where there are several."""
    if ask is None:
        return None
    return f"{ask.charge}.{ask.fact}" if ask.charge and charges > 1 else ask.fact


def flat_due(path: Iterable[PathEntry]) -> str | None:
    """Return every due date of a path as `clock:date`, or `clock:date/date` in two readings."""
    return joined(
        f"{entry.clock}:{'/'.join(one.at.isoformat() for one in entry.due)}"
        for entry in path
        if entry.due
    )


def flat_region(region: RegionReport) -> tuple[Cell, ...]:
    """Return the columns of what a regional pack adds."""
    return (
        region.pack,
        joined(item.id for item in region.filled),
        joined(_income(region)),
        flat_due(region.clocks),
        joined(one.id for one in region.refused),
    )


def joined(parts: Iterable[str]) -> str | None:
    """Return texts as one cell, each once, in their order; None without any."""
    return ";".join(dict.fromkeys(parts)) or None


def _decided(leading: TrackVerdict | None) -> tuple[Cell, ...]:
    if leading is None:
        return (None,) * 8
    sanctions, authority = leading.sanctions, leading.authority
    return (
        joined(one.id for one in sanctions.lawful),
        sanctions.recommended,
        joined(sanctions.aggravating),
        joined(sanctions.mitigating),
        authority.outcome,
        authority.stage.value if authority.stage else None,
        authority.official.value if authority.official else None,
        authority.tim_pemeriksa.need,
    )


def _walked(path: tuple[PathEntry, ...]) -> tuple[Cell, ...]:
    stages = tuple(dict.fromkeys(entry.stage for entry in path))
    due = next(((one.stage, one.due[0].at) for one in path if one.due), (None, None))
    return (joined(stages), len(stages), *due, flat_due(path))


def _income(region: RegionReport) -> Iterator[str]:
    """Yield each cut as `types:basis points/months`, and `/rupiah` where the amount is known."""
    for item in region.filled:
        if item.term == "income_consequences":
            about = item.about
            numbers = [
                about[name] for name in ("basis_points", "months", "rupiah") if name in about
            ]
            types = str(about.get("sanctions", "")).replace(", ", "+")
            yield f"{types}:{'/'.join(map(str, numbers))}"
