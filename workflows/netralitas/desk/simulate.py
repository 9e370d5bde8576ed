"""This file is `netralitas simulate`: judge every case and print what each comes to."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TextIO

import click

from netralitas.desk.answer_page import page_of
from netralitas.desk.audit import Audit
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import Ending, gravest, tally
from netralitas.desk.judged import Bench, Judged, sources_of
from netralitas.desk.options import Whole, allowing_code, answering, judging, reading_cases
from netralitas.desk.outputs import answer
from netralitas.desk.page import Page
from netralitas.desk.progress import watched
from netralitas.desk.request import request_of
from netralitas.desk.rows import headings, row_of
from netralitas.desk.table import table_text
from netralitas.desk.tables import are_many
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.webpage import web_page
from netralitas.facts import Text
from netralitas.policy import encode

ROWS = ("csv", "xlsx", "parquet", "yaml")
"""The forms of an answer that are rows of a table in any case."""


@click.command(
    "simulate",
    cls=Command,
    examples=(
        "simulate examples/lurah-komentar.yaml",
        "simulate examples/lurah-komentar.yaml examples/kepala-desa.yaml --format csv",
        "simulate kasus.parquet --out hasil.parquet --format parquet --jobs 2 --audit 100",
        "simulate kasus.csv --format html --out laporan.html",
        "--lang en simulate examples/dua-perbuatan.yaml --as-of 2024-12-31 --format json",
    ),
    says=Text(
        id="Menilai setiap kasus dalam FILE menurut hukum yang berlaku pada hari perbuatan, lalu "
        "menelusuri jalurnya: satu kasus satu halaman, beberapa kasus satu tabel, sangat banyak "
        "kasus (berkas di atas 1 MiB) satu ringkasan. FILE berupa YAML, JSON, JSON Lines, CSV, "
        "XLSX, atau Parquet; `-` berarti masukan baku.\n\n"
        "csv, xlsx, parquet, dan yaml memuat satu baris per kasus: kolom masukan, lalu verdict.*; "
        "json dan jsonl memuat putusan utuh, kecuali dengan --rows.\n\n"
        "Kode keluar: 0 dinilai, 3 ada kasus yang tidak sah, 5 ada yang belum dapat ditentukan.",
        en="Judge each case in FILE by the law in force on the day of the act, and walk its path: "
        "a page for one case, a table for some, a summary for very many (files above 1 MiB). FILE "
        "is YAML, JSON, JSON Lines, CSV, XLSX or Parquet; `-` is standard input.\n\n"
        "csv, xlsx, parquet and yaml hold one row a case: the input columns, then verdict.*; json "
        "and jsonl hold whole verdicts, unless --rows is given.\n\n"
        "Exit code: 0 judged, 3 a case is invalid, 5 a case is undetermined.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@judging()
@allowing_code
@reading_cases
@option(
    "--rows",
    is_flag=True,
    says=Text(
        id="satu baris datar per kasus, juga untuk json dan jsonl: kolom masukan, lalu verdict.*",
        en="one flat row a case, for json and jsonl too: the input columns, then verdict.*",
    ),
)
@option(
    "--jobs",
    type=Whole(1, 1024),
    metavar="N",
    default=1,
    show_default=True,
    says=Text(id="banyaknya proses, untuk tabel", en="how many processes, for tables"),
)
@option(
    "--scheduler",
    metavar="ADDRESS",
    says=Text(
        id="serahkan ke kluster Dask di tcp://HOST:PORT atau tls://HOST:PORT (pasang "
        "netralitas[dask]); jangan pernah membuka porta tanpa TLS; berkas dibaca para pekerja, "
        "dan --out berupa folder bersama yang kosong",
        en="hand it to the Dask cluster at tcp://HOST:PORT or tls://HOST:PORT (install "
        "netralitas[dask]); never expose a port without TLS; the workers read the files, and "
        "--out is an empty shared folder",
    ),
)
@option(
    "--audit",
    type=Whole(0, 1_000_000),
    metavar="N",
    default=0,
    says=Text(
        id="nilai ulang N kasus terpilih acak dengan pemeriksaan silang; beda berarti kode 4",
        en="judge N randomly chosen cases again under the cross-check; a difference ends with 4",
    ),
)
@option(
    "--seed",
    type=Whole(0, 2**53 - 1),
    metavar="SEED",
    default=0,
    show_default=True,
    says=Text(id="benih pemilihan acak audit", en="seed of the audit's random choice"),
)
@answering("text", "json", "jsonl", "csv", "xlsx", "parquet", "yaml", "html")
@click.pass_obj
def simulate(
    terminal: Terminal,
    /,
    files: Sequence[str],
    kind: Any,
    rows: bool,
    jobs: int,
    scheduler: str | None,
    audit: int,
    seed: int,
    **shared: Any,
) -> int:
    """Judge the cases of the files; return the gravest ending among them."""
    request = request_of(terminal, shared)
    rows = rows or request.format in ROWS
    if rows and request.format in ("text", "html"):
        raise Complaint(
            Text(
                id=f"--rows: {request.format} bukan baris; pakai csv, xlsx, parquet, jsonl, json "
                "atau yaml",
                en=f"--rows: {request.format} are no rows; use csv, xlsx, parquet, jsonl, json or "
                "yaml",
            )
        )
    whole = request.format in ("json", "jsonl") and not rows
    if not whole and (rows or jobs > 1 or scheduler or are_many(files)):
        from netralitas.desk.many import Asked, simulate_many

        return simulate_many(request, files, kind, Asked(rows, jobs, scheduler, audit, seed))
    if jobs > 1 or scheduler:
        raise Complaint(
            Text(
                id="--jobs dan --scheduler untuk tabel: tambahkan --rows atau pilih csv, parquet, "
                "xlsx",
                en="--jobs and --scheduler are for tables: add --rows, or take csv, parquet, xlsx",
            )
        )
    bench = Bench(request)
    chosen = Audit(audit, random.Random(seed))
    stream = chosen.watch(watched(bench.judged(sources_of(files), kind), terminal))
    with answer(request.out) as out:
        _WRITERS[request.format](stream, bench, out)
    bench.endings[Ending.FINDINGS] += chosen.differences(request)
    if bench.endings.total() > 1 or audit:
        terminal.say(tally(bench.endings, terminal))
    return gravest(bench.endings)


def _text(stream: Iterator[Judged], bench: Bench, out: TextIO) -> None:
    request = bench.request
    first = list(islice(stream, 2))
    if len(first) == 1:
        out.write(text_of(_page(first[0], bench), request.width, colour=request.coloured))
        return
    rows = [row_of(bench.about(one)) for one in chain(first, stream)]
    if rows:
        out.write(table_text(headings(request.language), rows, request))


def _json(stream: Iterator[Judged], bench: Bench, out: TextIO) -> None:
    """Write one verdict as an object, several (or a batch of which some failed) as a list."""
    first = list(islice(stream, 2))
    if len(first) == 1 and bench.endings.total() == 1:
        out.write(encode(first[0].verdict).decode() + "\n")
        return
    before = "[\n"
    for one in chain(first, stream):
        out.write(before + encode(one.verdict).decode())
        before = ",\n"
    out.write("\n]\n" if before == ",\n" else "[]\n")


def _jsonl(stream: Iterator[Judged], bench: Bench, out: TextIO) -> None:
    for one in stream:
        out.write(encode(one.verdict).decode() + "\n")


def _html(stream: Iterator[Judged], bench: Bench, out: TextIO) -> None:
    judged = list(stream)
    pages: Iterable[Page] = (_page(one, bench) for one in judged)
    language = bench.request.language
    many = len(judged) > 1
    table = (row_of(bench.about(one)) for one in judged) if many else ()
    for part in web_page(pages, language, headings=headings(language) if many else (), rows=table):
        out.write(part)


_WRITERS = {"text": _text, "json": _json, "jsonl": _jsonl, "html": _html}


def _page(one: Judged, bench: Bench) -> Page:
    """Return the page of a case, with the command that explains it where its file is one's own."""
    request, name = bench.request, one.source.name
    ask = () if name == "-" else ("netralitas", "explain", name, *request.repeat)
    return page_of(bench.about(one), ask)
