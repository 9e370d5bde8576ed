"""This file draws synthetic cases that a policy can read, the same ones from the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from netralitas.desk.assumptions import (
    DAYS_AFTER_VOTE,
    DAYS_BEFORE_DETERMINATION,
    DAYS_TO_REPORT,
    NOT_SAMPLED,
    OF_A_REGION,
    PEMILU_ACTS,
    PEMILU_POSITIONS,
    PILKADA_ACTS,
    PILKADA_POSITIONS,
    PPPK_OF_ASN,
    PROVEN,
    REST_OF_POSITIONS,
    VILLAGE_HEADS_OF_REPORTS,
    Shares,
)
from netralitas.facts import CASE_SCHEMA, Channel, Contest, EvidenceKind
from netralitas.policy import Election, Field, Policy
from netralitas.rules import RuleBase

Plain = dict[str, Any]
Choice = TypeVar("Choice")

_FUNCTIONAL = (
    "jf_ahli_utama", "jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama", "jf_keterampilan",
)  # fmt: skip
_BEFORE_DETERMINATION = ("approach_party", "register_candidacy")
_IN_CAMPAIGN = ("join_campaign",)
_TRIES = 200


class Sampler:
    """Draws one case after the other; only `Random.random` is used, which no version changes."""

    def __init__(self, base: RuleBase, election: Election, unknown: float, seed: int) -> None:
        self._policy: Policy = base.policy
        self._impossible = [alternatives for _, alternatives in base.impossible]
        self._election = election
        self._unknown = unknown
        self._seed = seed
        self._chance = Random(seed)
        acts = [act.id for act in self._policy.acts if act.id not in NOT_SAMPLED]
        pilkada = election.kind == "pilkada"
        self._acts = _spread(PILKADA_ACTS if pilkada else PEMILU_ACTS, acts)
        self._positions = _spread(
            PILKADA_POSITIONS if pilkada else PEMILU_POSITIONS, [REST_OF_POSITIONS]
        )

    def cases(self, n: int) -> Iterator[Plain]:
        """Yield n cases as plain values, in the order of keys of a case file."""
        for number in range(1, n + 1):
            yield self._case(number)

    def _case(self, number: int) -> Plain:
        act = self._weighted(self._acts)
        contest = self._contest()
        subject = self._subject()
        day = self._day(act, contest)
        known = day + timedelta(days=self._below(DAYS_TO_REPORT + 1))
        reported = known + timedelta(days=self._below(DAYS_TO_REPORT + 1))
        verified = self._happens(PROVEN[self._election.kind])
        return {
            "schema": CASE_SCHEMA,
            "id": f"{self._election.id}-{self._seed}-{number:06}",
            "election": self._election.id,
            "contest": contest.value,
            "report": {
                "at": reported.isoformat(),
                "known_at": known.isoformat(),
                "channel": self._one(list(Channel)).value,
            },
            "subject": subject,
            "charges": [{"act": act, "at": day.isoformat(), "facts": self._facts(act, subject)}],
            "evidence": [{"kind": self._one(list(EvidenceKind)).value, "verified": verified}],
        }

    def _subject(self) -> Plain:
        village = self._election.kind == "pilkada"
        if village and self._happens(VILLAGE_HEADS_OF_REPORTS):
            return {"category": "kepala_desa", "government": "kabupaten"}
        position = self._weighted(self._positions)
        contracted = position in ("fungsional", "pelaksana") and self._happens(PPPK_OF_ASN)
        category = "pppk" if contracted else "pns"
        if position == "wilayah":
            office = self._one(["camat", "lurah"])
            level = "administrator" if office == "camat" else "pengawas"
            government = self._one(["kabupaten", "kota"])
            return _subject(category, level, office, government)
        of_a_region = self._happens(OF_A_REGION)
        government = self._one(["provinsi", "kabupaten", "kota"]) if of_a_region else "pusat"
        levels = {"jpt": ("jpt_pratama",), "fungsional": _FUNCTIONAL}.get(position, (position,))
        level = self._one(levels)
        return _subject(category, level, self._office(level, category, government), government)

    def _office(self, level: str, category: str, government: str) -> str | None:
        """Return an office of the level, as the policy's own list has them; None for no title."""
        if government == "pusat":
            return None
        if level in _FUNCTIONAL:
            return self._one(["guru", None])
        offices = [
            office.id
            for office in self._policy.offices
            if office.level is not None
            and office.level.value == level
            and office.id not in ("camat", "lurah")
            and (not office.categories or category in office.categories)
        ]
        return self._one(offices) if offices else None

    def _contest(self) -> Contest:
        held = [
            contest
            for contest in self._election.contests
            if any(
                one.id == "penetapan" and (not one.contests or contest in one.contests)
                for one in self._election.milestones
            )
        ]
        return self._one(held)

    def _day(self, act: str, contest: Contest) -> date:
        days = {
            one.id: (one.first, one.last or one.first)
            for one in self._election.milestones
            if not one.contests or contest in one.contests
        }
        determined, voted = days["penetapan"][0], days["pemungutan"][0]
        first = determined - timedelta(days=DAYS_BEFORE_DETERMINATION)
        last = voted + timedelta(days=DAYS_AFTER_VOTE)
        if act in _BEFORE_DETERMINATION:
            last = determined - timedelta(days=1)
        elif act in _IN_CAMPAIGN:
            first, last = days["kampanye"]
        return first + timedelta(days=self._below((last - first).days + 1))

    def _facts(self, act: str, subject: Plain) -> Plain:
        """Return facts that can occur together; each is left unknown with the share asked for."""
        carried = [
            field
            for field in self._policy.fields
            if field.scope == "charge"
            and field.kind != "text"
            and field.default is None
            and (field.acts is None or act in field.acts)
        ]
        for _ in range(_TRIES):
            facts = {field.name: self._value(field) for field in carried}
            if self._possible(subject | facts):
                return {
                    name: value for name, value in facts.items() if not self._happens(self._unknown)
                }
        return {}

    def _value(self, field: Field) -> str | bool:
        return self._happens(0.5) if field.kind == "bool" else self._one(field.values)

    def _possible(self, fact: Mapping[str, Any]) -> bool:
        return not any(
            all(test.field in fact and test.holds(fact[test.field]) for test in conjunction)
            for alternatives in self._impossible
            for conjunction in alternatives
        )

    def _weighted(self, shares: Sequence[tuple[str, float]]) -> str:
        left = self._chance.random() * sum(share for _, share in shares)
        for name, share in shares:
            left -= share
            if left < 0:
                return name
        return shares[-1][0]

    def _one(self, choices: Sequence[Choice]) -> Choice:
        return choices[self._below(len(choices))]

    def _below(self, n: int) -> int:
        return int(self._chance.random() * n)

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share


def _subject(category: str, level: str, office: str | None, government: str) -> Plain:
    subject = {"category": category, "level": level, "office": office, "government": government}
    return {name: value for name, value in subject.items() if value is not None}


def _spread(shares: Shares, rest: Sequence[str]) -> list[tuple[str, float]]:
    """Return each name with its share of a hundred; the rest is divided among the names unnamed."""
    named = [(name, share / len(names)) for names, share in shares.items() for name in names]
    unnamed = [name for name in rest if name not in dict(named)]
    left = 100 - sum(shares.values())
    return named + [(name, left / len(unnamed)) for name in unnamed]
