"""This file measures how much of a law some cases cover, and makes the cases that are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from netralitas.facts import Case
from netralitas.judgement.checking.boundaries import boundaries
from netralitas.judgement.checking.coverage_items import PARTS, Item, Items, Part, rows_and_answers
from netralitas.judgement.checking.survey import survey
from netralitas.judgement.checking.touched import Touching
from netralitas.judgement.checking.turning_days import turning_days
from netralitas.judgement.checking.witness import Witnesses, always
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.corpus import AS_OF
from netralitas.policy import Item as PackItem


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Something that no case covers, and the id of the case of the coverage that would.

    `case` is None where none was found: a regional item has no table to find it on.
    """

    about: tuple[str, ...]
    case: str | None


class PartCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one part is covered, of how much there is, and what is not."""

    part: Part
    covered: int
    total: int
    missing: tuple[Missing, ...]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a law some cases cover: exact counts, and cases that would cover the rest.

    `cases` counts the cases that were held against the law. `wanted` are ready to be run, none of
    which states a fact it could do without; together they cover all that is missing.
    """

    policy: str
    cases: int
    parts: tuple[PartCoverage, ...]
    wanted: tuple[Case, ...]

    @property
    def covered(self) -> int:
        """How many things are covered, of all parts."""
        return sum(part.covered for part in self.parts)

    @property
    def total(self) -> int:
        """How many things there are to be covered, of all parts."""
        return sum(part.total for part in self.parts)

    def reaches(self, percent: int) -> bool:
        """Whether at least so many of a hundred things are covered."""
        return self.covered * 100 >= percent * self.total


class Measure:
    """Holds cases against one policy, and tells what they cover of it."""

    def __init__(self, policy: CompiledPolicy) -> None:
        self._policy = policy
        self._touching = Touching(policy)
        with policy.law.lock:
            stretches = survey(policy.law)
            found: Items = {
                **rows_and_answers(policy.law, stretches),
                **boundaries(policy.law, stretches),
                **turning_days(policy.law),
                **{Item("item", (name,)): [] for name in _regional(policy)},
            }
        self._items = dict(sorted(found.items(), key=lambda one: PARTS.index(one[0].part)))

    @property
    def items(self) -> Mapping[Item, object]:
        """Everything there is to be covered."""
        return self._items

    def touched(self, case: Case, as_of: date = AS_OF) -> frozenset[Item]:
        """Return what a case covers; CaseError for one that cannot be judged."""
        return self._touching.by(case, as_of)

    def coverage(
        self,
        touched: Iterable[frozenset[Item]],
        show: Callable[[int, float | None], None] | None = None,
    ) -> Coverage:
        """Return how much is covered by cases that touch so much.

        `show` is told how many things were looked after, and what share of them that is.
        """
        covered: set[Item] = set()
        cases = 0
        for items in touched:
            covered |= items
            cases += 1
        wanted: dict[Item, Case] = {}
        suite: list[Case] = []
        for place, item in enumerate(self._items):
            if item in covered or item in wanted:
                continue
            case = self._case(item, len(suite) + 1)
            if case is not None:
                suite.append(case)
                for other in self.touched(case):
                    if other not in covered:
                        wanted.setdefault(other, case)
            if show is not None:
                show(place, place / len(self._items))
        return Coverage(
            policy=self._policy.policy.digest,
            cases=cases,
            parts=tuple(self._parts(covered, wanted)),
            wanted=tuple(suite),
        )

    def _parts(self, covered: set[Item], wanted: Mapping[Item, Case]) -> Iterator[PartCoverage]:
        for part in PARTS:
            items = [item for item in self._items if item.part == part]
            if items:
                missing = [item for item in items if item not in covered]
                yield PartCoverage(
                    part=part,
                    covered=len(items) - len(missing),
                    total=len(items),
                    missing=tuple(
                        Missing(
                            about=item.about,
                            case=wanted[item].id if item in wanted else None,
                        )
                        for item in missing
                    ),
                )

    def _case(self, item: Item, number: int) -> Case | None:
        """Return a small case that covers something, under an id with a number of its own.

        Its outcome is certain where there is such a case.
        """
        law = self._policy.law

        def covers(case: Case) -> bool:
            return self._touching.touches(item, case, AS_OF)

        def settles(case: Case) -> bool:
            return always(law, case, lambda met: True) and covers(case)

        for shows in (settles, covers):
            for target in self._items[item]:
                found = Witnesses(law).smallest(f"liputan-{number}", [target], shows)
                if found is not None:
                    return found
        return None


def _regional(policy: CompiledPolicy) -> Iterator[str]:
    """Yield the ids of what a region adds to the law."""
    if policy.pack is not None:
        fills = policy.pack.fills
        for term in fills.__struct_fields__:
            for filled in getattr(fills, term):
                if isinstance(filled, PackItem):
                    yield filled.id
