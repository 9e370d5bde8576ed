"""This file brings what the log's commands need: its lines out of a store, its name, and keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from netralitas.desk.cases.settings import OfficeSettings
from netralitas.desk.complaints import Complaint
from netralitas.desk.extras import store_extra
from netralitas.desk.inputs import content_of
from netralitas.facts import Text

if TYPE_CHECKING:
    from netralitas.casework import record
    from netralitas.casework.log import SigningKey, VerifierKey

EVENTS: Final = Text(id="peristiwa", en="events")
"""What goes by where the log is read."""

_BATCH: Final = 1000


class Snapshot(NamedTuple):
    """A log as it stood at one moment: its name, its size and root, its signed checkpoints."""

    store: record.Record
    origin: str
    size: int
    root: bytes
    checkpoints: tuple[str, ...]

    def signed(self, key: SigningKey) -> str:
        """Return the checkpoint of this moment, signed."""
        with store_extra():
            from netralitas.casework.log import Checkpoint, sign_checkpoint

            return sign_checkpoint(Checkpoint(self.origin, self.size, self.root), [key])

    def with_checkpoint(self, note: str) -> Snapshot:
        """Return the same with one more checkpoint; that of a size that is there stays."""
        with store_extra():
            from netralitas.casework.log import claimed_checkpoint

            sizes = {claimed_checkpoint(one).size for one in self.checkpoints}
        return self if self.size in sizes else self._replace(checkpoints=(*self.checkpoints, note))

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of an export: the events up to this moment, as the bytes that stand."""
        with store_extra():
            from netralitas.casework.log import export

            return export(self._leaves(), self.checkpoints, origin=self.origin)

    def _leaves(self) -> Iterator[tuple[int, bytes, bytes]]:
        place = 0
        while place < self.size:
            limit = min(_BATCH, self.size - place)
            found = self.store.leaves(start=place, limit=limit)
            if not found:
                return
            yield from found
            place = found[-1].place + 1


def snapshot_of(store: record.Record, origin: str) -> Snapshot:
    """Return the log of a store as it stands now; what is appended meanwhile is left out."""
    frontier = store.frontier()
    return Snapshot(store, origin, frontier.size, frontier.root, tuple(store.checkpoints()))


def origin_of(office: OfficeSettings, key: SigningKey | None) -> str:
    """Return the name of the log: that in the settings, else that of its key."""
    name = office.log.origin or (key.name if key else None)
    if name is None:
        raise Complaint(
            Text(
                id="catatan ini belum bernama: isi log.origin dalam pengaturan kantor, atau --key",
                en="this log has no name: set log.origin in the office's settings, or --key",
            )
        )
    return name


def signing_key(named: str | None, office: OfficeSettings) -> SigningKey | None:
    """Return the key that signs, from a file; None where none is named."""
    file = named or office.log.key
    if file is None or (named is None and not Path(file).exists()):
        return None
    with store_extra():
        from netralitas.casework.log import LogError, read_signing_key

        try:
            return read_signing_key(content_of(file).decode("utf-8", "replace"))
        except LogError as error:
            raise Complaint(_of_file(file, error.says)) from None


def verifier_keys(
    named: Sequence[str], office: OfficeSettings, key: SigningKey | None
) -> tuple[VerifierKey, ...]:
    """Return the public keys that count: those named, in writing or as files, else the office's."""
    with store_extra():
        from netralitas.casework.log import LogError, read_verifier_key

        found = []
        for one in named or office.log.verifiers:
            written = one if "+" in one else content_of(one).decode("utf-8", "replace")
            try:
                found.append(read_verifier_key(written))
            except LogError as error:
                raise Complaint(_of_file(one, error.says)) from None
    if key is not None and not named and key.verifier not in found:
        found.append(key.verifier)
    return tuple(found)


def _of_file(name: str, says: Text) -> Text:
    return Text(id=f"{name}: {says.id}", en=f"{name}: {says.en}")
