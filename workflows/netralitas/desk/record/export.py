"""This file is `netralitas log export`: the record as JSON Lines, to be verified anywhere."""

from __future__ import annotations

from typing import Any

import click

from netralitas.casework import permit
from netralitas.desk.cases.options import naming, storing
from netralitas.desk.cases.wiring import desk_of, who
from netralitas.desk.command import Command, option
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer_bytes
from netralitas.desk.progress import watched
from netralitas.desk.record.wiring import EVENTS, origin_of, signing_key, snapshot_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text

_UNSIGNED = Text(
    id="ekspor ini tidak memuat titik periksa atas peristiwa terakhir: tidak ada kunci (log.key "
    "atau --key)",
    en="this export holds no checkpoint of its last events: there is no key (log.key or --key)",
)


@click.command(
    "export",
    cls=Command,
    examples=(
        "log export --out catatan.jsonl --as auditor-1 --role auditor",
        "log export --as auditor-1 --role auditor",
    ),
    says=Text(
        id="Menulis catatan: setiap peristiwa apa adanya dengan hash-nya, lalu titik periksa "
        "bertanda tangan. Identitas pelapor tidak ada di dalamnya; fakta perkara ada. Hanya untuk "
        "yang boleh membaca perkara dan menguji catatan.\n\n"
        "Bentuk jsonl dapat diuji dengan log verify FILE; json adalah isi yang sama sebagai satu "
        "daftar.",
        en="Write the record: every event as it is with its hash, then the signed checkpoints. "
        "The reporter's identity is not in it; the facts of cases are. For those alone who may "
        "read cases and verify the record.\n\n"
        "The form jsonl is what log verify FILE verifies; json is the same as one list.",
    ),
)
@option(
    "--key",
    metavar="FILE",
    says=Text(
        id="berkas kunci penanda tangan; tanpa ini dari pengaturan kantor",
        en="the file of the key that signs; that of the office's settings when absent",
    ),
)
@storing
@naming
@answering("jsonl", "json")
@click.pass_obj
def export_log(terminal: Terminal, /, key: str | None, **shared: Any) -> int:
    """Export the record."""
    with desk_of(terminal, shared) as desk:
        actor = who(desk, shared)
        for needed in ("verify_log", "read"):
            permit(actor.role, needed)
        signs = signing_key(key, desk.office)
        snapshot = snapshot_of(desk.store, origin_of(desk.office, signs))
        if signs is not None:
            snapshot = snapshot.with_checkpoint(snapshot.signed(signs))
        else:
            terminal.say(_UNSIGNED.in_(terminal.language))
        lines = watched(snapshot.lines(), terminal, EVENTS, of=snapshot.size)
        with answer_bytes(desk.request.out) as out:
            if desk.request.format == "jsonl":
                out.writelines(lines)
                return 0
            before = b"[\n"
            for line in lines:
                out.write(before + line.rstrip(b"\n"))
                before = b",\n"
            out.write(b"\n]\n")
    return 0
