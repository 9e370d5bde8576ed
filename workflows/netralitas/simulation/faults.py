"""This file holds what is said of a row that was not judged, and of a run that cannot go on."""

from __future__ import annotations

from typing import Literal, NamedTuple

from netralitas.facts import (
    InputError,
    Language,
    NetralitasError,
    NotInstalled,
    Place,
    Refused,
    Text,
)


class RunFailure(NetralitasError):
    """A run on several workers cannot go on: too many were lost, or they are not alike.

    Neither the input nor a rule is at fault, and what was judged until then is sound.
    """


class Fault(NamedTuple):
    """A row that was not judged: where it stands, why not, and whose failure it is.

    `invalid` is the row's own, `refused` the law's, `failed` that of judging itself.
    """

    kind: Literal["invalid", "refused", "failed"]
    at: Place
    says: Text

    def message(self, language: Language) -> str:
        """Return the fault in one line."""
        return f"{self.at}: {self.says.in_(language)}"


def fault_of(error: NetralitasError, at: Place) -> Fault:
    """Return the fault of a row that came to an error."""
    kind: Literal["invalid", "refused", "failed"] = "failed"
    if isinstance(error, InputError | NotInstalled):
        kind = "invalid"
    elif isinstance(error, Refused):
        kind = "refused"
    return Fault(kind, at, _said(error))


def _said(error: NetralitasError) -> Text:
    """Return what an error says, with its hint and without its place."""
    hint = error.hint if isinstance(error, InputError) else None
    if hint is None:
        return error.says
    return Text(id=f"{error.says.id} ({hint.id})", en=f"{error.says.en} ({hint.en})")
