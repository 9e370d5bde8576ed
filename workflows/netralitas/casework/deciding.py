"""This file is the decision: by whom, on what, beside what was recommended, lawful or refused."""

from __future__ import annotations

from netralitas.casework import bodies, commands
from netralitas.casework.case import judged_file
from netralitas.casework.forwarding import must_be_of
from netralitas.casework.offices import must_stand_before, reach, stands_at
from netralitas.casework.scene import Scene, Step, reasoned, refused
from netralitas.judgement import lint
from netralitas.policy import digest


def decide(scene: Scene, command: commands.Decide) -> Step:
    """Return how a sanction is imposed; Refused, with the article, wherever the law forbids it.

    Asked in this order: whether the track stands before this official, and high enough; the guards
    of the path (examined or two summonses missed, the team, the council, competence, approval,
    not punished before); the legality lint, whose `unlawful` is never passed over and whose
    `depends` needs written reasons; then written reasons where what is imposed is not what the
    law's data recommends, or not what was advised.
    """
    one = scene.proceeding(command.track)
    by = must_stand_before(scene, one)
    must_be_of(scene, one, command.sanction)
    if not stands_at(one.stage, reach(scene, one)):
        raise refused(
            "hukuman ini di atas kewenangan tahap ini: laporkan hasilnya secara hierarki",
            "this sanction is beyond the authority of this stage: report the results up",
            scene.guard("next_in_chain"),
        )
    on = scene.day(command.on, since=one.since)
    context = scene.context(one, at=on, by=by, sanction=command.sanction)
    scene.move(one.stage, "decide", context)
    tiers = {row.id: row.tier for row in scene.law.policy.sanctions}
    label = command.label or tiers[command.sanction]
    file = judged_file(scene.case, one.track)
    checked = lint(file, scene.law, (command.sanction,), as_of=on, by=by, label=label)
    if checked.answer == "unlawful":
        point = checked.because[0]
        nearest = ", ".join(name.id for name in checked.nearest)
        raise refused(
            point.text.id + (f"; yang sah terdekat: {nearest}" if nearest else ""),
            point.text.en + (f"; nearest lawful: {nearest}" if nearest else ""),
            point.cites,
        )
    if checked.answer == "depends":
        point = checked.because[0]
        reasoned(
            command.reasons,
            f"keabsahannya bergantung: {point.text.id}",
            f"whether it is lawful depends: {point.text.en}",
        )
    argued = scene.argued(one.track)
    recommended = scene.verdict(one.track).sanctions.recommended
    advised = [advice.sanction for advice in one.recommendations if advice.sanction]
    departs = command.sanction != recommended or any(
        command.sanction != sanction for sanction in advised[-1:]
    )
    if departs:
        reasoned(
            command.reasons,
            f"yang dijatuhkan ({command.sanction}) berbeda dari yang disarankan "
            f"({', '.join([recommended or '-', *advised[-1:]])})",
            f"what is imposed ({command.sanction}) differs from what was recommended "
            f"({', '.join([recommended or '-', *advised[-1:]])})",
        )
    return Step(
        bodies.Decided(
            track=one.track,
            sanction=command.sanction,
            tier=tiers[command.sanction],
            by=by,
            on=on,
            recommended=recommended,
            advised=advised[-1] if advised else None,
            departs=departs,
            reasons=command.reasons,
            lint="lawful" if checked.answer == "lawful" else "depends",
            facts=digest(file),
            verdict=digest(argued.verdict),
        ),
        scene.cites(one, "decide"),
    )
