"""This file meets the trap of answers that look like none: result codes, and a case cut short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netralitas.facts import RuleFailure
from netralitas.rules import rulebook
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook

from .child import RAW, RULEBOOK, Child, run


def test_a_fact_that_is_still_there_is_not_decided_again() -> None:
    child = run(
        RAW,
        """
        handle = create({"a": [{"f": 1}]})
        for _ in range(2):
            say(*durable.assert_fact(handle, '{"f":1,"id":"x","sid":"x"}'))
        say(*durable.assert_fact(handle, '{"f":2,"id":"x","sid":"x"}'))
        """,
    )
    assert child.lines == ["0 1", "2 1", "1 1"]


def test_a_session_cut_off_in_mid_case_meets_nothing_and_reports_no_error() -> None:
    child = run(
        RAW,
        """
        handle = create({"a": [{"f": 1}]})
        session = durable.assert_fact(handle, '{"f":1,"id":"x","sid":"x"}')[1]
        durable.start_action_for_state(handle, session)  # and here comes the signal
        say(durable.retract_fact(handle, '{"id":"x","sid":"x"}')[0])
        say(*ask(handle, {"f": 1}))
        """,
    )
    assert child.lines == ["0", "0 []"]


class Faulty:
    """The C module with one function that answers out of turn, once."""

    def __init__(self, function: str, answer: Callable[..., Any]) -> None:
        self._engine: Any = rulebook._engine()
        self._function = function
        self._answer = answer

    def __getattr__(self, name: str) -> Any:
        if name != self._function:
            return getattr(self._engine, name)
        self._function = ""
        return self._answer


def cut(*_: object) -> Any:
    raise KeyboardInterrupt


FAULTS: dict[str, tuple[str, Callable[..., Any], type[BaseException], str]] = {
    "observed": ("assert_fact", lambda *_: (2, 1), RuleFailure, "unexpected result code 2"),
    "deferred": ("assert_fact", lambda *_: (3, 1), RuleFailure, "unexpected result code 3"),
    "locked": ("start_action_for_state", lambda *_: None, RuleFailure, "met and not reported"),
    "foreign": ("start_action_for_state", lambda *_: ("", '{"p":'), RuleFailure, "engine failed"),
    "endless": (
        "complete_and_start_action",
        lambda *_: '{"0":{"m":{}}}',
        RuleFailure,
        "does not stop",
    ),
    "kept": ("retract_fact", lambda *_: (1, 1), RuleFailure, "not retracted: 1"),
    "no memory": ("assert_fact", lambda *_: [][1], RuleFailure, "engine failed"),
    "cut at once": ("assert_fact", cut, KeyboardInterrupt, "^$"),
    "cut before": ("start_action_for_state", cut, KeyboardInterrupt, "^$"),
    "cut between": ("complete_and_start_action", cut, KeyboardInterrupt, "^$"),
    "cut after": ("retract_fact", cut, KeyboardInterrupt, "^$"),
}


def opened(function: str, answer: Callable[..., Any]) -> Rulebook:
    """A rulebook already compiled, in which one call of one function goes wrong."""
    asked = Rulebook([Rule("r", "act", 0, "decides", ((Test("f", "is", 1),),))])
    asked.matches("act", {"f": 1})
    [shard] = asked._handles.opened["act"]
    asked._handles.opened["act"] = (shard._replace(engine=Faulty(function, answer)),)
    return asked


def survives_the_fault(asked: Rulebook) -> bool:
    """Whether the case after the fault is decided rightly, and on one handle."""
    try:
        return asked.matches("act", {"f": 1}) == {0} and asked.open_handles == 1
    except RuleFailure:
        return False


@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_out_of_turn_is_a_failure_and_the_next_case_is_decided_anew(fault: str) -> None:
    function, answer, raised, says = FAULTS[fault]
    asked = opened(function, answer)
    with pytest.raises(raised, match=says):
        asked.matches("act", {"f": 1})
    assert asked.open_handles == 0
    assert survives_the_fault(asked)


@pytest.mark.parametrize("fault", ["cut between", "kept"])
def test_the_check_sees_a_handle_that_is_used_again(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    function, answer, raised, _ = FAULTS[fault]
    asked = opened(function, answer)
    handles = asked._handles
    shards = handles.opened["act"]
    monkeypatch.setattr(type(handles), "release", lambda self, opened: None)
    with pytest.raises(raised):
        asked.matches("act", {"f": 1})
    handles.opened["act"] = shards
    assert not survives_the_fault(asked)


def test_a_handle_that_cannot_be_primed_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = Faulty("assert_fact", lambda *_: (1, 1))
    monkeypatch.setattr(rulebook, "_engine", lambda: silent)
    asked = Rulebook([Rule("r", "act", 0, "decides", ((Test("f", "is", 1),),))])
    with pytest.raises(RuleFailure, match="does not respond"):
        asked.matches("act", {"f": 1})
    assert survives_the_fault(asked)


SIGNALS = """
import random, signal
class Cut(BaseException):
    pass
def cut(*_):
    raise Cut
signal.signal(signal.SIGALRM, cut)
drawn = random.Random(1)
shared = book(*([("f", "is_not", value)] for value in range(10)))
wrong = cuts = right = 0
while cuts < 2_000:
    try:
        signal.setitimer(signal.ITIMER_REAL, drawn.uniform(1e-5, 3e-4))
        while True:
            value = drawn.randrange(12)
            met = shared.matches("act", {"f": value})
            wrong += met != set(range(10)) - {value}
            right += 1
    except Cut:
        cuts += 1
shared.matches("act", {"f": 1})
say("wrong", wrong, "cuts", cuts, "handles", shared.open_handles)
"""


def undisturbed(child: Child) -> bool:
    return child.lines == ["wrong 0 cuts 2000 handles 1"]


def test_two_thousand_signals_at_any_moment_make_no_answer_wrong() -> None:
    child = run(RAW, RULEBOOK, SIGNALS)
    assert undisturbed(child), child


def test_the_check_sees_signals_that_disturb() -> None:
    careless = """
    def decide(shard, text):
        engine, handle, position = shard
        code, session = engine.assert_fact(handle, text)
        started = engine.start_action_for_state(handle, session)
        message, met = started and started[1], []
        while message:
            met.append(position[message[2 : message.index('"', 2)]])
            message = engine.complete_and_start_action(handle, session)
        engine.retract_fact(handle, '{"id":"x","sid":"x"}')
        return met
    rulebook._decide = decide
    rulebook._Handles.release = lambda self, opened: self.opened.update(act=opened)
    """
    assert not undisturbed(run(RAW, RULEBOOK, careless, SIGNALS, seconds=60))
