"""This file reads which rows and tables of an impact are wanted: the values of --only and --by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.facts import Government, Level, Official, Outcome, Text, Tier, Track
from netralitas.policy import Policy
from netralitas.simulation.impacts import GROUPS, KINDS, SEVERAL, Wanted

ANY, NOTHING = "*", "-"
"""Written for any value, and for none at all."""


def wanted_of(texts: Iterable[str], words: Policy, regions: Sequence[str]) -> tuple[Wanted, ...]:
    """Return what --only asks for; Complaint, with the nearest word, for what is not known.

    `FROM:TO` is a flip of the tier, `KIND=FROM:TO` of another kind, `GROUP=VALUE` picks the cases
    of a region, an act, a level or a government. `*`, or nothing, stands for any value and `-` for
    none; where a value holds a colon itself, `->` parts the two.
    """
    known = _known(words, regions)
    return tuple(_wanted(text, known) for text in texts)


def groups_of(text: str | None) -> tuple[str, ...]:
    """Return the kinds and groups that --by names, all of them without it; Complaint for others."""
    every = (*KINDS, *GROUPS)
    if text is None:
        return every
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in every:
            raise unknown_value("--by", name, every)
    return names


def _wanted(text: str, known: Mapping[str, Sequence[str] | None]) -> Wanted:
    name, equals, rest = text.partition("=")
    if not equals:
        name, rest = "tier", text
    name = name.strip()
    if name not in known:
        raise unknown_value("--only", name, list(known))
    values = known[name]
    if name in GROUPS:
        return Wanted(name, _value(rest, values))
    old, parted, new = rest.partition("->" if "->" in rest else ":")
    if not parted:
        raise Complaint(
            Text(
                id=f"--only: {text!r} tanpa tujuan; tulis DARI:MENJADI, misalnya sedang:berat "
                f"({', '.join(GROUPS)} memakai =)",
                en=f"--only: {text!r} has no end; write FROM:TO, for example sedang:berat "
                f"({', '.join(GROUPS)} take =)",
            )
        )
    sides = (_value(one, values) if one.strip() not in ("", ANY) else "" for one in (old, new))
    return Wanted(name, *sides)


def _value(text: str, values: Sequence[str] | None) -> str | None:
    value = text.strip()
    if value == NOTHING:
        return None
    if values is not None and value not in values:
        raise unknown_value("--only", value, values)
    return value


def _known(words: Policy, regions: Sequence[str]) -> dict[str, Sequence[str] | None]:
    """Return the values of every kind and group; None where they are too many to be listed."""
    return {
        "tier": [one.value for one in (*Tier, *Track, *Outcome)],
        "track": None,
        "type": [sanction.id for sanction in words.sanctions],
        "authority": [*(one.value for one in Official), "needs_human", "undetermined"],
        "criminal": ["yes", "assess", "no"],
        "due": ["dated", "earlier", "later", "other"],
        "region": list(regions),
        "act": [*(act.id for act in words.acts), SEVERAL],
        "level": [one.value for one in Level],
        "government": [one.value for one in Government],
    }
