"""This file is `netralitas impact`: two policies on the same cases, or before any case is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import Ending, gravest
from netralitas.desk.export_test import exporting
from netralitas.desk.extras import needing
from netralitas.desk.impacts.sides import sides_of
from netralitas.desk.options import Kind, OneOf, Whole, answering, judging
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text

_EXAMPLES = (
    "impact nasional rancangan/ kasus.csv",
    "impact rancangan/ nasional@2025-10-16",
    "impact lumajang lombok_timur kasus.csv --by tier,act --only sedang:berat --show 20",
    "--lang en impact nasional 2020-10-01 cases.csv --only act=react_online --argument",
    "impact nasional rancangan/ kasus.csv --format csv --out berubah.csv",
    "impact nasional rancangan/ --export-test uji-rancangan.yaml",
)


class Percent(Kind):
    """A share written as a whole or decimal percentage from 0 to 100."""

    name = "percent"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """Return the share; Complaint when it is none."""
        text = str(value).removesuffix("%").strip().replace(",", ".")
        try:
            share = float(text) / 100
        except ValueError:
            share = -1.0
        if 0.0 <= share <= 1.0:
            return share
        raise Complaint(
            Text(
                id=f"--fail-over: {value!r} bukan persentase 0 s.d. 100",
                en=f"--fail-over: {value!r} is not a percentage from 0 to 100",
            )
        )


@click.command(
    "impact",
    cls=Command,
    examples=_EXAMPLES,
    says=Text(
        id="Membandingkan dua hukum atas kasus yang sama: siapa yang dinilai lain, dari hasil apa "
        "ke hasil apa, dan karena baris hukum yang mana. OLD dan NEW menyebut folder hukum, berkas "
        "paket daerah, daerah, `nasional`, tanggal penilaian, atau gabungannya dengan @ "
        "(rancangan@lumajang@2024-10-02). Tanpa daerah, berlaku daerah masing-masing kasus.\n\n"
        "Tanpa CASES: daftar lengkap setiap kombinasi fakta dan hari yang berbeda, masing-masing "
        "dengan kasus terkecil siap pakai, lalu apa pun selain itu yang berbeda.\n\n"
        "--export-test menyimpan baris yang ditampilkan, tanpa CASES semua kasus terkecil, sebagai "
        "uji: jawaban NEW.\n\n"
        "Kode keluar: 0 dibandingkan, juga bila ada yang berubah; 2 OLD atau NEW tidak dikenal; "
        "3 ada baris yang tidak sah atau tidak dapat dinilai salah satu hukum; 4 melewati "
        "--fail-over.",
        en="Compare two policies on the same cases: who would be judged otherwise, from what to "
        "what, and by which rows of law. OLD and NEW name a policy folder, a pack file, a region, "
        "`nasional`, a day as of which to judge, or several of these joined by @ "
        "(draft@lumajang@2024-10-02). Without a region each case's own counts.\n\n"
        "Without CASES: the exact list of combinations of facts and days on which they differ, "
        "each with a smallest ready-to-run case, then whatever else differs.\n\n"
        "--export-test keeps the rows shown, without CASES every smallest case, as tests: what NEW "
        "answers.\n\n"
        "Exit code: 0 compared, also where cases flip; 2 OLD or NEW is not known; 3 a row is "
        "invalid, or one side cannot judge it; 4 over --fail-over.",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("cases", nargs=-1, metavar="[CASES]...")
@judging()
@option(
    "--by",
    metavar="NAMES",
    says=Text(
        id="tabel menurut: tier, track, type, authority, criminal, due, region, act, level, "
        "government; dipisah koma; tanpa ini semuanya",
        en="tables by: tier, track, type, authority, criminal, due, region, act, level, "
        "government; parted by commas; all of them when absent",
    ),
)
@option(
    "--only",
    metavar="FLIP",
    multiple=True,
    says=Text(
        id="baris yang dipilih: DARI:MENJADI (sedang:berat), JENIS=DARI:MENJADI "
        "(type=berat_a:ringan_a), atau act=..., level=..., region=..., government=...; * apa saja, "
        "- tidak ada",
        en="the rows picked: FROM:TO (sedang:berat), KIND=FROM:TO (type=berat_a:ringan_a), or "
        "act=..., level=..., region=..., government=...; * is anything, - nothing",
    ),
)
@option(
    "--show",
    type=Whole(0, 1_000),
    metavar="N",
    says=Text(
        id="tampilkan N baris yang dipilih (bawaan 5); tanpa CASES N kelompok (bawaan 40)",
        en="show N of the rows picked (5 when absent); without CASES N groups (40)",
    ),
)
@option(
    "--argument",
    is_flag=True,
    says=Text(
        id="tampilkan uraian lengkap kedua hukum pada setiap baris yang ditampilkan",
        en="show the whole argument of both sides on every row shown",
    ),
)
@option(
    "--jobs",
    type=Whole(1, 1_024),
    metavar="N",
    default=1,
    show_default=True,
    says=Text(
        id="nilai dengan N proses sekaligus; jawabannya sama",
        en="judge in N processes at once; the answer is the same",
    ),
)
@option(
    "--fail-over",
    type=Percent(),
    metavar="PERCENT",
    says=Text(
        id="berakhir dengan kode 4 bila lebih dari PERCENT kasus (tanpa CASES: kombinasi) berubah",
        en="end with code 4 where more than PERCENT of the cases (without CASES: of the "
        "combinations) flip",
    ),
)
@option(
    "--input",
    "kind",
    type=OneOf(("yaml", "json", "jsonl", "csv", "xlsx", "parquet")),
    metavar="FORMAT",
    says=Text(
        id="bentuk masukan; tanpa ini menurut akhiran nama atau isinya",
        en="the form of the input; told by its suffix or its content when absent",
    ),
)
@exporting
@answering("text", "json", "csv", "html", "xlsx", "parquet")
@click.pass_obj
def impact(
    terminal: Terminal,
    /,
    old: str,
    new: str,
    cases: Sequence[str],
    by: str | None,
    only: Sequence[str],
    show: int | None,
    argument: bool,
    jobs: int,
    fail_over: float | None,
    kind: Any,
    export_test: str | None,
    **shared: Any,
) -> int:
    """Compare two policies; return the gravest ending among the rows, or 4 over the threshold."""
    sides = sides_of(old, new, terminal, shared)
    # Late: only cases need polars, and only whoever asks for a picture the charts.
    if cases:
        if argument and sides.request.format not in ("text", "json"):
            raise Complaint(
                Text(
                    id="--argument hanya bersama --format text atau json",
                    en="--argument goes with --format text or json alone",
                )
            )
        with needing("simulation"):
            from netralitas.desk.impacts.on_cases import Asked, compare_cases

        asked = Asked(by, only, show, argument, jobs, export_test)
        flipped, endings = compare_cases(sides, cases, kind, asked)
    else:
        from netralitas.desk.impacts.before_cases import compare_laws

        rows = sides.request.format == "parquet"
        _refuse_without_cases(
            {"--by": by, "--only": only, "--argument": argument, "--format parquet": rows}
        )
        flipped, endings = compare_laws(sides, show, export_test)
    sides.keep()
    if fail_over is not None and flipped > fail_over:
        endings[Ending.FINDINGS] += 1
    return gravest(endings)


def _refuse_without_cases(flags: Mapping[str, object]) -> None:
    """Refuse what is only asked of cases: nobody should wait for an answer that never comes."""
    for name, asked in flags.items():
        if asked:
            raise Complaint(
                Text(
                    id=f"{name} hanya bersama CASES; tanpa kasus seluruh beda ditampilkan",
                    en=f"{name} goes with CASES; without cases all differences are shown",
                )
            )
