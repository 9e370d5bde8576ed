"""This file is `netralitas region new`: it writes a regional pack to start from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.options import OneOf, speaking
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language, Text
from netralitas.policy import encode
from netralitas.regions import (
    Scaffold,
    refused_name,
    refused_title,
    title_of,
    write_scaffold,
)


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A pack that was written: its region, where, which files, and the commands that go on."""

    region: str
    folder: str
    files: tuple[str, ...]
    next: tuple[str, ...]


_WRITTEN = Text(id="Ditulis di {folder}:", en="Written in {folder}:")
_NEXT = Text(id="Lanjutkan dengan:", en="Go on with:")
_CASE = Text(id="KASUS.yaml", en="CASE.yaml")
_EXISTS = Text(
    id="{path}: sudah ada dan tidak ditimpa; pindahkan dahulu, atau pilih --out DIR yang lain",
    en="{path}: exists and is not overwritten; move it away, or choose another --out DIR",
)


@click.command(
    "new",
    cls=Command,
    examples=(
        "region new kota_contoh",
        'region new kota_contoh --title "Kota Contoh" --out paket',
        "region new kota_contoh --yaml-only --out paket",
    ),
    says=Text(
        id="Menulis kerangka paket daerah NAME: sebuah distribusi lengkap yang dapat dipasang "
        "dengan pip dan lolos region check, atau berkas YAML-nya saja. Kerangka itu tidak memuat "
        "fakta hukum; setiap hal yang terbuka bagi daerah ada di dalamnya sebagai contoh.\n\n"
        "NAME terdiri dari huruf kecil, angka dan garis bawah. Yang sudah ada tidak pernah "
        "ditimpa.\n\nKode keluar: 0 ditulis, 2 nama atau folder tidak dapat dipakai.",
        en="Write the skeleton of a regional pack NAME: a whole distribution that pip installs and "
        "that passes region check, or its YAML alone. The skeleton holds no fact of law; every "
        "term open to regions stands in it as an example.\n\n"
        "NAME is small letters, digits and underscores. What exists is never overwritten.\n\n"
        "Exit code: 0 written, 2 the name or the folder cannot be used.",
    ),
)
@click.argument("name", metavar="NAME")
@option(
    "--title",
    metavar="TITLE",
    says=Text(
        id='sebutan daerah, misalnya "Kota Contoh"; tanpa ini dari NAME',
        en='what the region is called, as in "Kota Contoh"; made from NAME when absent',
    ),
)
@option(
    "--out",
    metavar="DIR",
    default=".",
    says=Text(
        id="folder tempat menulis; tanpa ini folder sekarang",
        en="the folder to write into; the current one when absent",
    ),
)
@option(
    "--yaml-only",
    is_flag=True,
    says=Text(
        id="hanya NAME.yaml dan NAME.cases.yaml, untuk folder paket",
        en="NAME.yaml and NAME.cases.yaml alone, for a folder of packs",
    ),
)
@option(
    "--format",
    type=OneOf(("text", "json")),
    metavar="text|json",
    default="text",
    show_default=True,
    says=Text(id="bentuk jawaban", en="the form of the answer"),
)
@speaking
@click.pass_obj
def new(
    terminal: Terminal, /, name: str, title: str | None, out: str, yaml_only: bool, **shared: Any
) -> int:
    """Write a new pack."""
    request = request_of(terminal, shared)
    called = title_of(name) if title is None else title.strip()
    for fault in (
        refused_name(name, request.law.registry.regions),
        None if title is None else refused_title(called),
    ):
        if fault is not None:
            raise Complaint(fault)
    try:
        made = write_scaffold(
            Path(out), name, title=called, today=request.as_of, yaml_only=yaml_only
        )
    except FileExistsError as fault:
        where = fault.filename or str(fault)
        raise Complaint(
            Text(id=_EXISTS.id.format(path=where), en=_EXISTS.en.format(path=where))
        ) from None
    begun = Begun(
        region=name,
        folder=str(made.folder),
        files=made.files,
        next=tuple(_going_on(made, name, _CASE.in_(request.language))),
    )
    if request.format == "json":
        click.echo(encode(begun).decode())
    else:
        click.echo("\n".join(_lines(begun, request.language)))
    return 0


def _going_on(made: Scaffold, name: str, case: str) -> Iterator[str]:
    """Yield the commands that check the new pack, bring it in, and use it."""
    simulate = ["netralitas", "simulate", "--region", name]
    check = ["netralitas", "region", "check"]
    if made.distribution is None:
        yield shlex.join([*check, str(made.folder / made.pack)])
        yield shlex.join([*simulate, "--packs-dir", str(made.folder), case])
    else:
        yield shlex.join([*check, str(made.folder)])
        yield shlex.join(["pip", "install", "-e", str(made.folder)])
        yield shlex.join([*simulate, case])


def _lines(begun: Begun, language: Language) -> Iterator[str]:
    yield _WRITTEN.in_(language).format(folder=begun.folder)
    yield from (f"  {name}" for name in begun.files)
    yield ""
    yield _NEXT.in_(language)
    yield from (f"  {command}" for command in begun.next)
