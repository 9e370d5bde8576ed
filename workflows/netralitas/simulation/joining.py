"""This file joins the answers of the charges of each row to what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.escalation import UNPROVEN, possible_tiers
from netralitas.facts import Outcome, Tier, Track
from netralitas.judgement import flat_provisions, flat_reachable, flat_tracks
from netralitas.policy import Effect
from netralitas.rules import (
    Concurred,
    Law,
    Opened,
    Ways,
    certain,
    concur,
    opened,
    outcome_of,
    reachable,
)
from netralitas.simulation.answers import IMPOSSIBLE, Answers
from netralitas.simulation.charges import EVIDENCE, Charges
from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.people import People
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.stages import Stage

_NO_YES: Final = pl.Series([False, True])

_TEXTS: Final = (
    "outcome",
    "leading",
    "tier",
    "tracks",
    "charges",
    "provisions",
    "reachable",
)
_NUMBERS: Final = ("scene", "stance", "carrying", "stands", "open", "opens", "violates")


class Joined(NamedTuple):
    """What the charges of each row come to together.

    `joint` numbers all of it; `scene` the tracks that come to a violation, and whether the leading
    one does, on which the types depend; `stance` what decides who acts (see `Joining.stance`).
    `carrying` numbers the charges on which a violation of the leading track rests (see
    `Joining.carriers`). `stands` has a bit for each charge that is not cleared. `open` are the rows
    that may come to different results, `opens` those in which a track opens at all, `violates`
    those in which one comes to a violation. `answers` and `evidence` are, for each place of a
    charge, the numbers of the answers and of how far they are proven; `impossible` the rows whose
    facts contradict each other.
    """

    joint: Codes
    scene: Codes
    stance: Codes
    carrying: Codes
    stands: Codes
    open: NDArray[np.bool_]
    opens: NDArray[np.bool_]
    violates: NDArray[np.bool_]
    answers: Sequence[Codes]
    evidence: Sequence[Codes]
    impossible: NDArray[np.int64]
    columns: Columns


class Stance(NamedTuple):
    """What of a finding decides who may act, whoever the person is, and on which path.

    `tracks` holds every track that opens, the leading one first, with its possible tiers; where
    none opens, `outcome` says how the case closes.
    """

    outcome: Outcome | None
    tracks: tuple[tuple[Track, tuple[Tier | None, ...]], ...]


class Joining:
    """The answers of one law, and what they come to together."""

    def __init__(self, law: Law, answers: Answers) -> None:
        self._law = law
        self.answers = answers
        self._proof = Stage(("state",), 2)
        self._sequence = Numbering(2)
        self._joint = Stage((*_TEXTS, *_NUMBERS), 2)
        self._scenes: dict[Any, int] = {}
        self._scene_carrying: list[tuple[tuple[int, ...], ...]] = []
        self._stances: dict[Stance, int] = {}
        self._stance: list[Stance] = []
        self._carriers: dict[tuple[int, ...], int] = {(): 0}

    def carriers(self, number: int) -> tuple[int, ...]:
        """Return the places of the charges on which a leading violation rests; none without it."""
        return list(self._carriers)[number]

    def carrying(self, number: int) -> tuple[tuple[int, ...], ...]:
        """Return for each track of a scene the places of the charges on which its violation
        rests."""
        return self._scene_carrying[number]

    def stance(self, number: int) -> Stance:
        """Return the stance that a number stands for."""
        return self._stance[number]

    def concurred(self, rows: Rows, found: Joined, place: int) -> tuple[Concurred, list[Ways]]:
        """Return what the charges of a row come to together, and the ways of each charge."""
        return self._concurred(rows, found.answers, found.evidence, place)

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
                stands=nothing,
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
            ask=lambda place: self._told(*self._concurred(rows, answers, evidence, place)),
        )
        texts = {name: (numbers, self._joint.column(name, pl.String)) for name in _TEXTS}
        assumed = np.zeros(len(rows), dtype=np.int32)
        for at, proof in zip(places, evidence, strict=True):
            assumed[at[proof == EVIDENCE.index("assumed")]] = 1
        proven = {"assumes_proven": (assumed, _NO_YES)}
        return Joined(
            numbers,
            self._joint.codes("scene")[numbers],
            self._joint.codes("stance")[numbers],
            self._joint.codes("carrying")[numbers],
            self._joint.codes("stands")[numbers],
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

    def _concurred(
        self, rows: Rows, answers: Sequence[Codes], evidence: Sequence[Codes], place: int
    ) -> tuple[Concurred, list[Ways]]:
        at = rows.charges_at(place)
        ways: list[Ways] = [self.answers.ways(int(answers[one][there])) for one, there in at]
        proofs = [EVIDENCE[evidence[one][there]] for one, there in at]
        return concur(proofs, [ways]), ways

    def _told(self, concurred: Concurred, ways: Sequence[Ways]) -> tuple[Any, ...]:
        result, tracks = certain(concurred.results), opened(concurred)
        outcomes = [outcome_of(results) for results in concurred.charge_results]
        left = reachable(concurred.results) if len(concurred.results) > 1 else ()
        carrying: tuple[int, ...] = ()
        if tracks and _violates(tracks[0]):
            carrying = tracks[0].carrying
        stance = Stance(
            None if tracks else result.outcome,
            tuple((one.track, possible_tiers(one.track, one.state.tier, left)) for one in tracks),
        )
        if stance not in self._stances:
            self._stances[stance] = len(self._stance)
            self._stance.append(stance)
        scene = (
            bool(carrying),
            *(
                (one.track, one.state.tier, one.carrying, self._measures(one.track, ways))
                for one in tracks
                if _violates(one)
            ),
        )
        if scene not in self._scenes:
            self._scenes[scene] = len(self._scene_carrying)
            self._scene_carrying.append(tuple(one.carrying for one in tracks if _violates(one)))
        return (
            result.outcome.value,
            tracks[0].track.value if tracks else None,
            result.tier.value if result.tier else None,
            flat_tracks((one.track, one.state.outcome, one.state.tier) for one in tracks),
            ";".join(outcome.value for outcome in outcomes),
            flat_provisions(
                row for one in tracks for row in self._law.argument.on_track(one.track, ways)
            ),
            flat_reachable(left),
            self._scenes[scene],
            self._stances[stance],
            self._carriers.setdefault(carrying, len(self._carriers)),
            sum((one not in UNPROVEN) << place for place, one in enumerate(outcomes)),
            len(concurred.results) > 1,
            bool(tracks),
            any(map(_violates, tracks)),
        )

    def _measures(self, track: Track, ways: Sequence[Ways]) -> tuple[Any, ...]:
        """Return for each charge how a superior's type on a track is measured there."""
        return tuple(
            frozenset(
                effect.than_subordinate
                for met in of_charge
                for position in met.settled.deciding
                if (effect := self._effect(position)).track is track
                and effect.than_subordinate is not None
            )
            for of_charge in ways
        )

    def _effect(self, position: int) -> Effect:
        return self._law.policy.provisions[self._law.rules[position].row].effect


def _violates(track: Opened) -> bool:
    return track.state.outcome is Outcome.VIOLATION
