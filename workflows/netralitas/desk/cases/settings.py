"""This file reads what an office sets for its cases: who may act as what, its dates, keys, periods.

None of it is law. What rests on it says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from netralitas.casework import Role, Settings
from netralitas.facts import InputError, Official, Text
from netralitas.policy import convert_located, read_yaml

OFFICE_SCHEMA: Final = "netralitas/office/v1"

_BOUNDS: Final = {
    "zone": (7, 9),
    "review_days": (1, 366),
    "answer_days": (1, 366),
    "remind_days": (1, 366),
    "evidence_mib": (1, 1_048_576),
}
"""The least and the most that a number may be, both included."""

_MOST_YEARS: Final = 1000


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the settings."""


class ActorSetting(_Part, frozen=True):
    """In which roles a person may act, and the office held in the chain above, where one is."""

    roles: tuple[Role, ...]
    official: Official | None = None


class RecipientSetting(_Part, frozen=True):
    """Who may open sealed identities: a name of an office, and its public age key."""

    name: str
    key: str


class LogSetting(_Part, frozen=True):
    """The name of this office's log, the file of the key that signs it, and the keys that count."""

    origin: str | None = None
    key: str | None = None
    verifiers: tuple[str, ...] = ()


class PeriodSetting(_Part, frozen=True):
    """How long personal data of a relation is kept after its case ended."""

    name: Literal["reporter", "subject", "witness", "implicated"]
    years: int = 0
    months: int = 0


class OfficeSettings(_Part, frozen=True):
    """What an office sets; without a file nobody is listed, and nothing can be sealed or signed.

    `zone` are the hours by which local days run ahead of UTC. `receipts` names the file of the key
    of receipt numbers, `laws` the folder in which the law of each case is kept, `data_keys` that of
    the keys under which personal data is locked.
    """

    schema: Literal["netralitas/office/v1"] = OFFICE_SCHEMA
    zone: int = 7
    review_days: int = 14
    answer_days: int = 14
    remind_days: int = 2
    evidence_mib: int = 1024
    actors: dict[str, ActorSetting] = msgspec.field(default_factory=dict)
    recipients: tuple[RecipientSetting, ...] = ()
    receipts: str | None = None
    log: LogSetting = LogSetting()
    laws: str | None = None
    data_keys: str | None = None
    retention: tuple[PeriodSetting, ...] = ()

    @property
    def dates(self) -> Settings:
        """The part of it that makes dates."""
        return Settings(
            zone=self.zone,
            review_days=self.review_days,
            answer_days=self.answer_days,
            remind_days=self.remind_days,
        )


def read_office(content: bytes, file: str) -> OfficeSettings:
    """Return the settings in a YAML file; InputError, with the line, for anything else.

    Files that they name are taken from the folder of the settings themselves.
    """
    located = read_yaml(content, file, error=InputError)
    office = convert_located(located.data, OfficeSettings, place=located.place, error=InputError)
    if "schema" not in located.data:
        hint = Text(id=f"schema: {OFFICE_SCHEMA}", en=f"schema: {OFFICE_SCHEMA}")
        says = Text(id="schema tidak ada", en="schema is missing")
        raise InputError(says, at=located.place(()), hint=hint)
    for path, value, least, most in _numbers(office):
        if not least <= value <= most:
            raise InputError(
                Text(id=f"{value} di luar batas", en=f"{value} is out of bounds"),
                at=located.place(path),
                hint=Text(id=f"dari {least} sampai {most}", en=f"from {least} to {most}"),
            )
    folder = Path(file).parent
    log = msgspec.structs.replace(office.log, key=_beside(folder, office.log.key))
    return msgspec.structs.replace(
        office,
        log=log,
        receipts=_beside(folder, office.receipts),
        laws=_beside(folder, office.laws),
        data_keys=_beside(folder, office.data_keys),
    )


def _numbers(office: OfficeSettings) -> Iterator[tuple[tuple[str | int, ...], int, int, int]]:
    """Yield every number with its place, and the least and the most that it may be."""
    for name, (least, most) in _BOUNDS.items():
        yield (name,), getattr(office, name), least, most
    for place, period in enumerate(office.retention):
        for name in ("years", "months"):
            yield ("retention", place, name), getattr(period, name), 0, _MOST_YEARS


def _beside(folder: Path, name: str | None) -> str | None:
    return None if name is None else str(folder / Path(name).expanduser())
