"""This file is `netralitas case act`: one step in a case, or what steps can be taken in it now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from netralitas.casework import Actor, AdoptPolicy, Erase, Personal, command_from
from netralitas.desk.cases.answering import words_of, write_answer
from netralitas.desk.cases.fields import STEPS, fields_of, needed, step_named, values_of
from netralitas.desk.cases.options import acting, keyed, storing
from netralitas.desk.cases.possible import Listening, choice_of, page_of_choice, plain_choice
from netralitas.desk.cases.retention import must_be_over
from netralitas.desk.cases.wiring import Desk, desk_of, key_of, who
from netralitas.desk.cases.words import step_word
from netralitas.desk.command import Command, option, reading
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import ending_of_error, report
from netralitas.desk.inputs import content_of, file_name
from netralitas.desk.options import Whole, answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import InputError, Language, Refused, Text
from netralitas.policy import encode, read_yaml

_STEPS = Text(id="Langkah", en="Steps")


class StepCommand(Command):
    """A command whose help lists the steps, each with its fields."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then every step in the language asked."""
        super().format_options(ctx, formatter)
        spoken = reading(ctx)
        with formatter.section(_STEPS.in_(spoken)):
            formatter.write_dl([(step, _fields(step, spoken)) for step in STEPS])


def _fields(step: str, language: Language) -> str:
    wanted = needed(step)
    names = [f"--{name}" if name in wanted else f"[--{name}]" for name in fields_of(step)]
    return " ".join((f"{step_word(step, language)}:", *sorted(names)))


@click.command(
    "act",
    cls=StepCommand,
    context_settings={"ignore_unknown_options": True},
    examples=(
        "case act LMJ-2024-001 --as penelaah-1 --role reviewer",
        "case act LMJ-2024-001 begin_review --as penelaah-1 --role reviewer",
        "case act LMJ-2024-001 ask_more --questions 'siapa saksinya?' --as penelaah-1 "
        "--role reviewer",
    ),
    says=Text(
        id="Mengambil satu langkah dalam perkara. Field langkah ditulis sebagai pilihan (--day "
        "2024-10-10), sebagai --with day=2024-10-10, atau dalam berkas YAML dengan --from. Nilai "
        "yang berupa daftar diulang; yang berupa pasangan ditulis key=value.\n\n"
        "Tanpa STEP: menyebut langkah yang dapat diambil sekarang, oleh siapa, dan yang ditolak "
        "beserta pasalnya. Yang dapat dilakukan kapan saja disebut tanpa diuji.\n\n"
        "Kode keluar: 0 diambil, 1 penyimpanan gagal atau perkara berubah, 2 tidak ada perkara "
        "atau langkah itu, 3 nilai tidak sah, 7 ditolak hukum.",
        en="Take one step in a case. Its fields are written as options (--day 2024-10-10), as "
        "--with day=2024-10-10, or in a YAML file named by --from. A list is given value by value; "
        "pairs are written key=value.\n\n"
        "Without STEP: the steps that can be taken now, by whom, and those refused, with the "
        "article. What can be done at any time is named untried.\n\n"
        "Exit code: 0 taken, 1 the store failed or the case has changed, 2 no such case or step, "
        "3 a value is invalid, 7 refused by law.",
    ),
)
@click.argument("case", metavar="ID")
@click.argument("step", required=False, metavar="[STEP]")
@click.argument("fields", nargs=-1, type=click.UNPROCESSED, metavar="[--FIELD VALUE]...")
@option(
    "--with",
    "given",
    metavar="KEY=VALUE",
    multiple=True,
    says=Text(id="nilai satu field", en="the value of a field"),
)
@option(
    "--from",
    "file",
    metavar="FILE",
    says=Text(id="nilai field dari berkas YAML", en="the values of fields from a YAML file"),
)
@option(
    "--if-version",
    "version",
    type=Whole(1, 2**31),
    metavar="N",
    says=Text(
        id="hanya bila perkara masih pada versi ini", en="only while the case is at this version"
    ),
)
@storing
@acting
@keyed
@finding_packs()
@answering("text", "json")
@click.pass_obj
def act(
    terminal: Terminal,
    /,
    case: str,
    step: str | None,
    fields: tuple[str, ...],
    given: tuple[str, ...],
    file: str | None,
    version: int | None,
    at: datetime | None,
    key: str | None,
    **shared: Any,
) -> int:
    """Take a step, or list those that can be taken."""
    if step is not None and step.startswith("--"):  # a field came where the step belongs
        raise Complaint(
            Text(id=f"langkah apa? {step} bukan langkah", en=f"which step? {step} is none")
        )
    action = step_named(step) if step else None
    values = {**_from_file(file), **values_of(action, fields, given)} if action else {}
    with desk_of(terminal, shared, at) as desk:
        actor = who(desk, shared)
        if action is None:
            _list(desk, case, actor)
            return 0
        command = command_from(action, values)
        erased: Sequence[Personal] = ()
        if isinstance(command, Erase):
            must_be_over(desk, case, command)
            kept = desk.store.personal(case)
            erased = [one for one in kept if not command.names or one.name in command.names]
        if isinstance(command, AdoptPolicy):
            found = desk.store.case(case)
            desk.laws.keep(found.file.region)
        try:
            came = desk.service(case).act(
                case, command, actor, at=desk.at, key=key_of(key), version=version
            )
        except Refused as refusal:
            report(refusal, terminal)
            terminal.say(_what_can_be(case).in_(terminal.language))
            return ending_of_error(refusal)
        desk.keys.shred(erased)
        write_answer(desk, actor, came)
    return 0


def _what_can_be(case: str) -> Text:
    return Text(
        id=f"yang dapat diambil sekarang, dan oleh siapa: netralitas case act {case}",
        en=f"what can be done now, and by whom: netralitas case act {case}",
    )


def _list(desk: Desk, case: str, actor: Actor) -> None:
    """Write what can be done in a case now, to one who may read it."""
    request = desk.request
    service = desk.service_of(Listening, case)
    found = service.show(case, actor)
    choice = choice_of(service, found, desk.at)
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(plain_choice(choice)).decode() + "\n")
        else:
            page = page_of_choice(found, choice, words_of(desk, found))
            out.write(text_of(page, request.width, colour=request.coloured))


def _from_file(file: str | None) -> dict[str, Any]:
    if file is None:
        return {}
    read = read_yaml(content_of(file), file_name(file), error=InputError)
    if not isinstance(read.data, dict):
        raise InputError(
            Text(id="bukan field dan nilai", en="no fields with values"), at=read.place(())
        )
    return read.data
