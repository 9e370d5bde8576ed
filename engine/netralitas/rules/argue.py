"""This file writes down why a charge came to what it came to, as a tree of reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from netralitas.facts import (
    ChargeVerdict,
    Confidence,
    Facts,
    MetProvision,
    Reason,
    Track,
)
from netralitas.policy import Field
from netralitas.rules.admit import AdmittedCharge
from netralitas.rules.compile import RuleBase
from netralitas.rules.concur import Ways, outcome_of
from netralitas.rules.settle import Met, Result, readings_of

CACHE_MAX = 20_000


class Argument:
    """Turns matched rules into reasons and provisions, under one policy.

    The reasons are made of the very values that decided: there is no second, untraced run.
    """

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._fields: dict[str, Field] = {field.name: field for field in base.policy.fields}
        self._cache: dict[object, tuple[Reason, ...]] = {}
        self._made: dict[tuple[int, int, bool], MetProvision] = {}
        self._defaults: dict[str, tuple[tuple[str, Reason], ...]] = {}
        self._tracks: dict[str, set[Track]] = {}
        for row in base.policy.provisions:
            leads_to = {reading.track for reading in (row.effect, *row.effect.readings)}
            self._tracks.setdefault(row.id, set()).update(t for t in leads_to if t is not None)

    def measures(
        self, track: Track, charges: tuple[AdmittedCharge, ...], ways: Sequence[Ways]
    ) -> tuple[tuple[Literal["heavier", "same"], str], ...]:
        """Return the subordinates' types by which a superior's type on a track is measured."""
        found: dict[tuple[Literal["heavier", "same"], str], None] = {}
        for charge, met in zip(charges, ways, strict=True):
            sanction = charge.charge.facts.get("subordinate_sanction")
            for position in {p for way in met for p in way.settled.deciding}:
                effect = self._base.policy.provisions[self._base.rules[position].row].effect
                measure = effect.than_subordinate
                if measure is not None and effect.track is track and isinstance(sanction, str):
                    found[measure, sanction] = None
        return tuple(found)

    def charge(
        self,
        charge: AdmittedCharge,
        election: str | None,
        ways: tuple[Met, ...],
        results: frozenset[Result],
    ) -> ChargeVerdict:
        """Return what one charge comes to, with its tree of reasons."""
        outcome = outcome_of(results)
        because = Reason(
            says="charge.outcome",
            about=Facts({"outcome": outcome.value}),
            because=(
                self._period(charge),
                *self._election(charge, election),
                Reason(says=f"admit.evidence.{charge.evidence}"),
                *self._defaulted(charge),
                *charge.derived,
                *self._matching(charge, ways),
            ),
        )
        return ChargeVerdict(
            act=charge.charge.act, at=charge.charge.at, outcome=outcome, because=because
        )

    def on_track(self, track: Track, ways: Sequence[Ways]) -> tuple[MetProvision, ...]:
        """Return the provisions that the charges of a case meet and that lead to a track.

        Of each charge those certain in every way it may turn out come first.
        """
        return tuple(
            provision
            for number, of_charge in enumerate(ways, 1)
            for provision in self._provisions_of(number, of_charge)
            if track in self._tracks[provision.id]
        )

    def _provisions_of(self, charge: int, ways: Ways) -> Iterator[MetProvision]:
        deciding = [set(met.settled.deciding) | set(met.settled.asking) for met in ways]
        certain = set.intersection(*deciding)
        possible = set.union(*deciding) - certain
        for sure, positions in ((True, certain), (False, possible)):
            for position in sorted(positions):
                yield self._provision(charge, position, sure)

    def _provision(self, charge: int, position: int, certain: bool) -> MetProvision:
        key = (charge, position, certain)
        found = self._made.get(key)
        if found is None:
            rule = self._base.rules[position]
            row = self._base.policy.provisions[rule.row]
            found = MetProvision(
                id=row.id,
                charge=charge,
                cites=row.cites,
                confidence=Confidence.D if rule.mode == "asks" else row.marks.content,
                text=row.text,
                certain=certain,
            )
            self._made[key] = found
        return found

    def _period(self, charge: AdmittedCharge) -> Reason:
        phases = {moment[0].phase for moment in charge.moments}
        blurred = tuple(
            dict.fromkeys(name for _, doubtful in charge.moments.values() for name in doubtful)
        )
        return Reason(
            says="admit.period",
            about=Facts(
                {"at": str(charge.days), "phase": phases.pop() if len(phases) == 1 else "several"}
            ),
            because=tuple(
                Reason(
                    says="settle.unverified_date",
                    about=Facts({"milestone": name}),
                    confidence=Confidence.D,
                )
                for name in blurred
            ),
        )

    def _election(self, charge: AdmittedCharge, election: str | None) -> tuple[Reason, ...]:
        contests = {reading.contest for moment in charge.moments for reading in moment}
        if election is None or len(contests) != 1:
            return ()
        about = Facts({"election": election, "contest": contests.pop()})
        return (Reason(says="admit.election", about=about),)

    def _defaulted(self, charge: AdmittedCharge) -> tuple[Reason, ...]:
        """Return what was taken for granted of a charge, since the case does not say otherwise."""
        act = charge.charge.act
        taken = self._defaults.get(act)
        if taken is None:
            read = {f for p in self._base.main[act] for f in self._base.rules[p].fields}
            taken = self._defaults[act] = tuple(
                (
                    name,
                    Reason(
                        says="admit.default", about=Facts({"fact": name, "value": field.default})
                    ),
                )
                for name, field in self._fields.items()
                if field.default is not None and name in read
            )
        return tuple(reason for name, reason in taken if name not in charge.charge.facts)

    def _matching(self, charge: AdmittedCharge, ways: tuple[Met, ...]) -> tuple[Reason, ...]:
        unknown: tuple[str, ...] = ()
        if len(ways) > 1:
            unknown = tuple(
                name
                for name, values in charge.allowed.items()
                if len(values) > 1 and self._asked(name, ways)
            )
        key = (ways, charge.number, unknown, len(charge.moments) > 1, charge.days.certain)
        found = self._cache.get(key)
        if found is None:
            found = self._reasons(charge, ways, unknown)
            if len(self._cache) >= CACHE_MAX:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _asked(self, name: str, ways: tuple[Met, ...]) -> bool:
        """Whether a rule that is met in some ways only reads the field."""
        certain = frozenset.intersection(*(met.matched for met in ways))
        return any(
            name in self._base.rules[position].fields
            for met in ways
            for position in met.matched - certain
        )

    def _reasons(
        self, charge: AdmittedCharge, ways: tuple[Met, ...], unknown: tuple[str, ...]
    ) -> tuple[Reason, ...]:
        certain = frozenset.intersection(*(met.matched for met in ways))
        possible = frozenset().union(*(met.matched for met in ways)) - certain
        reasons = [self._row("match.met", position) for position in sorted(certain)]
        reasons += [self._row("match.maybe", position) for position in sorted(possible)]
        if not certain and not possible:
            reasons.append(Reason(says="match.none"))
        rows = self._base.policy.provisions
        seen: dict[Reason, None] = {}
        for met in ways:
            settled = met.settled
            for loser, winner in settled.overridden:
                about = {
                    "row": rows[self._base.rules[loser].row].id,
                    "by": rows[self._base.rules[winner].row].id,
                }
                seen[Reason(says="settle.overridden", about=Facts(about))] = None
            if settled.conflict:
                names = sorted(
                    rows[self._base.rules[p].row].id for p in (*settled.deciding, *settled.denying)
                )
                about_conflict = Facts({"rows": ", ".join(names)})
                seen[Reason(says="settle.conflict", about=about_conflict)] = None
            for position in settled.asking:
                seen[self._question(position)] = None
            for position in settled.denying:
                seen[self._row("settle.no_violation", position)] = None
            for position in settled.forums:
                effect = rows[self._base.rules[position].row].effect
                seen[Reason(says="settle.forum", text=effect.forum)] = None
        reasons += seen
        reasons += [
            Reason(says="unknown.fact", about=Facts({"charge": charge.number, "fact": name}))
            for name in unknown
        ]
        if len(charge.moments) > 1 and len(ways) > 1:
            day = not charge.days.certain
            reasons.append(Reason(says="unknown.day" if day else "unknown.election"))
        return tuple(reasons)

    def _row(self, says: str, position: int) -> Reason:
        rule = self._base.rules[position]
        row = self._base.policy.provisions[rule.row]
        return Reason(
            says=says,
            about=Facts({"row": row.id}),
            cites=row.cites,
            confidence=Confidence.D if rule.mode == "asks" else row.marks.content,
            text=row.text,
        )

    def _question(self, position: int) -> Reason:
        rule = self._base.rules[position]
        row = self._base.policy.provisions[rule.row]
        asks = rule.mode == "asks"
        readings = tuple(
            Reason(says="settle.reading_none")
            if reading.track is None
            else Reason(
                says="settle.reading",
                about=Facts(
                    {
                        "track": reading.track.value,
                        "tier": reading.tier.value if reading.tier else "",
                    }
                ),
            )
            for reading in readings_of(row, asks)
        )
        if row.effect.question is not None:
            return Reason(
                says="settle.question",
                about=Facts({"row": row.id}),
                cites=row.cites,
                confidence=row.marks.content,
                text=row.effect.question,
                because=readings,
            )
        content = row.marks.content is Confidence.D
        return Reason(
            says="settle.unverified_content" if content else "settle.unverified_phase",
            about=Facts({"row": row.id}),
            cites=row.cites,
            confidence=Confidence.D,
            text=row.text,
            because=readings,
        )
