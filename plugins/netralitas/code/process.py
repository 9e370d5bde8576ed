"""This file starts confined children and exchanges messages with them, under a wall clock."""

from __future__ import annotations

import math
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from netralitas.code import wire
from netralitas.facts import Refused, Text
from netralitas.policy import encode

Clock = Callable[[], float]
"""Seconds that never go back, such as `time.monotonic`; the host hands it in."""

PROGRAM = (
    "import sys; library = sys.path[:]; sys.path += sys.argv[3:]; "
    "from netralitas.code.child import main; main(library)"
)
"""What a child runs: the standard library comes first, then what the host itself was found in."""
_FLAGS = ("-P", "-s", "-S", "-B", "-X", "utf8")
"""No site packages, no folder of a script, no bytecode written. Not `-I`: it would also pass over
PYTHONHASHSEED, which tells two children apart, and of the environment nothing else is handed on."""
_START_SECONDS = 10.0
"""How long a child may take until it has proven itself; no code has run by then."""
_SEALED = {"NoNewPrivs": "1", "Seccomp": "2"}.items()
"""What the kernel must say of a child that may be handed code."""


class Silence(StrEnum):
    """What there is instead of an answer."""

    TIMEOUT = "timeout"
    DIED = "died"
    JUNK = "junk"


T = TypeVar("T")


class Child:
    """One process of its own session, with the two pipes to it, and nothing else of the host's."""

    def __init__(self, seed: int, *, program: str = PROGRAM) -> None:
        """Start a process whose hash seed is `seed`; Refused when the system does not let us."""
        theirs_in, self.questions = os.pipe()
        self.answers, theirs_out = os.pipe()
        self.outgoing = memoryview(b"")
        self.incoming = bytearray()
        self.calls = 0
        os.set_blocking(self.questions, False)
        os.set_blocking(self.answers, False)
        try:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    *_FLAGS,
                    "-c",
                    program,
                    str(theirs_in),
                    str(theirs_out),
                    *_paths(),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs_in, theirs_out),
                env={"PYTHONHASHSEED": str(seed)},
                cwd="/",
                start_new_session=True,
            )
        except OSError as fault:
            os.close(self.questions)
            os.close(self.answers)
            raise not_confined(_plain(str(fault))) from None
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def end(self) -> None:
        """Kill the process and whatever is in its group, and reap it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.questions)
        os.close(self.answers)

    def sealed(self) -> bool:
        """Return whether the kernel says that the process is filtered and can gain no privilege."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("ascii", "replace")
        except OSError:
            return False
        said = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        return all(said.get(field, "").strip() == value for field, value in _SEALED)


def ask(
    children: Sequence[Child], content: bytes, *, until: float, clock: Clock
) -> list[bytes | Silence]:
    """Send one message to each child and return each one's answer, or what came instead.

    No child is waited for past `until`, whether it does not read, does not answer, or does so byte
    by byte.
    """
    replies: dict[int, bytes | Silence] = {}
    waiting = select.poll()
    owners: dict[int, int] = {}
    message = wire.framed(content)
    for index, child in enumerate(children):
        child.outgoing = memoryview(message)
        child.incoming = bytearray()
        owners |= {child.answers: index, child.questions: index}
        if _write(child):
            waiting.register(child.questions, select.POLLOUT)
        waiting.register(child.answers, select.POLLIN)
    while len(replies) < len(children):
        left = until - clock()
        if left <= 0:
            break
        for fd, _ in waiting.poll(math.ceil(left * 1000)):
            index = owners[fd]
            child = children[index]
            if index in replies:
                continue  # it answered in this very round, before it had read everything
            if fd == child.questions:
                if not _write(child):
                    waiting.unregister(fd)
            elif (reply := _read(child)) is not None:
                replies[index] = reply
                waiting.unregister(fd)
                with suppress(KeyError):
                    waiting.unregister(child.questions)
    return [replies.get(index, Silence.TIMEOUT) for index in range(len(children))]


