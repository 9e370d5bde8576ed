"""This file compares two policies section by section, as data: what must be equal, what may grow.

Every section of a policy is classified here. One that is not is an error, so that a section made
later cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from netralitas.facts import RuleFailure, Text
from netralitas.judgement.permits import Permit
from netralitas.policy import Ladder, Policy, digest, encode, to_plain

Handling = Literal["names", "same", "grows"]
"""`names` a policy and is not compared; the `same` in both; `grows`: the region may add rows, and
every national row is there, unchanged and in order."""

SECTIONS: Mapping[str, Handling] = {
    "digest": "names",
    "calendar_digest": "same",
    "instruments": "grows",
    "provisions": "grows",
    "sanctions": "grows",
    "ladders": "grows",
    "weights": "grows",
    "combinations": "same",
    "deadlines": "same",
    "elections": "same",
    "holidays": "same",
    "chains": "same",
    "authority": "same",
    "panels": "same",
    "bodies": "same",
    "measures": "same",
    "paths": "same",
    "fields": "grows",
    "acts": "same",
    "offices": "grows",
    "impossible": "same",
    "presumes": "same",
    "heads_unit": "same",
    "verified_items": "same",
    "lacking": "grows",
    "open_terms": "same",
    "closed_terms": "same",
}

VOCABULARY = ("fields", "acts", "offices", "impossible")
"""The sections that span the space of all cases: without them nothing else can be compared."""


SHOWN = 120
"""How much of a value is shown where two rows differ."""


class Unlike(NamedTuple):
    """The first row on which a section differs, what is wrong with it, and how either has it."""

    row: str
    text: Text
    national: str
    regional: str


def classified(names: Sequence[str]) -> tuple[str, ...]:
    """Return the sections to compare among those of a policy; RuleFailure for an unknown one."""
    for name in names:
        if name not in SECTIONS:
            raise RuleFailure(
                Text(
                    id=f"bagian {name!r} belum diputuskan: boleh berbeda di daerah atau tidak",
                    en=f"nobody decided whether section {name!r} may differ in a region",
                )
            )
    return tuple(name for name in names if SECTIONS[name] != "names")


def digest_of_section(policy: Policy, section: str) -> str:
    """Return the digest of what a policy says in a section."""
    return digest(getattr(policy, section))


def unlike(
    section: str, national: Policy, regional: Policy, permits: Sequence[Permit]
) -> Unlike | None:
    """Return how a section of the regional policy breaks the national one, None when it does not.

    Sanctions and ladders may differ where a permit covers their track and categories; no row added
    may bear the name of a national one, nor be an exception to it.
    """
    ours, theirs = getattr(national, section), getattr(regional, section)
    if SECTIONS[section] == "same":
        return None if encode(ours) == encode(theirs) else _first(ours, theirs)
    kept = [row for row in ours if not (section == "ladders" and permitted(row, permits))]
    missing, added = _grown(kept, theirs)
    if missing is not None:
        return _missing(missing, theirs)
    names = {_name(row) for row in ours}
    for row in added:
        fault = _added(section, row, names, regional, permits)
        if fault is not None:
            return Unlike(_name(row), fault, "", _plain(row))
    return None


def permitted(ladder: Ladder, permits: Sequence[Permit]) -> bool:
    """Whether a ladder stands wholly on a track, and for people, that a permit covers."""
    return any(
        ladder.track in permit.tracks and set(ladder.categories) <= set(permit.categories)
        for permit in permits
    )


def _grown(ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, list[Any]]:
    """Return the first national row that is not there in its place, and all rows that are new."""
    left = list(ours)
    added = []
    for row in theirs:
        if left and row == left[0]:
            del left[0]
        else:
            added.append(row)
    return (left[0] if left else None), added


def _added(
    section: str, row: Any, names: set[str], regional: Policy, permits: Sequence[Permit]
) -> Text | None:
    name = _name(row)
    if section == "ladders" and permitted(row, permits):
        return _foreign_type(row, regional, permits)
    if name in names:
        return Text(
            id=f"{name!r} sudah dipakai hukum nasional", en=f"{name!r} is a name of national law"
        )
    if section == "provisions" and names.intersection(row.overrides):
        lost = ", ".join(sorted(names.intersection(row.overrides)))
        return Text(
            id=f"{name!r} mengecualikan baris nasional {lost}",
            en=f"{name!r} makes itself an exception to the national row {lost}",
        )
    if section == "sanctions" and not any(row.track in permit.tracks for permit in permits):
        return Text(
            id=f"sanksi {name!r} pada jalur {row.track.value}, yang tidak terbuka",
            en=f"sanction {name!r} on the track {row.track.value}, which is not open",
        )
    return None


def _foreign_type(ladder: Ladder, policy: Policy, permits: Sequence[Permit]) -> Text | None:
    """Refuse a type of another track: ladders also say which type outweighs which."""
    tracks = {sanction.id: sanction.track for sanction in policy.sanctions}
    for step in ladder.types:
        if tracks.get(step.sanction) is not ladder.track:
            return Text(
                id=f"tangga {ladder.id!r} memakai jenis {step.sanction!r} dari jalur lain",
                en=f"ladder {ladder.id!r} uses the type {step.sanction!r} of another track",
            )
    return None


def _missing(row: Any, theirs: Sequence[Any]) -> Unlike:
    name = _name(row)
    changed = next((one for one in theirs if _name(one) == name), None)
    if changed is None or changed == row:
        return Unlike(
            name,
            Text(
                id=f"baris nasional {name!r} tidak ada, atau tidak pada tempatnya",
                en=f"the national row {name!r} is not there, or not in its place",
            ),
            _plain(row),
            "" if changed is None else _plain(changed),
        )
    return _changed(name, row, changed)


def _first(ours: Any, theirs: Any) -> Unlike:
    """Return the first thing in which two sections that must be equal are not."""
    if isinstance(ours, tuple):
        missing, _ = _grown(ours, theirs)
        if missing is not None:
            return _missing(missing, theirs)
        _, added = _grown(ours, theirs)
        name = _name(added[0])
        text = Text(id=f"baris {name!r} ditambahkan", en=f"the row {name!r} was added")
        return Unlike(name, text, "", _plain(added[0]))
    return _changed("", ours, theirs)


def _changed(name: str, ours: Any, theirs: Any) -> Unlike:
    keys = "; ".join(_keys("", to_plain(ours), to_plain(theirs)))
    words = f"{name!r} {keys}" if name else keys
    return Unlike(name, Text(id=words, en=words), _plain(ours), _plain(theirs))


def _keys(path: str, ours: Any, theirs: Any) -> Iterator[str]:
    """Yield what differs inside two rows, each with the way to it."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in dict.fromkeys((*ours, *theirs)):
            if ours.get(key) != theirs.get(key):
                inner = f"{path}.{key}" if path else str(key)
                yield from _keys(inner, ours.get(key), theirs.get(key))
    elif isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        yield from (f"{path} - {_short(one)}" for one in ours if one not in theirs)
        yield from (f"{path} + {_short(one)}" for one in theirs if one not in ours)
    else:
        yield f"{path} {_short(ours)} -> {_short(theirs)}".lstrip()


def _short(value: Any) -> str:
    text = encode(value).decode()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _name(row: Any) -> str:
    plain = to_plain(row)
    return str(next((plain[key] for key in ("id", "name", "role", "year") if key in plain), plain))


def _plain(row: Any) -> str:
    return encode(row).decode()
