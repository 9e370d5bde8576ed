"""This file is the only one that touches durable-rules: it asks which rules a fact meets.

durable-rules decides, and nothing else. It is safe only inside the envelope (`envelope.py`), and
only when driven as here: the C module alone, one session per handle, one case at a time under one
lock, every result code looked at, every fact retracted, and no handle used again that was cut off.
"""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from netralitas.facts import RuleFailure, Value
from netralitas.rules.conditions import Rule
from netralitas.rules.envelope import (
    FACT_ID,
    PRIME,
    Plan,
    Shard,
    fact_text,
    failure,
    kinds_of,
    plan_of,
)

_RETRACT = msgspec.json.encode(FACT_ID).decode()
_MET, _NONE_MET = 0, 1


class Rulebook:
    """Rules compiled into durable-rules, act by act, when an act is first asked for.

    Threads may share it: one case is decided at a time. A forked child compiles anew, since the
    parent may have been in the middle of a case. Pickling keeps the rules and drops the handles.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take the rules; RuleFailure when one of them lies outside the envelope."""
        self.rules = tuple(rules)
        self._kinds = kinds_of(self.rules)
        self._plans: dict[str, Plan] = {}
        self._handles = _Handles()
        self._closed = False

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the positions in `rules` of the act's rules that the fact meets.

        A field the fact lacks meets no test. An act without rules meets none. RuleFailure when the
        fact lies outside the envelope (then C has not seen it), or when C answers out of turn (then
        nothing may be concluded, and the next call compiles anew).
        """
        if type(act) is not str:
            raise failure("perbuatan harus berupa teks", "an act must be text")
        plan = self._plans.get(act) or self._planned(act)
        text = fact_text(fact, self._kinds, plan)
        if not plan.shards:
            return frozenset()
        handles = self._handles
        if handles.process != os.getpid():
            handles = self._handles = _Handles()
        with handles.lock:
            if self._closed:
                raise failure("buku aturan sudah ditutup", "the rulebook is closed")
            # Taken out and put back only after a clean run: whatever cuts the run short, a signal
            # too, would leave the session locked, and a locked session meets no rule for a minute.
            opened = handles.opened.pop(act, None)
            try:
                if opened is None:
                    opened = handles.open(plan)
                met = [name for shard in opened for name in _decide(shard, text)]
            except BaseException as cut:
                if opened is not None:
                    handles.release(opened)
                if isinstance(cut, Exception) and not isinstance(cut, RuleFailure):
                    raise failure(
                        f"mesin aturan gagal: {cut}", f"the rule engine failed: {cut}"
                    ) from cut
                raise
            handles.opened[act] = opened
        return frozenset(met)

    def close(self) -> None:
        """Give the memory in C back; afterwards every call of `matches` is refused."""
        self._closed = True
        handles = self._handles
        if handles.process == os.getpid():
            with handles.lock:
                handles.opened.clear()
                handles.sweep()

    @property
    def open_handles(self) -> int:
        """How many handles this process holds open in C."""
        handles = self._handles
        return len(handles.held) if handles.process == os.getpid() else 0

    def __reduce__(self) -> tuple[type[Rulebook], tuple[tuple[Rule, ...]]]:
        return Rulebook, (self.rules,)

    def _planned(self, act: str) -> Plan:
        plan = plan_of(self.rules, act)
        if plan.shards:  # acts without rules are not kept: anybody may name any number of them
            self._plans[act] = plan
        return plan


class _Engine(Protocol):
    """The seven functions of the C module that we call."""

    def create_ruleset(self, name: str, rules: str) -> int: ...
    def delete_ruleset(self, handle: int) -> None: ...
    def delete_state(self, handle: int, session: str) -> None: ...
    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]: ...
    def retract_fact(self, handle: int, fact: str) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, session: int) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, session: int) -> str | None: ...


class _Opened(NamedTuple):
    """A compiled and primed shard."""

    engine: _Engine
    handle: int
    position: Mapping[str, int]


class _Handles:
    """What one process holds open in C, behind one lock."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.lock = threading.Lock()
        self.opened: dict[str, tuple[_Opened, ...]] = {}
        self.held: dict[int, _Engine] = {}
        # Not at exit: the memory goes with the process, and C is not called while Python ends.
        weakref.finalize(self, _free_all, self.held, self.process).atexit = False

    def open(self, plan: Plan) -> tuple[_Opened, ...]:
        """Compile and prime the shards of one act, or none of them."""
        self.sweep()
        engine = _engine()
        opened: list[_Opened] = []
        try:
            for shard in plan.shards:
                opened.append(self._primed(engine, shard, plan.prime))
        except BaseException:
            self.release(opened)
            raise
        return tuple(opened)

    def _primed(self, engine: _Engine, shard: Shard, prime: str) -> _Opened:
        handle = engine.create_ruleset("netralitas", shard.ruleset)
        # Deleting a session in which no rule ever fired reads memory never written. Hence the
        # throw-away fact, and hence a handle counts as ours only once it has fired.
        first = _Opened(engine, handle, {PRIME: 0})
        if len(_decide(first, prime)) != 1:
            raise failure("mesin aturan tidak bereaksi", "the rule engine does not respond")
        self.held[handle] = engine
        return _Opened(engine, handle, shard.position)

    def sweep(self) -> None:
        """Give back what a signal cut off where nothing could be put away."""
        kept = {shard.handle for opened in self.opened.values() for shard in opened}
        for handle in self.held.keys() - kept:
            _free(self.held.pop(handle), handle)

    def release(self, opened: Sequence[_Opened]) -> None:
        """Give the memory of some shards back; once each, also when cut short and called again."""
        for shard in opened:
            if self.held.pop(shard.handle, None):
                _free(shard.engine, shard.handle)


