"""This file is the shape of a bounds proof: a certificate, or a case that breaks the bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from netralitas.facts import Case, Outcome, Text, Tier, Track
from netralitas.judgement.permits import Permit
from netralitas.judgement.refinement import DayPair, day_pairs
from netralitas.policy import Policy
from netralitas.rules import Law


class TrackTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a track comes to: a violation with its tier, or a question."""

    outcome: Outcome
    tier: Tier | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the two policies says: in words and, where it is an outcome, as data."""

    text: Text
    outcome: Outcome | None = None
    tracks: dict[Track, TrackTold] = msgspec.field(default_factory=dict)


class CounterExample(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which a region leaves its bounds: the case with the fewest facts that shows it.

    `kind` is `outcome`, `measure`, `criminal`, `types`, or the name of a section of the policy.
    `case` is complete and ready to be run under either policy; None where no case can show the
    difference by itself. `rows` are the rows of law on which it turns.
    """

    kind: str
    act: str | None
    text: Text
    case: Case | None
    national: Told
    regional: Told
    rows: tuple[str, ...]


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """What was proven of two policies, on how many combinations, and which policies they are.

    `moments` are the distinct pairs of moments that days of the calendars have under both,
    `combinations` the feasible combinations of facts on them, each compared. `permitted` counts,
    for each permit, those on which the region adds something. `types_compared` counts occasions on
    which a ladder of types applies, `criminal_compared` combinations of the criminal rows' facts.
    `sections` gives the digest of what the nation says in each section compared as data. `proven`
    are stable keys; `proven_text` gives their sentences.
    """

    national: str
    regional: str
    calendars: str
    acts: int
    moments: int
    combinations: int
    permitted: dict[str, int]
    types_compared: int
    criminal_compared: int
    sections: dict[str, str]
    proven: tuple[str, ...]


Proof = Certificate | CounterExample


class Shown(NamedTuple):
    """What one comparison has shown: its keys, and its figures for the certificate."""

    proven: tuple[str, ...]
    combinations: int = 0
    permitted: Mapping[str, int] = {}
    types_compared: int = 0
    criminal_compared: int = 0
    sections: Mapping[str, str] = {}


class Pairing:
    """Two policies and what the second may add to the first; what is made of them is made once.

    The national law is compiled in the region's wider vocabulary, so that both know every fact and
    every value: new words alone decide nothing.
    """

    def __init__(self, national: Policy, regional: Policy, permits: Sequence[Permit]) -> None:
        self.policies = (national, regional)
        self.permits = tuple(permits)

    @cached_property
    def laws(self) -> tuple[Law, Law]:
        """The national and the regional law, ready to be asked."""
        national, regional = self.policies
        worded = msgspec.structs.replace(national, fields=regional.fields, offices=regional.offices)
        return Law(worded), Law(regional)

    @cached_property
    def days(self) -> tuple[DayPair, ...]:
        """Every pair of moments that occurs."""
        return day_pairs(*self.laws)
