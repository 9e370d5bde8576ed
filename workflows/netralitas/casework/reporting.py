"""This file is how a case begins and is filled: the report, the evidence, facts, and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from netralitas.casework import bodies, commands
from netralitas.casework.case import Relation
from netralitas.casework.roles import Actor, Role, permit
from netralitas.casework.scene import Scene, Settings, Step, reasoned, refused, wrong
from netralitas.facts import Process
from netralitas.judgement import CompiledPolicy


def open_case(
    command: commands.Open,
    actor: Actor,
    at: datetime,
    law: CompiledPolicy,
    settings: Settings,
) -> Step:
    """Return how a case is opened; NotYours for one about oneself, InputError for a wrong file.

    The reporter is the pelapor who opens it; of a finding (temuan), whoever found it.
    """
    own = frozenset({Relation.SUBJECT}) if command.subject == actor.id else frozenset[Relation]()
    permit(actor.role, "open", own)
    file = command.file
    if file.process != Process():
        raise wrong(
            "berkas sudah memuat process: catat langkahnya satu per satu",
            "the file holds a process already: record its steps one by one",
            "file.process",
        )
    report = file.report
    if report.at is None:
        report = msgspec.structs.replace(report, at=settings.day(at))
    reporter = command.reporter
    if actor.role is Role.PELAPOR or command.source == "temuan":
        reporter = actor.id
    return Step(
        bodies.Opened(
            file=msgspec.structs.replace(file, report=report),
            source=command.source,
            zone=settings.zone,
            policy=law.policy.digest,
            packs=law.packs,
        ),
        keeps=dict(_kept(reporter, command.subject, command.witnesses)),
    )


def add_evidence(scene: Scene, command: commands.AddEvidence) -> Step:
    """Return how a piece of evidence is handed in: unverified, whatever it was said to be."""
    charges = len(scene.case.file.charges)
    for number in command.evidence.charges or ():
        if not 1 <= number <= charges:
            raise wrong(
                f"tidak ada perbuatan ke-{number}", f"there is no charge {number}", "evidence"
            )
    return Step(
        bodies.EvidenceAdded(
            number=len(scene.case.evidence) + 1,
            evidence=msgspec.structs.replace(command.evidence, verified=False),
        )
    )


def verify_evidence(scene: Scene, command: commands.VerifyEvidence) -> Step:
    """Return how evidence is verified; one that is found wanting again needs written reasons."""
    _must_be_undecided(scene)
    found = next((one for one in scene.case.evidence if one.number == command.number), None)
    if found is None:
        raise wrong(
            f"tidak ada bukti nomor {command.number}",
            f"there is no piece of evidence {command.number}",
            "number",
        )
    if not command.verified:
        reasoned(command.reasons, "bukti dinyatakan tidak sah", "evidence is found wanting")
    return Step(
        bodies.EvidenceVerified(
            number=command.number, verified=command.verified, reasons=command.reasons
        )
    )


def record_facts(scene: Scene, command: commands.RecordFacts) -> Step:
    """Return how facts are established; Refused once a track is decided on the facts of then."""
    _must_be_undecided(scene)
    values = msgspec.structs.asdict(command)
    if all(value is None for value in values.values()):
        raise wrong("tidak ada fakta yang dicatat", "no fact is recorded", "command")
    if command.known_at is not None:
        scene.day(command.known_at)
    return Step(bodies.FactsRecorded(**values))


def record_official(scene: Scene, command: commands.RecordOfficial) -> Step:
    """Return how the state of an official is established, or ended; InputError for no official."""
    state = command.state
    if state.official is None and state.level is None and state.stage is None:
        raise wrong("pejabat mana?", "which official?", "state")
    return Step(bodies.OfficialRecorded(state=state, lifted=command.lifted))


def name_person(scene: Scene, command: commands.NamePerson) -> Step:
    """Return how a person comes to stand in a relation to the case; the id is kept apart.

    A reporter is named when the case is opened, and never afterwards.
    """
    if command.relation is Relation.REPORTER:
        raise wrong("pelapor disebut saat pembukaan", "a reporter is named at opening", "relation")
    taken = sum(one.relation is command.relation for one in scene.case.people)
    name = f"{command.relation.value}.{taken + 1}"
    return Step(
        bodies.PersonNamed(relation=command.relation, name=name),
        keeps={name: command.person.encode()},
    )


def _must_be_undecided(scene: Scene) -> None:
    if any(one.decision is not None for one in scene.case.proceedings):
        raise refused(
            "perkara sudah diputus berdasarkan fakta saat itu; "
            "fakta baru diajukan lewat upaya administratif atau laporan baru",
            "the case was decided on the facts of then; "
            "new ones belong into a remedy or a new report",
        )


def _kept(
    reporter: str | None, subject: str | None, witnesses: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    for relation, persons in (
        (Relation.REPORTER, (reporter,)),
        (Relation.SUBJECT, (subject,)),
        (Relation.WITNESS, witnesses),
    ):
        for number, person in enumerate((one for one in persons if one is not None), start=1):
            yield f"{relation.value}.{number}", person.encode()
