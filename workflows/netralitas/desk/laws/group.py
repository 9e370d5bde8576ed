"""This file is `netralitas policy`: the group of commands about the law itself."""

from __future__ import annotations

import click

from netralitas.desk.command import Entry, Group
from netralitas.facts import Text


@click.group(
    "policy",
    cls=Group,
    entries={
        "show": Entry(
            "netralitas.desk.laws.show:show",
            Text(id="hukum sebagaimana dimuat", en="the law as loaded"),
        ),
        "check": Entry(
            "netralitas.desk.laws.check:check",
            Text(id="celah, pertentangan, dan baris yang rusak", en="gaps, conflicts, faulty rows"),
        ),
        "coverage": Entry(
            "netralitas.desk.laws.coverage:coverage",
            Text(id="berapa yang diliput sebuah korpus", en="how much a corpus covers"),
        ),
    },
    says=Text(
        id="Hukum sebagaimana dimuat: isinya, asalnya, dan ujinya.",
        en="The law as loaded: what it holds, where it comes from, and its checks.",
    ),
)
def policy() -> None:
    """Do nothing by itself: a command of the group follows."""
