"""This file is `netralitas sample`: make cases that nobody committed, to try policies on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from netralitas.desk.assumptions import ASSUMPTIONS
from netralitas.desk.casefile import write_csv, write_json, write_jsonl, write_yaml
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.desk.options import OneOf, Whole, reading_law, speaking
from netralitas.desk.outputs import answer
from netralitas.desk.request import request_of
from netralitas.desk.sampling import Sampler
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import Election
from netralitas.rules import compile_rules

FORMS = ("yaml", "json", "jsonl", "csv")


def _assumed() -> Text:
    """Return the list of assumptions as the help shows it."""
    told = [Text(id=f"[{one.mark}] {one.text.id}", en=f"[{one.mark}] {one.text.en}")
            for one in ASSUMPTIONS]  # fmt: skip
    return Text(id="\n\n".join(one.id for one in told), en="\n\n".join(one.en for one in told))


@click.command(
    "sample",
    cls=Command,
    examples=("sample -n 100 --seed 1 --out contoh.jsonl",),
    says=Text(
        id="Membuat kasus tiruan yang dapat diulang: benih yang sama memberi kasus yang sama. "
        "Tidak satu pun tentang orang nyata.\n\n"
        "ASUMSI, bukan statistik (tanda keyakinan di depan; [-] tanpa sumber):\n\n" + _assumed().id,
        en="Make synthetic cases, reproducibly: the same seed gives the same cases. None is about "
        "a real person.\n\n"
        "ASSUMPTIONS, not statistics (confidence mark in front; [-] has no source):\n\n"
        + _assumed().en,
    ),
)
@option(
    "-n",
    "n",
    type=Whole(0, 10_000_000),
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
    default=10,
    show_default=True,
    says=Text(
        id="berapa persen fakta dibiarkan tidak diketahui (asumsi)",
        en="how many percent of the facts are left unknown (an assumption)",
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
    form: str | None,
    **shared: Any,
) -> int:
    """Write the cases drawn."""
    request = request_of(terminal, shared)
    policy = request.law.of(request.region).policy
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
    sampler = Sampler(compile_rules(policy), chosen[election], unknown / 100, seed)
    facts = [field.name for field in policy.fields if field.scope == "charge"]
    with answer(request.out) as out:
        cases = sampler.cases(n)
        match form or _told_by(request.out):
            case "csv":
                write_csv(cases, out, facts)
            case "json":
                write_json(cases, out)
            case "jsonl":
                write_jsonl(cases, out)
            case _:
                write_yaml(cases, out)
    return 0


def _told_by(out: str | None) -> str:
    suffix = Path(out or "").suffix.lstrip(".")
    return suffix if suffix in FORMS else "yaml"


def _holds(election: Election) -> bool:
    return {"penetapan", "kampanye", "pemungutan"} <= {one.id for one in election.milestones}
