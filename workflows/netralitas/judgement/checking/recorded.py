"""This file writes down what the product answers now, so that a later law can be held against it.

A recorded answer is an entry of a corpus like any other, and says of itself that nobody reviewed
it: it keeps an answer from changing unnoticed, and does not say that it is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec

from netralitas.facts import Case, Outcome, Text, Verdict, WhyNot
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.corpus import AS_OF
from netralitas.judgement.expectations import OF_TRACK, OF_VERDICT, Expected
from netralitas.judgement.verdict import judge
from netralitas.policy import to_plain

_SAYS = ("outcome", "tier", "tracks", "criminal_opens", "criminal_rows")
_TRACK_SAYS = (
    "outcome",
    "tier",
    "provisions",
    "sanctions",
    "recommended",
    "authority_outcome",
    "authority",
    "official",
)
_OPEN = ("reachable", "ask")
"""What is written down beside the rest of an answer that waits for facts."""

_MARKED = Text(
    id="{why} Jawaban program per {day}, belum ditinjau manusia.",
    en="{why} The program's own answer as of {day}, reviewed by nobody.",
)


class Recorded(NamedTuple):
    """An entry of a corpus in the making: a case, the day it was judged, its answer, and why.

    `because` is marked as the product's own answer.
    """

    case: Case
    as_of: date
    expect: Expected
    because: Text

    def plain(self, because: str) -> dict[str, Any]:
        """Return the entry as a corpus file holds it, with the reason in the words given."""
        day = {} if self.as_of == AS_OF else {"as_of": self.as_of.isoformat()}
        return {"case": plain_case(self.case), **day, "expect": self.expect, "because": because}


def record(
    case: Case,
    policy: CompiledPolicy,
    *,
    as_of: date,
    why: Text,
    region: str | None = None,
    why_not: WhyNot | None = None,
) -> Recorded:
    """Return a case with what a policy answers to it; CaseError for a case that cannot be.

    `why` says why it is kept, `region` whose law the policy is where the case does not say so. With
    `why_not` the ways to another answer are kept as well.
    """
    if case.region is None and region is not None:
        case = msgspec.structs.replace(case, region=region)
    expect = expected_of(judge(case, policy, as_of=as_of))
    if why_not is not None:
        expect = {**expect, "why_not": [_ways(why_not)]}
    day = as_of.isoformat()
    because = Text(
        id=_MARKED.id.format(why=why.id, day=day), en=_MARKED.en.format(why=why.en, day=day)
    )
    return Recorded(case, as_of, expect, because)


def expected_of(verdict: Verdict) -> dict[str, Any]:
    """Return what a corpus expects of a case that is answered so: outcome, tracks, rows, types."""
    names = (*_SAYS, *(_OPEN if verdict.outcome is Outcome.UNDETERMINED else ()))
    expect: dict[str, Any] = {name: OF_VERDICT[name](verdict) for name in names}
    if named := OF_VERDICT["argument_include"](verdict):
        expect["argument_include"] = list(dict.fromkeys(named))
    if verdict.region.pack is not None:
        expect["region_filled"] = OF_VERDICT["region_filled"](verdict)
    if verdict.tracks:
        expect["on"] = {
            name.value: {key: OF_TRACK[key](track) for key in _TRACK_SAYS}
            for name, track in verdict.tracks.items()
        }
    return expect


def plain_case(case: Case) -> dict[str, Any]:
    """Return a case as a file states it: nothing that it leaves unsaid, all that it does say."""
    plain: dict[str, Any] = _plain(case)
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, msgspec.Struct):
        return {
            field.encode_name: _plain(getattr(value, field.name))
            for field in msgspec.structs.fields(type(value))
            if field.required or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return to_plain(value)


def _ways(why_not: WhyNot) -> Mapping[str, Any]:
    ways = [[change.fact for change in way.changes] for way in why_not.ways]
    told: dict[str, Any] = {"target": why_not.target, "ways": ways}
    return told | {name: True for name in ("holds", "possible") if getattr(why_not, name)}
