"""This file holds the failure of the log: what was handed to it does not have its form."""

from __future__ import annotations

from netralitas.facts import NetralitasError, Text


class LogError(NetralitasError):
    """A note, a key, a proof or an event does not have the form that the log can work with.

    What a verification finds wrong is no failure but a finding; see `verify`.
    """


def malformed(what: Text, why: Text) -> LogError:
    """Return the failure of a thing that does not have its form: what it is, and what is wrong."""
    return LogError(Text(id=f"{what.id}: {why.id}", en=f"{what.en}: {why.en}"))
