"""This file is what an entry of a corpus may expect of a verdict, by name, and how it compares.

A name is looked up in a table of views; its ending says how to compare. `_include` and `_exclude`
name members, `_like` a part of a text; what is named in `UNORDERED` is compared as a set, and the
rest as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from netralitas.facts import (
    Authority,
    Note,
    PathEntry,
    Reason,
    Track,
    TrackVerdict,
    Verdict,
)

Expected = Mapping[str, Any]

UNORDERED = frozenset(
    {
        "region_filled",
        "region_uncertain",
        "region_refused",
        "region_clocks",
        "tracks",
        "reachable",
        "provisions",
        "criminal_rows",
        "approval_needed",
    }
)


def of_verdict(verdict: Verdict, expect: Expected) -> Iterator[str]:
    """Yield in what a verdict is not what is expected of it, and of its tracks.

    What is expected of a track is expected of the leading one, or under `on` of the one named.
    """
    leading = verdict.tracks[verdict.leading] if verdict.leading else None
    for key, wanted in expect.items():
        if key in OF_VERDICT:
            yield from unmet(key, wanted, OF_VERDICT[key](verdict))
        elif key in OF_TRACK:
            yield from _on_track(key, wanted, leading)
    for name, there in expect.get("on", {}).items():
        track = verdict.tracks.get(Track(name))
        for key, wanted in there.items():
            yield from (f"{name}: {one}" for one in _on_track(key, wanted, track))


def unmet(key: str, wanted: Any, got: Any) -> Iterator[str]:
    """Yield why what was got is not what is wanted under a name."""
    if key == "due":
        yield from _due(wanted, got)
    elif key.endswith("_include"):
        if missing := [one for one in _items(wanted) if one not in _items(got)]:
            yield f"{key}: {missing} not in {got}"
    elif key.endswith("_exclude") or key == "not_recommended":
        if there := [one for one in wanted if one in got]:
            yield f"{key}: {there} in {got}"
    elif key.endswith("_like"):
        for one in (wanted,) if isinstance(wanted, str) else wanted:
            if not any(one in text for text in got):
                yield f"{key}: {one!r} in none of {got}"
    elif key in UNORDERED:
        if sorted(wanted) != sorted(got):
            yield f"{key}: {sorted(got)}, not {sorted(wanted)}"
    elif got != wanted:
        yield f"{key}: {got!r}, not {wanted!r}"


def _items(value: Any) -> list[Any]:
    return list(value.items()) if isinstance(value, Mapping) else list(value)


def _on_track(key: str, wanted: Any, track: TrackVerdict | None) -> Iterator[str]:
    if track is None:
        yield f"{key}: no such track"
    else:
        yield from unmet(key, wanted, OF_TRACK[key](track))


def _due(wanted: Iterable[Mapping[str, str]], entries: Iterable[PathEntry]) -> Iterator[str]:
    clocks = {entry.clock: entry for entry in entries if entry.clock}
    for one in wanted:
        entry = clocks.get(one["clock"])
        if entry is None:
            yield f"due: no clock {one['clock']} among {sorted(map(str, clocks))}"
            continue
        got = {"clock": one["clock"], **{str(due.unit): due.at.isoformat() for due in entry.due}}
        if entry.starts:
            got["from"] = entry.starts.isoformat()
        if got != dict(one):
            yield f"due: {got}, not {dict(one)}"


def falsified(key: str, wanted: Any, got: Any) -> Any | None:
    """Return an expectation that what was got cannot meet; None where there is none."""
    if key == "due":
        return [*wanted, {"clock": "no such clock"}]
    if key.endswith("_include"):
        return {**wanted, "none": "such"} if isinstance(wanted, Mapping) else [*wanted, "none such"]
    if key.endswith("_exclude") or key == "not_recommended":
        return [got[0]] if got else None
    if key.endswith("_like"):
        return ["no such words"]
    if isinstance(wanted, bool):
        return not wanted
    return [*wanted, "none such"] if isinstance(wanted, list) else "none such"


def _names(track: TrackVerdict) -> list[str]:
    return [name.id for name in track.sanctions.lawful]


def _rows(track: TrackVerdict) -> list[str]:
    return [row.id for row in track.provisions]


def _stages(track: TrackVerdict) -> list[str]:
    return [entry.stage for entry in track.path]


def _readings(because: Reason) -> Iterator[str]:
    """Yield the readings of the law that an argument shows: a track with its tier, or none."""
    if because.says == "settle.reading":
        words = (because.about.get("track"), because.about.get("tier"))
        yield " ".join(str(word) for word in words if word)
    elif because.says == "settle.reading_none":
        yield "none"
    for reason in because.because:
        yield from _readings(reason)


def _argued(because: Reason) -> Iterator[str]:
    """Yield the rows that an argument names, also those that only say there is no violation."""
    if "row" in because.about:
        yield str(because.about["row"])
    for reason in because.because:
        yield from _argued(reason)


def _all_readings(verdict: Verdict) -> list[str]:
    """Return the officials who might decide, and what the law might say."""
    officials = [
        reading.official.value
        for track in verdict.tracks.values()
        for reading in track.authority.readings
        if reading.official
    ]
    return [*officials, *(one for charge in verdict.charges for one in _readings(charge.because))]


def _reachable(verdict: Verdict) -> list[str]:
    return [one.value for r in verdict.unknown.reachable for one in (r.outcome, r.tier) if one]


def _paths(verdict: Verdict) -> list[PathEntry]:
    main = [entry for track in verdict.tracks.values() for entry in track.path]
    return [*main, *verdict.criminal.path]


def _notes(verdict: Verdict) -> list[Note]:
    """Return the notes of a verdict and of its tracks."""
    of_tracks = [
        note
        for track in verdict.tracks.values()
        for note in (*track.authority.notes, *track.sanctions.notes)
    ]
    return [*verdict.notes, *of_tracks]


def _approvals(track: TrackVerdict) -> list[str]:
    """Return the sanctions that still need a written approval."""
    found = [one for one in track.authority.approvals if one.given is None]
    return [name for one in found for name in one.sanctions]


def _by_sanction(authority: Authority) -> dict[str, str | None]:
    return {name: official and official.value for name, official in authority.by_sanction.items()}


def _filled(verdict: Verdict) -> list[str]:
    """Return what the region adds, each item once."""
    return list(dict.fromkeys(item.id for item in verdict.region.filled))


def _about(verdict: Verdict) -> list[dict[str, Any]]:
    """Return the values of what the region adds, each with its item's id."""
    return [{"id": item.id, **item.about.plain()} for item in verdict.region.filled]


