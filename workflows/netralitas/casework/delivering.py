"""This file is how a decision reaches the person: handed over, or sent after absence."""

from __future__ import annotations

import msgspec

from netralitas.casework import bodies, commands
from netralitas.casework.case import Decision, Proceeding
from netralitas.casework.roles import OFFICIALS, NotYours
from netralitas.casework.scene import Scene, Step, refused
from netralitas.casework.wording import named
from netralitas.facts import Stage, Text, Track


def hand_over(scene: Scene, command: commands.HandOver) -> Step:
    """Return how a decision is handed over, or that the person did not come to take it."""
    one, decision = _decided(scene, command.track)
    on = scene.day(command.on, since=decision.on)
    if not command.attended:
        if one.delivery.on is not None:
            raise refused(
                "ketidakhadiran sudah dicatat: kirim keputusannya",
                "absence is on record: send the decision",
                scene.clock("delivery_missed"),
            )
        return Step(bodies.DeliveryMissed(track=one.track, on=on), scene.clock("decided"))
    return _delivered(scene, one, bodies.Delivered(track=one.track, on=on, sent=False))


def send_decision(scene: Scene, command: commands.SendDecision) -> Step:
    """Return how a decision is sent to the last known address; discipline, only after absence."""
    one, decision = _decided(scene, command.track)
    missed = one.delivery.on
    if one.track is Track.DISIPLIN and missed is None:
        raise refused(
            "keputusan diserahkan; dikirim hanya bila yang bersangkutan tidak hadir",
            "a decision is handed over; it is sent only where the person did not come",
            scene.clock("delivery_missed"),
        )
    on = scene.day(command.on, since=missed or decision.on)
    return _delivered(scene, one, bodies.Delivered(track=one.track, on=on, sent=True))


def record_receipt(scene: Scene, command: commands.RecordReceipt) -> Step:
    """Return how the arrival of a decision that was sent is recorded: its clocks begin to run."""
    one = scene.proceeding(command.track)
    if one.stage is not Stage.DELIVERED or one.delivery.sent is None or one.delivery.received:
        raise refused(
            "tidak ada keputusan terkirim yang menunggu tanda terima",
            "no decision that was sent waits for its receipt",
        )
    _must_have_decided(scene, one)
    on = scene.day(command.on, since=one.delivery.sent)
    return Step(bodies.Received(track=one.track, on=on), scene.clock("decision_received"))


def _decided(scene: Scene, track: Track | None) -> tuple[Proceeding, Decision]:
    one = scene.proceeding(track)
    if one.stage is not Stage.DECIDED or one.decision is None:
        raise refused(
            f"tidak ada keputusan yang menunggu penyampaian pada jalur {named(one.track).id}",
            f"no decision waits to be delivered on the track {named(one.track).en}",
        )
    _must_have_decided(scene, one)
    return one, one.decision


def _must_have_decided(scene: Scene, one: Proceeding) -> None:
    """Return where the actor is of the staff, or is the official who decided."""
    by = one.decision.by if one.decision else None
    if scene.actor.role in OFFICIALS and scene.actor.official is not by:
        raise NotYours(
            Text(
                id=f"disampaikan oleh yang memutus ({by}) atau oleh BKPSDM",
                en=f"delivered by the one who decided ({by}) or by BKPSDM",
            )
        )


def _delivered(scene: Scene, one: Proceeding, body: bodies.Delivered) -> Step:
    """Return the step that the machine allows once the decision was handed over or sent."""
    context = scene.context(one, at=body.on)
    scene.move(one.stage, "deliver", msgspec.structs.replace(context, handed_over_or_sent=True))
    return Step(body, scene.cites(one, "deliver"))
