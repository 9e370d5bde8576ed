"""This file joins the answers of the charges of each row to what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.escalation import UNPROVEN
from netralitas.facts import LEADING_ORDER, Finding, Outcome
from netralitas.judgement import FLAT, flat
from netralitas.rules import Concurred, Law, carries, certain
from netralitas.simulation.answers import IMPOSSIBLE, Answers
from netralitas.simulation.charges import EVIDENCE, Charges
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.stages import Stage

FLAT_PLACE: Final = {column.name: place for place, column in enumerate(FLAT)}
"""Where each column stands in a row of a verdict."""

_TEXTS: Final = (
    "outcome",
    "leading",
    "tier",
    "tracks",
    "charges",
    "provisions",
    "reachable",
)


_NUMBERS: Final = ("scene", "stance", "carrying", "open", "opens", "violates")


class Joined(NamedTuple):
    """What the charges of each row come to together.

    `joint` numbers what is certain of outcome, provisions and proof; `scene` the outcomes, tracks
    and tiers of all charges, on which the types depend; `stance` what of it decides who acts.
    `carrying` numbers the charges on which a violation of the leading track rests (see
    `Joining.carriers`). `open` are the rows that may come to different results, `opens` those in
    which a track opens at all, `violates` those in which one comes to a violation. `answers` and
    `evidence` are, for each place of a charge, the numbers of the answers and of how far they are
    proven; `impossible` the rows whose facts contradict each other.
    """

    joint: Codes
    scene: Codes
    stance: Codes
    carrying: Codes
    open: NDArray[np.bool_]
    opens: NDArray[np.bool_]
    violates: NDArray[np.bool_]
    answers: Sequence[Codes]
    evidence: Sequence[Codes]
    impossible: NDArray[np.int64]
    columns: Columns


class Joining:
    """The answers of one law, and what they come to together."""

    def __init__(self, law: Law, answers: Answers) -> None:
        self._law = law
        self.answers = answers
        self._proof = Stage(("state",), 2)
        self._sequence = Numbering(2)
        self._joint = Stage((*_TEXTS, "assumes_proven", *_NUMBERS), 2)
        self._scenes: dict[Any, int] = {}
        self._stances: dict[Any, int] = {}
        self._carriers: dict[tuple[int, ...], int] = {(): 0}

    def carriers(self, number: int) -> tuple[int, ...]:
        """Return the places of the charges on which a leading violation rests; none without it."""
        return list(self._carriers)[number]

    def entangled(
        self, charges: Sequence[Charges], persons: Codes, people: People, height: int
    ) -> NDArray[np.bool_]:
        """Return the rows of several charges that read the same unknown fact of the subject.

        Such charges turn out together, world by world: only the explained run can join them.
        """
        found = np.zeros(height, dtype=np.bool_)
        fields = [field for field in people.fields if field in self._law.subject_fields]
        unknown = np.zeros(len(people.standings()), dtype=np.int64)
        for bit, field in enumerate(fields):
            unknown |= people.several(field).astype(np.int64) << bit
        for one in charges[1:]:
            found[one.rows] = True
        if not found.any():
            return found
        read = np.zeros(height, dtype=np.int64)
        for one in charges:
            for act, places in one.by_act():
                bits = [
                    bit for bit, field in enumerate(fields) if field in self.answers.fields(act)
                ]
                read[one.rows[places]] |= sum(1 << bit for bit in bits)
        together: NDArray[np.bool_] = found & ((unknown[persons] & read) != 0)
        return together

    def of(self, rows: Rows) -> Joined:
        """Return what the charges of each row come to together."""
        answers = [self._answered(one) for one in rows.charges]
        evidence = [self._proven(one, rows) for one in rows.charges]
        bad = [np.flatnonzero(found == IMPOSSIBLE) for found in answers]
        places = (np.arange(len(rows)), *rows.further)
        impossible = np.unique(np.concatenate([of[p] for of, p in zip(places, bad, strict=True)]))
        codes = [
            np.maximum(found, 0) * len(EVIDENCE) + proof + 1
            for found, proof in zip(answers, evidence, strict=True)
        ]
        if len(impossible):  # the caller asks again without them
            nothing: Codes = np.zeros(0, dtype=np.int32)
            never: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
            return Joined(
                joint=nothing,
                scene=nothing,
                stance=nothing,
                carrying=nothing,
                open=never,
                opens=never,
                violates=never,
                answers=answers,
                evidence=evidence,
                impossible=impossible,
                columns=Columns({}, {}, never),
            )
        numbers = self._joint.of(
            codes[0],
            rows.sequence(self._sequence, codes[1:]),
            ask=lambda place: self._told(rows, place),
            first=rows.explained_first,
        )
        texts = {name: (numbers, self._joint.column(name, pl.String)) for name in _TEXTS}
        proven = {"assumes_proven": (numbers, self._joint.column("assumes_proven", pl.Boolean))}
        return Joined(
            numbers,
            self._joint.codes("scene")[numbers],
            self._joint.codes("stance")[numbers],
            self._joint.codes("carrying")[numbers],
            self._joint.codes("open")[numbers] == 1,
            self._joint.codes("opens")[numbers] == 1,
            self._joint.codes("violates")[numbers] == 1,
            answers,
            evidence,
            impossible,
            Columns(texts | proven, {}, self._joint.broken(numbers)),
        )

    def _answered(self, one: Charges) -> Codes:
        answers = np.zeros(len(one.rows), dtype=np.int32)
        for act, places in one.by_act():
            allowed = {field: one.allowed(field)[places] for field in self.answers.fields(act)}
            answers[places] = self.answers.of(act, allowed, one.moments[places], one.at(places))
        return answers

    def _proven(self, one: Charges, rows: Rows) -> Codes:
        """Return whether the evidence for each charge suffices, as a place in EVIDENCE."""

        def ask(place: int) -> tuple[int]:
            case = rows.explained.case(int(one.rows[place]))
            state = self._law.admission.weigh_evidence(case.evidence, one.place + 1)
            return (EVIDENCE.index(state),)

        numbers = self._proof.of(one.evidence, one.place, ask=ask)
        return self._proof.codes("state")[numbers]

    def _told(self, rows: Rows, place: int) -> tuple[Any, ...]:
        row = rows.row(place)
        argued = rows.explained.argued(row)
        concurred = rows.explained.concurred(row)
        told = flat(argued.verdict)
        carrying = self._carriers_of(concurred)
        return (
            *(told[FLAT_PLACE[name]] for name in _TEXTS),
            argued.verdict.assumes_proven,
            self._scenes.setdefault(self._scene(concurred), len(self._scenes)),
            self._stances.setdefault(_stance(argued.finding), len(self._stances)),
            self._carriers.setdefault(carrying, len(self._carriers)),
            len(concurred.results) > 1,
            bool(argued.verdict.tracks),
            any(one.outcome is Outcome.VIOLATION for one in argued.finding.tracks),
        )

    def _scene(self, concurred: Concurred) -> Any:
        """Return all that later steps read of what the charges come to."""
        measured = tuple(
            frozenset(
                position
                for world in concurred.matched.worlds
                for met in world.charges[place]
                for position in met.settled.deciding
                if self._measures(position)
            )
            for place in range(len(concurred.charge_results))
        )
        return concurred.results, concurred.charge_results, measured

    def _measures(self, position: int) -> bool:
        row = self._law.policy.provisions[self._law.rules[position].row]
        return row.effect.than_subordinate is not None

    def _carriers_of(self, concurred: Concurred) -> tuple[int, ...]:
        states = dict(certain(concurred.results).tracks)
        leading = next((track for track in LEADING_ORDER if track in states), None)
        if leading is None or states[leading].outcome is not Outcome.VIOLATION:
            return ()
        every = range(len(concurred.charge_results))
        carrying = tuple(
            place
            for place in every
            if carries(concurred.charge_results[place], leading, states[leading])
        )
        return carrying or tuple(every)


def _stance(finding: Finding) -> Any:
    """Return what of a finding decides who may act, whoever the person is, and on which path."""
    return (
        finding.outcome if not finding.tracks else None,
        tuple((one.track, one.tier) for one in finding.tracks),
        tuple((one.tier, one.tracks) for one in finding.unknown.reachable),
        tuple(charge.outcome in UNPROVEN for charge in finding.charges),
    )