def _decide(shard: _Opened, text: str) -> list[int]:
    """Return the positions of the rules that C reports for one fact; leave nothing behind."""
    engine, handle, position = shard
    code, session = engine.assert_fact(handle, text)
    if code == _NONE_MET:  # then C has stored nothing either
        return []
    if code != _MET:
        raise failure(f"kode hasil {code} tak terduga", f"unexpected result code {code}")
    started = engine.start_action_for_state(handle, session)
    message = started[1] if started else None
    met = []
    while message:
        name = message[2 : message.index('"', 2)]  # {"17":{"m":{...}}}
        met.append(position[name])
        if len(met) > len(position):
            raise failure("mesin aturan tidak berhenti", "the rule engine does not stop")
        message = engine.complete_and_start_action(handle, session)
    if not met:
        raise failure("aturan terpenuhi tanpa dilaporkan", "a rule was met and not reported")
    code, _ = engine.retract_fact(handle, _RETRACT)
    if code != _MET:
        raise failure(f"fakta tidak tercabut: {code}", f"the fact was not retracted: {code}")
    return met


def _free(engine: _Engine, handle: int) -> None:
    engine.delete_state(handle, FACT_ID["sid"])  # delete_ruleset alone leaves the session behind
    engine.delete_ruleset(handle)


def _free_all(held: dict[int, _Engine], process: int) -> None:
    while held and process == os.getpid():
        handle, engine = held.popitem()
        _free(engine, handle)


def _engine() -> _Engine:
    """Import the C module, late and once; RuleFailure that says what to install without it."""
    eager = sys.getdlopenflags()
    # On Python 3.13 the module names a symbol that Python no longer has, in callbacks we never set;
    # bound lazily, it is never looked for.
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        import durable_rules_engine
    except ImportError as missing:
        raise failure(
            f"mesin aturan durable-rules tidak dapat dimuat ({missing}); pasang kompilator C dan"
            " header Python (Debian: apt install gcc python3-dev), lalu"
            " pip install --force-reinstall durable-rules",
            f"the rule engine durable-rules cannot be loaded ({missing}); install a C compiler and"
            " the Python headers (Debian: apt install gcc python3-dev), then"
            " pip install --force-reinstall durable-rules",
        ) from missing
    finally:
        sys.setdlopenflags(eager)
    engine: _Engine = durable_rules_engine
    return engine
