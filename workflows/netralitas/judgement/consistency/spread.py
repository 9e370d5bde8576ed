"""This file counts the types imposed in a group of decisions, and where one lies among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from netralitas.facts import SanctionName, Text
from netralitas.judgement.consistency.words import WHERE, Where


class TypeCount(msgspec.Struct, frozen=True, kw_only=True):
    """How often a type was imposed in a group; one that was open and never imposed counts none.

    `share` is of all decisions of the group, `middle` whether the type lies in their middle.
    """

    sanction: SanctionName
    n: int
    share: float
    middle: bool


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The comparable decisions that are shown: how many, and every type, lightest first."""

    n: int
    types: tuple[TypeCount, ...]


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where the type proposed lies among those imposed, in words."""

    where: Where
    text: Text


def group_of(counted: Mapping[str, int], names: Mapping[str, SanctionName]) -> Group:
    """Return a group from how often each open type was imposed, the lightest type first.

    The middle is what is left when the lightest quarter and the heaviest quarter of the decisions,
    each rounded down, are set aside.
    """
    n = sum(counted.values())
    quarter = n // 4
    types: list[TypeCount] = []
    before = 0
    for name, count in counted.items():
        lightest, heaviest = before, before + count
        middle = count > 0 and heaviest > quarter and lightest < n - quarter
        share = round(count / n, 4)
        types.append(TypeCount(sanction=names[name], n=count, share=share, middle=middle))
        before = heaviest
    return Group(n=n, types=tuple(types))


def position_of(group: Group, sanction: str) -> Position:
    """Return where a type lies among those imposed in a group, in words."""
    names = [one.sanction.id for one in group.types]
    middle = [place for place, one in enumerate(group.types) if one.middle]
    imposed = [place for place, one in enumerate(group.types) if one.n]
    where: Where
    if sanction not in names:
        return Position(where="not_open", text=WHERE["not_open"])
    place = names.index(sanction)
    count = group.types[place].n
    if count == 0:
        lighter, heavier = place < imposed[0], place > imposed[-1]
        where = "lighter_than_all" if lighter else "heavier_than_all" if heavier else "between"
    elif place in middle:
        where = "middle"
    else:
        where = "lighter_than_the_middle" if place < middle[0] else "heavier_than_the_middle"
    return Position(where=where, text=_filled(WHERE[where], group, count, middle))


def _filled(text: Text, group: Group, count: int, middle: Sequence[int]) -> Text:
    first, last = (group.types[place].sanction.name for place in (middle[0], middle[-1]))
    span = first if first == last else Text(id=f"{first.id} s.d. {last.id}",
                                            en=f"{first.en} to {last.en}")  # fmt: skip
    return Text(
        id=text.id.format(count=count, n=group.n, middle=span.id),
        en=text.en.format(count=count, n=group.n, middle=span.en),
    )
