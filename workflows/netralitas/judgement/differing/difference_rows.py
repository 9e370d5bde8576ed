"""This file compares two policies row by row, as data: what only one has, and what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from netralitas.facts import Text
from netralitas.judgement.differing.difference import Change, RowDifference, Switch
from netralitas.policy import Fills, Pack, Policy, Provision, encode, to_plain

_NAMES = ("digest", "calendar_digest")
"""What names a policy or is made of its other sections: it says nothing of its own."""

_PACK_PARTS = (
    "region",
    "name",
    "legal_basis",
    "maintainer",
    "valid",
    "demonstration",
    "quotes",
    "not_known",
)
"""What a pack says besides the instruments and terms that it fills."""


def row_differences(old: Policy, new: Policy) -> tuple[RowDifference, ...]:
    """Return every row of every section that the two policies do not have alike."""
    return tuple(
        found
        for section in Policy.__struct_fields__
        if section not in _NAMES
        for found in _section(section, getattr(old, section), getattr(new, section))
    )


def changed_rows(old: Policy, new: Policy) -> frozenset[str]:
    """Return the provisions that both policies have by name, and do not have alike."""
    sides: list[dict[str, list[Provision]]] = [{}, {}]
    for side, policy in zip(sides, (old, new), strict=True):
        for row in policy.provisions:
            side.setdefault(row.id, []).append(row)
    return frozenset(name for name, rows in sides[0].items() if sides[1].get(name, rows) != rows)


def pack_differences(old: Pack | None, new: Pack | None) -> tuple[RowDifference, ...]:
    """Return what the packs laid over two policies do not have alike, term by term."""
    found: list[RowDifference] = []
    if old is None and new is not None:
        found.append(RowDifference(section="pack", row=new.region, kind="new_only", text=new.name))
    elif old is not None and new is None:
        found.append(RowDifference(section="pack", row=old.region, kind="old_only", text=old.name))
    elif old is not None and new is not None:
        for part in _PACK_PARTS:
            found += _section(f"pack.{part}", getattr(old, part), getattr(new, part))
    for term in Fills.__struct_fields__:
        ours, theirs = (() if pack is None else getattr(pack.fills, term) for pack in (old, new))
        found += _section(f"pack.{term}", ours, theirs)
    return tuple(found)


def switches(old: Policy, new: Policy, asked: tuple[date, date]) -> tuple[Switch, ...]:
    """Return the rows of both policies that are in force as of one of two days alone.

    Only rows whose days are compared with the day of decision, or of asking, can be switches: all
    others go by the day of the act, which a case states.
    """
    found: list[Switch] = []
    for section in ("ladders", "deadlines", "bodies", "measures", "lacking"):
        sides = [_dated(section, getattr(policy, section)) for policy in (old, new)]
        for name in dict.fromkeys((*sides[0], *sides[1])):
            ours, theirs = (side.get(name, ()) for side in sides)
            before = any(_holds(row, asked[0]) for row in ours)
            after = any(_holds(row, asked[1]) for row in theirs)
            if ours and theirs and before != after:
                row = (theirs if after else ours)[0]
                found.append(
                    Switch(
                        section=section,
                        row=name,
                        since=row.since,
                        until=row.until,
                        old=before,
                        new=after,
                        text=row.text,
                    )
                )
    return tuple(found)


def _section(section: str, old: Any, new: Any) -> Iterator[RowDifference]:
    if encode(old) == encode(new):
        return
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        changes = tuple(_changes("", to_plain(old), to_plain(new)))
        yield RowDifference(section=section, row="", kind="changed", changes=changes)
        return
    ours, theirs = _by_name(old), _by_name(new)
    nothing = True
    for name in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(name), theirs.get(name)
        if one is not None and other is not None and encode(one) == encode(other):
            continue
        nothing = False
        if one is None:
            yield RowDifference(section=section, row=name, kind="new_only", text=_text(other))
        elif other is None:
            yield RowDifference(section=section, row=name, kind="old_only", text=_text(one))
        else:
            changes = tuple(_changes("", to_plain(one), to_plain(other)))
            yield RowDifference(
                section=section, row=name, kind="changed", changes=changes, text=_text(other)
            )
    if nothing:
        yield RowDifference(section=section, row="", kind="moved")


def _by_name(rows: Sequence[Any]) -> dict[str, Any]:
    """Return rows by name; of several with one name the second is called `name#2`."""
    seen: Counter[str] = Counter()
    found: dict[str, Any] = {}
    for row in rows:
        plain = to_plain(row)
        names = [plain[key] for key in ("id", "name", "role", "year") if key in plain]
        name = str(names[0]) if names else encode(row).decode()
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}#{seen[name]}"] = row
    return found


def _changes(key: str, old: Any, new: Any) -> Iterator[Change]:
    """Yield what differs inside two rows, each with the way to it."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                yield from _changes(f"{key}.{name}".lstrip("."), old.get(name), new.get(name))
        if old == new:  # told apart all the same: by their order
            yield Change(key=key, old=list(old), new=list(new))
    elif (named := [_by_id(some) for some in (old, new)]) and None not in named:
        yield from _changes(key, *named)
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True), 1):
            if one != other:
                yield from _changes(f"{key}.{place}".lstrip("."), one, other)
    else:
        yield Change(key=key, old=old, new=new)


def _by_id(some: Any) -> dict[str, Any] | None:
    """Return a list by the ids of what stands in it; None where they have none of their own."""
    if not isinstance(some, list | tuple) or not all(isinstance(one, dict) for one in some):
        return None
    found = {one["id"]: one for one in some if "id" in one}
    return found if found and len(found) == len(some) else None


def _text(row: Any) -> Text | None:
    for name in ("text", "title"):
        found = getattr(row, name, None)
        if isinstance(found, Text):
            return found
    return None


def _dated(section: str, rows: Sequence[Any]) -> Mapping[str, tuple[_Dated, ...]]:
    """Return the rows of a section that go by the day of decision or of asking, by name."""
    found: dict[str, list[_Dated]] = {}
    for row in rows:
        name = str(getattr(row, "id", None) or row.role)
        since, until, text = row.since, row.until, _text(row)
        if section == "ladders":
            since, until = row.decided_since, row.decided_until
        elif section == "lacking":
            since, until = row.decided_since, None
        elif section == "bodies":
            text = row.body
        elif section == "deadlines" and row.valid_by == "act":
            continue
        found.setdefault(name, []).append(_Dated(since, until, text or Text(id=name, en=name)))
    return {name: tuple(some) for name, some in found.items()}


class _Dated(NamedTuple):
    """A row that is in force between two days, the second one excluded, and its words."""

    since: date | None
    until: date | None
    text: Text


def _holds(row: _Dated, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)
