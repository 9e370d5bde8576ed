"""This file meets the trap of one handle shared by threads, and of one that a fork has copied."""

from __future__ import annotations

import os

import pytest

from .child import RAW, RULEBOOK, Child, run

FOUR_THREADS = """
def count_wrong(decide, rounds=1):
    sys.setswitchinterval(1e-5)
    wrong = [0] * 4
    def work(place):
        for case in range(4_000):
            value = (case + place) % 10
            try:
                wrong[place] += decide(value) != [value]
            except Exception:
                wrong[place] += 1
    while rounds and not any(wrong):
        rounds -= 1
        threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    say("wrong", sum(wrong))
"""

SHARED = """
shared = book(*([("f", "is", value)] for value in range(10)))
count_wrong(lambda value: sorted(shared.matches("act", {"f": value})))
"""


def test_threads_on_one_handle_get_one_anothers_answers() -> None:
    child = run(
        RAW,
        FOUR_THREADS,
        """
        handle = create({str(value): [{"f": value}] for value in range(10)})
        count_wrong(lambda value: [int(name) for name in ask(handle, {"f": value})[1]], rounds=50)
        """,
    )
    assert child.broke or (child.out.startswith("wrong") and not all_right(child)), child


def all_right(child: Child) -> bool:
    return child.code == 0 and child.lines == ["wrong 0"]


def test_threads_may_share_a_rulebook() -> None:
    assert all_right(run(RAW, RULEBOOK, FOUR_THREADS, SHARED))


def test_the_check_sees_a_rulebook_without_its_lock() -> None:
    unlocked = """
    import contextlib
    rulebook.threading = type("threading", (), {"Lock": contextlib.nullcontext})
    # Without the lock the threads would only trip over the handles being taken out, so leave them.
    class Left(dict):
        def pop(self, act, default=None):
            return self.get(act, default)
    plainly = rulebook._Handles.__init__
    def start(self):
        plainly(self)
        self.opened = Left()
    rulebook._Handles.__init__ = start
    """
    long = SHARED.replace("value})))", "value})), rounds=50)")
    assert not all_right(run(RAW, RULEBOOK, unlocked, FOUR_THREADS, long))


FORKED_IN_MID_CASE = """
import warnings
warnings.simplefilter("ignore")
shared = book([("f", "is", 1)])
shared.matches("act", {"f": 1})
engine = sys.modules["durable_rules_engine"]

inside, go_on = threading.Event(), threading.Event()
class Slow:
    def __getattr__(self, name):
        return getattr(engine, name)
    def complete_and_start_action(self, handle, session):
        inside.set()
        go_on.wait()
        return engine.complete_and_start_action(handle, session)
handles = shared._handles
handles.opened["act"] = tuple(shard._replace(engine=Slow()) for shard in handles.opened["act"])
thread = threading.Thread(target=shared.matches, args=("act", {"f": 1}))
thread.start()
inside.wait()

child = os.fork()
if child == 0:
    say("child", sorted(shared.matches("act", {"f": 1})), shared.open_handles)
    say("child", sorted(shared.matches("act", {"f": 2})), shared.open_handles)
    shared.close()
    os._exit(0)
os.waitpid(child, 0)
go_on.set()
thread.join()
say("parent", sorted(shared.matches("act", {"f": 1})), shared.open_handles)
"""


def outlives_a_fork(child: Child) -> bool:
    return child.lines == ["child [0] 1", "child [] 1", "parent [0] 1"]


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@needs_fork
def test_a_child_forked_in_mid_case_compiles_its_own_handles() -> None:
    child = run(RAW, RULEBOOK, FORKED_IN_MID_CASE)
    assert outlives_a_fork(child), child


@needs_fork
def test_the_check_sees_a_child_that_keeps_its_parents_handles() -> None:
    one_process = "rulebook.os = type('os', (), dict(vars(os), getpid=staticmethod(lambda: 1)))"
    stuck = "import signal; os.register_at_fork(after_in_child=lambda: signal.alarm(2))"
    child = run(RAW, RULEBOOK, one_process, stuck, FORKED_IN_MID_CASE)
    assert not outlives_a_fork(child)
    assert not child.hung  # the forked child waits for a lock until its alarm kills it


def test_a_rulebook_crosses_to_a_spawned_process_by_its_rules() -> None:
    child = run(
        RAW,
        RULEBOOK,
        """
        import pickle, subprocess
        sent = book([("f", "is", 1)], [("f", "is_not", 1)])
        sent.matches("act", {"f": 1})
        there = (
            "import pickle, sys; got = pickle.load(sys.stdin.buffer);"
            "print(got.open_handles, got.matches('act', {'f': 2}), got.open_handles)"
        )
        say(subprocess.run([sys.executable, "-c", there], input=pickle.dumps(sent),
                           capture_output=True).stdout.decode().strip())
        """,
    )
    assert child.lines == ["0 frozenset({1}) 1"]
