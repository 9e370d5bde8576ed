"""Whatever is done to an export is found, and each check is needed for some of it."""

from __future__ import annotations

import json

import pytest

from netralitas.casework.log.checks import Check
from netralitas.casework.log.verify import CHECKS
from tests.faults.tampering import ATTEMPTS, main, run

SEEN_BY_ONE_ALONE = {
    "Forms": "edit_spelling",
    "Orders": "swap_numbers",
    "Digests": "edit_bytes",
    "Chains": "fork_smuggled",
    "Signatures": "fork_strange",
    "Roots": "fork_unsigned",
    "Held": "fork_signed",
    "Ends": "cut_checkpoints",
}
"""For each check a way of tampering that no other check finds."""


def test_each_way_is_found_and_each_edit_named() -> None:
    outcome = run(10 * len(ATTEMPTS), seed=2)
    assert outcome.missed.total() == 0
    assert outcome.named["not"] == 0
    # All but those that made the hash of a case's last event anew are named exactly.
    assert outcome.named["by range"] <= outcome.attempts["edit_last"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_without_a_check_something_goes_unseen(check: type[Check]) -> None:
    others = [other for other in CHECKS if other is not check]
    missed = run(10 * len(ATTEMPTS), seed=3, checks=others).missed
    assert SEEN_BY_ONE_ALONE[check.__name__] in missed


def test_the_figure_fails_without_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--attempts", str(len(ATTEMPTS)), "--without", "Held"]) == 1
    assert json.loads(capsys.readouterr().out)["missed"] == {"cut_back": 1, "fork_signed": 1}


def test_the_figure_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--attempts", str(len(ATTEMPTS))]) == 0
    figure = json.loads(capsys.readouterr().out)
    assert figure["found"] == figure["attempts"] == figure["ways"] == len(ATTEMPTS)
