"""This file is the two groups of commands about real cases: case and deadlines."""

from __future__ import annotations

import click

from netralitas.desk.command import Group, entry
from netralitas.facts import Text


@click.group(
    "case",
    cls=Group,
    entries={
        "setup": entry("cases.setup:setup", "kunci dan pengaturan kantor", "an office's keys"),
        "open": entry("cases.open:opening", "membuka perkara", "open a case from a report"),
        "show": entry("cases.show:show", "perkara sebagaimana adanya", "a case as it stands"),
        "act": entry("cases.act:act", "mengambil langkah", "take a step, or see which can be"),
        "evidence": entry("cases.evidence:evidence", "bukti perkara", "evidence of a case"),
        "due": entry("cases.due:due", "yang jatuh tempo", "what is due, by when, by whom"),
        "list": entry("cases.list:listing", "daftar perkara", "the cases, by filters"),
        "timeline": entry("cases.timeline:timeline", "riwayat perkara", "what was done when"),
        "rejudge": entry("cases.rejudge:rejudge", "hukum acuan dan yang lain", "under two laws"),
        "follow": entry("cases.follow:follow", "bagi pelapor", "for the reporter, by receipt"),
        "unseal": entry("cases.unseal:unsealing", "membuka segel", "open a sealed identity"),
    },
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
        "run": entry("cases.deadlines:run", "menjalankan yang tiba", "fire the dates that came"),
    },
    says=Text(
        id="Tanggal semua perkara: pengingat, tenggat, lewat waktu, mulai berlaku.",
        en="The dates of all cases: reminders, time limits, lapse, effect.",
    ),
)
def deadlines() -> None:
    """Do nothing by itself: a command of the group follows."""
