"""This file is `netralitas consistency`: a proposed sanction beside what comparable cases got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import unknown_value
from netralitas.desk.consistency_lines import page_of_consistency
from netralitas.desk.endings import Ending, gravest, report
from netralitas.desk.inputs import file_name
from netralitas.desk.judged import Bench, Source, sources_of
from netralitas.desk.options import answering, choosing_case, judging
from netralitas.desk.outputs import answer
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import CaseError, NotInstalled, PolicyError, Text
from netralitas.judgement.consistency import Consistency, PastCase, consistency
from netralitas.policy import Policy, encode, read_cases


@click.command(
    "consistency",
    cls=Command,
    examples=(
        "consistency examples/lurah-komentar.yaml --sanction berat_a "
        "--decisions examples/keputusan-sebelumnya.csv",
        "consistency examples/lurah-komentar.yaml --sanction berat_b "
        "--decisions examples/keputusan-sebelumnya.csv --format json",
    ),
    says=Text(
        id="Membandingkan sanksi yang diusulkan dalam kasus FILE dengan seluruh sebaran jenis yang "
        "dijatuhkan dalam kasus-kasus sebanding sebelumnya. Keputusan sebelumnya adalah berkas "
        "kasus (YAML, JSON, JSON Lines, CSV) dengan process.imposed dan process.decided_at.\n\n"
        "Kelompok kurang dari tiga keputusan tidak pernah ditunjukkan; pelebaran disebut langkah "
        "demi langkah. Ini bukan nilai, dan praktik masa lalu bukan hukum: usulan yang tidak sah "
        "disebut lebih dahulu.\n\n"
        "Kode keluar: 0 dibandingkan, juga bila alasan tertulis diminta atau kelompoknya terlalu "
        "kecil; 3 ada kasus yang tidak sah, 5 hukum belum menetapkan jenis yang terbuka, 7 usulan "
        "tidak sah.",
        en="Compare the sanction proposed in the case of FILE with the full spread of types "
        "imposed in comparable cases before. Past decisions are case files (YAML, JSON, JSON "
        "Lines, CSV) with process.imposed and process.decided_at.\n\n"
        "A group of fewer than three decisions is never shown; widening is named step by step. "
        "This is no score, and past practice is no law: an unlawful proposal is said first.\n\n"
        "Exit code: 0 compared, also where a written reason is asked for or the group is too "
        "small; 3 a case is invalid, 5 the law settles no types for this case, 7 the proposal is "
        "unlawful.",
    ),
)
@click.argument("file", metavar="FILE")
@option(
    "--sanction",
    metavar="ID",
    required=True,
    says=Text(id="sanksi yang diusulkan", en="the sanction proposed"),
)
@option(
    "--decisions",
    metavar="FILE",
    multiple=True,
    required=True,
    says=Text(id="berkas keputusan sebelumnya", en="a file of past decisions"),
)
@choosing_case
@judging()
@answering("text", "json")
@click.pass_obj
def compare(
    terminal: Terminal,
    /,
    file: str,
    sanction: str,
    decisions: tuple[str, ...],
    case: str | None,
    kind: Any,
    **shared: Any,
) -> int:
    """Compare one case; return how it ended."""
    request = request_of(terminal, shared)
    bench = Bench(request)
    sources = sources_of(decisions)
    one = bench.single(file, kind, case)
    if one is None:
        return gravest(bench.endings)
    known = [item.id for item in one.law.policy.sanctions]
    if sanction not in known:
        raise unknown_value("--sanction", sanction, known)
    past = _past(sources, request, bench.endings)
    found = consistency(one.case, one.law, sanction, past, as_of=request.as_of)
    bench.endings[_ending(found)] += 1
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            page = page_of_consistency(found, bench.words(one.law))
            out.write(text_of(page, request.width, colour=request.coloured))
    return gravest(bench.endings)


def _past(
    sources: Sequence[Source], request: Request, endings: Counter[Ending]
) -> Iterator[PastCase]:
    """Yield the past cases with their law; what cannot be read is reported by its place alone.

    No id of a past case is ever said: the line of the file is enough for whoever holds it.
    """
    lawless: list[NotInstalled | PolicyError] = []

    def words_of(region: str) -> Policy:
        try:
            return request.law.policy(request.region or region)
        except (NotInstalled, PolicyError) as error:
            lawless.append(error)
            return request.law.policy(None)

    for source in sources:
        name = file_name(source.name)
        words = request.law.policy(request.region)
        for item in read_cases(source.content, name, words, of_region=words_of):
            try:
                if lawless:
                    raise lawless.pop()
                if isinstance(item, CaseError):
                    raise item
                law = request.law.of(request.region or item.region)
            except (NotInstalled, PolicyError) as error:
                report(error, request.terminal, name)
                endings[Ending.INVALID] += 1
            except CaseError as error:
                report(error, request.terminal)
                endings[Ending.INVALID] += 1
            else:
                yield PastCase(item, law)
    request.law.keep()


def _ending(found: Consistency) -> Ending:
    if found.lint.answer == "unlawful":
        return Ending.REFUSED
    return Ending.UNDETERMINED if found.outcome == "nothing_to_compare" else Ending.OK
