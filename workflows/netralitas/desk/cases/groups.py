"""This file is the two groups of commands about real cases: case and deadlines."""

from __future__ import annotations

import click

from netralitas.desk.command import Entry, Group
from netralitas.facts import Text

_FOLLOWS = "COMMAND [ARGS]..."


def _entry(where: str, says: str, english: str) -> Entry:
    return Entry(f"netralitas.desk.cases.{where}", Text(id=says, en=english))


@click.group(
    "case",
    cls=Group,
    entries={
        "setup": _entry("setup:setup", "kunci dan pengaturan kantor", "an office's keys"),
        "open": _entry("open:opening", "membuka perkara", "open a case from a report"),
        "show": _entry("show:show", "perkara sebagaimana adanya", "a case as it stands"),
        "act": _entry("act:act", "mengambil langkah", "take a step, or see which can be"),
        "evidence": _entry("evidence:evidence", "bukti perkara", "evidence of a case"),
        "due": _entry("due:due", "yang jatuh tempo", "what is due, by when, by whom"),
        "list": _entry("list:listing", "daftar perkara", "the cases, by filters"),
        "timeline": _entry("timeline:timeline", "riwayat perkara", "what was done when"),
        "rejudge": _entry("rejudge:rejudge", "hukum acuan dan yang lain", "under two laws"),
        "follow": _entry("follow:follow", "bagi pelapor", "for the reporter, by receipt"),
        "unseal": _entry("unseal:unsealing", "membuka segel", "open a sealed identity"),
    },
    subcommand_metavar=_FOLLOWS,
    says=Text(
        id="Perkara nyata: dari laporan sampai pelaksanaan, dengan catatan yang tidak dapat diubah "
        "diam-diam. Setiap langkah diuji menurut hukum dan kewenangan; penolakan menyebut "
        "pasalnya.",
        en="Real cases, from report to execution, on a record that cannot be changed quietly. "
        "Every step is checked against the law and the actor's authority; a refusal names the "
        "article.",
    ),
)
def case() -> None:
    """Do nothing by itself: a command of the group follows."""


@click.group(
    "deadlines",
    cls=Group,
    entries={
        "run": _entry("deadlines:run", "menjalankan yang tiba", "fire the dates that came"),
    },
    subcommand_metavar=_FOLLOWS,
    says=Text(
        id="Tanggal semua perkara: pengingat, tenggat, lewat waktu, mulai berlaku.",
        en="The dates of all cases: reminders, time limits, lapse, effect.",
    ),
)
def deadlines() -> None:
    """Do nothing by itself: a command of the group follows."""
