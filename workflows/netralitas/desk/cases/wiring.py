"""This file puts a working service together: the store, the law, the settings, who acts, and when.

It is where the clock of casework is read and its dice are thrown. Whoever acts is taken at his
word, as far as the settings list him: the desk knows no passwords.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import msgspec

from netralitas.casework import Actor, NotYours, Role, Service, UnknownCase
from netralitas.desk.cases.keys import DataKeys
from netralitas.desk.cases.laws import KeptLaws
from netralitas.desk.cases.options import (
    ACTOR_VARIABLE,
    DATABASE_VARIABLE,
    OFFICE_VARIABLE,
    ROLE_VARIABLE,
)
from netralitas.desk.cases.settings import OfficeSettings, read_office
from netralitas.desk.complaints import Complaint, unknown_value
from netralitas.desk.extras import store_extra
from netralitas.desk.inputs import content_of
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Official, Text

if TYPE_CHECKING:
    from netralitas.casework import record

OFFICE_FILE: Final = "office.yaml"
DATABASE_FILE: Final = "casework.db"
LAWS_FOLDER: Final = "laws"
KEYS_FOLDER: Final = "data-keys"

SALT_BYTES: Final = 16

Kind = TypeVar("Kind", bound=Service)


class Desk(NamedTuple):
    """Everything that a command about real cases works with."""

    request: Request
    office: OfficeSettings
    folder: Path
    store: record.Record
    laws: KeptLaws
    keys: DataKeys
    at: datetime

    @property
    def zone(self) -> timezone:
        """The zone of the office."""
        return timezone(timedelta(hours=self.office.zone))

    def service(self, case: str = "") -> Service:
        """Return the service; what it seals is sealed for one case, and opens for no other."""
        return self.service_of(Service, case)

    def service_of(self, kind: type[Kind], case: str) -> Kind:
        """Return a service of a kind of its own."""
        return kind(
            self.store,
            self.laws.of,
            self.office.dates,
            lambda: secrets.token_bytes(SALT_BYTES),
            seal=lambda name, data: self.keys.lock(
                case, name, sealed(self.office, f"{case}/{name}", data)
            ),
        )


@contextmanager
def desk_of(
    terminal: Terminal, asked: Mapping[str, Any], at: datetime | None = None
) -> Iterator[Desk]:
    """Yield the desk that the shared options make; the store is closed behind it.

    Complaint where something is named that is not there, a case among them.
    """
    request = request_of(terminal, asked)
    folder = data_folder(os.environ)
    office = office_of(asked.get("office"), folder, os.environ)
    store = store_of(address_of(asked, folder, os.environ))
    try:
        laws = KeptLaws(
            request.law,
            Path(office.laws) if office.laws else folder / LAWS_FOLDER,
            own=asked.get("policy"),
        )
        held = Path(office.data_keys) if office.data_keys else folder / KEYS_FOLDER
        keys = DataKeys(held, draw)
        yield Desk(request, office, folder, store, laws, keys, moment_of(at, office))
    except UnknownCase as error:
        raise Complaint(error.says) from None
    finally:
        store.close()
        request.law.keep()


def store_of(url: str) -> record.Record:
    """Return the store at an address; a Complaint where the extra is not installed."""
    with store_extra():
        from netralitas.casework import record

        return record.open_record(url)


def address_of(asked: Mapping[str, Any], folder: Path, environment: Mapping[str, str]) -> str:
    """Return where cases are kept: as asked, as the environment says, or in the user's data."""
    named = asked.get("db") or environment.get(DATABASE_VARIABLE)
    return named or _own_file(folder)


def office_of(named: str | None, folder: Path, environment: Mapping[str, str]) -> OfficeSettings:
    """Return what the office set, in a file that is named or in the user's data folder."""
    file = named or environment.get(OFFICE_VARIABLE)
    own = folder / OFFICE_FILE
    if not file and not own.is_file():
        return OfficeSettings()
    name = file or str(own)
    return read_office(content_of(name), name)


def office_here(asked: Mapping[str, Any]) -> OfficeSettings:
    """Return what the office set, for a command that needs no store."""
    return office_of(asked.get("office"), data_folder(os.environ), os.environ)


