"""This file is `netralitas db upgrade`: the tables of a store come to the state of this release."""

from __future__ import annotations

from typing import Any, Final

import click

from netralitas.desk.cases.options import storing
from netralitas.desk.cases.wiring import address_here
from netralitas.desk.command import Command
from netralitas.desk.extras import store_extra
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode

_SAME: Final = Text(id="tabel sudah versi {new}", en="the tables are of version {new} already")
_RAISED: Final = Text(
    id="tabel diperbarui dari versi {old} ke {new}",
    en="the tables went from version {old} to {new}",
)
_MADE: Final = Text(id="tabel dibuat, versi {new}", en="the tables were made, version {new}")


@click.command(
    "upgrade",
    cls=Command,
    examples=("db upgrade", "db upgrade --format json"),
    says=Text(
        id="Membuat tabel, atau membawanya ke versi rilis ini, seluruhnya atau tidak sama sekali. "
        "Buat cadangan lebih dahulu. Untuk PostgreSQL perlu sekali pada awal; berkas SQLite yang "
        "baru dibuat dengan sendirinya. Peristiwa tidak pernah diubah.",
        en="Make the tables, or bring them to the version of this release, all of it or nothing. "
        "Make a backup first. PostgreSQL needs it once at the start; a new SQLite file is made by "
        "itself. Events are never changed.",
    ),
)
@storing
@answering("text", "json")
@click.pass_obj
def upgrading(terminal: Terminal, /, **shared: Any) -> int:
    """Bring the tables up."""
    address = address_here(shared)
    with store_extra():
        from netralitas.casework.migrations import current, upgrade

        old = current(address)
        new = upgrade(address)
    with answer(shared.get("out")) as out:
        if shared.get("format") == "json":
            out.write(encode({"from": old, "to": new}).decode() + "\n")
        else:
            says = _MADE if old is None else _SAME if old == new else _RAISED
            out.write(says.in_(terminal.language).format(old=old, new=new) + "\n")
    return 0
