"""This file reads an operator's settings: which code may run, known by which hash, and how far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import msgspec

from netralitas.code.amendments import Power
from netralitas.facts import InputError, Text
from netralitas.policy import convert_located, read_yaml

SETTINGS_SCHEMA: Final = "netralitas/settings/v1"
_HASH = re.compile("sha256:[0-9a-f]{64}")


class CodeSetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code plugin an operator allows: its name, the hash of its files, and what it may do.

    `milliseconds` is the wall clock of one call, `memory_mib` the address space of one process.
    """

    name: str
    sha256: str
    powers: tuple[Power, ...] = ()
    amend: bool = False
    commands: bool = False
    milliseconds: int = 1000
    memory_mib: int = 256


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator sets; without a file nothing is allowed."""

    schema: Literal["netralitas/settings/v1"] = SETTINGS_SCHEMA
    code: tuple[CodeSetting, ...] = ()

    def of(self, name: str) -> CodeSetting | None:
        """Return what is set for a plugin; None when it is not named."""
        return next((one for one in self.code if one.name == name), None)


class _Bounds(NamedTuple):
    """The least and the most that a number may be, both included."""

    least: int
    most: int


_MILLISECONDS = _Bounds(50, 10_000)
_MEMORY_MIB = _Bounds(96, 2048)


class _Fault(NamedTuple):
    """What is wrong with one key of one plugin's settings."""

    key: str
    says: Text
    hint: Text


def read_settings(content: bytes, file: str) -> Settings:
    """Return the settings in a YAML file; raises InputError, with the line, for anything else.

    Refused are unknown keys, a name given twice, what is no SHA-256, and numbers out of bounds.
    """
    located = read_yaml(content, file, error=InputError)
    settings = convert_located(located.data, Settings, place=located.place, error=InputError)
    if "schema" not in located.data:
        says = Text(id="schema tidak ada", en="schema is missing")
        hint = Text(id=f"schema: {SETTINGS_SCHEMA}", en=f"schema: {SETTINGS_SCHEMA}")
        raise InputError(says, at=located.place(()), hint=hint)
    seen: set[str] = set()
    for index, setting in enumerate(settings.code):
        for fault in _faults(setting, seen):
            at = located.place(("code", index, fault.key))
            raise InputError(fault.says, at=at, hint=fault.hint)
        seen.add(setting.name)
    return settings


def _faults(setting: CodeSetting, seen: set[str]) -> Iterator[_Fault]:
    if setting.name in seen:
        yield _Fault(
            "name",
            Text(id=f"{setting.name!r} disebut dua kali", en=f"{setting.name!r} is named twice"),
            Text(id="satu entri untuk satu nama", en="one entry for one name"),
        )
    if not _HASH.fullmatch(setting.sha256):
        yield _Fault(
            "sha256",
            Text(
                id="bukan sha256: dengan 64 angka heksadesimal", en="not sha256: and 64 hex digits"
            ),
            Text(
                id="salin dari daftar kode yang terpasang, sesudah kodenya dibaca",
                en="copy it from the list of installed code, after reading that code",
            ),
        )
    if setting.amend and not setting.powers:
        yield _Fault(
            "powers",
            Text(
                id="amend tanpa satu wewenang pun: setiap usulannya akan ditolak",
                en="amend without any power: all it proposes would be refused",
            ),
            Text(id=f"pilih dari: {', '.join(Power)}", en=f"choose from: {', '.join(Power)}"),
        )
    for key, value, bounds in (
        ("milliseconds", setting.milliseconds, _MILLISECONDS),
        ("memory_mib", setting.memory_mib, _MEMORY_MIB),
    ):
        if not bounds.least <= value <= bounds.most:
            yield _Fault(
                key,
                Text(id=f"{value} di luar batas", en=f"{value} is out of bounds"),
                Text(
                    id=f"dari {bounds.least} sampai {bounds.most}",
                    en=f"from {bounds.least} to {bounds.most}",
                ),
            )
