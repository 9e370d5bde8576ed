"""This file lists what an event can say, one shape for each kind, up to the end of the story.

The shapes hold plain values without personal data. A kind is never renamed and a shape never
changed in place: a new one gets a new schema, and a step that brings the old ones there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from netralitas.casework.case import Relation
from netralitas.casework.events import Does, Event, upcast
from netralitas.facts import (
    Case as CaseFile,
)
from netralitas.facts import (
    Charge,
    Contest,
    CriminalStage,
    Evidence,
    InputError,
    Official,
    OfficialState,
    Place,
    Prior,
    Stage,
    Subject,
    Text,
    Tier,
    Track,
    nearest,
)
from netralitas.policy import convert_located, encode


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event says."""


class Opened(Body, frozen=True):
    """A report was received, or a violation found: the file, and the law it is judged by."""

    file: CaseFile
    source: Literal["laporan", "temuan"]
    zone: int
    policy: str
    packs: tuple[str, ...]


class EvidenceAdded(Body, frozen=True):
    """A piece of evidence was handed in; it is not verified yet."""

    number: int
    evidence: Evidence


class EvidenceVerified(Body, frozen=True):
    """A piece of evidence was looked at: verified, or found wanting with the reasons."""

    number: int
    verified: bool
    reasons: str | None = None


class FactsRecorded(Body, frozen=True):
    """Facts were established: what is given replaces what the file said, None leaves it."""

    subject: Subject | None = None
    charges: tuple[Charge, ...] | None = None
    priors: tuple[Prior, ...] | None = None
    known_at: date | None = None
    election: str | None = None
    contest: Contest | None = None


class OfficialRecorded(Body, frozen=True):
    """The state of an official was established (vacant, acting, ...), or is over (`lifted`)."""

    state: OfficialState
    lifted: bool = False


class PersonNamed(Body, frozen=True):
    """Someone turned out to stand in a relation to the case; the commitment tells who."""

    relation: Relation
    name: str


class ReviewBegun(Body, frozen=True):
    """The evidence is being reviewed."""


class MoreAsked(Body, frozen=True):
    """More was asked for before the review can go on."""

    questions: tuple[str, ...]


class Proceeded(Body, frozen=True):
    """The review found grounds: each track begins at the first office of its walk."""

    tracks: dict[Track, Stage]
    outcome: str
    reasons: str | None = None


class Closed(Body, frozen=True):
    """The whole report (no track) or one track was closed, in one of three endings.

    `law` is the outcome by the recorded facts; where the ending departs from it, reasons are given.
    """

    track: Track | None
    ending: Stage
    law: str
    reasons: str | None = None
    forum: str | None = None


class Summoned(Body, frozen=True):
    """A written summons was sent for a day; `latest` is the last day that the law allows."""

    number: int
    sent: date
    on: date
    latest: date | None


class AbsenceRecorded(Body, frozen=True):
    """The person did not come on the day of a summons."""

    number: int


class Examined(Body, frozen=True):
    """The person was examined; a record that was not signed is valid all the same."""

    number: int
    on: date
    by: str
    signed: bool


class TeamFormed(Body, frozen=True):
    """The tim pemeriksa was formed: its elements, and by opaque id who fills each."""

    members: dict[str, str]
    on: date


class CouncilHeard(Body, frozen=True):
    """The Majelis Kode Etik gave its recommendation on a track."""

    track: Track
    on: date


class Forwarded(Body, frozen=True):
    """A track went to the next office, or within a stage to the next official, for a reason.

    `state` is what was thereby recorded of the official who is passed over.
    """

    track: Track
    source: Stage
    target: Stage
    official: Official | None
    reason: Literal["competence", "implicated", "vacant", "did_not_act", "regional_policy"]
    reasons: str | None = None
    state: OfficialState | None = None


class AuthoritySettled(Body, frozen=True):
    """Where the law is silent on who decides: whom a human determined, and by which document."""

    track: Track
    official: Official
    document: str
    reasons: str


class Recommended(Body, frozen=True):
    """An official was advised what to impose, and from now on owes an answer."""

    track: Track
    number: int
    on: date
    sanction: str | None
    to: Official | None
    reasons: str


class Decided(Body, frozen=True):
    """A sanction was imposed, beside what was recommended and what the law's data says of it."""

    track: Track
    sanction: str
    tier: Tier | None
    by: Official
    on: date
    recommended: str | None
    advised: str | None
    departs: bool
    reasons: str | None
    lint: Literal["lawful", "depends"]
    facts: str
    verdict: str


class DeliveryMissed(Body, frozen=True):
    """The person did not come to take the decision."""

    track: Track
    on: date


class Delivered(Body, frozen=True):
    """The decision was handed over on a day, or sent to the last known address."""

    track: Track
    on: date
    sent: bool


class Received(Body, frozen=True):
    """A decision that was sent arrived."""

    track: Track
    on: date


class RemedyFiled(Body, frozen=True):
    """A remedy was filed in time; the decision follows what is decided on it."""

    track: Track
    kind: Literal["keberatan", "banding_administratif"]
    on: date


