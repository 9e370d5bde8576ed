"""This file is `netralitas log checkpoint`: the record is verified, then signed as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from netralitas.casework import permit
from netralitas.desk.cases.options import naming, storing
from netralitas.desk.cases.settings import OfficeSettings
from netralitas.desk.cases.wiring import desk_of, draw, who
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import Ending
from netralitas.desk.extras import store_extra
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer, keep
from netralitas.desk.record.verify import verified
from netralitas.desk.record.wiring import (
    signing_key,
)
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode

_NOT_SIGNED = Text(
    id="catatan tidak ditandatangani: ada temuan; lihat `netralitas log verify`",
    en="the record was not signed: something was found; see `netralitas log verify`",
)
_PUBLIC = Text(id="kunci umum: {key}", en="public key: {key}")


@click.command(
    "checkpoint",
    cls=Command,
    examples=(
        "log checkpoint --as sistem --role administrator",
        "log checkpoint --key kunci-catatan --make-key inspektorat.contoh --as sistem "
        "--role administrator",
    ),
    says=Text(
        id="Menguji catatan, lalu menandatanganinya: nama, jumlah peristiwa, dan akar pohonnya. "
        "Simpan hasilnya di luar jangkauan pemegang kunci (dicetak, dikirim ke BKN atau Bawaslu, "
        "dimuat di situs): titik periksa yang disimpan di tempat lain itulah yang membuktikan.\n\n"
        "--make-key membuat berkas --key lebih dahulu; kunci umumnya ditampilkan di stderr.\n\n"
        "Kode keluar: 0 ditandatangani, 2 tidak ada kunci, 6 ada temuan dan tidak ditandatangani.",
        en="Verify the record, then sign it: its name, how many events, the root of its tree. Keep "
        "the answer out of reach of who holds the key (printed, sent to BKN or Bawaslu, on a web "
        "site): it is the checkpoint kept elsewhere that proves.\n\n"
        "--make-key first makes the file of --key; its public key is shown on stderr.\n\n"
        "Exit code: 0 signed, 2 there is no key, 6 something was found and nothing was signed.",
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
@option(
    "--make-key",
    "name",
    metavar="NAME",
    says=Text(
        id="buat berkas kunci baru dengan nama catatan ini",
        en="make a new key file, with this name of the log",
    ),
)
@storing
@naming
@answering("text", "json")
@click.pass_obj
def checkpoint(terminal: Terminal, /, key: str | None, name: str | None, **shared: Any) -> int:
    """Sign the record as it stands; return 6 where it does not verify."""
    with desk_of(terminal, shared) as desk:
        permit(who(desk, shared).role, "verify_log")
        if name is not None:
            made = _made(key, desk.office, name)
            terminal.say(_PUBLIC.in_(terminal.language).format(key=made))
        signs = signing_key(key, desk.office)
        if signs is None:
            raise Complaint(
                Text(
                    id="tidak ada kunci: --key FILE, atau log.key dalam pengaturan kantor",
                    en="there is no key: --key FILE, or log.key in the settings of the office",
                )
            )
        snapshot, report, beside = verified(terminal, desk, (), (), signs)
        if snapshot is None or report is None or beside or not report.clean:
            terminal.say(_NOT_SIGNED.in_(terminal.language))
            return Ending.UNVERIFIED
        note = snapshot.signed(signs)
        desk.store.keep_checkpoint(snapshot.size, note)
        with answer(desk.request.out) as out:
            if desk.request.format == "json":
                plain = {
                    "origin": snapshot.origin,
                    "size": snapshot.size,
                    "root": snapshot.root.hex(),
                    "checkpoint": note,
                }
                out.write(encode(plain).decode() + "\n")
            else:
                out.write(note)
    return 0


def _made(key: str | None, office: OfficeSettings, name: str) -> str:
    """Return the public key of a key that is made and written; Complaint where its file exists."""
    file = key or office.log.key
    if file is None or Path(file).exists():
        raise Complaint(
            Text(
                id=f"--make-key: {file or '--key FILE'} "
                + ("sudah ada, dan tidak ditimpa" if file else "wajib disebut"),
                en=f"--make-key: {file or '--key FILE'} "
                + ("is there already, and is not overwritten" if file else "must be named"),
            )
        )
    with store_extra():
        from netralitas.casework.log import LogError, SigningKey

        try:
            made = SigningKey(name, draw(32))
        except LogError as error:
            raise Complaint(error.says) from None
    keep(Path(file), made.written().encode() + b"\n")
    return str(made.verifier)
