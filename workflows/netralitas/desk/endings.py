"""This file says how a command ends: its frozen exit code, and one line about a failure."""

from __future__ import annotations

import traceback
from collections import Counter
from enum import IntEnum

import click

from netralitas.desk.complaints import told
from netralitas.desk.terminal import Terminal
from netralitas.facts import InputError, NetralitasError, NotInstalled, Outcome, Refused, Text


class Ending(IntEnum):
    """The exit codes, frozen."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    INVALID = 3
    FINDINGS = 4
    UNDETERMINED = 5
    UNVERIFIED = 6
    REFUSED = 7
    INTERRUPTED = 130


GRAVEST_FIRST = (
    Ending.INTERNAL,
    Ending.INVALID,
    Ending.FINDINGS,
    Ending.UNDETERMINED,
    Ending.REFUSED,
)

_PREFIX = Text(id="galat", en="error")
_COUNTED = {
    Ending.OK: Text(id="dinilai", en="judged"),
    Ending.UNDETERMINED: Text(id="belum dapat ditentukan", en="undetermined"),
    Ending.INVALID: Text(id="tidak sah", en="invalid"),
    Ending.REFUSED: Text(id="ditolak hukum", en="refused by law"),
    Ending.FINDINGS: Text(id="berbeda pada audit", en="different under audit"),
    Ending.INTERNAL: Text(id="gagal dinilai", en="failed"),
}


def ending_of(outcome: Outcome) -> Ending:
    """Return how a case ends that came to this outcome; `needs_human` is an answer."""
    return Ending.UNDETERMINED if outcome is Outcome.UNDETERMINED else Ending.OK


def ending_of_error(error: BaseException) -> Ending:
    """Return the exit code of a failure: usage 2, invalid input 3, refused by law 7, else 1."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return Ending.INTERRUPTED
    if isinstance(error, click.UsageError | NotInstalled):
        return Ending.USAGE
    if isinstance(error, InputError):
        return Ending.INVALID
    return Ending.REFUSED if isinstance(error, Refused) else Ending.INTERNAL


def gravest(endings: Counter[Ending]) -> Ending:
    """Return how a batch ends: with the gravest that occurred in it."""
    return next((ending for ending in GRAVEST_FIRST if endings[ending]), Ending.OK)


def tally(endings: Counter[Ending], terminal: Terminal) -> str:
    """Return how many of each a batch held, in one line."""
    parts = [
        f"{endings[ending]} {text.in_(terminal.language)}"
        for ending, text in _COUNTED.items()
        if endings[ending]
    ]
    total = Text(id="kasus", en="cases").in_(terminal.language)
    return f"{sum(endings.values())} {total}: {', '.join(parts)}"


def report(error: BaseException, terminal: Terminal, place: str = "") -> None:
    """Say a failure in one line on stderr; `--debug` adds the traceback of an unexpected one."""
    said = ": ".join(filter(None, (place, line_of(error, terminal))))
    terminal.say(failure(said, terminal))
    if terminal.debug and not isinstance(error, NetralitasError | click.ClickException):
        terminal.say("".join(traceback.format_exception(error)).rstrip())


def failure(said: str, terminal: Terminal) -> str:
    """Return a line for stderr that says that something failed."""
    return f"{_PREFIX.in_(terminal.language)}: {said}"


def line_of(error: BaseException, terminal: Terminal) -> str:
    """Return what a failure says, in one line, in the language of the terminal."""
    if isinstance(error, NetralitasError):
        text = error.message(terminal.language)
    elif isinstance(error, click.UsageError):
        text = told(error, terminal.language)
    elif isinstance(error, KeyboardInterrupt | click.Abort):
        text = Text(id="dihentikan", en="interrupted").in_(terminal.language)
    elif isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        kind = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        hint = Text(
            id=f"kegagalan tak terduga ({kind}); --debug menampilkan jejaknya",
            en=f"unexpected failure ({kind}); --debug shows the traceback",
        )
        text = hint.in_(terminal.language)
    return " ".join(text.split())