class RemedyDecided(Body, frozen=True):
    """The remedy was decided; `sanction` is what stands now, None where it was cancelled."""

    track: Track
    outcome: Literal["uphold", "lighten", "aggravate", "change", "cancel"]
    sanction: str | None
    by: Official | None
    on: date
    reasons: str


class TookEffect(Body, frozen=True):
    """The decision is in effect."""

    track: Track
    on: date


class Executed(Body, frozen=True):
    """The sanction was carried out and documented; the track is at its end."""

    track: Track
    on: date
    document: str | None = None


class Released(Body, frozen=True):
    """The person was released from the duties of the post until the decision."""

    track: Track
    on: date


class ReleaseEnded(Body, frozen=True):
    """The temporary release ended before the decision."""

    track: Track
    on: date


class CriminalMoved(Body, frozen=True):
    """The criminal track took a step of its own."""

    step: str
    source: CriminalStage
    target: CriminalStage
    on: date
    reasons: str | None = None


class CriminalDated(Body, frozen=True):
    """A day was recorded from which a clock of the criminal track runs."""

    what: Literal["file_complete", "judgment_read", "report_received_polri", "file_received"]
    on: date


class FindingReturned(Body, frozen=True):
    """A report that came too late returned as a finding (temuan): the criminal track begins anew.

    The day on which it was found is the day from which the time for reporting runs again.
    """

    on: date
    round: int
    reasons: str


class Fired(Body, frozen=True):
    """A deadline came: what it did, and whom it was for.

    `reportable` names, for inaction, the official who may himself be reported. `stage` is where a
    step that the clock took led to, on its lane.
    """

    kind: str
    serial: int
    lane: str
    does: Does
    due: tuple[date, ...]
    basis: Literal["statutory", "internal"]
    official: Official | None = None
    reportable: Official | None = None
    stage: str | None = None


class PolicyAdopted(Body, frozen=True):
    """The case is judged by another state of the law from now on."""

    policy: str
    packs: tuple[str, ...]
    reasons: str


class HoldPlaced(Body, frozen=True):
    """Personal data of the case must be kept, whatever the schedule of retention says."""

    reasons: str


class HoldLifted(Body, frozen=True):
    """The schedule of retention counts again."""

    reasons: str


class Erased(Body, frozen=True):
    """Personal data was erased; its commitments stay, and no longer lead to anyone."""

    names: tuple[str, ...]
    reasons: str


class Unsealed(Body, frozen=True):
    """Someone was let see personal data that is kept sealed, for a stated reason."""

    names: tuple[str, ...]
    reasons: str


KINDS: Mapping[str, type[Body]] = {
    "opened": Opened,
    "evidence_added": EvidenceAdded,
    "evidence_verified": EvidenceVerified,
    "facts_recorded": FactsRecorded,
    "official_recorded": OfficialRecorded,
    "person_named": PersonNamed,
    "review_begun": ReviewBegun,
    "more_asked": MoreAsked,
    "proceeded": Proceeded,
    "closed": Closed,
    "summoned": Summoned,
    "absence_recorded": AbsenceRecorded,
    "examined": Examined,
    "team_formed": TeamFormed,
    "council_heard": CouncilHeard,
    "forwarded": Forwarded,
    "authority_settled": AuthoritySettled,
    "recommended": Recommended,
    "decided": Decided,
    "delivery_missed": DeliveryMissed,
    "delivered": Delivered,
    "received": Received,
    "remedy_filed": RemedyFiled,
    "remedy_decided": RemedyDecided,
    "took_effect": TookEffect,
    "executed": Executed,
    "released": Released,
    "release_ended": ReleaseEnded,
    "criminal_moved": CriminalMoved,
    "criminal_dated": CriminalDated,
    "finding_returned": FindingReturned,
    "fired": Fired,
    "policy_adopted": PolicyAdopted,
    "hold_placed": HoldPlaced,
    "hold_lifted": HoldLifted,
    "erased": Erased,
    "unsealed": Unsealed,
}
"""Every kind of event by its name, as it is stored."""


def plain(body: Body) -> dict[str, Any]:
    """Return what a body says as the plain JSON values that an event holds."""
    values: dict[str, Any] = msgspec.json.decode(encode(body))
    return values


def kind_of(body: Body) -> str:
    """Return the name under which a body is stored."""
    return next(name for name, shape in KINDS.items() if shape is type(body))


def body_of(event: Event) -> Body:
    """Return what an event says; InputError for a kind or a shape that this program cannot read."""
    shape = KINDS.get(event.kind)
    place = Place(event.case, event.version)
    if shape is None:
        raise InputError(
            Text(id=f"jenis peristiwa {event.kind!r}", en=f"kind of event {event.kind!r}"),
            at=place,
            hint=nearest(event.kind, tuple(KINDS)),
        )
    return convert_located(dict(upcast(event)), shape, place=lambda _path: place, error=InputError)
