"""This file meets the trap of the Host of `durable`: threads, globals, swallowed exceptions."""

from __future__ import annotations

from .child import RAW, RULEBOOK, Child, run

HOST = """
from durable import engine
host = engine.Host()
"""

SERVED = """
say("threads", threading.active_count() > 1)
served = []
rule = {"all": [{"m": {"$and": [{"f": 1}]}}], "run": lambda context: served.append(context.s.sid)}
host.set_rulesets({"raw": {"a": rule}})
raw = host.get_ruleset("raw")

rounds, plainly = [], raw.dispatch
def dispatch():
    try:
        plainly()
    finally:
        rounds.append(1)
raw.dispatch = dispatch
def pass_rounds(more):
    until = len(rounds) + more
    while len(rounds) < until:
        time.sleep(0.01)

for sid in "12":
    raw.assert_fact({"f": 1, "id": "x", "sid": sid})
pass_rounds(4)
say("served", *sorted(served))
"""
"""The host's threads look for sessions with a rule to run: here they find two, in some rounds."""

ONCE_MORE = """
pass_rounds(2)
served.clear()
raw.assert_fact({"f": 1, "id": "y", "sid": "2"})
pass_rounds(5)
say("served", *served)
os._exit(0)
"""

DECIDE = """
say(book([("f", "is", 1)]).matches("act", {"f": 1}))
say("threads", threading.active_count(), "durable", "durable" in sys.modules)
"""


def test_the_host_serves_the_sessions_it_has_from_threads_of_its_own() -> None:
    child = run(RAW, HOST, SERVED, ONCE_MORE)
    assert child.lines == ["threads True", "served 1 2", "served 2"]


def test_the_host_crashes_or_forgets_a_session_once_another_is_deleted() -> None:
    child = run(RAW, HOST, SERVED, "host.delete_state('raw', '1'); litter()", ONCE_MORE)
    # Its threads look at the deleted session instead of the other, in memory given back.
    assert child.lines[:2] == ["threads True", "served 1 2"]
    assert child.lines[2:] != ["served 2"]


def test_the_host_swallows_what_an_action_raises() -> None:
    child = run(
        RAW,
        HOST,
        """
        def act(context):
            raise ValueError("lost")
        rule = {"all": [{"m": {"$and": [{"f": 1}]}}], "run": act}
        host.set_rulesets({"raw": {"a": rule}})
        host.assert_fact("raw", {"f": 1, "id": "x", "sid": "1"})
        say("nothing raised")
        os._exit(0)
        """,
    )
    assert child.lines == ["nothing raised"]


def keeps_clear_of_the_host(child: Child) -> bool:
    return child.lines == ["frozenset({0})", "threads 1 durable False"]


def test_the_rulebook_starts_no_thread_and_leaves_the_host_alone() -> None:
    assert keeps_clear_of_the_host(run(RAW, RULEBOOK, DECIDE))


def test_the_check_sees_a_host() -> None:
    assert not keeps_clear_of_the_host(run(RAW, RULEBOOK, HOST, DECIDE, "os._exit(0)"))
