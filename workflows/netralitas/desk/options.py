"""This file holds the options that commands share, and the kinds of value they take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from netralitas.desk.command import option
from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.desk.terminal import LANGUAGE_VARIABLE
from netralitas.facts import Language, Text

if TYPE_CHECKING:
    Kind = click.ParamType[Any]
else:
    Kind = click.ParamType  # a generic since click 8.4 only

Decorate = Callable[[Any], Any]

PACKS_VARIABLE = "NETRALITAS_PACKS_DIR"
SETTINGS_VARIABLE = "NETRALITAS_SETTINGS"
"""Names folders of packs, parted as the system parts the folders of PATH."""


class OneOf(Kind):
    """One of a closed list of words; another is refused with the nearest one."""

    name = "word"

    def __init__(self, known: Sequence[str]) -> None:
        self.known = tuple(known)

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the word; Complaint when it is not on the list."""
        if value in self.known:
            return str(value)
        raise unknown_value(_named(param), str(value), self.known)


class Day(Kind):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Return the day; Complaint when it is none."""
        try:
            if isinstance(value, date):
                return value
            if len(value) == 10:  # date.fromisoformat also takes 20241002 and week dates
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise Complaint(
            Text(
                id=f"{_named(param)}: {value!r} bukan tanggal (misalnya 2024-10-02)",
                en=f"{_named(param)}: {value!r} is not a date (for example 2024-10-02)",
            )
        )


class Whole(Kind):
    """A whole number between two bounds."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the number; Complaint when it is none or out of bounds."""
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) < 16:
            number = int(text)
            if self.least <= number <= self.most:
                return number
        raise Complaint(
            Text(
                id=f"{_named(param)}: {text!r} bukan bilangan {self.least} s.d. {self.most}",
                en=f"{_named(param)}: {text!r} is not a number from {self.least} to {self.most}",
            )
        )


def answering(*formats: str) -> Decorate:
    """Return the decorator for a command that answers: language, format, where to, debugging."""
    return _all(
        option(
            "--format",
            type=OneOf(formats),
            metavar="|".join(formats),
            default=formats[0],
            show_default=True,
            says=Text(id="bentuk jawaban", en="the form of the answer"),
        ),
        option(
            "--out",
            metavar="FILE",
            says=Text(
                id="tulis jawaban ke FILE, utuh atau tidak sama sekali",
                en="write the answer to FILE, whole or not at all",
            ),
        ),
        speaking,
    )


def speaking(function: Any) -> Any:
    """Give a command the options that say how to speak; `terminal_of` has read them already."""
    lang = option(
        "--lang",
        type=OneOf(tuple(Language)),
        metavar="id|en",
        envvar=LANGUAGE_VARIABLE,
        default="id",
        show_default=True,
        says=Text(
            id=f"bahasa jawaban; juga dari {LANGUAGE_VARIABLE}",
            en=f"language of the answer; also from {LANGUAGE_VARIABLE}",
        ),
    )
    debug = option(
        "--debug",
        is_flag=True,
        says=Text(
            id="bila gagal tak terduga, tampilkan jejaknya",
            en="show the traceback of an unexpected failure",
        ),
    )
    return lang(debug(function))


def choosing_case(function: Any) -> Any:
    """Give a command the options that say how its FILE is read, and which case of it is meant."""
    case = option(
        "--case",
        metavar="ID",
        says=Text(id="hanya kasus dengan id ini", en="only the case of this id"),
    )
    return reading_cases(case(function))


def reading_cases(function: Any) -> Any:
    """Give a command the option that says in which form its cases come."""
    forms = ("yaml", "json", "jsonl", "csv", "xlsx", "parquet")
    return option(
        "--input",
        "kind",
        type=OneOf(forms),
        metavar="|".join(forms),
        says=Text(
            id="bentuk masukan; tanpa ini menurut akhiran nama atau isinya",
            en="the form of the input; told by its suffix or its content when absent",
        ),
    )(function)


def judging() -> Decorate:
    """Return the decorator for a command that applies the law to a case, on a day."""
    return _all(_as_of(), *_choosing_law())


def reading_law() -> Decorate:
    """Return the decorator for a command that reads the law without a case."""
    return _all(*_choosing_law())


def finding_packs() -> Decorate:
    """Return the decorator for a command about regions, which names them as its argument."""
    return _all(*_finding_law())


def judging_in_a_region() -> Decorate:
    """Return the decorator for a command that applies the law of a region named as an argument."""
    return _all(_as_of(), *_finding_law())


def allowing_code(function: Any) -> Any:
    """Give a command the option that names the operator's settings."""
    return option(
        "--settings",
        metavar="FILE",
        says=Text(
            id=f"pengaturan yang mengizinkan kode daerah; juga dari {SETTINGS_VARIABLE}",
            en=f"the settings that allow regional code; also from {SETTINGS_VARIABLE}",
        ),
    )(function)


def _as_of() -> Decorate:
    return option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        says=Text(
            id="hari penilaian; tanpa ini hari ini",
            en="the day on which it is judged; today when absent",
        ),
    )


def _choosing_law() -> tuple[Decorate, ...]:
    return (
        option(
            "--region",
            metavar="REGION",
            says=Text(
                id="pakai paket daerah ini, bukan yang disebut kasus",
                en="apply this region's pack instead of the one a case names",
            ),
        ),
        *_finding_law(),
    )


def _finding_law() -> tuple[Decorate, ...]:
    return (
        option(
            "--packs-dir",
            metavar="DIR",
            multiple=True,
            says=Text(
                id=f"cari paket daerah juga di DIR; begitu pula di {PACKS_VARIABLE}",
                en=f"look for regional packs in DIR too; so in {PACKS_VARIABLE}",
            ),
        ),
        option(
            "--policy",
            metavar="DIR",
            says=Text(
                id="pakai berkas *.yaml di DIR sebagai hukum nasional",
                en="take the *.yaml files in DIR as the national law",
            ),
        ),
        option(
            "--no-cache",
            is_flag=True,
            says=Text(
                id="baca hukum dari berkasnya, jangan dari simpanan",
                en="read the law from its files, not from the cache",
            ),
        ),
    )


def _all(*decorators: Decorate) -> Decorate:
    def decorate(function: Any) -> Any:
        for one in reversed(decorators):
            function = one(function)
        return function

    return decorate


def _named(parameter: Any) -> str:
    return str(parameter.opts[0]) if parameter is not None else "?"