def start(
    seeds: Sequence[int],
    confinement: wire.Confinement,
    *,
    clock: Clock,
    until: float | None = None,
    program: str = PROGRAM,
) -> list[Child]:
    """Return children that have proven, each from inside, that they are confined.

    Refused as soon as one attempt to get out is not refused to one, or one takes too long;
    TimeoutError where `until` is given and there is no proof by then. No child is left then.
    """
    children: list[Child] = []
    try:
        for seed in seeds:
            children.append(Child(seed, program=program))
        latest = clock() + _START_SECONDS if until is None else until
        replies = ask(children, encode(confinement), until=latest, clock=clock)
        if until is not None and Silence.TIMEOUT in replies:
            raise TimeoutError
        for child, reply in zip(children, replies, strict=True):
            _believe(child, reply)
    except BaseException:
        for child in children:
            child.end()
        raise
    return children


def decoded(reply: bytes | Silence, wanted: type[T]) -> T | Silence:
    """Return a reply as the message wanted; JUNK for whatever is not exactly that."""
    if isinstance(reply, Silence):
        return reply
    try:
        return msgspec.json.decode(reply, type=wanted)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Silence.JUNK


def not_confined(*reasons: Text) -> Refused:
    """Return the refusal to run code that is not, or only half, confined."""
    return Refused(
        Text(
            id="kode daerah tidak dijalankan karena tidak dapat dikurung: "
            + "; ".join(reason.id for reason in reasons),
            en="no region's code is run, for it cannot be confined: "
            + "; ".join(reason.en for reason in reasons),
        )
    )


def _believe(child: Child, reply: bytes | Silence) -> None:
    # Late: what it tries cannot be imported where there is nothing to be confined with.
    from netralitas.code.proof import PROVEN

    shown = decoded(reply, wire.Proof)
    if isinstance(shown, Silence):
        raise not_confined(_no_proof(child, shown))
    if shown.failed is not None:
        raise not_confined(_plain(shown.failed))
    if shown.withstood != PROVEN:
        out = ", ".join(name for name in PROVEN if name not in shown.withstood)
        raise not_confined(
            Text(id=f"dari dalam tidak tertolak: {out}", en=f"not refused from inside: {out}")
        )
    if not child.sealed():
        raise not_confined(
            Text(
                id="kernel tidak membenarkannya (/proc: NoNewPrivs 1, Seccomp 2)",
                en="the kernel does not confirm it (/proc: NoNewPrivs 1, Seccomp 2)",
            )
        )


def _no_proof(child: Child, silence: Silence) -> Text:
    if silence is not Silence.DIED:
        return Text(
            id=f"yang datang bukan bukti: {silence}", en=f"what came instead of a proof: {silence}"
        )
    ended = child.process.wait()
    show = "python -c 'import netralitas.code.child'"
    return Text(
        id=f"prosesnya berakhir sebelum bukti, dengan {ended}; sebabnya: {show}",
        en=f"the process ended before its proof, with {ended}; to see why: {show}",
    )


def _plain(words: str) -> Text:
    return Text(id=words, en=words)


def _write(child: Child) -> bool:
    """Write what the pipe takes; return whether something is left for later."""
    try:
        while child.outgoing:
            child.outgoing = child.outgoing[os.write(child.questions, child.outgoing) :]
    except BlockingIOError:
        return True
    except BrokenPipeError:
        child.outgoing = memoryview(b"")  # the end of its answers says so as well
    return False


def _read(child: Child) -> bytes | Silence | None:
    """Return the answer if it is whole, what it is instead, or None while it is not."""
    try:
        part = os.read(child.answers, wire.ANSWER_MAX)
    except BlockingIOError:
        return None
    if not part:
        return Silence.DIED
    child.incoming += part
    try:
        return wire.taken(child.incoming)
    except ValueError:
        return Silence.JUNK


def _paths() -> list[str]:
    """Return where a child finds this package and what it needs: where this process found them."""
    bricks = (
        module
        for name, module in list(sys.modules.items())
        if name.startswith("netralitas.") and name.count(".") == 1
    )
    rooms = {
        str(Path(folder).absolute().parent.parent)
        for brick in bricks
        for folder in getattr(brick, "__path__", ())
    }
    return [*sorted(rooms), *(path for path in sys.path if os.path.isabs(path))]
