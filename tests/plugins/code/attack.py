"""This file runs code from a folder of these tests: behind its walls, and without any."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from netralitas.code import wire
from netralitas.code.amendments import Amended, Power
from netralitas.code.installed import AllowedCode
from netralitas.code.process import Child, Silence, ask, decoded
from netralitas.code.settings import CodeSetting
from netralitas.code.warm import WarmPlugin
from netralitas.facts import Case, RegionRefusal, Verdict
from netralitas.policy import encode

HERE = Path(__file__).parent
UNCONFINED = (
    "import sys; sys.path += sys.argv[3:]; from netralitas.code.child import serve; "
    "serve(int(sys.argv[1]), int(sys.argv[2]))"
)
"""The same child with the same questions, and no wall around it: the control of every attack."""
CONTROL_SECONDS = 20.0


def code_of(folder: str, **setting: Any) -> AllowedCode:
    """Return the code in a folder, allowed to amend, with every power unless told otherwise."""
    top = HERE / folder
    files = {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in top.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    name = top.name
    given: dict[str, Any] = {"powers": tuple(Power), "amend": True} | setting
    package = f"acme_{name}"
    return AllowedCode(package, package, files, CodeSetting(name=name, sha256="", **given))


def confined(code: AllowedCode, case: Case, verdict: Verdict, **how: Any) -> Amended:
    """Return what code comes to in its two children; nothing of them is left afterwards."""
    with WarmPlugin(code, clock=time.monotonic, **how) as plugin:
        return plugin.amend(case, verdict)


def refusal(amended: Amended) -> RegionRefusal:
    """Return the one refusal, of a call that came to nothing else."""
    assert amended.filled == ()
    (refused,) = amended.refused
    return refused


def unconfined(
    code: AllowedCode, case: Case, verdict: Verdict, *, seconds: float = CONTROL_SECONDS
) -> wire.Answer | Silence:
    """Return what the same code answers when nothing holds it back."""
    reply = unconfined_bytes(code, case, verdict, seconds=seconds)
    return decoded(reply, wire.Answer)


def unconfined_bytes(
    code: AllowedCode, case: Case, verdict: Verdict, *, seconds: float, seed: int = 1
) -> bytes | Silence:
    """Return the bytes of the answer, before anybody reads them strictly."""
    child = Child(seed, program=UNCONFINED)
    try:
        package = wire.Package(name=code.package, value=code.value, files=code.files)
        until = time.monotonic() + seconds
        (loaded,) = ask([child], encode(package), until=until, clock=time.monotonic)
        if isinstance(loaded, Silence):
            return loaded
        question = wire.Question(number=1, case=case, verdict=verdict)
        (reply,) = ask([child], encode(question), until=until, clock=time.monotonic)
        return reply
    finally:
        child.end()
