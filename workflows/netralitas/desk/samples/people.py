"""This file draws who is alleged: category, level of post, office and government together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from netralitas.desk.assumptions import (
    OF_A_REGION,
    OTHER_PEOPLE,
    PEMILU_POSITIONS,
    PILKADA_POSITIONS,
    PPPK_OF_ASN,
    REST_OF_POSITIONS,
    UNKNOWN_CATEGORY,
    UNKNOWN_LEVEL,
    VILLAGE_HEADS_OF_REPORTS,
    Shares,
)
from netralitas.desk.drawing import Draws, table
from netralitas.desk.samples.columns import Column
from netralitas.facts import Category, Government, Level
from netralitas.policy import Election, Policy

_FUNCTIONAL = tuple(level.value for level in Level if level.value.startswith("jf_"))
_REGIONS = ("provinsi", "kabupaten", "kota")

_HEADS = (None, False)

CATEGORIES = (None, *(one.value for one in Category))
LEVELS = (None, *(one.value for one in Level))
GOVERNMENTS = (None, *(one.value for one in Government))


class Person(NamedTuple):
    """One kind of person, and how large a share of all it is."""

    share: float
    category: str
    level: str | None
    office: str | None
    government: str


class People:
    """Draws persons of an election under a policy; `known` leaves nothing about them unknown."""

    def __init__(self, policy: Policy, election: Election, *, known: bool) -> None:
        people = tuple(_people(policy, election))
        self._known = known
        self._offices = (None, *(office.id for office in policy.offices))
        self._table = table(person.share for person in people)
        self._category = [CATEGORIES.index(person.category) for person in people]
        self._level = [LEVELS.index(person.level) for person in people]
        self._office = [self._offices.index(person.office) for person in people]
        self._heads = [
            int(person.level in _FUNCTIONAL and person.office is None) for person in people
        ]
        self._government = [GOVERNMENTS.index(person.government) for person in people]

    def draw(self, draws: Draws) -> tuple[Column, ...]:
        """Return category, level, office, heads_unit and government, in this order.

        An unknown level hides its office too. Whether somebody heads a unit is stated where neither
        office nor level tells: of functional posts without a title, who head none.
        """
        people = draws.codes("person", self._table)
        category = [self._category[one] for one in people]
        level = [self._level[one] for one in people]
        office = [self._office[one] for one in people]
        government = [self._government[one] for one in people]
        heads = [self._heads[one] for one in people]
        if not self._known:
            for row in draws.rows_of("unknown category", UNKNOWN_CATEGORY):
                category[row] = 0
            for row in draws.rows_of("unknown level", UNKNOWN_LEVEL):
                level[row] = office[row] = heads[row] = 0
        return (
            Column("subject.category", "text", CATEGORIES, category),
            Column("subject.level", "text", LEVELS, level),
            Column("subject.office", "text", self._offices, office),
            Column("subject.heads_unit", "bool", _HEADS, heads),
            Column("subject.government", "text", GOVERNMENTS, government),
        )


def spread(shares: Shares, rest: Sequence[str]) -> list[tuple[str, float]]:
    """Return each name with its share of a hundred; the rest is divided among the names unnamed."""
    named = [(name, share / len(names)) for names, share in shares.items() for name in names]
    unnamed = [name for name in rest if name not in dict(named)]
    left = 100 - sum(shares.values())
    return named + [(name, left / len(unnamed)) for name in unnamed]


def _people(policy: Policy, election: Election) -> Iterator[Person]:
    pilkada = election.kind == "pilkada"
    heads = VILLAGE_HEADS_OF_REPORTS if pilkada else 0.0
    if pilkada:
        yield Person(heads, "kepala_desa", None, None, "kabupaten")
    positions = spread(PILKADA_POSITIONS if pilkada else PEMILU_POSITIONS, [REST_OF_POSITIONS])
    for position, share in positions:
        of_all = (1 - heads) * (1 - OTHER_PEOPLE) * share / 100
        for person in _holders(policy, position):
            yield person._replace(share=of_all * person.share)
    others = (1 - heads) * OTHER_PEOPLE / 3
    for category, level, government in (
        ("cpns", "pelaksana", None),
        ("non_asn", None, None),
        ("perangkat_desa", None, "kabupaten"),
    ):
        for person in _of_offices(policy, category, level, (government,) if government else ()):
            yield person._replace(share=others * person.share)


def _holders(policy: Policy, position: str) -> Iterator[Person]:
    """Yield who holds a position, with shares that sum to 1."""
    if position == "wilayah":
        for office, level in (("camat", "administrator"), ("lurah", "pengawas")):
            for government in ("kabupaten", "kota"):
                yield Person(1 / 4, "pns", level, office, government)
        return
    levels = {"jpt": ("jpt_pratama",), "fungsional": _FUNCTIONAL}.get(position, (position,))
    categories = [("pns", 1.0)]
    if position in ("fungsional", "pelaksana"):
        categories = [("pns", 1 - PPPK_OF_ASN), ("pppk", PPPK_OF_ASN)]
    for category, share in categories:
        for level in levels:
            for person in _of_offices(policy, category, level):
                yield person._replace(share=share / len(levels) * person.share)


def _of_offices(
    policy: Policy, category: str, level: str | None, governments: Sequence[str] = ()
) -> Iterator[Person]:
    """Yield persons of one level in their possible offices and governments, evenly divided."""
    places = [(one, OF_A_REGION / len(_REGIONS)) for one in _REGIONS]
    places.append(("pusat", 1 - OF_A_REGION))
    if governments:
        places = [(one, 1 / len(governments)) for one in governments]
    for government, share in places:
        offices = [None] if government == "pusat" else _offices(policy, category, level)
        for office in offices:
            yield Person(share / len(offices), category, level, office, government)


def _offices(policy: Policy, category: str, level: str | None) -> list[str | None]:
    """Return the offices that somebody may hold, as the policy's own list has them; None for none
    that has a title."""
    if category in ("kepala_desa", "perangkat_desa"):
        return [None]
    known = {office.id: office for office in policy.offices}
    untitled: dict[str | None, tuple[str, ...]] = {
        "pelaksana": ("staf",),
        **{one: ("guru", "kepala_sekolah", "kepala_puskesmas") for one in _FUNCTIONAL},
    }
    found: list[str | None] = [name for name in untitled.get(level, ()) if name in known]
    for office in policy.offices:
        of_level = office.level is not None and office.level.value == level
        if office.id in ("camat", "lurah") or not (of_level or level is None):
            continue
        if category in office.categories or (of_level and not office.categories):
            found.append(office.id)
    if level in ("pelaksana", *_FUNCTIONAL, None):
        found.append(None)
    return found or [None]
