"""This file is the contract of a region's code: two hooks, and the marks an author puts on them.

Code is the last resort: what a pack can say as data needs none, is proven before it is used, and
runs for everybody. Code is off until an operator allows it by name and hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from netralitas.code.amendments import Amendment
from netralitas.facts import Case, Verdict

if TYPE_CHECKING:
    import click

PROJECT = "netralitas"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""The mark of an author's function: `@hookimpl def amend(case, verdict): ...`."""


@hookspec
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    """Return what the region proposes beside a verdict, each proposal with the articles it has.

    None, or an amendment without proposals, adds nothing; answer None for other regions. It runs in
    a confined process without files, network, other processes or random numbers, and two such
    processes are asked: the answer must follow from the case and the verdict alone. What it
    proposes is checked against the powers that the operator gave, and recorded also when refused;
    the outcome, the tier, the competence and the clocks of a verdict stay as they are.
    """


@hookspec
def commands(cli: click.Group) -> None:
    """Add commands to a group of the command line.

    It runs in the host with every right of the operator, and only where the settings allow it by
    name and hash.
    """
