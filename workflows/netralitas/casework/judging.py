"""This file asks the law about a case, remembers what was asked lately, and puts it in short."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from netralitas.casework.events import Judged, JudgedTrack
from netralitas.facts import Case as CaseFile
from netralitas.facts import Verdict
from netralitas.judgement import Argued, CompiledPolicy, argue


class Judging:
    """Judges files, each under its law and on its day; may be used from several threads."""

    def __init__(self) -> None:
        self._laws: dict[tuple[str, ...], CompiledPolicy] = {}
        self._remembered = lru_cache(maxsize=4096)(self._argued)

    def __call__(self, file: CaseFile, law: CompiledPolicy, day: date) -> Argued:
        """Return what a law says of a file on a day; CaseError and RuleFailure as for `judge`."""
        name = (law.policy.digest, *law.packs)
        self._laws.setdefault(name, law)
        return self._remembered(file, name, day)

    def _argued(self, file: CaseFile, name: tuple[str, ...], day: date) -> Argued:
        return argue(file, self._laws[name], as_of=day)


def in_short(verdict: Verdict) -> Judged:
    """Return of a verdict what an event writes down of it."""
    return Judged(
        outcome=verdict.outcome,
        tier=verdict.tier,
        leading=verdict.leading,
        tracks={
            track: JudgedTrack(
                outcome=found.outcome,
                tier=found.tier,
                recommended=found.sanctions.recommended,
                lawful=tuple(one.id for one in found.sanctions.lawful),
                official=found.authority.official,
                stage=found.authority.stage,
            )
            for track, found in verdict.tracks.items()
        },
        opens=verdict.criminal.opens,
    )
