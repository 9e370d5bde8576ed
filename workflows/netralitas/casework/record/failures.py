"""This file turns what a database driver raises into Unavailable, with nothing of SQL in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from netralitas.casework.record.database import Database
from netralitas.casework.store import Unavailable
from netralitas.facts import Text

AGAIN: Final = Text(
    id="ulangi dengan kunci yang sama: tidak ada yang terjadi dua kali",
    en="repeat it under the same key: nothing happens twice",
)
BUSY: Final = Text(
    id=f"sedang ditulisi pihak lain terlalu lama; {AGAIN.id}",
    en=f"another process has been writing for too long; {AGAIN.en}",
)
FULL: Final = Text(
    id="ruang penyimpanan habis; kosongkan ruang, lalu ulangi dengan kunci yang sama",
    en="the disk is full; free some space, then repeat it under the same key",
)
GONE: Final = Text(
    id=f"basis data tidak terjangkau; periksa apakah ia berjalan, lalu {AGAIN.id}",
    en=f"the database cannot be reached; see that it runs, then {AGAIN.en}",
)
BROKEN_DISK: Final = Text(
    id="berkas tidak dapat dibaca atau ditulisi; periksa cakramnya, lalu ulangi dengan kunci "
    "yang sama",
    en="the file cannot be read or written; see to the disk, then repeat it under the same key",
)
READ_ONLY: Final = Text(
    id="hanya dapat dibaca; periksa izin berkas dan foldernya",
    en="it can only be read; see to the permissions of the file and its folder",
)
CANNOT_OPEN: Final = Text(
    id="tidak dapat dibuka; periksa jalur, folder dan izinnya",
    en="it cannot be opened; see to the path, the folder and the permissions",
)
NOT_ALLOWED: Final = Text(
    id="basis data menolak pengguna ini; periksa nama, sandi dan haknya",
    en="the database refuses this user; see to name, password and rights",
)
DAMAGED: Final = Text(
    id="isinya rusak atau bukan milik netralitas; pulihkan dari cadangan dan jangan menulisinya",
    en="its content is damaged or not of netralitas; restore a backup and do not write to it",
)
NO_TABLES: Final = Text(
    id="tabelnya belum ada atau bukan dari rilis ini; jalankan `netralitas db upgrade`",
    en="its tables are missing or not of this release; run `netralitas db upgrade`",
)
UNKNOWN: Final = Text(
    id=f"basis data gagal; {AGAIN.id}",
    en=f"the database failed; {AGAIN.en}",
)
NO_TRANSACTION: Final = Text(
    id="koneksi ini tidak berada dalam transaksi; mulailah satu lebih dahulu",
    en="this connection is in no transaction; begin one first",
)
TOO_MANY: Final = Text(
    id=f"terlalu banyak pemakai sekaligus; {AGAIN.id}",
    en=f"too many users at once; {AGAIN.en}",
)


def coded(why: Text, code: str) -> Text:
    """Return what failed with the database's own code, which an administrator can search for."""
    return Text(id=f"{why.id} [{code}]", en=f"{why.en} [{code}]") if code else why


def looked_up(code: str, known: Mapping[str, Text]) -> Text:
    """Return what a code means, by its longest known beginning."""
    found = max((one for one in known if code.startswith(one)), key=len, default=None)
    return coded(known[found] if found is not None else UNKNOWN, code)


@contextmanager
def told(database: Database) -> Iterator[None]:
    """Raise Unavailable for whatever the database fails at.

    The driver's own error may quote rows, and is not carried along.
    """
    try:
        yield
    except DBAPIError as fault:
        raise Unavailable(database.why(fault.orig or fault)) from None
    except database.failures as fault:
        raise Unavailable(database.why(fault)) from None
    except PoolTimeout:
        raise Unavailable(TOO_MANY) from None


def missing_driver() -> Unavailable:
    """Return the failure of a PostgreSQL store where its driver is not installed."""
    return Unavailable(
        Text(
            id="perlu pemasangan tambahan: pip install 'netralitas[postgres]'",
            en="this needs an extra: pip install 'netralitas[postgres]'",
        )
    )
