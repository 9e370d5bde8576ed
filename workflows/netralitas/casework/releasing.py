"""This file is the temporary release from the duties of the post, from examination to decision."""

from __future__ import annotations

from netralitas.casework import bodies, commands
from netralitas.casework.case import Proceeding
from netralitas.casework.offices import STAGES, must_stand_before
from netralitas.casework.scene import Scene, Step, refused
from netralitas.facts import Citation, Track


def release(scene: Scene, command: commands.ReleaseFromDuties) -> Step:
    """Return how the person is released meanwhile; Refused before the examination.

    It lies only where berat threatens, follows the examination and never precedes it, and ends with
    the decision (PP 94/2021 ps 31).
    """
    one = _before_an_office(scene, command.track)
    cites = _law(scene)
    if not scene.verdict(one.track).authority.interim.allowed:
        raise refused(
            "pembebasan sementara hanya bila diancam hukuman berat",
            "temporary release lies only where a heavy sanction threatens",
            cites,
        )
    if not scene.case.examined:
        raise refused(
            "pembebasan sementara mengikuti pemeriksaan, tidak mendahuluinya",
            "temporary release follows the examination and does not precede it",
            cites,
        )
    if one.release is not None and one.release.until is None:
        raise refused("sudah dibebaskan sementara", "the release is running already", cites)
    on = scene.day(command.on, since=scene.case.examination.at)
    return Step(bodies.Released(track=one.track, on=on), cites)


def end_release(scene: Scene, command: commands.EndRelease) -> Step:
    """Return how a release ends before the decision does it."""
    one = _before_an_office(scene, command.track)
    if one.release is None or one.release.until is not None:
        raise refused("tidak ada pembebasan sementara", "no release is running", _law(scene))
    on = scene.day(command.on, since=one.release.since)
    return Step(bodies.ReleaseEnded(track=one.track, on=on), _law(scene))


def _before_an_office(scene: Scene, track: Track | None) -> Proceeding:
    one = scene.proceeding(track)
    if one.stage not in STAGES:
        raise refused(
            "pembebasan sementara berlaku sampai keputusan",
            "temporary release lasts until the decision",
            _law(scene),
        )
    must_stand_before(scene, one)
    return one


def _law(scene: Scene) -> tuple[Citation, ...]:
    rows = [row.cites for row in scene.law.policy.measures if row.interim]
    return rows[0] if rows else ()
