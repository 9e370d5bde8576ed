"""This file keeps two confined children warm for one code plugin and asks both about each case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Lock
from types import TracebackType
from typing import NamedTuple, Self

from netralitas.code import wire
from netralitas.code.amendments import (
    Amended,
    Amendment,
    AmendmentLimits,
    check_amendment,
)
from netralitas.code.installed import AllowedCode
from netralitas.code.mechanisms import lacking_mechanisms
from netralitas.code.process import (
    PROGRAM,
    Child,
    Clock,
    Silence,
    ask,
    decoded,
    not_confined,
    start,
)
from netralitas.facts import Case, Facts, Refused, RegionRefusal, Text, Verdict
from netralitas.policy import encode

CALLS_MAX = 1000
"""After so many cases a child is replaced by a fresh one. The first child's first life is half as
long, so that from then on no two children have answered the same cases before."""
_CPU_SECONDS = 60
_GRACE_SECONDS = 0.2
_WORDS = 200
_SEEDS = (1, 2)
_DEFAULT = AmendmentLimits()


class _Failed(NamedTuple):
    """Why there is no amendment: a word for programs, and words for people."""

    why: str
    text: Text


_SILENT: Mapping[Silence, Text] = {
    Silence.TIMEOUT: Text(id="melewati batas waktunya", en="it ran past its time"),
    Silence.DIED: Text(id="prosesnya berakhir tanpa jawaban", en="its process ended unanswered"),
    Silence.JUNK: Text(id="jawabannya bukan jawaban", en="its answer is none"),
}
_DIFFERS = _Failed(
    "non_deterministic",
    Text(
        id="dua proses memberi jawaban berbeda atas perkara yang sama",
        en="two processes gave different answers to the same case",
    ),
)


class WarmPlugin:
    """One allowed code plugin in two confined children, to be used as a context and then closed.

    `clock` counts seconds, such as `time.monotonic`. Threads may share it: one call at a time.
    """

    def __init__(
        self,
        code: AllowedCode,
        *,
        clock: Clock,
        limits: AmendmentLimits = _DEFAULT,
        calls_max: int = CALLS_MAX,
        program: str = PROGRAM,
    ) -> None:
        """Remember what to run; nothing is started yet."""
        self._code = code
        self._clock = clock
        self._limits = limits
        self._calls_max = calls_max
        self._program = program
        self._children: dict[int, Child] = {}
        self._unloaded: set[int] = set()
        self._broken: _Failed | None = None
        self._number = 0
        self._lock = Lock()

    def __enter__(self) -> Self:
        """Start, prove and load the children; Refused where they cannot be confined.

        Refused as well where the settings do not allow `amend`. Code that does not load is no error
        here: `amend` says so with each case.
        """
        with self._lock, self._whole():
            self._broken = None
            self._start()
            self._load(self._clock() + self._seconds)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Kill and reap the children; a later call starts new ones."""
        with self._lock:
            self._drop(*self._children)

    def amend(self, case: Case, verdict: Verdict) -> Amended:
        """Return what the code adds to a verdict, and what of it is refused; record both.

        Code that loops, dies, answers junk, raises, or answers otherwise in the other child is
        refused in a record of its own. Refused is raised only where a child cannot be confined.
        """
        with self._lock, self._whole():
            said = self._asked(case, verdict)
        name = self._code.setting.name
        if isinstance(said, _Failed):
            about = Facts({"code": name, "why": said.why})
            record = RegionRefusal(term="amend", id=name, text=said.text, cites=(), about=about)
            return Amended(refused=(record,))
        if said is None:
            return Amended()
        powers = self._code.setting.powers
        return check_amendment(said, verdict, name=name, powers=powers, limits=self._limits)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Drop the children where an exchange is cut short, with half an answer in a pipe."""
        try:
            yield
        except BaseException:
            self._drop(*self._children)
            raise

    @property
    def _seconds(self) -> float:
        return self._code.setting.milliseconds / 1000

    def _asked(self, case: Case, verdict: Verdict) -> Amendment | _Failed | None:
        """Ask within the limit: the first attempt has half of it, the second what is then left.

        The second attempt counts the start of its fresh children, but keeps a quarter in any case;
        there is none where that start would take the call beyond its limit by `_GRACE_SECONDS`.
        """
        if self._broken is not None:
            return self._broken
        self._number += 1
        question = encode(wire.Question(number=self._number, case=case, verdict=verdict))
        self._start()
        began = self._clock()
        said = self._attempt(question, began + self._seconds / 2)
        if isinstance(said, Silence) and said is not Silence.JUNK:
            with suppress(TimeoutError):
                self._start(began + self._seconds + _GRACE_SECONDS)
                left = max(began + self._seconds, self._clock() + self._seconds / 4)
                said = self._attempt(question, left)
        return _Failed(said.value, _SILENT[said]) if isinstance(said, Silence) else said

    def _attempt(self, question: bytes, until: float) -> Amendment | _Failed | Silence | None:
        silent = self._load(until)
        if self._broken is not None or silent is not None:
            return self._broken or silent
        children = [self._children[place] for place in sorted(self._children)]
        replies = ask(children, question, until=until, clock=self._clock)
        answers = [self._answer(reply) for reply in replies]
        for place, answer in enumerate(answers):
            self._children[place].calls += 1
            if isinstance(answer, Silence) or self._children[place].calls >= self._calls_max:
                self._drop(place)
        return self._compared(*answers)

    def _answer(self, reply: bytes | Silence) -> wire.Answer | Silence:
        answer = decoded(reply, wire.Answer)
        if isinstance(answer, wire.Answer) and answer.number != self._number:
            return Silence.JUNK
        return answer

    def _compared(
        self, one: wire.Answer | Silence, other: wire.Answer | Silence
    ) -> Amendment | _Failed | Silence | None:
        if isinstance(one, Silence):
            return one
        if isinstance(other, Silence):
            return other
        if one.failed is not None and other.failed is not None:
            return _failed("failed", one.failed, other.failed)
        if (one.failed, one.amendment) != (other.failed, other.amendment):
            self._drop(*self._children)
            return _DIFFERS
        return one.amendment

    def _start(self, until: float | None = None) -> None:
        """Bring up the children that are missing; none has met the code yet."""
        missing = [place for place in range(len(_SEEDS)) if place not in self._children]
        if not missing:
            return
        setting = self._code.setting
        if not setting.amend:
            raise Refused(
                Text(
                    id=f"kode {setting.name!r}: pengaturan tidak mengizinkan amend",
                    en=f"code {setting.name!r}: the settings do not allow amend",
                )
            )
        if reasons := lacking_mechanisms():
            raise not_confined(*reasons)
        narrow = wire.Confinement(memory_mib=setting.memory_mib, cpu_seconds=_CPU_SECONDS)
        seeds = [_SEEDS[place] for place in missing]
        fresh = start(seeds, narrow, clock=self._clock, until=until, program=self._program)
        self._children |= dict(zip(missing, fresh, strict=True))
        self._unloaded |= set(missing)
        if len(missing) == len(_SEEDS):
            self._children[0].calls = self._calls_max // 2

    def _load(self, until: float) -> Silence | None:
        """Hand the code to the children that have not met it; return what came instead of it."""
        places = sorted(self._unloaded)
        if not places:
            return None
        package = wire.Package(
            name=self._code.package, value=self._code.value, files=self._code.files
        )
        children = [self._children[place] for place in places]
        replies = ask(children, encode(package), until=until, clock=self._clock)
        silent: Silence | None = None
        failed: list[str] = []
        for place, reply in zip(places, replies, strict=True):
            loaded = decoded(reply, wire.Loaded)
            if isinstance(loaded, Silence):
                silent = loaded
                self._drop(place)
            elif loaded.failed is not None:
                failed.append(loaded.failed)
            self._unloaded.discard(place)
        if failed:
            self._broken = _failed("not_loaded", *failed)
            self._drop(*self._children)
        return silent

    def _drop(self, *places: int) -> None:
        for place in places:
            self._unloaded.discard(place)
            self._children.pop(place).end()


def _failed(why: str, *words: str) -> _Failed:
    """What code says of its failure is shown where both children say it, and not for long.

    An address in memory or a draw would make two records of one case differ.
    """
    said = words[0] if len(words) == len(_SEEDS) and len(set(words)) == 1 else ""
    told = "".join(sign if sign.isprintable() else " " for sign in said)[:_WORDS]
    return _Failed(why, Text(id=f"gagal: {told or '?'}", en=f"it failed: {told or '?'}"))
