"""This file meets the trap of many sibling tests: 65 true at once, and 513 under one node."""

from __future__ import annotations

from .child import RAW, RULEBOOK, Child, run

ALL_TRUE = """
many = book(*([(f"f{number}", "is", 1)] for number in range(199)))
say(len(many.matches("act", {f"f{number}": 1 for number in range(199)})))
"""

ONE_NODE = """
many = book(*([("f", "is", value)] for value in range(600)))
say(*many.matches("act", {"f": 599}))
"""


def test_sixty_five_tests_true_at_once_are_an_error() -> None:
    child = run(
        RAW,
        """
        for count in (64, 65):
            handle = create({str(number): [{f"f{number}": 1}] for number in range(count)})
            try:
                say(len(ask(handle, {f"f{number}": 1 for number in range(count)})[1]))
            except durable.error as refused:
                say(refused)
        """,
    )
    assert child.lines == ["64", "Could not assert fact, error code: 303"]


def test_the_513th_test_under_one_node_never_returns() -> None:
    child = run(
        RAW,
        """
        started = time.monotonic()
        for count in (512, 513):
            create({str(value): [{"f": value}] for value in range(count)})
            say(count)
            within(3 + int(50 * (time.monotonic() - started)))
        """,
    )
    assert child.lines == ["512"]
    assert child.hung


def copes(child: Child) -> bool:
    return child.lines == ["199", "599"]


def test_the_rulebook_splits_what_c_cannot_hold() -> None:
    assert copes(run(RAW, RULEBOOK, ALL_TRUE, ONE_NODE))


def test_the_check_sees_shards_that_are_too_large() -> None:
    large = "envelope.CONJUNCTIONS_MAX = 10_000"
    all_true = run(RAW, RULEBOOK, large, ALL_TRUE, ONE_NODE)
    assert not copes(all_true)
    assert "RuleFailure" in all_true.err
    one_node = run(RAW, RULEBOOK, large, "say(199)", "within(3)", ONE_NODE)
    assert one_node.lines == ["199"]
    assert one_node.hung
    assert not copes(one_node)
