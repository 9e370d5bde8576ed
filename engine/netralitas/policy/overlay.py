"""This file lays a regional pack over the national policy: it adds, and replaces nothing decided.

What a region binds by contract becomes rows of the `kontrak` track, its duties become questions,
its facts and offices words of the vocabulary, its pledges weights inside a tier. The rest of a pack
(money, channels, clocks, guidance) stands beside the law and is shown with a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from netralitas.facts import Category, Confidence, Text, Track
from netralitas.policy.convert import digest_of_bytes
from netralitas.policy.ladders import Ladder, Sanction, Weight
from netralitas.policy.marks import Marks
from netralitas.policy.model import Effect, Lacking, Policy, Provision
from netralitas.policy.pack import Pack
from netralitas.policy.vocabulary import Field, Office

DUTY = "regional_duty"
"""The fact that says which of a region's duties was omitted, and the omission it belongs to."""


def overlay(policy: Policy, pack: Pack) -> Policy:
    """Return the policy with the pack laid over it; its digest stands for both."""
    words = widened(policy, pack)
    return msgspec.structs.replace(
        words,
        provisions=(*words.provisions, *_contract_rules(policy, pack), *_duties(pack)),
        sanctions=(*words.sanctions, *_sanctions(pack)),
        ladders=(*_cut(words.ladders, pack), *_ladders(policy, pack)),
        weights=(*words.weights, *_weights(pack)),
        lacking=(*words.lacking, *_lacking(policy, pack)),
    )


def widened(policy: Policy, pack: Pack) -> Policy:
    """Return the national law in the pack's wider vocabulary: its words, and none of its rules.

    What a region changes can be compared with it combination by combination.
    """
    both = f"{policy.digest}\n{pack.digest}\n".encode()
    people = _bound_by_contract(policy)
    return msgspec.structs.replace(
        policy,
        digest=digest_of_bytes(both),
        instruments=(*policy.instruments, *pack.instruments),
        fields=(*policy.fields, *_fields(pack)),
        offices=(
            *policy.offices,
            *(Office(id=one.id, text=one.text, categories=people) for one in pack.fills.offices),
        ),
    )


def _bound_by_contract(policy: Policy) -> tuple[Category, ...]:
    opened = (term for term in policy.open_terms if term.id == "contract_rules")
    return next((term.categories for term in opened), ())


def _fields(pack: Pack) -> Iterator[Field]:
    for fact in pack.fills.facts:
        yield Field(
            name=fact.name,
            kind=fact.kind,
            scope="charge",
            text=fact.text,
            values=fact.values,
            words=fact.words,
            acts=fact.acts,
            question=fact.question,
        )
    if pack.fills.duties:
        yield Field(
            name=DUTY,
            kind="choice",
            scope="charge",
            text=Text(id="kewajiban daerah yang dilalaikan", en="the regional duty omitted"),
            values=tuple(duty.id for duty in pack.fills.duties),
            words={duty.id: duty.text for duty in pack.fills.duties},
            acts=("fail_to_act",),
            question=Text(
                id="Kewajiban daerah manakah yang dilalaikan?",
                en="Which duty set by the region was omitted?",
            ),
        )


def _contract_rules(policy: Policy, pack: Pack) -> Iterator[Provision]:
    people = _bound_by_contract(policy)
    for rule in pack.fills.contract_rules:
        yield Provision(
            id=rule.id,
            acts=rule.acts,
            subjects=people,
            effect=Effect(track=Track.KONTRAK),
            cites=rule.cites,
            marks=rule.marks,
            text=rule.text,
            when=rule.when,
            phases=rule.phases,
            contests=rule.contests,
            since=rule.since,
            until=rule.until,
        )


def _duties(pack: Pack) -> Iterator[Provision]:
    """Yield a question for every duty: no row of law gives its omission a level."""
    for duty in pack.fills.duties:
        asked = Text(
            id=f"Kewajiban daerah dilalaikan: {duty.text.id}",
            en=f"A duty set by the region was omitted: {duty.text.en}",
        )
        yield Provision(
            id=duty.id,
            acts=("fail_to_act",),
            effect=Effect(question=asked),
            when={"omission": DUTY, DUTY: duty.id},
            cites=duty.cites,
            marks=duty.marks,
            text=duty.text,
            since=duty.since,
            until=duty.until,
        )


def _sanctions(pack: Pack) -> Iterator[Sanction]:
    for ladder in pack.fills.contract_ladders:
        for sanction in ladder.sanctions:
            yield Sanction(
                id=sanction.id,
                name=sanction.name,
                track=Track.KONTRAK,
                cites=ladder.cites,
                marks=ladder.marks,
                months=sanction.months,
                dismissal=sanction.dismissal,
            )


def _ladders(policy: Policy, pack: Pack) -> Iterator[Ladder]:
    for ladder in pack.fills.contract_ladders:
        yield Ladder(
            id=ladder.id,
            track=Track.KONTRAK,
            categories=_bound_by_contract(policy),
            types=ladder.types,
            cites=ladder.cites,
            marks=ladder.marks,
            since=ladder.since,
            until=ladder.until,
            caveat=ladder.caveat,
        )


def _cut(ladders: tuple[Ladder, ...], pack: Pack) -> Iterator[Ladder]:
    """Yield the nation's ladders, less the days on which the region's own stands in their place."""
    for ladder in ladders:
        pieces = [ladder]
        if ladder.track is Track.KONTRAK:
            for own in pack.fills.contract_ladders:
                pieces = [left for one in pieces for left in _without(one, own.since, own.until)]
        yield from pieces


def _without(ladder: Ladder, since: date | None, until: date | None) -> Iterator[Ladder]:
    start, end = since or date.min, until or date.max
    if (ladder.since or date.min) < start:
        yield msgspec.structs.replace(ladder, until=min(start, ladder.until or date.max))
    if end < (ladder.until or date.max):
        yield msgspec.structs.replace(ladder, since=max(end, ladder.since or date.min))


def _weights(pack: Pack) -> Iterator[Weight]:
    for weight in pack.fills.weights:
        yield Weight(
            id=weight.id,
            side=weight.side,
            when=weight.when,
            text=weight.text,
            cites=weight.cites,
            marks=weight.marks,
            since=weight.since,
            until=weight.until,
        )


def _lacking(policy: Policy, pack: Pack) -> Iterator[Lacking]:
    """Yield what must be said of the region itself: what is not known, what it quotes in vain."""
    last = pack.valid.last
    until = None if last is None else date.fromordinal(last.toordinal() + 1)
    said = [(gap.id, gap.text, Confidence.D) for gap in pack.not_known]
    names = {one.id: one.short for one in policy.instruments}
    for quote in pack.quotes:
        if quote.replaced:
            text = quote.note or Text(
                id=f"daerah mendasarkan diri pada {names[quote.instrument]}, "
                "yang tidak berlaku lagi",
                en=f"the region quotes {names[quote.instrument]}, which is no longer in force",
            )
            said.append((f"{pack.region}-quotes-{quote.instrument}", text, Confidence.B))
    if pack.demonstration:
        said.append((f"{pack.region}-demonstration", _DEMONSTRATION, Confidence.A))
    for name, text, mark in said:
        marks = Marks(content=mark)
        yield Lacking(id=name, text=text, marks=marks, since=pack.valid.since, until=until)


_DEMONSTRATION = Text(
    id="paket peragaan: bukan daerah sungguhan, isinya rekaan",
    en="a demonstration pack: no real region, its content is made up",
)
