"""This file is the two groups of commands about the record of cases: log and db."""

from __future__ import annotations

import click

from netralitas.desk.command import Group, entry
from netralitas.facts import Text


@click.group(
    "log",
    cls=Group,
    entries={
        "verify": entry("record.verify:verify_log", "menguji catatan", "whether it was changed"),
        "export": entry("record.export:export_log", "catatan sebagai JSON Lines", "as JSON Lines"),
        "checkpoint": entry("record.checkpoint:checkpoint", "menandatangani", "sign it as it is"),
    },
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
        "upgrade": entry("record.upgrade:upgrading", "memperbarui tabel", "bring the tables up"),
    },
    says=Text(id="Basis data perkara.", en="The database of cases."),
)
def db() -> None:
    """Do nothing by itself: a command of the group follows."""
