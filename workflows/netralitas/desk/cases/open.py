"""This file is `netralitas case open`: a report, or a finding, becomes a case in the store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from netralitas.casework import Open, Role
from netralitas.desk.cases.answering import write_answer
from netralitas.desk.cases.options import acting, keyed, storing
from netralitas.desk.cases.receipts import new_receipt
from netralitas.desk.cases.wiring import desk_of, key_of, who
from netralitas.desk.command import Command, option
from netralitas.desk.endings import gravest
from netralitas.desk.judged import Bench
from netralitas.desk.options import OneOf, answering, choosing_case, finding_packs
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text


@click.command(
    "open",
    cls=Command,
    examples=(
        "case open examples/dua-perbuatan.yaml --as penelaah-1 --role reviewer",
        "case open examples/kepala-desa.yaml --as penelaah-1 --role reviewer --format json",
    ),
    says=Text(
        id="Membuka perkara dari satu kasus dalam FILE; id perkara adalah id kasusnya, dan hukum "
        "yang berlaku sekarang menjadi acuannya. Bukti dalam berkas dianggap belum diverifikasi.\n"
        "\n"
        "Id pelapor, terlapor, dan saksi disegel untuk penerima dalam pengaturan kantor. Pelapor "
        "mendapat nomor tanda terima, yang hanya ditampilkan sekali.\n\n"
        "Kode keluar: 0 dibuka, 1 penyimpanan gagal atau id sudah ada, 3 kasus tidak sah, 7 "
        "ditolak.",
        en="Open a case from the one in FILE; its id is that of the case, and the law in force now "
        "is pinned to it. Evidence in the file counts as not verified.\n\n"
        "The ids of the reporter, the person reported and witnesses are sealed to the recipients "
        "in the settings of the office. A reporter gets a receipt number, which is shown once.\n\n"
        "Exit code: 0 opened, 1 the store failed or has the id, 3 the case is invalid, 7 refused.",
    ),
)
@click.argument("file", metavar="FILE")
@option(
    "--source",
    type=OneOf(("laporan", "temuan")),
    metavar="laporan|temuan",
    default="laporan",
    show_default=True,
    says=Text(
        id="dilaporkan orang, atau ditemukan kantor sendiri",
        en="reported by somebody, or found by an office",
    ),
)
@option(
    "--reporter", metavar="ID", says=Text(id="id pelapor; disegel", en="id of the reporter; sealed")
)
@option(
    "--subject",
    metavar="ID",
    says=Text(id="id terlapor; disegel", en="id of the person reported; sealed"),
)
@option(
    "--witness",
    "witnesses",
    metavar="ID",
    multiple=True,
    says=Text(id="id saksi; disegel", en="id of a witness; sealed"),
)
@choosing_case
@storing
@acting
@keyed
@finding_packs()
@answering("text", "json")
@click.pass_obj
def opening(
    terminal: Terminal,
    /,
    file: str,
    source: Any,
    reporter: str | None,
    subject: str | None,
    witnesses: tuple[str, ...],
    case: str | None,
    kind: Any,
    at: datetime | None,
    key: str | None,
    **shared: Any,
) -> int:
    """Open one case; return 3 where the file holds none that can be one."""
    with desk_of(terminal, shared, at) as desk:
        actor = who(desk, shared)
        bench = Bench(desk.request)
        taken = bench.single(file, kind, case)
        if taken is None:
            return gravest(bench.endings)
        command = Open(
            file=taken.case,
            source=source,
            reporter=reporter,
            subject=subject,
            witnesses=witnesses,
        )
        service = desk.service(taken.case.id)
        reported = reporter is not None or actor.role is Role.PELAPOR
        receipt = new_receipt(desk) if reported else None
        desk.laws.keep(taken.case.region)
        came = service.open(command, actor, at=desk.at, key=key_of(key))
        if receipt is not None:
            desk.store.keep_receipt(receipt.stored, came.case.id)
        write_answer(desk, actor, came, receipt.number if receipt else None)
    return 0
