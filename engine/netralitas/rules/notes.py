"""This file collects what must be said beside an answer: assumptions, open charges, gaps of the
data."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from netralitas.facts import (
    GRAVITY,
    Category,
    ChargeVerdict,
    Days,
    Facts,
    Note,
    Outcome,
    Text,
    Tier,
    Track,
    TrackFinding,
)
from netralitas.policy import Lacking, Policy
from netralitas.rules.admit import EVIDENCE_ASSUMED, Admitted

CACHE_MAX = 20_000


class _Scene(NamedTuple):
    """All that decides which gaps of the data touch a case."""

    tracks: tuple[tuple[Track, Tier | None], ...]
    lawful: frozenset[str]
    categories: tuple[Category, ...]
    acts: tuple[str, ...]
    days: tuple[Days, ...]
    contests: frozenset[str]
    decided: date


class Remarks:
    """Says what must be said beside an answer, under one policy."""

    def __init__(self, policy: Policy) -> None:
        self._lacking = tuple((item, _lacking_note(item)) for item in policy.lacking)
        self._heaviest = tuple(
            (rule.tracks, Note(says=rule.id, text=rule.text, confidence=rule.marks.content))
            for rule in policy.combinations
            if rule.id == "heaviest_only"
        )
        self._told: dict[_Scene, tuple[Note, ...]] = {}

    def of(
        self,
        admitted: Admitted,
        charges: tuple[ChargeVerdict, ...],
        tracks: tuple[TrackFinding, ...],
        criminal: bool,
        outcome: Outcome,
    ) -> tuple[Note, ...]:
        """Return the notes of a case; `criminal` tells whether that track may open."""
        notes: list[Note] = []
        case = admitted.case
        if any(charge.evidence == EVIDENCE_ASSUMED for charge in admitted.charges):
            notes.append(_ASSUMED)
        for number, charge in enumerate(charges, 1):
            if len(charges) > 1 and GRAVITY[charge.outcome] < GRAVITY[outcome]:
                notes.append(_open_charge(number, charge))
        if sum(charge.outcome is Outcome.VIOLATION for charge in charges) > 1:
            notes += [
                note
                for bound, note in self._heaviest
                if any(track.track in bound for track in tracks)
            ]
        if any(prior.same_nature is not None and prior.act is not None for prior in case.priors):
            notes.append(_NATURE_STATED)
        if case.process.imposed:
            notes.append(_IMPOSED)
        scene = _Scene(
            tracks=(
                *((t.track, t.tier) for t in tracks),
                *(((Track.PIDANA, None),) if criminal else ()),
            ),
            lawful=frozenset(name.id for track in tracks for name in track.sanctions.lawful),
            categories=admitted.categories,
            acts=tuple(charge.charge.act for charge in admitted.charges),
            days=tuple(charge.days for charge in admitted.charges),
            contests=frozenset(
                reading.contest
                for charge in admitted.charges
                for moment in charge.moments
                for reading in moment
            ),
            decided=case.process.decided_at or admitted.as_of,
        )
        return (*notes, *self._gaps(scene))

    def _gaps(self, scene: _Scene) -> tuple[Note, ...]:
        told = self._told.get(scene)
        if told is None:
            told = tuple(note for item, note in self._lacking if _touches(item, scene))
            if len(self._told) >= CACHE_MAX:
                self._told.clear()
            self._told[scene] = told
        return told


def _touches(item: Lacking, scene: _Scene) -> bool:
    """Whether something the data lacks touches a case: every limit it states must be met."""
    if item.decided_since is not None and scene.decided < item.decided_since:
        return False
    since, until = item.since or date.min, item.until or date.max
    return (
        any(days.last >= since and days.first < until for days in scene.days)
        and (not item.tracks or any(track in item.tracks for track, _ in scene.tracks))
        and (not item.tiers or any(tier in item.tiers for _, tier in scene.tracks))
        and (not item.categories or any(c in item.categories for c in scene.categories))
        and (not item.acts or any(act in item.acts for act in scene.acts))
        and (not item.contests or any(c.value in scene.contests for c in item.contests))
        and (not item.sanctions or not scene.lawful.isdisjoint(item.sanctions))
    )


def _lacking_note(item: Lacking) -> Note:
    marks = (item.marks.content, item.marks.phase, item.marks.article, item.marks.date)
    weakest = max(mark for mark in marks if mark is not None)
    return Note(says=f"lacking.{item.id}", text=item.text, confidence=weakest)


_ASSUMED = Note(
    says="assumes_proven",
    text=Text(
        id="bukti belum dinilai: putusan ini dengan anggapan terbukti",
        en="the evidence was not assessed: this is the verdict if proven",
    ),
)
_NATURE_STATED = Note(
    says="same_nature_stated",
    text=Text(
        id="sifat pelanggaran terdahulu mengikuti isi berkas, bukan turunan dari perbuatannya",
        en="the nature of an earlier violation follows the file, not what its act would imply",
    ),
)
_IMPOSED = Note(
    says="already_imposed",
    text=Text(
        id="sanksi untuk pelanggaran ini sudah dijatuhkan: tidak ada yang disarankan lagi",
        en="a sanction for this violation was already imposed: nothing more is recommended",
    ),
)


def _open_charge(number: int, charge: ChargeVerdict) -> Note:
    return Note(
        says="open_charge",
        text=Text(
            id=f"tuduhan {number} tersendiri: {charge.outcome.value}",
            en=f"charge {number} by itself: {charge.outcome.value}",
        ),
        about=Facts({"charge": number, "outcome": charge.outcome.value}),
    )
