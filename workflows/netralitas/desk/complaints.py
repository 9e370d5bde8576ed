"""This file says in both languages what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from netralitas.facts import Language, Text, nearest


class Complaint(click.UsageError):
    """A fault of usage that is told in both languages; it ends with exit code 2."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


def unknown_command(name: str, known: Sequence[str]) -> Complaint:
    """Return the complaint about a command that does not exist, with the nearest one."""
    hint = nearest(name, known)
    return Complaint(
        Text(
            id=f"perintah {name!r} tidak dikenal ({hint.id})",
            en=f"unknown command {name!r} ({hint.en})",
        )
    )


def unknown_value(where: str, value: str, known: Sequence[str]) -> Complaint:
    """Return the complaint about a value that an option does not take, with the nearest one."""
    hint = nearest(value, known)
    return Complaint(
        Text(
            id=f"{where}: {value!r} tidak dikenal ({hint.id})",
            en=f"{where}: unknown value {value!r} ({hint.en})",
        )
    )


def no_such_file(name: str) -> Complaint:
    """Return the complaint about a FILE that is not there."""
    return Complaint(Text(id=f"{name}: berkas tidak ada", en=f"{name}: no such file"))


def no_such_case(name: str) -> Complaint:
    """Return the complaint about a case that none of the files holds."""
    return Complaint(
        Text(id=f"--case: tidak ada kasus {name!r}", en=f"--case: there is no case {name!r}")
    )


def not_for_a_terminal(kind: str) -> Complaint:
    """Return the complaint about a format that is bytes, and was to be shown on a screen."""
    return Complaint(
        Text(
            id=f"--format {kind} ke layar tidak terbaca; beri --out BERKAS",
            en=f"--format {kind} cannot be read on a terminal; give --out FILE",
        )
    )


def told(error: click.UsageError, language: Language) -> str:
    """Return a usage error as one line in the language asked; click's own words are English."""
    if isinstance(error, Complaint):
        return error.says.in_(language)
    return _translated(error).in_(language)


def _translated(error: click.UsageError) -> Text:
    english = " ".join(error.format_message().split()).rstrip(".")
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities or []
        hint = f" (maksudnya {near[0]!r}?)" if near else ""
        return Text(id=f"pilihan {error.option_name!r} tidak dikenal{hint}", en=english)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.opts[-1] if error.param.param_type_name == "option" else ""
        missing = name or error.param.metavar or str(error.param.name).upper()
        return Text(id=f"{missing} wajib diisi", en=f"{missing} is required")
    if isinstance(error, click.BadOptionUsage):
        return Text(id=f"pilihan {error.option_name!r} tidak tepat: {english}", en=english)
    return Text(id=f"pemakaian tidak tepat: {english}", en=english)
