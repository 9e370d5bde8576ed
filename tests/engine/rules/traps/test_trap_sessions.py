"""This file meets the trap of sessions: the 1,025th, and one deleted before any rule fired."""

from __future__ import annotations

from .child import RAW, RULEBOOK, Child, needs_glibc, run

MANY_CASES = """
cases = book([("f", "is", 1)])
wrong = sum(cases.matches("act", {"f": case % 3}) != ({0} if case % 3 == 1 else set())
            for case in range(3_000))
say("wrong", wrong)
"""

CLOSED_UNMET = """
litter()
unmet = book([("f", "is", 1)])
unmet.matches("act", {"f": 2})
unmet.close()
say("closed")
"""


def test_the_1025th_session_is_refused_and_crashes_when_it_comes_again() -> None:
    child = run(
        RAW,
        """
        handle = create({"a": [{"f": 1}]})
        for sid in range(1_024):
            ask(handle, {"f": 1}, sid=str(sid))
        for attempt in range(2):
            litter()
            try:
                ask(handle, {"f": 1}, sid="1024")
            except MemoryError:
                say("refused")
        say("alive")
        """,
    )
    assert child.lines == ["refused"]
    assert child.broke


@needs_glibc
def test_deleting_a_session_in_which_no_rule_fired_crashes() -> None:
    child = run(
        RAW,
        """
        litter()
        handle = create({"a": [{"f": 1}]})
        durable.assert_fact(handle, '{"f":2,"id":"x","sid":"x"}')
        say("deleting")
        durable.delete_state(handle, "x")
        say("alive")
        """,
    )
    assert child.lines == ["deleting"]
    assert child.broke


def survives(child: Child) -> bool:
    return child.code == 0 and child.lines == ["wrong 0", "closed"]


def test_the_rulebook_survives_thousands_of_cases_and_a_close_after_none_was_met() -> None:
    assert survives(run(RAW, RULEBOOK, MANY_CASES, CLOSED_UNMET))


def test_the_check_sees_a_session_per_case() -> None:
    own_session = """
    counted = iter(range(10_000))
    plainly = rulebook.fact_text
    rulebook.fact_text = lambda *given: plainly(*given).replace(
        '"sid":"x"', f'"sid":"{next(counted)}"'
    )
    """
    assert not survives(run(RAW, RULEBOOK, own_session, MANY_CASES, CLOSED_UNMET))


@needs_glibc
def test_the_check_sees_an_unprimed_handle() -> None:
    unprimed = """
    def unprimed(self, engine, shard, prime):
        handle = engine.create_ruleset("unprimed", shard.ruleset)
        self.held[handle] = engine
        return rulebook._Opened(engine, handle, shard.position)
    rulebook._Handles._primed = unprimed
    """
    child = run(RAW, RULEBOOK, unprimed, "say('wrong', 0)", CLOSED_UNMET)
    assert not survives(child)
    assert child.broke
