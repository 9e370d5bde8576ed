"""This file names what a pack promises of its size: it compiles, and its cost is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netralitas.facts import NetralitasError, Place, Text
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.measure import COMBINATIONS_MAX, WORK_MAX, measured
from netralitas.regions.properties.property import Layer, Property, told


def compiles(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield what keeps the law under the pack from being made ready to judge by."""
    try:
        candidate.law  # noqa: B018
    except NetralitasError as error:
        yield told("compiles", _named(candidate, error), error.says, _CONDITIONS)


_CONDITIONS = Text(id="periksa syarat butir itu", en="check the condition of that item")


def _named(candidate: Candidate, error: NetralitasError) -> Place:
    """Return where the item stands that an error of the compiler names; else the region."""
    words = set(re.split(r"[^\w-]+", f"{getattr(error, 'at', '')} {error.says.en}"))
    return candidate.place(next((name for name in candidate.items if name in words), None))


def table_bounded(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every act whose rows would tell too many combinations of facts apart."""
    try:
        combinations = measured(candidate).combinations
    except NetralitasError as error:
        yield told("table_bounded", _named(candidate, error), error.says, _FEWER)
        return
    for act, count in combinations.items():
        if count > COMBINATIONS_MAX:
            rules = candidate.pack.fills.contract_rules
            named = next((rule.id for rule in rules if act in rule.acts), None)
            says = Text(
                id=f"{act}: {count} kombinasi fakta; paling banyak {COMBINATIONS_MAX}",
                en=f"{act}: {count} combinations of facts; at most {COMBINATIONS_MAX}",
            )
            yield told("table_bounded", candidate.place(named), says, _FEWER)


_FEWER = Text(
    id="kurangi fakta yang dibaca aturan satu perbuatan",
    en="let the rules of one act read fewer facts",
)


def work_bounded(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield that a pack holds, and makes the engine decide, more than loading it may cost."""
    found = measured(candidate)
    if found.work > WORK_MAX:
        says = Text(
            id=f"{found.values} nilai, {found.rules} aturan dan {found.cells} sel: "
            f"{found.work}; paling banyak {WORK_MAX}",
            en=f"{found.values} values, {found.rules} rules and {found.cells} cells: "
            f"{found.work}; at most {WORK_MAX}",
        )
        hint = Text(
            id="kurangi perbuatan atau fakta per aturan", en="name fewer acts or facts a rule"
        )
        yield told("work_bounded", candidate.place(), says, hint)


OF_SIZE: tuple[Property, ...] = (
    Property(
        "compiles",
        Text(
            id="hukum di bawah paket dapat disiapkan untuk memutus",
            en="the law under the pack can be made ready to judge by",
        ),
        compiles,
        Layer.COMPILED,
    ),
    Property(
        "table_bounded",
        Text(
            id=f"aturan satu perbuatan membedakan paling banyak {COMBINATIONS_MAX} kombinasi fakta",
            en=f"the rules of one act tell at most {COMBINATIONS_MAX} combinations of facts apart",
        ),
        table_bounded,
        Layer.TABLED,
    ),
    Property(
        "work_bounded",
        Text(
            id=f"membaca dan membuktikan paket memerlukan paling banyak {WORK_MAX} langkah",
            en=f"reading and proving the pack takes at most {WORK_MAX} steps",
        ),
        work_bounded,
        Layer.MEASURED,
    ),
)
