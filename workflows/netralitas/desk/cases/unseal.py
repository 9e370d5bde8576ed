"""This file is `netralitas case unseal`: sealed data is opened for a reason, which is recorded.

The event comes first: nothing is opened before the asking for it stands in the record.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
import msgspec

from netralitas.casework import Unseal
from netralitas.desk.cases.options import acting, keyed, storing
from netralitas.desk.cases.wiring import desk_of, key_of, who
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.extras import store_extra
from netralitas.desk.inputs import content_of
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode


@click.command(
    "unseal",
    cls=Command,
    examples=(
        "case unseal LMJ-2024-001 --reason 'perlindungan pelapor' --identity kantor/identity.key "
        "--as inspektur-1 --role reviewer",
    ),
    says=Text(
        id="Membuka data tersegel perkara (tanpa --name: pelapornya) dengan identitas salah satu "
        "penerima. Permintaan dan alasannya dicatat lebih dahulu sebagai peristiwa, juga bila "
        "identitasnya ternyata bukan milik penerima.\n\n"
        "Kode keluar: 0 dibuka, 1 identitas bukan milik penerima atau kunci datanya sudah "
        "dimusnahkan, 3 tidak ada data itu, 7 ditolak.",
        en="Open sealed data of a case (without --name: its reporter) with the identity of one of "
        "the recipients. The asking and its reason are first recorded as an event, also where the "
        "identity turns out to be none of the recipients'.\n\n"
        "Exit code: 0 opened, 1 the identity is not a recipient's or the data's own key was "
        "shredded, 3 no such data, 7 refused.",
    ),
)
@click.argument("case", metavar="ID")
@option(
    "--reason",
    metavar="WORDS",
    required=True,
    says=Text(id="mengapa dibuka; dicatat", en="why it is opened; recorded"),
)
@option(
    "--identity",
    metavar="FILE",
    required=True,
    says=Text(id="berkas kunci rahasia penerima", en="the file of a recipient's secret key"),
)
@option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    default=("reporter.1",),
    says=Text(
        id="data mana, misalnya witness.1; tanpa ini reporter.1",
        en="which data, such as witness.1; reporter.1 when absent",
    ),
)
@storing
@acting
@keyed
@finding_packs()
@answering("text", "json")
@click.pass_obj
def unsealing(
    terminal: Terminal,
    /,
    case: str,
    reason: str,
    identity: str,
    names: tuple[str, ...],
    at: datetime | None,
    key: str | None,
    **shared: Any,
) -> int:
    """Record that sealed data is asked for, then open it."""
    with desk_of(terminal, shared, at) as desk, store_extra():
        from netralitas.casework.privacy import PrivacyError, Sealed, Secret, public_key, unseal

        secret = Secret(_key_in(content_of(identity)))
        try:
            public_key(secret)
        except PrivacyError as error:
            raise Complaint(error.says) from None
        command = Unseal(names=names, reasons=reason)
        service = desk.service(case)
        service.act(case, command, who(desk, shared), at=desk.at, key=key_of(key))
        kept = {one.name: one.data for one in desk.store.personal(case)}
        opened = {
            name: unseal(
                msgspec.json.decode(desk.keys.unlock(kept[name]), type=Sealed),
                secret,
                context=f"{case}/{name}",
            )
            .reveal()
            .decode()
            for name in names
        }
        with answer(desk.request.out) as out:
            if desk.request.format == "json":
                out.write(encode(opened).decode() + "\n")
            else:
                out.writelines(f"{name}: {value}\n" for name, value in opened.items())
    return 0


def _key_in(content: bytes) -> bytes:
    """Return the line of a key file that is the key: age writes comments above it."""
    lines = [line.strip() for line in content.splitlines()]
    return next((line for line in lines if line and not line.startswith(b"#")), b"")
