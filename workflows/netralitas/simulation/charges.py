"""This file prepares the charges of a frame: acts, days, facts and evidence, each as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from netralitas.facts import Category, Channel, Contest, Government, Level, Value
from netralitas.rules import AdmittedCharge, Law
from netralitas.simulation.coding import NO_DAY, Coded, day_number
from netralitas.simulation.explained import Explained
from netralitas.simulation.numbering import Codes
from netralitas.simulation.people import AllowedSets, People
from netralitas.simulation.spans import Whens, in_service, spans_of

EVIDENCE: Final = ("assumed", "sufficient", "insufficient")
"""What evidence may be, in the order of its codes."""


class Vocabulary:
    """What may stand in the columns of cases under one law, and what an absent fact counts as."""

    def __init__(self, law: Law, sets: AllowedSets) -> None:
        self.sets = sets
        self.acts = tuple(act.id for act in law.policy.acts)
        facts = {
            field.name: field
            for field in law.policy.fields
            if field.scope == "charge" and field.kind != "text"
        }
        self._unstated = {
            name: 0 if field.default is None else sets.number(name, frozenset({field.default}))
            for name, field in facts.items()
        }
        self._words: dict[str, Sequence[str]] = {
            "election": [election.id for election in law.policy.elections],
            "contest": [one.value for one in Contest],
            "report.channel": [one.value for one in Channel],
            "subject.category": [one.value for one in Category],
            "subject.level": [one.value for one in Level],
            "subject.office": [office.id for office in law.policy.offices],
            "subject.government": [one.value for one in Government],
            "process.appeal.kind": ["keberatan", "banding_administratif"],
            "act": self.acts,
        }
        for name, field in facts.items():
            if field.kind == "choice":
                self._words[f"facts.{name}"] = field.values

    def words(self, column: str) -> Sequence[str] | None:
        """Return the words that may stand in a column, in the order of their codes."""
        name = column
        if column.startswith("charges."):
            name = column.split(".", 2)[-1]
        return self._words.get(name)

    def unstated(self, name: str) -> int:
        """Return the number of the set of values that a fact has where it is not stated."""
        return self._unstated[name]

    def has(self, name: str) -> bool:
        """Whether a field is a fact that charges state."""
        return name in self._unstated

    def one(self, field: str, value: Value) -> int:
        """Return the number of the set that holds one value alone."""
        return self.sets.number(field, frozenset({value}))


class Charges:
    """The charges that stand in one place of their cases: the first, the second, and so on.

    `rows` are the rows of the frame that have a charge there; every array is in their order.
    """

    def __init__(
        self,
        place: int,
        coded: Coded,
        words: Vocabulary,
        whens: Whens,
        people: People,
        persons: Codes,
        pairs: Codes,
        evidence: Codes,
        explained: Explained,
    ) -> None:
        self.place = place
        self._prefix = f"charges.{place}." if place else ""
        self._coded = coded
        self.vocabulary = words
        self._explained = explained
        acts = coded.choice(f"{self._prefix}act")
        self.rows: NDArray[np.int64] = np.flatnonzero(acts)
        self.acts: Codes = self.taken(acts)
        reported = coded.days("report.at")
        known = coded.days("report.known_at")
        until = np.where(reported == NO_DAY, known, reported)
        as_of = day_number(explained.as_of)
        until = np.where(until == NO_DAY, as_of, until).astype(np.int32)
        spans = spans_of(coded, self._prefix, until)
        self.spans = spans if len(self.rows) == coded.height else spans.at(self.rows)
        self.pairs = self.taken(pairs)
        self.moments = whens.moments(self.spans, self.pairs)
        self.evidence = self.taken(evidence)
        self._people = people
        self._persons = self.taken(persons)
        self._allowed: dict[str, Codes] = {}

    def among(self, keep: NDArray[np.bool_]) -> Charges:
        """Return these charges without those of the rows of the frame that are not kept."""
        kept = copy(self)
        places = np.flatnonzero(keep[self.rows])
        kept.rows, kept.acts, kept.pairs = self.rows[places], self.acts[places], self.pairs[places]
        kept.spans = self.spans.at(places)
        kept.moments = self.moments[places]
        kept.evidence, kept._persons = self.evidence[places], self._persons[places]
        kept._allowed = {field: codes[places] for field, codes in self._allowed.items()}
        return kept

    def charge(self, place: int) -> AdmittedCharge:
        """Return the charge of a row, by its place among these, as the explained run admits it."""
        return self._explained.admitted(int(self.rows[place])).charges[self.place]

    def at(self, places: NDArray[np.int64]) -> Callable[[int], AdmittedCharge]:
        """Return what gives the charges at some of the places."""
        return lambda place: self.charge(int(places[place]))

    def taken(self, codes: NDArray[Any]) -> NDArray[Any]:
        """Return what an array for all rows of the frame has for these charges."""
        return codes if len(self.rows) == len(codes) else codes[self.rows]

    def fact(self, name: str) -> Codes:
        """Return what each charge states of a fact: 0 for nothing, n for the n-th value."""
        return self.taken(self._coded.choice(f"{self._prefix}facts.{name}"))

    def allowed(self, field: str) -> Codes:
        """Return for each charge the number of the set of values a field may have."""
        if field not in self._allowed:
            self._allowed[field] = self._read(field)
        return self._allowed[field]

    def by_act(self) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Yield each act that occurs with the places of its charges."""
        order = np.argsort(self.acts.astype(np.uint8), kind="stable")
        ends = np.cumsum(np.bincount(self.acts, minlength=len(self.vocabulary.acts) + 1))
        for number, act in enumerate(self.vocabulary.acts, 1):
            places = order[ends[number - 1] : ends[number]]
            if len(places):
                yield act, places

    def _read(self, field: str) -> Codes:
        words, coded = self.vocabulary, self._coded
        if words.has(field):
            stated, unstated = self.fact(field), words.unstated(field)
            known: Codes = np.where(stated == 0, np.int32(unstated), stated)
            return known
        if field in self._people.fields:
            of_person: Codes = self._people.allowed(field)[self._persons]
            return of_person
        return _DERIVED[field](self, coded, words)

    def in_service(self, coded: Coded, words: Vocabulary) -> Codes:
        """Return whether the person was still in service on the days of the charge."""
        numbers = (0, words.one("in_service", False), words.one("in_service", True))
        return in_service(self.spans, self.taken(coded.days("subject.until")), numbers)

    def kept_private(self, coded: Coded, words: Vocabulary) -> Codes:
        """Return whether the case says that the act was not public."""
        no, yes = words.one("kept_private", False), words.one("kept_private", True)
        return np.where(self.fact("public") == 1, np.int32(yes), np.int32(no))

    def punished_before(self, coded: Coded, words: Vocabulary) -> Codes:
        """Return whether the case names an earlier decision."""
        no, yes = words.one("punished_before", False), words.one("punished_before", True)
        some = self.taken(coded.any_of(coded.named("priors.")))
        return np.where(some, np.int32(yes), np.int32(no))

    def subordinate_rank(self, coded: Coded, words: Vocabulary) -> Codes:
        """Return the rank of a subordinate's sanction, which only a failure to act has."""
        found = np.zeros(len(self.rows), dtype=np.int32)
        places = np.flatnonzero(self.acts == words.acts.index("fail_to_act") + 1)
        known: dict[tuple[int, int], int] = {}
        tiers = self.fact("subordinate_tier")
        texts = self.taken(coded.texts(f"{self._prefix}facts.subordinate_sanction", {}))
        for place in places:
            key = (int(tiers[place]), int(texts[place]))
            if key not in known:
                allowed = self.charge(int(place)).allowed["subordinate_rank"]
                known[key] = words.sets.number("subordinate_rank", allowed)
            found[place] = known[key]
        return found


_DERIVED: Final[Mapping[str, Callable[[Charges, Coded, Vocabulary], Codes]]] = {
    "in_service": Charges.in_service,
    "kept_private": Charges.kept_private,
    "punished_before": Charges.punished_before,
    "subordinate_rank": Charges.subordinate_rank,
}
"""How the fields are derived that no case states, as admission derives them."""
