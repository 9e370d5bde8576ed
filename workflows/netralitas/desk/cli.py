"""This file is the command `netralitas`: it finds the command asked for, runs it, and ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from netralitas.desk.command import Entry, Group, option
from netralitas.desk.endings import Ending, ending_of_error, report
from netralitas.desk.options import speaking
from netralitas.desk.terminal import terminal_of
from netralitas.facts import Text

ENTRIES = {
    "simulate": Entry(
        "netralitas.desk.simulate:simulate",
        Text(id="menilai kasus dan menelusuri jalurnya", en="judge cases and walk their path"),
    ),
    "explain": Entry(
        "netralitas.desk.explain:explain",
        Text(id="menjelaskan langkah demi langkah", en="the argument, step by step"),
    ),
    "lint": Entry(
        "netralitas.desk.lint:lint",
        Text(id="menguji keabsahan sanksi", en="whether a sanction is lawful"),
    ),
    "consistency": Entry(
        "netralitas.desk.consistency:compare",
        Text(
            id="membandingkan sanksi dengan keputusan sebelumnya",
            en="a proposed sanction beside past decisions",
        ),
    ),
    "impact": Entry(
        "netralitas.desk.impacts.impact:impact",
        Text(
            id="dua hukum atas kasus yang sama, atau sebelum kasus dilihat",
            en="two policies on the same cases, or before any case is seen",
        ),
    ),
    "authority": Entry(
        "netralitas.desk.authority:authority",
        Text(id="siapa yang berwenang menghukum", en="who may impose a tier, without a case"),
    ),
    "due": Entry(
        "netralitas.desk.due:due",
        Text(id="menghitung tanggal jatuh tempo", en="a statutory due date and how it was counted"),
    ),
    "policy": Entry(
        "netralitas.desk.laws.group:policy",
        Text(id="hukum sebagaimana dimuat, dan ujinya", en="the law as loaded, and its checks"),
    ),
    "region": Entry(
        "netralitas.desk.regions.group:region",
        Text(id="paket daerah: isi, beda, uji", en="regional packs: what they hold and change"),
    ),
    "case": Entry(
        "netralitas.desk.cases.groups:case",
        Text(id="perkara nyata, langkah demi langkah", en="a real case, step by step"),
    ),
    "deadlines": Entry(
        "netralitas.desk.cases.groups:deadlines",
        Text(id="tanggal semua perkara", en="the dates of all cases"),
    ),
    "log": Entry(
        "netralitas.desk.record.groups:log",
        Text(id="catatan yang dapat diuji", en="the record, and whether it was changed"),
    ),
    "db": Entry(
        "netralitas.desk.record.groups:db",
        Text(id="basis data perkara", en="the database of cases"),
    ),
    "diagram": Entry(
        "netralitas.desk.diagram:diagram",
        Text(id="jalur sebagai gambar", en="the path as a drawing"),
    ),
    "schema": Entry(
        "netralitas.desk.schema:schema",
        Text(id="JSON Schema berkas dan jawaban", en="JSON Schemas of files and answers"),
    ),
    "sample": Entry(
        "netralitas.desk.samples.sample:sample",
        Text(id="membuat kasus tiruan", en="make synthetic cases"),
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _write_utf8()
    terminal = terminal_of(given, os.environ)
    try:
        ended = root.main(given, prog_name="netralitas", standalone_mode=False, obj=terminal)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_stdout()
        return Ending.OK
    except (Exception, KeyboardInterrupt) as error:
        report(error, terminal)
        return ending_of_error(error)
    return int(ended or Ending.OK)


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from netralitas.desk.version import running_version

        click.echo(f"netralitas {running_version()}")
        context.exit()


@click.group(
    cls=Group,
    entries=ENTRIES,
    name="netralitas",
    invoke_without_command=True,
    says=Text(
        id="Netralitas ASN dalam pemilihan: apa kata hukum tentang sebuah laporan, siapa yang "
        "bertindak, dan kapan. Program menyarankan dan menjelaskan; manusia yang memutus.",
        en="Neutrality of Indonesian civil servants in elections: what the law says of a report, "
        "who must act, and by when. The program recommends and explains; a human decides.",
    ),
)
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    says=Text(id="tampilkan versi", en="show the version"),
)
@speaking
@click.pass_context
def root(context: click.Context, /, **_: object) -> None:
    """Show the help when no command is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _write_utf8() -> None:
    """Let every stream write UTF-8, whatever the locale; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain as well."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
