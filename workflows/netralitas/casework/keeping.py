"""This file is how a case is kept: under which law it is judged, and what is kept of its people."""

from __future__ import annotations

from netralitas.casework import bodies, commands
from netralitas.casework.case import judged_file
from netralitas.casework.scene import Scene, Step, reasoned, refused, wrong
from netralitas.casework.wording import named
from netralitas.judgement import CompiledPolicy


def adopt_policy(scene: Scene, command: commands.AdoptPolicy) -> Step:
    """Return how a case goes over to the law that the scene brings.

    Refused where it is pinned to that law already, and where a track that was decided would not be
    found by it: what was decided stands under the law of then.
    """
    law: CompiledPolicy = scene.law
    if (law.policy.digest, law.packs) == (scene.case.policy, scene.case.packs):
        raise refused("perkara sudah memakai hukum ini", "the case is under this law already")
    reasoned(command.reasons, "penggantian hukum yang dipakai", "going over to another law")
    for one in scene.case.proceedings:
        found = scene.argue(judged_file(scene.case, one.track), law, scene.local_day)
        if one.decision is not None and one.open and one.track not in found.verdict.tracks:
            raise refused(
                f"jalur {named(one.track).id} sudah diputus menurut hukum yang lama",
                f"the track {named(one.track).en} was decided under the law of then",
            )
    body = bodies.PolicyAdopted(policy=law.policy.digest, packs=law.packs, reasons=command.reasons)
    return Step(body)


def hold(scene: Scene, command: commands.Hold) -> Step:
    """Return how the personal data of a case is held back from erasure."""
    if scene.case.held:
        raise refused("sudah ditahan dari penghapusan", "it is held from erasure already")
    reasoned(command.reasons, "penahanan dari penghapusan", "holding from erasure")
    return Step(bodies.HoldPlaced(reasons=command.reasons))


def lift_hold(scene: Scene, command: commands.LiftHold) -> Step:
    """Return how the hold ends."""
    if not scene.case.held:
        raise refused("tidak sedang ditahan dari penghapusan", "it is not held from erasure")
    reasoned(command.reasons, "pengakhiran penahanan", "lifting the hold")
    return Step(bodies.HoldLifted(reasons=command.reasons))


def erase(scene: Scene, command: commands.Erase) -> Step:
    """Return how personal data is erased; Refused while anything is under way, or under a hold."""
    if scene.case.open:
        raise refused(
            "perkara masih berjalan: data pribadi belum dapat dihapus",
            "the case is under way: personal data cannot be erased yet",
        )
    if scene.case.held:
        raise refused("data pribadi sedang ditahan", "the personal data is held")
    reasoned(command.reasons, "penghapusan data pribadi", "erasing personal data")
    names = _kept(scene, command.names or scene.kept)
    return Step(bodies.Erased(names=names, reasons=command.reasons), erases=names)


def unseal(scene: Scene, command: commands.Unseal) -> Step:
    """Return that someone asked to see sealed data, and why; the caller then opens it."""
    reasoned(command.reasons, "pembukaan data tersegel", "unsealing")
    return Step(bodies.Unsealed(names=_kept(scene, command.names), reasons=command.reasons))


def _kept(scene: Scene, names: tuple[str, ...]) -> tuple[str, ...]:
    missing = [name for name in names if name not in scene.kept]
    if missing or not names:
        raise wrong(
            f"tidak ada data pribadi bernama {', '.join(missing) or '-'}",
            f"no personal data is kept as {', '.join(missing) or '-'}",
            "names",
        )
    return names
