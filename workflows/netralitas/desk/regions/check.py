"""This file is `netralitas region check`: whether a pack may be registered, and what proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
import msgspec

from netralitas.desk.casefile import write_yaml
from netralitas.desk.certificate_lines import certified, number, refuted, stated
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import Ending, gravest, report
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer
from netralitas.desk.pack_arguments import NamedPack, named_packs
from netralitas.desk.page import Page
from netralitas.desk.property_lines import broken, counted
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import InputError, Language, Outcome, Text
from netralitas.policy import PackFinding, encode, to_plain
from netralitas.regions.properties import (
    PROPERTIES,
    Candidate,
    Layer,
    Nation,
    PackCheck,
    Property,
    check_pack,
    read_nation,
)

NO_PACK = (Layer.FILE, Layer.YAML, Layer.KEYS)
"""The layers at which a file is no pack at all: it cannot be read, or has keys no pack has."""

_PASSED = Text(id="LOLOS · {n} sifat terpenuhi", en="PASSED · properties kept: {n}")
_FAILED = Text(id="TIDAK LOLOS · {n} temuan", en="NOT PASSED · findings: {n}")
_UNREAD = Text(id="BUKAN PAKET · {n} temuan", en="NO PACK · findings: {n}")
_TESTED = Text(id="sifat diuji", en="properties tested")
_TALLY = Text(
    id="{all} paket: {passed} lolos, {others} tidak",
    en="{all} packs: {passed} passed, {others} not",
)
_EXPORTED = Text(id="contoh penyangkal ditulis ke {file}", en="counter-example written to {file}")
_NOTHING = Text(
    id="--export: tidak ada contoh penyangkal; {file} tidak ditulis",
    en="--export: there is no counter-example; {file} was not written",
)
_ONE_CORPUS = Text(
    id="--cases berlaku untuk satu paket saja", en="--cases goes with one pack alone"
)


@click.command(
    "check",
    cls=Command,
    examples=(
        "region check lumajang",
        "region check examples/packs/demonstrasi_tpp.yaml --export penyangkal.yaml",
        "region check examples/packs --format json",
    ),
    says=Text(
        id="Menguji setiap PACK: daerah yang terpasang, berkas .yaml, atau folder berisi paket. "
        "Setiap sifat paket yang baik diuji, dan hasilnya dibandingkan dengan hukum nasional pada "
        "setiap gabungan fakta. Jawabannya sebuah sertifikat, atau temuan dengan berkas, baris "
        "dan pasalnya, beserta kasus terkecil yang memperlihatkannya bila ada.\n\n"
        "Kasus utuh di NAMA.cases.yaml di samping NAMA.yaml ikut diuji.\n\n"
        "Kode keluar: 0 lolos; 4 ada temuan; 3 bukan paket (tidak terbaca, atau kunci yang tidak "
        "dikenal); 2 tidak ada. Untuk beberapa paket: yang terberat.",
        en="Check each PACK: an installed region, a .yaml file, or a folder of packs. Every "
        "property of a sound pack is tested, and its outcome compared with national law on every "
        "combination of facts. The answer is a certificate, or findings with file, line and "
        "article, and the smallest case that shows it where there is one.\n\n"
        "Whole cases in NAME.cases.yaml beside NAME.yaml are tested too.\n\n"
        "Exit code: 0 passed; 4 findings; 3 no pack (unreadable, or unknown keys); 2 not there. "
        "Of several packs: the gravest.",
    ),
)
@click.argument("packs", metavar="PACK...", nargs=-1, required=True)
@option(
    "--cases",
    metavar="FILE",
    says=Text(
        id="korpus kasus paket ini, bukan NAMA.cases.yaml di sampingnya",
        en="the pack's corpus of cases, instead of NAME.cases.yaml beside it",
    ),
)
@option(
    "--export",
    metavar="FILE",
    says=Text(
        id="tulis contoh penyangkal ke FILE sebagai kasus siap pakai (YAML)",
        en="write the counter-example to FILE as a ready-to-run case (YAML)",
    ),
)
@answering("text", "json")
@click.pass_obj
def check(
    terminal: Terminal,
    /,
    packs: tuple[str, ...],
    cases: str | None,
    export: str | None,
    **shared: Any,
) -> int:
    """Check packs; return the gravest ending among them."""
    request = request_of(terminal, shared)
    endings: Counter[Ending] = Counter()
    found: list[tuple[NamedPack, PackCheck]] = []
    named = list(_named(packs, cases, request, endings))
    if cases is not None and len(named) > 1:
        raise Complaint(_ONE_CORPUS)
    if named:
        nation = read_nation()
        found = [(one, _checked(one, nation, terminal)) for one in named]
        endings.update(ending_of_check(checked) for _, checked in found)
        _tell(found, nation, request, alone=endings.total() == 1)
    if export is not None:
        _export([checked for _, checked in found], export, terminal)
    if endings.total() > 1:
        passed = endings[Ending.OK]
        tally = _TALLY.in_(terminal.language)
        terminal.say(
            tally.format(all=endings.total(), passed=passed, others=endings.total() - passed)
        )
    return gravest(endings)


def ending_of_check(checked: PackCheck) -> Ending:
    """Return how a check ends: passed, with findings, or with a file that is no pack at all."""
    if checked.sound:
        return Ending.OK
    layers = {one.id: one.layer for one in PROPERTIES}
    unread = any(one.findings and layers[one.id] in NO_PACK for one in checked.results)
    return Ending.INVALID if unread else Ending.FINDINGS


def _named(
    packs: tuple[str, ...], cases: str | None, request: Request, endings: Counter[Ending]
) -> Iterator[NamedPack]:
    """Yield every pack that is named; one that cannot be got at leaves the others to be checked."""
    for name in dict.fromkeys(packs):
        try:
            yield from named_packs(name, request.law.registry, cases)
        except InputError as error:
            report(error, request.terminal)
            endings[Ending.INVALID] += 1


def _checked(one: NamedPack, nation: Nation, terminal: Terminal) -> PackCheck:
    candidate = Candidate(files=one.files, cases=one.cases, name=one.region, nation=nation)
    with watched(terminal, one.shown) as properties:
        return check_pack(candidate, properties)


@contextmanager
def watched(terminal: Terminal, name: str) -> Iterator[tuple[Property, ...]]:
    """Yield the properties to test; on a watched stderr a bar shows how many have been tested."""
    if not terminal.watched:
        yield PROPERTIES
        return
    # A bar costs an import of 0.1 s, which only somebody who looks at it pays.
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn(_TESTED.in_(terminal.language)), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(name), total=len(PROPERTIES))
        tested: set[str] = set()  # a property may be looked at twice, in its first layer and last

        def done(one: str) -> None:
            tested.add(one)
            bar.update(task, completed=len(tested))

        yield tuple(_told(one, done) for one in PROPERTIES)


def _told(one: Property, done: Callable[[str], None]) -> Property:
    """Return a property that says when it was tested."""

    def check(candidate: Candidate) -> Iterator[PackFinding]:
        yield from one.check(candidate)
        done(one.id)

    return msgspec.structs.replace(one, check=check)


def _tell(
    found: list[tuple[NamedPack, PackCheck]], nation: Nation, request: Request, *, alone: bool
) -> None:
    """Write what came out: JSON as one object for one pack, or a page for each."""
    with answer(request.out) as out:
        if request.format == "json":
            told = [
                {"pack": one.shown, "sound": checked.sound, **to_plain(checked)}
                for one, checked in found
            ]
            out.write(encode(told[0] if alone else told).decode() + "\n")
            return
        terms: dict[str, Text] = {term.id: term.text for term in nation.law.policy.open_terms}
        pages = [page_of_check(one, checked, terms, request.language) for one, checked in found]
        out.write(
            "\n".join(text_of(page, request.width, colour=request.coloured) for page in pages)
        )


def page_of_check(
    one: NamedPack, checked: PackCheck, terms: Mapping[str, Text], spoken: Language
) -> Page:
    """Return a check as a page: what was found, what was tested, what proves or refutes it."""
    sections = [
        broken(checked.results, one.at, spoken),
        counted(checked.results, PROPERTIES, spoken),
    ]
    if checked.certificate is not None:
        digests = {"national": checked.national, "pack": checked.digest or ""}
        sections += certified(checked.certificate, digests, terms, spoken)
    if checked.counterexample is not None:
        sections += refuted(checked.counterexample, spoken)
    return Page(
        title=" · ".join(dict.fromkeys(filter(None, (checked.region, one.shown)))),
        headline=_headline(checked, spoken),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(sections),
    )


def _headline(checked: PackCheck, spoken: Language) -> str:
    if checked.sound:
        kept = sum(one.held is True for one in checked.results)
        return _PASSED.in_(spoken).format(n=number(kept, spoken))
    ending = ending_of_check(checked)
    text = _UNREAD if ending is Ending.INVALID else _FAILED
    return text.in_(spoken).format(n=number(len(checked.findings), spoken))


def _export(checks: list[PackCheck], file: str, terminal: Terminal) -> None:
    """Write the cases that refute, ready to be run; say so, or that there is none."""
    found = (one.counterexample for one in checks)
    cases = [stated(one.case) for one in found if one is not None and one.case is not None]
    if cases:
        with answer(file) as out:
            write_yaml(cases, out)
    terminal.say((_EXPORTED if cases else _NOTHING).in_(terminal.language).format(file=file))
