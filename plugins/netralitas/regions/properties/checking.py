"""This file checks a candidate against every property, as far as it comes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from netralitas.facts import PolicyError, Text
from netralitas.judgement import Certificate, CounterExample
from netralitas.policy import PackFinding
from netralitas.regions.properties.attempt import attempted
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.every import PROPERTIES
from netralitas.regions.properties.property import Layer, Property
from netralitas.regions.properties.reading import stopped_at


class PropertyResult(msgspec.Struct, frozen=True, kw_only=True):
    """How a property stands: kept, broken with its findings, or not reached (`held` is None)."""

    id: str
    text: Text
    held: bool | None
    findings: tuple[PackFinding, ...] = ()


class PackCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of checking a pack against the nation.

    `region` is None where the file does not say it, `digest` where it could not be read as a sound
    pack. `certificate` is the bounds proof of a pack that stays within them; `counterexample` a
    case that shows where one would leave them, also one that was refused before it was laid.
    """

    region: str | None
    digest: str | None
    national: str
    results: tuple[PropertyResult, ...]
    certificate: Certificate | None = None
    counterexample: CounterExample | None = None

    @property
    def sound(self) -> bool:
        """Whether the pack may be registered: nothing is broken, and its bounds are proven."""
        return self.certificate is not None and all(one.held is not False for one in self.results)

    @property
    def findings(self) -> tuple[PackFinding, ...]:
        """Everything that was found, in the order of the properties."""
        return tuple(finding for one in self.results for finding in one.findings)


def check_pack(candidate: Candidate, properties: Sequence[Property] = PROPERTIES) -> PackCheck:
    """Return how a candidate stands to every property; nothing is raised for what is wrong with it.

    The properties are tested layer by layer: where one of a layer is broken, those of the later
    layers are not reached, and are never said to be kept. RuleFailure when the engine itself fails:
    then nothing may be concluded.
    """
    results, reached = _tested(candidate, properties)
    examined = candidate.examined
    proof = candidate.proof if reached >= Layer.PROVEN else attempted(candidate)
    return PackCheck(
        region=_region(candidate),
        digest=examined.pack.digest if examined.pack else None,
        national=candidate.nation.law.policy.digest,
        results=results,
        certificate=proof if isinstance(proof, Certificate) else None,
        counterexample=proof if isinstance(proof, CounterExample) else None,
    )


def _tested(
    candidate: Candidate, properties: Sequence[Property]
) -> tuple[tuple[PropertyResult, ...], Layer]:
    """Return the result of every property, and the last layer that was reached."""
    last = stopped_at(candidate)
    laid = last is None
    if last is None:
        last = Layer.SHOWN if candidate.cases else Layer.JUDGED
    found: dict[str, tuple[PackFinding, ...]] = {}
    reached = Layer.FILE
    for reached in Layer:
        for one in properties:
            if reached == one.layer or (not laid and reached == one.since):
                found[one.id] = tuple(one.check(candidate))
        # What reading found was found in steps already: the last of them is run to its end.
        if reached == last or (laid and any(found.values())):
            break
    return tuple(_result(one, found.get(one.id), reached) for one in properties), reached


def _result(
    one: Property, findings: tuple[PackFinding, ...] | None, reached: Layer
) -> PropertyResult:
    held: bool | None = None
    if findings:
        held = False
    elif findings is not None and one.layer <= reached:
        held = True
    return PropertyResult(id=one.id, text=one.text, held=held, findings=findings or ())


def _region(candidate: Candidate) -> str | None:
    try:
        data = candidate.located.data
    except PolicyError:  # several files, or one that cannot be read
        return None
    region = data.get("region") if isinstance(data, dict) else None
    return region if isinstance(region, str) else None
