"""Once the key is gone the data are gone wherever copies lie, and the log still verifies."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework import commitment, keeps
from netralitas.casework.log import export, leaf_hash, verify
from netralitas.casework.privacy import (
    Erased,
    Locked,
    Owner,
    PrivacyError,
    Secret,
    lock,
    unlock,
)
from tests.workflows.casework.log.small_log import KEY, ORIGIN, an_event, signed
from tests.workflows.casework.privacy.shown import all_that_is_shown

OWNER = Owner("perkara-1", "orang-1", "nama")
DATA_KEY = Secret(bytes(range(32)))
NAME = Secret("kenari kuning")
LOCKED = lock(NAME, DATA_KEY, owner=OWNER, nonce=bytes(12))


@given(st.binary(max_size=50), st.binary(min_size=32, max_size=32))
def test_what_is_locked_is_unlocked_with_its_key(value: bytes, key: bytes) -> None:
    locked = lock(Secret(value), Secret(key), owner=OWNER, nonce=bytes(12))
    assert unlock(locked, Secret(key)).reveal() == value


def test_what_is_stored_does_not_show_the_value() -> None:
    assert b"kenari" not in msgspec.msgpack.encode(LOCKED)


def test_without_its_key_it_is_erased() -> None:
    with pytest.raises(Erased, match="their key is gone"):
        unlock(LOCKED, None)


@pytest.mark.parametrize(
    "changed",
    [
        msgspec.structs.replace(LOCKED, owner=Owner("perkara-2", "orang-1", "nama")),
        msgspec.structs.replace(LOCKED, owner=Owner("perkara-1", "orang-2", "nama")),
        msgspec.structs.replace(LOCKED, owner=Owner("perkara-1", "orang-1", "nik")),
        msgspec.structs.replace(LOCKED, nonce=bytes(11) + b"\1"),
        msgspec.structs.replace(LOCKED, nonce=b""),
        msgspec.structs.replace(LOCKED, ciphertext=LOCKED.ciphertext[:-1]),
        msgspec.structs.replace(LOCKED, ciphertext=b""),
    ],
)
def test_what_was_changed_or_moved_does_not_open(changed: Locked) -> None:
    with pytest.raises(PrivacyError, match="damaged or changed") as refused:
        unlock(changed, DATA_KEY)
    assert "kenari" not in all_that_is_shown(refused.value)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(PrivacyError, match="damaged or changed"):
        unlock(LOCKED, Secret(bytes(32)))


def test_keys_and_nonces_of_other_lengths_are_refused() -> None:
    with pytest.raises(PrivacyError, match="a data key must have 32 bytes"):
        lock(NAME, Secret(b"short"), owner=OWNER, nonce=bytes(12))
    with pytest.raises(PrivacyError, match="a nonce must have 12 bytes"):
        lock(NAME, DATA_KEY, owner=OWNER, nonce=bytes(8))


def test_the_log_verifies_after_the_erasure_and_knows_nothing() -> None:
    salt = bytes(16)
    made = commitment(NAME.reveal(), case="perkara-1", name="nama", salt=salt)
    event = an_event("perkara-1", 1, "", {"commitments": {"nama": made}})
    rows = [(0, event, leaf_hash(event))]
    notes = signed(rows, [1])
    keys = {OWNER: (DATA_KEY, salt)}
    backup = LOCKED

    key, salt = keys[OWNER]
    assert keeps(made, unlock(backup, key).reveal(), case="perkara-1", name="nama", salt=salt)
    del keys[OWNER]
    with pytest.raises(Erased):
        unlock(backup, keys[OWNER][0] if OWNER in keys else None)
    lines = list(export(rows, notes, origin=ORIGIN))
    assert verify(lines, held=notes, keys=[KEY.verifier]).clean
    assert b"kenari" not in b"".join(lines)
