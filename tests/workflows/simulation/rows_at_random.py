"""This file draws rows of cases at random, with everything a case may leave unknown or have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from netralitas.facts import (
    Case,
    CaseError,
    Category,
    Channel,
    EvidenceKind,
    Government,
    Level,
    OfficialCondition,
)
from netralitas.policy import Policy
from netralitas.simulation.cases import case_of

Row = dict[str, Any]

_FIRST = date(2015, 1, 1)
_DAYS = 3900


class RandomRows:
    """Draws rows that are valid cases of a policy; what is impossible may be among them."""

    def __init__(self, policy: Policy, seed: int, acts: Sequence[str] = ()) -> None:
        self._policy = policy
        self._chance = Random(seed)
        self._elections = {one.id: one for one in policy.elections}
        self._sanctions = [one.id for one in policy.sanctions]
        self._acts = acts or [one.id for one in policy.acts]

    def draw(self, n: int) -> list[tuple[Row, Case]]:
        """Return n rows, each with its case."""
        found: list[tuple[Row, Case]] = []
        while len(found) < n:
            row = {
                name: value for name, value in self._row(len(found)).items() if value is not None
            }
            try:
                found.append((row, case_of(row, self._policy)))
            except CaseError:
                continue
        return found

    def neighbours(
        self, drawn: list[tuple[Row, Case]], others: list[tuple[Row, Case]], n: int
    ) -> list[tuple[Row, Case]]:
        """Return rows that differ from a drawn one by what another has in one column.

        Whatever a verdict depends on and a key leaves out gives two of them the same answer.
        """
        found: list[tuple[Row, Case]] = []
        while len(found) < n:
            row, other = self._one(drawn)[0], self._one(others)[0]
            column = self._one(sorted((row.keys() | other.keys()) - {"id"}))
            family = re.match(r"evidence|(charges\.\d\.)?at(?=\.|$)", column)
            kin = {name for name in row | other if family and name.startswith(family.group())}
            changed = {name: value for name, value in row.items() if name not in kin | {column}}
            changed |= {name: other[name] for name in kin | {column} if name in other}
            try:
                case = case_of(changed, self._policy)
            except CaseError:
                continue
            found += [(row, case_of(row, self._policy)), (changed, case)]
        return found

    def _row(self, number: int) -> Row:
        row: Row = {"id": f"kasus-{number}"}
        election = self._maybe(0.9, list(self._elections))
        row["election"] = election
        if self._happens(0.6):
            known = self._elections[election].contests if election else ["regional_head"]
            row["contest"] = str(self._one([str(one) for one in known]))
        row |= self._subject()
        day = self._day(election)
        row |= self._report(day)
        charges = 1 + (self._happens(0.25)) + (self._happens(0.05))
        for place in range(charges):
            row |= self._charge(f"charges.{place}." if place else "", day)
        row |= self._evidence(charges)
        if self._happens(0.4):
            row |= self._priors()
        if self._happens(0.2):
            row |= self._officials()
        if self._happens(0.3):
            row |= self._process(day)
        return row

    def _subject(self) -> Row:
        row: Row = {
            "subject.category": self._maybe(0.85, [str(one) for one in Category]),
            "subject.level": self._maybe(0.7, [str(one) for one in Level]),
            "subject.office": self._maybe(0.4, [one.id for one in self._policy.offices]),
            "subject.government": self._maybe(0.8, [str(one) for one in Government]),
            "subject.heads_unit": self._maybe(0.2, [True, False]),
            "subject.pakta_integritas": self._maybe(0.2, [True, False]),
            "subject.deklarasi_netralitas": self._maybe(0.2, [True, False]),
            "subject.tambahan_penghasilan": self._maybe(0.2, [1_000_000, 2_345_678]),
        }
        if self._happens(0.7):
            row["subject.category"] = self._one(["pns", "pns", "pns", "pppk"])
        if self._happens(0.05):
            row["subject.until"] = _FIRST + timedelta(days=self._below(_DAYS))
        return row

    def _report(self, day: date) -> Row:
        known = day + timedelta(days=self._below(20))
        return {
            "report.at": known + timedelta(days=self._below(9)) if self._happens(0.7) else None,
            "report.known_at": known if self._happens(0.7) else None,
            "report.channel": self._maybe(0.7, [str(one) for one in Channel]),
        }

    def _charge(self, prefix: str, near: date) -> Row:
        act = self._one(self._acts)
        row: Row = {f"{prefix}act": act}
        day = near - timedelta(days=self._below(40 if self._happens(0.8) else 2000))
        kind = self._chance.random()
        if kind < 0.75:
            row[f"{prefix}at"] = day.isoformat()
        elif kind < 0.85:
            row[f"{prefix}at"] = day.isoformat()[:7]
        elif kind < 0.95:
            row[f"{prefix}at.from"] = day - timedelta(days=self._below(120))
            row[f"{prefix}at.to"] = day
        share = self._one([1.0, 0.95, 0.7, 0.2])
        for field in self._policy.fields:
            if field.scope != "charge" or (field.acts is not None and act not in field.acts):
                continue
            if not self._happens(share if field.default is None else 0.08):
                continue
            name = f"{prefix}facts.{field.name}"
            if field.kind == "bool":
                row[name] = self._happens(0.5)
            elif field.kind == "choice":
                row[name] = self._one(field.values)
            elif field.name == "subordinate_sanction":
                row[name] = self._one(self._sanctions)
            else:
                row[name] = "sesuatu"
        return row

    def _evidence(self, charges: int) -> Row:
        kinds = [str(one) for one in EvidenceKind]
        match self._below(12):
            case 0 | 5 | 6 | 7:
                return {}
            case 1:
                return {"evidence": "none"}
            case 2:
                return {"evidence": self._one(kinds)}
            case 3:
                return {
                    "evidence.0.kind": self._one(kinds),
                    "evidence.0.verified": self._happens(0.7),
                    "evidence.0.charges.0": 1 + self._below(charges),
                }
            case _:
                return {"evidence": f"{self._one(kinds)}:verified; {self._one(kinds)}"}

    def _priors(self) -> Row:
        row: Row = {}
        for place in range(1 + self._happens(0.3)):
            decided = _FIRST + timedelta(days=self._below(2500))
            row[f"priors.{place}.act"] = self._maybe(0.8, self._acts)
            row[f"priors.{place}.sanction"] = self._maybe(0.9, self._sanctions)
            row[f"priors.{place}.decided_at"] = decided
            row[f"priors.{place}.status"] = self._maybe(0.6, ["served", "serving"])
            row[f"priors.{place}.same_nature"] = self._maybe(0.3, [True, True, False])
            row[f"priors.{place}.same_violation"] = self._maybe(0.1, [True, False])
            row[f"priors.{place}.complied"] = self._maybe(0.3, [True, False])
        return row

    def _officials(self) -> Row:
        row: Row = {}
        for place in range(1 + self._happens(0.3)):
            match self._below(3):
                case 0:
                    row[f"officials.{place}.level"] = str(self._one(list(Level)))
                case 1:
                    officials = ["bupati_wali_kota", "gubernur", "jpt_pratama", "administrator"]
                    row[f"officials.{place}.official"] = self._one(officials)
                case _:
                    stages = ["atasan_langsung", "perangkat_daerah", "kepala_daerah"]
                    row[f"officials.{place}.stage"] = self._one(stages)
            state = str(self._one(list(OfficialCondition)))
            row[f"officials.{place}.state"] = state
            row[f"officials.{place}.because"] = self._maybe(0.3, ["keluarga", "terlibat"])
            if state == "acting":
                row[f"officials.{place}.kind"] = self._maybe(0.8, ["pj", "plt", "pjs"])
        return row

    def _process(self, day: date) -> Row:
        sent = day + timedelta(days=15 + self._below(20))
        row: Row = {
            "process.summonses.0.at": sent,
            "process.summonses.0.for": sent + timedelta(days=7),
            "process.summonses.0.attended": self._maybe(0.8, [True, False]),
        }
        decided = sent + timedelta(days=30 + self._below(60))
        if self._happens(0.5):
            row["process.decided_at"] = decided
        if self._happens(0.4):
            row["process.imposed.0.sanction"] = self._one(self._sanctions)
            row["process.imposed.0.at"] = decided
        if self._happens(0.5):
            row["process.delivery.for"] = decided + timedelta(days=5)
            row["process.delivery.attended"] = self._maybe(0.8, [True, False])
            row["process.delivery.received"] = (
                decided + timedelta(days=8) if self._happens(0.4) else None
            )
        if self._happens(0.3):
            row["process.appeal.kind"] = self._one(["keberatan", "banding_administratif"])
            row["process.appeal.at"] = decided + timedelta(days=20)
        return row

    def _day(self, election: str | None) -> date:
        if election is not None and self._happens(0.8):
            vote = next(
                one.first for one in self._elections[election].milestones if one.id == "pemungutan"
            )
            return vote - timedelta(days=self._below(300)) + timedelta(days=self._below(60))
        return _FIRST + timedelta(days=self._below(_DAYS))

    def _maybe(self, share: float, values: Any) -> Any:
        return self._one(values) if self._happens(share) else None

    def _one(self, values: Any) -> Any:
        return values[self._below(len(values))]

    def _below(self, n: int) -> int:
        return int(self._chance.random() * n)

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share
