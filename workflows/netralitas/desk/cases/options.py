"""This file holds the options that commands about real cases share: which store, who, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from netralitas.casework import Role
from netralitas.desk.command import option
from netralitas.desk.complaints import Complaint
from netralitas.desk.options import Day, Kind, OneOf
from netralitas.facts import Official, Text

DATABASE_VARIABLE: Final = "NETRALITAS_DATABASE_URL"
OFFICE_VARIABLE: Final = "NETRALITAS_OFFICE"
ACTOR_VARIABLE: Final = "NETRALITAS_ACTOR"
ROLE_VARIABLE: Final = "NETRALITAS_ROLE"

Decorate = Callable[[Any], Any]


class Instant(Kind):
    """A moment: a day (noon of it), or a day and an hour as ISO 8601 writes them.

    Without a zone it is local to the office, which the settings know.
    """

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Return the moment, without a zone where none was written; Complaint for what is none."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            if len(text) == 10:
                return datetime.combine(Day().convert(text, param, ctx), time(12))
            return datetime.fromisoformat(text)
        except (ValueError, Complaint):
            raise Complaint(
                Text(
                    id=f"{param.opts[0]}: {text!r} bukan waktu (misalnya 2024-10-02 atau "
                    "2024-10-02T09:30+07:00)",
                    en=f"{param.opts[0]}: {text!r} is no moment (for example 2024-10-02 or "
                    "2024-10-02T09:30+07:00)",
                )
            ) from None


def storing(function: Any) -> Any:
    """Give a command the options that say where cases are kept, and what the office set."""
    database = option(
        "--db",
        metavar="URL",
        says=Text(
            id="tempat perkara disimpan (URL SQLAlchemy); juga dari "
            f"{DATABASE_VARIABLE}; tanpa ini satu berkas SQLite di folder data pengguna",
            en=f"where cases are kept (an SQLAlchemy URL); also from {DATABASE_VARIABLE}; one "
            "SQLite file in the user's data folder when absent",
        ),
    )
    office = option(
        "--office",
        metavar="FILE",
        says=Text(
            id=f"pengaturan kantor; juga dari {OFFICE_VARIABLE}; tanpa ini office.yaml di folder "
            "data pengguna, bila ada",
            en=f"the settings of the office; also from {OFFICE_VARIABLE}; office.yaml in the "
            "user's data folder when absent, if it is there",
        ),
    )
    return database(office(function))


def acting(function: Any) -> Any:
    """Give a command the options that say who acts in which role, and when."""
    return naming(_at(function))


def naming(function: Any) -> Any:
    """Give a command the options that say who asks, in which role and from which office."""
    actor = option(
        "--as",
        "actor",
        metavar="ACTOR",
        says=Text(
            id=f"siapa yang bertindak: sebuah id, bukan nama orang; juga dari {ACTOR_VARIABLE}",
            en=f"who acts: an id, never a person's name; also from {ACTOR_VARIABLE}",
        ),
    )
    role = option(
        "--role",
        type=OneOf(tuple(Role)),
        metavar="ROLE",
        says=Text(
            id=f"dalam peran apa: {', '.join(Role)}; juga dari {ROLE_VARIABLE}",
            en=f"in which role: {', '.join(Role)}; also from {ROLE_VARIABLE}",
        ),
    )
    seat = option(
        "--seat",
        type=OneOf(tuple(Official)),
        metavar="OFFICIAL",
        says=Text(
            id="jabatan pejabat yang bertindak, bila pengaturan kantor tidak menyebutnya",
            en="the office of the official who acts, where the settings do not name it",
        ),
    )
    return actor(role(seat(function)))


def keyed(function: Any) -> Any:
    """Give a command the option by which the same request is never taken twice."""
    return option(
        "--key",
        metavar="KEY",
        says=Text(
            id="kunci perintah: perintah yang sama dengan kunci yang sama hanya dilakukan sekali",
            en="the key of the request: the same one under the same key is done once",
        ),
    )(function)


def moment(name: str) -> Decorate:
    """Return the decorator for an option that names a moment; the present when it is absent."""
    return option(
        name,
        type=Instant(),
        metavar="TIME",
        says=Text(
            id="waktu, misalnya 2024-10-02 atau 2024-10-02T09:30+07:00; tanpa ini saat ini",
            en="the moment, for example 2024-10-02 or 2024-10-02T09:30+07:00; now when absent",
        ),
    )


_at = moment("--at")