def _internal_due(verdict: Verdict) -> dict[str, str]:
    """Return the date of every internal clock that has one."""
    clocks = verdict.region.clocks
    return {
        entry.clock: entry.due[0].at.isoformat() for entry in clocks if entry.clock and entry.due
    }


def _of_authority(view: Callable[[Authority], Any]) -> Callable[[TrackVerdict], Any]:
    return lambda track: view(track.authority)


OF_VERDICT: Mapping[str, Callable[[Verdict], Any]] = {
    "outcome": lambda v: v.outcome.value,
    "tracks": lambda v: [track.value for track in v.tracks],
    "leading": lambda v: v.leading and v.leading.value,
    "tier": lambda v: v.tier and v.tier.value,
    "assumes_proven": lambda v: v.assumes_proven,
    "charges": lambda v: [charge.outcome.value for charge in v.charges],
    "criminal_opens": lambda v: v.criminal.opens,
    "criminal_include": lambda v: [row.id for row in v.criminal.provisions],
    "criminal_rows": lambda v: [row.id for row in v.criminal.provisions],
    "criminal_why_include": lambda v: [reason.says for reason in v.criminal.why],
    "penalties": lambda v: [name.id for name in v.criminal.penalties],
    "readings_include": _all_readings,
    "argument_include": lambda v: [row for charge in v.charges for row in _argued(charge.because)],
    "reachable": lambda v: [
        " ".join(filter(None, (r.outcome, r.tier))) for r in v.unknown.reachable
    ],
    "reachable_include": _reachable,
    "reachable_exclude": _reachable,
    "ask": lambda v: v.unknown.ask and v.unknown.ask.fact,
    "date_matters": lambda v: v.unknown.date_matters,
    "measures_include": lambda v: [measure.id for measure in v.measures],
    "measures_exclude": lambda v: [measure.id for measure in v.measures],
    "notes_include": lambda v: [note.says for note in _notes(v)],
    "notes_exclude": lambda v: [note.says for note in _notes(v)],
    "notes_like": lambda v: [note.text.id for note in _notes(v)],
    "closing_include": lambda v: [entry.stage for entry in v.closing],
    "clocks_exclude": lambda v: [entry.clock for entry in _paths(v)],
    "due": _paths,
    "region": lambda v: v.region.pack,
    "region_filled": _filled,
    "region_filled_include": _filled,
    "region_filled_exclude": _filled,
    "region_terms_include": lambda v: [item.term for item in v.region.filled],
    "region_terms_exclude": lambda v: [item.term for item in v.region.filled],
    "region_uncertain": lambda v: [i.id for i in v.region.filled if not i.certain],
    "region_uncertain_include": lambda v: [i.id for i in v.region.filled if not i.certain],
    "region_about_include": _about,
    "region_refused": lambda v: [item.id for item in v.region.refused],
    "region_refused_include": lambda v: [item.id for item in v.region.refused],
    "region_clocks": lambda v: [entry.clock for entry in v.region.clocks],
    "region_due_include": _internal_due,
}

