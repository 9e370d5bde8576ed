"""This file keeps the key of each piece of personal data apart from the data, and shreds it.

What is sealed is locked once more, under a key of its own in a file of its own. With the key gone,
no copy of the data can be read, not by a recipient either, wherever a backup of the database lies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from netralitas.casework import Personal
from netralitas.desk.extras import store_extra
from netralitas.desk.outputs import keep

if TYPE_CHECKING:
    from netralitas.casework.privacy import Locked

_NAME_BYTES: Final = 16
_SUFFIX: Final = ".key"


class DataKeys:
    """The keys in a folder, made with random bytes that `draw` gives."""

    def __init__(self, folder: Path, draw: Callable[[int], bytes]) -> None:
        self._folder = folder
        self._draw = draw

    def lock(self, case: str, name: str, data: bytes) -> bytes:
        """Return data of a case locked under a new key, which is on disk before this returns.

        A key is never used twice, so that what is not taken after all harms nothing that was.
        """
        with store_extra():
            from netralitas.casework.privacy import KEY_BYTES, NONCE_BYTES, Owner, Secret, lock

            key = self._draw(KEY_BYTES)
            number = self._draw(_NAME_BYTES).hex()
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep(self._file(number), key)
            owner = Owner(case=case, person=name, field=number)
            locked = lock(Secret(data), Secret(key), owner=owner, nonce=self._draw(NONCE_BYTES))
            return msgspec.json.encode(locked)

    def unlock(self, data: bytes) -> bytes:
        """Return what was locked; raises Erased where its key was shredded."""
        with store_extra():
            from netralitas.casework.privacy import Secret, unlock

            locked = _locked(data)
            file = self._file(locked.owner.field)
            key = Secret(file.read_bytes()) if file.is_file() else None
            return unlock(locked, key).reveal()

    def shred(self, kept: Iterable[Personal]) -> None:
        """Overwrite and remove the keys of some data; a key that is gone already is no failure."""
        for one in kept:
            file = self._file(_locked(one.data).owner.field)
            with suppress(FileNotFoundError), file.open("r+b") as stream:
                stream.write(bytes(os.fstat(stream.fileno()).st_size))
                stream.flush()
                os.fsync(stream.fileno())
                file.unlink()

    def _file(self, number: str) -> Path:
        return self._folder / f"{number}{_SUFFIX}"


def _locked(data: bytes) -> Locked:
    from netralitas.casework.privacy import Locked

    return msgspec.json.decode(data, type=Locked)
