"""This file makes reports to test with: on invented cases, and of tables that try the charts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import polars as pl

from netralitas.desk.chart_kinds import Chart
from netralitas.desk.palette import STYLES
from netralitas.desk.report import Provenance, Report, Section, summary_report
from netralitas.desk.report_page import html_of
from netralitas.facts import Confidence, Language, Stage, Text
from netralitas.judgement import FLAT
from netralitas.simulation.summary import Summary
from netralitas.simulation.table import TOTAL, Cell, Table
from netralitas.simulation.wording import Wording

HOSTILE = "<script>alert(1)</script> $x^2$ & \"'"
AS_OF = date(2024, 12, 1)
PROVENANCE = Provenance(
    version="0.1.0",
    as_of=AS_OF,
    sources=("kasus.csv", HOSTILE),
    digest="sha256:" + "0f" * 32,
    engines={"durable-rules": "2.0.28"},
    assumptions=("bukti terverifikasi 78 %",),
)
WORDING = Wording(
    acts={
        "react_online": Text(id="Berkomentar atau menyukai", en="Commented or liked"),
        "join_campaign": Text(id="Ikut kampanye", en="Joined a campaign"),
        "promote_online": Text(
            id="Sosialisasi atau kampanye daring, membagikan, mengunggah, mengajak orang lain",
            en="Promoted or campaigned online, shared, posted, called on other people to join",
        ),
    },
    provisions={"satu": Text(id="Ketentuan satu", en="Provision one")},
    marks={"satu": Confidence.D},
    regions={"lumajang": Text(id="Kabupaten Lumajang, Jawa Timur", en="Lumajang, East Java")},
    stages={"panggil_1": Stage.ATASAN_LANGSUNG, "lapor": Stage.EVIDENCE_REVIEW},
)

_OUTCOMES = ("violation", "violation", "needs_human", "undetermined", "no_violation", None)
_KINDS: dict[str, Any] = {
    "text": pl.String,
    "bool": pl.Boolean,
    "count": pl.Int64,
    "date": pl.Date,
}


def summary(n: int = 600, seed: int = 5) -> Summary:
    """Return the summary of n invented cases."""
    chance = Random(seed)
    cases, verdicts = [], []
    for _ in range(n):
        outcome = chance.choice(_OUTCOMES)
        tier = chance.choice(("berat", "sedang", "moral", None)) if outcome == "violation" else None
        day = date(2024, 9, 25) + timedelta(chance.randrange(60))
        due = f"panggil_1:{day};lapor:{day + timedelta(9)}/{day + timedelta(11)}"
        cases.append(
            {
                "region": chance.choice(("lumajang", "lebong", None)),
                "act": chance.choice([*WORDING.acts, HOSTILE]),
                "subject.level": chance.choice(("pelaksana", "jpt_pratama", None)),
                "subject.government": chance.choice(("kabupaten", "kota")),
            }
        )
        verdicts.append(
            {
                "outcome": outcome,
                "leading": "disiplin" if tier else "desa" if outcome == "violation" else None,
                "tier": tier,
                "recommended": "berat_a" if tier == "berat" else None,
                "path_length": chance.choice((3, 8, 9)),
                "criminal": chance.choice(("no", "no", "assess")),
                "provisions": "satu" if tier else None,
                "due": due if tier else None,
                "ask": "active" if outcome == "undetermined" else None,
                "assumes_proven": chance.random() < 0.2,
                "as_of": AS_OF,
                "policy": "sha256:" + "ab" * 32,
            }
        )
    schema = {column.name: _KINDS[column.kind] for column in FLAT}
    return Summary.of(pl.DataFrame(cases), pl.DataFrame(verdicts, schema))


@cache
def report(language: Language = Language.ID) -> Report:
    """Return the report on invented cases."""
    return summary_report(summary(), PROVENANCE, language, WORDING)


@cache
def page(of: Report) -> str:
    """Return a report as a web page, written once for a run of the tests."""
    return "".join(html_of(of))


def trying() -> Report:
    """Return a report of every kind of chart at its edges: many, one, long, hostile."""
    sections = (
        Section("Banyak daerah", many(), Chart.STACKED),
        Section("Berpindah", flips(), Chart.MATRIX),
        Section("Tiga tahun", weeks(150), Chart.WEEKS),
        Section("Satu minggu", weeks(1), Chart.WEEKS),
        Section("Satu baris", one(), Chart.BARS),
        Section(HOSTILE, hostile(), Chart.STACKED, HOSTILE),
        Section(HOSTILE, hostile(), Chart.MATRIX),
    )
    return Report(HOSTILE, Language.EN, (HOSTILE,), sections)


def many(rows: int = 45) -> Table:
    """Return more rows than a chart has room for, with every result there is."""
    chance = Random(3)

    def row(number: int) -> tuple[Cell, ...]:
        values = [chance.choice((0, chance.randrange(400_000))) for _ in STYLES]
        name = "Kabupaten Kepulauan Tanimbar Selatan " * (number % 3) + f"daerah {number}"
        return (name, *values, sum(values))

    headings = ("Daerah", *(key.replace("_", " ") for key in STYLES), "Jumlah")
    keys = ("region", *STYLES, TOTAL)
    return Table("regions", "Banyak", keys, headings, tuple(row(one) for one in range(rows)))


def flips() -> Table:
    """Return a matrix of results, most of which stayed."""
    names = ("Berat", "Sedang", "Moral", "Perlu penilaian manusia", "Bukan pelanggaran")

    def row(old: str) -> tuple[Cell, ...]:
        return (old, *(90_000 if old == new else 12 * (old < new) for new in names), 90_000)

    rows = tuple(row(old) for old in names)
    return Table("flips", "Berpindah", ("from", *names, TOTAL), ("Dari", *names, "Jumlah"), rows)


def weeks(n: int) -> Table:
    """Return the load of n weeks on five offices."""
    chance = Random(2)
    offices = ("Telaah bukti", "Atasan langsung", "Kepala daerah", "Gubernur", "Pidana: diteruskan")

    def row(week: int) -> tuple[Cell, ...]:
        loads = [chance.randrange(9000) for _ in offices]
        return (date(2023, 1, 2) + timedelta(7 * week), *loads, sum(loads))

    rows = tuple(row(week) for week in range(n))
    headings = ("Minggu", *offices, "Jumlah")
    return Table("due", "Beban", ("week", *offices, TOTAL), headings, rows)


def one() -> Table:
    """Return the smallest table there is."""
    return Table("one", "Satu", ("what", "cases"), ("Apa", "Kasus"), (("Satu", 3),))


def hostile() -> Table:
    """Return a table whose every text tries to be something else."""
    odd = f"{HOSTILE} \x00\x1b 漢字 😀"
    rows: tuple[tuple[Cell, ...], ...] = ((odd, 3, 4), ("x" * 200, 1, 0), ("=1+1", 2, 2))
    return Table("hostile", odd, ("what", "a", "b"), (odd, f"{HOSTILE}1", "@b"), rows)