OF_AUTHORITY: Mapping[str, Callable[[Authority], Any]] = {
    "authority": lambda a: a.stage and a.stage.value,
    "official": lambda a: a.official and a.official.value,
    "authority_outcome": lambda a: a.outcome,
    "alternates": lambda a: [official.value for official in a.alternates],
    "by_sanction": _by_sanction,
    "by_sanction_include": _by_sanction,
    "body": lambda a: a.body,
    "skipped_include": lambda a: [one.stage.value for one in a.skipped],
    "tim_pemeriksa": lambda a: a.tim_pemeriksa.need,
    "formed_by": lambda a: a.tim_pemeriksa.formed_by and a.tim_pemeriksa.formed_by.value,
    "interim": lambda a: a.interim.allowed,
    "approval_like": lambda a: [one.text.id for one in a.approvals],
    "approval_given": lambda a: [one.given for one in a.approvals if one.given],
}

OF_TRACK: Mapping[str, Callable[[TrackVerdict], Any]] = {
    **{key: _of_authority(view) for key, view in OF_AUTHORITY.items()},
    "outcome": lambda t: t.outcome.value,
    "tier": lambda t: t.tier and t.tier.value,
    "approval_needed": _approvals,
    "sanctions": _names,
    "sanctions_include": _names,
    "sanctions_exclude": _names,
    "sanctions_outcome": lambda t: t.sanctions.outcome,
    "recommended": lambda t: t.sanctions.recommended,
    "not_recommended": lambda t: [t.sanctions.recommended] if t.sanctions.recommended else [],
    "aggravating_include": lambda t: t.sanctions.aggravating,
    "mitigating_include": lambda t: t.sanctions.mitigating,
    "mitigating_exclude": lambda t: t.sanctions.mitigating,
    "execution": lambda t: t.sanctions.execution,
    "provisions": _rows,
    "provisions_include": _rows,
    "provisions_exclude": _rows,
    "provision_like": lambda t: [str(cite) for row in t.provisions for cite in row.cites],
    "path_include": _stages,
    "path_exclude": _stages,
}
