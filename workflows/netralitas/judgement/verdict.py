"""This file composes what the law finds and who walks it into one verdict, with its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import msgspec

from netralitas.escalation import Walk
from netralitas.facts import (
    VERDICT_SCHEMA,
    Case,
    Criminal,
    Explanation,
    Finding,
    Outcome,
    PathEntry,
    Receipt,
    Refused,
    RegionItem,
    RegionRefusal,
    Text,
    Tier,
    TrackVerdict,
    Verdict,
)
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.regional import NATION_ALONE
from netralitas.judgement.why_not import why_not as find_why_not
from netralitas.policy import digest
from netralitas.rules import find

_UNSIGNED = Receipt(
    as_of=date.min, facts="", policy="", packs=(), calendars="", verdict="", engines={}
)


def judge(case: Case, policy: CompiledPolicy, *, as_of: date) -> Verdict:
    """Return the verdict on a case under a policy, as it stands on a day.

    `as_of` is the day of decision where the case names none: it selects among dated switches and is
    compared with nothing else. CaseError when the case states what cannot be; RuleFailure when
    judging broke, and then nothing may be concluded.
    """
    verdict = argue(case, policy, as_of=as_of).verdict
    receipt = Receipt(
        as_of=as_of,
        facts=digest(case),
        policy=policy.policy.digest,
        packs=policy.packs,
        calendars=policy.policy.calendar_digest,
        verdict=digest(verdict),
        engines=dict(policy.engines),
    )
    return msgspec.structs.replace(verdict, receipt=receipt)


class Argued(NamedTuple):
    """A verdict without its receipt, and the finding and the walk that it is composed of."""

    finding: Finding
    walk: Walk
    verdict: Verdict


def argue(case: Case, policy: CompiledPolicy, *, as_of: date) -> Argued:
    """Return the verdict on a case without its receipt, with what it is composed of.

    CaseError and RuleFailure as for `judge`.
    """
    finding = find(case, policy.law, as_of=as_of)
    walk = policy.escalation.walk(finding, as_of=as_of)
    return Argued(finding, walk, _compose(finding, walk, policy))


def explain(
    case: Case, policy: CompiledPolicy, *, as_of: date, why_not: Tier | Outcome | None = None
) -> Explanation:
    """Return the verdict and, if asked, every minimal way to another tier or outcome."""
    verdict = judge(case, policy, as_of=as_of)
    other = None if why_not is None else find_why_not(case, policy.law, why_not, as_of=as_of)
    return Explanation(verdict=verdict, why_not=other)


def expected_path(case: Case, policy: CompiledPolicy, *, as_of: date) -> tuple[PathEntry, ...]:
    """Return the expected walk of the leading track; empty when no track opens."""
    verdict = judge(case, policy, as_of=as_of)
    return verdict.tracks[verdict.leading].path if verdict.leading else ()


def replay(receipt: Receipt, case: Case, policy: CompiledPolicy) -> Verdict:
    """Return the verdict that a receipt stands for, made again; Refused when it does not.

    Refused are a case, a policy, packs or calendars other than those of the receipt, and a verdict
    that came out otherwise.
    """
    made_of = {
        "facts": (receipt.facts, digest(case)),
        "policy": (receipt.policy, policy.policy.digest),
        "packs": (receipt.packs, policy.packs),
        "calendars": (receipt.calendars, policy.policy.calendar_digest),
    }
    for name, (then, now) in made_of.items():
        if then != now:
            raise Refused(
                Text(
                    id=f"tanda terima ini dibuat dari {name} lain: {then}, bukan {now}",
                    en=f"this receipt was made of other {name}: {then}, not {now}",
                )
            )
    verdict = judge(case, policy, as_of=receipt.as_of)
    if verdict.receipt.verdict != receipt.verdict:
        raise Refused(
            Text(
                id="putusan yang dibuat ulang berbeda dari tanda terimanya",
                en="the verdict made again differs from its receipt",
            )
        )
    return verdict


def with_proposals(
    verdict: Verdict,
    filled: Sequence[RegionItem],
    refused: Sequence[RegionRefusal],
    *,
    code: str,
) -> Verdict:
    """Return the verdict with what a code plugin proposed in its region block, and nothing changed.

    `code` is the plugin's hash; the receipt names it, and goes on to stand for law and packs alone.
    """
    region = msgspec.structs.replace(
        verdict.region,
        filled=(*verdict.region.filled, *filled),
        refused=(*verdict.region.refused, *refused),
    )
    receipt = msgspec.structs.replace(verdict.receipt, code=(*verdict.receipt.code, code))
    return msgspec.structs.replace(verdict, region=region, receipt=receipt)


def without_proposals(verdict: Verdict) -> Verdict:
    """Return the verdict as law and packs alone give it: `with_proposals` undone."""
    region = msgspec.structs.replace(
        verdict.region,
        filled=tuple(item for item in verdict.region.filled if not _proposed(item)),
        refused=tuple(item for item in verdict.region.refused if not _proposed(item)),
    )
    receipt = msgspec.structs.replace(verdict.receipt, code=())
    return msgspec.structs.replace(verdict, region=region, receipt=receipt)


def _proposed(item: RegionItem | RegionRefusal) -> bool:
    return item.term.partition("_")[0] == PROPOSAL


PROPOSAL: Final = "amend"
"""What the term of everything that code proposed begins with."""


def _compose(finding: Finding, walk: Walk, policy: CompiledPolicy) -> Verdict:
    criminal = finding.criminal
    penalties = dict.fromkeys(
        name
        for provision in criminal.provisions
        for name in policy.law.penalties.get(provision.id, ())
    )
    return Verdict(
        schema=VERDICT_SCHEMA,
        case=finding.case.id,
        outcome=finding.outcome,
        assumes_proven=finding.assumes_proven,
        leading=finding.leading,
        tier=finding.tier,
        tracks={
            track.track: TrackVerdict(
                outcome=track.outcome,
                tier=track.tier,
                provisions=track.provisions,
                sanctions=track.sanctions,
                authority=walk.authority[track.track],
                path=walk.path[track.track],
            )
            for track in finding.tracks
        },
        criminal=Criminal(
            opens=criminal.opens,
            provisions=criminal.provisions,
            why=criminal.why,
            penalties=tuple(penalties),
            path=walk.criminal,
        ),
        closing=walk.closing,
        charges=finding.charges,
        region=policy.regional.report(finding, walk) if policy.regional else NATION_ALONE,
        measures=walk.measures,
        unknown=finding.unknown,
        notes=(*finding.notes, *walk.notes),
        receipt=_UNSIGNED,
    )
