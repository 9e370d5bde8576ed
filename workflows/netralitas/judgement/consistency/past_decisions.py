"""This file reads what past cases decided, and says why a past decision cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from netralitas.facts import Case, Imposed, NetralitasError, Official, Process, Track
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.consistency.comparable import Likeness, likeness
from netralitas.judgement.lint import lint
from netralitas.judgement.verdict import judge
from netralitas.policy import digest

Unfit = Literal["not_imposed", "undecidable", "unlawful", "repeated"]
"""Why a past decision is compared with none, whatever is asked: nothing was imposed; the law leaves
its types open or the day of decision is not stated; the legality lint finds it unlawful at the
time; the same decision stands in the files again."""


class PastCase(NamedTuple):
    """A case that was decided, with the law it falls under."""

    case: Case
    policy: CompiledPolicy


class PastDecision(NamedTuple):
    """What one past case decided on one track: by what it is compared, and the type imposed."""

    case: Case
    likeness: Likeness
    sanction: str


class Unusable(NamedTuple):
    """A past decision that is compared with none, and why; no track where nothing was imposed."""

    track: Track | None
    why: Unfit


def past_decisions(past: Iterable[PastCase]) -> Iterator[PastDecision | Unusable]:
    """Yield what each past case decided, a decision for each track, or why it is of no use.

    A case is judged by the law of its own days, as on the day of its decision. What its file does
    not state (an examination, say) is not held against it.
    """
    latest: dict[object, tuple[tuple[bool, date, str], PastCase]] = {}
    repeated = 0
    for one in past:
        key = (one.case.id, one.case.region, one.case.subject, one.case.charges)
        rank = _rank(one.case)
        known = latest.get(key)
        repeated += known is not None
        if known is None or rank > known[0]:
            latest[key] = rank, one
    for _, one in latest.values():
        yield from _decisions(one)
    for _ in range(repeated):
        yield Unusable(None, "repeated")


def same_matter(case: Case, past: Case, sanction: str) -> bool:
    """Whether a past decision is about the very case, its event, or as far as known its person.

    A person is known by nothing but the priors that the case states: their act, day and type.
    """
    if case.event is not None and case.event == past.event:
        return True
    if case.id == past.id and case.region == past.region:
        return True
    decided = _decided_at(past)
    return any(
        prior.sanction == sanction
        and prior.decided_at is not None
        and prior.decided_at == decided
        and (prior.act is None or any(charge.act == prior.act for charge in past.charges))
        for prior in case.priors
    )


def _rank(case: Case) -> tuple[bool, date, str]:
    """Return what tells which of several records of one decision counts: the latest in effect."""
    return bool(case.process.imposed), _decided_at(case) or date.min, digest(case)


def _decisions(past: PastCase) -> Iterator[PastDecision | Unusable]:
    policy = past.policy.policy
    tracks = {sanction.id: sanction.track for sanction in policy.sanctions}
    imposed: dict[Track, list[Imposed]] = {}
    for one in past.case.process.imposed:
        imposed.setdefault(tracks[one.sanction], []).append(one)  # its reader knew the words
    if not imposed:
        yield Unusable(None, "not_imposed")
    for track, types in imposed.items():
        yield _decision(past, track, types)


def _decision(past: PastCase, track: Track, imposed: list[Imposed]) -> PastDecision | Unusable:
    """Return what was decided on a track, where its types are known and what was done was lawful.

    Of several types that may lawfully follow one another, the heaviest counts.
    """
    decided = _decided_at(past.case)
    if decided is None:
        return Unusable(track, "undecidable")
    before = _undecided(past.case)
    try:
        verdict = judge(before, past.policy, as_of=decided)
        answers = {
            lint(
                before,
                past.policy,
                [other.sanction for other in imposed],
                as_of=decided,
                by=_official(one.by),
                label=one.label,
            ).answer
            for one in imposed
        }
    except NetralitasError:
        return Unusable(track, "undecidable")
    if "unlawful" in answers:
        return Unusable(track, "unlawful")
    like = likeness(before, past.policy.policy, verdict, track)
    if like is None or any(one.sanction not in like.ground.types for one in imposed):
        return Unusable(track, "undecidable")
    heaviest = max((one.sanction for one in imposed), key=like.ground.types.index)
    return PastDecision(past.case, like, heaviest)


def _undecided(case: Case) -> Case:
    """Return a case with what led up to its decision, and nothing of the decision itself.

    A file that states nothing of summonses and examination then leaves open whether there were any.
    """
    known = Process(summonses=case.process.summonses, examination=case.process.examination)
    return msgspec.structs.replace(case, process=known)


def _decided_at(case: Case) -> date | None:
    """Return the day of decision: as stated, else the last day on which a type was imposed."""
    days = [one.at for one in case.process.imposed if one.at is not None]
    return case.process.decided_at or max(days, default=None)


def _official(by: str | None) -> Official | None:
    return Official(by) if by in list(Official) else None
