"""This file is `netralitas sample`: make cases that nobody committed, to try policies on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from netralitas.desk.assumptions import (
    ASSUMPTIONS,
    DECIDED_PERCENT,
    SECOND_CHARGE_PERCENT,
    UNKNOWN_PERCENT,
)
from netralitas.desk.casefile import cases_of, write_csv, write_json, write_jsonl, write_yaml
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.desk.extras import needing
from netralitas.desk.options import OneOf, Whole, reading_law, speaking
from netralitas.desk.outputs import answer
from netralitas.desk.progress import shown
from netralitas.desk.request import request_of
from netralitas.desk.samples.columns import Column
from netralitas.desk.samples.sampling import Mix, Sampler
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import Election
from netralitas.rules import compile_rules

FORMS = ("yaml", "json", "jsonl", "csv", "parquet", "xlsx")

SHEET_MOST = 1_048_575
"""Rows that a spreadsheet holds beside its headings."""

SHOWN_FROM = 50_000

_MADE = Text(id="kasus dibuat", en="cases made")

Chunks = Iterator[Sequence[Column]]


def _assumed() -> Text:
    """Return the list of assumptions as the help shows it."""
    told = [Text(id=f"[{one.mark}] {one.text.id}", en=f"[{one.mark}] {one.text.en}")
            for one in ASSUMPTIONS]  # fmt: skip
    return Text(id="\n\n".join(one.id for one in told), en="\n\n".join(one.en for one in told))


@click.command(
    "sample",
    cls=Command,
    examples=(
        "sample -n 100 --seed 1 --out contoh.jsonl",
        "sample -n 2000 --seed 1 --complete --election pemilu_2024 --out lengkap.csv",
        "sample -n 500 --region lumajang --decided 86 --out lumajang.yaml",
    ),
    says=Text(
        id="Membuat kasus tiruan yang dapat diulang: benih yang sama memberi kasus yang sama, dan "
        "kasus pertama tetap sama berapa pun banyaknya. Tidak satu pun tentang orang nyata. "
        "parquet dan xlsx memerlukan pelengkap `simulation`.\n\n"
        "ASUMSI, bukan statistik (tanda keyakinan di depan; [-] tanpa sumber):\n\n" + _assumed().id,
        en="Make synthetic cases, reproducibly: the same seed gives the same cases, and the first "
        "cases stay the same however many are asked for. None is about a real person. parquet and "
        "xlsx need the extra `simulation`.\n\n"
        "ASSUMPTIONS, not statistics (confidence mark in front; [-] has no source):\n\n"
        + _assumed().en,
    ),
)
@option(
    "-n",
    "n",
    type=Whole(0, 1_000_000_000),
    metavar="N",
    default=10,
    show_default=True,
    says=Text(id="banyaknya kasus", en="how many cases"),
)
@option(
    "--seed",
    type=Whole(0, 2**53 - 1),
    metavar="SEED",
    default=0,
    show_default=True,
    says=Text(id="benih", en="the seed"),
)
@option(
    "--election",
    metavar="ELECTION",
    default="pilkada_2024",
    show_default=True,
    says=Text(id="pemilihan yang kalendernya dipakai", en="the election whose calendar is used"),
)
@option(
    "--unknown",
    type=Whole(0, 100),
    metavar="PERCENT",
    default=UNKNOWN_PERCENT,
    show_default=True,
    says=Text(
        id="berapa persen fakta dibiarkan tidak diketahui (asumsi)",
        en="how many percent of the facts are left unknown (an assumption)",
    ),
)
@option(
    "--complete",
    is_flag=True,
    says=Text(
        id="tidak ada yang dibiarkan tidak diketahui: fakta, hari, orangnya, bukti",
        en="nothing is left unknown: facts, days, the person, evidence",
    ),
)
@option(
    "--second-charge",
    type=Whole(0, 100),
    metavar="PERCENT",
    default=SECOND_CHARGE_PERCENT,
    show_default=True,
    says=Text(
        id="berapa persen kasus memuat perbuatan kedua (asumsi)",
        en="how many percent of the cases have a second charge (an assumption)",
    ),
)
@option(
    "--decided",
    type=Whole(0, 100),
    metavar="PERCENT",
    default=DECIDED_PERCENT,
    show_default=True,
    says=Text(
        id="berapa persen kasus yang terbukti sudah diputus (asumsi)",
        en="how many percent of the proven cases were decided (an assumption)",
    ),
)
@option(
    "--format",
    "form",
    type=OneOf(FORMS),
    metavar="|".join(FORMS),
    says=Text(
        id="bentuk; tanpa ini menurut akhiran --out, lalu yaml",
        en="the form; told by the suffix of --out when absent, else yaml",
    ),
)
@option(
    "--out",
    metavar="FILE",
    says=Text(
        id="tulis ke FILE, utuh atau tidak sama sekali",
        en="write to FILE, whole or not at all",
    ),
)
@reading_law()
@speaking
@click.pass_obj
def sample(
    terminal: Terminal,
    /,
    n: int,
    seed: int,
    election: str,
    unknown: int,
    complete: bool,
    second_charge: int,
    decided: int,
    form: str | None,
    **shared: Any,
) -> int:
    """Write the cases drawn."""
    request = request_of(terminal, shared)
    policy = request.law.policy(request.region)
    chosen = {one.id: one for one in policy.elections}
    if election not in chosen:
        raise unknown_value("--election", election, tuple(chosen))
    if not _holds(chosen[election]):
        raise Complaint(
            Text(
                id=f"--election: kalender {election} tidak memuat penetapan dan pemungutan",
                en=f"--election: the calendar of {election} lacks penetapan or pemungutan",
            )
        )
    kind = form or _told_by(request.out)
    _fits(kind, n, on_terminal=request.on_terminal)
    mix = Mix(
        unknown=unknown / 100,
        complete=complete,
        second_charge=second_charge / 100,
        decided=decided / 100,
    )
    sampler = Sampler(compile_rules(policy), chosen[election], seed, mix=mix, region=request.region)
    with answer(request.out) as out:
        _write(watched(sampler.chunks(n), n, terminal), kind, out)
    return 0


def watched(chunks: Chunks, n: int, terminal: Terminal) -> Chunks:
    """Yield the chunks of n cases; of many, show on a watched stderr how far it has come."""
    if n < SHOWN_FROM:
        yield from chunks
        return
    done = 0
    with shown(terminal, _MADE) as show:
        for columns in chunks:
            yield columns
            done += len(columns[0].codes)
            if show is not None:
                show(done, done / n)


def _write(chunks: Chunks, kind: str, out: TextIO) -> None:
    if kind == "csv":
        write_csv(chunks, out)
    elif kind in ("parquet", "xlsx"):
        with needing("simulation"):
            # Late: only these two forms need the libraries of the extra.
            from netralitas.simulation import frames, sink
        table: Any = kind
        with sink(out.buffer, table) as writer:
            for frame in frames(chunks):
                writer.write(frame)
    else:
        writers = {"json": write_json, "jsonl": write_jsonl, "yaml": write_yaml}
        writers[kind](_cases(chunks), out)


def _cases(chunks: Iterable[Sequence[Column]]) -> Iterator[Any]:
    for columns in chunks:
        yield from cases_of(columns)


def _fits(kind: str, n: int, *, on_terminal: bool) -> None:
    """Complain of what a form cannot hold, and of bytes that would go to a terminal."""
    if kind == "xlsx" and n > SHEET_MOST:
        raise Complaint(
            Text(
                id=f"xlsx memuat paling banyak {SHEET_MOST} kasus; pakai csv atau parquet",
                en=f"xlsx holds at most {SHEET_MOST} cases; use csv or parquet",
            )
        )
    if kind in ("parquet", "xlsx") and on_terminal:
        raise Complaint(
            Text(
                id=f"{kind} bukan teks: tulis ke berkas dengan --out",
                en=f"{kind} is no text: write it to a file with --out",
            )
        )


def _told_by(out: str | None) -> str:
    suffix = Path(out or "").suffix.lstrip(".")
    return suffix if suffix in FORMS else {"ndjson": "jsonl"}.get(suffix, "yaml")


def _holds(election: Election) -> bool:
    return {"penetapan", "kampanye", "pemungutan"} <= {one.id for one in election.milestones}