def address_here(asked: Mapping[str, Any]) -> str:
    """Return where cases are kept, for a command that does not open the store."""
    return address_of(asked, data_folder(os.environ), os.environ)


def actor_of(
    asked: Mapping[str, Any], office: OfficeSettings, environment: Mapping[str, str]
) -> Actor:
    """Return who acts; Complaint where it is not said, NotYours where the settings do not list it.

    Where the settings list anybody, they list everybody but those who report (pelapor).
    """
    id = asked.get("actor") or environment.get(ACTOR_VARIABLE)
    if not id:
        raise Complaint(
            Text(
                id=f"siapa yang bertindak? --as ID atau {ACTOR_VARIABLE}",
                en=f"who acts? --as ID or {ACTOR_VARIABLE}",
            )
        )
    listed = office.actors.get(id)
    role = asked.get("role") or _role_in(environment)
    if role is None and listed is not None and len(listed.roles) == 1:
        role = listed.roles[0]
    if role is None:
        known = listed.roles if listed else tuple(Role)
        raise Complaint(
            Text(
                id=f"dalam peran apa {id!r} bertindak? --role {'|'.join(known)}",
                en=f"in which role does {id!r} act? --role {'|'.join(known)}",
            )
        )
    role = Role(role)
    if office.actors and role is not Role.PELAPOR and (not listed or role not in listed.roles):
        raise NotYours(
            Text(
                id=f"pengaturan kantor tidak mengenal {id!r} sebagai {role.value}",
                en=f"the settings of the office do not know {id!r} as {role.value}",
            )
        )
    official = asked.get("seat")
    if listed is not None and listed.official is not None:
        if official not in (None, listed.official):
            raise NotYours(
                Text(
                    id=f"menurut pengaturan kantor {id!r} adalah {listed.official.value}",
                    en=f"by the settings of the office {id!r} is {listed.official.value}",
                )
            )
        official = listed.official
    return Actor(id=id, role=role, official=Official(official) if official else None)


def who(desk: Desk, asked: Mapping[str, Any]) -> Actor:
    """Return who acts at a desk, by the options and the environment."""
    return actor_of(asked, desk.office, os.environ)


def key_of(given: str | None) -> str:
    """Return the key of a request: the one given, else one that nobody used before."""
    return given or secrets.token_hex(16)


def sealed(office: OfficeSettings, context: str, data: bytes) -> bytes:
    """Return an id sealed to the recipients of the office; Complaint where there are none."""
    if not office.recipients:
        raise Complaint(
            Text(
                id="id orang disegel, tetapi pengaturan kantor belum menyebut penerima "
                "(recipients); buat dengan `netralitas case setup DIR`, lalu --office "
                "DIR/office.yaml",
                en="ids of persons are sealed, and the settings of the office name no recipients; "
                "make them with `netralitas case setup DIR`, then --office DIR/office.yaml",
            )
        )
    with store_extra():
        from netralitas.casework.privacy import Recipient, Secret, seal

        recipients = [Recipient(one.name, one.key) for one in office.recipients]
        return msgspec.json.encode(seal(Secret(data), recipients, context=context))


def moment_of(at: datetime | None, office: OfficeSettings) -> datetime:
    """Return a moment in UTC: the one given, local to the office where it has no zone, else now."""
    if at is None:
        return datetime.now(UTC)
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone(timedelta(hours=office.zone)))
    return at.astimezone(UTC)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder in which a user's own data lie on this system; it need not exist."""
    home = Path(os.path.expanduser("~"))
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "netralitas"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "netralitas"
    named = environment.get("XDG_DATA_HOME", "")
    base = Path(named) if os.path.isabs(named) else home / ".local" / "share"
    return base / "netralitas"


def draw(count: int) -> bytes:
    """Return so many random bytes of the operating system."""
    return secrets.token_bytes(count)


def _own_file(folder: Path) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder / DATABASE_FILE)


def _role_in(environment: Mapping[str, str]) -> str | None:
    role = environment.get(ROLE_VARIABLE)
    if role and role not in tuple(Role):
        raise unknown_value(ROLE_VARIABLE, role, tuple(Role))
    return role or None
