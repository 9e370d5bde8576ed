"""This file is `netralitas case setup`: the settings of an office, and every key that it needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import click

from netralitas.desk.cases.wiring import draw
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.extras import store_extra
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer, keep
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode

SEED_BYTES: Final = 32

SETTINGS: Final = """\
# Pengaturan kantor. Tidak satu pun di sini adalah hukum. / Settings of an office; none is law.
schema: netralitas/office/v1

# Jam setempat mendahului UTC: WIB 7, WITA 8, WIT 9. / Hours ahead of UTC.
zone: 7

# Tanggal internal, dalam hari kalender; selalu ditampilkan sebagai internal.
# Internal dates in calendar days; always shown as internal.
review_days: 14
answer_days: 14
remind_days: 2

# Siapa boleh bertindak dalam peran apa; id, bukan nama. Kosong: semua id diterima.
# Who may act in which role; ids, never names. Empty: every id is taken.
actors: {{}}
#  penelaah-1: {{roles: [reviewer]}}
#  camat-1: {{roles: [atasan_langsung], official: administrator}}

# Siapa yang dapat membuka data tersegel. / Who can open sealed data.
recipients:
  - {{name: {name}, key: {recipient}}}

# Kunci nomor tanda terima; jangan disimpan bersama basis data. / Not to lie with the database.
receipts: receipts.key

# Catatan: namanya, kunci penanda tangan, kunci umum untuk menguji.
# The log: its name, the key that signs it, the public keys that verify it.
log:
  origin: {name}
  key: log.key
  verifiers: ['{verifier}']

# Berapa lama data pribadi disimpan sesudah perkara selesai: setelan kantor ini sendiri.
# How long personal data is kept after a case ended: this office's own setting.
retention: []
#  - {{name: reporter, years: 5}}
"""


@click.command(
    "setup",
    cls=Command,
    examples=("case setup kantor-baru --name inspektorat.contoh",),
    says=Text(
        id="Membuat folder DIR dengan office.yaml (pengaturan), log.key (menandatangani catatan), "
        "receipts.key (nomor tanda terima), dan identity.key (membuka data tersegel). Tidak ada "
        "berkas yang ditimpa.\n\n"
        "Pindahkan identity.key ke tempat yang hanya dijangkau penerimanya, dan simpan salinannya: "
        "tanpa itu data tersegel tidak dapat dibuka siapa pun.",
        en="Make the folder DIR with office.yaml (the settings), log.key (signs the log), "
        "receipts.key (receipt numbers) and identity.key (opens sealed data). No file is "
        "overwritten.\n\n"
        "Move identity.key to where its recipient alone gets at it, and keep a copy: without it "
        "nobody can open what is sealed.",
    ),
)
@click.argument("folder", metavar="DIR")
@option(
    "--name",
    metavar="NAME",
    required=True,
    says=Text(
        id="nama catatan kantor ini, tanpa spasi; tidak ada catatan lain bernama sama",
        en="the name of this office's log, without spaces; no other log has it",
    ),
)
@answering("text", "json")
@click.pass_obj
def setup(terminal: Terminal, /, folder: str, name: str, **shared: Any) -> int:
    """Make the settings and the keys; nothing is overwritten."""
    files = _files(name)
    target = Path(folder)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = [file for file in files if (target / file).exists()]
    if taken:
        raise Complaint(
            Text(
                id=f"{target / taken[0]}: sudah ada, dan tidak ditimpa",
                en=f"{target / taken[0]}: is there already, and is not overwritten",
            )
        )
    for file, content in files.items():
        keep(target / file, content)
    made = [os.fspath(target / file) for file in files]
    with answer(shared.get("out")) as out:
        if shared.get("format") == "json":
            out.write(encode(made).decode() + "\n")
        else:
            out.writelines(f"{file}\n" for file in made)
    return 0


def _files(name: str) -> dict[str, bytes]:
    with store_extra():
        from netralitas.casework.log import LogError, SigningKey
        from netralitas.casework.privacy import Secret, identity_from, public_key

        identity = identity_from(Secret(draw(SEED_BYTES)))
        recipient = public_key(identity)
        try:
            signing = SigningKey(name, draw(SEED_BYTES))
        except LogError:
            raise Complaint(
                Text(
                    id=f"--name: {name!r} bukan nama: tanpa spasi dan tanpa +",
                    en=f"--name: {name!r} is no name: without spaces, and without +",
                )
            ) from None
        settings = SETTINGS.format(name=name, recipient=recipient, verifier=signing.verifier)
        return {
            "office.yaml": settings.encode(),
            "log.key": signing.written().encode() + b"\n",
            "receipts.key": draw(SEED_BYTES),
            "identity.key": b"# public key: "
            + recipient.encode()
            + b"\n"
            + identity.reveal()
            + b"\n",
        }
