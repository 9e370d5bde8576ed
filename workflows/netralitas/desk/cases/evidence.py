"""This file is `netralitas case evidence`: files are hashed where they lie, and never kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import click

from netralitas.casework import AddEvidence, VerifyEvidence
from netralitas.casework import Command as Asked
from netralitas.desk.cases.answering import write_answer
from netralitas.desk.cases.options import acting, keyed, storing
from netralitas.desk.cases.wiring import Desk, desk_of, key_of, who
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.desk.options import OneOf, Whole, answering, finding_packs
from netralitas.desk.terminal import Terminal
from netralitas.facts import Evidence, EvidenceKind, Text

_MIB: Final = 1024 * 1024


@click.command(
    "evidence",
    cls=Command,
    examples=(
        "case evidence LMJ-2024-001 add examples/lurah-komentar.yaml --kind tangkapan_layar "
        "--as penelaah-1 --role reviewer",
        "case evidence LMJ-2024-001 verify 1 --as penelaah-1 --role reviewer",
    ),
    says=Text(
        id="add FILE: menyerahkan bukti; berkasnya di-hash (SHA-256) di tempatnya, tidak dibuka, "
        "tidak disalin, dan namanya tidak dicatat. Tanpa FILE: bukti yang bukan berkas, misalnya "
        "saksi.\n\n"
        "verify NUMBER: menyatakan bukti terverifikasi, atau dengan --rejected tidak sah. Dengan "
        "--file, berkasnya harus sama dengan yang diserahkan.\n\n"
        "Kode keluar: 0 dicatat, 2 berkas tidak ada atau terlalu besar, 3 nilai tidak sah, 7 "
        "ditolak.",
        en="add FILE: hand in evidence; the file is hashed (SHA-256) where it lies, not opened, "
        "not copied, and its name is not recorded. Without FILE: evidence that is no file, such "
        "as a witness.\n\n"
        "verify NUMBER: say that the evidence holds, or with --rejected that it does not. With "
        "--file the file must be the one that was handed in.\n\n"
        "Exit code: 0 recorded, 2 no such file or too big, 3 a value is invalid, 7 refused.",
    ),
)
@click.argument("case", metavar="ID")
@click.argument("what", type=OneOf(("add", "verify")), metavar="add|verify")
@click.argument("item", required=False, metavar="[FILE|NUMBER]")
@option(
    "--kind",
    type=OneOf(tuple(EvidenceKind)),
    metavar="KIND",
    says=Text(
        id=f"jenis bukti: {', '.join(EvidenceKind)}",
        en=f"the kind of evidence: {', '.join(EvidenceKind)}",
    ),
)
@option(
    "--charge",
    "charges",
    type=Whole(1, 1000),
    metavar="N",
    multiple=True,
    says=Text(id="hanya mendukung perbuatan ke-N", en="supports charge N alone, counted from 1"),
)
@option("--rejected", is_flag=True, says=Text(id="bukti tidak sah", en="the evidence fails"))
@option("--reasons", metavar="WORDS", says=Text(id="alasan tertulis", en="written reasons"))
@option(
    "--file",
    metavar="FILE",
    says=Text(id="berkas yang diperiksa", en="the file that was looked at"),
)
@storing
@acting
@keyed
@finding_packs()
@answering("text", "json")
@click.pass_obj
def evidence(
    terminal: Terminal,
    /,
    case: str,
    what: str,
    item: str | None,
    at: datetime | None,
    key: str | None,
    **shared: Any,
) -> int:
    """Hand in a piece of evidence, or say whether one holds."""
    with desk_of(terminal, shared, at) as desk:
        actor = who(desk, shared)
        most = desk.office.evidence_mib
        if what == "add":
            command: Asked = _added(item, shared, most)
        else:
            command = _verified(desk, case, item, shared, most)
        came = desk.service(case).act(case, command, actor, at=desk.at, key=key_of(key))
        write_answer(desk, actor, came)
    return 0


def hash_of(file: str, most: int) -> str:
    """Return the SHA-256 of a file in hex, read piece by piece; Complaint above so many MiB."""
    hashed = hashlib.sha256()
    read = 0
    try:
        with open(file, "rb") as stream:
            while piece := stream.read(_MIB):
                read += len(piece)
                if read > most * _MIB:
                    raise Complaint(
                        Text(
                            id=f"{file}: lebih besar dari {most} MiB (evidence_mib)",
                            en=f"{file}: bigger than {most} MiB (evidence_mib)",
                        )
                    )
                hashed.update(piece)
    except FileNotFoundError:
        raise no_such_file(file) from None
    except IsADirectoryError:
        raise Complaint(
            Text(id=f"{file}: folder, bukan berkas", en=f"{file}: a folder, not a file")
        ) from None
    return hashed.hexdigest()


def _added(item: str | None, shared: Mapping[str, Any], most: int) -> AddEvidence:
    kind = shared["kind"]
    if kind is None:
        raise Complaint(Text(id="--kind wajib diisi", en="--kind is required"))
    found = Evidence(
        kind=EvidenceKind(kind),
        sha256=hash_of(item, most) if item else None,
        charges=tuple(shared["charges"]) or None,
    )
    return AddEvidence(evidence=found)


def _verified(
    desk: Desk, case: str, item: str | None, shared: Mapping[str, Any], most: int
) -> VerifyEvidence:
    number = Whole(1, 1_000_000).convert(item or "", _NUMBER, None)
    if shared["file"]:
        items = {one.number: one.evidence for one in desk.store.case(case).evidence}
        there = items.get(number)
        if there is not None and there.sha256 != hash_of(shared["file"], most):
            name = os.path.basename(shared["file"])
            raise Complaint(
                Text(
                    id=f"{name}: bukan berkas yang diserahkan sebagai bukti {number}",
                    en=f"{name}: not the file that was handed in as evidence {number}",
                )
            )
    return VerifyEvidence(number=number, verified=not shared["rejected"], reasons=shared["reasons"])


_NUMBER: Final = click.Argument(["NUMBER"])
