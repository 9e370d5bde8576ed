"""This file is the two groups of commands about the record of cases: log and db."""

from __future__ import annotations

import click

from netralitas.desk.command import Entry, Group
from netralitas.facts import Text

_FOLLOWS = "COMMAND [ARGS]..."


def _entry(where: str, says: str, english: str) -> Entry:
    return Entry(f"netralitas.desk.record.{where}", Text(id=says, en=english))


@click.group(
    "log",
    cls=Group,
    entries={
        "verify": _entry("verify:verify_log", "menguji catatan", "whether it was changed"),
        "export": _entry("export:export_log", "catatan sebagai JSON Lines", "as JSON Lines"),
        "checkpoint": _entry("checkpoint:checkpoint", "menandatangani", "sign it as it is"),
    },
    subcommand_metavar=_FOLLOWS,
    says=Text(
        id="Catatan semua peristiwa: rantai per perkara, satu pohon, titik periksa bertanda "
        "tangan.",
        en="The record of all events: a chain for each case, one tree, signed checkpoints.",
    ),
)
def log() -> None:
    """Do nothing by itself: a command of the group follows."""


@click.group(
    "db",
    cls=Group,
    entries={
        "upgrade": _entry("upgrade:upgrading", "memperbarui tabel", "bring the tables up"),
    },
    subcommand_metavar=_FOLLOWS,
    says=Text(id="Basis data perkara.", en="The database of cases."),
)
def db() -> None:
    """Do nothing by itself: a command of the group follows."""
