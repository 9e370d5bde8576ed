"""This file is `netralitas log verify`: whether the record was changed, and what is not proven."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from netralitas.casework import permit
from netralitas.desk.cases.options import naming, storing
from netralitas.desk.cases.wiring import Desk, desk_of, office_here, who
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint, no_such_file
from netralitas.desk.endings import Ending
from netralitas.desk.extras import store_extra
from netralitas.desk.inputs import STDIN, content_of
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section, shown
from netralitas.desk.progress import watched
from netralitas.desk.record.state import unlike
from netralitas.desk.record.wiring import (
    EVENTS,
    Snapshot,
    origin_of,
    signing_key,
    snapshot_of,
    verifier_keys,
)
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Language, Outcome, Text
from netralitas.policy import encode, to_plain

if TYPE_CHECKING:
    from netralitas.casework.log import Report, SigningKey

_WORDS: Final = {
    "title": Text(id="Uji catatan", en="Verification of the record"),
    "clean": Text(id="TIDAK ADA TEMUAN", en="NOTHING FOUND"),
    "found": Text(id="{n} TEMUAN", en="{n} FINDINGS"),
    "log": Text(id="Catatan", en="Record"),
    "findings": Text(id="Temuan", en="Findings"),
    "proven": Text(id="Terbukti", en="Proven"),
    "limits": Text(id="Batas", en="Limits"),
    "counts": Text(
        id="{events} peristiwa, {cases} perkara, {checkpoints} titik periksa",
        en="{events} events, {cases} cases, {checkpoints} checkpoints",
    ),
    "root": Text(id="akar {root}", en="root {root}"),
    "held": Text(
        id="{n} peristiwa pertama sama dengan titik periksa yang disimpan",
        en="the first {n} events agree with a checkpoint that is held",
    ),
    "more": Text(id="dan {n} lagi", en="and {n} more"),
}


@click.command(
    "verify",
    cls=Command,
    examples=(
        "log verify --as auditor-1 --role auditor",
        "log verify catatan.jsonl --checkpoint titik-periksa.txt --key catatan.pub",
    ),
    says=Text(
        id="Menguji catatan. Dengan FILE: sebuah ekspor, tanpa basis data apa pun. Tanpa FILE: "
        "catatan dalam basis data, beserta keadaan setiap perkara yang harus sama dengan "
        "peristiwanya.\n\n"
        "--checkpoint menyebut titik periksa yang disimpan di tempat lain: hanya dengan itu "
        "terbukti bahwa pemegang kunci pun tidak menulis ulang riwayat. Apa yang tidak terbukti "
        "selalu disebut.\n\n"
        "Kode keluar: 0 tidak ada temuan, 2 berkas atau kunci tidak terbaca, 6 ada temuan.",
        en="Verify the record. With FILE: an export, without any database. Without FILE: the one "
        "in the database, and that each case stands as its events say.\n\n"
        "--checkpoint names a checkpoint that was kept elsewhere: only with one is it proven that "
        "even who holds the key did not rewrite history. What is not proven is always said.\n\n"
        "Exit code: 0 nothing was found, 2 a file or key cannot be read, 6 something was found.",
    ),
)
@click.argument("file", required=False, metavar="[FILE]")
@option(
    "--checkpoint",
    "held",
    metavar="FILE",
    multiple=True,
    says=Text(id="titik periksa yang disimpan", en="a checkpoint that is held"),
)
@option(
    "--key",
    "keys",
    metavar="KEY",
    multiple=True,
    says=Text(
        id="kunci umum catatan (nama+hash+base64), atau berkasnya; tanpa ini dari pengaturan "
        "kantor",
        en="the log's public key (name+hash+base64), or a file of it; that in the office's "
        "settings when absent",
    ),
)
@storing
@naming
@answering("text", "json")
@click.pass_obj
def verify_log(
    terminal: Terminal,
    /,
    file: str | None,
    held: tuple[str, ...],
    keys: tuple[str, ...],
    **shared: Any,
) -> int:
    """Verify the record; return 6 where anything was found."""
    notes = [content_of(name).decode("utf-8", "replace") for name in held]
    if file is None:
        with desk_of(terminal, shared) as desk:
            permit(who(desk, shared).role, "verify_log")
            _, report, beside = verified(terminal, desk, notes, keys)
            return _write(desk.request, report, beside)
    report = _of_file(terminal, file, notes, keys, shared)
    return _write(request_of(terminal, shared), report, ())


def verified(
    terminal: Terminal,
    desk: Desk,
    held: Sequence[str],
    keys: Sequence[str],
    signs: SigningKey | None = None,
) -> tuple[Snapshot | None, Report | None, tuple[Text, ...]]:
    """Return the record as it stood, what is wrong with it, and with what is kept beside it.

    Events behind the last checkpoint are covered by one that is made for this look and not kept.
    There is no report on what has lost its very form, which is then all that is told.
    """
    key = signs or signing_key(None, desk.office)
    known = verifier_keys(keys, desk.office, key)
    origin = origin_of(desk.office, key)
    with store_extra():
        from netralitas.casework.log import LogError, verify

        try:
            snapshot = snapshot_of(desk.store, origin)
            covered = snapshot.with_checkpoint(snapshot.signed(key)) if key else snapshot
            lines = watched(covered.lines(), terminal, EVENTS, of=snapshot.size)
            report = verify(lines, held=held, keys=known)
        except LogError as error:
            return None, None, (error.says,)
    found = bytes.fromhex(report.root)
    beside = unlike(desk.store, snapshot.size, snapshot.root, found, terminal)
    return snapshot, report, tuple(beside)


def _of_file(
    terminal: Terminal,
    file: str,
    held: Sequence[str],
    keys: Sequence[str],
    shared: dict[str, Any],
) -> Report:
    office = office_here(shared)
    with store_extra():
        from netralitas.casework.log import lines_of, verify

        known = verifier_keys(keys, office, None)
        with _opened(file) as stream:
            lines = watched(lines_of(stream), terminal, EVENTS)
            return verify(lines, held=held, keys=known)


def _opened(file: str) -> BinaryIO:
    if file == STDIN:
        return sys.stdin.buffer
    try:
        return open(file, "rb")
    except FileNotFoundError:
        raise no_such_file(file) from None
    except IsADirectoryError:
        raise Complaint(
            Text(id=f"{file}: folder, bukan berkas", en=f"{file}: a folder, not a file")
        ) from None


def _write(request: Request, report: Report | None, beside: Sequence[Text]) -> int:
    clean = report is not None and report.clean and not beside
    with answer(request.out) as out:
        if request.format == "json":
            plain = {"clean": clean, **(to_plain(report) or {}), "state": to_plain(beside)}
            out.write(encode(plain).decode() + "\n")
        else:
            page = _page(report, beside, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    return Ending.OK if clean else Ending.UNVERIFIED


def _page(report: Report | None, beside: Sequence[Text], language: Language) -> Page:
    found = [Line(one.in_(language)) for one in beside]
    total = len(found) + (report.found if report else 0)
    sections = [Section(_say("findings", language), tuple(found))]
    if report is not None:
        sections = [*_reported(report, found, language)]
    headline = _say("found", language, n=total) if total else _say("clean", language)
    return Page(
        title=_say("title", language),
        headline=headline,
        outcome=Outcome.VIOLATION if total else Outcome.NO_VIOLATION,
        sections=shown(iter(sections)),
    )


def _reported(report: Report, beside: Sequence[Line], language: Language) -> Iterator[Section]:
    counts = _say(
        "counts",
        language,
        events=report.events,
        cases=report.cases,
        checkpoints=report.checkpoints,
    )
    root = _say("root", language, root=report.root)
    yield Section(_say("log", language), (Line(report.origin or "-"), Line(counts), Line(root)))
    found = [Line(one.message(language)) for one in report.findings]
    if report.found > len(report.findings):
        found.append(Line(_say("more", language, n=report.found - len(report.findings))))
    yield Section(_say("findings", language), (*found, *beside))
    # Where events were edited, the hashes beside them may still be those that were signed.
    if report.proven and report.clean and not beside:
        yield Section(_say("proven", language), (Line(_say("held", language, n=report.proven)),))
    yield Section(_say("limits", language), tuple(Line(one.in_(language)) for one in report.limits))


def _say(key: str, language: Language, **about: object) -> str:
    return _WORDS[key].in_(language).format(**about)
