"""This file meets the trap of memory that C keeps: per ruleset, per session, per refusal."""

from __future__ import annotations

import sys

import pytest

from .child import RAW, RULEBOOK, Child, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read in /proc")

GROWTH = """
import ctypes
# PR_SET_THP_DISABLE: a huge page given in the middle of the count would look like a leak of 2 MiB.
ctypes.CDLL(None).prctl(41, *map(ctypes.c_ulong, (1, 0, 0, 0)))
def growth(cycle, times):
    for _ in range(20):
        cycle()
    before = resident()
    for _ in range(times):
        cycle()
    say((resident() - before) / times)
"""

COMPILE_AND_CLOSE = """
def cycle():
    compiled = book(*([("f", "is", value)] for value in range(20)))
    compiled.matches("act", {"f": 1})
    compiled.close()
growth(cycle, 200)
"""


def growth(*parts: str) -> float:
    """Return the KiB that one cycle costs for good."""
    child = run(RAW, RULEBOOK, GROWTH, *parts)
    assert child.code == 0, child.err
    return float(child.out)


def test_a_deleted_ruleset_leaves_its_sessions_behind() -> None:
    cost = growth(
        """
        def cycle():
            handle = create({str(value): [{"f": value}] for value in range(20)})
            ask(handle, {"f": 1})
            durable.delete_ruleset(handle)
        growth(cycle, 100)
        """
    )
    assert cost > 200


def test_a_refused_ruleset_is_kept_for_good() -> None:
    cost = growth(
        """
        joins = [{f"f{number}": {"other": "f"}} for number in range(40)]
        def cycle():
            try:
                create({"a": joins})
            except durable.error as refused:
                assert "113" in str(refused)
        growth(cycle, 100)
        """
    )
    assert cost > 100


def test_a_closed_rulebook_leaves_next_to_nothing_behind() -> None:
    assert growth(COMPILE_AND_CLOSE) < 16


def test_a_forgotten_rulebook_is_freed_like_a_closed_one() -> None:
    assert growth(COMPILE_AND_CLOSE.replace("compiled.close()", "pass")) < 16


def test_the_check_sees_a_session_that_is_not_deleted() -> None:
    keep_session = """
    rulebook._free = lambda engine, handle: engine.delete_ruleset(handle)
    """
    assert growth(keep_session, COMPILE_AND_CLOSE) > 200


def test_two_hundred_thousand_cases_leave_nothing_behind() -> None:
    cases = """
    cases = book(*([("f", "is", value % 7), ("g", "is_not", value)] for value in range(30)))
    def cycle():
        for value in range(1_000):
            cases.matches("act", {"f": value % 7, "g": value % 31})
    growth(cycle, 200)
    """
    assert growth(cases) < 5


def test_the_check_sees_cases_that_leave_something_behind() -> None:
    hoard = """
    kept, plainly = [], rulebook.fact_text
    rulebook.fact_text = lambda *given: kept.append(plainly(*given)) or kept[-1]
    """
    cases = """
    cases = book([("f", "is", 1)])
    def cycle():
        for value in range(1_000):
            cases.matches("act", {"f": value % 7})
    growth(cycle, 20)
    """
    assert growth(hoard, cases) > 50


def compiles_nothing(child: Child) -> bool:
    return child.lines == ["refused 1000", "C module False"]


UNFIT = """
refused = 0
for number in range(1_000):
    try:
        book([("f", "is", 1.5)]).matches("act", {})
    except RuleFailure:
        refused += 1
say("refused", refused)
say("C module", "durable_rules_engine" in sys.modules)
"""


def test_unfit_rules_are_refused_before_c_can_keep_them() -> None:
    assert compiles_nothing(run("import sys\nsay = print", RULEBOOK, UNFIT))


def test_the_check_sees_unfit_rules_that_are_let_through() -> None:
    lenient = "rulebook.kinds_of = lambda rules: {}"
    assert not compiles_nothing(run("import sys\nsay = print", RULEBOOK, lenient, UNFIT))
